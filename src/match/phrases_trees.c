/* Phrases as trees: those that begin alike share their beginnings. */
#include "match/phrases_parts.h"

#include "base/grow.h"

#include <stdlib.h>

static bool are_same(const vb_step *a, const vb_step *b)
{
    return a->slot == b->slot && a->slack == b->slack && a->gapped == b->gapped && a->joined == b->joined &&
           a->first == b->first;
}

/* Put the phrases from `from` up to `to`, which have `depth` steps in common and more, behind what there is.  They
 * stand as they have been spelled, so that most of those that begin alike are neighbours.  There is room. */
static void plant(const vb_speller *s, const vb_phrase *from, const vb_phrase *to, size_t depth)
{
    vb_coder *coder = s->builder->coder;
    while (from < to) {
        vb_step step = s->steps[from->steps + depth];
        size_t here = coder->n_steps++;
        const vb_phrase *next = from;
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
static vb_step_range make_trees(const vb_speller *s, const vb_setting_off *trigger, vb_phrase *group)
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

bool vb_phrases_make_trees(vb_speller *s, vb_plan *plan)
{
    vb_coder *coder = s->builder->coder;
    vb_phrase *group = calloc(s->n + 1, sizeof *group);
    bool ok =
        group != NULL && vb_grow(&coder->steps, &coder->cap_steps, coder->n_steps + s->n_steps, sizeof *coder->steps);
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
