#include "stats/kappa.h"

#include "near.h"

/* Values: NLTK 3.8 (AnnotationTask kappa, pi, alpha) and statsmodels (cohens_kappa).  Standard errors: the delta
 * method worked numerically with mpmath, sqrt((sum p g² - (sum p g)²) / n) with g the derivatives of the coefficient
 * by the cells' shares p; for AC1, whose value follows from its definition in Python, likewise.  The first table's
 * kappa, 0.4842 with ASE 0.1380 and 0.2137 to 0.7547, and the second, Artstein & Poesio 2008, table 2, are published.
 */
typedef struct {
    double value, error, low, high;
} expected;

static void check(const vb_coefficient *got, const expected *wanted)
{
    expect_near(got->value, wanted->value, 2e-13);
    expect_near(got->standard_error, wanted->error, 1e-11);
    expect_near(got->interval.low, wanted->low, 1e-10);
    expect_near(got->interval.high, wanted->high, 1e-10);
}

Test(kappa, tables)
{
    static const struct {
        size_t k;
        uint64_t counts[16];
        double observed, alpha;
        expected kappa, pi, ac1;
    } rows[] = {
        {3,
         {0, 4, 1, 0, 8, 0, 0, 1, 5},
         13.0 / 19,
         0.467625899280576,
         {0.484162895927602, 0.138013578305815, 0.213661253070707, 0.754664538784497},
         {0.453237410071943, NAN, NAN, NAN},
         {0.555988315481986, 0.158845900121564, 0.244656072151874, 0.867320558812098}},
        {3,
         {46, 0, 0, 0, 10, 0, 6, 6, 32},
         0.88,
         0.800534580688273,
         {0.801324503311258, 0.0519732922763547, 0.699458722291629, 0.903190284330887},
         {0.799532241897762, NAN, NAN, NAN},
         {0.828742685885543, 0.0469623894708254, 0.736698093894782, 0.920787277876304}},
        {4,
         {44, 5, 1, 3, 7, 20, 4, 0, 9, 5, 13, 2, 0, 1, 0, 31},
         108.0 / 145,
         0.647409898770073,
         {0.647271531886917, 0.0493012633990444, 0.550642831232467, 0.743900232541366},
         {0.64618986381772, NAN, NAN, NAN},
         {0.664068125606587, 0.047969747058069, 0.570049149025276, 0.758087102187899}},
        {2, /* kappa's paradox: nearly all agree, and kappa is below 0 */
         {118, 5, 2, 0},
         118.0 / 125,
         -0.0246913580246915,
         {-0.0233918128654971, 0.0122867566728034, -0.047473413430999, 0.000689787700004837},
         {-0.0288065843621402, NAN, NAN, NAN},
         {0.940776337608718, 0.0229645512479329, 0.895766644241645, 0.985786030975791}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_agreement got;
        cr_assert(vb_agreement_make(rows[i].counts, rows[i].k, 0.95, &got));
        expect_near(got.observed, rows[i].observed, 1e-15);
        expect_near(got.alpha, rows[i].alpha, 2e-13);
        check(&got.kappa, &rows[i].kappa);
        check(&got.pi, &rows[i].pi);
        check(&got.ac1, &rows[i].ac1);
    }
}

/* What does not exist is NaN, and perfect agreement is 1 without error. */
Test(kappa, edges)
{
    vb_agreement got;
    cr_assert(vb_agreement_make((const uint64_t[]){5, 0, 0, 7}, 2, 0.95, &got));
    check(&got.kappa, &(expected){1, 0, 1, 1});
    expect_near(got.alpha, 1, 0);
    cr_assert(vb_agreement_make((const uint64_t[]){5, 0, 0, 0}, 2, 0.95, &got));
    check(&got.kappa, &(expected){NAN, NAN, NAN, NAN}); /* expected is 1 */
    expect_near(got.alpha, NAN, 0);
    expect_near(got.observed, 1, 0);
    check(&got.ac1, &(expected){1, 0, 1, 1}); /* expected is 0 */
    cr_assert(vb_agreement_make((const uint64_t[]){0, 0, 0, 0}, 2, 0.95, &got));
    check(&got.kappa, &(expected){NAN, NAN, NAN, NAN});
    expect_near(got.observed, NAN, 0);
    cr_expect(got.n == 0);
    cr_assert(vb_agreement_make(NULL, 0, 0.95, &got));
    expect_near(got.ac1.value, NAN, 0);
}
