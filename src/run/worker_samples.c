/* Answers as samples of the cells that they are counted in. */
#include "run/worker_parts.h"

#include "base/grow.h"

#include <stdlib.h>

/* The code of the top level that one is below; of a column of codes the code itself. */
static size_t top_of(const vb_worker *w, size_t code)
{
    const vb_category *categories = w->shared->study->lexicon->categories;
    while (w->reader.book == NULL && categories[code].parent != VB_NO_CATEGORY)
        code = categories[code].parent;
    return code;
}

/* Note the cells of one code, in all and in each of the answer's groups. */
static bool note_code(vb_worker *w, size_t code)
{
    size_t n_breakdowns = vb_study_breakdowns(w->shared->study);
    uint64_t key = vb_sample_cell(SIZE_MAX, VB_LITERAL(""), code);
    for (size_t i = 0; i < w->n_cells; i++) /* two codes below one */
        if (w->cells[i] == key && i >= (w->n_cell_ends == 0 ? 0 : w->cell_ends[w->n_cell_ends - 1]))
            return true;
    for (size_t i = 0; i < 1 + n_breakdowns + w->n_further; i++) {
        if (i > n_breakdowns)
            key = vb_sample_cell(w->further[i - n_breakdowns - 1].grouping, w->further[i - n_breakdowns - 1].group,
                                 code);
        else if (i > 0)
            key = vb_sample_cell(i - 1, w->groups[i - 1], code);
        if (!VB_PUSH_ROOM(w->cells, w->n_cells, w->cap_cells))
            return false;
        w->cells[w->n_cells++] = key;
    }
    return true;
}

/* Note the cells that the answer would be a sample of: none, if it says nothing. */
bool vb_worker_note_cells(vb_worker *w, const vb_tally_answer *answer)
{
    bool nothing = answer->reason == VB_REASON_EMPTY || answer->reason == VB_REASON_UNREADABLE ||
                   answer->reason == VB_REASON_NON_ANSWER;
    bool ok = nothing || answer->n_codes > 0 || note_code(w, VB_NO_CATEGORY);
    for (size_t i = 0; ok && !nothing && i < answer->n_codes; i++)
        ok = note_code(w, top_of(w, answer->codes[i]));
    if (!ok || !VB_PUSH_ROOM(w->cell_ends, w->n_cell_ends, w->cap_cell_ends))
        return false;
    w->cell_ends[w->n_cell_ends++] = w->n_cells;
    return true;
}

/* Put a record of the batch among the samples.  It is coded once more: few are wanted. */
static vb_status put_sample(vb_worker *w, const vb_record *found, vb_error *err)
{
    const vb_study *study = w->shared->study;
    vb_record record = vb_worker_study_record(w, found);
    vb_coding coding;
    vb_status status = vb_session_code(w->session, record.cells[study->columns.answer], &coding, err);
    if (status == VB_OK)
        status = vb_worker_find_groups(w, &record, err);
    if (status == VB_OK && study->codes != NULL)
        status = vb_code_reader_read(&w->reader, &record, err);
    if (status != VB_OK)
        return status;
    vb_tally_answer answer = vb_worker_counted_answer(w, &coding);
    vb_worker_group_list list = {0};
    bool ok = (!study->job->cross || vb_worker_cross_groups(w)) && vb_worker_list_groups(w, &list);
    vb_sampled sample = {.text = record.cells[study->columns.answer],
                         .primary = answer.primary,
                         .codes = answer.codes,
                         .n_codes = answer.n_codes,
                         .breakdowns = list.breakdowns,
                         .groups = list.groups,
                         .n_groups = list.n,
                         .session = study->codes == NULL ? w->session : NULL};
    ok = ok && vb_samples_put(w->shared->products->samples, w->redactor, &sample);
    vb_worker_group_list_release(&list);
    return ok ? VB_OK : vb_fail_memory(err);
}

vb_status vb_worker_offer_samples(vb_worker *w, vb_error *err)
{
    for (size_t i = 0, beg = 0; i < w->n_cell_ends; beg = w->cell_ends[i++]) {
        size_t n = w->cell_ends[i] - beg;
        if (n == 0 || !vb_samples_offer(w->shared->products->samples, &w->cells[beg], n))
            continue;
        vb_status status = put_sample(w, &w->batch->records[i], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}
