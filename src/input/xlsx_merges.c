/* Merged cells: a part's sheetData must be passed over to come to them. */
#include "input/xlsx_sheet.h"

#include <string.h>

typedef struct {
    vb_xlsx_part *part;
    size_t row;
    void (*merged)(void *context, size_t first, size_t last);
    void *context;
} reading;

static void on_start(void *self, const char *name, const char **attributes)
{
    reading *r = self;
    const char *range;
    if (strcmp(name, "mergeCell") != 0 || (range = vb_xlsx_attribute(attributes, "ref")) == NULL)
        return;
    size_t row, last_row, first, last;
    vb_xlsx_reference(&range, &row, &first);
    if (*range != ':' || row != r->row)
        return;
    range++;
    vb_xlsx_reference(&range, &last_row, &last);
    if (first <= last && last < VB_XLSX_COLUMNS_MOST)
        r->merged(r->context, first, last);
}

static void on_end(void *self, const char *name)
{
    reading *r = self;
    if (strcmp(name, "mergeCells") == 0)
        vb_xlsx_part_finish(r->part);
}

vb_status vb_xlsx_merges_read(const vb_xlsx_book *book, const vb_xlsx_book_sheet *which, size_t row,
                              void (*merged)(void *context, size_t first, size_t last), void *context, vb_error *err)
{
    static const vb_xlsx_handlers handlers = {.start = on_start, .end = on_end};
    reading r = {.row = row, .merged = merged, .context = context};
    return vb_xlsx_part_run(book->package, which->part, &handlers, &r, &r.part, err);
}
