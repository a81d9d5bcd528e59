/* A sheet's part (ECMA-376-1, 18.3.1): rows of cells, which may leave out rows, cells and their references. */
#include "input/xlsx_sheet.h"

#include "base/grow.h"
#include "base/str.h"
#include "input/records.h"
#include "input/xlsx_number.h"

#include <stdlib.h>

#define CELL_MOST ((size_t)64 << 20)

typedef enum { NUMBER, SHARED, TEXT, INLINE, BOOLEAN, ERROR, DATE } cell_type;

struct vb_xlsx_sheet {
    const vb_xlsx_book *book;
    vb_xlsx_part *part;
    locale_t c_locale;
    bool in_data, in_row, in_cell, in_text;
    size_t phonetic; /* elements deep in a phonetic run */
    size_t width, errors;
    /* the cell at hand */
    cell_type type;
    unsigned char look;
    size_t column;
    vb_buffer raw; /* of its value */
    /* the row at hand */
    size_t row;
    bool has_error;
    bool ready;
    vb_buffer bytes;
    vb_xlsx_cell *cells;
    size_t n, cap;
};

void vb_xlsx_reference(const char **p, size_t *row, size_t *column)
{
    size_t letters = 0;
    *row = 0;
    while (**p == '$')
        (*p)++;
    for (; (**p >= 'A' && **p <= 'Z') || (**p >= 'a' && **p <= 'z'); (*p)++)
        if (letters <= VB_XLSX_COLUMNS_MOST) /* more than that is wrong, whatever follows */
            letters = letters * 26 + (size_t)((**p | 0x20) - 'a') + 1;
    while (**p == '$')
        (*p)++;
    for (; **p >= '0' && **p <= '9'; (*p)++)
        if (*row < SIZE_MAX / 100)
            *row = *row * 10 + (size_t)(**p - '0');
    *column = letters == 0 ? SIZE_MAX : letters - 1;
}

/* "BC12", for messages. */
static const char *cell_name(const vb_xlsx_sheet *s, char out[40])
{
    char letters[8];
    size_t n = 0;
    for (size_t left = s->column + 1; left > 0 && n < sizeof letters; left = (left - 1) / 26)
        letters[n++] = (char)('A' + (left - 1) % 26);
    for (size_t i = 0; i < n; i++)
        out[i] = letters[n - 1 - i];
    (void)snprintf(out + n, 40 - n, "%zu", s->row);
    return out;
}

static void fail_memory(vb_xlsx_sheet *s)
{
    vb_xlsx_part_fail(s->part, VB_ERROR_MEMORY, "out of memory");
}

/* ---- Rows and cells begin ---- */

static void begin_row(vb_xlsx_sheet *s, const char **attributes)
{
    const char *number = vb_xlsx_attribute(attributes, "r");
    unsigned long row = number == NULL ? 0 : strtoul(number, NULL, 10);
    s->row = row > 0 ? (size_t)row : s->row + 1;
    s->in_row = true;
    s->n = 0;
    s->column = SIZE_MAX;
    s->has_error = false;
    vb_buffer_clear(&s->bytes);
}

static cell_type type_of(const char *name)
{
    static const struct {
        const char *name;
        cell_type type;
    } types[] = {{"s", SHARED}, {"str", TEXT}, {"inlineStr", INLINE}, {"b", BOOLEAN}, {"e", ERROR}, {"d", DATE}};
    for (size_t i = 0; name != NULL && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].type;
    return NUMBER;
}

static void begin_cell(vb_xlsx_sheet *s, const char **attributes)
{
    const char *reference = NULL, *type = NULL, *style = NULL;
    for (; attributes[0] != NULL; attributes += 2)
        if (attributes[0][1] == '\0') {
            if (attributes[0][0] == 'r')
                reference = attributes[1];
            else if (attributes[0][0] == 't')
                type = attributes[1];
            else if (attributes[0][0] == 's')
                style = attributes[1];
        }
    size_t row = 0, column = SIZE_MAX;
    if (reference != NULL)
        vb_xlsx_reference(&reference, &row, &column);
    s->column = column != SIZE_MAX ? column : s->column + 1; /* from SIZE_MAX to 0 */
    if (s->column >= VB_XLSX_COLUMNS_MOST) {
        vb_xlsx_part_fail(s->part, VB_ERROR_INPUT, "a cell beyond column XFD, the last: save the workbook anew");
        return;
    }
    s->type = type_of(type);
    s->look = VB_XLSX_NUMBER;
    if (style != NULL && s->type == NUMBER) {
        unsigned long i = strtoul(style, NULL, 10);
        s->look = i < s->book->n_looks ? s->book->looks[i] : VB_XLSX_NUMBER;
    }
    s->in_cell = true;
    vb_buffer_clear(&s->raw);
}

/* ---- Cells end ---- */

static vb_xlsx_cell *place_cell(vb_xlsx_sheet *s)
{
    if (!vb_grow(&s->cells, &s->cap, s->column + 1, sizeof *s->cells)) {
        fail_memory(s);
        return NULL;
    }
    while (s->n <= s->column)
        s->cells[s->n++] = (vb_xlsx_cell){0};
    s->cells[s->column] = (vb_xlsx_cell){.at = s->bytes.len};
    return &s->cells[s->column];
}

static void put_shared(vb_xlsx_sheet *s, vb_xlsx_cell *cell)
{
    const vb_xlsx_strings *strings = &s->book->strings;
    vb_str text = vb_str_trim(vb_buffer_str(&s->raw));
    size_t number = 0;
    bool fine = text.len > 0 && text.len < 12;
    for (size_t i = 0; i < text.len && fine; i++) {
        fine = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        number = number * 10 + (size_t)(text.ptr[i] - '0');
    }
    if (!fine || number >= strings->n) {
        char name[40];
        vb_xlsx_part_fail(
            s->part, VB_ERROR_INPUT,
            "cell %s names shared string \"%.*s\", where there are %zu: open the workbook and save it anew",
            cell_name(s, name), (int)(text.len > 20 ? 20 : text.len), text.ptr, strings->n);
        return;
    }
    cell->shared = true;
    cell->at = strings->begins[number];
    cell->len = strings->begins[number + 1] - strings->begins[number];
}

static void put_number(vb_xlsx_sheet *s, vb_xlsx_cell *cell)
{
    char text[VB_XLSX_NUMBER_TEXT];
    if (!vb_xlsx_number_read(vb_buffer_str(&s->raw), s->c_locale, &cell->number)) {
        vb_buffer_add_str(&s->bytes, vb_buffer_str(&s->raw)); /* as it stands: better than nothing */
        return;
    }
    size_t len = vb_xlsx_date_text(cell->number, (vb_xlsx_look)s->look, s->book->from_1904, text);
    cell->is_number = len == 0;
    cell->is_date = len > 0;
    if (len == 0)
        len = vb_xlsx_number_text(cell->number, s->c_locale, text);
    vb_buffer_add(&s->bytes, text, len);
}

static void end_cell(vb_xlsx_sheet *s)
{
    s->in_cell = s->in_text = false;
    if (s->raw.failed) {
        fail_memory(s);
        return;
    }
    if (s->type == ERROR && s->raw.len > 0) {
        s->errors++;
        s->has_error = true;
        return;
    }
    if (s->raw.len == 0)
        return;
    vb_xlsx_cell *cell = place_cell(s);
    if (cell == NULL)
        return;
    vb_str raw = vb_buffer_str(&s->raw);
    switch (s->type) {
    case SHARED:
        put_shared(s, cell);
        break;
    case BOOLEAN:
        vb_buffer_add_text(&s->bytes, raw.ptr[0] == '1' || raw.ptr[0] == 't' ? "TRUE" : "FALSE");
        break;
    case TEXT:
    case INLINE:
        vb_buffer_add_str(&s->bytes, raw);
        vb_xlsx_unescape(&s->bytes, cell->at);
        break;
    case DATE: /* ISO 8601 already */
        vb_buffer_add_str(&s->bytes, raw);
        break;
    case NUMBER:
        put_number(s, cell);
        break;
    case ERROR:
        break;
    }
    if (!cell->shared)
        cell->len = s->bytes.len - cell->at;
    if (s->bytes.failed)
        fail_memory(s);
    else if (s->bytes.len > VB_RECORD_LONGEST)
        vb_xlsx_part_fail(s->part, VB_ERROR_INPUT, "row %zu is longer than %zu MB: split it", s->row,
                          VB_RECORD_LONGEST >> 20);
}

static void end_row(vb_xlsx_sheet *s)
{
    s->in_row = s->in_cell = s->in_text = false;
    while (s->n > 0 && s->cells[s->n - 1].len == 0)
        s->n--;
    s->ready = s->n > 0 || s->has_error;
    if (s->ready)
        vb_xlsx_part_pause(s->part);
}

/* ---- XML ---- */

static void on_dimension(vb_xlsx_sheet *s, const char **attributes)
{
    const char *range = vb_xlsx_attribute(attributes, "ref");
    size_t row, column = SIZE_MAX;
    if (range == NULL)
        return;
    vb_xlsx_reference(&range, &row, &column);
    if (*range == ':') {
        range++;
        vb_xlsx_reference(&range, &row, &column);
    }
    s->width = column == SIZE_MAX ? 0 : column + 1;
}

static void on_start(void *self, const char *name, const char **attributes)
{
    vb_xlsx_sheet *s = self;
    if (s->phonetic > 0 || (s->in_cell && strcmp(name, "rPh") == 0)) {
        s->phonetic++;
    } else if (s->in_cell) {
        if (strcmp(name, s->type == INLINE ? "t" : "v") == 0)
            s->in_text = true;
    } else if (s->in_row) {
        if (strcmp(name, "c") == 0)
            begin_cell(s, attributes);
    } else if (s->in_data) {
        if (strcmp(name, "row") == 0)
            begin_row(s, attributes);
    } else if (strcmp(name, "sheetData") == 0) {
        s->in_data = true;
    } else if (strcmp(name, "dimension") == 0) {
        on_dimension(s, attributes);
    }
}

static void on_end(void *self, const char *name)
{
    vb_xlsx_sheet *s = self;
    if (s->phonetic > 0) {
        s->phonetic--;
    } else if (s->in_cell) {
        if (strcmp(name, "c") == 0)
            end_cell(s);
        else if (name[1] == '\0') /* v or t */
            s->in_text = false;
    } else if (s->in_row) {
        if (strcmp(name, "row") == 0)
            end_row(s);
    } else if (s->in_data && strcmp(name, "sheetData") == 0) {
        s->in_data = false;
    }
}

static void on_text(void *self, const char *text, size_t len)
{
    vb_xlsx_sheet *s = self;
    if (!s->in_text || s->phonetic > 0)
        return;
    if (len > CELL_MOST - s->raw.len) {
        char name[40];
        vb_xlsx_part_fail(s->part, VB_ERROR_INPUT, "cell %s is longer than %zu MB: split it", cell_name(s, name),
                          CELL_MOST >> 20);
        return;
    }
    vb_buffer_add(&s->raw, text, len);
}

/* ---- The sheet ---- */

vb_xlsx_sheet *vb_xlsx_sheet_open(const vb_xlsx_book *book, const vb_xlsx_book_sheet *which, vb_error *err)
{
    static const vb_xlsx_handlers handlers = {on_start, on_end, on_text};
    vb_xlsx_sheet *s = calloc(1, sizeof *s);
    if (s == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    s->book = book;
    s->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    s->part = vb_xlsx_part_open(book->package, which->part, &handlers, s, err);
    if (s->c_locale != (locale_t)0 && s->part != NULL)
        return s;
    if (s->part != NULL)
        (void)vb_fail_memory(err);
    vb_xlsx_sheet_close(s);
    return NULL;
}

void vb_xlsx_sheet_close(vb_xlsx_sheet *sheet)
{
    if (sheet == NULL)
        return;
    vb_xlsx_part_close(sheet->part);
    if (sheet->c_locale != (locale_t)0)
        freelocale(sheet->c_locale);
    vb_buffer_release(&sheet->raw);
    vb_buffer_release(&sheet->bytes);
    free(sheet->cells);
    free(sheet);
}

/* What one huge cell or row has taken is given back. */
static void shrink(vb_buffer *b)
{
    if (b->cap > (size_t)4 * VB_BATCH_BYTES)
        vb_buffer_release(b);
}

vb_status vb_xlsx_sheet_next(vb_xlsx_sheet *sheet, size_t *n, vb_error *err)
{
    bool at_end = false;
    sheet->ready = false;
    *n = 0;
    shrink(&sheet->raw);
    shrink(&sheet->bytes);
    while (!sheet->ready && !at_end) {
        vb_status status = vb_xlsx_part_read(sheet->part, &at_end, err);
        if (status != VB_OK)
            return status;
    }
    if (sheet->ready) /* also a row of nothing but errors has a cell */
        *n = sheet->n > 0 ? sheet->n : 1;
    if (sheet->ready && sheet->n == 0) {
        sheet->column = 0;
        if (place_cell(sheet) == NULL)
            return vb_fail_memory(err);
    }
    return VB_OK;
}

size_t vb_xlsx_sheet_row(const vb_xlsx_sheet *sheet)
{
    return sheet->row;
}

const vb_xlsx_cell *vb_xlsx_sheet_cells(const vb_xlsx_sheet *sheet)
{
    return sheet->cells;
}

vb_str vb_xlsx_sheet_text(const vb_xlsx_sheet *sheet, const vb_xlsx_cell *cell)
{
    const vb_buffer *from = cell->shared ? &sheet->book->strings.text : &sheet->bytes;
    return (vb_str){vb_buffer_str(from).ptr + cell->at, cell->len};
}

size_t vb_xlsx_sheet_errors(const vb_xlsx_sheet *sheet)
{
    return sheet->errors;
}

size_t vb_xlsx_sheet_width(const vb_xlsx_sheet *sheet)
{
    return sheet->width;
}
