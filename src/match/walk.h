/* One program at one place: the best way through it. */
#ifndef VB_MATCH_WALK_H
#define VB_MATCH_WALK_H

#include "match/matcher.h"

/* Add the best match of `program` that begins at token `start`, if there is one, to the matcher's: the fewest gap words,
 * then the most tokens, then the earliest tokens.  The matcher has its sentences.  False when memory is out. */
bool vb_walk_from(vb_matcher *matcher, const vb_program *program, size_t term, size_t start);

void vb_memo_free(struct vb_memo *memo);

#endif
