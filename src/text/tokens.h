/* An answer cut into tokens: UAX #29 words, then the tailoring (rules T1 ... in tokens.c). */
#ifndef VB_TEXT_TOKENS_H
#define VB_TEXT_TOKENS_H

#include "verbatim.h"

typedef struct {
    size_t beg, end;           /* bytes of the answer, half open */
    uint32_t sentence, clause; /* from 0, rising; filled in by vb_breaks_find(), 0 before */
} vb_token;

typedef struct {
    vb_token *items;
    size_t n, cap;
} vb_token_list; /* all zero is an empty list */

typedef enum {
    VB_TOKENS_WORDS,    /* words: a token holds a letter, a digit or an emoji; or is a currency sign (T7) */
    VB_TOKENS_QUANTEDA, /* plain dictionaries: hyphens within words join, every other punctuation mark is a token,
                           no `.` split, as quanteda's tokens() does */
} vb_token_mode;

/* Cut `answer` (valid UTF-8) into list's tokens, replacing what it held.  False when memory is out. */
bool vb_tokens_split(vb_str answer, vb_token_mode mode, vb_token_list *list);

/* As vb_tokens_split, without the ASCII fast path: the definition that it is tested against. */
bool vb_tokens_split_slow(vb_str answer, vb_token_mode mode, vb_token_list *list);

void vb_tokens_release(vb_token_list *list);

#endif
