/* The parts of spelling phrases out, a file each.  Private to phrases*.c. */
#ifndef VB_MATCH_PHRASES_PARTS_H
#define VB_MATCH_PHRASES_PARTS_H

#include "match/phrases.h"

/* A way that has been gone. */
typedef struct {
    size_t steps; /* index of the first */
    size_t n;
    bool to_last;
    bool known;  /* what sets it off tells that it matches, and how */
    size_t next; /* phrase that has the same trigger; SIZE_MAX: none */
    size_t at;   /* the step that sets it off, */
    bool paired; /* with or without the one before it */
} vb_phrase;

/* Words that set phrases off. */
typedef struct {
    vb_pair_plan plan;  /* `left` is VB_ANY_WORD where it is one word */
    size_t first, last; /* of the phrases that it sets off, each of which names the next */
} vb_setting_off;

/* The phrases of the term at hand. */
typedef struct {
    vb_builder *builder;
    size_t most; /* phrases that there may be */
    bool fits;   /* every way so far can be a phrase, and they are not too many */
    bool out_of_memory;
    vb_step way[VB_PATTERN_MOST_SLOTS];
    vb_step *steps; /* of all phrases */
    size_t n_steps, cap_steps;
    vb_phrase *phrases;
    size_t n, cap;
    vb_setting_off *triggers; /* what sets the phrases off */
    size_t n_triggers, cap_triggers;
} vb_speller;

/* What follows is false when memory is out.
 *
 * phrases_triggers.c: choose what sets the phrases off. */
bool vb_phrases_set_off(vb_speller *speller);

/* Have these triggers check for other words, in answers of at most so many words. */
void vb_phrases_check(vb_speller *speller, uint16_t most_words);

/* Hand them over. */
bool vb_phrases_keep_triggers(const vb_speller *speller);

/* phrases_trees.c: make trees of all phrases that have to be fitted, for what asks for them. */
bool vb_phrases_make_trees(vb_speller *speller, vb_plan *plan);

#endif
