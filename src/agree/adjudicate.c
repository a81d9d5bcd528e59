#include "agree/adjudicate.h"

#include "agree/cells.h"
#include "agree/source.h"
#include "base/grow.h"
#include "base/str.h"
#include "base/tell.h"
#include "input/column_find.h"
#include "output/codesheet.h"
#include "run/inputs.h"

#include <stdlib.h>

/* Cells of a table, row by row. */
typedef struct {
    vb_str *cells;
    const vb_fill *fills;
    size_t n, cap, columns;
    vb_arena arena;
    bool failed;
} table;

static void put(table *t, vb_str text)
{
    vb_str kept = vb_arena_copy(&t->arena, text);
    t->failed |= kept.ptr == NULL || !VB_PUSH_ROOM(t->cells, t->n, t->cap);
    if (!t->failed)
        t->cells[t->n++] = kept;
}

static void put_joined(table *t, vb_str first, const char *second)
{
    vb_buffer text = {0};
    vb_buffer_add_str(&text, first);
    vb_buffer_add_text(&text, second);
    t->failed |= text.failed;
    put(t, vb_buffer_str(&text));
    vb_buffer_release(&text);
}

static void put_set(table *t, const vb_codings *codings, const vb_coder_says *says)
{
    vb_buffer text = {0};
    vb_codings_add_set(codings, says, &text);
    t->failed |= text.failed;
    put(t, vb_buffer_str(&text));
    vb_buffer_release(&text);
}

static vb_status write_table(table *t, const char *path, vb_error *err)
{
    vb_status status = VB_OK;
    if (t->failed) {
        status = vb_fail_memory(err);
    } else {
        vb_codesheet sheet = {.table = {.title = VB_LITERAL("coding"),
                                        .cells = t->cells,
                                        .rows = t->n / t->columns,
                                        .columns = t->columns},
                              .fills = t->fills};
        status = vb_codesheet_write(&sheet, path, err);
    }
    free(t->cells);
    vb_arena_release(&t->arena);
    return status;
}

vb_status vb_adjudicate_write(const vb_codings *codings, const vb_job *job, const char *path, vb_error *err)
{
    table t = {.columns = 2 + 2 * codings->n_coders + 3};
    vb_fill *fills = vb_arena_alloc(&t.arena, t.columns * sizeof *fills);
    if (fills == NULL)
        return vb_fail_memory(err);
    fills[1] = VB_FILL_GIVEN;
    t.fills = fills;
    put(&t, VB_LITERAL("id"));
    put(&t, VB_LITERAL("answer"));
    for (size_t c = 0; c < codings->n_coders; c++) {
        put_joined(&t, codings->coders[c].name, " primary");
        put_joined(&t, codings->coders[c].name, " codes");
    }
    put(&t, VB_LITERAL("gold_primary"));
    put(&t, VB_LITERAL("gold_codes"));
    put(&t, VB_LITERAL("note"));
    size_t n = 0;
    for (size_t a = 0; a < codings->n_answers; a++) {
        const vb_coded_answer *answer = &codings->answers[a];
        vb_difference difference = vb_codings_compare(codings, answer, 0);
        if (!difference.primary_differs && !difference.set_differs)
            continue;
        n++;
        put(&t, answer->id);
        put(&t, answer->answer);
        for (size_t c = 0; c < codings->n_coders; c++) {
            put(&t, vb_codings_primary(codings, &answer->says[c]));
            put_set(&t, codings, &answer->says[c]);
        }
        for (int i = 0; i < 3; i++)
            put(&t, VB_LITERAL(""));
    }
    vb_status status = write_table(&t, path, err);
    if (status == VB_OK)
        vb_job_tell(
            job,
            "%s: %zu answers to be settled: fill in gold_primary and gold_codes (none for no code), then pass it "
            "as --adjudicated with --write-gold",
            path, n);
    return status;
}

/* ---- Gold of what was settled ---- */

typedef struct {
    vb_str primary, codes, note; /* as filled in */
    bool used;
} settled_row;

typedef struct {
    settled_row *rows;
    size_t n, cap;
    vb_map ids;
    vb_arena arena;
} settled_sheet;

static void settled_release(settled_sheet *s)
{
    free(s->rows);
    vb_map_release(&s->ids);
    vb_arena_release(&s->arena);
}

/* The first code of a cell, "none" or nothing. */
static vb_str first_of(vb_str cell)
{
    vb_str code;
    if (vb_cell_look(cell) == VB_CELL_NONE)
        return VB_LITERAL("none");
    return vb_cell_look(cell) == VB_CELL_CODES && vb_cell_next(&cell, &code) ? code : VB_LITERAL("");
}

static vb_str cell_of(const vb_record *record, size_t column)
{
    return column == VB_NO_COLUMN ? VB_LITERAL("") : vb_str_trim(record->cells[column]);
}

/* Keep a row, if it is filled in. */
static bool keep_row(settled_sheet *s, const vb_record *record, size_t id, const vb_coder_columns *gold, size_t note)
{
    vb_str primary = cell_of(record, gold->primary), codes = cell_of(record, gold->codes);
    if (first_of(primary).len == 0)
        primary = first_of(codes);
    if (first_of(codes).len == 0)
        codes = primary;
    if (primary.len == 0 || vb_map_find(&s->ids, cell_of(record, id)) != VB_MAP_NONE)
        return true;
    vb_str key = vb_arena_copy(&s->arena, cell_of(record, id));
    settled_row row = {vb_arena_copy(&s->arena, primary), vb_arena_copy(&s->arena, codes),
                       vb_arena_copy(&s->arena, cell_of(record, note)), false};
    if (key.ptr == NULL || row.primary.ptr == NULL || row.codes.ptr == NULL || row.note.ptr == NULL ||
        !VB_PUSH_ROOM(s->rows, s->n, s->cap) || !vb_map_set(&s->ids, key, s->n))
        return false;
    s->rows[s->n++] = row;
    return true;
}

static vb_status read_settled(const vb_job *job, const char *path, settled_sheet *s, vb_error *err)
{
    vb_input_options how = {.encoding = job->encoding};
    vb_records *records = vb_records_open(path, &how, err);
    if (records == NULL)
        return err->code;
    vb_batch batch = {0};
    vb_coder_columns gold;
    size_t id = 0, note = VB_NO_COLUMN;
    vb_status status = vb_column_find(records, VB_LITERAL("id"), &id, err);
    if (status == VB_OK)
        status = vb_source_coder(records, NULL, true, true, NULL, &s->arena, &gold, NULL, err);
    (void)vb_column_find(records, VB_LITERAL("note"), &note, NULL);
    while (status == VB_OK && (status = vb_records_next(records, &batch, err)) == VB_OK && batch.n > 0)
        for (size_t i = 0; i < batch.n && status == VB_OK; i++)
            if (!keep_row(s, &batch.records[i], id, &gold, note))
                status = vb_fail_memory(err);
    vb_batch_release(&batch);
    vb_records_close(records);
    return status;
}

static void put_gold(table *t, const vb_coded_answer *answer, vb_str primary, vb_str codes, const char *source,
                     vb_str note)
{
    put(t, answer->id);
    put(t, answer->answer);
    put(t, primary);
    put(t, vb_cell_look(codes) == VB_CELL_NONE ? VB_LITERAL("") : codes);
    put(t, vb_str_of(source));
    put(t, note);
}

vb_status vb_adjudicated_merge(const vb_codings *codings, const vb_job *job, const vb_agree_options *options,
                               vb_error *err)
{
    static const char *const header[] = {"id", "answer", "gold_primary", "gold_codes", "source", "note"};
    static const vb_fill fills[] = {VB_FILL_FREE, VB_FILL_GIVEN, VB_FILL_FREE,
                                    VB_FILL_FREE, VB_FILL_FREE,  VB_FILL_FREE};
    settled_sheet s = {0};
    table t = {.columns = 6, .fills = fills};
    size_t agreed = 0, settled = 0, open = 0, strangers = 0;
    vb_buffer set = {0};
    vb_status status = read_settled(job, options->adjudicated, &s, err);
    for (size_t i = 0; i < 6; i++)
        put(&t, vb_str_of(header[i]));
    for (size_t a = 0; a < codings->n_answers && status == VB_OK; a++) {
        const vb_coded_answer *answer = &codings->answers[a];
        size_t at = vb_map_find(&s.ids, answer->id);
        vb_difference difference = vb_codings_compare(codings, answer, 0);
        if (at != VB_MAP_NONE) {
            settled_row *row = &s.rows[at];
            row->used = true;
            settled++;
            put_gold(&t, answer, row->primary, row->codes, "adjudicated", row->note);
        } else if (difference.compared && !difference.primary_differs && !difference.set_differs) {
            const vb_coder_says *says = answer->says;
            while (!says->has_set)
                says++;
            vb_buffer_clear(&set);
            vb_codings_add_set(codings, says, &set);
            agreed++;
            put_gold(&t, answer, vb_codings_primary(codings, says), vb_buffer_str(&set), "agreed", VB_LITERAL(""));
        } else {
            open++;
            if (open <= 10)
                vb_job_tell(job, "id %.*s: %s: not in the gold", VB_ARG(answer->id),
                            difference.compared ? "not agreed and not settled"
                                                : "coded by one coder and not settled");
        }
    }
    for (size_t i = 0; i < s.n; i++)
        strangers += !s.rows[i].used;
    t.failed |= set.failed;
    if (status == VB_OK) {
        status = write_table(&t, options->write_gold, err);
    } else {
        free(t.cells);
        vb_arena_release(&t.arena);
    }
    if (status == VB_OK)
        vb_job_tell(
            job,
            "%s: gold of %zu answers: %zu agreed, %zu settled; %zu left out as not settled; %zu rows of %s have an "
            "id that no coder has",
            options->write_gold, agreed + settled, agreed, settled, open, strangers, options->adjudicated);
    vb_buffer_release(&set);
    settled_release(&s);
    return status;
}
