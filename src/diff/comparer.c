#include "diff/comparer.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

/* Add the coding's codes to `sets`. */
static bool add_set(vb_comparer *c, const vb_coding *coding, const size_t *codes, size_t *n)
{
    *n = 0;
    if (!vb_grow(&c->sets, &c->cap_sets, c->n_sets + coding->n_codes + 1, sizeof *c->sets))
        return false;
    for (size_t i = 0; i < coding->n_codes; i++)
        vb_code_set_add(c->sets + c->n_sets, n, codes[coding->codes[i].category]);
    c->n_sets += *n;
    return true;
}

static size_t primary_of(const vb_coding *coding, const size_t *codes)
{
    return coding->primary == VB_NO_CATEGORY ? VB_NO_CATEGORY : codes[coding->primary];
}

static bool count(vb_comparer *c, vb_tally *tally, const vb_coding *coding)
{
    vb_tally_answer answer = vb_tally_answer_of(coding, c->raw);
    return vb_tally_add(tally, c->groups, c->ranks, &answer);
}

/* Take down what has changed. */
static bool add_change(vb_comparer *c, const vb_record *record, const char *file, const vb_coding *before,
                       const vb_coding *after)
{
    const vb_columns *columns = &c->study->columns;
    if (!VB_PUSH_ROOM(c->changes, c->n_changes, c->cap_changes))
        return false;
    vb_change *change = &c->changes[c->n_changes++];
    *change = (vb_change){.file = file, .row = record->row};
    change->text = vb_arena_copy(&c->arena, record->cells[columns->answer]);
    change->id = columns->id == VB_NO_COLUMN ? VB_LITERAL("") : vb_arena_copy(&c->arena, record->cells[columns->id]);
    return change->text.ptr != NULL && change->id.ptr != NULL &&
           vb_coded_keep(c->before, before, c->codes->of_old, &c->arena, &change->before) &&
           vb_coded_keep(c->after, after, c->codes->of_new, &c->arena, &change->after);
}

static vb_status find_groups(vb_comparer *c, const vb_record *record, vb_error *err)
{
    for (size_t i = 0; i < c->n_groupers; i++) {
        vb_str text;
        if (!vb_by_text(c->study->groupings[i].by, record, &c->joined[i], &text))
            return vb_fail_memory(err);
        vb_status status = vb_grouper_find(&c->groupers[i], text, &c->groups[i], &c->ranks[i], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

/* What both codings make of an answer. */
static bool compare(vb_comparer *c, size_t number, const vb_record *record, const char *file, const vb_coding *before,
                    const vb_coding *after)
{
    vb_comparison found = {.record = number,
                           .set = c->n_sets,
                           .primary_before = primary_of(before, c->codes->of_old),
                           .primary_after = primary_of(after, c->codes->of_new),
                           .change = SIZE_MAX};
    if (!add_set(c, before, c->codes->of_old, &found.n_before) ||
        !add_set(c, after, c->codes->of_new, &found.n_after) || !VB_PUSH_ROOM(c->items, c->n, c->cap))
        return false;
    const size_t *set = c->sets + found.set;
    bool same = found.primary_before == found.primary_after && found.n_before == found.n_after &&
                (found.n_before == 0 || memcmp(set, set + found.n_before, found.n_before * sizeof *set) == 0);
    if (!same) {
        found.change = c->n_changes;
        if (!add_change(c, record, file, before, after))
            return false;
    }
    c->items[c->n++] = found;
    return true;
}

static vb_status code_record(vb_comparer *c, size_t number, const vb_record *record, const char *file, vb_error *err)
{
    vb_coding before, after;
    vb_str answer = record->cells[c->study->columns.answer];
    vb_status status = vb_session_code(c->before, answer, &before, err);
    if (status == VB_OK || status == VB_ERROR_INPUT)
        status = vb_session_code(c->after, answer, &after, err);
    if (status != VB_OK && status != VB_ERROR_INPUT)
        return status;
    c->unreadable += status == VB_ERROR_INPUT;
    status = find_groups(c, record, err);
    if (status != VB_OK)
        return status;
    if (!count(c, c->tally_before, &before) || !count(c, c->tally_after, &after))
        return vb_fail_memory(err);
    if (after.reason == VB_REASON_EMPTY || after.reason == VB_REASON_UNREADABLE)
        return VB_OK;
    return compare(c, number, record, file, &before, &after) ? VB_OK : vb_fail_memory(err);
}

vb_record vb_comparer_record(const vb_comparer *c, const vb_record *record, const vb_input_file *file)
{
    return file->from == NULL ? *record
                              : vb_input_project(record, file->from, c->n_header, file->has_values, &c->room);
}

vb_status vb_comparer_work(void *comparer, const vb_batch *batch, const vb_input_file *file, vb_error *err)
{
    vb_comparer *c = comparer;
    vb_status status = VB_OK;
    c->n = c->n_sets = c->n_changes = 0;
    c->unreadable = 0;
    for (size_t i = 0; i < batch->n && status == VB_OK; i++) {
        vb_record record = vb_comparer_record(c, &batch->records[i], file);
        status = code_record(c, i, &record, file->name, err);
    }
    return status;
}

vb_status vb_comparer_init(vb_comparer *c, const vb_study *study, const vb_coder *old, const vb_codes *codes,
                           vb_error *err)
{
    *c = (vb_comparer){.study = study, .codes = codes};
    c->before = vb_session_new(old, study->job->unit, err);
    c->after = c->before == NULL ? NULL : vb_session_new(study->coder, study->job->unit, err);
    if (c->after == NULL)
        return err->code;
    size_t n = study->n_groupings;
    (void)vb_study_header(study, &c->n_header);
    c->groupers = calloc(n + 1, sizeof *c->groupers);
    c->groups = calloc(n + 1, sizeof *c->groups);
    c->joined = calloc(n + 1, sizeof *c->joined);
    c->ranks = calloc(n + 1, sizeof *c->ranks);
    c->raw = calloc(codes->n + 1, sizeof *c->raw);
    c->tally_before = vb_tally_new(n);
    c->tally_after = vb_tally_new(n);
    if (c->groupers == NULL || c->groups == NULL || c->joined == NULL || c->ranks == NULL || c->raw == NULL ||
        c->tally_before == NULL || c->tally_after == NULL || !vb_input_room_init(&c->room, c->n_header))
        return vb_fail_memory(err);
    for (; c->n_groupers < n; c->n_groupers++) {
        vb_status status = vb_grouper_init(&c->groupers[c->n_groupers], &study->groupings[c->n_groupers], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

void vb_comparer_release(vb_comparer *c)
{
    for (size_t i = 0; i < c->n_groupers; i++)
        vb_grouper_release(&c->groupers[i]);
    for (size_t i = 0; c->joined != NULL && i < c->study->n_groupings; i++)
        vb_buffer_release(&c->joined[i]);
    free(c->groupers);
    free(c->groups);
    free(c->joined);
    free(c->ranks);
    free(c->raw);
    free(c->items);
    free(c->sets);
    free(c->changes);
    vb_input_room_release(&c->room);
    vb_tally_free(c->tally_before);
    vb_tally_free(c->tally_after);
    vb_arena_release(&c->arena);
    vb_session_free(c->before);
    vb_session_free(c->after);
    *c = (vb_comparer){0};
}
