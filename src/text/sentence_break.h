/* UAX #29 sentence boundaries, Unicode 15.0, without tailoring. */
#ifndef VB_TEXT_SENTENCE_BREAK_H
#define VB_TEXT_SENTENCE_BREAK_H

#include "verbatim.h"

/* The first sentence boundary after offset `at` (itself a boundary, less than s.len).  `s` must be valid UTF-8. */
size_t vb_sentence_break_next(vb_str s, size_t at);

/* As vb_sentence_break_next, but SIZE_MAX if the boundary is behind `limit`, which bounds the work.  `at` may also be
 * the beginning of a letter or digit inside a sentence.  `flow`: line breaks are mere spaces. */
size_t vb_sentence_break_within(vb_str s, size_t at, size_t limit, bool flow);

#endif
