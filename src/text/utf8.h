/* UTF-8: validation and code points. */
#ifndef VB_TEXT_UTF8_H
#define VB_TEXT_UTF8_H

#include "verbatim.h"

/* True if `s` is well-formed UTF-8 (Unicode 15.0, table 3-7: no surrogates, nothing over U+10FFFF, no overlong
 * forms).  If not, *bad (which may be NULL) is the offset of the first byte that does not fit. */
bool vb_utf8_valid(vb_str s, size_t *bad);

/* The code point at p < end, in *cp; returns its length in bytes (1 to 4).  The text must be valid. */
size_t vb_utf8_decode(const char *p, const char *end, uint32_t *cp);

/* Write cp at out (room for 4 bytes); returns its length. */
size_t vb_utf8_encode(uint32_t cp, char *out);

#endif
