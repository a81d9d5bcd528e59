/* Building a coder: how often words come, so that terms are set off by rare ones. */
#ifndef VB_MATCH_FREQUENCY_H
#define VB_MATCH_FREQUENCY_H

#include "match/program.h"

/* Fill builder->often, once all programs are built: by a table of the commonest English words where a part of the lexicon
 * is English; else, and of words that are not in it, by how many terms ask for a word, which stands in for how frequent
 * it is.  False when memory is out. */
bool vb_frequency_count(vb_builder *builder);

typedef struct {
    vb_str word;
    size_t count; /* in 100,000 words */
} vb_frequent_word;

/* The word of the table with the number `i`, from 0 on.  False behind the last. */
bool vb_frequency_get(size_t i, vb_frequent_word *word);

#endif
