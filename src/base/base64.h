/* Base64 as RFC 4648, section 4. */
#ifndef VB_BASE_BASE64_H
#define VB_BASE_BASE64_H

#include <stddef.h>

/* Bytes of the text for `n` bytes, its NUL counted. */
#define VB_BASE64_SIZE(n) (((n) + 2) / 3 * 4 + 1)

/* `text` has room for VB_BASE64_SIZE(n). */
void vb_base64(const unsigned char *bytes, size_t n, char *text);

#endif
