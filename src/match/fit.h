/* A term's phrases at one place. */
#ifndef VB_MATCH_FIT_H
#define VB_MATCH_FIT_H

#include "match/matcher.h"

/* The match of a term on these tokens, with so many gap words between them. */
static inline vb_match vb_match_of(const vb_matcher *matcher, uint32_t term, size_t gap, vb_token_set tokens)
{
    const vb_plan *plan = &matcher->coder->plans[term];
    return (vb_match){term, plan->order, plan->alone, (uint32_t)gap, tokens};
}

/* True if a phrase's first word may stand at `start`, which rules most places out. */
static inline bool vb_fit_may_begin(const vb_matcher *matcher, vb_step_range range, size_t start)
{
    const vb_step *steps = matcher->coder->steps;
    for (uint32_t i = range.beg; i < range.end; i = steps[i].end)
        if (steps[i].slot == VB_ANY_WORD || vb_slot_set_has(&matcher->sets[start], steps[i].slot))
            return true;
    return false;
}

/* True if one of these phrases of the term fits from token `start` on, which lies in the sentence; the best of all
 * their ways by rule 1 is then in *match. */
bool vb_fit(const vb_matcher *matcher, uint32_t term, vb_step_range range, const vb_sentence *sentence, size_t start,
            vb_match *match);

/* True if there is only a hyphen between the token before `token` and it. */
bool vb_fit_is_joined(const vb_matcher *matcher, size_t token);

#endif
