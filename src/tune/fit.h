/* Weights for terms from coded answers. */
#ifndef VB_TUNE_FIT_H
#define VB_TUNE_FIT_H

#include "tune/gold.h"

/* Least and most that a weight is made, in thousandths; one that is more already may stay. */
enum { VB_TUNE_LEAST = 100, VB_TUNE_MOST = 3000, VB_TUNE_STEP = 100 };

/* Lower the model's loss over the answers marked in `use` (one an answer), with `lambda` times the squared distances
 * from the lexicon's `own` weights (one a term, thousandths), into weights[] (of 1, not rounded).
 *
 * The model is that of rules 5 and 7: a category at the top is as strong as the sum over clauses of the heaviest of
 * its matches, and of its indicators; the chances of the primary are a multinomial logistic in the strengths, the
 * threshold being that of none (McFadden 1974): p(k) = exp(2 s(k)) / sum over j of exp(2 s(j)), and the loss is the
 * sum of -ln p(gold).  It is lowered by projected gradient steps, each weight's of a length by the curvature's bound,
 * for a fixed number of rounds.  Terms of parts that are included, and terms of weight 0, are left alone. */
vb_status vb_tune_solve(const vb_tune_gold *gold, const bool *use, double lambda, const uint32_t *own,
                        double *weights, vb_error *err);

/* Make weights so, into weights[] (one a term, thousandths): rounded to 0.1, and those go back to the lexicon's
 * without which as many answers get the right primary, by the coder itself.  The lexicon's weights are then those of
 * weights[]. */
vb_status vb_tune_fit(vb_tune_gold *gold, const bool *use, double lambda, const uint32_t *own, uint32_t *weights,
                      vb_error *err);

/* Give the lexicon these weights. */
void vb_tune_apply(vb_tune_gold *gold, const uint32_t *weights);

#endif
