/* Deciding a word: what there is to say of a form that the vocabulary has not met before. */
#ifndef VB_MATCH_DECIDE_H
#define VB_MATCH_DECIDE_H

#include "match/vocabulary.h"

/* Decide a token; NULL in *decided if there is nothing to say of it.  Forms that have the same needs and predicates
 * are one word, which lives as long as the vocabulary's arena.  False when memory is out. */
bool vb_vocabulary_decide(vb_vocabulary *vocabulary, vb_str token, const vb_word **decided);

#endif
