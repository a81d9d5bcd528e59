/* Tables of counts where every respondent stands in one cell: rows × columns, row by row. */
#ifndef VB_STATS_TABLE_H
#define VB_STATS_TABLE_H

#include "verbatim.h"

typedef struct {
    uint64_t n;              /* respondents */
    size_t rows, columns;    /* that are not empty: empty ones are left out of everything below */
    double statistic, df, p; /* Pearson 1900; NaN where fewer than two rows or columns are left */
    double least_expected;   /* under 5: give vb_fisher_*() instead (Cochran 1954) */
    double v;                /* Cramér's V (Cramér 1946), 0 to 1 */
    double v_corrected; /* bias-corrected V (Bergsma 2013, "A bias-correction for Cramér's V and Tschuprow's T") */
} vb_table_test;

/* Pearson's test of independence.  A row or column is empty when its counts add to 0; compare `rows` and `columns`
 * with what was given.  False when memory is out. */
bool vb_table_chi2(const uint64_t *counts, size_t rows, size_t columns, vb_table_test *test);

/* Adjusted standardised residual (Haberman 1973) of `has` respondents of a group of `group` that have a code, where
 * `has_all` of all `n` have it:  (m - g P) / sqrt(g P (1 - P)(1 - g/n)),  P = has_all/n.
 * About standard normal: its p is vb_normal_two_sided().  NaN where nobody or everybody has the code, the group is
 * empty or it is everybody. */
double vb_adjusted_residual(uint64_t has, uint64_t group, uint64_t has_all, uint64_t n);

#endif
