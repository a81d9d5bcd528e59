/* Choosing the words that set off a walk. */
#include "base/grow.h"
#include "match/program.h"
#include "match/slots.h"

#include <stdlib.h>

/* The fewest and the most tokens that a pattern can span. */
typedef struct {
    size_t least, most;
} extent;

static extent extent_of(const vb_pattern *pattern)
{
    extent all = {0, 0};
    switch (pattern->kind) {
    case VB_PATTERN_WORD:
    case VB_PATTERN_GLOB:
    case VB_PATTERN_NUMBER:
    case VB_PATTERN_ANY:
        return (extent){1, 1};
    case VB_PATTERN_GAP:
        return (extent){0, pattern->most};
    case VB_PATTERN_NEAR:
        all.most = pattern->most;
        /* fallthrough */
    case VB_PATTERN_SEQUENCE:
        for (size_t i = 0; i < pattern->n; i++) {
            extent one = extent_of(pattern->children[i]);
            all.least += one.least;
            all.most += one.most;
        }
        return all;
    case VB_PATTERN_CHOICE:
        all.least = SIZE_MAX;
        for (size_t i = 0; i < pattern->n; i++) {
            extent one = extent_of(pattern->children[i]);
            all.least = one.least < all.least ? one.least : all.least;
            all.most = one.most > all.most ? one.most : all.most;
        }
        return all;
    default:
        return all;
    }
}

size_t vb_pattern_longest_answer(const vb_pattern *pattern, bool whole)
{
    bool anchored = pattern->kind == VB_PATTERN_SEQUENCE && pattern->n > 1 &&
                    pattern->children[0]->kind == VB_PATTERN_FIRST &&
                    pattern->children[pattern->n - 1]->kind == VB_PATTERN_LAST;
    return whole || anchored ? extent_of(pattern).most : SIZE_MAX;
}

size_t vb_trigger_cost(const vb_builder *builder, vb_predicates words)
{
    size_t cost = 1;
    for (size_t i = 0; i < words.n; i++)
        cost += builder->often[words.items[i]];
    return cost;
}

/* Take the predicates that have been collected as one trigger. */
static bool take_trigger(vb_builder *builder, vb_trigger_plans *plans, size_t *cost)
{
    vb_trigger_plan plan = {.words = vb_slot_keep(builder), .checks = {VB_NO_CHECK, VB_NO_CHECK}};
    if (plan.words.items == NULL || !VB_PUSH_ROOM(plans->items, plans->n, plans->cap))
        return false;
    *cost = vb_trigger_cost(builder, plan.words);
    plans->items[plans->n++] = plan;
    return true;
}

/* A choice is set off by all of its children together. */
static bool choice_triggers(vb_builder *builder, const vb_pattern *pattern, vb_trigger_plans *plans, size_t *cost)
{
    *cost = 0;
    bool single = false;
    for (size_t i = 0; i < pattern->n && *cost != SIZE_MAX; i++) {
        if (vb_slot_is_single(pattern->children[i])) {
            single = true;
            continue;
        }
        size_t more;
        if (!vb_program_triggers(builder, pattern->children[i], plans, &more))
            return false;
        *cost = more > SIZE_MAX - *cost ? SIZE_MAX : *cost + more;
    }
    if (!single || *cost == SIZE_MAX)
        return true;
    for (size_t i = 0; i < pattern->n; i++)
        if (vb_slot_is_single(pattern->children[i]) && !vb_slot_collect(builder, pattern->children[i]))
            return false;
    size_t more;
    bool ok = take_trigger(builder, plans, &more);
    *cost += more;
    return ok;
}

/* The extent of the children from `from` up to, not including, `to`. */
static extent extent_between(const vb_pattern *sequence, size_t from, size_t to)
{
    extent all = {0, 0};
    for (size_t i = from; i < to; i++) {
        extent one = extent_of(sequence->children[i]);
        all.least += one.least;
        all.most += one.most;
    }
    return all;
}

static bool append(vb_trigger_plans *plans, const vb_trigger_plans *more, extent before)
{
    if (!vb_grow(&plans->items, &plans->cap, plans->n + more->n, sizeof *plans->items))
        return false;
    for (size_t k = 0; k < more->n; k++) {
        plans->items[plans->n] = more->items[k];
        plans->items[plans->n].least_back += before.least;
        plans->items[plans->n++].most_back += before.most;
    }
    return true;
}

void vb_check_offer(vb_check_plan best[VB_CHECKS], vb_check_plan check)
{
    for (size_t k = 0; k < VB_CHECKS; k++) {
        if (check.slot == best[k].slot)
            return;
        if (check.cost >= best[k].cost)
            continue;
        vb_check_plan worse = best[k];
        best[k] = check;
        check = worse;
    }
}

void vb_check_settle(const vb_check_plan best[VB_CHECKS], vb_trigger *trigger)
{
    for (size_t k = 0; k < VB_CHECKS; k++)
        trigger->checks[k] = (vb_check){best[k].slot, (int16_t)best[k].from, (int16_t)best[k].to};
}

/* Find the slot of all words that could set a pattern off: one of them is in every match.  False when memory is out.
 */
static bool find_needed(vb_builder *builder, const vb_pattern *pattern, vb_check_plan *check)
{
    vb_trigger_plans plans = {0};
    bool ok = vb_program_triggers(builder, pattern, &plans, &check->cost);
    for (size_t i = 0; ok && check->cost != SIZE_MAX && i < plans.n; i++)
        for (size_t k = 0; ok && k < plans.items[i].words.n; k++)
            ok = vb_ids_add(&builder->found, plans.items[i].words.items[k]);
    free(plans.items);
    if (!ok || check->cost == SIZE_MAX)
        return ok;
    check->slot = vb_slot_take(builder);
    return check->slot != UINT32_MAX;
}

/* Have what a sequence is set off by check for its other children, too. */
static bool add_checks(vb_builder *builder, const vb_pattern *sequence, size_t own, vb_trigger_plans *plans)
{
    size_t widest = extent_of(sequence->children[own]).most;
    for (size_t i = 0; i < sequence->n; i++) {
        vb_check_plan check = VB_NO_CHECK;
        if (i != own && !find_needed(builder, sequence->children[i], &check))
            return false;
        if (check.cost == SIZE_MAX)
            continue;
        extent between = i < own ? extent_between(sequence, i + 1, own) : extent_between(sequence, own + 1, i);
        int least = (int)between.least + 1;
        int most = (int)(widest + between.most + extent_of(sequence->children[i]).most) - 1;
        check.from = i < own ? -most : least;
        check.to = i < own ? -least : most;
        check.cost = check.cost > SIZE_MAX / (size_t)most ? SIZE_MAX - 1 : check.cost * (size_t)(most - least + 1);
        for (size_t k = 0; k < plans->n; k++)
            vb_check_offer(plans->items[k].checks, check);
    }
    return true;
}

/* A sequence is set off by its rarest child. */
static bool sequence_triggers(vb_builder *builder, const vb_pattern *pattern, vb_trigger_plans *plans, size_t *cost)
{
    vb_trigger_plans best = {0};
    size_t own = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < pattern->n; i++) {
        vb_trigger_plans trial = {0};
        size_t this_cost;
        ok = vb_program_triggers(builder, pattern->children[i], &trial, &this_cost);
        if (ok && this_cost < *cost) {
            vb_trigger_plans swap = best;
            best = trial;
            trial = swap;
            *cost = this_cost;
            own = i;
        }
        free(trial.items);
    }
    if (ok && *cost != SIZE_MAX)
        ok = add_checks(builder, pattern, own, &best) && append(plans, &best, extent_between(pattern, 0, own));
    free(best.items);
    return ok;
}

/* `a ~5 b` is set off by its rarer side. */
static bool near_triggers(vb_builder *builder, const vb_pattern *pattern, vb_trigger_plans *plans, size_t *cost)
{
    size_t costs[2], base = plans->n;
    for (size_t i = 0; i < 2; i++, plans->n = base)
        if (!vb_program_triggers(builder, pattern->children[i], plans, &costs[i]))
            return false;
    size_t own = costs[1] < costs[0];
    if (!vb_program_triggers(builder, pattern->children[own], plans, cost))
        return false;
    size_t other = extent_of(pattern->children[1 - own]).most;
    for (size_t k = base; k < plans->n; k++)
        plans->items[k].most_back += pattern->most + other;
    return true;
}

bool vb_program_triggers(vb_builder *builder, const vb_pattern *pattern, vb_trigger_plans *plans, size_t *cost)
{
    *cost = SIZE_MAX;
    switch (pattern->kind) {
    case VB_PATTERN_WORD:
    case VB_PATTERN_GLOB:
    case VB_PATTERN_NUMBER:
        return vb_slot_collect(builder, pattern) && take_trigger(builder, plans, cost);
    case VB_PATTERN_CHOICE:
        return choice_triggers(builder, pattern, plans, cost);
    case VB_PATTERN_SEQUENCE:
        return sequence_triggers(builder, pattern, plans, cost);
    case VB_PATTERN_NEAR:
        return near_triggers(builder, pattern, plans, cost);
    default:
        return true;
    }
}

/* Between slots and gaps a term spans 114 tokens at most, so that there is room. */
bool vb_trigger_settle(vb_builder *builder, const vb_trigger_plan *plan, size_t term)
{
    uint32_t slot = vb_slot_of(builder, plan->words);
    vb_trigger trigger = {.term = (uint32_t)term & VB_TRIGGER_MOST_TERM,
                          .walked = true,
                          .most_words = builder->coder->plans[term].most_words,
                          .from_first = builder->coder->plans[term].program.only_first,
                          .least_back = (uint8_t)plan->least_back,
                          .most_back = (uint8_t)plan->most_back};
    vb_check_settle(plan->checks, &trigger);
    return slot != UINT32_MAX && vb_trigger_add(builder->coder, slot, trigger);
}

bool vb_trigger_add(vb_coder *coder, uint32_t slot, vb_trigger trigger)
{
    vb_triggers *list = &coder->slots[slot].triggers;
    if (!VB_PUSH_ROOM(list->items, list->n, list->cap))
        return false;
    list->items[list->n++] = trigger;
    return true;
}
