/* Shares of one sample, and comparisons of two of them. */
#ifndef VB_STATS_PROPORTIONS_H
#define VB_STATS_PROPORTIONS_H

#include "verbatim.h"

/* Shares from 0 to 1, differences from -1 to 1; NaN, NaN: there is none. */
typedef struct {
    double low, high;
} vb_interval;

/* The score interval of n/base at confidence `level` (0.95) (Wilson 1927).  base 0: none. */
vb_interval vb_wilson(uint64_t n, uint64_t base, double level);

/* The interval of n1/base1 - n2/base2 for two groups of different people, built from the two Wilson intervals
 * (Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10). */
vb_interval vb_newcombe(uint64_t n1, uint64_t base1, uint64_t n2, uint64_t base2, double level);

/* Two-sided p of a against b when each of the a + b was equally likely to fall on either side: exact binomial, twice
 * the smaller tail, at most 1.  It answers three questions:
 *   - #1 against #2 as primary: a and b answers out of all (the others say nothing about the two);
 *   - as mentions: answers with only #1 and only #2 (exact McNemar test; McNemar 1947);
 *   - old against new coding: answers only the old, only the new one gets right (the same).
 * NaN when both are 0: there is nothing to compare. */
double vb_sign_test(uint64_t a, uint64_t b);

#endif
