#include "stats/prevalence.h"

#include "stats/distributions.h"
#include "stats/random.h"

#include <math.h>
#include <stdlib.h>

/* Shares of the true codes: each coded one's share, handed out as its gold answers say.  A coded one without gold
 * answers is handed out as `fallback` says (k × k), or kept as it is (NULL). */
static void correct(size_t k, const uint64_t *gold, const uint64_t *coded, const double *fallback, double *shares)
{
    uint64_t n = 0;
    for (size_t j = 0; j < k; j++) {
        n += coded[j];
        shares[j] = 0;
    }
    for (size_t j = 0; j < k; j++) {
        uint64_t checked = 0;
        double q = (double)coded[j] / (double)n;
        for (size_t i = 0; i < k; i++)
            checked += gold[j * k + i];
        for (size_t i = 0; i < k; i++)
            if (checked > 0)
                shares[i] += q * (double)gold[j * k + i] / (double)checked;
            else
                shares[i] += q * (fallback != NULL ? fallback[j * k + i] : i == j);
    }
}

typedef struct {
    uint64_t n, checked;
    double *cells;           /* k × k: gold counts, as weights */
    double *rows;            /* k × k: P(true | coded) */
    double *rest;            /* k: answers that are not gold, as coded */
    double *estimates;       /* k: the corrected shares, of each code alone */
    double *replicates;      /* k × replicates */
    double *own, *shares;    /* k: of each code alone, and with those below it */
    double *totals;          /* k: the corrected shares with those below */
    double *coded;           /* k: the shares as coded, likewise with those below */
    uint64_t *gold, *others; /* of one replicate: k × k, k */
    const vb_double_sample *sample;
} work;

/* False when gold is not a subsample, or there is none. */
static bool prepare(work *w, double *unchecked)
{
    size_t k = w->sample->k;
    uint64_t lacking = 0;
    for (size_t j = 0; j < k; j++) {
        uint64_t checked = 0, coded = w->sample->coded[j];
        for (size_t i = 0; i < k; i++)
            checked += w->sample->gold[j * k + i];
        if (checked > coded && !w->sample->apart)
            return false;
        for (size_t i = 0; i < k; i++) {
            w->cells[j * k + i] = (double)w->sample->gold[j * k + i];
            w->rows[j * k + i] = checked > 0 ? w->cells[j * k + i] / (double)checked : i == j;
        }
        w->rest[j] = (double)(w->sample->apart ? coded : coded - checked);
        w->checked += checked;
        w->n += coded;
        lacking += checked == 0 ? coded : 0;
    }
    if (unchecked != NULL)
        *unchecked = w->n > 0 ? (double)lacking / (double)w->n : 0;
    return w->checked > 0 && w->n > 0;
}

/* Add the share of each code to those of all above it. */
static void roll_up(const vb_double_sample *sample, const double *own, double *shares)
{
    for (size_t i = 0; i < sample->k; i++)
        shares[i] = own[i];
    for (size_t i = 0; sample->above != NULL && i < sample->k; i++)
        for (size_t a = sample->above[i]; a != SIZE_MAX; a = sample->above[a])
            shares[a] += own[i];
}

/* Add z² imagined gold answers, in which coding tells nothing of the truth, to what gold is drawn from; as in
 * Wilson's interval.  A few gold answers without a mistake are no proof that there are none: without this the
 * intervals of 30 gold answers held the truth in 87 % of cases, with it in 97 % (docs/statistics.md).  Their truth is
 * shared out half by the estimates, half as coded, drawn a little towards even shares: a code that gold lost, or that
 * nobody was given, may still be somebody's.  The estimate stays. */
static void imagine(work *w, double level)
{
    size_t k = w->sample->k;
    double z = vb_normal_critical(level), z2 = z * z, checked = (double)w->checked, n = (double)w->n;
    for (size_t i = 0; i < k; i++) {
        double share = (w->estimates[i] + (double)w->sample->coded[i] / n) / 2;
        share = (checked * share + z2 / (double)k) / (checked + z2);
        for (size_t j = 0; j < k; j++)
            w->cells[j * k + i] += z2 * share * (double)w->sample->coded[j] / n;
    }
}

static void replicate(work *w, uint64_t seed, uint64_t stream)
{
    size_t k = w->sample->k;
    vb_random random;
    vb_random_seed(&random, seed, stream);
    vb_random_multinomial(&random, w->checked, w->cells, k * k, w->gold);
    vb_random_multinomial(&random, w->sample->apart ? w->n : w->n - w->checked, w->rest, k, w->others);
    for (size_t j = 0; j < k && !w->sample->apart; j++)
        for (size_t i = 0; i < k; i++)
            w->others[j] += w->gold[j * k + i];
    correct(k, w->gold, w->others, w->rows, w->own);
    roll_up(w->sample, w->own, w->shares);
}

vb_prevalence_status vb_prevalence_double(const vb_double_sample *sample, const vb_bootstrap_options *options,
                                          vb_prevalence *results, double *unchecked)
{
    size_t k = sample->k, rows = options->replicates;
    double *memory = calloc(2 * k * k + 6 * k + k * rows + 1, sizeof *memory);
    uint64_t *counts = calloc(k * k + k + 1, sizeof *counts);
    vb_prevalence_status status = VB_PREVALENCE_NO_MEMORY;
    if (memory == NULL || counts == NULL)
        goto done;
    work w = {.cells = memory, .gold = counts, .others = counts + k * k, .sample = sample};
    w.rows = w.cells + k * k;
    w.rest = w.rows + k * k;
    w.shares = w.rest + k;
    w.own = w.shares + k;
    w.coded = w.own + k;
    w.totals = w.coded + k;
    w.estimates = w.totals + k;
    w.replicates = w.estimates + k;
    status = VB_PREVALENCE_NO_GOLD;
    if (!prepare(&w, unchecked))
        goto done;
    correct(k, sample->gold, sample->coded, NULL, w.estimates);
    imagine(&w, options->level);
    roll_up(sample, w.estimates, w.totals);
    for (size_t i = 0; i < k; i++)
        w.own[i] = (double)sample->coded[i] / (double)w.n;
    roll_up(sample, w.own, w.coded);
    for (size_t r = 0; r < rows; r++) {
        replicate(&w, options->seed, r);
        for (size_t i = 0; i < k; i++)
            w.replicates[i * rows + r] = w.shares[i];
    }
    vb_bootstrap_options percentile = *options;
    percentile.bca = false;
    for (size_t i = 0; i < k; i++) {
        vb_bootstrap_result summary;
        vb_bootstrap_summarize(w.replicates + i * rows, rows, w.totals[i], &percentile, 0, &summary);
        results[i] = (vb_prevalence){w.totals[i], w.coded[i], summary.interval};
    }
    status = VB_PREVALENCE_OK;
done:
    free(memory);
    free(counts);
    return status;
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
