/* Moving through the text of a term.  Private to the lexicon stage. */
#ifndef VB_LEXICON_PATTERN_SCAN_H
#define VB_LEXICON_PATTERN_SCAN_H

#include "base/error.h"

typedef struct {
    const char *at, *end;
    size_t column; /* of `at`, in characters from 1 */
    vb_error *err;
} vb_scanner;

/* Fail at `column`.  Always false, so that a caller can return it. */
bool vb_scan_fault(vb_scanner *s, size_t column, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The character at `at`, empty at the end, and its code point. */
vb_str vb_scan_char(const vb_scanner *s, uint32_t *cp);

void vb_scan_skip(vb_scanner *s, size_t ascii);
void vb_scan_spaces(vb_scanner *s);
size_t vb_scan_letters(const vb_scanner *s); /* ASCII letters from `at` on */
bool vb_scan_starts(const vb_scanner *s, const char *text);

/* True if `ahead` bytes on there is nothing, or something that needs no blank before it. */
bool vb_scan_slot_ends(const vb_scanner *s, size_t ahead);

/* False with a fault if a slot that ends with `after` has something right behind it. */
bool vb_scan_expect_end(vb_scanner *s, const char *after);

/* The bytes of `...` or `…` at `at`, 0 if there is no gap. */
size_t vb_scan_gap_mark(const vb_scanner *s);

/* Skip digits: a number, stuck at 1000, well over every limit.  False if there is none. */
bool vb_scan_number(vb_scanner *s, uint32_t *number);

#endif
