#include "stats/prevalence.h"

#include "stats/distributions.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    const vb_double_sample *sample;
    double n;        /* answers as coded */
    double *q;       /* k: their shares as coded, of each code alone */
    double *coded;   /* k: with those below it */
    double *checked; /* k: gold answers that are coded so, */
    double *truths;  /* k × k: and of these, row by row, those that are truly of a code or below it */
} work;

static size_t above(const vb_double_sample *sample, size_t code)
{
    return sample->above != NULL ? sample->above[code] : SIZE_MAX;
}

static bool is_within(const vb_double_sample *sample, size_t code, size_t other)
{
    while (code != other && code != SIZE_MAX)
        code = above(sample, code);
    return code == other;
}

/* Add `n` of one code to it and to all above it. */
static void add(const vb_double_sample *sample, size_t code, double n, double *sums)
{
    for (; code != SIZE_MAX; code = above(sample, code))
        sums[code] += n;
}

/* False when gold is not a subsample, or there is none. */
static bool prepare(work *w, double *unchecked)
{
    const vb_double_sample *sample = w->sample;
    size_t k = sample->k;
    uint64_t n = 0, n_checked = 0, lacking = 0;
    for (size_t j = 0; j < k; j++) {
        uint64_t checked = 0;
        for (size_t i = 0; i < k; i++) {
            checked += sample->gold[j * k + i];
            add(sample, i, (double)sample->gold[j * k + i], &w->truths[j * k]);
        }
        if (checked > sample->coded[j] && !sample->apart)
            return false;
        w->checked[j] = (double)checked;
        n_checked += checked;
        n += sample->coded[j];
        lacking += checked == 0 ? sample->coded[j] : 0;
    }
    if (n == 0 || n_checked == 0)
        return false;
    w->n = (double)n;
    for (size_t j = 0; j < k; j++) {
        w->q[j] = (double)sample->coded[j] / w->n;
        add(sample, j, w->q[j], w->coded);
    }
    if (unchecked != NULL)
        *unchecked = (double)lacking / w->n;
    return true;
}

static double estimate(const work *w, size_t code)
{
    size_t k = w->sample->k;
    double share = 0;
    for (size_t j = 0; j < k; j++)
        share += w->q[j] * (w->checked[j] > 0 ? w->truths[j * k + code] / w->checked[j]
                                              : (double)is_within(w->sample, j, code));
    return share;
}

/* The posterior's mean and variance, and the limits of the beta distribution that has them.  A few gold answers
 * without a mistake are no proof that there are none: the imagined ones say so, in each class as coded, and once more
 * over all of them for the code that is seen nowhere. */
static vb_interval posterior_interval(const work *w, size_t code, double share, double level)
{
    size_t k = w->sample->k;
    double usual = (share + w->coded[code]) / 2, mean = 0, squares = 0, variance = 0;
    for (size_t j = 0; j < k; j++) {
        double q = w->q[j], imagined = (usual + is_within(w->sample, j, code)) / 2;
        if (q == 0)
            continue;
        double a = w->truths[j * k + code] + imagined + q / 2, size = w->checked[j] + 1 + q, p = a / size;
        mean += q * p;
        squares += q * p * p;
        variance += (q * q + q * (1 - q) / (w->n + 1)) * p * (1 - p) / (size + 1);
    }
    variance += (squares - mean * mean) / (w->n + 1);
    double size = mean * (1 - mean) / variance - 1, tail = (1 - level) / 2;
    return (vb_interval){fmin(share, vb_beta_quantile(size * mean, size * (1 - mean), tail)),
                         fmax(share, vb_beta_quantile(size * mean, size * (1 - mean), 1 - tail))};
}

vb_prevalence_status vb_prevalence_double(const vb_double_sample *sample, double level, vb_prevalence *results,
                                          double *unchecked)
{
    size_t k = sample->k;
    double *memory = calloc(k * k + 3 * k + 1, sizeof *memory);
    if (memory == NULL)
        return VB_PREVALENCE_NO_MEMORY;
    work w = {
        .sample = sample, .q = memory, .coded = memory + k, .checked = memory + 2 * k, .truths = memory + 3 * k};
    bool ok = prepare(&w, unchecked);
    for (size_t i = 0; ok && i < k; i++) {
        double share = estimate(&w, i);
        results[i] = (vb_prevalence){share, w.coded[i], posterior_interval(&w, i, share, level)};
    }
    free(memory);
    return ok ? VB_PREVALENCE_OK : VB_PREVALENCE_NO_GOLD;
}

static double between(double x)
{
    return fmin(1, fmax(0, x));
}

vb_prevalence_status vb_prevalence_rogan_gladen(const vb_error_rates *rates, double level, vb_prevalence *result)
{
    if (rates->n == 0 || rates->positive == 0 || rates->negative == 0 || rates->coded > rates->n ||
        rates->found > rates->positive || rates->rejected > rates->negative)
        return VB_PREVALENCE_NO_GOLD;
    /* sensitivity + specificity - 1 is how much more often the code is given where it is true */
    vb_interval information =
        vb_newcombe(rates->found, rates->positive, rates->negative - rates->rejected, rates->negative, level);
    if (information.low <= 0)
        return VB_PREVALENCE_NO_INFORMATION;
    double n = (double)rates->n, apparent = (double)rates->coded / n;
    double positive = (double)rates->positive, sensitivity = (double)rates->found / positive;
    double negative = (double)rates->negative, specificity = (double)rates->rejected / negative;
    /* Lang & Reiczigel: the same with one imagined answer more of either kind, and a shift for the skew. */
    double z = vb_normal_critical(level), z2 = z * z;
    double a = (n * apparent + z2 / 2) / (n + z2), se = ((double)rates->found + 1) / (positive + 2);
    double sp = ((double)rates->rejected + 1) / (negative + 2), youden = se + sp - 1;
    double p = (a + sp - 1) / youden;
    double from_se = se * (1 - se) / (positive + 2), from_sp = sp * (1 - sp) / (negative + 2);
    double shift = 2 * z2 * (p * from_se - (1 - p) * from_sp);
    double half = z * sqrt(a * (1 - a) / (n + z2) + p * p * from_se + (1 - p) * (1 - p) * from_sp) / youden;
    if (p + shift + half < 0 || p + shift - half > 1)
        return VB_PREVALENCE_MISFIT;
    double estimate = (apparent + specificity - 1) / (sensitivity + specificity - 1);
    *result = (vb_prevalence){between(estimate), apparent, {between(p + shift - half), between(p + shift + half)}};
    return VB_PREVALENCE_OK;
}
