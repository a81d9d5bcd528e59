#include "stats/multiple.h"

#include "stats/distributions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Working memory: everything is by code as given; codes left out have scale 0. */
typedef struct {
    const vb_multiple *data;
    double *group_n;  /* answers of each group */
    double *has;      /* groups × codes: answers with the code */
    double *scale;    /* codes: 1 / sqrt(p (1 - p)), p the share over all groups */
    double *together; /* codes × codes: covariance of the indicators in one group */
    double *mean;     /* codes × codes: its mean over groups, by their shares */
} work;

static void count(work *w)
{
    const vb_multiple *d = w->data;
    for (size_t p = 0; p < d->n_patterns; p++)
        for (size_t g = 0; g < d->n_groups; g++) {
            double n = (double)d->counts[p * d->n_groups + g];
            w->group_n[g] += n;
            for (size_t c = 0; c < d->n_codes; c++)
                w->has[g * d->n_codes + c] += d->sets[p * d->n_codes + c] ? n : 0;
        }
}

/* The sum of the Pearson statistics, (m_gc - n_g p_c)² / (n_g p_c (1 - p_c)) over groups and codes. */
static void add_statistics(work *w, bool *left_out, vb_multiple_test *test)
{
    const vb_multiple *d = w->data;
    double n = (double)test->n;
    for (size_t c = 0; c < d->n_codes; c++) {
        double all = 0;
        for (size_t g = 0; g < d->n_groups; g++)
            all += w->has[g * d->n_codes + c];
        bool varies = all > 0 && all < n;
        if (left_out != NULL)
            left_out[c] = !varies;
        if (!varies)
            continue;
        double p = all / n;
        test->codes++;
        w->scale[c] = 1 / sqrt(p * (1 - p));
        for (size_t g = 0; g < d->n_groups; g++)
            if (w->group_n[g] > 0) {
                double away = w->scale[c] * (w->has[g * d->n_codes + c] - w->group_n[g] * p);
                test->statistic += away * away / w->group_n[g];
            }
    }
}

/* Fill `together` for a group: the correlations of the codes, on the scale of the whole. */
static void set_covariance(work *w, size_t group)
{
    const vb_multiple *d = w->data;
    size_t k = d->n_codes;
    const double *has = w->has + group * k;
    double n = w->group_n[group];
    memset(w->together, 0, k * k * sizeof *w->together);
    for (size_t p = 0; p < d->n_patterns; p++) {
        const unsigned char *set = d->sets + p * k;
        double times = (double)d->counts[p * d->n_groups + group];
        if (times == 0)
            continue;
        for (size_t a = 0; a < k; a++)
            for (size_t b = 0; set[a] && b < k; b++)
                w->together[a * k + b] += set[b] ? times : 0;
    }
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            w->together[a * k + b] =
                (w->together[a * k + b] / n - has[a] / n * (has[b] / n)) * w->scale[a] * w->scale[b];
}

/* The sum of the squared weights (eigenvalues) of the chi-squared variables that the statistic is made of.
 * Its terms are squares of z_gc = sqrt(n_g) (p_gc - p_c) / sqrt(p_c (1 - p_c)).  With R_g the covariance of group g's
 * indicators on that scale, s_g the group's share and M = sum s_g R_g, two groups' z have the covariance
 * [g = h] R_g - sqrt(s_g s_h) (R_g + R_h - M); the squared entries of all these blocks add up to
 * sum (1 - 2 s_g) |R_g|² + |M|²  (|.|²: sum of squared entries). */
static double squared_weights(work *w, double n)
{
    const vb_multiple *d = w->data;
    size_t cells = d->n_codes * d->n_codes;
    double sum = 0;
    for (size_t g = 0; g < d->n_groups; g++) {
        if (w->group_n[g] == 0)
            continue;
        double share = w->group_n[g] / n, squares = 0;
        set_covariance(w, g);
        for (size_t i = 0; i < cells; i++) {
            squares += w->together[i] * w->together[i];
            w->mean[i] += share * w->together[i];
        }
        sum += (1 - 2 * share) * squares;
    }
    for (size_t i = 0; i < cells; i++)
        sum += w->mean[i] * w->mean[i];
    return sum;
}

bool vb_multiple_run(const vb_multiple *data, bool *left_out, vb_multiple_test *test)
{
    size_t k = data->n_codes, groups = data->n_groups;
    double *memory = calloc(groups + groups * k + k + 2 * k * k + 1, sizeof *memory);
    *test = (vb_multiple_test){.adjusted = NAN, .df = NAN, .p = NAN};
    if (memory == NULL)
        return false;
    work w = {.data = data, .group_n = memory};
    w.has = w.group_n + groups;
    w.scale = w.has + groups * k;
    w.together = w.scale + k;
    w.mean = w.together + k * k;
    count(&w);
    for (size_t g = 0; g < groups; g++) {
        test->n += (uint64_t)w.group_n[g];
        test->groups += w.group_n[g] > 0;
    }
    add_statistics(&w, left_out, test);
    if (test->codes > 0 && test->groups > 1) {
        /* Scaled to the mean (groups - 1) codes and this second moment (Satterthwaite).  One code alone needs no
         * correction: its statistic is Pearson's. */
        double expected = (double)(test->groups - 1) * (double)test->codes;
        double squares = test->codes > 1 ? squared_weights(&w, (double)test->n) : expected;
        if (squares > 1e-9) {
            double factor = expected / squares;
            test->adjusted = factor * test->statistic;
            test->df = factor * expected;
            test->p = vb_chi2_upper(test->adjusted, test->df);
        }
    }
    free(memory);
    return true;
}
