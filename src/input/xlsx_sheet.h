/* A sheet, row by row. */
#ifndef VB_INPUT_XLSX_SHEET_H
#define VB_INPUT_XLSX_SHEET_H

#include "input/xlsx_book.h"

enum { VB_XLSX_COLUMNS_MOST = 16384 }; /* A to XFD */

/* A cell: text of the row's own, or one of the shared strings. */
typedef struct {
    size_t at, len; /* in the row's bytes or the strings' */
    bool shared;
    bool is_number; /* and no date */
    bool is_date;   /* or a time */
    double number;
} vb_xlsx_cell;

typedef struct vb_xlsx_sheet vb_xlsx_sheet;

/* NULL with *err set.  The book must outlive it. */
vb_xlsx_sheet *vb_xlsx_sheet_open(const vb_xlsx_book *book, const vb_xlsx_book_sheet *which, vb_error *err);
void vb_xlsx_sheet_close(vb_xlsx_sheet *sheet); /* takes NULL */

/* The next row that has anything in it: *n cells, empty ones among them, the last not empty; 0 at the end.
 * The row lives until the next call. */
vb_status vb_xlsx_sheet_next(vb_xlsx_sheet *sheet, size_t *n, vb_error *err);
size_t vb_xlsx_sheet_row(const vb_xlsx_sheet *sheet); /* its number on the sheet, from 1 */
const vb_xlsx_cell *vb_xlsx_sheet_cells(const vb_xlsx_sheet *sheet);
vb_str vb_xlsx_sheet_text(const vb_xlsx_sheet *sheet, const vb_xlsx_cell *cell);

/* Cells so far that hold an error (#N/A), which are empty; and how many columns the sheet says it has (0: it does
 * not say). */
size_t vb_xlsx_sheet_errors(const vb_xlsx_sheet *sheet);
size_t vb_xlsx_sheet_width(const vb_xlsx_sheet *sheet);

/* The cells that are merged with others, which stand behind all rows: calls `merged` for each range that begins in
 * `row`, with its first and last column, from 0. */
vb_status vb_xlsx_merges_read(const vb_xlsx_book *book, const vb_xlsx_book_sheet *which, size_t row,
                              void (*merged)(void *context, size_t first, size_t last), void *context, vb_error *err);

/* How many rows with anything in them stand above the header as titles (see xlsx_titles.c), and the first one's text.
 */
vb_status vb_xlsx_titles_count(const vb_xlsx_book *book, const vb_xlsx_book_sheet *which, size_t *n, vb_buffer *title,
                               vb_error *err);

/* "BC12" as row 12 and column 54 (from 0), either of which may miss (0, SIZE_MAX).  Moves on *p. */
void vb_xlsx_reference(const char **p, size_t *row, size_t *column);

#endif
