#include "stats/distributions.h"

#include "near.h"

/* Expected values: mpmath 1.2.1 with 60 digits, for example
 *   gammainc(mpf(df)/2, mpf(x)/2, regularized=True)
 *   sum(binomial(n,i) * mpf(p)**i * (1-mpf(p))**(n-i) for i in range(0, k+1)) */

Test(distributions, chi2)
{
    static const struct {
        double x, df, upper;
    } rows[] = {
        {3.841458820694124, 1, 0.050000000000000058},
        {30.07015, 2, 2.9535878478274468e-07},
        {0.001, 1, 0.97477287936996038},
        {1, 1, 0.31731050786291409},
        {8, 8, 0.43347012036670896},
        {100, 3, 1.5541594313896049e-21},
        {1400, 1, 2.1010145162642176e-306}, /* the far tail keeps its digits */
        {1300, 16, 5.0262579936310058e-267},
        {200, 152, 0.0054726639270723659},
        {152, 152, 0.48474497842355901},
        {100, 152, 0.99962803084850549},
        {500, 152, 1.0742984922805835e-38},
        {900, 500, 2.8389479551304769e-25}, /* over 200 degrees of freedom by Stirling's series */
        {2.5, 0.7, 0.071772013872033441},   /* degrees of freedom need not be whole */
        {11.3, 4.37, 0.030457959104878429},
        {1e-08, 2, 0.99999999500000003},
        {40, 41.5, 0.53712455295121253},
        {0.5, 30, 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(is_near(vb_chi2_upper(rows[i].x, rows[i].df), rows[i].upper, 1e-13),
                  "x %g, df %g: %.17g, not %.17g", rows[i].x, rows[i].df, vb_chi2_upper(rows[i].x, rows[i].df),
                  rows[i].upper);
    expect_near(vb_chi2_upper(0, 3), 1, 0);
    expect_near(vb_chi2_upper(INFINITY, 3), 0, 0);
    expect_near(vb_chi2_upper(-1, 3), NAN, 0);
    expect_near(vb_chi2_upper(1, 0), NAN, 0);
    expect_near(vb_chi2_upper(NAN, 1), NAN, 0);
    expect_near(vb_chi2_upper(1, NAN), NAN, 0);
}

Test(distributions, normal)
{
    static const struct {
        double p, z;
    } quantiles[] = {
        {0.5, 0},
        {0.975, 1.9599639845400538},
        {0.995, 2.5758293035489004},
        {0.95, 1.6448536269514722},
        {0.8, 0.84162123357291441},
        {0.025, -1.9599639845400543},
        {1e-10, -6.3613409024040566},
        {0.3, -0.52440051270804078},
        {0.92, 1.4050715603096329}, /* both sides of the change of formula, |p - 0.5| = 0.425 */
        {0.93, 1.4757910281791711},
        {0.07, -1.4757910281791706},
        {1e-300, -37.047096299361201},
        {0, -INFINITY},
        {1, INFINITY},
        {1.5, NAN},
        {-0.1, NAN},
        {NAN, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(quantiles); i++)
        expect_near(vb_normal_quantile(quantiles[i].p), quantiles[i].z, 1e-15);
    static const struct {
        double z, cdf, two_sided;
    } rows[] = {
        {0, 0.5, 1},
        {1, 0.84134474606854293, 0.31731050786291409},
        {1.959963984540054, 0.97499999999999998, 0.050000000000000024},
        {-2.5, 0.0062096653257761349, 0.01241933065155227},
        {8, 0.99999999999999933, 1.2441921148543568e-15},
        {30, 1, 9.8134278542963744e-198},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        expect_near(vb_normal_cdf(rows[i].z), rows[i].cdf, 1e-15);
        expect_near(vb_normal_two_sided(rows[i].z), rows[i].two_sided, 1e-13);
        expect_near(vb_normal_two_sided(-rows[i].z), rows[i].two_sided, 1e-13);
    }
    expect_near(vb_normal_critical(0.95), 1.9599639845400542, 1e-15);
    expect_near(vb_normal_critical(1.5), NAN, 0);
}

Test(distributions, beta)
{
    static const struct {
        double a, b, x, lower;
    } rows[] = {
        {1, 1, 0.3, 0.29999999999999999},
        {2, 3, 0.5, 0.6875},
        {0.5, 0.5, 0.2, 0.29516723530086658},
        {10, 20, 0.1, 0.00033259603454460025},
        {5, 700, 0.02, 0.99842212158797083},
        {300, 400, 0.3, 3.4663718469322645e-13},
        {8, 1.5, 0.99, 0.9829268229794289},
        {3, 4, 0, 0},
        {3, 4, 1, 1},
        {0, 4, 0.5, NAN},
        {3, 4, 1.5, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_near(vb_beta_lower(rows[i].a, rows[i].b, rows[i].x), rows[i].lower, 1e-13);
}

/* SciPy 1.10: scipy.stats.beta.ppf(p, a, b). */
Test(distributions, beta_quantile)
{
    static const struct {
        double a, b, p, x;
    } rows[] = {
        {2, 3, 0.025, 0.06758598648854294},
        {0.5, 90.5, 0.975, 0.02744911297520378},
        {30, 70, 0.5, 0.2986619743086955},
        {0.02, 0.03, 0.6, 0.4980022789801215},
        {1000, 2000, 0.975, 0.35030301672721},
        {0.3, 500, 0.975, 0.003795965136189741},
        {12.5, 0.5, 0.025, 0.8146940616875149},
        {12.5, 0.5, 0, 0},
        {12.5, 0.5, 1, 1},
        {0, 4, 0.5, NAN},
        {3, 4, 1.5, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_near(vb_beta_quantile(rows[i].a, rows[i].b, rows[i].p), rows[i].x, 1e-13);
}

Test(distributions, binomial)
{
    static const struct {
        uint64_t k, n;
        double p, point, lower;
    } rows[] = {
        {0, 10, 0.5, 0.0009765625, 0.0009765625},
        {3, 10, 0.5, 0.1171875, 0.171875},
        {10, 10, 0.25, 9.5367431640625e-07, 1},
        {7, 20, 0.3, 0.16426198521723648, 0.77227179741816054},
        {450, 1000, 0.5, 0.00016939724527711568, 0.00086526804248815881},
        {300, 1000, 0.5, 5.0659882804492607e-38, 8.8328390039750682e-38},
        {13, 67, 0.19, 0.12199400411059545, 0.60640485326308735},
        {0, 40, 0.01, 0.6689717585696805, 0.6689717585696805},
        {2, 2000, 0.01, 3.8012952243460256e-07, 4.1964492758289313e-07},
        {3, 10, 0, 0, 1},
        {3, 10, 1, 0, 0},
        {11, 10, 0.5, 0, 1},
        {0, 0, 0.5, 1, 1},
        {3, 10, NAN, NAN, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        expect_near(vb_binomial_point(rows[i].k, rows[i].n, rows[i].p), rows[i].point, 1e-13);
        expect_near(vb_binomial_lower(rows[i].k, rows[i].n, rows[i].p), rows[i].lower, 1e-13);
    }
}

Test(distributions, hypergeometric)
{
    static const struct {
        uint64_t k, total, marked, drawn;
        double point;
    } rows[] = {
        {3, 8, 4, 4, 0.22857142857142856},
        {0, 100, 20, 30, 0.00030203288497681203},
        {20, 100, 20, 30, 5.6055871616621421e-14},
        {180, 1200, 600, 300, 1.7482812656983224e-05},
        {5, 100000, 40, 9000, 0.14320487043907301},
        {300, 1000, 500, 400, 2.0785691435867605e-39},
        {0, 8, 4, 5, 0}, /* at least one must be marked */
        {4, 8, 4, 8, 1},
        {0, 8, 4, 0, 1},
        {0, 8, 9, 1, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_near(vb_hypergeometric_point(rows[i].k, rows[i].total, rows[i].marked, rows[i].drawn), rows[i].point,
                    1e-13);
}
