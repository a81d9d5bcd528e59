/* A program is a net of ways; a phrase is one of them, as a plain list of steps.  Nearly all terms have only a few
 * ways (`no (more)? time` has two), and trees of them are matched many times faster than a net. */
#include "match/phrases_parts.h"

#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

/* Ways through gaps, more than which nobody would want to try one after the other. */
enum { MOST_WIDTHS = 256 };

/* A way as it is gone: where it is.  Its steps so far are the first `n` of the speller's `way`. */
typedef struct {
    size_t n;
    size_t slack;
    bool gapped;
    bool from_first, to_last;
} draft;

/* How many ways the gaps of n steps can be filled, up to MOST_WIDTHS + 1. */
static size_t count_widths(const vb_step *steps, size_t n)
{
    size_t ways = 1;
    for (size_t i = 0; i < n && ways <= MOST_WIDTHS; i++)
        ways *= (size_t)steps[i].slack + 1;
    return ways;
}

/* True if some word of n steps can set them off. */
static bool has_word(const vb_step *steps, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (steps[i].slot != VB_ANY_WORD)
            return true;
    return false;
}

static void keep(vb_speller *s, draft d)
{
    if (!has_word(s->way, d.n) || s->way[0].gapped || s->n == s->most || count_widths(s->way, d.n) > MOST_WIDTHS) {
        s->fits = false;
        return;
    }
    if (!VB_PUSH_ROOM(s->phrases, s->n, s->cap) ||
        !vb_grow(&s->steps, &s->cap_steps, s->n_steps + d.n, sizeof *s->steps)) {
        s->out_of_memory = true;
        return;
    }
    s->phrases[s->n++] = (vb_phrase){.steps = s->n_steps, .n = d.n, .to_last = d.to_last, .next = SIZE_MAX};
    memcpy(s->steps + s->n_steps, s->way, d.n * sizeof *s->way);
    s->steps[s->n_steps].first = d.from_first;
    s->steps[s->n_steps].joined = false;
    s->n_steps += d.n;
}

/* Go on from a node, with what has come before it. */
static void spell(vb_speller *s, uint32_t number, draft d)
{
    const vb_coder *coder = s->builder->coder;
    for (; s->fits && !s->out_of_memory; number = coder->nodes[number].next) {
        const vb_node *node = &coder->nodes[number];
        switch (node->kind) {
        case VB_NODE_SLOT:
        case VB_NODE_ANY:
            if (d.to_last)
                return; /* nothing follows the last word: this way matches nothing */
            s->way[d.n++] = (vb_step){.slot = node->kind == VB_NODE_ANY ? VB_ANY_WORD : node->slot,
                                      .slack = (uint8_t)d.slack,
                                      .gapped = d.gapped,
                                      .joined = node->joined};
            d.slack = 0;
            d.gapped = false;
            break;
        case VB_NODE_GAP:
            d.slack += node->most;
            d.gapped = true;
            break;
        case VB_NODE_SPLIT:
            for (uint32_t i = 0; i < node->n_ways; i++)
                spell(s, coder->ways[node->ways + i].node, d);
            return;
        case VB_NODE_FIRST:
            if (d.n > 0)
                return; /* a word stands before it: likewise */
            d.from_first = true;
            break;
        case VB_NODE_LAST:
            d.to_last = true;
            break;
        case VB_NODE_ACCEPT:
            keep(s, d);
            return;
        }
    }
}

/* A non-answer must fill all of an answer, so longer ones need not be looked at. */
static void limit_words(const vb_speller *s, vb_plan *plan)
{
    uint16_t longest = 0;
    for (size_t i = 0; i < s->n; i++)
        longest = s->phrases[i].n > longest ? (uint16_t)s->phrases[i].n : longest;
    if (plan->most_words > longest)
        plan->most_words = longest;
}

static bool build(vb_speller *s)
{
    vb_coder *coder = s->builder->coder;
    vb_role role = coder->lexicon->terms[s->builder->term].role;
    if (role != VB_ROLE_CONTEXT && !vb_phrases_set_off(s)) /* contexts are not set off but asked for */
        return false;
    vb_plan *plan = &coder->plans[s->builder->term];
    if (role == VB_ROLE_NON_ANSWER)
        limit_words(s, plan);
    vb_phrases_check(s, plan->most_words);
    return vb_phrases_make_trees(s, plan) && vb_phrases_keep_triggers(s);
}

bool vb_phrases_build(vb_builder *builder, size_t most)
{
    vb_plan *plan = &builder->coder->plans[builder->term];
    vb_speller s = {.builder = builder, .most = most, .fits = true};
    spell(&s, plan->program.start, (draft){.n = 0});
    plan->walked = !s.fits;
    bool ok = !s.out_of_memory && (!s.fits || build(&s));
    free(s.steps);
    free(s.phrases);
    free(s.triggers);
    return ok;
}
