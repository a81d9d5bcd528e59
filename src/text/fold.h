/* Folding: bringing different writings of a word to one form.  Sole user of utf8proc. */
#ifndef VB_TEXT_FOLD_H
#define VB_TEXT_FOLD_H

#include "base/buffer.h"

typedef enum {
    VB_FOLD_CASE = 1 << 0,  /* NFKC case fold; without it NFKC alone */
    VB_FOLD_MARKS = 1 << 1, /* strip marks from Latin letters (not from other scripts) */
} vb_fold_flags;

/* Add the folded form of `word` to `out`: NFKC (with case fold), every apostrophe (U+0060, U+00B4, U+2018, U+2019,
 * U+02BC, U+FF07 ...) as U+0027, marks as the flags say.  `word` must be valid UTF-8; its length in bytes may change.
 * An ASCII word takes a fast path with the same result.  False when memory is out. */
bool vb_fold(vb_str word, unsigned flags, vb_buffer *out);

/* As vb_fold, always by utf8proc: the definition that the fast path is tested against. */
bool vb_fold_slow(vb_str word, unsigned flags, vb_buffer *out);

/* Strip the marks of Latin letters from an already folded form. */
bool vb_fold_strip_marks(vb_str folded, vb_buffer *out);

/* General category Sc: dollar, euro, pound ... */
bool vb_is_currency(uint32_t cp);

#endif
