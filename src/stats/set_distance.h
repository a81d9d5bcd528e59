/* How far apart two sets of codes are, from 0 (the same) to 1. */
#ifndef VB_STATS_SET_DISTANCE_H
#define VB_STATS_SET_DISTANCE_H

#include "verbatim.h"

/* MASI's M as NLTK has it: 1 for equal sets, 0.67 where one holds the other, 0.33 for a partial overlap, 0 for none.
 */
#define VB_MASI_SUBSET 0.67
#define VB_MASI_OVERLAP 0.33

/* Between two sets of numbers, each rising.  Two empty sets: 0 ("both say: no code" is agreement); an empty set and
 * any other: 1. */
double vb_set_distance(vb_distance kind, const size_t *a, size_t n_a, const size_t *b, size_t n_b);

#endif
