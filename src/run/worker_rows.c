/* The row that `code` writes of a record. */
#include "run/worker_parts.h"

#include "base/grow.h"

static void set_flags(vb_worker *w, const vb_coding *coding)
{
    const vb_lexicon *lexicon = w->shared->study->lexicon;
    memset(w->flags, 0, lexicon->n_categories * sizeof *w->flags);
    for (size_t i = 0; i < coding->n_codes; i++)
        for (size_t c = coding->codes[i].category; c < lexicon->n_categories; c = lexicon->categories[c].parent)
            w->flags[c] = true;
}

/* The cells of the added columns.  Where there was nothing to code a flag is neither 0 nor 1. */
static void set_values(vb_worker *w, const vb_remembered_answer *answer)
{
    const vb_added_list *added = w->shared->products->added;
    vb_reason reason = answer->coding.reason;
    bool nothing = reason == VB_REASON_EMPTY || reason == VB_REASON_UNREADABLE;
    set_flags(w, &answer->coding);
    for (size_t i = 0; i < added->n; i++) {
        vb_added_column column = added->columns[i];
        if (column.what < VB_ADDED)
            w->values[i] = answer->values[column.what];
        else if (column.what == VB_ADDED_GROUP)
            w->values[i] = w->groups[column.index];
        else if (column.what == VB_ADDED_FILE)
            w->values[i] = vb_str_of(w->file->name);
        else
            w->values[i] = nothing ? VB_LITERAL("") : w->flags[column.index] ? VB_LITERAL("1") : VB_LITERAL("0");
    }
}

/* The record as it is to be written. */
vb_record vb_worker_kept_record(vb_worker *w, const vb_record *record)
{
    const vb_study *study = w->shared->study;
    if (study->kept == NULL)
        return *record;
    vb_record kept = vb_input_project(record, study->kept, study->n_kept, w->file->has_values, &w->kept_room);
    if (w->shared->products->layout->kept != NULL) { /* its bytes pass through, but for those of the other columns */
        kept.raw = record->raw;
        kept.n_found = record->n_found;
    }
    return kept;
}

/* The record in the study's columns. */
vb_record vb_worker_study_record(vb_worker *w, const vb_record *record)
{
    vb_record same = *record;
    if (w->file->from != NULL)
        same = vb_input_project(record, w->file->from, w->shared->n_header, w->file->has_values, &w->study_room);
    else if (!w->file->has_values)
        same.values = NULL;
    same.raw = w->file->passes || w->file->splices ? record->raw : (vb_str){NULL, 0};
    return same;
}

bool vb_worker_add_row(vb_worker *w, const vb_record *record, const vb_remembered_answer *answer)
{
    const vb_products *products = w->shared->products;
    set_values(w, answer);
    if (products->sink == NULL) {
        vb_record kept = vb_worker_kept_record(w, record);
        vb_row_add(products->layout, &kept, w->values, &w->rows);
        return !w->rows.failed;
    }
    for (size_t i = 0; i < products->added->n; i++) {
        if (!VB_PUSH_ROOM(w->ends, w->n_ends, w->cap_ends))
            return false;
        vb_buffer_add_str(&w->rows, w->values[i]);
        w->ends[w->n_ends++] = w->rows.len;
    }
    return !w->rows.failed;
}
