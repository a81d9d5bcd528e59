/* Terms with `alone: true`. */
#ifndef VB_MATCH_ALONE_H
#define VB_MATCH_ALONE_H

#include "match/matcher.h"

/* Drop the matches of such terms that are not an item by themselves.  A match is one if on either side of it there is
 * the end of its clause, a mark that parts items ( / & + | * > = and bullets ) or one of the lexicon's joiners ("and").
 * So `parents` alone is the subject in "Parents!", in "time, parents and money" and in "parents/board", and is not in
 * "my parents taught me".  The matches have their clauses. */
void vb_alone_keep(vb_matcher *matcher);

#endif
