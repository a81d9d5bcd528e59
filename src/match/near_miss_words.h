/* The half of near_miss.h that looks at spelling.  Private to it. */
#ifndef VB_MATCH_NEAR_MISS_WORDS_H
#define VB_MATCH_NEAR_MISS_WORDS_H

#include "match/near_miss.h"

/* Fill in found->words.  False when memory is out. */
bool vb_near_miss_words(vb_matcher *matcher, vb_near_miss *found);

/* How many characters valid UTF-8 has. */
static inline size_t vb_letters(vb_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

#endif
