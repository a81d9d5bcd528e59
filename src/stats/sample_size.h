/* Before a study: how many units are needed.  After it: which difference could have been found. */
#ifndef VB_STATS_SAMPLE_SIZE_H
#define VB_STATS_SAMPLE_SIZE_H

#include "verbatim.h"

/* Units to be coded twice so that alpha at or above `least_alpha` can be told from below it at one-sided level `p`,
 * when the rarest code that matters has the share `share` (Krippendorff 2019, "Content Analysis", 4th ed., ch. 12,
 * after Bloch & Kraemer 1989):  2 z_p^2 ((1 + a)(3 - a) / (4 (1 - a) c (1 - c)) - a), to the nearest whole as in his
 * table. 0: the arguments are outside (0, 1). */
uint64_t vb_units_for_alpha(double least_alpha, double p, double share);

/* The fewest units whose Wilson interval of a share of about `share` is at most `width` wide (0.1 for +-5 points). */
uint64_t vb_units_for_width(double share, double width, double level);

/* The smallest difference between the shares of two codes in one sample of `n` that a sign test (vb_sign_test) at
 * two-sided `alpha` finds with chance `power`.  `discordant`: the share of answers that have one of the two codes and
 * not the other (primary: the sum of both shares).  Normal approximation of Connor 1987, "Sample size for testing
 * differences in proportions for the paired-sample design", solved for the difference.
 * NaN when not even the greatest possible difference would be found. */
double vb_detectable_within(uint64_t n, double discordant, double alpha, double power);

/* The smallest rise over `share` in group 1 of `n1` that a two-sided test of two independent shares at `alpha` finds
 * in group 2 of `n2` with chance `power` (Fleiss 1981, "Statistical methods for rates and proportions", ch. 3,
 * without continuity correction).  For the smallest fall give 1 - share.  NaN when even a rise to 1 would not be
 * found. */
double vb_detectable_between(uint64_t n1, uint64_t n2, double share, double alpha, double power);

#endif
