/* Krippendorff's alpha: agreement of any number of coders, with gaps, on single codes or on sets of codes. */
#ifndef VB_STATS_ALPHA_H
#define VB_STATS_ALPHA_H

#include "verbatim.h"

#define VB_NO_VALUE UINT32_MAX /* this coder did not code this unit */

typedef struct {
    const uint32_t
        *values; /* units × coders, unit by unit: the number of the value, below n_values, or VB_NO_VALUE */
    size_t n_units, n_coders;
    size_t n_values;        /* different values: codes, or different sets of codes */
    const double *distance; /* n_values × n_values, symmetric, 0 on the diagonal; NULL: nominal, 1 for all others */
    const uint32_t *times;  /* how often each unit counts, as a bootstrap has it; NULL: once */
} vb_alpha_data;

typedef struct {
    double alpha;              /* 1 - observed / expected; NaN where nothing varies */
    double observed, expected; /* disagreement */
    uint64_t units, values;    /* that could be compared: units with two values or more */
    uint64_t left_out;         /* units with one value or none: they carry no information */
} vb_alpha;

/* Krippendorff 2004, "Content Analysis", 2nd ed., ch. 11 (2011, "Computing Krippendorff's alpha-reliability").
 * False when memory is out. */
bool vb_alpha_make(const vb_alpha_data *data, vb_alpha *alpha);

#endif
