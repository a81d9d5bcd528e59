/* Which words are more common in some answers than in others. */
#ifndef VB_STATS_KEYNESS_H
#define VB_STATS_KEYNESS_H

#include "verbatim.h"

/* Log-likelihood G² of a word that stands `a` times among `total_a` words here and `b` times among `total_b` there
 * (Dunning 1993; in the two-cell form of Rayson & Garside 2000): 2 (a ln(a/E1) + b ln(b/E2)), negative when the word
 * is rarer here.  3.84 is p < 0.05, 15.13 p < 0.0001, for one word looked at alone.  0 where it stands nowhere. */
double vb_log_likelihood(uint64_t a, uint64_t total_a, uint64_t b, uint64_t total_b);

#endif
