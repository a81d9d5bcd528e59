/* A workbook in the making: sheets of text, numbers and charts.  It fails stickily: write freely, look once at the
 * end. The file is libxlsxwriter's; memory holds all its cells, so it is for tables, not for records. */
#ifndef VB_OUTPUT_WORKBOOK_H
#define VB_OUTPUT_WORKBOOK_H

#include "verbatim.h"

typedef enum {
    VB_STYLE_TEXT,
    VB_STYLE_WRAPPED,
    VB_STYLE_TITLE,
    VB_STYLE_HEAD,
    VB_STYLE_NOTE,   /* in grey */
    VB_STYLE_ABSENT, /* in the place of a number, in grey */
    VB_STYLE_COUNT,  /* 1,234 */
    VB_STYLE_SHARE,  /* of 1, shown as 23 % */
    VB_STYLE_EXACT,  /* as many digits as there are */
    VB_STYLE_FIGURE, /* 1.23 */
    VB_STYLE_P,      /* 0.0123 */
    VB_STYLES
} vb_cell_style;

/* A clustered bar chart of columns of numbers, each with the name that stands in `name_row`, over the names in
 * `label_column`.  Rows and columns from 0, `last_row` within. */
typedef struct {
    vb_str title;
    size_t name_row, first_row, last_row;
    size_t label_column, first_column, last_column;
    size_t at_row, at_column; /* where its corner lies */
    unsigned width, height;   /* pixels */
} vb_bar_chart;

typedef struct vb_workbook vb_workbook;

/* A new workbook for the file at `path` (which is replaced), with this title among its properties.  NULL with *err
 * set. */
vb_workbook *vb_workbook_new(const char *path, vb_str title, vb_error *err);

/* Begin another sheet, which all that follows is put on.  Its title is made one that a sheet can have. */
void vb_workbook_sheet(vb_workbook *book, vb_str title);

void vb_workbook_text(vb_workbook *book, size_t row, size_t column, vb_cell_style style, vb_str text);
void vb_workbook_number(vb_workbook *book, size_t row, size_t column, vb_cell_style style,
                        double number); /* NaN: empty */
void vb_workbook_width(vb_workbook *book, size_t column, double characters);
void vb_workbook_height(vb_workbook *book, size_t row, double points);
void vb_workbook_freeze(vb_workbook *book, size_t rows, size_t columns);
void vb_workbook_filter(vb_workbook *book, size_t first_row, size_t last_row, size_t last_column);
void vb_workbook_bars(vb_workbook *book, const vb_bar_chart *chart);

/* Write the file.  The workbook is then gone, whatever the result; on failure the file is too. */
vb_status vb_workbook_finish(vb_workbook *book, vb_error *err);
void vb_workbook_discard(vb_workbook *book); /* nothing is left; takes NULL */

#endif
