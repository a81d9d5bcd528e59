/* Codings as the numbers that the statistics take. */
#ifndef VB_AGREE_VALUES_H
#define VB_AGREE_VALUES_H

#include "agree/measures.h"
#include "stats/alpha.h"

/* Answers × coders, answer by answer, for one part and one level. */
typedef struct {
    size_t n_units, n_coders;
    vb_str *codes;
    size_t n_codes;
    uint32_t *single; /* the value of kappa and alpha: a code (n_codes for "none"), or a set; or VB_NO_VALUE */
    size_t n_single;
    uint32_t *sets; /* the number of the set of codes, or VB_NO_VALUE */
    size_t n_sets;
    unsigned char *has;   /* units × coders × codes: the set has the code */
    double *distances[3]; /* by vb_distance; EXACT is NULL */
    uint64_t left_out;
} vb_code_values;

/* It is the arena's. */
vb_status vb_code_values_make(const vb_codings *codings, const vb_part *part, size_t level, vb_agree_on on,
                              vb_arena *arena, vb_code_values *values, vb_error *err);

#endif
