/* CSV and TSV rows.  Called for every record of exports that hold millions: a record is copied whole. */
#include "output/row_formats.h"

#include "base/str.h"

static char separator_of(const vb_row_layout *layout)
{
    if (layout->separator != '\0')
        return layout->separator;
    return layout->format == VB_OUTPUT_TSV ? '\t' : ',';
}

/* The input's bytes may stand as they are: its format is the output's. */
static bool passes_through(const vb_row_layout *layout)
{
    return layout->format == VB_OUTPUT_CSV ? layout->input == VB_INPUT_CSV : layout->input == VB_INPUT_TSV;
}

/* Not zero if a byte of `word` is `c`; exact as to whether there is one (a borrow can only follow a real hit). */
static inline uint64_t has_byte(uint64_t word, char c)
{
    uint64_t x = word ^ UINT64_C(0x0101010101010101) * (unsigned char)c;
    return (x - UINT64_C(0x0101010101010101)) & ~x & UINT64_C(0x8080808080808080);
}

/* Whether a cell holds a separator, a quote or a line end: eight bytes at a time, the last eight may overlap. */
static bool needs_quotes(vb_str cell, char separator)
{
    char few[8] = "";
    const char *p = cell.ptr;
    size_t len = cell.len;
    if (len < sizeof few) { /* filled up with a byte that it has anyway */
        if (len == 0)
            return false;
        memset(few, p[0], sizeof few);
        memcpy(few, p, len);
        p = few;
        len = sizeof few;
    }
    for (size_t at = 0;; at = at + 16 < len ? at + 8 : len - 8) {
        uint64_t word;
        memcpy(&word, p + at, sizeof word);
        if ((has_byte(word, separator) | has_byte(word, '"') | has_byte(word, '\n') | has_byte(word, '\r')) != 0)
            return true;
        if (at + 8 >= len)
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

static void add_cells(vb_buffer *out, const vb_str *cells, size_t n, char separator)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            vb_buffer_add_char(out, separator);
        vb_csv_cell(out, cells[i], separator);
    }
}

static void add_values(const vb_row_layout *layout, const vb_str *values, bool first, vb_buffer *out)
{
    char separator = separator_of(layout);
    for (size_t i = 0; i < layout->n_added; i++) {
        if (i > 0 || !first)
            vb_buffer_add_char(out, separator);
        vb_csv_cell(out, values[i], separator);
    }
    vb_buffer_add_text(out, layout->line_end == NULL || layout->line_end[0] == '\0' ? "\n" : layout->line_end);
}

void vb_row_csv_header(const vb_row_layout *layout, vb_buffer *out)
{
    if (passes_through(layout))
        vb_buffer_add_str(out, layout->header_raw);
    else
        add_cells(out, layout->header, layout->n_header, separator_of(layout));
    add_values(layout, layout->added, layout->n_header == 0, out);
}

void vb_row_csv(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out)
{
    /* A record with more cells than the header would push the values under the wrong names: its cells are written
     * anew, without the further ones. */
    if (passes_through(layout) && record->n_found <= layout->n_header) {
        vb_buffer_add_str(out, record->raw);
        for (size_t i = record->n_found > 0 ? record->n_found : 1; i < layout->n_header; i++)
            vb_buffer_add_char(out, separator_of(layout));
    } else {
        add_cells(out, record->cells, layout->n_header, separator_of(layout));
    }
    add_values(layout, values, layout->n_header == 0, out);
}
