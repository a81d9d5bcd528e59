#include "stats/code_scores.h"

#include "near.h"

static void check(const vb_code_scores *got, const vb_code_scores *wanted)
{
    expect_near(got->precision, wanted->precision, 1e-14);
    expect_near(got->recall, wanted->recall, 1e-14);
    expect_near(got->f1, wanted->f1, 1e-14);
    expect_near(got->kappa, wanted->kappa, 1e-13);
    expect_near(got->alpha, wanted->alpha, 1e-13);
}

/* By hand.  8 both, 2 gold only, 4 coded only, 86 neither: observed 0.94, expected 0.1*0.12 + 0.9*0.88 = 0.804, kappa
 * 0.136/0.196; of 200 values 22 have it, expected disagreement 2*22*178/(200*199), alpha 1 - 0.06/that = 1 -
 * 1194/3916. */
Test(code_scores, one)
{
    static const struct {
        vb_code_counts counts;
        vb_code_scores wanted;
    } rows[] = {
        {{8, 2, 4, 86}, {8.0 / 12, 0.8, 16.0 / 22, 0.136 / 0.196, 1 - 1194.0 / 3916}},
        {{0, 3, 0, 97}, {NAN, 0, 0, 0, 1 - 3 * 199.0 / (3 * 197)}},
        {{0, 0, 3, 97}, {0, NAN, 0, 0, 1 - 3 * 199.0 / (3 * 197)}},
        {{0, 0, 0, 100}, {NAN, NAN, NAN, NAN, NAN}},
        {{100, 0, 0, 0}, {1, 1, 1, NAN, NAN}},
        {{0, 0, 0, 0}, {NAN, NAN, NAN, NAN, NAN}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_code_scores got = vb_code_scores_make(&rows[i].counts);
        check(&got, &rows[i].wanted);
    }
}

/* Of the first two codes above; the third, which nobody has, is in no average.  Micro: 8 of 12 and of 13. */
Test(code_scores, averages)
{
    static const vb_code_counts counts[] = {{8, 2, 4, 86}, {0, 3, 0, 97}, {0, 0, 0, 100}};
    vb_code_average got = vb_code_average_make(counts, 3);
    cr_expect(got.codes == 2);
    check(&got.macro, &(vb_code_scores){4.0 / 12, 0.4, 8.0 / 22, 0.068 / 0.196,
                                        (1 - 1194.0 / 3916 + 1 - 3 * 199.0 / (3 * 197)) / 2});
    expect_near(got.precision, 8.0 / 12, 1e-15);
    expect_near(got.recall, 8.0 / 13, 1e-15);
    expect_near(got.f1, 16.0 / 25, 1e-15);
    got = vb_code_average_make(counts + 2, 1);
    cr_expect(got.codes == 0);
    expect_near(got.macro.f1, NAN, 0);
    expect_near(got.f1, NAN, 0);
}
