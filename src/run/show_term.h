/* What a term is made of: its slots, gaps and alternatives, and which words of a corpus fill each slot. */
#ifndef VB_RUN_SHOW_TERM_H
#define VB_RUN_SHOW_TERM_H

#include "base/buffer.h"
#include "lexicon/lexicon.h"
#include "run/families.h"

/* Add what `term` of the lexicon is made of: a line for each slot and gap, and below a slot the words of the corpus
 * that fill it, the most frequent first.  False when memory is out. */
bool vb_show_term(const vb_lexicon *lexicon, const vb_term *term, const vb_families *families, vb_buffer *out);
bool vb_show_term_json(const vb_lexicon *lexicon, const vb_term *term, const vb_families *families, vb_buffer *out);

#endif
