#include "stats/alpha.h"

#include <math.h>
#include <stdlib.h>

static double distance(const vb_alpha_data *data, size_t a, size_t b)
{
    return data->distance != NULL ? data->distance[a * data->n_values + b] : a != b;
}

/* Sum of the distances of all ordered pairs of the values counted in `totals`. */
static double pairs(const vb_alpha_data *data, const double *totals, double n)
{
    double sum = 0;
    for (size_t a = 0; a < data->n_values; a++) {
        if (totals[a] == 0)
            continue;
        if (data->distance == NULL)
            sum += totals[a] * (n - totals[a]);
        else
            for (size_t b = 0; b < data->n_values; b++)
                sum += totals[a] * totals[b] * distance(data, a, b);
    }
    return sum;
}

bool vb_alpha_make(const vb_alpha_data *data, vb_alpha *alpha)
{
    *alpha = (vb_alpha){.alpha = NAN, .observed = NAN, .expected = NAN};
    double *totals = calloc(data->n_values + 1, sizeof *totals); /* of the values that have a partner */
    if (totals == NULL)
        return false;
    double observed = 0;
    for (size_t u = 0; u < data->n_units; u++) {
        const uint32_t *values = data->values + u * data->n_coders;
        uint64_t times = data->times != NULL ? data->times[u] : 1;
        size_t n = 0;
        for (size_t i = 0; i < data->n_coders; i++)
            n += values[i] != VB_NO_VALUE;
        if (n < 2) {
            alpha->left_out += times;
            continue;
        }
        double unit = 0;
        for (size_t i = 0; i < data->n_coders; i++) {
            if (values[i] == VB_NO_VALUE)
                continue;
            totals[values[i]] += (double)times;
            for (size_t j = 0; j < i; j++)
                if (values[j] != VB_NO_VALUE)
                    unit += 2 * distance(data, values[i], values[j]);
        }
        observed += (double)times * unit / (double)(n - 1);
        alpha->units += times;
        alpha->values += times * n;
    }
    double n = (double)alpha->values;
    if (alpha->values > 0) {
        alpha->observed = observed / n;
        alpha->expected = pairs(data, totals, n) / (n * (n - 1));
        if (alpha->expected > 0)
            alpha->alpha = 1 - alpha->observed / alpha->expected;
    }
    free(totals);
    return true;
}
