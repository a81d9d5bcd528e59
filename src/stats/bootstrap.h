/* Bootstrap intervals: of any figure that can be worked out of how often each unit counts. */
#ifndef VB_STATS_BOOTSTRAP_H
#define VB_STATS_BOOTSTRAP_H

#include "stats/proportions.h"

/* Work out `figures` from a resample: times[u] is how often unit u was drawn (at first: once each).  For a difference
 * of two codings of the same answers work out both and their difference here: they then share every resample (paired
 * bootstrap).  NaN: this resample does not have the figure. */
typedef void (*vb_bootstrap_figures)(const uint32_t *times, void *context, double *figures);

typedef struct {
    uint64_t seed;
    size_t replicates; /* 2,000 is usual */
    double level;      /* 0.95 */
    bool bca;          /* bias-corrected and accelerated; it works out the figures once more for every unit */
} vb_bootstrap_options;

typedef struct {
    double estimate;       /* with every unit once */
    double standard_error; /* standard deviation of the replicates */
    vb_interval interval;  /* percentile (Efron 1979), or BCa (Efron 1987); NaN where under half have the figure */
    size_t replicates;     /* that have the figure */
} vb_bootstrap_result;

/* `n_units` drawn with replacement, `n_figures` worked out each time; `results` has n_figures places.  Replicate i
 * takes random stream i, so the result does not depend on the order of the work.  False when memory is out. */
bool vb_bootstrap_run(size_t n_units, size_t n_figures, vb_bootstrap_figures figures, void *context,
                      const vb_bootstrap_options *options, vb_bootstrap_result *results);

/* The p-quantile of `n` > 0 rising values: at place (n + 1) p, straight between neighbours (R's type 6; Davison &
 * Hinkley 1997, 5.2). */
double vb_quantile(const double *sorted, size_t n, double p);

#endif
