/* Filling in a vb_error. */
#ifndef VB_BASE_ERROR_H
#define VB_BASE_ERROR_H

#include "verbatim.h"

/* Printf arguments for a vb_str: printf("%.*s", VB_ARG(s)). */
#define VB_ARG(s) (int)((s).len > 400 ? 400 : (s).len), (s).ptr

/* Set *err (which may be NULL) to `code` and the formatted text; clears the place.  Returns `code`. */
vb_status vb_fail(vb_error *err, vb_status code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* As vb_fail, for a place in a source text.  `file` is NUL-terminated or NULL. */
vb_status vb_fail_at(vb_error *err, vb_status code, const char *file, size_t line, size_t column,
                     const char *format, ...) __attribute__((format(printf, 6, 7)));

/* "out of memory". */
vb_status vb_fail_memory(vb_error *err);

#endif
