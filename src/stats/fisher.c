#include "stats/fisher.h"

#include "stats/random.h"

#include <math.h>
#include <stdlib.h>

/* How much more probable than the observed table one may be and still count as equally probable: rounding must not
 * part tables that are mirror images. */
static const double tolerance = 1e-7;

/* The first cell's distribution given the margins, on [low, high]: P(k + 1) / P(k). */
typedef struct {
    double row, column, rest; /* a + b, a + c, d - a */
} margins;

static double ratio(const margins *m, uint64_t k)
{
    double x = (double)k;
    return (m->row - x) * (m->column - x) / ((x + 1) * (m->rest + x + 1));
}

vb_fisher vb_fisher_2x2(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    uint64_t row = a + b, column = a + c, low = a > d ? a - d : 0, high = row < column ? row : column;
    if (low == high)
        return (vb_fisher){1, 1, 1};
    margins m = {(double)row, (double)column, (double)d - (double)a};
    double total = (double)row + (double)c + (double)d;
    uint64_t mode = (uint64_t)((m.row + 1) * (m.column + 1) / (total + 2));
    mode = mode < low ? low : mode > high ? high : mode;
    /* Probabilities relative to the mode's, by ratios outwards: tails keep their digits, and the walk ends where they
     * underflow, some forty standard deviations out. */
    double observed = 1;
    for (uint64_t k = mode; k < a; k++)
        observed *= ratio(&m, k);
    for (uint64_t k = mode; k > a; k--)
        observed /= ratio(&m, k - 1);
    double sum = 0, extreme = 0, less = 0, greater = 0, p = 1;
    for (uint64_t k = mode; p > 0; p *= ratio(&m, k++)) { /* the ratio after `high` is 0 */
        sum += p;
        extreme += p <= observed * (1 + tolerance) ? p : 0;
        less += k <= a ? p : 0;
        greater += k >= a ? p : 0;
    }
    p = 1;
    for (uint64_t k = mode; k > low; k--) {
        p /= ratio(&m, k - 1);
        if (p == 0)
            break;
        sum += p;
        extreme += p <= observed * (1 + tolerance) ? p : 0;
        less += k - 1 <= a ? p : 0;
        greater += k - 1 >= a ? p : 0;
    }
    return (vb_fisher){fmin(1, extreme / sum), fmin(1, less / sum), fmin(1, greater / sum)};
}

static double log_factorial(uint64_t n)
{
    int sign;
    return n < 2 ? 0 : lgamma_r((double)n + 1, &sign);
}

/* Log of the probability of a random table with these margins, but for a constant.  `columns_left` is used up. */
static double random_table(vb_random *random, const uint64_t *row_sums, size_t rows, uint64_t *columns_left,
                           size_t columns, vb_random_modes *modes)
{
    double log_p = 0;
    for (size_t i = 0; i + 1 < rows; i++) {
        uint64_t row_left = row_sums[i], right = 0; /* right: what the columns from j on still hold */
        for (size_t j = 0; j < columns; j++)
            right += columns_left[j];
        for (size_t j = 0; j < columns && row_left > 0; j++) {
            uint64_t cell = vb_random_hypergeometric(random, right, columns_left[j], row_left, modes);
            right -= columns_left[j];
            columns_left[j] -= cell;
            row_left -= cell;
            log_p -= log_factorial(cell);
        }
    }
    for (size_t j = 0; j < columns; j++) /* the last row is what is left */
        log_p -= log_factorial(columns_left[j]);
    return log_p;
}

bool vb_fisher_simulate(const uint64_t *counts, size_t rows, size_t columns, uint64_t seed, uint64_t replicates,
                        vb_fisher_simulation *result)
{
    *result = (vb_fisher_simulation){.p = NAN, .standard_error = NAN};
    uint64_t *row_sums = calloc(rows + 1, sizeof *row_sums);
    uint64_t *column_sums = calloc(2 * columns + 1, sizeof *column_sums);
    vb_random_modes *modes = calloc(1, sizeof *modes);
    if (row_sums == NULL || column_sums == NULL || modes == NULL) {
        free(row_sums);
        free(column_sums);
        free(modes);
        return false;
    }
    uint64_t *columns_left = column_sums + columns;
    double observed = 0;
    size_t rows_used = 0, columns_used = 0;
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++) {
            uint64_t count = counts[i * columns + j];
            row_sums[i] += count;
            column_sums[j] += count;
            observed -= log_factorial(count);
        }
        rows_used += row_sums[i] > 0;
    }
    for (size_t j = 0; j < columns; j++)
        columns_used += column_sums[j] > 0;
    if (rows_used > 1 && columns_used > 1) {
        for (uint64_t i = 0; i < replicates; i++) {
            vb_random random;
            vb_random_seed(&random, seed, i);
            for (size_t j = 0; j < columns; j++)
                columns_left[j] = column_sums[j];
            result->hits +=
                random_table(&random, row_sums, rows, columns_left, columns, modes) <= observed + tolerance;
        }
        result->replicates = replicates;
        result->p = (1 + (double)result->hits) / (1 + (double)replicates);
        result->standard_error = sqrt(result->p * (1 - result->p) / (1 + (double)replicates));
    }
    free(row_sums);
    free(column_sums);
    free(modes);
    return true;
}
