#include "agree/codings.h"

#include "agree/cells.h"
#include "agree/source.h"
#include "base/grow.h"
#include "base/str.h"
#include "input/column_find.h"
#include "lexicon/nearest.h"
#include "run/grouping.h"
#include "run/inputs.h"

#include <stdarg.h>
#include <stdlib.h>

enum {
    CODES_MOST = 1000, /* different ones: more are no codes but texts */
    MOST_TOLD = 10,    /* of each kind, one by one */
};

typedef enum { NOTE_RAGGED, NOTE_NO_ID, NOTE_TWICE, NOTE_MARK, NOTE_PRIMARY, NOTE_CODE, NOTE_KINDS } note_kind;

/* What is read, file by file. */
typedef struct {
    const vb_job *job;
    const vb_agree_options *options;
    const vb_lexicon *lexicon;
    vb_codings *out;
    vb_code_table table;
    vb_map ids;                        /* -> answer */
    size_t *codes, n_codes, cap_codes; /* of the cell at hand */
    vb_columns by;                     /* of the file at hand, if it has them */
    vb_grouping *groupings;
    vb_grouper *groupers;
    size_t n_groupings, by_file; /* which has the by-columns; SIZE_MAX: not found yet */
    bool answer_found;
    vb_error by_error, answer_error; /* why the first file has not */
    size_t told[NOTE_KINDS];
    vb_error *err;
} reader;

/* The file at hand. */
typedef struct {
    const char *name;
    size_t number, n_header;
    vb_coder_columns *coders; /* n_coders, from the coder `first` on */
    size_t first, n_coders;
    vb_shared_columns shared;
    bool joins; /* by id */
} source;

static void note(reader *r, note_kind kind, const source *s, size_t row, vb_str id, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

static void note(reader *r, note_kind kind, const source *s, size_t row, vb_str id, const char *format, ...)
{
    char text[400];
    if (r->told[kind]++ >= MOST_TOLD)
        return;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    vb_buffer_printf(&r->out->notes, "%s: row %zu", s->name, row);
    if (id.len > 0)
        vb_buffer_printf(&r->out->notes, " (id %.*s)", (int)(id.len < 40 ? id.len : 40), id.ptr);
    vb_buffer_printf(&r->out->notes, ": %s\n", text);
}

static void note_totals(reader *r)
{
    static const char *const what[NOTE_KINDS] = {"rows have more or fewer cells than the header",
                                                 "rows have no id and are left out",
                                                 "rows have an id that stood before and are left out",
                                                 "marks of 0/1 columns are not understood",
                                                 "rows have several codes and no primary",
                                                 "codes are not of the lexicon"};
    for (size_t i = 0; i < NOTE_KINDS; i++)
        if (r->told[i] > MOST_TOLD)
            vb_buffer_printf(&r->out->notes, "in all %zu %s\n", r->told[i], what[i]);
}

/* ---- One coding ---- */

static bool push_code(reader *r, vb_str path, size_t coder, size_t row)
{
    size_t number;
    if (!vb_code_table_number(&r->table, path, coder, row, &number) ||
        !VB_PUSH_ROOM(r->codes, r->n_codes, r->cap_codes))
        return false;
    r->codes[r->n_codes++] = number;
    return true;
}

/* The codes of the 0/1 columns; *filled: one of them says something. */
static bool read_flags(reader *r, const source *s, const vb_coder_columns *c, const vb_record *record, vb_str id,
                       size_t coder, const vb_str *header, bool *filled)
{
    *filled = false;
    for (size_t i = 0; i < c->n_flags; i++) {
        vb_str cell = record->cells[c->flags[i]];
        vb_mark_kind mark = vb_mark_look(cell);
        *filled |= mark == VB_MARK_YES || mark == VB_MARK_NO;
        if (mark == VB_MARK_UNKNOWN)
            note(r, NOTE_MARK, s, record->row, id, "\"%.*s\" in column \"%.*s\" is neither 1 nor 0; taken as 0",
                 VB_ARG(cell), VB_ARG(header[c->flags[i]]));
        if (mark == VB_MARK_YES && !push_code(r, header[c->flags[i]], coder, record->row))
            return false;
    }
    return true;
}

/* Set *says.  The rules are in docs/agree.md, "What a cell says". */
static bool read_coding(reader *r, const source *s, size_t at, const vb_record *record, vb_str id,
                        const vb_str *header, vb_coder_says *says)
{
    const vb_coder_columns *c = &s->coders[at];
    size_t coder = s->first + at, first = VB_CODE_MISSING;
    vb_str codes = c->codes == VB_NO_COLUMN ? VB_LITERAL("") : record->cells[c->codes], code;
    vb_str primary = c->primary == VB_NO_COLUMN ? VB_LITERAL("") : record->cells[c->primary];
    vb_cell_kind set_kind = vb_cell_look(codes), primary_kind = vb_cell_look(primary);
    bool filled = false;
    *says = (vb_coder_says){.primary = VB_CODE_MISSING, .row = record->row};
    r->n_codes = 0;
    while (vb_cell_next(&codes, &code))
        if (!push_code(r, code, coder, record->row))
            return false;
    if (!read_flags(r, s, c, record, id, coder, header, &filled))
        return false;
    size_t marked = r->n_codes;
    if (primary_kind == VB_CELL_CODES && vb_cell_next(&primary, &code)) {
        if (!push_code(r, code, coder, record->row))
            return false;
        first = r->codes[--r->n_codes];
        if (c->n_flags > 0 || marked == 0)
            r->n_codes++; /* the primary is one of the codes */
    }
    bool nothing = marked == 0 && first == VB_CODE_MISSING;
    bool said = primary_kind == VB_CELL_NONE || set_kind == VB_CELL_NONE || filled;
    if (nothing && !said && (c->n_flags > 0 || primary_kind == VB_CELL_MISSING || set_kind == VB_CELL_MISSING))
        return true; /* not coded */
    if (first == VB_CODE_MISSING && (c->n_flags == 0 || marked == 1) && marked > 0)
        first = r->codes[0];
    if (nothing)
        first = VB_CODE_NONE;
    if (first == VB_CODE_MISSING)
        note(r, NOTE_PRIMARY, s, record->row, id, "%zu codes and no primary; its primary is taken as missing",
             marked);
    size_t *kept = vb_arena_alloc(&r->out->arena, (r->n_codes + 1) * sizeof *kept);
    if (kept == NULL)
        return false;
    if (r->n_codes > 0)
        memcpy(kept, r->codes, r->n_codes * sizeof *kept);
    *says =
        (vb_coder_says){.primary = first, .has_set = true, .codes = kept, .n_codes = r->n_codes, .row = record->row};
    return true;
}

/* ---- One record ---- */

/* The answer of this id, new if there is none.  NULL when memory is out. */
static vb_coded_answer *find_answer(reader *r, const source *s, vb_str id, size_t row)
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
static bool keep(reader *r, const vb_record *record, size_t column, vb_str *to)
{
    if (column == VB_NO_COLUMN || to->len > 0 || record->cells[column].len == 0)
        return true;
    *to = vb_arena_copy(&r->out->arena, vb_str_trim(record->cells[column]));
    return to->ptr != NULL;
}

static vb_status keep_groups(reader *r, const vb_record *record, vb_coded_answer *answer)
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

static vb_status add_record(reader *r, const source *s, const vb_record *record, const vb_str *header)
{
    vb_str id = s->shared.id == VB_NO_COLUMN ? VB_LITERAL("") : vb_str_trim(record->cells[s->shared.id]);
    if (record->n_found != s->n_header)
        note(r, NOTE_RAGGED, s, record->row, id, "%zu cells where the header has %zu", record->n_found, s->n_header);
    if (s->joins && id.len == 0) {
        note(r, NOTE_NO_ID, s, record->row, id, "no id: the row is left out");
        return VB_OK;
    }
    vb_coded_answer *answer = find_answer(r, s, id, record->row);
    if (answer == NULL)
        return vb_fail_memory(r->err);
    if (answer->says[s->first].row != 0) {
        r->out->coders[s->first].duplicates++;
        note(r, NOTE_TWICE, s, record->row, id, "row %zu has this id too: the first is taken, this one is left out",
             answer->says[s->first].row);
        return VB_OK;
    }
    for (size_t i = 0; i < s->n_coders; i++) {
        vb_coder_says *says = &answer->says[s->first + i];
        if (!read_coding(r, s, i, record, id, header, says) || !keep(r, record, s->shared.evidence, &says->evidence))
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
static vb_status find_by(reader *r, const source *s, const vb_records *records, const vb_batch *sample)
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

static vb_status find_columns(reader *r, source *s, const vb_records *records)
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

static vb_status read_records(reader *r, source *s, vb_records *records)
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

static vb_status read_file(reader *r, size_t number)
{
    const vb_job *job = r->job;
    vb_input_options how = vb_inputs_options(job);
    vb_records *records = vb_records_open(job->n_inputs == 0 ? "-" : job->inputs[number], &how, r->err);
    if (records == NULL)
        return r->err->code;
    bool joins = job->n_inputs > 1;
    source s = {
        .number = number, .first = joins ? number : 0, .n_coders = joins ? 1 : r->out->n_coders, .joins = joins};
    s.name = vb_arena_copy(&r->out->arena, vb_str_of(vb_records_name(records))).ptr;
    vb_status status = s.name == NULL ? vb_fail_memory(r->err) : read_records(r, &s, records);
    vb_records_close(records);
    return status;
}

/* ---- When all is read ---- */

static bool is_above(vb_str path, vb_str below)
{
    return below.len > path.len && below.ptr[path.len] == '/' && memcmp(path.ptr, below.ptr, path.len) == 0;
}

/* Sort the codes, drop doubles and those above another. */
static size_t tidy(const vb_str *paths, size_t *codes, size_t n)
{
    size_t kept = 0;
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && codes[k - 1] > codes[k]; k--) {
            size_t swap = codes[k];
            codes[k] = codes[k - 1];
            codes[k - 1] = swap;
        }
    for (size_t i = 0; i < n; i++) {
        bool drop = false;
        for (size_t k = i + 1; k < n; k++)
            drop |= codes[k] == codes[i] || is_above(paths[codes[i]], paths[codes[k]]);
        if (!drop)
            codes[kept++] = codes[i];
    }
    return kept;
}

/* Number the codes in the order of their paths. */
static vb_status sort_codes(reader *r)
{
    vb_codings *out = r->out;
    size_t n = r->table.n;
    size_t *order = vb_arena_alloc(&out->arena, (n + 1) * sizeof *order);
    size_t *rank = vb_arena_alloc(&out->arena, (n + 1) * sizeof *rank);
    out->codes = vb_arena_alloc(&out->arena, (n + 1) * sizeof *out->codes);
    if (order == NULL || rank == NULL || out->codes == NULL)
        return vb_fail_memory(r->err);
    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        for (; k > 0 && vb_str_compare(r->table.paths[order[k - 1]], r->table.paths[i]) > 0; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    for (size_t i = 0; i < n; i++) {
        rank[order[i]] = i;
        out->codes[i] = vb_arena_copy(&out->arena, r->table.paths[order[i]]);
        if (out->codes[i].ptr == NULL)
            return vb_fail_memory(r->err);
    }
    out->n_codes = n;
    for (size_t a = 0; a < out->n_answers; a++)
        for (size_t c = 0; c < out->n_coders; c++) {
            vb_coder_says *says = &out->answers[a].says[c];
            size_t *codes = (size_t *)(uintptr_t)says->codes; /* the arena's, made here */
            for (size_t i = 0; i < says->n_codes; i++)
                codes[i] = rank[codes[i]];
            says->n_codes = tidy(out->codes, codes, says->n_codes);
            if (says->primary < VB_CODE_NONE)
                says->primary = rank[says->primary];
        }
    return VB_OK;
}

/* Codes that the lexicon does not have; without one, top codes that only one coder uses: mostly misspelled. */
static void note_unknown(reader *r)
{
    for (size_t i = 0; i < r->table.n && r->lexicon != NULL; i++) {
        vb_str path = r->table.paths[i];
        if (vb_lexicon_category(r->lexicon, path) != VB_NO_CATEGORY)
            continue;
        vb_nearest near = vb_nearest_to(path);
        for (size_t k = 0; k < r->lexicon->n_categories; k++)
            vb_nearest_try(&near, r->lexicon->categories[k].path);
        vb_str coder = r->out->coders[r->table.first_coder[i]].name;
        source s = {.name = coder.ptr};
        note(r, NOTE_CODE, &s, r->table.first_row[i], VB_LITERAL(""),
             "\"%.*s\" is no code of the lexicon %.*s%s; kept as it is", VB_ARG(path), VB_ARG(r->lexicon->name),
             vb_nearest_hint(&near));
    }
}

static void count_matched(reader *r)
{
    vb_codings *out = r->out;
    for (size_t a = 0; a < out->n_answers; a++) {
        size_t coded = 0, last = 0;
        for (size_t c = 0; c < out->n_coders; c++) {
            const vb_coder_says *says = &out->answers[a].says[c];
            bool has = says->has_set || says->primary != VB_CODE_MISSING;
            out->coders[c].answers += has;
            coded += has;
            last = has ? c : last;
        }
        if (coded != 1)
            continue;
        vb_coder_info *info = &out->coders[last];
        if (info->alone++ < MOST_TOLD)
            vb_buffer_printf(&out->notes, "%.*s: row %zu (id %.*s): coded by nobody else: left out\n",
                             VB_ARG(info->name), out->answers[a].says[last].row, VB_ARG(out->answers[a].id));
    }
    for (size_t c = 0; c < out->n_coders; c++)
        if (out->coders[c].alone > MOST_TOLD)
            vb_buffer_printf(&out->notes, "%.*s: in all %zu answers are coded by nobody else\n",
                             VB_ARG(out->coders[c].name), out->coders[c].alone);
}

static vb_status finish(reader *r)
{
    if (r->job->n_by > 0 && r->by_file == SIZE_MAX) {
        *r->err = r->by_error;
        return r->err->code;
    }
    if (r->job->answer != NULL && !r->answer_found) {
        *r->err = r->answer_error;
        return r->err->code;
    }
    note_unknown(r);
    vb_status status = sort_codes(r);
    if (status != VB_OK)
        return status;
    count_matched(r);
    note_totals(r);
    return r->out->notes.failed ? vb_fail_memory(r->err) : VB_OK;
}

vb_status vb_codings_read(const vb_job *job, const vb_agree_options *options, const vb_lexicon *lexicon,
                          vb_codings *codings, vb_error *err)
{
    *codings = (vb_codings){0};
    size_t n_files = job->n_inputs == 0 ? 1 : job->n_inputs;
    size_t in_file = 1 + (options->n_coded == 0 ? 1 : options->n_coded);
    codings->n_coders = n_files > 1 ? n_files : in_file;
    codings->n_by = job->n_by;
    codings->coders = vb_arena_alloc(&codings->arena, codings->n_coders * sizeof *codings->coders);
    codings->by = vb_arena_alloc(&codings->arena, (job->n_by + 1) * sizeof *codings->by);
    if (codings->coders == NULL || codings->by == NULL)
        return vb_fail_memory(err);
    reader r = {.job = job,
                .options = options,
                .lexicon = lexicon,
                .out = codings,
                .by = {.id = VB_NO_COLUMN},
                .by_file = SIZE_MAX,
                .err = err};
    vb_status status = VB_OK;
    for (size_t i = 0; i < n_files && status == VB_OK; i++)
        status = read_file(&r, i);
    if (status == VB_OK)
        status = finish(&r);
    for (size_t i = 0; i < r.n_groupings; i++) {
        vb_grouper_release(&r.groupers[i]);
        vb_grouping_release(&r.groupings[i]);
    }
    vb_columns_release(&r.by);
    vb_code_table_release(&r.table);
    vb_map_release(&r.ids);
    free(r.codes);
    return status;
}

void vb_codings_release(vb_codings *codings)
{
    free(codings->answers);
    vb_buffer_release(&codings->notes);
    vb_arena_release(&codings->arena);
    *codings = (vb_codings){0};
}

/* ---- Asking ---- */

vb_str vb_code_at_level(vb_str path, size_t level)
{
    for (size_t i = 0, steps = 0; i < path.len && level > 0; i++)
        if (path.ptr[i] == '/' && ++steps == level)
            return vb_str_cut(path, 0, i);
    return path;
}

vb_str vb_codings_primary(const vb_codings *codings, const vb_coder_says *says)
{
    if (says->primary == VB_CODE_MISSING)
        return VB_LITERAL("");
    return says->primary == VB_CODE_NONE ? VB_LITERAL("none") : codings->codes[says->primary];
}

void vb_codings_add_set(const vb_codings *codings, const vb_coder_says *says, vb_buffer *out)
{
    if (says->has_set && says->n_codes == 0)
        vb_buffer_add_text(out, "none");
    for (size_t i = 0; i < says->n_codes; i++) {
        vb_buffer_add_text(out, i == 0 ? "" : ";");
        vb_buffer_add_str(out, codings->codes[says->codes[i]]);
    }
}

static vb_str rolled(const vb_codings *codings, size_t code, size_t level)
{
    return code >= VB_CODE_NONE ? VB_LITERAL("") : vb_code_at_level(codings->codes[code], level);
}

/* Each of a's codes is one of b's, at this level. */
static bool is_within(const vb_codings *codings, const vb_coder_says *a, const vb_coder_says *b, size_t level)
{
    for (size_t i = 0; i < a->n_codes; i++) {
        bool found = false;
        for (size_t k = 0; k < b->n_codes; k++)
            found |= vb_str_equal(rolled(codings, a->codes[i], level), rolled(codings, b->codes[k], level));
        if (!found)
            return false;
    }
    return true;
}

bool vb_codings_agree(const vb_codings *codings, const vb_coded_answer *answer, size_t level, bool *known)
{
    const vb_coder_says *first = NULL;
    size_t n = 0;
    bool agree = true;
    for (size_t c = 0; c < codings->n_coders; c++) {
        const vb_coder_says *says = &answer->says[c];
        if (!says->has_set)
            continue;
        n++;
        if (first == NULL) {
            first = says;
            continue;
        }
        agree = agree &&
                vb_str_equal(rolled(codings, first->primary, level), rolled(codings, says->primary, level)) &&
                is_within(codings, first, says, level) && is_within(codings, says, first, level);
    }
    *known = n > 1;
    return agree;
}
