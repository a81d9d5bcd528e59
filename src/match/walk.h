/* One program at one place: the best way through it. */
#ifndef VB_MATCH_WALK_H
#define VB_MATCH_WALK_H

#include "match/matcher.h"

/* The best match of `program` that begins at token `start`, where `hit` is the first hit at or after it: the fewest gap
 * words, then the most tokens, then the earliest end, then the earliest tokens.  False if there is none, or when
 * memory is out (then *out_of_memory is set).  Leaves match->term alone. */
bool vb_walk(vb_matcher *matcher, const vb_program *program, size_t start, size_t hit, vb_match *match,
             bool *out_of_memory);

/* Add the matches of a program at all its places in the answer to a list.  False when memory is out. */
bool vb_walk_all(vb_matcher *matcher, const vb_program *program, size_t term, vb_match **list, size_t *n, size_t *cap);

/* Have the sentences and clauses of the answer's tokens, which are found when first asked for.  False when memory is
 * out. */
bool vb_matcher_need_breaks(vb_matcher *matcher);

void vb_memo_free(struct vb_memo *memo);

#endif
