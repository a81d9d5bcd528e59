/* How good coding is against gold, code by code. */
#ifndef VB_STATS_CODE_SCORES_H
#define VB_STATS_CODE_SCORES_H

#include "verbatim.h"

/* Answers by whether gold and coding have one code. */
typedef struct {
    uint64_t both, gold_only, coded_only, neither;
} vb_code_counts;

/* NaN marks a figure that does not exist: precision of a code never given (0/0), recall of one that gold never has,
 * F1 where neither has it, kappa and alpha where gold and coding both say the same of every answer (all, or none). */
typedef struct {
    double precision; /* both / (both + coded_only) */
    double recall;    /* both / (both + gold_only) */
    double f1;        /* 2 both / (2 both + gold_only + coded_only): 0, not NaN, where only one side has the code */
    double kappa;     /* Cohen 1960, has it or not */
    double alpha;     /* Krippendorff's nominal alpha, has it or not */
} vb_code_scores;

vb_code_scores vb_code_scores_make(const vb_code_counts *counts);

typedef struct {
    size_t codes;                 /* that gold or coding has: the others are in neither average */
    vb_code_scores macro;         /* mean over those codes; where precision or recall is 0/0 it counts as 0 (as does
                                     scikit-learn's zero_division=0); kappa and alpha over those where they exist */
    double precision, recall, f1; /* micro: of the summed counts */
} vb_code_average;

vb_code_average vb_code_average_make(const vb_code_counts *counts, size_t n_codes);

#endif
