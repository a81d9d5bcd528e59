/* Building a coder: indicators.  They are single words, so that all there is to know of them is decided with the
 * word; nothing of them is looked for in an answer. */
#ifndef VB_MATCH_INDICATORS_H
#define VB_MATCH_INDICATORS_H

#include "match/program.h"

/* Fill coder->signs, with their terms and sums, and coder->predicate_signs; more predicates may not be made after it.
 * VB_ERROR_LEXICON where an indicator is more than one word. */
vb_status vb_indicators_build(vb_builder *builder, vb_error *err);

#endif
