#include "stats/proportions.h"

#include "stats/distributions.h"

#include <math.h>

vb_interval vb_wilson(uint64_t n, uint64_t base, double level)
{
    if (base == 0)
        return (vb_interval){NAN, NAN};
    double z = vb_normal_critical(level), all = (double)base, p = (double)n / all;
    double middle = p + z * z / (2 * all), scale = 1 + z * z / all;
    double half = z * sqrt(p * (1 - p) / all + z * z / (4 * all * all));
    /* The ends of 0 of N and N of N are 0 and 1 exactly; rounding must not say otherwise. */
    return (vb_interval){n == 0 ? 0 : (middle - half) / scale, n == base ? 1 : (middle + half) / scale};
}

vb_interval vb_newcombe(uint64_t n1, uint64_t base1, uint64_t n2, uint64_t base2, double level)
{
    if (base1 == 0 || base2 == 0)
        return (vb_interval){NAN, NAN};
    vb_interval one = vb_wilson(n1, base1, level), two = vb_wilson(n2, base2, level);
    double p1 = (double)n1 / (double)base1, p2 = (double)n2 / (double)base2;
    return (vb_interval){p1 - p2 - hypot(p1 - one.low, two.high - p2), p1 - p2 + hypot(one.high - p1, p2 - two.low)};
}

double vb_sign_test(uint64_t a, uint64_t b)
{
    if (a == 0 && b == 0)
        return NAN;
    return fmin(1, 2 * vb_binomial_lower(a < b ? a : b, a + b, 0.5));
}
