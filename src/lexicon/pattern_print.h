/* A pattern as a term: what it was read from, with its sets written out. */
#ifndef VB_LEXICON_PATTERN_PRINT_H
#define VB_LEXICON_PATTERN_PRINT_H

#include "base/buffer.h"
#include "lexicon/pattern.h"

/* Add the term that `pattern` could have been read from: parsed again it gives the same tree. */
void vb_pattern_print(const vb_pattern *pattern, vb_buffer *out);

/* True for the choice that a hyphen makes: `buy-in` is a choice of `buy in` and `buyin`. */
bool vb_pattern_is_hyphenated(const vb_pattern *pattern);

#endif
