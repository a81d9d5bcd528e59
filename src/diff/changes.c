#include "diff/changes.h"

#include "base/grow.h"
#include "base/str.h"
#include "base/tell.h"
#include "text/utf8.h"

#include <stdlib.h>

/* What a pass over the corpus needs beside what it finds. */
typedef struct {
    vb_study *study;
    vb_changes *found;
    vb_session *before, *after;
    vb_grouper *groupers;
    size_t n_groupers, n_header, gold;
    vb_str *groups;
    uint32_t *ranks;
    vb_buffer *joined;
    size_t *set_before, *set_after, *raw; /* room for an answer's codes */
    size_t *has;                          /* one a code: the answers' numbers that had it last, before and after */
    vb_input_room room;
} pass;

/* ---- Gold ---- */

static vb_status intern(vb_changes *found, const size_t *set, size_t n, uint32_t *number, vb_error *err)
{
    vb_str key = {n == 0 ? "" : (const char *)set, n * sizeof *set};
    size_t at = vb_map_find(&found->set_numbers, key);
    if (at == VB_MAP_NONE) {
        vb_str kept = vb_arena_copy(&found->arena, key); /* aligned for any object */
        at = found->n_sets;
        if (kept.ptr == NULL || !VB_PUSH_ROOM(found->sets, found->n_sets, found->cap_sets) ||
            !vb_map_set(&found->set_numbers, kept, at))
            return vb_fail_memory(err);
        found->sets[found->n_sets++] = (vb_code_set){(const size_t *)(const void *)kept.ptr, n};
    }
    *number = (uint32_t)at;
    return VB_OK;
}

/* The cell's set; *judged is false where nobody has coded the answer. */
static vb_status read_gold(pass *p, vb_str cell, uint32_t *number, bool *judged, vb_error *err)
{
    vb_changes *found = p->found;
    size_t n, set[VB_CODES_MOST_GOLD];
    if (!vb_codes_read(&found->codes, cell, set, &n, judged))
        return vb_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        if (set[i] >= found->codes.n_lexicons && found->gold_unknown++ == 0)
            found->first_unknown = found->codes.paths[set[i]];
        size_t level = vb_codes_level(&found->codes, set[i]);
        found->gold_level = level > found->gold_level ? level : found->gold_level;
    }
    found->gold_is_set = found->gold_is_set || n > 1;
    return intern(found, set, n, number, err);
}

static vb_status add_unit(pass *p, vb_str cell, const size_t *before, size_t n_before, size_t primary_before,
                          const size_t *after, size_t n_after, size_t primary_after, vb_error *err)
{
    vb_changes *found = p->found;
    vb_gold_unit unit;
    bool judged;
    vb_status status = read_gold(p, cell, &unit.gold, &judged, err);
    if (status == VB_OK && !judged)
        return VB_OK;
    if (status == VB_OK)
        status = intern(found, before, n_before, &unit.before, err);
    if (status == VB_OK)
        status = intern(found, after, n_after, &unit.after, err);
    if (status == VB_OK)
        status = intern(found, &primary_before, primary_before != VB_NO_CATEGORY, &unit.primary_before, err);
    if (status == VB_OK)
        status = intern(found, &primary_after, primary_after != VB_NO_CATEGORY, &unit.primary_after, err);
    if (status == VB_OK && !VB_PUSH_ROOM(found->units, found->n_units, found->cap_units))
        status = vb_fail_memory(err);
    if (status == VB_OK)
        found->units[found->n_units++] = unit;
    return status;
}

/* ---- One answer ---- */

static size_t set_of(const vb_coding *coding, const size_t *codes, size_t *set)
{
    size_t n = 0;
    for (size_t i = 0; i < coding->n_codes; i++)
        vb_code_set_add(set, &n, codes[coding->codes[i].category]);
    return n;
}

static size_t primary_of(const vb_coding *coding, const size_t *codes)
{
    return coding->primary == VB_NO_CATEGORY ? VB_NO_CATEGORY : codes[coding->primary];
}

static bool count(pass *p, vb_tally *tally, const vb_coding *coding)
{
    size_t n = 0;
    for (size_t i = 0; i < coding->n_codes; i++)
        vb_code_set_add(p->raw, &n, coding->codes[i].category);
    vb_tally_answer answer = {coding->reason, coding->primary, p->raw, n};
    return vb_tally_add(tally, p->groups, p->ranks, &answer);
}

/* Mark the codes of a set, and those above them, with `bit`. */
static void mark_codes(pass *p, const size_t *set, size_t n, size_t bit)
{
    for (size_t i = 0; i < n; i++)
        for (size_t c = set[i]; c != VB_NO_CATEGORY; c = p->found->codes.parents[c])
            p->has[c] |= bit;
}

static void clear_codes(pass *p, const size_t *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t c = set[i]; c != VB_NO_CATEGORY; c = p->found->codes.parents[c]) {
            vb_code_change *change = &p->found->by_code[c];
            change->before += p->has[c] & 1;
            change->after += p->has[c] >> 1;
            change->lost += p->has[c] == 1;
            change->gained += p->has[c] == 2;
            p->has[c] = 0;
        }
}

static vb_status add_change(pass *p, const vb_record *record, const char *file, const vb_coding *before,
                            const vb_coding *after, vb_error *err)
{
    vb_changes *found = p->found;
    const vb_columns *columns = &p->study->columns;
    if (!VB_PUSH_ROOM(found->items, found->n, found->cap))
        return vb_fail_memory(err);
    vb_change *change = &found->items[found->n];
    *change = (vb_change){.file = file, .row = record->row};
    change->text = vb_arena_copy(&found->arena, record->cells[columns->answer]);
    change->id =
        columns->id == VB_NO_COLUMN ? VB_LITERAL("") : vb_arena_copy(&found->arena, record->cells[columns->id]);
    bool kept = change->text.ptr != NULL && change->id.ptr != NULL &&
                vb_coded_keep(p->before, before, found->codes.of_old, &found->arena, &change->before) &&
                vb_coded_keep(p->after, after, found->codes.of_new, &found->arena, &change->after);
    if (!kept)
        return vb_fail_memory(err);
    found->n++;
    found->primaries += change->before.primary_code != change->after.primary_code;
    return VB_OK;
}

static vb_status find_groups(pass *p, const vb_record *record, vb_error *err)
{
    for (size_t i = 0; i < p->n_groupers; i++) {
        vb_str text;
        if (!vb_by_text(p->study->groupings[i].by, record, &p->joined[i], &text))
            return vb_fail_memory(err);
        vb_status status = vb_grouper_find(&p->groupers[i], text, &p->groups[i], &p->ranks[i], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

static vb_status code_record(pass *p, const vb_record *record, const char *file, vb_error *err)
{
    vb_changes *found = p->found;
    vb_coding before, after;
    vb_str answer = record->cells[p->study->columns.answer];
    vb_status status = vb_session_code(p->before, answer, &before, err);
    if (status == VB_OK || status == VB_ERROR_INPUT)
        status = vb_session_code(p->after, answer, &after, err);
    if (status != VB_OK && status != VB_ERROR_INPUT)
        return status;
    found->rows++;
    found->unreadable += status == VB_ERROR_INPUT;
    status = find_groups(p, record, err);
    if (status != VB_OK)
        return status;
    if (!count(p, found->before, &before) || !count(p, found->after, &after))
        return vb_fail_memory(err);
    if (after.reason == VB_REASON_EMPTY || after.reason == VB_REASON_UNREADABLE)
        return VB_OK;
    found->answers++;
    size_t n_before = set_of(&before, found->codes.of_old, p->set_before);
    size_t n_after = set_of(&after, found->codes.of_new, p->set_after);
    size_t primary_before = primary_of(&before, found->codes.of_old);
    size_t primary_after = primary_of(&after, found->codes.of_new);
    mark_codes(p, p->set_before, n_before, 1);
    mark_codes(p, p->set_after, n_after, 2);
    clear_codes(p, p->set_before, n_before);
    clear_codes(p, p->set_after, n_after);
    if (p->gold != VB_NO_COLUMN)
        status = add_unit(p, record->cells[p->gold], p->set_before, n_before, primary_before, p->set_after, n_after,
                          primary_after, err);
    bool same = primary_before == primary_after && n_before == n_after &&
                (n_before == 0 || memcmp(p->set_before, p->set_after, n_before * sizeof *p->set_before) == 0);
    return same || status != VB_OK ? status : add_change(p, record, file, &before, &after, err);
}

/* ---- The pass ---- */

static vb_status pass_init(pass *p, const vb_coder *old, vb_error *err)
{
    const vb_study *study = p->study;
    vb_changes *found = p->found;
    if (!vb_codes_init(&found->codes, old->lexicon, study->lexicon))
        return vb_fail_memory(err);
    p->before = vb_session_new(old, study->job->unit, err);
    p->after = p->before == NULL ? NULL : vb_session_new(study->coder, study->job->unit, err);
    if (p->after == NULL)
        return err->code;
    size_t n = study->n_groupings, n_codes = found->codes.n + 1;
    (void)vb_study_header(study, &p->n_header);
    p->groupers = calloc(n + 1, sizeof *p->groupers);
    p->groups = calloc(n + 1, sizeof *p->groups);
    p->joined = calloc(n + 1, sizeof *p->joined);
    p->ranks = calloc(n + 1, sizeof *p->ranks);
    p->set_before = calloc(n_codes, sizeof *p->set_before);
    p->set_after = calloc(n_codes, sizeof *p->set_after);
    p->raw = calloc(n_codes, sizeof *p->raw);
    p->has = calloc(n_codes, sizeof *p->has);
    found->by_code = vb_arena_alloc(&found->arena, n_codes * sizeof *found->by_code);
    found->before = vb_tally_new(n);
    found->after = vb_tally_new(n);
    if (p->groupers == NULL || p->groups == NULL || p->joined == NULL || p->ranks == NULL || p->set_before == NULL ||
        p->set_after == NULL || p->raw == NULL || p->has == NULL || found->by_code == NULL || found->before == NULL ||
        found->after == NULL || !vb_input_room_init(&p->room, p->n_header))
        return vb_fail_memory(err);
    for (; p->n_groupers < n; p->n_groupers++) {
        vb_status status = vb_grouper_init(&p->groupers[p->n_groupers], &study->groupings[p->n_groupers], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

static void pass_release(pass *p)
{
    for (size_t i = 0; i < p->n_groupers; i++)
        vb_grouper_release(&p->groupers[i]);
    for (size_t i = 0; p->joined != NULL && i < p->study->n_groupings; i++)
        vb_buffer_release(&p->joined[i]);
    free(p->groupers);
    free(p->groups);
    free(p->joined);
    free(p->ranks);
    free(p->set_before);
    free(p->set_after);
    free(p->raw);
    free(p->has);
    vb_input_room_release(&p->room);
    vb_session_free(p->before);
    vb_session_free(p->after);
}

static vb_status code_batch(pass *p, const vb_batch *batch, const vb_input_file *file, vb_error *err)
{
    for (size_t i = 0; i < batch->n; i++) {
        vb_record record = batch->records[i];
        if (file->from != NULL)
            record = vb_input_project(&record, file->from, p->n_header, file->has_values, &p->room);
        vb_status status = code_record(p, &record, file->name, err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

vb_status vb_changes_find(vb_study *study, const vb_coder *old, size_t gold, vb_changes *changes, vb_error *err)
{
    pass p = {.study = study, .found = changes, .gold = gold};
    vb_batch batch = study->first; /* it was read ahead */
    const vb_input_file *file = study->first_file;
    study->first = (vb_batch){0};
    *changes = (vb_changes){0};
    vb_status status = pass_init(&p, old, err);
    if (status == VB_OK && batch.n == 0)
        status = vb_inputs_next(&study->inputs, &batch, &file, err);
    while (status == VB_OK && batch.n > 0) {
        status = code_batch(&p, &batch, file, err);
        if (status == VB_OK)
            status = vb_inputs_next(&study->inputs, &batch, &file, err);
    }
    if (status == VB_OK)
        vb_job_tell_lines(study->job, &study->inputs.notes);
    vb_batch_release(&batch);
    pass_release(&p);
    return status;
}

void vb_changes_release(vb_changes *changes)
{
    vb_codes_release(&changes->codes);
    free(changes->items);
    free(changes->units);
    free(changes->sets);
    vb_map_release(&changes->set_numbers);
    vb_tally_free(changes->before);
    vb_tally_free(changes->after);
    vb_arena_release(&changes->arena);
    *changes = (vb_changes){0};
}
