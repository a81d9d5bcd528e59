#include "output/workbook.h"

#include "output/xlsx_file.h"
#include "output/xlsx_text.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct vb_workbook {
    char *path;
    lxw_workbook *file;
    lxw_worksheet *sheet;
    lxw_format *styles[VB_STYLES];
    locale_t c_locale;
    vb_buffer text;
    bool memory; /* is out */
    lxw_error failed;
};

static void keep(vb_workbook *book, lxw_error code)
{
    if (book->failed == LXW_NO_ERROR)
        book->failed = code;
}

static vb_status fail(const vb_workbook *book, vb_error *err)
{
    return book->memory ? vb_fail_memory(err) : vb_xlsx_fail(book->path, book->failed, err);
}

/* ---- Beginning ---- */

static bool make_styles(vb_workbook *book)
{
    static const char *const formats[VB_STYLES] = {
        [VB_STYLE_COUNT] = "#,##0", [VB_STYLE_SHARE] = "0 %", [VB_STYLE_FIGURE] = "0.00", [VB_STYLE_P] = "0.0000"};
    for (size_t i = 0; i < VB_STYLES; i++) {
        lxw_format *style = workbook_add_format(book->file);
        if (style == NULL)
            return false;
        book->styles[i] = style;
        if (formats[i] != NULL)
            format_set_num_format(style, formats[i]);
        format_set_align(style, LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_text_wrap(book->styles[VB_STYLE_WRAPPED]);
    format_set_bold(book->styles[VB_STYLE_TITLE]);
    format_set_font_size(book->styles[VB_STYLE_TITLE], 14);
    format_set_bold(book->styles[VB_STYLE_HEAD]);
    format_set_text_wrap(book->styles[VB_STYLE_HEAD]);
    format_set_bottom(book->styles[VB_STYLE_HEAD], LXW_BORDER_THIN);
    format_set_font_color(book->styles[VB_STYLE_NOTE], 0x555555);
    format_set_font_color(book->styles[VB_STYLE_ABSENT], 0x555555);
    format_set_align(book->styles[VB_STYLE_ABSENT], LXW_ALIGN_RIGHT);
    return true;
}

vb_workbook *vb_workbook_new(const char *path, vb_str title, vb_error *err)
{
    /* The date is one for all, so that the same input gives the same bytes. */
    lxw_doc_properties about = {.created = 315532800}; /* 1980-01-01 */
    size_t width;
    vb_workbook *book = calloc(1, sizeof *book);
    if (book == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    book->path = strdup(path);
    book->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    book->file = workbook_new(path);
    (void)vb_xlsx_text(title, 255, "", &book->text, &width);
    about.title = book->text.ptr;
    if (book->path == NULL || book->c_locale == (locale_t)0 || book->file == NULL || book->text.failed ||
        !make_styles(book) || workbook_set_properties(book->file, &about) != LXW_NO_ERROR) {
        vb_workbook_discard(book);
        (void)vb_fail_memory(err);
        return NULL;
    }
    return book;
}

void vb_workbook_sheet(vb_workbook *book, vb_str title)
{
    lxw_worksheet *sheet = vb_xlsx_sheet_add(book->file, title);
    if (sheet == NULL)
        book->memory = true;
    else
        book->sheet = sheet;
    if (book->sheet != NULL) {
        worksheet_set_landscape(book->sheet);
        worksheet_fit_to_pages(book->sheet, 1, 0);
    }
}

/* ---- Cells ---- */

void vb_workbook_text(vb_workbook *book, size_t row, size_t column, vb_cell_style style, vb_str text)
{
    size_t width;
    if (book->sheet == NULL || text.len == 0)
        return;
    (void)vb_xlsx_text(text, VB_XLSX_CELL_MOST / 7, " [cut]", &book->text, &width);
    if (book->text.failed)
        book->memory = true;
    else
        keep(book, worksheet_write_string(book->sheet, (lxw_row_t)row, (lxw_col_t)column, book->text.ptr,
                                          book->styles[style]));
}

void vb_workbook_number(vb_workbook *book, size_t row, size_t column, vb_cell_style style, double number)
{
    if (book->sheet != NULL && !isnan(number))
        keep(book,
             worksheet_write_number(book->sheet, (lxw_row_t)row, (lxw_col_t)column, number, book->styles[style]));
}

void vb_workbook_width(vb_workbook *book, size_t column, double characters)
{
    if (book->sheet != NULL)
        keep(book, worksheet_set_column(book->sheet, (lxw_col_t)column, (lxw_col_t)column, characters, NULL));
}

void vb_workbook_height(vb_workbook *book, size_t row, double points)
{
    if (book->sheet != NULL)
        keep(book, worksheet_set_row(book->sheet, (lxw_row_t)row, points, NULL));
}

void vb_workbook_freeze(vb_workbook *book, size_t rows, size_t columns)
{
    if (book->sheet != NULL)
        worksheet_freeze_panes(book->sheet, (lxw_row_t)rows, (lxw_col_t)columns);
}

void vb_workbook_filter(vb_workbook *book, size_t first_row, size_t last_row, size_t last_column)
{
    if (book->sheet != NULL)
        keep(book,
             worksheet_autofilter(book->sheet, (lxw_row_t)first_row, 0, (lxw_row_t)last_row, (lxw_col_t)last_column));
}

/* ---- Charts ---- */

static void add_series(vb_workbook *book, lxw_chart *bars, const vb_bar_chart *chart, size_t column)
{
    const char *sheet = book->sheet->name;
    lxw_chart_series *series = chart_add_series(bars, NULL, NULL);
    if (series == NULL) {
        book->memory = true;
        return;
    }
    chart_series_set_categories(series, sheet, (lxw_row_t)chart->first_row, (lxw_col_t)chart->label_column,
                                (lxw_row_t)chart->last_row, (lxw_col_t)chart->label_column);
    chart_series_set_values(series, sheet, (lxw_row_t)chart->first_row, (lxw_col_t)column, (lxw_row_t)chart->last_row,
                            (lxw_col_t)column);
    chart_series_set_name_range(series, sheet, (lxw_row_t)chart->name_row, (lxw_col_t)column);
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, "0 %;;"); /* what is not a number would be labelled 0 */
}

void vb_workbook_bars(vb_workbook *book, const vb_bar_chart *chart)
{
    if (book->sheet == NULL)
        return;
    lxw_chart *bars = workbook_add_chart(book->file, LXW_CHART_BAR);
    size_t width;
    (void)vb_xlsx_text(chart->title, 255, "", &book->text, &width);
    if (bars == NULL || book->text.failed) {
        book->memory = true;
        return;
    }
    for (size_t column = chart->first_column; column <= chart->last_column; column++)
        add_series(book, bars, chart, column);
    lxw_chart_font small = {.size = 12, .bold = LXW_TRUE};
    chart_title_set_name(bars, book->text.ptr);
    chart_title_set_name_font(bars, &small);
    chart_axis_set_reverse(bars->y_axis); /* the first row on top */
    chart_axis_set_num_format(bars->x_axis, "0 %");
    chart_axis_set_min(bars->x_axis, 0);
    chart_legend_set_position(bars, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options size = {.x_scale = chart->width / 480.0, .y_scale = chart->height / 288.0};
    keep(book,
         worksheet_insert_chart_opt(book->sheet, (lxw_row_t)chart->at_row, (lxw_col_t)chart->at_column, bars, &size));
}

/* ---- The end ---- */

vb_status vb_workbook_finish(vb_workbook *book, vb_error *err)
{
    locale_t before = uselocale(book->c_locale);
    vb_status status = VB_OK;
    if (book->memory || book->failed != LXW_NO_ERROR)
        status = fail(book, err);
    if (status == VB_OK) {
        lxw_workbook *file = book->file;
        book->file = NULL;
        status = vb_xlsx_close(file, book->path, err);
    }
    (void)uselocale(before);
    vb_workbook_discard(book);
    return status;
}

void vb_workbook_discard(vb_workbook *book)
{
    if (book == NULL)
        return;
    if (book->file != NULL)
        vb_xlsx_drop(book->file);
    if (book->c_locale != (locale_t)0)
        freelocale(book->c_locale);
    vb_buffer_release(&book->text);
    free(book->path);
    free(book);
}
