/* UTF-8: validation and code points. */
#ifndef VB_TEXT_UTF8_H
#define VB_TEXT_UTF8_H

#include "verbatim.h"

/* True if `s` is well-formed UTF-8 (Unicode 15.0, table 3-7: no surrogates, nothing over U+10FFFF, no overlong
 * forms).  If not, *bad (which may be NULL) is the offset of the first byte that does not fit. */
bool vb_utf8_valid(vb_str s, size_t *bad);

bool vb_utf8_is_ascii(vb_str s);

/* The code point at p < end, in *cp; returns its length in bytes (1 to 4).  The text must be valid. */
static inline size_t vb_utf8_decode(const char *p, const char *end, uint32_t *cp)
{
    const unsigned char *u = (const unsigned char *)p;
    (void)end;
    if (u[0] < 0x80) {
        *cp = u[0];
        return 1;
    }
    if (u[0] < 0xE0) {
        *cp = (u[0] & 0x1FU) << 6 | (u[1] & 0x3FU);
        return 2;
    }
    if (u[0] < 0xF0) {
        *cp = (u[0] & 0x0FU) << 12 | (u[1] & 0x3FU) << 6 | (u[2] & 0x3FU);
        return 3;
    }
    *cp = (u[0] & 0x07U) << 18 | (u[1] & 0x3FU) << 12 | (u[2] & 0x3FU) << 6 | (u[3] & 0x3FU);
    return 4;
}

/* Write cp at out (room for 4 bytes); returns its length. */
size_t vb_utf8_encode(uint32_t cp, char *out);

#endif
