/* Building a coder: the phrases of terms. */
#ifndef VB_MATCH_PHRASES_H
#define VB_MATCH_PHRASES_H

#include "match/program.h"

/* Spell the program of the term at hand out as phrases, keep these as trees, and have their rarest words set them off
 * (not those of a context term, which are asked for).  If there are more than `most` it is walked.  builder->often
 * must be there.  False when memory is out. */
bool vb_phrases_build(vb_builder *builder, size_t most);

#endif
