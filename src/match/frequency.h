/* Building a coder: how often words come, so that terms are set off by rare ones. */
#ifndef VB_MATCH_FREQUENCY_H
#define VB_MATCH_FREQUENCY_H

#include "match/program.h"

/* Fill builder->often, once all programs are built: by a table of the commonest English words where a part of the lexicon
 * is English; else, and of words that are not in it, by how many terms ask for a word, which stands in for how frequent
 * it is.  False when memory is out. */
bool vb_frequency_count(vb_builder *builder);

#endif
