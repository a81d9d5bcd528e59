/* Finding bytes of three kinds, 64 at a time. */
#ifndef VB_INPUT_SCAN_H
#define VB_INPUT_SCAN_H

#include "verbatim.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { VB_SCAN_BLOCK = 64 };

/* Eight bytes, the first the lowest. */
static inline uint64_t vb_scan_word(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The high bit of each byte of `word` that is `c`; exact, no carry runs from byte to byte. */
static inline uint64_t vb_scan_equal(uint64_t word, char c)
{
    const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t x = word ^ (UINT64_C(0x0101010101010101) * (unsigned char)c);
    return ~(((x & low) + low) | x | low);
}

/* Bit i is set if p[i] is a, b or c, for 64 bytes at p.  In plain C. */
static inline uint64_t vb_scan_marks_portable(const char *p, char a, char b, char c)
{
    uint64_t marks = 0;
    for (unsigned i = 0; i < VB_SCAN_BLOCK; i += 8) {
        uint64_t word = vb_scan_word(p + i);
        uint64_t high = vb_scan_equal(word, a) | vb_scan_equal(word, b) | vb_scan_equal(word, c);
        /* The product brings the eight bits together in the top byte. */
        marks |= (((high >> 7) * UINT64_C(0x0102040810204080)) >> 56) << i;
    }
    return marks;
}

/* The same, with SSE2 where the compiler has it. */
static inline uint64_t vb_scan_marks(const char *p, char a, char b, char c)
{
#ifdef __SSE2__
    const __m128i as = _mm_set1_epi8(a), bs = _mm_set1_epi8(b), cs = _mm_set1_epi8(c);
    uint64_t marks = 0;
    for (unsigned i = 0; i < VB_SCAN_BLOCK; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i any = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, as), _mm_cmpeq_epi8(bytes, bs)),
                                   _mm_cmpeq_epi8(bytes, cs));
        marks |= (uint64_t)(unsigned)_mm_movemask_epi8(any) << i;
    }
    return marks;
#else
    return vb_scan_marks_portable(p, a, b, c);
#endif
}

#endif
