#include "stats/multiple.h"

#include "near.h"
#include "stats/random.h"

/* R: the matrices of Bilder & Loughin over the full joint distribution, as in the package MRCV's MI.test(type =
 * "rs2") without added constants: with tau the shares of the patterns in each group, a the groups' shares, G the
 * kronecker product of diag(groups) with t(sets), V = blocks (diag(tau) - tau tau') / a, H = I - kronecker(J diag(a),
 * I), D = kronecker(diag(1/a), diag(p (1 - p))): e <- Re(eigen(solve(D) %*% H %*% G %*% V %*% t(G) %*% t(H))$values);
 * k <- (groups - 1) * codes c(X, k * X / sum(e^2), k^2 / sum(e^2), pchisq(k * X / sum(e^2), k^2 / sum(e^2),
 * lower.tail = FALSE)) */
Test(multiple, second_order)
{
    static const unsigned char cube[] = {0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1};
    static const uint64_t three_groups[] = {20, 31, 12, 14, 8, 10, 9, 16, 3, 6, 2, 9,
                                            11, 7,  15, 3,  4, 2,  2, 6,  8, 5, 1, 4};
    static const unsigned char nine[] = {0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0,
                                         0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1};
    static const uint64_t two_groups[] = {5, 2, 31, 14, 12, 18, 9, 2, 3, 0, 8, 1, 4, 3, 2, 6, 1, 2};
    static const unsigned char one[] = {0, 1};
    static const uint64_t one_code[] = {20, 30, 18, 25, 11, 40};
    static const struct {
        vb_multiple data;
        vb_multiple_test wanted;
    } rows[] = {
        {{cube, three_groups, 8, 3, 3},
         {208, 3, 3, 17.1779242502114, 16.9492041561933, 5.92011138574606, 0.00897425562422183}},
        {{nine, two_groups, 9, 4, 2},
         {123, 4, 2, 14.0457256507928, 9.63744154269324, 2.74459057005695, 0.0174469996241146}},
        /* One code: chisq.test(rbind(c(20, 30, 18), c(25, 11, 40)), correct = FALSE) */
        {{one, one_code, 2, 1, 3}, {144, 1, 3, 17.31425580723, 17.31425580723, 2, 0.000173882999148}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const vb_multiple_test *wanted = &rows[i].wanted;
        vb_multiple_test got;
        cr_assert(vb_multiple_run(&rows[i].data, NULL, &got));
        cr_expect(got.n == wanted->n && got.codes == wanted->codes && got.groups == wanted->groups, "table %zu", i);
        expect_near(got.statistic, wanted->statistic, 1e-12);
        expect_near(got.adjusted, wanted->adjusted, 1e-12);
        expect_near(got.df, wanted->df, 1e-12);
        expect_near(got.p, wanted->p, 1e-11);
    }
}

/* Codes that nobody has (0, 4), one that everybody has (2), and a group without answers: the test is the one without
 * them. */
Test(multiple, left_out)
{
    static const unsigned char sets[] = {0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0};
    static const uint64_t counts[] = {5, 0, 2, 31, 0, 14, 12, 0, 18, 9, 0, 2};
    static const unsigned char small_sets[] = {0, 0, 1, 0, 0, 1, 1, 1};
    static const uint64_t small_counts[] = {5, 2, 31, 14, 12, 18, 9, 2};
    bool left_out[5];
    vb_multiple_test got, wanted;
    cr_assert(vb_multiple_run(&(vb_multiple){sets, counts, 4, 5, 3}, left_out, &got));
    cr_assert(vb_multiple_run(&(vb_multiple){small_sets, small_counts, 4, 2, 2}, NULL, &wanted));
    static const bool wanted_out[] = {true, false, true, false, true};
    for (size_t c = 0; c < 5; c++)
        cr_expect(left_out[c] == wanted_out[c], "code %zu", c);
    cr_expect(got.codes == 2 && got.groups == 2 && got.n == 93);
    expect_near(got.p, wanted.p, 1e-12);
    expect_near(got.df, wanted.df, 1e-12);
}

Test(multiple, nothing_to_test)
{
    static const unsigned char sets[] = {0, 0, 1, 1};
    vb_multiple_test got;
    cr_assert(vb_multiple_run(&(vb_multiple){sets, (const uint64_t[]){3, 0, 5, 0}, 2, 2, 2}, NULL, &got));
    cr_expect(got.groups == 1);
    expect_near(got.p, NAN, 0);
    cr_assert(vb_multiple_run(&(vb_multiple){sets, (const uint64_t[]){3, 4, 0, 0}, 2, 2, 2}, NULL, &got));
    cr_expect(got.codes == 0);
    expect_near(got.p, NAN, 0);
    /* One answer a group: nothing varies within any. */
    cr_assert(vb_multiple_run(&(vb_multiple){sets, (const uint64_t[]){1, 0, 0, 1}, 2, 2, 2}, NULL, &got));
    expect_near(got.statistic, 4, 1e-14);
    expect_near(got.p, NAN, 0);
    cr_assert(vb_multiple_run(&(vb_multiple){NULL, NULL, 0, 0, 0}, NULL, &got));
    cr_expect(got.n == 0);
}

/* Where the groups do not differ, about one table in twenty is "significant": of 400 tables of 300 answers in three
 * groups, 20 expected, standard deviation 4.4.  The ordinary chi-squared test on mentions fails this: codes that go
 * together count twice.  `make simulate` measures it with more tables. */
Test(multiple, null_rejections)
{
    static const unsigned char sets[] = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1};
    static const double shares[] = {0.2, 0.2, 0.15, 0.15, 0.2, 0.1};
    static const uint64_t sizes[] = {150, 90, 60};
    size_t rejected = 0;
    for (uint64_t table = 0; table < 400; table++) {
        vb_random random;
        vb_random_seed(&random, 3, table);
        uint64_t counts[6 * 3], group[6];
        for (size_t g = 0; g < 3; g++) {
            vb_random_multinomial(&random, sizes[g], shares, 6, group);
            for (size_t p = 0; p < 6; p++)
                counts[p * 3 + g] = group[p];
        }
        vb_multiple_test got;
        cr_assert(vb_multiple_run(&(vb_multiple){sets, counts, 6, 3, 3}, NULL, &got));
        rejected += got.p < 0.05;
    }
    cr_expect(rejected >= 8 && rejected <= 34, "%zu of 400", rejected);
}
