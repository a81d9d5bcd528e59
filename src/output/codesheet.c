#include "output/codesheet.h"

#include "base/str.h"
#include "input/xlsx_part.h"
#include "output/save.h"
#include "output/xlsx_text.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <strings.h>
#include <xlsxwriter.h>

enum {
    ROWS_MOST = 1048576, /* of a sheet */
    COLUMNS_MOST = 16384,
    NARROW = 12, /* of columns, in characters */
    WIDE = 60,
};

bool vb_codesheet_is_workbook(const char *path)
{
    size_t len = strlen(path);
    return len > 5 && strcasecmp(path + len - 5, ".xlsx") == 0;
}

void vb_codesheet_csv(const vb_sheet *table, vb_buffer *out)
{
    for (size_t i = 0; i < table->rows * table->columns; i++) {
        vb_csv_cell(out, table->cells[i], ',');
        vb_buffer_add_char(out, (i + 1) % table->columns == 0 ? '\n' : ',');
    }
}

/* ---- Workbook ---- */

typedef struct {
    lxw_workbook *workbook;
    lxw_format *bold, *wrapped;
    vb_buffer text;
} book;

static bool put_table(book *b, lxw_worksheet *sheet, const vb_sheet *table, const vb_fill *fills)
{
    for (size_t i = 0; i < table->rows * table->columns; i++) {
        size_t width, row = i / table->columns, column = i % table->columns;
        lxw_format *format = row == 0 ? b->bold : fills == NULL || fills[column] == VB_FILL_GIVEN ? b->wrapped : NULL;
        if (table->cells[i].len == 0)
            continue;
        lxw_error code = LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED; /* again where escapes make it too long */
        for (size_t most = VB_XLSX_CELL_MOST; code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED && most > 100; most /= 7) {
            (void)vb_xlsx_text(table->cells[i], most, " [cut]", &b->text, &width);
            if (b->text.failed)
                return false;
            code = worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, b->text.ptr, format);
        }
        if (code != LXW_NO_ERROR)
            return false;
    }
    for (size_t column = 0; column < table->columns; column++) {
        bool wide = fills == NULL ? column > 0 : fills[column] == VB_FILL_GIVEN;
        (void)worksheet_set_column(sheet, (lxw_col_t)column, (lxw_col_t)column,
                                   wide ? WIDE : NARROW + 8 * (column == 0), NULL);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    return true;
}

/* The drop-downs of the first sheet. */
static bool put_choices(const vb_codesheet *s, lxw_worksheet *sheet)
{
    char codes[64];
    char *const flags[] = {"0", "1", NULL};
    lxw_row_t last = (lxw_row_t)(s->table.rows - 1);
    (void)snprintf(codes, sizeof codes, "=codebook!$A$2:$A$%zu", s->codebook.rows);
    for (size_t column = 0; s->fills != NULL && column < s->table.columns && last > 0; column++) {
        lxw_data_validation rule = {0};
        if (s->fills[column] == VB_FILL_CODE && s->codebook.rows > 1) {
            rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
            rule.value_formula = codes;
            rule.error_title = "No such code";
            rule.error_message = "Take a code from the list: the sheet codebook has them.";
        } else if (s->fills[column] == VB_FILL_FLAG) {
            rule.validate = LXW_VALIDATION_TYPE_LIST;
            rule.value_list = (char **)(uintptr_t)flags;
        } else {
            continue;
        }
        if (worksheet_data_validation_range(sheet, 1, (lxw_col_t)column, last, (lxw_col_t)column, &rule) !=
            LXW_NO_ERROR)
            return false;
    }
    return true;
}

static bool fill_workbook(book *b, const vb_codesheet *s)
{
    lxw_doc_properties about = {.created = 315532800}; /* 1980-01-01: the same input gives the same bytes */
    lxw_worksheet *first = workbook_add_worksheet(b->workbook, "coding");
    b->bold = workbook_add_format(b->workbook);
    b->wrapped = workbook_add_format(b->workbook);
    if (first == NULL || b->bold == NULL || b->wrapped == NULL ||
        workbook_set_properties(b->workbook, &about) != LXW_NO_ERROR)
        return false;
    format_set_bold(b->bold);
    format_set_text_wrap(b->wrapped);
    format_set_align(b->wrapped, LXW_ALIGN_VERTICAL_TOP);
    if (!put_table(b, first, &s->table, s->fills) || !put_choices(s, first))
        return false;
    if (s->codebook.rows == 0)
        return true;
    lxw_worksheet *second = workbook_add_worksheet(b->workbook, "codebook");
    return second != NULL && put_table(b, second, &s->codebook, NULL);
}

/* libxlsxwriter does not look whether its writes succeed: the finished workbook is read through. */
static vb_status write_workbook(const vb_codesheet *s, const char *path, vb_error *err)
{
    vb_save save = {0};
    book b = {0};
    if (s->table.rows > ROWS_MOST || s->table.columns > COLUMNS_MOST)
        return vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0,
                          "%zu rows and %zu columns are more than an XLSX sheet holds: write CSV", s->table.rows,
                          s->table.columns);
    vb_status status = vb_save_begin(&save, path, err);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0), before = (locale_t)0;
    if (status == VB_OK && plain == (locale_t)0)
        status = vb_fail_memory(err);
    if (plain != (locale_t)0)
        before = uselocale(plain); /* it prints numbers by the locale */
    char *folder = status == VB_OK ? vb_save_folder(&save) : NULL;
    lxw_workbook_options how = {.tmpdir = folder};
    if (status == VB_OK && (b.workbook = workbook_new_opt(vb_save_place(&save), &how)) == NULL)
        status = vb_fail_memory(err);
    if (status == VB_OK) {
        bool filled = fill_workbook(&b, s);
        lxw_error code = workbook_close(b.workbook); /* which frees it */
        if (!filled)
            status = vb_fail_memory(err);
        else if (code != LXW_NO_ERROR || vb_xlsx_check(vb_save_place(&save), NULL) != VB_OK)
            status = vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0,
                                "the workbook could not be written (%s): see that there is room for it",
                                lxw_strerror(code));
    }
    if (status == VB_OK)
        status = vb_save_finish(&save, err);
    if (plain != (locale_t)0) {
        (void)uselocale(before);
        freelocale(plain);
    }
    free(folder);
    vb_save_discard(&save);
    vb_buffer_release(&b.text);
    return status;
}

vb_status vb_codesheet_write(const vb_codesheet *sheet, const char *path, vb_error *err)
{
    if (vb_codesheet_is_workbook(path))
        return write_workbook(sheet, path, err);
    vb_buffer bytes = {0};
    vb_save save = {0};
    vb_codesheet_csv(&sheet->table, &bytes);
    vb_status status = bytes.failed ? vb_fail_memory(err) : vb_save_begin(&save, path, err);
    if (status == VB_OK && fwrite(bytes.ptr, 1, bytes.len, save.file) != bytes.len)
        status = vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0, "cannot be written: %s", strerror(errno));
    if (status == VB_OK)
        status = vb_save_finish(&save, err);
    vb_save_discard(&save);
    vb_buffer_release(&bytes);
    return status;
}
