/* Slices: helpers over vb_str. */
#ifndef VB_BASE_STR_H
#define VB_BASE_STR_H

#include "verbatim.h"

#include <string.h>

/* The slice of a string literal. */
#define VB_LITERAL(text) ((vb_str){(text), sizeof(text) - 1})

static inline vb_str vb_str_of(const char *text)
{
    return (vb_str){text, strlen(text)};
}

static inline bool vb_str_equal(vb_str a, vb_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Bytes in [beg, end). */
static inline vb_str vb_str_cut(vb_str s, size_t beg, size_t end)
{
    return (vb_str){s.ptr + beg, end - beg};
}

/* Byte order, then length: negative, 0 or positive. */
int vb_str_compare(vb_str a, vb_str b);

/* Without ASCII white space at both ends. */
vb_str vb_str_trim(vb_str s);

/* Damerau (optimal string alignment) distance in bytes, or `limit` + 1 when it is more than `limit`.
 * For "did you mean": slices over 63 bytes are never near. */
size_t vb_str_distance(vb_str a, vb_str b, size_t limit);

#endif
