#include "stats/table.h"

#include "stats/distributions.h"

#include <math.h>
#include <stdlib.h>

/* V without the part that independence alone would give a table of this size. */
static double corrected_v(double phi2, double rows, double columns, double n)
{
    double phi2_corrected = fmax(0, phi2 - (rows - 1) * (columns - 1) / (n - 1));
    double r = rows - (rows - 1) * (rows - 1) / (n - 1), c = columns - (columns - 1) * (columns - 1) / (n - 1);
    double most = fmin(r, c) - 1;
    return most > 0 ? fmin(1, sqrt(phi2_corrected / most)) : NAN;
}

bool vb_table_chi2(const uint64_t *counts, size_t rows, size_t columns, vb_table_test *test)
{
    *test =
        (vb_table_test){.statistic = NAN, .df = NAN, .p = NAN, .least_expected = NAN, .v = NAN, .v_corrected = NAN};
    uint64_t *column_sums = calloc(columns + 1, sizeof *column_sums);
    uint64_t *row_sums = calloc(rows + 1, sizeof *row_sums);
    if (column_sums == NULL || row_sums == NULL) {
        free(column_sums);
        free(row_sums);
        return false;
    }
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++) {
            row_sums[i] += counts[i * columns + j];
            column_sums[j] += counts[i * columns + j];
        }
        test->n += row_sums[i];
        test->rows += row_sums[i] > 0;
    }
    for (size_t j = 0; j < columns; j++)
        test->columns += column_sums[j] > 0;
    if (test->rows > 1 && test->columns > 1) {
        double n = (double)test->n, statistic = 0, least = INFINITY;
        for (size_t i = 0; i < rows; i++)
            for (size_t j = 0; j < columns; j++)
                if (row_sums[i] > 0 && column_sums[j] > 0) {
                    double expected = (double)row_sums[i] * ((double)column_sums[j] / n);
                    double away = (double)counts[i * columns + j] - expected;
                    statistic += away * away / expected;
                    least = fmin(least, expected);
                }
        double r = (double)test->rows, c = (double)test->columns;
        test->statistic = statistic;
        test->df = (r - 1) * (c - 1);
        test->p = vb_chi2_upper(statistic, test->df);
        test->least_expected = least;
        test->v = fmin(1, sqrt(statistic / n / (fmin(r, c) - 1)));
        test->v_corrected = corrected_v(statistic / n, r, c, n);
    }
    free(column_sums);
    free(row_sums);
    return true;
}

double vb_adjusted_residual(uint64_t has, uint64_t group, uint64_t has_all, uint64_t n)
{
    if (group == 0 || group >= n || has_all == 0 || has_all >= n)
        return NAN;
    double g = (double)group, all = (double)n, p = (double)has_all / all;
    return ((double)has - g * p) / sqrt(g * p * (1 - p) * (1 - g / all));
}
