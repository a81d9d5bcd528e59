/* Building a coder: what rules answers out before the regex of a term is run. */
#ifndef VB_MATCH_REGEX_BUILD_H
#define VB_MATCH_REGEX_BUILD_H

#include "match/program.h"

/* Add the regex of a term to the coder's, with its needs and its outline.  False when memory is out. */
bool vb_regex_term_build(vb_builder *builder, size_t term);

/* Put the fragments in order, once all are there. */
void vb_fragments_sort(vb_coder *coder);

#endif
