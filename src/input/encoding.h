/* Which encoding bytes are in, and bytes of that encoding as UTF-8 (rules E1 ... in encoding.c). */
#ifndef VB_INPUT_ENCODING_H
#define VB_INPUT_ENCODING_H

#include "base/buffer.h"

/* How many bytes are looked at. */
#define VB_ENCODING_LOOK ((size_t)16 << 20)

typedef struct {
    const char *name; /* as iconv knows it; NULL: UTF-8 */
    bool mixed;       /* UTF-8 and Windows-1252 in one */
    size_t mark;      /* bytes of a byte order mark that is not UTF-8's */
} vb_encoding;

/* Decide by the first bytes, VB_ENCODING_LOOK of them or all there are (`last`).  If it is not plain UTF-8, a line is
 * added to *why that says what and why. */
vb_encoding vb_encoding_decide(vb_str first, bool last, vb_buffer *why);

/* Whether bytes that were decided to be in this encoding are no text at all: 8 of the first 64 KB or more, and more
 * than one in 25, are control characters (but for tab, line ends, form feed and NUL, which is some record's own
 * matter) or, in Windows-1252, no characters; 4 of them the former.  *at is the first of them, *share their per cent.
 */
bool vb_encoding_is_no_text(vb_str first, const vb_encoding *decided, size_t *at, unsigned *share);

typedef struct vb_decoder vb_decoder;

/* For bytes that begin behind the mark.  NULL with *err set: iconv knows no encoding of that name.  Release with
 * vb_decoder_free(). */
vb_decoder *vb_decoder_new(const vb_encoding *encoding, vb_error *err);
void vb_decoder_free(vb_decoder *decoder); /* takes NULL */

/* True if the name is one of UTF-8's. */
bool vb_encoding_is_utf8(const char *name);

/* Add what *in says to `out` (which fails stickily), and move *in behind it; an incomplete character at its end stays
 * unless `last`.  Bytes that cannot be decoded become U+FFFD, are counted and remembered. */
void vb_decoder_run(vb_decoder *decoder, vb_str *in, bool last, vb_buffer *out);

/* How many bytes could not be decoded; if there are any, and of bytes that were read as Windows-1252 among UTF-8,
 * *why (if not NULL) gets lines that say where. */
size_t vb_decoder_failures(const vb_decoder *decoder, vb_buffer *why);

#endif
