#include "text/utf8.h"

#include <string.h>

/* The length of the well-formed sequence at p, or 0 (Unicode 15.0, table 3-7). */
static size_t sequence(const unsigned char *p, const unsigned char *end)
{
    unsigned char lead = *p, low = 0x80, high = 0xBF;
    size_t len;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    if (lead < 0xE0) {
        len = 2;
    } else if (lead < 0xF0) {
        len = 3;
        if (lead == 0xE0)
            low = 0xA0; /* no overlong form */
        else if (lead == 0xED)
            high = 0x9F; /* no surrogate */
    } else {
        len = 4;
        if (lead == 0xF0)
            low = 0x90;
        else if (lead == 0xF4)
            high = 0x8F; /* nothing over U+10FFFF */
    }
    if ((size_t)(end - p) < len || p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < len; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return len;
}

/* How many bytes at p are known to be ASCII: by blocks, of the last one whatever there is if eight bytes are. */
static inline size_t ascii_blocks(const unsigned char *p, size_t len)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    size_t done = 0;
    uint64_t w[4];
    for (; len - done >= sizeof w; done += sizeof w) {
        memcpy(w, p + done, sizeof w);
        if (((w[0] | w[1] | w[2] | w[3]) & high) != 0)
            break;
    }
    for (; len - done >= sizeof w[0]; done += sizeof w[0]) {
        memcpy(w, p + done, sizeof w[0]);
        if ((w[0] & high) != 0)
            return done;
    }
    if (done == len || len < sizeof w[0])
        return done;
    memcpy(w, p + len - sizeof w[0], sizeof w[0]);
    return (w[0] & high) == 0 ? len : done;
}

bool vb_utf8_is_ascii(vb_str s)
{
    size_t i = s.len == 0 ? 0 : ascii_blocks((const unsigned char *)s.ptr, s.len);
    while (i < s.len && (unsigned char)s.ptr[i] < 0x80)
        i++;
    return i == s.len;
}

bool vb_utf8_valid(vb_str s, size_t *bad)
{
    if (s.len == 0)
        return true;
    const unsigned char *begin = (const unsigned char *)s.ptr, *p = begin, *end = begin + s.len;
    while (p < end) {
        size_t ascii = ascii_blocks(p, (size_t)(end - p));
        p += ascii;
        if (ascii > 0)
            continue;
        size_t len = sequence(p, end);
        if (len == 0) {
            if (bad != NULL)
                *bad = (size_t)(p - begin);
            return false;
        }
        p += len;
    }
    return true;
}

size_t vb_utf8_encode(uint32_t cp, char *out)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}
