/* The groups that a record stands in. */
#include "run/worker_parts.h"

#include "base/grow.h"

#include <stdlib.h>

/* The group of all groupings together: their names, parted by a character that no name has. */
bool vb_worker_cross_groups(vb_worker *w)
{
    vb_buffer_clear(&w->crossed);
    for (size_t i = 0; i < w->n_groupers; i++) {
        if (i > 0)
            vb_buffer_add_char(&w->crossed, VB_PART_SEPARATOR);
        for (size_t k = 0; k < w->groups[i].len; k++) {
            char c = w->groups[i].ptr[k];
            vb_buffer_add_char(&w->crossed, c == VB_PART_SEPARATOR ? ' ' : c);
        }
    }
    w->groups[w->n_groupers] = vb_buffer_str(&w->crossed);
    return !w->crossed.failed;
}

/* Whether the answer stands already in a group of this grouping. */
static bool is_in_group(const vb_worker *w, size_t grouping, vb_str group)
{
    if (vb_str_equal(w->groups[grouping], group))
        return true;
    for (size_t i = 0; i < w->n_further; i++)
        if (w->further[i].grouping == grouping && vb_str_equal(w->further[i].group, group))
            return true;
    return false;
}

/* The groups of all the choices in `text`, which has semicolons between them.  One that cannot be placed counts only
 * where none can. */
static vb_status find_every_group(vb_worker *w, size_t grouping, vb_str text, vb_error *err)
{
    w->groups[grouping] = VB_LITERAL("");
    while (text.len > 0) {
        const char *end = memchr(text.ptr, ';', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.ptr);
        vb_further f = {.grouping = grouping};
        vb_status status = vb_grouper_find(&w->groupers[grouping], vb_str_cut(text, 0, len), &f.group, &f.rank, err);
        if (status != VB_OK)
            return status;
        text = vb_str_cut(text, end == NULL ? len : len + 1, text.len);
        if (f.group.len == 0 || is_in_group(w, grouping, f.group))
            continue;
        if (w->groups[grouping].len == 0) {
            w->groups[grouping] = f.group;
            w->ranks[grouping] = f.rank;
        } else if (VB_PUSH_ROOM(w->further, w->n_further, w->cap_further)) {
            w->further[w->n_further++] = f;
        } else {
            return vb_fail_memory(err);
        }
    }
    return VB_OK;
}

vb_status vb_worker_find_groups(vb_worker *w, const vb_record *record, vb_error *err)
{
    const vb_study *study = w->shared->study;
    w->n_further = 0;
    for (size_t i = 0; i < w->n_groupers; i++) {
        vb_str text;
        w->ranks[i] = 0;
        if (!vb_by_text(study->groupings[i].by, record, &w->joined[i], &text))
            return vb_fail_memory(err);
        vb_status status = study->job->every_group
                               ? find_every_group(w, i, text, err)
                               : vb_grouper_find(&w->groupers[i], text, &w->groups[i], &w->ranks[i], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

bool vb_worker_list_groups(const vb_worker *w, vb_worker_group_list *list)
{
    size_t n_breakdowns = vb_study_breakdowns(w->shared->study);
    *list = (vb_worker_group_list){.n = n_breakdowns + w->n_further};
    list->breakdowns = calloc(list->n + 1, sizeof *list->breakdowns);
    list->groups = calloc(list->n + 1, sizeof *list->groups);
    if (list->breakdowns == NULL || list->groups == NULL)
        return false;
    for (size_t i = 0; i < list->n; i++) {
        const vb_further *f = i < n_breakdowns ? NULL : &w->further[i - n_breakdowns];
        list->breakdowns[i] = f != NULL ? f->grouping : i;
        list->groups[i] = f != NULL ? f->group : w->groups[i];
    }
    return true;
}

void vb_worker_group_list_release(vb_worker_group_list *list)
{
    free(list->breakdowns);
    free(list->groups);
}
