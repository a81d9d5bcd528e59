/* Seeded random numbers.  The same seed and stream give the same bits on every machine; a piece of work that takes a
 * stream of its own (replicate 17 takes stream 17) comes out the same whatever the order or the thread. */
#ifndef VB_STATS_RANDOM_H
#define VB_STATS_RANDOM_H

#include "verbatim.h"

/* xoshiro256** (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47). */
typedef struct {
    uint64_t state[4];
} vb_random;

/* The state is filled by splitmix64 (Steele, Lea & Flood 2014), begun at `seed` for stream 0 and at a scrambled mix
 * of both for the others. */
void vb_random_seed(vb_random *random, uint64_t seed, uint64_t stream);

uint64_t vb_random_next(vb_random *random); /* 64 random bits */

/* Uniform in [0, n), without bias (Lemire 2019, "Fast random integer generation in an interval").  `n` > 0. */
uint64_t vb_random_below(vb_random *random, uint64_t n);

double vb_random_unit(vb_random *random); /* uniform in [0, 1), a multiple of 2^-53 */

/* A number of successes in `n` tries of chance `p`: inversion outwards from the mode, about sqrt(n p (1-p)) steps. */
uint64_t vb_random_binomial(vb_random *random, uint64_t n, double p);

/* The probabilities of modes that have been worked out: who draws many tables with the same margins asks for the same
 * ones again and again, and each takes as long as some ten draws.  All zero is empty. */
enum { VB_RANDOM_MODES = 1024 };
typedef struct {
    struct {
        uint64_t total, marked, drawn;
        double p;
    } items[VB_RANDOM_MODES];
} vb_random_modes;

/* Marked ones among `drawn` of `total` things, `marked` of which are marked, without replacement; as above.  `modes`
 * may be NULL: it makes no difference to what is drawn. */
uint64_t vb_random_hypergeometric(vb_random *random, uint64_t total, uint64_t marked, uint64_t drawn,
                                  vb_random_modes *modes);

/* `n` draws over `k` classes with chances in proportion to `weights` (not all 0): counts[k], by successive binomials.
 */
void vb_random_multinomial(vb_random *random, uint64_t n, const double *weights, size_t k, uint64_t *counts);

#endif
