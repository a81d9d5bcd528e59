/* Titles above a sheet's header: the first rows with anything in them, four at most, with one filled cell each,
 * before one with two or more, all of them text.  If that can be a header (S3 of sniff.c), half of the rows behind it
 * have two filled cells or more; else four in five of three or more have, and the title is no column's name. */
#include "base/str.h"
#include "input/columns.h"
#include "input/sniff.h"
#include "input/xlsx_sheet.h"

enum { TITLES_MOST = 4, LOOK_ROWS = 20 };

/* What is known of a row. */
typedef struct {
    size_t filled;
    bool has_number, is_header;
} row_look;

static bool look_at(const vb_xlsx_sheet *sheet, size_t n, vb_arena *arena, row_look *row)
{
    const vb_xlsx_cell *cells = vb_xlsx_sheet_cells(sheet);
    vb_str *texts = vb_arena_alloc(arena, n * sizeof *texts);
    bool spaced;
    *row = (row_look){0};
    for (size_t i = 0; texts != NULL && i < n; i++) {
        texts[i] = vb_xlsx_sheet_text(sheet, &cells[i]);
        row->filled += vb_str_trim(texts[i]).len > 0;
        row->has_number |= cells[i].is_number;
    }
    row->is_header = texts != NULL && row->filled > 1 && vb_sniff_is_header(texts, n, &spaced);
    return texts != NULL;
}

/* Read the rows looked at, and copy the title. */
static vb_status look(vb_xlsx_sheet *sheet, vb_arena *arena, row_look *rows, size_t *n, vb_buffer *title,
                      vb_error *err)
{
    for (*n = 0; *n < LOOK_ROWS; (*n)++) {
        size_t cells;
        vb_status status = vb_xlsx_sheet_next(sheet, &cells, err);
        if (status != VB_OK || cells == 0)
            return *n > 0 ? VB_OK : status; /* a fault further down is told of in its turn */
        if (!look_at(sheet, cells, arena, &rows[*n]))
            return vb_fail_memory(err);
        for (size_t i = 0; *n == 0 && rows[0].filled == 1 && i < cells; i++)
            vb_buffer_add_str(title, vb_str_trim(vb_xlsx_sheet_text(sheet, &vb_xlsx_sheet_cells(sheet)[i])));
        if (rows[0].filled != 1) /* the usual case */
            return VB_OK;
    }
    return VB_OK;
}

static size_t count(const row_look *rows, size_t n, vb_str title)
{
    size_t titles = 0, wide = 0;
    while (titles < n && titles <= TITLES_MOST && rows[titles].filled == 1)
        titles++;
    if (titles == 0 || titles > TITLES_MOST || titles == n || rows[titles].filled < 2 || rows[titles].has_number)
        return 0;
    size_t behind = n - titles - 1;
    for (size_t i = titles + 1; i < n; i++)
        wide += rows[i].filled > 1;
    bool titled = rows[titles].is_header ? behind > 0 && 2 * wide >= behind
                                         : behind >= 3 && 5 * wide >= 4 * behind && !vb_column_named(title);
    return titled ? titles : 0;
}

vb_status vb_xlsx_titles_count(const vb_xlsx_book *book, const vb_xlsx_book_sheet *which, size_t *n, vb_buffer *title,
                               vb_error *err)
{
    row_look rows[LOOK_ROWS];
    vb_arena arena = {0};
    size_t n_rows;
    vb_xlsx_sheet *sheet = vb_xlsx_sheet_open(book, which, err);
    *n = 0;
    if (sheet == NULL)
        return err->code;
    vb_status status = look(sheet, &arena, rows, &n_rows, title, err);
    if (status == VB_OK)
        *n = count(rows, n_rows, vb_buffer_str(title));
    if (*n == 0)
        vb_buffer_clear(title);
    vb_xlsx_sheet_close(sheet);
    vb_arena_release(&arena);
    return status == VB_OK && title->failed ? vb_fail_memory(err) : status;
}
