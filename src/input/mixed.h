/* Bytes that are not UTF-8 in text that else is: two encodings pasted together. */
#ifndef VB_INPUT_MIXED_H
#define VB_INPUT_MIXED_H

#include "verbatim.h"

typedef enum {
    VB_MIXED_OPEN,    /* more bytes are needed to tell */
    VB_MIXED_1252,    /* a character of Windows-1252 */
    VB_MIXED_NOTHING, /* a piece of UTF-8 whose rest is lost, or no character of either */
} vb_mixed;

/* What text that is not UTF-8 at its first byte begins with; `last`: no bytes follow.  *used are the bytes of it,
 * *cp is the code point, U+FFFD for nothing. */
vb_mixed vb_mixed_read(vb_str text, bool last, size_t *used, uint32_t *cp);

#endif
