/* UAX #29 sentence boundaries, Unicode 15.0, without tailoring. */
#ifndef VB_TEXT_SENTENCE_BREAK_H
#define VB_TEXT_SENTENCE_BREAK_H

#include "verbatim.h"

/* The first sentence boundary after offset `at` (itself a boundary, less than s.len).  `s` must be valid UTF-8. */
size_t vb_sentence_break_next(vb_str s, size_t at);

#endif
