#include "stats/keyness.h"

#include "near.h"

/* scipy.special.xlogy: 2 * (xlogy(a, a/E1) + xlogy(b, b/E2)), E1 = total_a (a+b) / (total_a+total_b). */
Test(keyness, log_likelihood)
{
    static const struct {
        uint64_t a, total_a, b, total_b;
        double g2;
    } rows[] = {
        {10, 1000, 5, 2000, 6.931471805599}, /* 2 (10 ln 2 + 5 ln 1/2) = 10 ln 2 */
        {0, 1000, 5, 2000, -4.054651081082}, /* rarer here: 10 ln 3/2 */
        {7, 500, 0, 900, 14.41467184054},
        {30, 10000, 300, 100000, 0},
        {50, 10000, 300, 100000, 9.894212360546},
        {0, 10, 0, 20, 0},
        {0, 0, 5, 20, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_near(vb_log_likelihood(rows[i].a, rows[i].total_a, rows[i].b, rows[i].total_b), rows[i].g2, 1e-12);
}
