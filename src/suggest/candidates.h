/* Which phrases of a corpus would be terms. */
#ifndef VB_SUGGEST_CANDIDATES_H
#define VB_SUGGEST_CANDIDATES_H

#include "suggest/suggest.h"

/* Make s->candidates of s->phrases, best first: of phrases that are more common in the uncoded answers; with gold, of
 * those that would add a code more rightly than wrongly on the first half, and on the second too (else they count as
 * `unconfirmed`).  Of phrases in the same answers one is kept.  False when memory is out. */
bool vb_candidates_find(vb_suggestions *s);

/* False if more answers are without a code than with one: there is too little to compare them with, and the phrases
 * of vb_candidates_find() are the commonest. */
bool vb_suggest_compares(const vb_suggestions *s);

#endif
