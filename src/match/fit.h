/* One phrase at one place. */
#ifndef VB_MATCH_FIT_H
#define VB_MATCH_FIT_H

#include "match/matcher.h"

static inline vb_match vb_match_of_phrase(const vb_phrase *phrase, uint32_t gap, vb_token_set tokens)
{
    return (vb_match){phrase->term, phrase->order, phrase->alone, gap, tokens};
}

/* True if the phrase fits from token `start` on, which lies in the sentence; the best of its ways by rule 1 is then
 * in *match. */
bool vb_fit(const vb_matcher *matcher, const vb_phrase *phrase, const vb_sentence *sentence, size_t start,
            vb_match *match);

/* True if the phrase's first word may stand at `start`, which rules most places out. */
static inline bool vb_fit_may_begin(const vb_matcher *matcher, const vb_phrase *phrase, size_t start)
{
    uint32_t slot = matcher->coder->steps[phrase->steps].slot;
    const vb_word *word = matcher->words[start];
    return slot == VB_ANY_WORD || (word != NULL && vb_word_fills(word, slot));
}

/* True if there is only a hyphen between the token before `token` and it. */
bool vb_fit_is_joined(const vb_matcher *matcher, size_t token);

#endif
