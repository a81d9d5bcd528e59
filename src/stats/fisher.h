/* Fisher's exact test, for tables where an expected count is too small for chi-squared. */
#ifndef VB_STATS_FISHER_H
#define VB_STATS_FISHER_H

#include "verbatim.h"

typedef struct {
    double two_sided; /* tables as probable as this one or less, as R's fisher.test() counts them: within 1e-7 */
    double less;      /* the first cell as small as this or smaller */
    double greater;   /* as great or greater */
} vb_fisher;

/* The 2×2 table a b / c d, given its margins (Fisher 1934).  An empty row or column: all are 1. */
vb_fisher vb_fisher_2x2(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

typedef struct {
    double p;              /* (1 + hits) / (1 + replicates), never 0 (Davison & Hinkley 1997, 4.2) */
    double standard_error; /* of p, from the simulation alone: sqrt(p (1 - p) / (1 + replicates)) */
    uint64_t hits;         /* tables as probable as the observed one or less */
    uint64_t replicates;
} vb_fisher_simulation;

/* The r×c test by Monte Carlo: random tables with the same margins, cell by cell from the conditional hypergeometric
 * (Patefield 1981, algorithm AS 159); the statistic is the table's probability.  Replicate i takes random stream i.
 * Fewer than two rows or columns that are not empty: p NaN.  False when memory is out. */
bool vb_fisher_simulate(const uint64_t *counts, size_t rows, size_t columns, uint64_t seed, uint64_t replicates,
                        vb_fisher_simulation *result);

#endif
