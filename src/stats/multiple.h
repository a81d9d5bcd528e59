/* Answers that may have several codes: do the groups differ in what they mention? */
#ifndef VB_STATS_MULTIPLE_H
#define VB_STATS_MULTIPLE_H

#include "verbatim.h"

/* How many answers of each group have exactly which codes.  Codes must not contain each other: a parent is never
 * given beside its child.  An answer without a code is the pattern of zeros: it belongs in. */
typedef struct {
    const unsigned char *sets; /* patterns × codes, row by row: 1 has it, 0 has it not */
    const uint64_t *counts;    /* patterns × groups, row by row: answers */
    size_t n_patterns, n_codes, n_groups;
} vb_multiple;

typedef struct {
    uint64_t n;          /* answers */
    size_t codes;        /* tested: neither nobody nor everybody has them */
    size_t groups;       /* that are not empty */
    double statistic;    /* the sum over codes of the Pearson statistic of its (coded, not coded) × groups table */
    double adjusted, df; /* the statistic and its degrees of freedom after the second-order correction */
    double p;            /* NaN, as are the two above, where no code or fewer than two groups are left, or where
                            within every group all answers are alike */
} vb_multiple_test;

/* Test of marginal independence between one grouping and many codes (Agresti & Liu 1999; Bilder, Loughin & Nettleton
 * 2000; Bilder & Loughin 2004) with the second-order correction of Rao & Scott 1984 (Satterthwaite): the statistic is
 * a weighted sum of chi-squared variables, and gets the scale and degrees of freedom that fit its mean and variance,
 * worked out of the covariance of the code indicators.  R's MRCV calls it MI.test(type = "rs2").  Where one code is
 * left it is Pearson's test. Exact only for large samples: see docs/statistics.md for the measured rejection rate.
 * `left_out`, if not NULL, is filled with true for every code that nobody or everybody has.
 * False when memory is out. */
bool vb_multiple_run(const vb_multiple *data, bool *left_out, vb_multiple_test *test);

#endif
