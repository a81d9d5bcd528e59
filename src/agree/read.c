#include "agree/reader.h"
#include "base/grow.h"
#include "base/str.h"
#include "base/tell.h"
#include "input/column_find.h"
#include "run/inputs.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { CODES_MOST = 1000 }; /* different ones: more are no codes but texts */

/* ---- One record ---- */

/* The answer of this id, new if there is none.  NULL when memory is out. */
static vb_coded_answer *find_answer(vb_reader *r, const vb_reader_file *s, vb_str id, size_t row)
{
    vb_codings *out = r->out;
    char number[32];
    if (id.len == 0)
        id = (vb_str){number, (size_t)snprintf(number, sizeof number, "%zu", row)};
    size_t at = s->joins ? vb_map_find(&r->ids, id) : VB_MAP_NONE;
    if (at != VB_MAP_NONE)
        return &out->answers[at];
    vb_str kept = vb_arena_copy(&out->arena, id);
    vb_coder_says *says = vb_arena_alloc(&out->arena, out->n_coders * sizeof *says);
    vb_str *groups = vb_arena_alloc(&out->arena, (out->n_by + 1) * sizeof *groups);
    if (kept.ptr == NULL || says == NULL || groups == NULL ||
        !VB_PUSH_ROOM(out->answers, out->n_answers, out->cap_answers) ||
        (s->joins && !vb_map_set(&r->ids, kept, out->n_answers)))
        return NULL;
    for (size_t i = 0; i < out->n_coders; i++)
        says[i].primary = VB_CODE_MISSING;
    out->answers[out->n_answers] = (vb_coded_answer){.id = kept, .row = row, .says = says, .groups = groups};
    return &out->answers[out->n_answers++];
}

/* Keep a cell, unless one is kept already. */
static bool keep(vb_reader *r, const vb_record *record, size_t column, vb_str *to)
{
    if (column == VB_NO_COLUMN || to->len > 0 || record->cells[column].len == 0)
        return true;
    *to = vb_arena_copy(&r->out->arena, vb_str_trim(record->cells[column]));
    return to->ptr != NULL;
}

static vb_status keep_groups(vb_reader *r, const vb_record *record, vb_coded_answer *answer)
{
    vb_buffer joined = {0};
    vb_status status = VB_OK;
    for (size_t i = 0; i < r->n_groupings && status == VB_OK; i++) {
        vb_str text, group;
        uint32_t rank;
        if (!vb_by_text(&r->by.by[i], record, &joined, &text))
            status = vb_fail_memory(r->err);
        else
            status = vb_grouper_find(&r->groupers[i], text, &group, &rank, r->err);
        if (status == VB_OK && (answer->groups[i] = vb_arena_copy(&r->out->arena, group)).ptr == NULL)
            status = vb_fail_memory(r->err);
    }
    vb_buffer_release(&joined);
    return status;
}

static vb_status add_record(vb_reader *r, const vb_reader_file *s, const vb_record *record, const vb_str *header)
{
    vb_str id = s->shared.id == VB_NO_COLUMN ? VB_LITERAL("") : vb_str_trim(record->cells[s->shared.id]);
    if (record->n_found != s->n_header)
        vb_reader_tell(r, NOTE_RAGGED, s, record->row, id, "%zu cells where the header has %zu", record->n_found,
                       s->n_header);
    if (s->joins && id.len == 0) {
        vb_reader_tell(r, NOTE_NO_ID, s, record->row, id, "no id: the row is left out");
        return VB_OK;
    }
    vb_coded_answer *answer = find_answer(r, s, id, record->row);
    if (answer == NULL)
        return vb_fail_memory(r->err);
    if (answer->says[s->first].row != 0) {
        r->out->coders[s->first].duplicates++;
        vb_reader_tell(r, NOTE_TWICE, s, record->row, id,
                       "row %zu has this id too: the first is taken, this one is left out",
                       answer->says[s->first].row);
        return VB_OK;
    }
    for (size_t i = 0; i < s->n_coders; i++) {
        vb_coder_says *says = &answer->says[s->first + i];
        if (!vb_reader_coding(r, s, i, record, id, header, says) ||
            !keep(r, record, s->shared.evidence, &says->evidence))
            return vb_fail_memory(r->err);
        r->out->has_evidence |= says->evidence.len > 0;
    }
    if (r->table.n > CODES_MOST)
        return vb_fail_at(r->err, VB_ERROR_INPUT, s->name, 0, 0,
                          "more than %d different codes by row %zu: is \"%.*s\" a column of codes?", (int)CODES_MOST,
                          record->row, VB_ARG(s->coders[0].name));
    if (!keep(r, record, s->shared.answer, &answer->answer) || !keep(r, record, s->shared.split, &answer->split))
        return vb_fail_memory(r->err);
    r->out->has_answers |= answer->answer.len > 0;
    r->out->has_split |= answer->split.len > 0;
    return s->number == r->by_file ? keep_groups(r, record, answer) : VB_OK;
}

/* ---- One file ---- */

/* Take the by-columns from this file, if it is the first that has them. */
static vb_status find_by(vb_reader *r, const vb_reader_file *s, const vb_records *records, const vb_batch *sample)
{
    const vb_job *job = r->job;
    if (job->n_by == 0 || r->by_file != SIZE_MAX)
        return VB_OK;
    vb_error fault = {0};
    vb_columns_wanted wanted = {.answer = "1", .by = job->by, .n_by = job->n_by}; /* any: only the groups matter */
    if (vb_columns_decide(records, sample, &wanted, &r->by, &fault) != VB_OK) {
        if (s->number == 0)
            r->by_error = fault;
        return fault.code == VB_ERROR_MEMORY ? vb_fail_memory(r->err) : VB_OK;
    }
    r->by_file = s->number;
    r->groupings = vb_arena_alloc(&r->out->arena, r->by.n_by * sizeof *r->groupings);
    r->groupers = vb_arena_alloc(&r->out->arena, r->by.n_by * sizeof *r->groupers);
    if (r->groupings == NULL || r->groupers == NULL)
        return vb_fail_memory(r->err);
    vb_status status = VB_OK;
    for (size_t i = 0; i < r->by.n_by && status == VB_OK; i++, r->n_groupings++) {
        status = vb_grouping_init(&r->groupings[i], &r->by.by[i], r->err);
        if (status == VB_OK)
            status = vb_grouper_init(&r->groupers[i], &r->groupings[i], r->err);
        r->out->by[i] = vb_arena_copy(&r->out->arena, r->by.by[i].name);
    }
    return status;
}

/* A file's name without its folder, or with it where another is called the same. */
static vb_str base_name(const vb_job *job, size_t number)
{
    const char *path = job->inputs[number];
    const char *slash = strrchr(path, '/');
    for (size_t i = 0; slash != NULL && i < job->n_inputs; i++) {
        const char *other = strrchr(job->inputs[i], '/');
        if (i != number && strcmp(other == NULL ? job->inputs[i] : other + 1, slash + 1) == 0)
            slash = NULL;
    }
    return vb_str_of(strcmp(path, "-") == 0 ? "standard input" : slash == NULL ? path : slash + 1);
}

static vb_status find_columns(vb_reader *r, vb_reader_file *s, const vb_records *records)
{
    const vb_agree_options *options = r->options;
    vb_codings *out = r->out;
    bool one_file = s->n_coders > 1;
    vb_status status = vb_source_shared(records, r->job, s->joins, &s->shared, r->err);
    s->coders = vb_arena_alloc(&out->arena, s->n_coders * sizeof *s->coders);
    if (s->coders == NULL)
        return vb_fail_memory(r->err);
    for (size_t i = 0; i < s->n_coders && status == VB_OK; i++) {
        size_t coder = s->first + i;
        bool gold = coder == 0;
        const char *wanted = gold                    ? options->gold
                             : options->n_coded == 0 ? NULL
                             : one_file              ? options->coded[i - 1]
                                                     : options->coded[0];
        status = vb_source_coder(records, wanted, gold, !one_file, r->lexicon, &out->arena, &s->coders[i],
                                 &out->notes, r->err);
        if (status != VB_OK)
            break;
        const vb_coder_columns *c = &s->coders[i];
        for (size_t k = 0; k < i; k++)
            if (c->codes == s->coders[k].codes && c->primary == s->coders[k].primary && c->n_flags == 0)
                return vb_fail_at(
                    r->err, VB_ERROR_USAGE, s->name, 0, 0,
                    "column \"%.*s\" is to be compared with itself: name the column of another coder with "
                    "--gold or --coded",
                    VB_ARG(c->name));
        vb_coder_info *info = &out->coders[coder];
        info->name = vb_arena_copy(&out->arena, one_file ? c->name : base_name(r->job, s->number));
        info->has_primary = c->primary != VB_NO_COLUMN;
        info->has_codes = c->codes != VB_NO_COLUMN || c->n_flags > 0;
        if (info->name.ptr == NULL)
            return vb_fail_memory(r->err);
    }
    if (status == VB_OK && r->job->answer != NULL && s->shared.answer == VB_NO_COLUMN && s->number == 0)
        (void)vb_column_find(records, vb_str_of(r->job->answer), &s->shared.answer, &r->answer_error);
    r->answer_found |= s->shared.answer != VB_NO_COLUMN;
    return status;
}

static vb_status read_records(vb_reader *r, vb_reader_file *s, vb_records *records)
{
    vb_batch batch = {0};
    vb_buffer *notes = &r->out->notes;
    const vb_str *header = vb_records_header(records, &s->n_header);
    vb_buffer_add_str(notes, vb_records_why(records));
    vb_status status = find_columns(r, s, records);
    if (status == VB_OK)
        status = vb_records_next(records, &batch, r->err);
    if (status == VB_OK)
        status = find_by(r, s, records, &batch);
    while (status == VB_OK && batch.n > 0) {
        for (size_t i = 0; i < batch.n && status == VB_OK; i++)
            status = add_record(r, s, &batch.records[i], header);
        if (status == VB_OK)
            status = vb_records_next(records, &batch, r->err);
    }
    if (status == VB_OK)
        vb_records_notes(records, notes);
    vb_batch_release(&batch);
    return status;
}

static vb_status read_file(vb_reader *r, size_t number)
{
    const vb_job *job = r->job;
    vb_input_options how = vb_inputs_options(job);
    vb_records *records = vb_records_open(job->n_inputs == 0 ? "-" : job->inputs[number], &how, r->err);
    if (records == NULL)
        return r->err->code;
    bool several = job->n_inputs > 1;
    vb_reader_file s = {.number = number,
                        .first = several ? number : 0,
                        .n_coders = several ? 1 : r->out->n_coders,
                        .joins = r->joins};
    s.name = vb_arena_copy(&r->out->arena, vb_str_of(vb_records_name(records))).ptr;
    vb_status status = s.name == NULL ? vb_fail_memory(r->err) : read_records(r, &s, records);
    vb_records_close(records);
    return status;
}

/* A file that agrees with itself is a slip: say so. */
static void tell_same(const vb_job *job)
{
    for (size_t i = 1; i < job->n_inputs; i++) {
        for (size_t k = 0; k < i; k++) {
            struct stat a, b;
            if (stat(job->inputs[i], &a) == 0 && stat(job->inputs[k], &b) == 0 && a.st_dev == b.st_dev &&
                a.st_ino == b.st_ino && S_ISREG(a.st_mode))
                vb_job_tell(job, "%s and %s are the same file, which agrees with itself: name two codings",
                            job->inputs[k], job->inputs[i]);
        }
    }
}

/* What `r` says how to, by so many coders. */
static vb_status read_all(vb_reader *r, size_t n_coders)
{
    const vb_job *job = r->job;
    vb_codings *codings = r->out;
    size_t n_files = job->n_inputs == 0 ? 1 : job->n_inputs;
    *codings = (vb_codings){.n_coders = n_coders, .n_by = job->n_by};
    codings->coders = vb_arena_alloc(&codings->arena, codings->n_coders * sizeof *codings->coders);
    codings->by = vb_arena_alloc(&codings->arena, (job->n_by + 1) * sizeof *codings->by);
    if (codings->coders == NULL || codings->by == NULL)
        return vb_fail_memory(r->err);
    r->by = (vb_columns){.id = VB_NO_COLUMN};
    r->by_file = SIZE_MAX;
    tell_same(job);
    vb_status status = VB_OK;
    for (size_t i = 0; i < n_files && status == VB_OK; i++)
        status = read_file(r, i);
    if (status == VB_OK)
        status = vb_reader_finish(r);
    for (size_t i = 0; i < r->n_groupings; i++) {
        vb_grouper_release(&r->groupers[i]);
        vb_grouping_release(&r->groupings[i]);
    }
    vb_columns_release(&r->by);
    vb_code_table_release(&r->table);
    vb_map_release(&r->ids);
    free(r->codes);
    return status;
}

vb_status vb_codings_read(const vb_job *job, const vb_agree_options *options, const vb_lexicon *lexicon,
                          vb_codings *codings, vb_error *err)
{
    bool several = job->n_inputs > 1;
    vb_reader r = {.job = job, .options = options, .lexicon = lexicon, .joins = several, .out = codings, .err = err};
    return read_all(&r, several ? job->n_inputs : 1 + (options->n_coded == 0 ? 1 : options->n_coded));
}

vb_status vb_codings_read_one(const vb_job *job, const vb_agree_options *options, const vb_lexicon *lexicon,
                              bool joins, vb_codings *codings, vb_error *err)
{
    vb_reader r = {.job = job,
                   .options = options,
                   .lexicon = lexicon,
                   .alone = true,
                   .joins = joins,
                   .out = codings,
                   .err = err};
    return read_all(&r, 1);
}
