#include "run/gold.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"
#include "base/tell.h"

#include <inttypes.h>
#include <stdlib.h>

bool vb_gold_list_init(vb_gold_list *list)
{
    *list = (vb_gold_list){0};
    list->has_lock = pthread_mutex_init(&list->lock, NULL) == 0;
    return list->has_lock;
}

void vb_gold_list_release(vb_gold_list *list)
{
    if (list->has_lock)
        pthread_mutex_destroy(&list->lock);
    free(list->answers);
    vb_map_release(&list->ids);
    vb_arena_release(&list->arena);
    *list = (vb_gold_list){0};
}

vb_gold_answer *vb_gold_list_add(vb_gold_list *list)
{
    if (!VB_PUSH_ROOM(list->answers, list->n, list->cap))
        return NULL;
    list->answers[list->n] = (vb_gold_answer){0};
    return &list->answers[list->n++];
}

/* ---- Meeting them ---- */

/* A copy of what is known of a record, by its coding. */
static bool keep(vb_gold_list *list, const vb_coded_pair *found, vb_coded_pair *pair)
{
    size_t n = found->n_groups, n_codes = found->coded.n_codes;
    size_t *codes = vb_arena_alloc(&list->arena, (n_codes + 1) * sizeof *codes);
    size_t *breakdowns = vb_arena_alloc(&list->arena, (n + 1) * sizeof *breakdowns);
    vb_str *groups = vb_arena_alloc(&list->arena, (n + 1) * sizeof *groups);
    if (codes == NULL || breakdowns == NULL || groups == NULL)
        return false;
    for (size_t i = 0; i < n_codes; i++)
        codes[i] = found->coded.codes[i];
    for (size_t i = 0; i < n; i++) {
        breakdowns[i] = found->breakdowns[i];
        groups[i] = vb_arena_copy(&list->arena, found->groups[i]);
        if (groups[i].ptr == NULL)
            return false;
    }
    pair->coded = found->coded;
    pair->coded.codes = codes;
    pair->breakdowns = breakdowns;
    pair->groups = groups;
    pair->n_groups = n;
    return true;
}

bool vb_gold_list_meet(vb_gold_list *list, vb_str id, const vb_coded_pair *found)
{
    size_t at = vb_map_find(&list->ids, vb_str_trim(id)); /* nobody writes to it any more */
    if (at == VB_MAP_NONE)
        return true;
    pthread_mutex_lock(&list->lock);
    bool ok = list->answers[at].met++ > 0 || keep(list, found, &list->answers[at].pair);
    pthread_mutex_unlock(&list->lock);
    return ok;
}

/* ---- Settling ---- */

static bool recode(vb_gold_list *list, vb_tally_answer *answer, const size_t *to)
{
    size_t *codes = vb_arena_alloc(&list->arena, (answer->n_codes + 1) * sizeof *codes);
    if (codes != NULL)
        *answer = vb_tally_recode(answer, to, codes);
    return codes != NULL;
}

static bool is_substantive(vb_reason reason)
{
    return reason != VB_REASON_EMPTY && reason != VB_REASON_UNREADABLE && reason != VB_REASON_NON_ANSWER;
}

vb_status vb_gold_list_check(vb_gold_list *list, const vb_job *job, vb_error *err)
{
    const vb_gold_answer *absent = NULL, *twice = NULL;
    for (size_t i = 0; i < list->n; i++) {
        const vb_gold_answer *a = &list->answers[i];
        list->n_met += a->met > 0;
        list->substantive += a->met > 0 && is_substantive(a->pair.coded.reason);
        absent = absent == NULL && a->met == 0 ? a : absent;
        twice = twice == NULL && a->met > 1 ? a : twice;
    }
    if (twice != NULL)
        return vb_fail_at(err, VB_ERROR_INPUT, list->file.ptr, 0, 0,
                          "row %zu: %" PRIu64
                          " records of the survey have the id \"%.*s\", so it cannot be told which "
                          "of them is gold: make the ids differ, or name another column with --id",
                          twice->row, twice->met, VB_ARG(twice->id));
    if (list->kind == VB_GOLD_ELSEWHERE)
        return VB_OK;
    if (list->n_met == 0)
        return vb_fail_at(err, VB_ERROR_INPUT, list->file.ptr, 0, 0,
                          "no id of the %zu gold answers is in the survey; the first is \"%.*s\" (row %zu): name the "
                          "column of ids with --id, or pass gold of another survey as --gold-elsewhere",
                          list->n, VB_ARG(list->answers[0].id), list->answers[0].row);
    if (absent != NULL)
        vb_job_tell(job,
                    "%s: %" PRIu64
                    " of %zu gold answers are not in the survey and are left out; the first has the id "
                    "\"%.*s\" (row %zu)",
                    list->file.ptr, list->n - list->n_met, list->n, VB_ARG(absent->id), absent->row);
    if (list->substantive < VB_GOLD_FEWEST)
        return vb_fail_at(err, VB_ERROR_INPUT, list->file.ptr, 0, 0,
                          "%" PRIu64 " gold answers are too few to correct shares by: at least %d are needed",
                          list->substantive, (int)VB_GOLD_FEWEST);
    return VB_OK;
}

bool vb_gold_list_settle(vb_gold_list *list, const size_t *to, vb_gold *gold)
{
    vb_coded_pair *pairs = vb_arena_alloc(&list->arena, (list->n + 1) * sizeof *pairs);
    if (pairs == NULL)
        return false;
    *gold = (vb_gold){.kind = list->kind, .pairs = pairs};
    for (size_t i = 0; i < list->n; i++) {
        if (list->answers[i].met == 0)
            continue;
        vb_coded_pair *pair = &pairs[gold->n_pairs++];
        *pair = list->answers[i].pair;
        if (to != NULL && !(recode(list, &pair->coded, to) && recode(list, &pair->gold, to)))
            return false;
    }
    return true;
}
