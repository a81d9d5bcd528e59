/* Comparing figures. */
#ifndef TESTS_STATS_NEAR_H
#define TESTS_STATS_NEAR_H

#include <criterion/criterion.h>
#include <math.h>

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

/* NaN is near NaN alone.  A wanted 0 is met within `relative` itself. */
static inline bool is_near(double got, double want, double relative)
{
    if (isnan(got) || isnan(want))
        return isnan(got) && isnan(want);
    return got == want || fabs(got - want) <= relative * (want == 0 ? 1 : fabs(want));
}

#define expect_near(got, want, relative)                                                                             \
    do {                                                                                                             \
        double got_ = (got), want_ = (want);                                                                         \
        cr_expect(is_near(got_, want_, (relative)), "%s is %.17g, not %.17g", #got, got_, want_);                    \
    } while (0)

#endif
