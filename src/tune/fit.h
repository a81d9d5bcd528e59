/* Weights for terms from coded answers. */
#ifndef VB_TUNE_FIT_H
#define VB_TUNE_FIT_H

#include "tune/gold.h"

/* Least and most that a weight is made, in thousandths; one that is more already may stay. */
enum { VB_TUNE_LEAST = 100, VB_TUNE_MOST = 3000, VB_TUNE_STEP = 100 };

/* Make weights from the answers marked in `use` (one an answer), with the penalty `lambda` on the squared distance
 * from the lexicon's own weights, into weights[] (one a term, thousandths); `own` are the lexicon's.
 *
 * The model is that of rules 5 and 7: a category at the top is as strong as the sum over clauses of the heaviest of
 * its matches, and of its indicators; the chances of the primary are a multinomial logistic in the strengths, the threshold being that of
 * none (McFadden 1974).  Its loss is lowered by projected gradient steps, each weight's of a length by the
 * curvature's bound, for a fixed number of rounds.  Then weights are rounded to 0.1, and those go back to the
 * lexicon's without which as many answers get the right primary, by the coder itself.  Terms of parts that are
 * included, and terms of weight 0, are left alone.  The lexicon's weights are then those of weights[]. */
vb_status vb_tune_fit(vb_tune_gold *gold, const bool *use, double lambda, const uint32_t *own, uint32_t *weights,
                      vb_error *err);

/* Give the lexicon these weights. */
void vb_tune_apply(vb_tune_gold *gold, const uint32_t *weights);

#endif
