/* A sentence at a time: no term but a regular expression reaches beyond one. */
#ifndef VB_MATCH_SENTENCE_H
#define VB_MATCH_SENTENCE_H

#include "match/matcher.h"

/* Divide the matcher's tokens, which have their breaks, into sentences.  False when memory is out. */
bool vb_sentences_find(vb_matcher *matcher);

/* Match what a sentence's words match by themselves, and try what they set off.  False when memory is out. */
bool vb_sentence_match(vb_matcher *matcher, const vb_sentence *sentence);

/* Walk a term's program from every token from `first` to `last` at which it may begin.  False when memory is out. */
bool vb_sentence_walk(vb_matcher *matcher, size_t term, size_t first, size_t last);

#endif
