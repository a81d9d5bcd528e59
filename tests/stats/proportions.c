#include "stats/proportions.h"

#include "near.h"

/* R 4.2.2: prop.test(n, base, conf.level = level, correct = FALSE)$conf.int */
Test(proportions, wilson)
{
    static const struct {
        uint64_t n, base;
        double level, low, high;
    } rows[] = {
        {18, 20, 0.95, 0.698966354771513, 0.972133518786232},
        {0, 30, 0.95, 0, 0.113513393173969},
        {30, 30, 0.95, 0.886486606826031, 1},
        {13, 67, 0.95, 0.117051739164116, 0.304191122254442},
        {1, 3, 0.9, 0.0782657263337284, 0.7464661317187757},
        {450, 1000000, 0.99, 0.000398584872549661, 0.000508044008662477},
        {0, 0, 0.95, NAN, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_interval got = vb_wilson(rows[i].n, rows[i].base, rows[i].level);
        expect_near(got.low, rows[i].low, 1e-13);
        expect_near(got.high, rows[i].high, 1e-13);
    }
}

/* statsmodels 0.13: confint_proportions_2indep(n1, base1, n2, base2, method="newcomb", compare="diff"); the first is
 * Newcombe's own example (a), 0.0524 to 0.3339. */
Test(proportions, newcombe)
{
    static const struct {
        uint64_t n1, base1, n2, base2;
        double low, high;
    } rows[] = {
        {56, 70, 48, 80, 0.052431472402365, 0.333872654036906},
        {9, 10, 3, 10, 0.170522723934503, 0.809017973535488},
        {0, 10, 0, 20, -0.161125158052819, 0.277532799862889},
        {10, 10, 0, 20, 0.679086037141915, 1},
        {13, 67, 20, 150, -0.039186164033659, 0.179821652300959},
        {1, 2, 0, 0, NAN, NAN},
        {0, 0, 1, 2, NAN, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_interval got = vb_newcombe(rows[i].n1, rows[i].base1, rows[i].n2, rows[i].base2, 0.95);
        expect_near(got.low, rows[i].low, 1e-12);
        expect_near(got.high, rows[i].high, 1e-12);
    }
}

/* R: binom.test(a, a + b)$p.value */
Test(proportions, sign_test)
{
    static const struct {
        uint64_t a, b;
        double p;
    } rows[] = {
        {0, 5, 0.0625}, /* 2 / 2^5 */
        {13, 9, 0.523467063903809},
        {5, 5, 1},
        {120, 80, 0.00568515599675032},
        {1, 0, 1},
        {400, 100, 1.65962947521737e-43},
        {40, 21, 0.020414713799635},
        {10, 25, 0.0166738478001207},
        {0, 0, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        expect_near(vb_sign_test(rows[i].a, rows[i].b), rows[i].p, 2e-13);
        expect_near(vb_sign_test(rows[i].b, rows[i].a), rows[i].p, 2e-13);
    }
}
