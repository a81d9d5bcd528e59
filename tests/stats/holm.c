#include "stats/holm.h"

#include "near.h"

/* R: p.adjust(p, "holm") */
Test(holm, adjusted)
{
    static const struct {
        size_t n;
        double p[7], wanted[7];
    } rows[] = {
        {5, {0.01, 0.04, 0.03, 0.005, 0.02}, {0.04, 0.06, 0.06, 0.025, 0.06}},
        {7, {0.2, NAN, 0.001, 0.001, 0.6, 0.9, NAN}, {0.6, NAN, 0.005, 0.005, 1, 1, NAN}}, /* five tests, not seven */
        {2, {NAN, NAN}, {NAN, NAN}},
        {0, {0}, {0}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        double got[7];
        cr_assert(vb_holm(rows[i].p, rows[i].n, got));
        for (size_t k = 0; k < rows[i].n; k++)
            expect_near(got[k], rows[i].wanted[k], 1e-14);
    }
    double same[] = {0.01, 0.04, 0.03};
    cr_assert(vb_holm(same, 3, same));
    expect_near(same[0], 0.03, 1e-14);
    expect_near(same[1], 0.06, 1e-14);
}
