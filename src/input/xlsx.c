/* A sheet of a workbook as records:
 *
 * X0  If no sheet is named: of those that are not hidden the first with a table and a column whose name is that of
 *     answers; else the first with a table and a column that looks like answers (D3 of columns.c); else the first
 *     with a table: two names or more, and a record; else the first.
 *
 * X1  The header is the first row that is not empty and no title (xlsx_titles.c).  Names end where it ends; a name
 *     merged over several columns is the name of all of them.
 *
 *     A sheet of one column whose first row reads as an answer (headless.c) has no header.
 *
 * X2  Rows with nothing in them are no records, as blank lines in CSV.  Rows and cells that are left out are
 *     empty.
 *
 * X3  Numbers are as short as reads back the same; dates and times are ISO 8601; booleans TRUE and FALSE; formulas
 *     what they last came to.
 *
 * X4  Errors (#N/A) are empty, and counted.
 *
 * X5  A record's line is the row's number on the sheet.
 *
 * In memory are the shared strings (their text and 4 bytes each), one row, and the batch: nothing grows with the
 * number of rows. */
#include "input/source.h"

#include "base/str.h"
#include "input/batch.h"
#include "input/column_find.h"
#include "input/columns.h"
#include "input/headless.h"
#include "input/variables.h"
#include "input/xlsx_sheet.h"

#include <stdlib.h>

/* Cells of a batch: what short rows under a wide header may cost in memory. */
#define CELLS_MOST ((size_t)128 * 1024)

enum { LOOK_BYTES = 64 * 1024 }; /* of text, to know a sheet by */

typedef struct {
    vb_xlsx_book book;
    vb_xlsx_sheet *sheet;
    vb_arena arena; /* of the names */
    vb_str *names;
    size_t n;
    size_t header_row; /* on the sheet */
    vb_buffer title;   /* above it; empty: there is none */
    size_t n_ahead;    /* cells of the row that was read ahead; 0: none, or no more */
    bool at_end;
    size_t row;      /* of the next record */
    vb_error failed; /* once and for all */
} workbook;

/* ---- The header ---- */

typedef struct {
    workbook *w;
    bool no_memory;
} merging;

static bool widen(workbook *w, size_t n)
{
    vb_str *names = realloc(w->names, n * sizeof *names);
    if (names == NULL)
        return false;
    w->names = names;
    while (w->n < n)
        names[w->n++] = VB_LITERAL("");
    return true;
}

static void on_merged(void *context, size_t first, size_t last)
{
    merging *m = context;
    workbook *w = m->w;
    if (m->no_memory || first >= w->n || w->names[first].len == 0)
        return;
    if (last >= w->n && !widen(w, last + 1)) {
        m->no_memory = true;
        return;
    }
    for (size_t i = first + 1; i <= last; i++)
        if (w->names[i].len == 0)
            w->names[i] = w->names[first];
}

/* Merged cells stand behind all rows, so look for them only where there may be some: a name is missing, or other rows
 * or the sheet itself are wider. */
static vb_status spread_names(workbook *w, const vb_xlsx_book_sheet *which, size_t header_row, vb_error *err)
{
    bool wanted = w->n_ahead > w->n || vb_xlsx_sheet_width(w->sheet) > w->n;
    for (size_t i = 0; i < w->n; i++)
        wanted = wanted || w->names[i].len == 0;
    if (!wanted)
        return VB_OK;
    merging m = {.w = w};
    vb_status status = vb_xlsx_merges_read(&w->book, which, header_row, on_merged, &m, err);
    return status == VB_OK && m.no_memory ? vb_fail_memory(err) : status;
}

static vb_status read_header(workbook *w, const vb_xlsx_book_sheet *which, vb_error *err)
{
    size_t n = 0, titles;
    const vb_xlsx_cell *cells;
    vb_status status = vb_xlsx_titles_count(&w->book, which, &titles, &w->title, err);
    if (status != VB_OK)
        return status;
    for (size_t i = 0; i <= titles; i++) {
        do {
            status = vb_xlsx_sheet_next(w->sheet, &n, err);
            if (status != VB_OK)
                return status;
            cells = vb_xlsx_sheet_cells(w->sheet);
        } while (n == 1 && cells[0].len == 0); /* a row of errors */
    }
    if (n == 0)
        return vb_fail_at(err, VB_ERROR_INPUT, vb_xlsx_package_path(w->book.package), 0, 0,
                          "nothing on sheet \"%.*s\": it needs at least a header", VB_ARG(which->name));
    if (!widen(w, n))
        return vb_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        w->names[i] = vb_arena_copy(&w->arena, vb_xlsx_sheet_text(w->sheet, &cells[i]));
        if (w->names[i].ptr == NULL)
            return vb_fail_memory(err);
    }
    w->header_row = vb_xlsx_sheet_row(w->sheet);
    status = vb_xlsx_sheet_next(w->sheet, &w->n_ahead, err);
    w->at_end = w->n_ahead == 0;
    return status == VB_OK ? spread_names(w, which, w->header_row, err) : status;
}

/* ---- Records ---- */

static vb_status fail_row(const workbook *w, vb_error *err, const char *text)
{
    (void)vb_fail_at(err, VB_ERROR_INPUT, vb_xlsx_package_path(w->book.package), vb_xlsx_sheet_row(w->sheet), 0, "%s",
                     text);
    if (err != NULL)
        err->row = w->row;
    return VB_ERROR_INPUT;
}

/* Add the row at hand to the batch: its text in one piece, then its cells and their values. */
static vb_status add_record(workbook *w, size_t n_cells, vb_batch *batch, size_t *bytes, vb_error *err)
{
    const vb_xlsx_cell *cells = vb_xlsx_sheet_cells(w->sheet);
    size_t kept = n_cells < w->n ? n_cells : w->n;
    size_t len = 0;
    for (size_t i = 0; i < kept; i++)
        len += cells[i].len;
    if (len > VB_RECORD_LONGEST)
        return fail_row(w, err, "the row is longer than 256 MB: split it");
    char *text = vb_arena_alloc(&batch->arena, len + 1);
    vb_value *values = vb_arena_alloc(&batch->arena, w->n * sizeof *values);
    if (text == NULL || values == NULL || !vb_batch_room(batch, w->n))
        return vb_fail_memory(err);
    vb_str *out = batch->cells + batch->n_cells;
    for (size_t i = 0; i < w->n; i++) {
        vb_str cell = i < kept ? vb_xlsx_sheet_text(w->sheet, &cells[i]) : VB_LITERAL("");
        if (cell.len > 0)
            memcpy(text, cell.ptr, cell.len);
        out[i] = (vb_str){text, cell.len};
        text += cell.len;
        bool is_number = i < kept && cells[i].is_number;
        values[i] = (vb_value){.kind = is_number       ? VB_VALUE_NUMBER
                                       : cell.len == 0 ? VB_VALUE_SYSTEM_MISSING
                                                       : VB_VALUE_TEXT,
                               .number = is_number ? cells[i].number : 0,
                               .text = out[i],
                               .is_date = i < kept && cells[i].is_date};
    }
    batch->records[batch->n++] = (vb_record){.raw = {NULL, 0},
                                             .row = w->row++,
                                             .line = vb_xlsx_sheet_row(w->sheet),
                                             .n_found = n_cells > w->n ? n_cells : w->n,
                                             .values = values};
    batch->n_cells += w->n;
    *bytes += len;
    return VB_OK;
}

static vb_status fill(workbook *w, size_t bytes, vb_batch *batch, vb_error *err)
{
    size_t most = CELLS_MOST / w->n > 0 ? CELLS_MOST / w->n : 1;
    size_t used = 0;
    while (!w->at_end && batch->n < most && (batch->n == 0 || used < bytes)) {
        size_t n = w->n_ahead;
        w->n_ahead = 0;
        vb_status status = n == 0 ? vb_xlsx_sheet_next(w->sheet, &n, err) : VB_OK;
        if (status == VB_OK && n > 0)
            status = add_record(w, n, batch, &used, err);
        if (status != VB_OK)
            return status;
        w->at_end = n == 0;
    }
    return VB_OK;
}

static vb_status next(void *self, size_t bytes, vb_batch *batch, vb_error *err)
{
    workbook *w = self;
    vb_batch_reset(batch);
    if (w->failed.code == VB_OK)
        (void)fill(w, bytes, batch, &w->failed);
    vb_batch_settle(batch, w->n);
    if (w->failed.code == VB_OK || batch->n > 0) /* first the records before the fault */
        return VB_OK;
    if (w->failed.row == 0)
        w->failed.row = w->row;
    if (err != NULL)
        *err = w->failed;
    return w->failed.code;
}

static size_t notes(void *self, vb_buffer *why)
{
    const workbook *w = self;
    size_t errors = vb_xlsx_sheet_errors(w->sheet);
    if (errors > 0)
        vb_buffer_printf(why, "%zu %s as #N/A or #VALUE!, taken for empty\n", errors,
                         errors == 1 ? "cell holds an error such" : "cells hold errors such");
    return 0;
}

/* ---- Which sheet ---- */

/* Forget the sheet that is open. */
static void close_sheet(workbook *w)
{
    vb_xlsx_sheet_close(w->sheet);
    vb_arena_release(&w->arena);
    vb_buffer_release(&w->title);
    free(w->names);
    *w = (workbook){.book = w->book, .row = 1};
}

static vb_status open_sheet(workbook *w, const vb_xlsx_book_sheet *which, vb_error *err)
{
    w->sheet = vb_xlsx_sheet_open(&w->book, which, err);
    return w->sheet == NULL ? err->code : read_header(w, which, err);
}

/* How likely the sheet holds the answers, by its first rows: 0 to 3, see X0.  What fails is no table. */
static int rank_sheet(workbook *w, const vb_xlsx_book_sheet *which)
{
    vb_error ignored = {0};
    vb_batch batch = {0};
    int rank = 0;
    if (open_sheet(w, which, &ignored) == VB_OK && fill(w, LOOK_BYTES, &batch, &ignored) == VB_OK && batch.n > 0) {
        size_t named = 0;
        for (size_t i = 0; i < w->n; i++)
            named += w->names[i].len > 0;
        vb_batch_settle(&batch, w->n);
        vb_answer_look look = vb_columns_look(w->names, w->n, &batch);
        rank = named < 2                  ? (vb_column_named(w->names[0]) ? 3 : 0) /* or it is a cover's line */
               : look == VB_ANSWER_NAMED  ? 3
               : look == VB_ANSWER_WORDED ? 2
                                          : 1;
    }
    vb_batch_release(&batch);
    close_sheet(w);
    return rank;
}

/* X0 */
static const vb_xlsx_book_sheet *choose_sheet(workbook *w, const char *wanted, const char **why, vb_error *err)
{
    static const char *const reasons[] = {"the first", "the first with a table", "the first with a column of text",
                                          "the first with a column of answers"};
    const vb_xlsx_book_sheet *best = vb_xlsx_book_sheet_find(&w->book, wanted, err);
    *why = "as asked";
    if (best == NULL || wanted != NULL)
        return best;
    int best_rank = w->book.n_sheets > 1 ? rank_sheet(w, best) : 0;
    for (size_t i = 0; i < w->book.n_sheets && w->book.n_sheets > 1 && best_rank < 3; i++) {
        const vb_xlsx_book_sheet *sheet = &w->book.sheets[i];
        int rank = sheet->part == NULL || sheet->hidden || sheet == best ? 0 : rank_sheet(w, sheet);
        if (rank > best_rank) {
            best = sheet;
            best_rank = rank;
        }
    }
    *why = reasons[best_rank];
    return best;
}

/* X1: go back to the first row, if it is no header. */
static vb_status find_header(workbook *w, const vb_xlsx_book_sheet *which, const char *asked, vb_buffer *why,
                             vb_error *err)
{
    vb_headless_cell look;
    if (w->n != 1 || w->n_ahead > 1)
        return VB_OK;
    if (!vb_headless_look(w->names[0], asked, &look))
        return vb_fail_memory(err);
    if (look != VB_HEADLESS_ANSWER)
        return VB_OK;
    vb_buffer_add_text(why, "no header: the only column begins with ");
    vb_column_quote(why, w->names[0]);
    vb_buffer_add_text(why, ", which is taken as an answer; with --answer and that text it is the column's name\n");
    vb_xlsx_sheet_close(w->sheet);
    w->sheet = vb_xlsx_sheet_open(&w->book, which, err);
    if (w->sheet == NULL)
        return err->code;
    w->names[0] = VB_LITERAL("answer");
    w->n_ahead = 0;
    w->at_end = false;
    return VB_OK;
}

static void close_workbook(void *self)
{
    workbook *w = self;
    close_sheet(w);
    vb_xlsx_book_release(&w->book);
    free(w);
}

static void tell_sheet(const workbook *w, const vb_xlsx_book_sheet *which, const char *reason, vb_buffer *why)
{
    if (w->book.n_sheets > 1) {
        vb_buffer_printf(why, "sheet \"%.*s\" (%s) of ", VB_ARG(which->name), reason);
        vb_xlsx_book_list(&w->book, why);
        vb_buffer_add_char(why, '\n');
    }
    if (w->title.len > 0) {
        vb_buffer_add_text(why, "title: ");
        vb_column_quote(why, vb_buffer_str(&w->title));
        vb_buffer_printf(why, ", no header; that is row %zu of the sheet\n", w->header_row);
    }
}

vb_status vb_xlsx_open(const char *path, const vb_input_options *options, vb_source *source, vb_buffer *why,
                       vb_error *err)
{
    static const vb_source_kind kind = {.next = next, .close = close_workbook, .notes = notes};
    vb_error own = {0};
    workbook *w = calloc(1, sizeof *w);
    if (w == NULL)
        return vb_fail_memory(err);
    w->row = 1;
    const vb_xlsx_book_sheet *which = NULL;
    const char *reason;
    vb_status status = vb_xlsx_book_init(&w->book, path, &own);
    if (status == VB_OK && (which = choose_sheet(w, options->sheet, &reason, &own)) == NULL)
        status = own.code;
    if (status == VB_OK)
        status = open_sheet(w, which, &own);
    if (status == VB_OK)
        status = find_header(w, which, options->answer, why, &own);
    if (status != VB_OK) {
        close_workbook(w);
        if (err != NULL)
            *err = own;
        return status;
    }
    tell_sheet(w, which, reason, why);
    *source = (vb_source){.kind = &kind, .self = w, .names = w->names, .n = w->n};
    return VB_OK;
}
