/* What the sheets of a report's workbook share. */
#ifndef VB_REPORT_XLSX_PARTS_H
#define VB_REPORT_XLSX_PARTS_H

#include "output/workbook.h"
#include "report/report.h"

/* A report's workbook in the making. */
typedef struct {
    const vb_report *report;
    vb_workbook *book;
    vb_buffer text; /* of the next cell; empty in between */
    size_t row;     /* the next one of the sheet */
    bool failed;    /* memory was out */
} vb_xlsx_book;

/* What is in b->text as a cell of the row; then it is empty. */
void vb_xlsx_cell(vb_xlsx_book *b, size_t column, vb_cell_style style);

/* The sheet of every test, with its statistic, df and p. */
void vb_xlsx_tests(vb_xlsx_book *b);

/* The sheet of every figure in long form, as --format csv has them. */
void vb_xlsx_figures(vb_xlsx_book *b);

/* A sheet of corrected shares, where there is gold.  False when memory is out. */
bool vb_xlsx_correction(vb_workbook *book, const vb_report *report);

#endif
