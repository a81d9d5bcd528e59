/* Kinds of bytes, 64 at a time: bit i of a mask tells of byte i. */
#ifndef VB_TEXT_MASKS_H
#define VB_TEXT_MASKS_H

#include "verbatim.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { VB_BLOCK = 64 }; /* bytes */

typedef struct {
    uint64_t word; /* ASCII letters and digits */
    uint64_t sign; /* the other ASCII from `!` on: no space, no control character */
    uint64_t high; /* not ASCII */
} vb_masks;

/* The top bits of eight bytes as eight bits. */
static inline uint64_t vb_top_bits(uint64_t bytes)
{
    return (bytes & UINT64_C(0x8080808080808080)) * UINT64_C(0x0002040810204081) >> 56;
}

/* Eight bytes at a time in a 64-bit register. */
static inline vb_masks vb_masks_by_eight(const char block[VB_BLOCK])
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    vb_masks m = {0, 0, 0};
    for (unsigned i = 0; i < VB_BLOCK; i += 8) {
        uint64_t x;
        memcpy(&x, block + i, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        x = __builtin_bswap64(x);
#endif
        /* Adding 0x80 - c to a byte under 0x80 sets its top bit if the byte is c or more. */
        uint64_t low = x & 0x7F * each, lower = low | 0x20 * each;
        uint64_t letter = (lower + (0x80 - 'a') * each) & ~(lower + (0x7F - 'z') * each);
        uint64_t digit = (low + (0x80 - '0') * each) & ~(low + (0x7F - '9') * each);
        uint64_t visible = low + (0x80 - '!') * each;
        uint64_t word = (letter | digit) & ~x;
        m.word |= vb_top_bits(word) << i;
        m.sign |= vb_top_bits(visible & ~x & ~word) << i;
        m.high |= vb_top_bits(x) << i;
    }
    return m;
}

#ifdef __SSE2__
/* The same by vectors of sixteen; their comparisons are signed, so that bytes that are not ASCII are below all
 * others. */
static inline vb_masks vb_masks_of(const char block[VB_BLOCK])
{
    vb_masks m = {0, 0, 0};
    for (unsigned i = 0; i < VB_BLOCK; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
        __m128i lower = _mm_or_si128(x, _mm_set1_epi8(0x20));
        __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)),
                                       _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1)));
        __m128i digit =
            _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(x, _mm_set1_epi8('9' + 1)));
        __m128i word = _mm_or_si128(letter, digit);
        __m128i sign = _mm_andnot_si128(word, _mm_cmpgt_epi8(x, _mm_set1_epi8(' ')));
        m.word |= (uint64_t)(unsigned)_mm_movemask_epi8(word) << i;
        m.sign |= (uint64_t)(unsigned)_mm_movemask_epi8(sign) << i;
        m.high |= (uint64_t)(unsigned)_mm_movemask_epi8(x) << i;
    }
    return m;
}
#else
#define vb_masks_of vb_masks_by_eight
#endif

#endif
