/* Tables for people to fill in, as CSV or as a workbook with drop-downs and the codebook beside. */
#ifndef VB_OUTPUT_CODESHEET_H
#define VB_OUTPUT_CODESHEET_H

#include "output/sink.h"

/* What may be put into a column. */
typedef enum {
    VB_FILL_FREE,
    VB_FILL_CODE, /* one of the codebook's first column */
    VB_FILL_FLAG, /* 0 or 1 */
    VB_FILL_GIVEN /* what is there is not to be changed: long text, wrapped */
} vb_fill;

typedef struct {
    vb_sheet table;       /* its first row is the header */
    const vb_fill *fills; /* one a column; NULL: all free */
    vb_sheet codebook;    /* a second sheet of a workbook; no rows: none, and then no drop-downs either */
} vb_codesheet;

/* True if the name ends in .xlsx. */
bool vb_codesheet_is_workbook(const char *path);

/* Write it to `path`, beside and renamed: a workbook by its ending, else CSV. */
vb_status vb_codesheet_write(const vb_codesheet *sheet, const char *path, vb_error *err);

/* The table as CSV. */
void vb_codesheet_csv(const vb_sheet *table, vb_buffer *out);

#endif
