/* What a workbook says of itself: its sheets, its date system, its number formats, its shared strings. */
#ifndef VB_INPUT_XLSX_BOOK_H
#define VB_INPUT_XLSX_BOOK_H

#include "base/arena.h"
#include "input/xlsx_part.h"

/* How a number is shown. */
typedef enum {
    VB_XLSX_NUMBER,
    VB_XLSX_DATE,
    VB_XLSX_TIME,
    VB_XLSX_DATE_TIME,
    VB_XLSX_ELAPSED, /* hours, however many */
    VB_XLSX_SHOWN = 7,
    VB_XLSX_FRACTIONS = 8, /* with one of the times: of a second too */
} vb_xlsx_look;

typedef struct {
    vb_str name, id;
    const char *part; /* in the archive; NULL: no table (a chart's sheet) */
    bool hidden;
} vb_xlsx_book_sheet;

/* Texts that cells share: one block, and where each begins. */
typedef struct {
    vb_buffer text;
    uint32_t *begins; /* n + 1 */
    size_t n, cap;
} vb_xlsx_strings;

typedef struct {
    vb_xlsx_package *package;
    vb_arena arena;
    vb_xlsx_book_sheet *sheets;
    size_t n_sheets, cap_sheets;
    bool from_1904;       /* days count from 1904-01-01 */
    unsigned char *looks; /* of cells with style i: a vb_xlsx_look */
    size_t n_looks, cap_looks;
    vb_xlsx_strings strings;
    const char *workbook, *styles_part, *strings_part;
} vb_xlsx_book;

/* Read all but the sheets themselves.  To be released whatever the result. */
vb_status vb_xlsx_book_init(vb_xlsx_book *book, const char *path, vb_error *err);
void vb_xlsx_book_release(vb_xlsx_book *book);

/* The sheet of a name (exactly so, then whatever its case), else of a number from 1; with NULL the first that is not
 * hidden.  NULL with *err set, which lists them. */
const vb_xlsx_book_sheet *vb_xlsx_book_sheet_find(const vb_xlsx_book *book, const char *wanted, vb_error *err);

/* Add `1 "Data", 2 "Notes" (hidden)`. */
void vb_xlsx_book_list(const vb_xlsx_book *book, vb_buffer *out);

/* Parts of the above, a file each. */
vb_status vb_xlsx_strings_read(vb_xlsx_book *book, vb_error *err);
vb_status vb_xlsx_styles_read(vb_xlsx_book *book, vb_error *err);
vb_xlsx_look vb_xlsx_look_of_id(unsigned long id);   /* a number format's id: those that need no code */
vb_xlsx_look vb_xlsx_look_of_code(const char *code); /* a number format's code */

/* Undo the escapes of ECMA-376-1, 22.9.2.19 (_x000D_ is a CR) in b's bytes from `at` on. */
void vb_xlsx_unescape(vb_buffer *b, size_t at);

#endif
