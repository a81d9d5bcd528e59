/* A program is a net of ways; a phrase is one of them, as a plain list of steps.  Nearly all terms have only a few
 * ways (`no (more)? time` has two), and trees of them are matched many times faster than a net. */
#include "match/phrases.h"

#include "base/grow.h"
#include "match/slots.h"

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

/* One that has been gone. */
typedef struct {
    size_t steps; /* index of the first */
    size_t n;
    bool to_last;
    bool known;  /* what sets it off tells that it matches, and how */
    size_t next; /* phrase that has the same trigger; SIZE_MAX: none */
    size_t at;   /* the step that sets it off, */
    bool paired; /* with or without the one before it */
} phrase;

typedef struct {
    vb_pair_plan plan;  /* `left` is VB_ANY_WORD where it is one word */
    size_t first, last; /* of the phrases that it sets off, each of which names the next */
} setting_off;

typedef struct {
    vb_builder *builder;
    size_t most; /* phrases that there may be */
    bool fits;   /* every way so far can be a phrase, and they are not too many */
    bool out_of_memory;
    vb_step way[VB_PATTERN_MOST_SLOTS];
    vb_step *steps; /* of all phrases */
    size_t n_steps, cap_steps;
    phrase *phrases;
    size_t n, cap;
    setting_off *triggers; /* what sets the phrases off */
    size_t n_triggers, cap_triggers;
} speller;

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

static void keep(speller *s, draft d)
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
    s->phrases[s->n++] = (phrase){.steps = s->n_steps, .n = d.n, .to_last = d.to_last, .next = SIZE_MAX};
    memcpy(s->steps + s->n_steps, s->way, d.n * sizeof *s->way);
    s->steps[s->n_steps].first = d.from_first;
    s->steps[s->n_steps].joined = false;
    s->n_steps += d.n;
}

/* Go on from a node, with what has come before it. */
static void spell(speller *s, uint32_t number, draft d)
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

/* ---- What sets phrases off ---- */

/* What it costs to look for a step's word. */
static size_t cost_of(const vb_builder *builder, const vb_step *step)
{
    return step->slot == VB_ANY_WORD ? SIZE_MAX : builder->costs[step->slot];
}

/* How many tokens a phrase can span behind the one of step `from` up to that of step `to`, at most. */
static size_t widest(const vb_step *steps, size_t from, size_t to)
{
    size_t most = 0;
    for (size_t i = from + 1; i <= to; i++)
        most += 1U + steps[i].slack;
    return most;
}

/* Choose the rarest two neighbours of a phrase.  False if it has none. */
static bool choose_pair(const vb_builder *builder, const vb_step *steps, phrase *p)
{
    size_t least = SIZE_MAX;
    for (size_t i = 1; i < p->n; i++) {
        size_t left = cost_of(builder, &steps[i - 1]), right = cost_of(builder, &steps[i]);
        if (steps[i].gapped || left == SIZE_MAX || right == SIZE_MAX || left * right >= least)
            continue;
        least = left * right;
        p->at = i;
        p->paired = true;
    }
    return p->paired;
}

static void choose_word(const vb_builder *builder, const vb_step *steps, phrase *p)
{
    for (size_t i = 1; i < p->n; i++)
        if (cost_of(builder, &steps[i]) < cost_of(builder, &steps[p->at]))
            p->at = i;
}

/* Have a phrase set off as has been chosen: by a trigger of its own, or one that does for several.  False when memory
 * is out. */
static bool add_trigger(speller *s, phrase *p)
{
    const vb_step *steps = s->steps + p->steps;
    size_t most_back = widest(steps, 0, p->at);
    vb_pair_plan plan = {.left = p->paired ? steps[p->at - 1].slot : VB_ANY_WORD, .right = steps[p->at].slot};
    plan.trigger = (vb_trigger){.term = (uint32_t)s->builder->term & VB_TRIGGER_MOST_TERM,
                                .from_first = steps[0].first,
                                .whole = p->known,
                                .least_back = (uint8_t)p->at,
                                .most_back = (uint8_t)most_back};
    size_t number = (size_t)(p - s->phrases);
    for (size_t i = 0; i < s->n_triggers && !p->known; i++) {
        setting_off *known = &s->triggers[i];
        vb_trigger *old = &known->plan.trigger;
        if (known->plan.left != plan.left || known->plan.right != plan.right || old->whole)
            continue;
        old->from_first = old->from_first && plan.trigger.from_first;
        old->least_back = p->at < old->least_back ? plan.trigger.least_back : old->least_back;
        old->most_back = most_back > old->most_back ? plan.trigger.most_back : old->most_back;
        s->phrases[known->last].next = number;
        known->last = number;
        return true;
    }
    if (!VB_PUSH_ROOM(s->triggers, s->n_triggers, s->cap_triggers))
        return false;
    s->triggers[s->n_triggers++] = (setting_off){plan, number, number};
    return true;
}

/* True if nothing but its words and how far they are apart decides whether a phrase matches. */
static bool is_plain(const vb_step *steps, const phrase *p)
{
    return !p->to_last && !steps[0].first &&
           (p->n == 1 ||
            (p->n == 2 && !steps[1].joined && steps[0].slot != VB_ANY_WORD && steps[1].slot != VB_ANY_WORD));
}

/* Have a phrase set off by two neighbours, or if it has none by its rarest word.  False when memory is out. */
static bool set_off(speller *s, phrase *p)
{
    vb_builder *builder = s->builder;
    const vb_step *steps = s->steps + p->steps;
    p->known = is_plain(steps, p);
    if (p->known && p->n == 1)
        return vb_ids_add(&builder->coder->slots[steps[0].slot].singles, builder->term);
    if (!choose_pair(builder, steps, p))
        choose_word(builder, steps, p);
    return add_trigger(s, p);
}

/* Widen a check by where a phrase has its word.  False if it has that not. */
static bool widen_check(const speller *s, const phrase *p, vb_check_plan *check)
{
    const vb_step *steps = s->steps + p->steps;
    size_t i = 0;
    while (i < p->n && (steps[i].slot != check->slot || i == p->at || (p->paired && i + 1 == p->at)))
        i++;
    if (i == p->n)
        return false;
    size_t least = i > p->at ? i - p->at : p->at - i;
    size_t most = i > p->at ? widest(steps, p->at, i) : widest(steps, i, p->at);
    int from = i > p->at ? (int)least : -(int)most, to = i > p->at ? (int)most : -(int)least;
    check->from = from < check->from ? from : check->from;
    check->to = to > check->to ? to : check->to;
    return true;
}

/* Have a trigger check for the rarest other words that all phrases have which it sets off. */
static void choose_checks(const speller *s, setting_off *trigger)
{
    enum { FARTHEST = 1 << 10 };
    vb_check_plan best[VB_CHECKS] = {VB_NO_CHECK, VB_NO_CHECK};
    const phrase *one = &s->phrases[trigger->first];
    for (size_t i = 0; i < one->n; i++) {
        const vb_step *step = &s->steps[one->steps + i];
        vb_check_plan check = {.slot = step->slot, .from = FARTHEST, .to = -FARTHEST};
        bool all = step->slot != VB_ANY_WORD && i != one->at && !(one->paired && i + 1 == one->at);
        for (size_t k = trigger->first; all && k != SIZE_MAX; k = s->phrases[k].next)
            all = widen_check(s, &s->phrases[k], &check);
        check.cost = all ? cost_of(s->builder, step) * (size_t)(check.to - check.from + 1) : SIZE_MAX;
        vb_check_offer(best, check);
    }
    vb_check_settle(best, &trigger->plan.trigger);
}

/* Hand the triggers over.  False when memory is out. */
static bool keep_triggers(const speller *s)
{
    vb_builder *builder = s->builder;
    for (size_t i = 0; i < s->n_triggers; i++) {
        const vb_pair_plan *plan = &s->triggers[i].plan;
        if (plan->left == VB_ANY_WORD) {
            if (!vb_trigger_add(builder->coder, plan->right, plan->trigger))
                return false;
            continue;
        }
        if (!VB_PUSH_ROOM(builder->pairs, builder->n_pairs, builder->cap_pairs))
            return false;
        builder->pairs[builder->n_pairs++] = *plan;
    }
    return true;
}

/* ---- Trees ---- */

static bool are_same(const vb_step *a, const vb_step *b)
{
    return a->slot == b->slot && a->slack == b->slack && a->gapped == b->gapped && a->joined == b->joined &&
           a->first == b->first;
}

/* Put the phrases from `from` up to `to`, which have `depth` steps in common and more, behind what there is.  They
 * stand as they have been spelled, so that most of those that begin alike are neighbours.  There is room. */
static void plant(const speller *s, const phrase *from, const phrase *to, size_t depth)
{
    vb_coder *coder = s->builder->coder;
    while (from < to) {
        vb_step step = s->steps[from->steps + depth];
        size_t here = coder->n_steps++;
        const phrase *next = from;
        for (; next < to && are_same(&s->steps[next->steps + depth], &step); next++) {
            if (next->n > depth + 1)
                continue;
            step.accepts = step.accepts || !next->to_last;
            step.accepts_last = step.accepts_last || next->to_last;
            plant(s, from, next, depth + 1);
            from = next + 1;
        }
        plant(s, from, next, depth + 1);
        step.end = (uint32_t)coder->n_steps;
        coder->steps[here] = step;
        from = next;
    }
}

/* Make trees of the phrases of a trigger, for which `group` has room, and coder->steps for their steps. */
static vb_step_range make_trees(const speller *s, const setting_off *trigger, phrase *group)
{
    vb_coder *coder = s->builder->coder;
    vb_step_range range = {.beg = (uint32_t)coder->n_steps};
    size_t n = 0;
    for (size_t i = trigger->first; i != SIZE_MAX; i = s->phrases[i].next)
        group[n++] = s->phrases[i];
    plant(s, group, group + n, 0);
    range.end = (uint32_t)coder->n_steps;
    return range;
}

/* Make trees of all phrases that have to be fitted, for what asks for them.  False when memory is out. */
static bool make_all_trees(speller *s, vb_plan *plan)
{
    vb_coder *coder = s->builder->coder;
    phrase *group = calloc(s->n + 1, sizeof *group);
    bool ok = group != NULL &&
              vb_grow(&coder->steps, &coder->cap_steps, coder->n_steps + s->n_steps, sizeof *coder->steps);
    plan->steps.beg = (uint32_t)coder->n_steps;
    if (ok && coder->lexicon->terms[s->builder->term].role == VB_ROLE_CONTEXT)
        plant(s, s->phrases, s->phrases + s->n, 0);
    plan->steps.end = (uint32_t)coder->n_steps;
    for (size_t i = 0; ok && i < s->n_triggers; i++)
        if (!s->triggers[i].plan.trigger.whole)
            s->triggers[i].plan.trigger.steps = make_trees(s, &s->triggers[i], group);
    free(group);
    return ok;
}

/* A non-answer must fill all of an answer, so longer ones need not be looked at. */
static void limit_words(const speller *s, vb_plan *plan)
{
    uint16_t longest = 0;
    for (size_t i = 0; i < s->n; i++)
        longest = s->phrases[i].n > longest ? (uint16_t)s->phrases[i].n : longest;
    if (plan->most_words > longest)
        plan->most_words = longest;
}

static bool build(speller *s)
{
    vb_coder *coder = s->builder->coder;
    vb_role role = coder->lexicon->terms[s->builder->term].role;
    for (size_t i = 0; role != VB_ROLE_CONTEXT && i < s->n; i++) /* contexts are not set off but asked for */
        if (!set_off(s, &s->phrases[i]))
            return false;
    vb_plan *plan = &coder->plans[s->builder->term];
    if (role == VB_ROLE_NON_ANSWER)
        limit_words(s, plan);
    for (size_t i = 0; i < s->n_triggers; i++) {
        s->triggers[i].plan.trigger.most_words = plan->most_words;
        choose_checks(s, &s->triggers[i]);
    }
    return make_all_trees(s, plan) && keep_triggers(s);
}

bool vb_phrases_build(vb_builder *builder, size_t most)
{
    vb_plan *plan = &builder->coder->plans[builder->term];
    speller s = {.builder = builder, .most = most, .fits = true};
    spell(&s, plan->program.start, (draft){.n = 0});
    plan->walked = !s.fits;
    bool ok = !s.out_of_memory && (!s.fits || build(&s));
    free(s.steps);
    free(s.phrases);
    free(s.triggers);
    return ok;
}
