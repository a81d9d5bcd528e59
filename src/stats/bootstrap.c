#include "stats/bootstrap.h"

#include "stats/distributions.h"
#include "stats/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double vb_quantile(const double *sorted, size_t n, double p)
{
    double place = ((double)n + 1) * p;
    if (place <= 1)
        return sorted[0];
    if (place >= (double)n)
        return sorted[n - 1];
    size_t below = (size_t)place;
    return sorted[below - 1] + (place - (double)below) * (sorted[below] - sorted[below - 1]);
}

/* `values` are the replicates of one figure, which are sorted in place; `acceleration` is BCa's: where the estimate
 * lies outside all replicates BCa does not exist and the percentile interval stands. */
static void summarize(double *values, size_t n, double estimate, const vb_bootstrap_options *options,
                      double acceleration, vb_bootstrap_result *result)
{
    size_t kept = 0;
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i])) {
            sum += values[i];
            values[kept++] = values[i];
        }
    *result = (vb_bootstrap_result){estimate, NAN, {NAN, NAN}, kept};
    if (kept < 2 || kept < n - n / 2 || isnan(estimate))
        return;
    double mean = sum / (double)kept;
    size_t under = 0;
    for (size_t i = 0; i < kept; i++) {
        squares += (values[i] - mean) * (values[i] - mean);
        under += values[i] < estimate;
    }
    result->standard_error = sqrt(squares / (double)(kept - 1));
    qsort(values, kept, sizeof *values, rising);
    double low = (1 - options->level) / 2, high = 1 - low;
    double bias = vb_normal_quantile((double)under / (double)kept);
    if (options->bca && isfinite(bias) && isfinite(acceleration)) {
        double a = bias + vb_normal_quantile(low), b = bias + vb_normal_quantile(high);
        low = vb_normal_cdf(bias + a / (1 - acceleration * a));
        high = vb_normal_cdf(bias + b / (1 - acceleration * b));
    }
    result->interval = (vb_interval){vb_quantile(values, kept, low), vb_quantile(values, kept, high)};
}

/* Efron's acceleration from the figures with each unit left out once (jackknife), by the figure's column. */
static double acceleration(const double *left_out, size_t n_units, size_t n_figures, size_t figure)
{
    double mean = 0, squares = 0, cubes = 0;
    for (size_t u = 0; u < n_units; u++)
        mean += left_out[u * n_figures + figure] / (double)n_units;
    for (size_t u = 0; u < n_units; u++) {
        double away = mean - left_out[u * n_figures + figure];
        squares += away * away;
        cubes += away * away * away;
    }
    return squares > 0 ? cubes / (6 * pow(squares, 1.5)) : 0;
}

static void resample(vb_random *random, uint32_t *times, size_t n)
{
    memset(times, 0, n * sizeof *times);
    for (size_t i = 0; i < n; i++)
        times[vb_random_below(random, n)]++;
}

bool vb_bootstrap_run(size_t n_units, size_t n_figures, vb_bootstrap_figures figures, void *context,
                      const vb_bootstrap_options *options, vb_bootstrap_result *results)
{
    size_t rows = options->replicates, left_out_rows = options->bca ? n_units : 0;
    uint32_t *times = malloc((n_units + 1) * sizeof *times);
    double *row = malloc((n_figures + 1) * sizeof *row);
    double *estimates = malloc((n_figures + 1) * sizeof *estimates);
    double *columns = calloc(rows * n_figures + 1, sizeof *columns); /* figure by figure */
    double *left_out = calloc(left_out_rows * n_figures + 1, sizeof *left_out);
    bool ok = times != NULL && row != NULL && estimates != NULL && columns != NULL && left_out != NULL;
    if (!ok)
        goto done;
    for (size_t u = 0; u < n_units; u++)
        times[u] = 1;
    figures(times, context, estimates);
    for (size_t u = 0; u < left_out_rows; u++) {
        times[u] = 0;
        figures(times, context, left_out + u * n_figures);
        times[u] = 1;
    }
    for (size_t i = 0; i < rows; i++) {
        vb_random random;
        vb_random_seed(&random, options->seed, i);
        resample(&random, times, n_units);
        figures(times, context, row);
        for (size_t f = 0; f < n_figures; f++)
            columns[f * rows + i] = row[f];
    }
    for (size_t f = 0; f < n_figures; f++) {
        double a = options->bca ? acceleration(left_out, n_units, n_figures, f) : 0;
        summarize(columns + f * rows, rows, estimates[f], options, a, &results[f]);
    }
done:
    free(times);
    free(row);
    free(estimates);
    free(columns);
    free(left_out);
    return ok;
}
