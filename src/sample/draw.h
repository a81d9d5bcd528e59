/* Drawing answers at random. */
#ifndef VB_SAMPLE_DRAW_H
#define VB_SAMPLE_DRAW_H

#include "stats/random.h"

/* Draw `wanted` of `n` things, at most all: each is of stratum strata[i] < n_strata, and each stratum gets its share
 * (largest remainders; of equal ones the first).  `drawn` has room for `wanted` and gets their numbers, rising.
 * Returns how many; SIZE_MAX when memory is out. */
size_t vb_draw(vb_random *random, const size_t *strata, size_t n, size_t n_strata, size_t wanted, size_t *drawn);

/* Put `items` in a random order (Fisher & Yates). */
void vb_shuffle(vb_random *random, size_t *items, size_t n);

#endif
