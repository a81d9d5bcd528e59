/* Terms that count only in some places: `alone: true`, `most-words: 10`. */
#ifndef VB_MATCH_BOUNDS_H
#define VB_MATCH_BOUNDS_H

#include "match/matcher.h"

/* True if the token is one of the lexicon's joiners. */
bool vb_bounds_is_joiner(const vb_matcher *matcher, size_t token);

/* Drop the matches that are bound to be alone and are no item by themselves.
 * A match is an item if on either side of it there is the end of its clause, a mark that parts items
 * ( / & + | * > = and bullets ) or one of the lexicon's joiners ("and").  So `parents` alone is the subject in
 * "Parents!", in "time, parents and money" and in "parents/board", and is not in "my parents taught me".
 * The matches have their clauses. */
void vb_bounds_keep(vb_matcher *matcher);

#endif
