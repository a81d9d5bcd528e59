/* What sets phrases off: the rarest of their words, and what these check for. */
#include "match/phrases_parts.h"

#include "base/grow.h"

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
static bool choose_pair(const vb_builder *builder, const vb_step *steps, vb_phrase *p)
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

static void choose_word(const vb_builder *builder, const vb_step *steps, vb_phrase *p)
{
    for (size_t i = 1; i < p->n; i++)
        if (cost_of(builder, &steps[i]) < cost_of(builder, &steps[p->at]))
            p->at = i;
}

/* Have a phrase set off as has been chosen: by a trigger of its own, or one that does for several.  False when memory
 * is out. */
static bool add_trigger(vb_speller *s, vb_phrase *p)
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
        vb_setting_off *known = &s->triggers[i];
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
    s->triggers[s->n_triggers++] = (vb_setting_off){plan, number, number};
    return true;
}

/* True if nothing but its words and how far they are apart decides whether a phrase matches. */
static bool is_plain(const vb_step *steps, const vb_phrase *p)
{
    return !p->to_last && !steps[0].first &&
           (p->n == 1 ||
            (p->n == 2 && !steps[1].joined && steps[0].slot != VB_ANY_WORD && steps[1].slot != VB_ANY_WORD));
}

/* Have a phrase set off by two neighbours, or if it has none by its rarest word.  False when memory is out. */
static bool set_off(vb_speller *s, vb_phrase *p)
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
static bool widen_check(const vb_speller *s, const vb_phrase *p, vb_check_plan *check)
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
static void choose_checks(const vb_speller *s, vb_setting_off *trigger)
{
    enum { FARTHEST = 1 << 10 };
    vb_check_plan best[VB_CHECKS] = {VB_NO_CHECK, VB_NO_CHECK};
    const vb_phrase *one = &s->phrases[trigger->first];
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

bool vb_phrases_set_off(vb_speller *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (!set_off(s, &s->phrases[i]))
            return false;
    return true;
}

void vb_phrases_check(vb_speller *s, uint16_t most_words)
{
    for (size_t i = 0; i < s->n_triggers; i++) {
        s->triggers[i].plan.trigger.most_words = most_words;
        choose_checks(s, &s->triggers[i]);
    }
}

bool vb_phrases_keep_triggers(const vb_speller *s)
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
