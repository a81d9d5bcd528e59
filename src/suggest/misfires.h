/* Which terms of a lexicon mostly give their code wrongly. */
#ifndef VB_SUGGEST_MISFIRES_H
#define VB_SUGGEST_MISFIRES_H

#include "suggest/suggest.h"

/* Answers, rising, in which a term counts for a code that they have, right or wrong by gold.  All zero is none. */
typedef struct {
    uint32_t *right_in, *wrong_in;
    size_t n_right, n_wrong, cap_right, cap_wrong;
    size_t *filled; /* phrases of one word that were its own there: no use for its `unless` */
    size_t n_filled, cap_filled;
} vb_firing;

/* False when memory is out. */
bool vb_firing_add(vb_firing *firing, bool right, uint32_t answer);
bool vb_firing_fill(vb_firing *firing, size_t phrase);
void vb_firing_release(vb_firing *firing);

/* Make s->misfires, worst first, of the firings, one a term of the lexicon: terms wrong in two answers or more, and
 * in more than they are right in.  False when memory is out. */
bool vb_misfires_find(vb_suggestions *s, const vb_firing *firings);

#endif
