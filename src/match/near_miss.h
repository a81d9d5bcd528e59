/* What came near: for an answer without a code, the terms and the words that were nearly there. */
#ifndef VB_MATCH_NEAR_MISS_H
#define VB_MATCH_NEAR_MISS_H

#include "match/matcher.h"

enum { VB_NEAR_MISS_MOST = 5 };

/* A term of a category that did not match, though words of the answer fill half of its slots or more.  One of them at
 * least has four letters and lies in no match. */
typedef struct {
    size_t term;
    size_t filled, missing;               /* words of its best way; 0 missing: all there, but not as it has them */
    size_t tokens[VB_PATTERN_MOST_SLOTS]; /* the `filled` tokens that fill them, rising */
} vb_near_term;

/* A word that fills no slot, but looks like one of the lexicon's. */
typedef struct {
    size_t token;    /* where it first stands */
    vb_str word;     /* the lexicon's, as it has it */
    size_t distance; /* edits between them, or between their stems; 0: they differ in case alone */
} vb_near_word;

typedef struct {
    vb_near_term terms[VB_NEAR_MISS_MOST];
    size_t n_terms;
    vb_near_word words[VB_NEAR_MISS_MOST];
    size_t n_words;
} vb_near_miss;

/* Look for what came near in the answer that was matched last, nearest first.  The result does not depend on the
 * order in which the lexicon lists its terms.  Bounds (near_miss.c): in a very long answer only the first words are
 * looked at.  False when memory is out. */
bool vb_near_miss_find(vb_matcher *matcher, vb_near_miss *found);

#endif
