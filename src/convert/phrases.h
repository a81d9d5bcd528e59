/* A term as the phrases that it stands for: what programs without our term language can look for. */
#ifndef VB_CONVERT_PHRASES_H
#define VB_CONVERT_PHRASES_H

#include "base/arena.h"
#include "lexicon/pattern.h"

enum { VB_CONVERT_MOST_PHRASES = 500 };

typedef struct {
    const vb_str *items; /* words of globs, a space between; a word `*` is any one word */
    size_t n;
} vb_phrases;

/* Write out the alternatives and gaps of a pattern.  Stems are left out of account: a word is itself.  On failure
 * NULL items, and *why says what cannot be written out; NULL when memory is out. */
vb_phrases vb_phrases_of(const vb_pattern *pattern, vb_arena *arena, const char **why);

/* Whether some word of the pattern stands for every word of its stem. */
bool vb_phrases_are_stems(const vb_pattern *pattern);

#endif
