/* A set of an answer's tokens: which of them a match filled. */
#ifndef VB_MATCH_TOKEN_SET_H
#define VB_MATCH_TOKEN_SET_H

#include "verbatim.h"

enum { VB_TOKEN_SET_SPAN = 128 }; /* 64 slots and 50 gap words at most, see pattern.h */

/* Tokens are ordinals from 0.  A set without holes is always `dense`, so equal sets have equal fields. */
typedef struct {
    size_t first, last;
    uint64_t bits[2]; /* bit i: token first + i; zero when dense */
    bool dense;       /* every token from first to last; of any length */
} vb_token_set;

/* The tokens from first to last. */
static inline vb_token_set vb_token_set_run(size_t first, size_t last)
{
    return (vb_token_set){.first = first, .last = last, .dense = true};
}

/* The set whose bit i is token first + i; bit 0 is set. */
vb_token_set vb_token_set_of(size_t first, const uint64_t bits[2]);

size_t vb_token_set_count(const vb_token_set *set);
bool vb_token_set_has(const vb_token_set *set, size_t token);
bool vb_token_set_within_holed(const vb_token_set *part, const vb_token_set *whole);

/* Subset or equal. */
static inline bool vb_token_set_within(const vb_token_set *part, const vb_token_set *whole)
{
    return part->first >= whole->first && part->last <= whole->last &&
           (whole->dense || vb_token_set_within_holed(part, whole));
}

static inline bool vb_token_set_equal(const vb_token_set *a, const vb_token_set *b)
{
    return a->first == b->first && a->last == b->last && a->dense == b->dense && a->bits[0] == b->bits[0] &&
           a->bits[1] == b->bits[1];
}

bool vb_token_set_meets(const vb_token_set *a, const vb_token_set *b); /* a token in common */

#endif
