/* A growing run of bytes.  It fails stickily: after a failed allocation every addition is ignored and
 * `failed` stays set, so that a writer adds freely and checks once at the end. */
#ifndef VB_BASE_BUFFER_H
#define VB_BASE_BUFFER_H

#include "verbatim.h"

#include <stdarg.h>

typedef struct {
    char *ptr;
    size_t len, cap;
    bool failed;
} vb_buffer; /* all zero is an empty buffer */

/* Make room for `more` bytes after the contents; they may then be written at ptr + len.  False on failure. */
bool vb_buffer_reserve(vb_buffer *b, size_t more);

void vb_buffer_add(vb_buffer *b, const void *ptr, size_t len);
void vb_buffer_add_str(vb_buffer *b, vb_str s);
void vb_buffer_add_text(vb_buffer *b, const char *text); /* NUL-terminated */
void vb_buffer_add_char(vb_buffer *b, char c);

/* Numbers are written as in the C locale, whatever the host's is. */
void vb_buffer_printf(vb_buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void vb_buffer_vprintf(vb_buffer *b, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* The contents, valid until the next addition. */
vb_str vb_buffer_str(const vb_buffer *b);

void vb_buffer_clear(vb_buffer *b);   /* empty and not failed; keeps its memory */
void vb_buffer_release(vb_buffer *b); /* frees the memory; the buffer may be used again */

#endif
