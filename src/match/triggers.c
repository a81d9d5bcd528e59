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

size_t vb_pattern_longest_answer(const vb_pattern *pattern)
{
    bool whole = pattern->kind == VB_PATTERN_SEQUENCE && pattern->n > 1 &&
                 pattern->children[0]->kind == VB_PATTERN_FIRST &&
                 pattern->children[pattern->n - 1]->kind == VB_PATTERN_LAST;
    return whole ? extent_of(pattern).most : SIZE_MAX;
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
    vb_trigger_plan plan = {.words = vb_slot_keep(builder)};
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

/* How a pattern begins. */
typedef struct {
    bool known; /* every way through it that takes a word begins with one that was collected, with no gap before */
    bool empty; /* there is a way that takes none */
} beginning;

/* Collect the predicates of every word that a pattern can begin with into builder->found.  False when memory is out.
 */
static bool collect_first(vb_builder *builder, const vb_pattern *pattern, beginning *begins)
{
    switch (pattern->kind) {
    case VB_PATTERN_WORD:
    case VB_PATTERN_GLOB:
    case VB_PATTERN_NUMBER:
        *begins = (beginning){.known = true};
        return vb_slot_collect(builder, pattern);
    case VB_PATTERN_CHOICE:
    case VB_PATTERN_SEQUENCE:
        *begins = (beginning){.known = true, .empty = pattern->kind == VB_PATTERN_SEQUENCE};
        for (size_t i = 0; i < pattern->n; i++) {
            beginning one;
            if (!collect_first(builder, pattern->children[i], &one))
                return false;
            begins->known = begins->known && one.known;
            if (pattern->kind == VB_PATTERN_CHOICE)
                begins->empty = begins->empty || one.empty;
            else if (!one.empty) {
                begins->empty = false;
                break; /* what follows is not first */
            }
        }
        return true;
    default:
        *begins = (beginning){.known = pattern->kind == VB_PATTERN_FIRST || pattern->kind == VB_PATTERN_LAST,
                              .empty = pattern->kind == VB_PATTERN_FIRST || pattern->kind == VB_PATTERN_LAST};
        return true;
    }
}

/* Keep a check among the best of the trigger: those of rare words. */
static void offer_check(vb_trigger_plan *trigger, vb_check_plan check)
{
    size_t k = trigger->n_checks;
    if (k < VB_CHECKS)
        trigger->n_checks++;
    else if (check.cost < trigger->checks[--k].cost)
        trigger->checks[k] = check;
    else
        return;
    for (; k > 0 && check.cost < trigger->checks[k - 1].cost; k--)
        trigger->checks[k] = trigger->checks[k - 1];
    trigger->checks[k] = check;
}

/* Have every trigger within child `own` checked by the sequence's other children. */
static bool find_checks(vb_builder *builder, const vb_pattern *sequence, size_t own, vb_trigger_plans *triggers)
{
    for (size_t i = 0; i < sequence->n; i++) {
        beginning begins;
        if (i == own)
            continue;
        if (!collect_first(builder, sequence->children[i], &begins))
            return false;
        vb_check_plan check = {.words = vb_slot_keep(builder)};
        if (check.words.items == NULL)
            return false;
        check.cost = vb_trigger_cost(builder, check.words);
        for (size_t k = 0; begins.known && !begins.empty && k < triggers->n; k++)
            offer_check(&triggers->items[k], check);
    }
    return true;
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
        ok = find_checks(builder, pattern, own, &best) && append(plans, &best, extent_between(pattern, 0, own));
    free(best.items);
    return ok;
}

/* `a ~5 b` is set off by its rarer side, and checked by the words that the other begins with. */
static bool near_triggers(vb_builder *builder, const vb_pattern *pattern, vb_trigger_plans *plans, size_t *cost)
{
    size_t costs[2], base = plans->n;
    for (size_t i = 0; i < 2; i++, plans->n = base)
        if (!vb_program_triggers(builder, pattern->children[i], plans, &costs[i]))
            return false;
    size_t own = costs[1] < costs[0];
    beginning begins;
    if (!vb_program_triggers(builder, pattern->children[own], plans, cost) ||
        !collect_first(builder, pattern->children[1 - own], &begins))
        return false;
    vb_check_plan check = {.words = vb_slot_keep(builder)};
    if (check.words.items == NULL)
        return false;
    check.cost = vb_trigger_cost(builder, check.words);
    size_t other = extent_of(pattern->children[1 - own]).most;
    for (size_t k = base; k < plans->n; k++) {
        if (begins.known && !begins.empty)
            offer_check(&plans->items[k], check);
        plans->items[k].most_back += pattern->most + other;
    }
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
    vb_coder *coder = builder->coder;
    vb_trigger trigger = {
        .target = (uint32_t)term,
        .least_back = (uint8_t)plan->least_back,
        .most_back = (uint8_t)plan->most_back,
        .walks = true,
        .from_first = coder->plans[term].program.only_first,
    };
    for (size_t i = 0; i < plan->n_checks; i++) {
        uint32_t bit = vb_slot_check_bit(builder, plan->checks[i].words);
        if (bit == UINT32_MAX)
            return false;
        trigger.checks[i].bit = (uint16_t)bit;
    }
    uint32_t slot = vb_slot_of(builder, plan->words);
    return slot != UINT32_MAX && vb_trigger_add(coder, slot, trigger);
}

bool vb_trigger_add(vb_coder *coder, uint32_t slot, vb_trigger trigger)
{
    vb_triggers *list = &coder->slots[slot].triggers;
    if (!VB_PUSH_ROOM(list->items, list->n, list->cap))
        return false;
    list->items[list->n++] = trigger;
    return true;
}

static bool add_pair(vb_pairs *list, uint32_t other, vb_trigger trigger)
{
    if (!VB_PUSH_ROOM(list->items, list->n, list->cap))
        return false;
    list->items[list->n++] = (vb_pair){other, trigger};
    return true;
}

bool vb_pair_add(vb_coder *coder, uint32_t left, uint32_t right, vb_trigger trigger)
{
    return add_pair(&coder->slots[left].leads, right, trigger) &&
           add_pair(&coder->slots[right].follows, left, trigger);
}
