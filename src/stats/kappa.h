/* Agreement of two coders who give one code to each unit. */
#ifndef VB_STATS_KAPPA_H
#define VB_STATS_KAPPA_H

#include "stats/proportions.h"

typedef struct {
    double value;          /* (observed - expected) / (1 - expected); NaN where expected is 1 or there are no units */
    double expected;       /* agreement expected by chance, each coefficient after its own fashion */
    double standard_error; /* NaN where none is given below */
    vb_interval interval;  /* value +- z standard errors; not cut to [-1, 1] */
} vb_coefficient;

typedef struct {
    uint64_t n;           /* units */
    double observed;      /* share of units with the same code: accuracy, when one coder is gold */
    vb_coefficient kappa; /* Cohen 1960; asymptotic standard error of Fleiss, Cohen & Everitt 1969, equation 13 */
    vb_coefficient pi;    /* Scott 1955; no standard error */
    vb_coefficient ac1;   /* Gwet 2008; standard error of its equation for two raters, infinite population */
    double alpha;         /* Krippendorff's nominal alpha of the two: pi corrected for small samples */
} vb_agreement;

/* Of the confusion matrix `counts`, k × k row by row: row the first coder's (gold) code, column the second's.  "No
 * code" is a code like any other.  `level`: confidence of the intervals.  False when memory is out. */
bool vb_agreement_make(const uint64_t *counts, size_t k, double level, vb_agreement *agreement);

#endif
