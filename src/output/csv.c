/* CSV and TSV rows.  Called for every record of exports that hold millions: a record is copied whole. */
#include "output/row_formats.h"

#include "base/str.h"
#include "input/csv.h"

static char separator_of(const vb_row_layout *layout)
{
    if (layout->separator != '\0')
        return layout->separator;
    return layout->format == VB_OUTPUT_TSV ? '\t' : ',';
}

/* The input's bytes may stand as they are: its format is the output's. */
static bool passes_through(const vb_row_layout *layout)
{
    return layout->header_raw.ptr != NULL &&
           (layout->format == VB_OUTPUT_CSV ? layout->input == VB_INPUT_CSV : layout->input == VB_INPUT_TSV);
}

/* = + - @ begin a formula; a tab or CR is passed over by spreadsheets, and one may stand behind it. */
bool vb_cell_is_formula(vb_str cell)
{
    return cell.len > 0 && cell.ptr[0] != '\0' && strchr("=+-@\t\r", cell.ptr[0]) != NULL &&
           !vb_is_number(cell.ptr[0] == '+' ? vb_str_cut(cell, 1, cell.len) : cell);
}

static bool has_formula(const vb_str *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (vb_cell_is_formula(cells[i]))
            return true;
    return false;
}

/* Not zero if a byte of `word` is `c`; exact as to whether there is one (a borrow can only follow a real hit). */
static inline uint64_t has_byte(uint64_t word, char c)
{
    uint64_t x = word ^ UINT64_C(0x0101010101010101) * (unsigned char)c;
    return (x - UINT64_C(0x0101010101010101)) & ~x & UINT64_C(0x8080808080808080);
}

static inline bool is_mark(char c, char separator)
{
    return c == separator || c == '"' || c == '\n' || c == '\r';
}

/* Whether a cell holds a separator, a quote or a line end: eight bytes at a time, the last eight may overlap. */
static bool needs_quotes(vb_str cell, char separator)
{
    enum { STEP = 8 };
    if (cell.len < STEP) {
        bool found = false;
        for (size_t i = 0; i < cell.len; i++)
            found = found || is_mark(cell.ptr[i], separator);
        return found;
    }
    for (size_t at = 0;; at = at + 2 * STEP < cell.len ? at + STEP : cell.len - STEP) {
        uint64_t word;
        memcpy(&word, cell.ptr + at, STEP);
        if ((has_byte(word, separator) | has_byte(word, '"') | has_byte(word, '\n') | has_byte(word, '\r')) != 0)
            return true;
        if (at + STEP >= cell.len)
            return false;
    }
}

/* In quotes, each quote doubled. */
static void add_quoted(vb_buffer *out, vb_str cell)
{
    vb_buffer_add_char(out, '"');
    for (size_t beg = 0, end; beg < cell.len; beg = end) {
        const char *quote = memchr(cell.ptr + beg, '"', cell.len - beg);
        end = quote == NULL ? cell.len : (size_t)(quote - cell.ptr) + 1;
        vb_buffer_add_str(out, vb_str_cut(cell, beg, end));
        if (quote != NULL)
            vb_buffer_add_char(out, '"');
    }
    vb_buffer_add_char(out, '"');
}

void vb_csv_cell(vb_buffer *out, vb_str cell, char separator)
{
    if (needs_quotes(cell, separator))
        add_quoted(out, cell);
    else
        vb_buffer_add_str(out, cell);
}

/* In quotes, each quote and backslash behind a backslash. */
static void add_backslashed(vb_buffer *out, vb_str cell)
{
    vb_buffer_add_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"' || cell.ptr[i] == '\\')
            vb_buffer_add_char(out, '\\');
        vb_buffer_add_char(out, cell.ptr[i]);
    }
    vb_buffer_add_char(out, '"');
}

/* A cell, made safe if the layout asks for it. */
static void add_cell(const vb_row_layout *layout, vb_str cell, vb_buffer *out)
{
    char separator = separator_of(layout);
    bool unsafe = layout->safe_cells && vb_cell_is_formula(cell);
    if (!unsafe && !layout->backslash) {
        vb_csv_cell(out, cell, separator);
        return;
    }
    bool quoted = needs_quotes(cell, separator);
    size_t at = out->len;
    if (quoted && layout->backslash)
        add_backslashed(out, cell);
    else if (quoted)
        add_quoted(out, cell);
    else
        vb_buffer_add_str(out, cell);
    if (!unsafe)
        return;
    at += quoted; /* behind the opening quote */
    vb_buffer_add_char(out, '\'');
    if (!out->failed) {
        memmove(out->ptr + at + 1, out->ptr + at, out->len - at - 1);
        out->ptr[at] = '\'';
    }
}

static void add_cells(const vb_row_layout *layout, const vb_str *cells, vb_buffer *out)
{
    for (size_t i = 0; i < layout->n_header; i++) {
        if (i > 0)
            vb_buffer_add_char(out, separator_of(layout));
        add_cell(layout, cells[i], out);
    }
}

/* `values` NULL: empty cells. */
static void add_values(const vb_row_layout *layout, const vb_str *values, vb_buffer *out)
{
    char separator = separator_of(layout);
    for (size_t i = 0; i < layout->n_added; i++) {
        if (i > 0 || layout->n_header > 0)
            vb_buffer_add_char(out, separator);
        if (values != NULL)
            add_cell(layout, values[i], out);
    }
}

/* A cell's bytes as they stood, with a ' before them, or behind an opening quote, if that makes them safe.  Text may
 * begin behind several quotes: ""=1+1 is =1+1. */
static void add_raw_cell(const vb_row_layout *layout, vb_str raw, vb_buffer *out)
{
    bool quoted = raw.len > 0 && raw.ptr[0] == '"';
    size_t beg = 0, end = raw.len;
    while (beg < end && raw.ptr[beg] == '"')
        beg++;
    while (quoted && end > beg && raw.ptr[end - 1] == '"')
        end--;
    if (layout->safe_cells && vb_cell_is_formula(vb_str_cut(raw, beg, end))) {
        vb_buffer_add_text(out, quoted ? "\"'" : "'");
        raw = vb_str_cut(raw, quoted, raw.len);
    }
    vb_buffer_add_str(out, raw);
}

/* Of a record's bytes the kept columns, cell by cell.  Returns where cells beyond the header begin. */
static size_t add_raw_cells(const vb_row_layout *layout, vb_str raw, vb_buffer *out)
{
    vb_csv csv = {.separator = separator_of(layout), .backslash = layout->backslash};
    size_t beg = 0, n = 0;
    for (size_t i = 0; n < layout->n_header && beg <= raw.len; i++) {
        size_t end = vb_csv_cell_end(&csv, raw, beg);
        if (layout->kept == NULL || layout->kept[n] == i) {
            if (n++ > 0)
                vb_buffer_add_char(out, csv.separator);
            add_raw_cell(layout, vb_str_cut(raw, beg, end), out);
        }
        beg = end + 1;
    }
    for (; n < layout->n_header; n++)
        vb_buffer_add_text(out, n == 0 ? "" : (char[]){csv.separator, '\0'});
    return beg;
}

bool vb_row_keeps_surplus(const vb_row_layout *layout, const vb_record *record)
{
    return passes_through(layout) && layout->kept == NULL && record->raw.ptr != NULL;
}

/* The cells beyond the header, which begin at `beg` of its bytes. */
static void add_surplus(const vb_row_layout *layout, vb_str raw, size_t beg, vb_buffer *out)
{
    vb_csv csv = {.separator = separator_of(layout), .backslash = layout->backslash};
    while (beg <= raw.len) {
        size_t end = vb_csv_cell_end(&csv, raw, beg);
        vb_buffer_add_char(out, csv.separator);
        add_raw_cell(layout, vb_str_cut(raw, beg, end), out);
        beg = end + 1;
    }
}

/* A record's bytes with the values in their place.  Mostly they are copied whole. */
static void add_raw_record(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out)
{
    vb_str raw = record->raw;
    bool surplus = record->n_found > layout->n_header;
    if (layout->kept == NULL && !surplus && !(layout->safe_cells && has_formula(record->cells, layout->n_header))) {
        vb_buffer_add_str(out, raw);
        for (size_t i = record->n_found > 0 ? record->n_found : 1; i < layout->n_header; i++)
            vb_buffer_add_char(out, separator_of(layout));
        add_values(layout, values, out);
    } else {
        size_t behind = add_raw_cells(layout, raw, out);
        add_values(layout, values, out);
        if (surplus && layout->kept == NULL)
            add_surplus(layout, raw, behind, out);
    }
    vb_buffer_add(out, raw.ptr + raw.len, record->tail);
}

static void add_row(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out)
{
    bool passes = passes_through(layout) && record->raw.ptr != NULL;
    if (passes) {
        add_raw_record(layout, record, values, out);
    } else {
        add_cells(layout, record->cells, out);
        add_values(layout, values, out);
    }
    if (!passes || record->tail == 0)
        vb_buffer_add_text(out, layout->line_end == NULL || layout->line_end[0] == '\0' ? "\n" : layout->line_end);
}

void vb_row_csv_header(const vb_row_layout *layout, vb_buffer *out)
{
    vb_record header = {
        .raw = layout->header_raw, .tail = layout->header_tail, .cells = layout->header, .n_found = layout->n_header};
    add_row(layout, &header, layout->added, out);
}

void vb_row_csv_more(const vb_row_layout *layout, const vb_record *row, vb_buffer *out)
{
    if (passes_through(layout))
        add_row(layout, row, NULL, out);
}

void vb_row_csv(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out)
{
    add_row(layout, record, values, out);
}
