/* Sentences and clauses: which tokens belong together (rules B1 ... in breaks.c). */
#ifndef VB_TEXT_BREAKS_H
#define VB_TEXT_BREAKS_H

#include "base/hash.h"
#include "text/tokens.h"

typedef enum {
    VB_BREAKS_SENTENCE,  /* UAX #29 sentences with the tailoring; a line break ends one */
    VB_BREAKS_PARAGRAPH, /* the same, but only a blank line or a bullet at a line's start ends one, not a line break */
    VB_BREAKS_NONE,      /* the whole text is one sentence and one clause */
} vb_break_mode;

typedef struct {
    vb_break_mode mode;
    const vb_map *abbreviations; /* folded words without the dot ("asst"); may be NULL */
} vb_break_rules;

/* Number the sentences and the clauses (both by punctuation alone; a turn is a match and splits clauses later)
 * of `list`'s tokens, which are those of `answer`.  False when memory is out. */
bool vb_breaks_find(vb_str answer, const vb_break_rules *rules, vb_token_list *list);

/* As vb_breaks_find, without the ASCII fast path. */
bool vb_breaks_find_slow(vb_str answer, const vb_break_rules *rules, vb_token_list *list);

#endif
