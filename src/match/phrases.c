/* A program is a net of ways; a phrase is one of them, as a plain list of steps.  Nearly all terms have only a few
 * ways
 * (`no (more)? time` has two), and a list is matched many times faster than a net. */
#include "match/phrases.h"

#include "base/grow.h"
#include "match/slots.h"

#include <string.h>

/* Ways through gaps, more than which nobody would want to try one after the other. */
enum { MOST_WIDTHS = 256 };

/* A way as it is gone. */
typedef struct {
    vb_step steps[VB_PATTERN_MOST_SLOTS];
    size_t n;
    size_t slack;
    bool gapped;
    bool from_first, to_last;
} draft;

typedef struct {
    vb_builder *builder;
    size_t most; /* phrases that there may be */
    size_t n;
    bool fits; /* every way so far can be a phrase, and they are not too many */
    bool out_of_memory;
} speller;

/* How many ways the gaps of a draft can be filled, up to MOST_WIDTHS + 1. */
static size_t count_widths(const draft *d)
{
    size_t ways = 1;
    for (size_t i = 0; i < d->n && ways <= MOST_WIDTHS; i++)
        ways *= (size_t)d->steps[i].slack + 1;
    return ways;
}

static void keep(speller *s, const draft *d)
{
    vb_coder *coder = s->builder->coder;
    s->n++;
    if (d->n == 0 || d->steps[0].gapped || s->n > s->most || count_widths(d) > MOST_WIDTHS) {
        s->fits = false;
        return;
    }
    if (!VB_PUSH_ROOM(coder->phrases, coder->n_phrases, coder->cap_phrases) ||
        !vb_grow(&coder->steps, &coder->cap_steps, coder->n_steps + d->n, sizeof *coder->steps)) {
        s->out_of_memory = true;
        return;
    }
    const vb_term *term = &coder->lexicon->terms[s->builder->term];
    vb_phrase phrase = {.term = (uint32_t)s->builder->term,
                        .order = coder->order[s->builder->term],
                        .most_words = term->most_words > UINT32_MAX ? 0 : (uint32_t)term->most_words,
                        .alone = term->alone,
                        .steps = (uint32_t)coder->n_steps,
                        .n = (uint8_t)d->n,
                        .from_first = d->from_first,
                        .to_last = d->to_last};
    for (size_t i = 0; i < d->n; i++) {
        phrase.gapped = phrase.gapped || d->steps[i].gapped;
        phrase.joined = phrase.joined || (i > 0 && d->steps[i].joined);
        coder->steps[coder->n_steps++] = d->steps[i];
    }
    coder->phrases[coder->n_phrases++] = phrase;
}

/* Go on from a node, with what has come before it. */
static void spell(speller *s, uint32_t number, draft *d)
{
    const vb_coder *coder = s->builder->coder;
    for (; s->fits && !s->out_of_memory; number = coder->nodes[number].next) {
        const vb_node *node = &coder->nodes[number];
        switch (node->kind) {
        case VB_NODE_SLOT:
        case VB_NODE_ANY:
            if (d->to_last)
                return; /* nothing follows the last word: this way matches nothing */
            d->steps[d->n++] = (vb_step){.slot = node->kind == VB_NODE_ANY ? VB_ANY_WORD : node->slot,
                                         .slack = (uint8_t)d->slack,
                                         .gapped = d->gapped,
                                         .joined = node->joined};
            d->slack = 0;
            d->gapped = false;
            break;
        case VB_NODE_GAP:
            d->slack += node->most;
            d->gapped = true;
            break;
        case VB_NODE_SPLIT:
            for (uint32_t i = 0; i < node->n_ways; i++) {
                draft branch = *d;
                spell(s, node->ways[i].node, &branch);
            }
            return;
        case VB_NODE_FIRST:
            if (d->n > 0)
                return; /* a word stands before it: likewise */
            d->from_first = true;
            break;
        case VB_NODE_LAST:
            d->to_last = true;
            break;
        case VB_NODE_ACCEPT:
            keep(s, d);
            return;
        }
    }
}

/* What it costs to look for a step's word. */
static size_t cost_of(const vb_builder *builder, const vb_step *step)
{
    return step->slot == VB_ANY_WORD ? SIZE_MAX : vb_trigger_cost(builder, builder->slot_predicates[step->slot]);
}

/* Have a check look where a step's word may be, seen from the trigger's. */
static void set_distance(vb_check *check, const vb_phrase *phrase, const vb_step *steps, size_t step)
{
    size_t low = step < phrase->trigger ? step : phrase->trigger, high = step + phrase->trigger - low;
    size_t least = high - low, most = least;
    for (size_t i = low + 1; i <= high; i++)
        most += steps[i].slack;
    if (most > VB_CHECK_FAR)
        return; /* anywhere in the sentence */
    check->from = (int8_t)(step > phrase->trigger ? (int)least : -(int)most);
    check->to = (int8_t)(step > phrase->trigger ? (int)most : -(int)least);
}

/* Choose what is checked before a phrase is tried: the rarest words besides steps `beg` up to `end`, which are known
 * to be there; without such steps the rarest of all, anywhere in the sentence.  False when memory is out. */
static bool choose_checks(vb_builder *builder, const vb_phrase *phrase, size_t beg, size_t end,
                          vb_check checks[VB_CHECKS])
{
    enum { SENTENCE = 8 }; /* words that may have it, where it is not one that must */
    const vb_step *steps = builder->coder->steps + phrase->steps;
    size_t costs[VB_CHECKS] = {SIZE_MAX, SIZE_MAX};
    checks[0] = checks[1] = (vb_check){.bit = VB_CHECK_ANY};
    for (size_t i = 0; i < phrase->n; i++) {
        size_t cost = cost_of(builder, &steps[i]);
        if (cost == SIZE_MAX || (i >= beg && i < end))
            continue;
        vb_check check = {.bit = VB_CHECK_ANY};
        if (beg < end)
            set_distance(&check, phrase, steps, i);
        cost *= check.from == check.to && check.from != 0 ? 1 : SENTENCE;
        if (cost >= costs[1])
            continue;
        uint32_t bit = vb_slot_check_bit(builder, builder->slot_predicates[steps[i].slot]);
        if (bit == UINT32_MAX)
            return false;
        check.bit = (uint16_t)bit;
        size_t k = cost < costs[0] ? 0 : 1;
        if (k == 0) {
            costs[1] = costs[0];
            checks[1] = checks[0];
        }
        costs[k] = cost;
        checks[k] = check;
    }
    return true;
}

/* A lone word without anchors is a match by itself. */
static bool is_single(const vb_phrase *phrase)
{
    return phrase->n == 1 && !phrase->from_first && !phrase->to_last;
}

/* The right one of the rarest two neighbours among a phrase's words; 0 if it has none. */
static uint8_t rarest_pair(const vb_builder *builder, const vb_phrase *phrase, const vb_step *steps)
{
    uint8_t best = 0;
    size_t least = SIZE_MAX;
    for (uint8_t i = 1; i < phrase->n; i++) {
        size_t left = cost_of(builder, &steps[i - 1]), right = cost_of(builder, &steps[i]);
        if (steps[i].gapped || left == SIZE_MAX || right == SIZE_MAX || left * right >= least)
            continue;
        least = left * right;
        best = i;
    }
    return best;
}

static uint8_t rarest_step(const vb_builder *builder, const vb_phrase *phrase, const vb_step *steps)
{
    uint8_t best = 0;
    for (uint8_t i = 1; i < phrase->n; i++)
        if (cost_of(builder, &steps[i]) < cost_of(builder, &steps[best]))
            best = i;
    return best;
}

/* Have a phrase set off by two neighbours, or if it has none by its rarest word, if the next rarest are there as
 * well. */
static bool set_off(vb_builder *builder, size_t number)
{
    vb_coder *coder = builder->coder;
    vb_phrase *phrase = &coder->phrases[number];
    const vb_step *steps = coder->steps + phrase->steps;
    if (coder->lexicon->terms[phrase->term].role == VB_ROLE_CONTEXT)
        return choose_checks(builder, phrase, 0, 0, phrase->checks);
    if (is_single(phrase))
        return vb_ids_add(&coder->slots[steps[0].slot].singles, number);
    uint8_t right = rarest_pair(builder, phrase, steps), at = right > 0 ? right : rarest_step(builder, phrase, steps);
    phrase->trigger = at;
    vb_trigger trigger = {.target = (uint32_t)number, .least_back = at, .from_first = phrase->from_first};
    trigger.whole = right > 0 && phrase->n == 2 && !phrase->joined && !phrase->from_first && !phrase->to_last;
    for (size_t i = 1; i <= at; i++)
        trigger.most_back = (uint8_t)(trigger.most_back + 1 + steps[i].slack);
    if (!choose_checks(builder, phrase, right > 0 ? at - 1U : at, at + 1U, trigger.checks))
        return false;
    return right > 0 ? vb_pair_add(coder, steps[at - 1].slot, steps[at].slot, trigger)
                     : vb_trigger_add(coder, steps[at].slot, trigger);
}

/* True if every phrase since `base` has a word that can set it off. */
static bool can_be_set_off(const vb_coder *coder, size_t base)
{
    for (size_t i = base; i < coder->n_phrases; i++) {
        bool any = true;
        for (size_t k = 0; k < coder->phrases[i].n; k++)
            any = any && coder->steps[coder->phrases[i].steps + k].slot == VB_ANY_WORD;
        if (any)
            return false;
    }
    return true;
}

bool vb_phrases_build(vb_builder *builder, size_t most)
{
    vb_coder *coder = builder->coder;
    vb_plan *plan = &coder->plans[builder->term];
    size_t base = coder->n_phrases, base_steps = coder->n_steps;
    speller s = {.builder = builder, .most = most, .fits = true};
    draft d = {.n = 0};
    spell(&s, plan->program.start, &d);
    if (s.out_of_memory)
        return false;
    if (!s.fits || !can_be_set_off(coder, base)) {
        coder->n_phrases = base;
        coder->n_steps = base_steps;
        return true;
    }
    plan->phrases = (uint32_t)base;
    plan->n_phrases = (uint32_t)(coder->n_phrases - base);
    for (size_t i = base; i < coder->n_phrases; i++)
        if (!set_off(builder, i))
            return false;
    return true;
}
