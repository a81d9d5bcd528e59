#include "stats/table.h"

#include "near.h"

/* R: chisq.test(t, correct = FALSE) and its $expected and $stdres; V = sqrt(X²/n / (min(r, c) - 1)); Bergsma's with
 *   pc <- max(0, X²/n - (r-1)*(c-1)/(n-1)); rc <- r - (r-1)^2/(n-1); cc <- c - (c-1)^2/(n-1)
 *   sqrt(pc / min(rc - 1, cc - 1)) */
Test(table, chi2)
{
    static const struct {
        uint64_t counts[12];
        size_t rows, columns;
        vb_table_test wanted;
    } rows[] = {
        {{762, 327, 468, 484, 239, 477},
         2,
         3,
         {2757, 2, 3, 30.0701490957547, 2, 2.95358918321176e-07, 246.354733405876, 0.104435802356468,
          0.100919982784409}},
        {{29, 13, 7, 7, 7, 21},
         3,
         2,
         {84, 3, 2, 13.0550198525241, 2, 0.00146264340895265, 6.83333333333333, 0.394229505499321,
          0.364584677666578}},
        {{12, 8, 31, 41, 307, 246, 439, 245},
         2,
         4,
         {1329, 2, 4, 35.0284514765680, 3, 1.20150419927846e-07, 17.5831452219714, 0.162348387283953,
          0.155293665163377}},
        {{3, 1, 1, 3}, 2, 2, {8, 2, 2, 2, 1, 0.157299207050284, 2, 0.5, 0.353553390593274}},
        /* An empty row and an empty column change nothing. */
        {{3, 0, 1, 0, 0, 0, 1, 0, 3}, 3, 3, {8, 2, 2, 2, 1, 0.157299207050284, 2, 0.5, 0.353553390593274}},
        {{3, 0, 1, 0}, 2, 2, {4, 2, 1, NAN, NAN, NAN, NAN, NAN, NAN}},
        {{0, 0, 0, 0}, 2, 2, {0, 0, 0, NAN, NAN, NAN, NAN, NAN, NAN}},
        {{0}, 0, 0, {0, 0, 0, NAN, NAN, NAN, NAN, NAN, NAN}},
        {{1, 0, 0, 1}, 2, 2, {2, 2, 2, 2, 1, 0.157299207050284, 0.5, 1, NAN}}, /* r - (r-1)²/(n-1) - 1 is 0 */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_table_test got;
        const vb_table_test *wanted = &rows[i].wanted;
        cr_assert(vb_table_chi2(rows[i].counts, rows[i].rows, rows[i].columns, &got));
        cr_expect(got.n == wanted->n && got.rows == wanted->rows && got.columns == wanted->columns, "table %zu", i);
        expect_near(got.statistic, wanted->statistic, 1e-13);
        expect_near(got.df, wanted->df, 0);
        expect_near(got.p, wanted->p, 1e-12);
        expect_near(got.least_expected, wanted->least_expected, 1e-13);
        expect_near(got.v, wanted->v, 1e-13);
        expect_near(got.v_corrected, wanted->v_corrected, 1e-13);
    }
}

/* A code (first row: has it) by groups, the other rows being everybody else; R's stdres. */
Test(table, residuals)
{
    static const struct {
        uint64_t has[4], has_not[4];
        double wanted[4];
    } rows[] = {
        {{762, 327, 468, 0}, {484, 239, 477, 0}, {4.50205352108671, 0.69945173298443, -5.31594554270493, NAN}},
        {{12, 8, 31, 41},
         {307, 246, 439, 245},
         {-2.55112945404769, -2.63387819508995, -0.347121265807866, 5.57510829923872}},
        {{29, 7, 7, 0}, {13, 7, 21, 0}, {3.274196545350273, -0.097617680627976, -3.395636317560294, NAN}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint64_t n = 0, has = 0;
        for (size_t g = 0; g < 4; g++) {
            has += rows[i].has[g];
            n += rows[i].has[g] + rows[i].has_not[g];
        }
        for (size_t g = 0; g < 4; g++)
            expect_near(vb_adjusted_residual(rows[i].has[g], rows[i].has[g] + rows[i].has_not[g], has, n),
                        rows[i].wanted[g], 2e-13);
    }
    expect_near(vb_adjusted_residual(0, 5, 0, 10), NAN, 0);
    expect_near(vb_adjusted_residual(5, 5, 10, 10), NAN, 0);
    expect_near(vb_adjusted_residual(3, 10, 3, 10), NAN, 0);
}
