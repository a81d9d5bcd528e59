/* Coded rows as a workbook: the sheet `coded` with the input's columns and the added ones, then sheets of tables.
 *
 * libxlsxwriter writes rows to a temporary file as they come and puts the workbook together at the end, so memory
 * does not grow.  It does not look whether its writes succeed: the rows' file is checked here, and the finished
 * workbook is read through. */
#include "output/sink.h"

#include "base/str.h"
#include "input/stat_format.h"
#include "input/xlsx_part.h"
#include "output/sink_kind.h"
#include "output/xlsx_date.h"
#include "output/xlsx_file.h"
#include "output/xlsx_text.h"
#include "text/width.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    ROWS_MOST = 1048576, /* of a sheet, the header among them */
    COLUMNS_MOST = 16384,
    WIDTH_LEAST = 8, /* of a column, in characters */
    WIDTH_MOST = 50,
    HEAD_MOST = 24,   /* what a name may ask for: a longer one is wrapped */
    LINE_HEIGHT = 15, /* of a row, in points */
    LINES_MOST = 27,  /* Excel's rows are no higher than 409 points */
};

static const char cut_mark[] = " [cut]";

typedef struct {
    vb_sink kind;
    char *path;
    char *folder; /* for temporary rows; or NULL */
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *head, *cell, *dates[VB_XLSX_SHOWN_KINDS];
    locale_t c_locale;
    const vb_row_layout *layout;
    const vb_variables *variables; /* of the layout's columns, or NULL */
    vb_buffer *why;
    lxw_row_t row; /* the next */
    size_t *widths;
    size_t n; /* columns */
    vb_buffer text;
    size_t n_cut, first_cut; /* cells; the row of the first */
} xlsx_sink;

/* ---- Cells ---- */

static vb_status put_text(xlsx_sink *s, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, vb_str text,
                          lxw_format *format, size_t *width, vb_error *err)
{
    *width = 0;
    if (text.len == 0)
        return VB_OK;
    if (vb_xlsx_text(text, VB_XLSX_CELL_MOST, cut_mark, &s->text, width) && s->n_cut++ == 0)
        s->first_cut = row;
    if (s->text.failed)
        return vb_fail_memory(err);
    lxw_error code = worksheet_write_string(sheet, row, column, s->text.ptr, format);
    if (code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) {
        /* Its escapes count as they are written. */
        if (s->n_cut++ == 0)
            s->first_cut = row;
        (void)vb_xlsx_text(text, VB_XLSX_CELL_MOST / 7, cut_mark, &s->text, width);
        if (s->text.failed)
            return vb_fail_memory(err);
        code = worksheet_write_string(sheet, row, column, s->text.ptr, format);
    }
    return code == LXW_NO_ERROR ? VB_OK : vb_xlsx_fail(s->path, code, err);
}

/* A number if the text is one as RFC 8259 has it; else text. */
static vb_status put_number(xlsx_sink *s, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, vb_str text,
                            lxw_format *format, size_t *width, vb_error *err)
{
    char copy[64];
    if (text.len == 0 || text.len >= sizeof copy || !vb_is_number(text))
        return put_text(s, sheet, row, column, text, format, width, err);
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    *width = text.len;
    lxw_error code = worksheet_write_number(sheet, row, column, strtod_l(copy, NULL, s->c_locale), format);
    return code == LXW_NO_ERROR ? VB_OK : vb_xlsx_fail(s->path, code, err);
}

/* Whether a cell of the input was the number that its text shows: a label or a date stays text. */
static bool was_number(const xlsx_sink *s, const vb_record *record, size_t i)
{
    char copy[64];
    const vb_value *values = record->values;
    vb_str text = record->cells[i];
    if (values == NULL || values[i].kind != VB_VALUE_NUMBER || text.len >= sizeof copy || !vb_is_number(text))
        return false;
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return strtod_l(copy, NULL, s->c_locale) == values[i].number; /* exactly */
}

/* Whether a cell of the input was a date or a time: in a workbook, or of a variable of dates. */
static bool was_date(const xlsx_sink *s, const vb_record *record, size_t i)
{
    const vb_value *values = record->values;
    if (values == NULL || values[i].is_date || s->variables == NULL)
        return values != NULL && values[i].is_date;
    vb_stat_class class = vb_stat_class_of(s->variables->origin, s->variables->items[i].format);
    return values[i].kind == VB_VALUE_NUMBER && class >= VB_STAT_DATE && class <= VB_STAT_TIME;
}

/* A date of the workbook; false if the text is none that it can have. */
static bool put_date(xlsx_sink *s, lxw_col_t column, vb_str text, size_t *width)
{
    lxw_datetime date;
    vb_xlsx_shown shown;
    *width = text.len;
    return vb_xlsx_date_parse(text, &date, &shown) &&
           worksheet_write_datetime(s->sheet, s->row, column, &date, s->dates[shown]) == LXW_NO_ERROR;
}

/* Lines that a text is wrapped to, about, in a column of this width. */
static size_t count_lines(vb_str text, size_t width)
{
    size_t lines = 0;
    while (text.len > 0) {
        const char *end = memchr(text.ptr, '\n', text.len);
        vb_str line = end == NULL ? text : (vb_str){text.ptr, (size_t)(end - text.ptr)};
        lines += 1 + vb_display_width(line) / width;
        text = end == NULL ? VB_LITERAL("") : vb_str_cut(text, line.len + 1, text.len);
    }
    return lines;
}

/* Not every program makes wrapped rows as high as they must be. */
static void set_height(lxw_worksheet *sheet, lxw_row_t row, size_t lines)
{
    if (lines > 1)
        (void)worksheet_set_row(sheet, row, (double)(LINE_HEIGHT * (lines < LINES_MOST ? lines : LINES_MOST)), NULL);
}

static void widen(xlsx_sink *s, size_t column, size_t width)
{
    if (width > s->widths[column])
        s->widths[column] = width;
}

/* ---- Rows ---- */

/* The file for temporary rows: an error there shows nowhere else. */
static vb_status check_rows(const xlsx_sink *s, const lxw_worksheet *sheet, vb_error *err)
{
    FILE *file = sheet->optimize_tmpfile;
    errno = 0;
    if (file == NULL || (fflush(file) == 0 && !ferror(file)))
        return VB_OK;
    return errno == 0 ? vb_xlsx_fail(s->path, LXW_ERROR_CREATING_TMPFILE, err)
                      : vb_xlsx_fail_system(s->path, errno, err);
}

static vb_status add_cells(xlsx_sink *s, const vb_record *record, const vb_str *values, vb_error *err)
{
    const vb_row_layout *layout = s->layout;
    vb_status status = VB_OK;
    size_t lines = 1;
    for (size_t i = 0; i < s->n && status == VB_OK; i++) {
        size_t width;
        bool added = i >= layout->n_header;
        vb_str text = added ? values[i - layout->n_header] : record->cells[i];
        vb_added_kind kind = added && layout->kinds != NULL ? layout->kinds[i - layout->n_header] : VB_KIND_TEXT;
        bool number = added ? kind == VB_KIND_NUMBER || kind == VB_KIND_FLAG : was_number(s, record, i);
        if (added || !was_date(s, record, i) || !put_date(s, (lxw_col_t)i, text, &width))
            status = (number ? put_number : put_text)(s, s->sheet, s->row, (lxw_col_t)i, text, s->cell, &width, err);
        widen(s, i, width);
        size_t wrapped = text.len >= WIDTH_LEAST ? count_lines(text, WIDTH_MOST) : 1;
        lines = wrapped > lines ? wrapped : lines;
    }
    set_height(s->sheet, s->row, lines);
    return status;
}

static vb_status add(vb_sink *sink, const vb_record *record, const vb_str *values, vb_error *err)
{
    xlsx_sink *s = (xlsx_sink *)sink;
    if (s->row == ROWS_MOST)
        return vb_fail_at(err, VB_ERROR_WRITE, s->path, 0, 0,
                          "more than %d records, the most that an XLSX sheet holds: write CSV (-o FILE.csv)",
                          ROWS_MOST - 1);
    locale_t before = uselocale(s->c_locale);
    vb_status status = add_cells(s, record, values, err);
    s->row++;
    if (status == VB_OK && s->row % 4096 == 0)
        status = check_rows(s, s->sheet, err);
    (void)uselocale(before);
    return status;
}

/* ---- Sheets of tables ---- */

static lxw_error set_width(lxw_worksheet *sheet, size_t column, size_t width)
{
    size_t wide = width + 2 < WIDTH_LEAST ? WIDTH_LEAST : width + 2 > WIDTH_MOST ? WIDTH_MOST : width + 2;
    return worksheet_set_column(sheet, (lxw_col_t)column, (lxw_col_t)column, (double)wide, NULL);
}

/* The row `head` stays in sight, and is on each page of paper, across which all columns go. */
static void set_page(lxw_worksheet *sheet, lxw_row_t head)
{
    worksheet_freeze_panes(sheet, head + 1, 0);
    (void)worksheet_repeat_rows(sheet, head, head);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
}

static vb_status add_sheet(xlsx_sink *s, const vb_sheet *table, vb_error *err)
{
    if (table->rows > ROWS_MOST || table->columns > COLUMNS_MOST)
        return vb_fail_at(err, VB_ERROR_WRITE, s->path, 0, 0, "the table \"%.*s\" is larger than an XLSX sheet",
                          VB_ARG(table->title));
    lxw_worksheet *sheet = vb_xlsx_sheet_add(s->workbook, table->title);
    if (sheet == NULL)
        return vb_fail_memory(err);
    for (size_t column = 0; column < table->columns; column++)
        s->widths[column] = 0;
    vb_status status = VB_OK;
    size_t lines = 1; /* of the head */
    for (size_t i = 0; i < table->rows * table->columns && status == VB_OK; i++) {
        size_t width, column = i % table->columns, row = i / table->columns;
        bool number = table->numbers != NULL && table->numbers[i];
        status = (number ? put_number : put_text)(s, sheet, (lxw_row_t)row, (lxw_col_t)column, table->cells[i],
                                                  row == table->head ? s->head : NULL, &width, err);
        if (row == table->head) {
            size_t wrapped = count_lines(table->cells[i], HEAD_MOST);
            lines = wrapped > lines ? wrapped : lines;
            set_height(sheet, (lxw_row_t)row, lines);
        }
        if (row >= table->head)
            widen(s, column, row == table->head && width > HEAD_MOST ? HEAD_MOST : width);
    }
    for (size_t column = 0; column < table->columns && status == VB_OK; column++)
        (void)set_width(sheet, column, s->widths[column]);
    set_page(sheet, (lxw_row_t)table->head);
    return status == VB_OK ? check_rows(s, sheet, err) : status;
}

/* ---- The end ---- */

static void discard(vb_sink *sink)
{
    xlsx_sink *s = (xlsx_sink *)sink;
    if (s->workbook != NULL)
        vb_xlsx_drop(s->workbook);
    if (s->c_locale != (locale_t)0)
        freelocale(s->c_locale);
    vb_buffer_release(&s->text);
    free(s->widths);
    free(s->folder);
    free(s->path);
    free(s);
}

static void finish_sheet(xlsx_sink *s)
{
    for (size_t column = 0; column < s->n; column++)
        (void)set_width(s->sheet, column, s->widths[column]);
    set_page(s->sheet, 0);
    (void)worksheet_autofilter(s->sheet, 0, 0, s->row - 1, (lxw_col_t)(s->n - 1));
}

static vb_status finish(vb_sink *sink, const vb_sheet *sheets, size_t n_sheets, vb_error *err)
{
    xlsx_sink *s = (xlsx_sink *)sink;
    locale_t before = uselocale(s->c_locale);
    vb_status status = check_rows(s, s->sheet, err);
    finish_sheet(s);
    for (size_t i = 0; i < n_sheets && status == VB_OK; i++) {
        size_t *widths = realloc(s->widths, (sheets[i].columns + s->n) * sizeof *widths);
        if (widths != NULL)
            s->widths = widths;
        status = widths == NULL ? vb_fail_memory(err) : add_sheet(s, &sheets[i], err);
    }
    if (status == VB_OK) {
        lxw_workbook *workbook = s->workbook;
        s->workbook = NULL;
        status = vb_xlsx_close(workbook, s->path, err);
    }
    if (status == VB_OK && s->n_cut > 0 && s->why != NULL)
        vb_buffer_printf(s->why,
                         "%zu %s longer than the %d characters that XLSX can hold: cut, with \"%s\" at the "
                         "end; the first in row %zu\n",
                         s->n_cut, s->n_cut == 1 ? "cell was" : "cells were", VB_XLSX_CELL_MOST, cut_mark + 1,
                         s->first_cut);
    (void)uselocale(before);
    discard(sink);
    return status;
}

/* ---- The beginning ---- */

static vb_status write_header(xlsx_sink *s, vb_error *err)
{
    const vb_row_layout *layout = s->layout;
    vb_status status = VB_OK;
    size_t lines = 1;
    for (size_t i = 0; i < s->n && status == VB_OK; i++) {
        size_t width;
        vb_str name = i < layout->n_header ? layout->header[i] : layout->added[i - layout->n_header];
        status = put_text(s, s->sheet, 0, (lxw_col_t)i, name, s->head, &width, err);
        widen(s, i, width > HEAD_MOST ? HEAD_MOST : width);
        size_t wrapped = count_lines(name, HEAD_MOST);
        lines = wrapped > lines ? wrapped : lines;
    }
    set_height(s->sheet, 0, lines);
    s->row = 1;
    return status;
}

/* Long texts are wrapped, so what stands beside them stands at the top.  False when memory is out. */
static bool add_formats(xlsx_sink *s)
{
    s->head = workbook_add_format(s->workbook);
    s->cell = workbook_add_format(s->workbook);
    if (s->head == NULL || s->cell == NULL)
        return false;
    format_set_bold(s->head);
    format_set_text_wrap(s->head);
    format_set_align(s->head, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(s->cell);
    format_set_align(s->cell, LXW_ALIGN_VERTICAL_TOP);
    for (size_t i = 0; i < VB_XLSX_SHOWN_KINDS; i++) {
        s->dates[i] = workbook_add_format(s->workbook);
        if (s->dates[i] == NULL)
            return false;
        format_set_num_format(s->dates[i], vb_xlsx_date_formats[i]);
        format_set_align(s->dates[i], LXW_ALIGN_VERTICAL_TOP);
        format_set_align(s->dates[i], LXW_ALIGN_LEFT);
    }
    return true;
}

static vb_status begin(xlsx_sink *s, const char *path, const vb_sink_options *options, vb_error *err)
{
    lxw_workbook_options how = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE};
    /* The date is one for all, as those in the archive, so that the same input gives the same bytes. */
    lxw_doc_properties about = {.created = 315532800}; /* 1980-01-01 */
    s->path = strdup(path);
    s->widths = calloc(s->n, sizeof *s->widths);
    s->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (options->folder != NULL && access(options->folder, W_OK | X_OK) == 0)
        s->folder = strdup(options->folder);
    if (s->path == NULL || s->widths == NULL || s->c_locale == (locale_t)0)
        return vb_fail_memory(err);
    how.tmpdir = s->folder;
    s->workbook = workbook_new_opt(path, &how);
    if (s->workbook == NULL)
        return vb_fail_memory(err);
    s->sheet = workbook_add_worksheet(s->workbook, "coded");
    if (s->sheet == NULL || s->sheet->optimize_tmpfile == NULL)
        return vb_xlsx_fail(s->path, LXW_ERROR_CREATING_TMPFILE, err);
    if (!add_formats(s))
        return vb_fail_memory(err);
    if (options->title != NULL) {
        size_t width;
        (void)vb_xlsx_text(vb_str_of(options->title), 255, "", &s->text, &width);
        if (s->text.failed)
            return vb_fail_memory(err);
        about.title = s->text.ptr;
    }
    if (workbook_set_properties(s->workbook, &about) != LXW_NO_ERROR)
        return vb_fail_memory(err);
    return write_header(s, err);
}

vb_sink *vb_xlsx_sink_new(const char *path, const vb_sink_options *options, vb_error *err)
{
    const vb_row_layout *layout = options->layout;
    size_t n = layout->n_header + layout->n_added;
    if (n > COLUMNS_MOST || n == 0) {
        (void)vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0,
                         "%zu columns, where an XLSX sheet holds %d: write CSV (-o FILE.csv) or fewer columns", n,
                         (int)COLUMNS_MOST);
        return NULL;
    }
    struct stat about;
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) {
        (void)vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0,
                         "is no regular file, and a workbook can only be written to one: name a file");
        return NULL;
    }
    xlsx_sink *s = calloc(1, sizeof *s);
    if (s == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    *s = (xlsx_sink){
        .kind = {.add = add, .finish = finish, .discard = discard}, .layout = layout, .why = options->why, .n = n};
    if (options->variables != NULL && options->variables->n == layout->n_header)
        s->variables = options->variables;
    if (begin(s, path, options, err) == VB_OK)
        return &s->kind;
    discard(&s->kind);
    return NULL;
}
