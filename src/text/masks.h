/* Kinds of bytes, 64 at a time: bit i of a mask tells of byte i. */
#ifndef VB_TEXT_MASKS_H
#define VB_TEXT_MASKS_H

#include "verbatim.h"

#include <string.h>
#include <emmintrin.h>

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


static inline vb_masks vb_masks_of(const char block[VB_BLOCK])
{
    vb_masks m = {0, 0, 0};
    for (unsigned i = 0; i < VB_BLOCK; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
        __m128i lower = _mm_or_si128(x, _mm_set1_epi8(0x20));
        __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1)));
        __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(x, _mm_set1_epi8('9' + 1)));
        __m128i word = _mm_or_si128(letter, digit);
        __m128i sign = _mm_andnot_si128(word, _mm_cmpgt_epi8(x, _mm_set1_epi8(' ')));
        m.word |= (uint64_t)(unsigned)_mm_movemask_epi8(word) << i;
        m.sign |= (uint64_t)(unsigned)_mm_movemask_epi8(sign) << i;
        m.high |= (uint64_t)(unsigned)_mm_movemask_epi8(x) << i;
    }
    return m;
}
#endif
