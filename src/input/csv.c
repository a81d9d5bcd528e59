/* CSV as in RFC 4180, and what is really written:
 *
 * C1  A record ends at a line end outside quotes: LF with any CR before it, or a lone CR in a file of that kind;
 *     there a LF behind the CR belongs to it; or any of these in a file that mixes them.  The last record needs none.
 * C2  A line with nothing in it is no record, but counts as a line, and belongs to the record before it as its tail.
 * C3  A cell that begins with a quote runs to its closing quote, over separators and line ends; two quotes are one.
 * C4  A quote elsewhere is text.  So is what follows a closing quote: "abc"def is abcdef.
 * C5  A record has as many cells as there are columns: missing ones are empty, further ones stand in its bytes alone.
 * C6  Where quotes are escaped by backslashes, a quote behind an odd number of them is text, and in a quoted cell
 *     `\"` is a quote and `\\` a backslash.  Doubled quotes are one there, too.
 *
 * The marks - separators, quotes, line ends - are found 64 bytes at a time; all other bytes are never looked at. */
#include "input/csv.h"

#include "base/str.h"
#include "input/scan.h"

/* What mixes line ends (C1, `either`) is told apart when this is compiled, twice: it costs the others nothing. */
#define ALWAYS_INLINE inline __attribute__((always_inline))

typedef struct {
    const char *text;
    size_t len;
    bool last;
    char separator, line_end;
    bool backslash; /* C6 */
    size_t base;    /* where the block begins that `marks` is of */
    uint64_t marks; /* those still to come */
    /* of the cell cut last */
    size_t end;  /* of its bytes */
    size_t mark; /* its separator, line end or the end of the text */
    bool ends_record;
    /* of the record */
    size_t lines;      /* line ends in quoted cells so far */
    size_t open_lines; /* `lines` where the cell's quote opens */
    bool open;         /* and it has not closed yet */
    vb_arena *arena;
    bool no_memory;
} cutter;

static ALWAYS_INLINE uint64_t find_marks_in(const cutter *c, bool either, const char *block)
{
    uint64_t marks = vb_scan_marks(block, c->separator, c->line_end, '"');
    return either ? marks | vb_scan_marks(block, '\r', '\r', '\r') : marks;
}

static ALWAYS_INLINE uint64_t find_marks(const cutter *c, bool either)
{
    size_t left = c->len - c->base;
    if (left >= VB_SCAN_BLOCK)
        return find_marks_in(c, either, c->text + c->base);
    char tail[VB_SCAN_BLOCK] = {0};
    memcpy(tail, c->text + c->base, left);
    return find_marks_in(c, either, tail);
}

static ALWAYS_INLINE bool is_line_end(const cutter *c, bool either, char byte)
{
    return byte == c->line_end || (either && byte == '\r');
}

/* The CR of a CRLF: the line ends behind it. */
static ALWAYS_INLINE bool is_half_end(const cutter *c, bool either, size_t at)
{
    return either && c->text[at] == '\r' && at + 1 < c->len && c->text[at + 1] == '\n';
}

/* The next mark, or c->len if there is none. */
static ALWAYS_INLINE size_t next_mark(cutter *c, bool either)
{
    while (c->marks == 0) {
        if (c->len - c->base <= VB_SCAN_BLOCK)
            return c->len;
        c->base += VB_SCAN_BLOCK;
        c->marks = find_marks(c, either);
    }
    size_t at = c->base + (size_t)__builtin_ctzll(c->marks);
    c->marks &= c->marks - 1;
    return at;
}

/* Go to the cell's end.  False if the text runs out. */
static ALWAYS_INLINE bool find_end(cutter *c, bool either)
{
    size_t at;
    do
        at = next_mark(c, either);
    while (at < c->len && c->text[at] == '"'); /* C4 */
    if (at == c->len && !c->last)
        return false;
    c->mark = c->end = at;
    c->ends_record = at == c->len || is_line_end(c, either, c->text[at]);
    if (either && at < c->len && c->text[at] == '\r') {
        if (at + 1 == c->len && !c->last)
            return false;
        if (is_half_end(c, either, at))
            c->mark = next_mark(c, either);
        return true;
    }
    if (c->ends_record && c->line_end == '\n') /* what is before the cell, or its closing quote, is no CR */
        while (c->end > 0 && c->text[c->end - 1] == '\r')
            c->end--;
    return true;
}

/* The text of a quoted cell: doubled quotes in [beg, close) made one, then what follows up to `end`. */
static bool unquote(cutter *c, size_t beg, size_t close, size_t end, vb_str *cell)
{
    char *out = vb_arena_alloc(c->arena, end - beg);
    if (out == NULL) {
        c->no_memory = true;
        return false;
    }
    size_t len = 0;
    while (beg < close) {
        const char *from = c->text + beg;
        const char *quote = memchr(from, '"', close - beg);
        size_t run = quote == NULL ? close - beg : (size_t)(quote - from) + 1;
        memcpy(out + len, from, run);
        len += run;
        beg += run + (quote != NULL);
    }
    memcpy(out + len, c->text + close + 1, end - close - 1);
    *cell = (vb_str){out, len + (end - close - 1)};
    return true;
}

/* The same with backslashes undone, C6. */
static bool unescape(cutter *c, size_t beg, size_t close, size_t end, vb_str *cell)
{
    char *out = vb_arena_alloc(c->arena, end - beg);
    if (out == NULL) {
        c->no_memory = true;
        return false;
    }
    size_t len = 0;
    for (; beg < close; beg++) {
        char next = beg + 1 < close ? c->text[beg + 1] : '\0';
        if ((c->text[beg] == '\\' && (next == '"' || next == '\\')) || (c->text[beg] == '"' && next == '"'))
            beg++;
        out[len++] = c->text[beg];
    }
    memcpy(out + len, c->text + close + 1, end - close - 1);
    *cell = (vb_str){out, len + (end - close - 1)};
    return true;
}

/* C6: the quote at `at` in a cell whose text begins at `beg` is text. */
static bool is_escaped(const cutter *c, size_t beg, size_t at)
{
    size_t backslashes = 0;
    while (at - backslashes > beg && c->text[at - backslashes - 1] == '\\')
        backslashes++;
    return backslashes % 2 == 1;
}

static ALWAYS_INLINE bool cut_quoted(cutter *c, bool either, size_t beg, vb_str *cell)
{
    (void)next_mark(c, either); /* the opening quote */
    c->open = true;
    c->open_lines = c->lines;
    bool doubled = false;
    size_t close;
    for (;;) {
        close = next_mark(c, either);
        if (close == c->len)
            return false;
        if (is_line_end(c, either, c->text[close])) {
            c->lines += !is_half_end(c, either, close);
        } else if (c->text[close] == '"' && !(c->backslash && is_escaped(c, beg + 1, close))) {
            if (close + 1 == c->len || c->text[close + 1] != '"')
                break;
            (void)next_mark(c, either);
            doubled = true;
        }
    }
    c->open = false;
    if (!find_end(c, either)) /* as when the quote is the last byte so far, and perhaps the first of two */
        return false;
    if (c->backslash)
        return unescape(c, beg + 1, close, c->end, cell);
    if (doubled || c->end > close + 1)
        return unquote(c, beg + 1, close, c->end, cell);
    *cell = (vb_str){c->text + beg + 1, close - beg - 1};
    return true;
}

static ALWAYS_INLINE bool cut_plain(cutter *c, bool either, size_t beg, vb_str *cell)
{
    if (!find_end(c, either))
        return false;
    *cell = (vb_str){c->text + beg, c->end - beg};
    return true;
}

/* Cut the record at `beg`; *n_found is the number of its cells, of which `columns` are kept. */
static ALWAYS_INLINE bool cut_record(cutter *c, bool either, size_t beg, vb_str *cells, size_t columns,
                                     size_t *n_found)
{
    size_t n = 0;
    c->lines = 0;
    do {
        vb_str cell;
        bool quoted = beg < c->len && c->text[beg] == '"';
        if (!(quoted ? cut_quoted(c, either, beg, &cell) : cut_plain(c, either, beg, &cell)))
            return false;
        if (n < columns)
            cells[n] = cell;
        n++;
        beg = c->mark + 1;
    } while (!c->ends_record);
    *n_found = n;
    for (; n < columns; n++)
        cells[n] = VB_LITERAL("");
    return true;
}

/* The last record, if there is one, has `len` more bytes behind it.  Returns `len`. */
static size_t add_tail(vb_batch *batch, size_t len)
{
    if (batch->n > 0)
        batch->records[batch->n - 1].tail += len;
    return len;
}

static ALWAYS_INLINE bool cut_all(const vb_csv *csv, bool either, bool last, size_t most, vb_batch *batch,
                                  vb_place *place)
{
    vb_str text = vb_buffer_str(&batch->bytes);
    cutter c = {.text = text.ptr,
                .len = text.len,
                .last = last,
                .separator = csv->separator,
                .line_end = either ? '\n' : csv->line_end,
                .backslash = csv->backslash,
                .arena = &batch->arena};
    size_t columns = csv->columns;
    size_t beg = 0;
    c.marks = find_marks(&c, either);
    while (beg < c.len) {
        if (c.line_end == '\r' && c.text[beg] == '\n') { /* C1 */
            beg += add_tail(batch, 1);
            continue;
        }
        if (batch->n == most && c.text[beg] != '\n' && c.text[beg] != '\r') /* else perhaps a blank line */
            break;
        size_t n_found;
        if (!vb_batch_room(batch, columns))
            return false;
        if (!cut_record(&c, either, beg, batch->cells + batch->n_cells, columns, &n_found))
            break;
        size_t behind = c.mark < c.len ? c.mark + 1 : c.len;
        if (c.end > beg && batch->n == most)
            break;
        if (c.end > beg) {
            batch->records[batch->n++] = (vb_record){.raw = {c.text + beg, c.end - beg},
                                                     .tail = behind - c.end,
                                                     .row = place->row,
                                                     .line = place->line,
                                                     .byte = place->byte + beg,
                                                     .n_found = n_found};
            batch->n_cells += columns;
            place->row++;
        } else { /* C2 */
            (void)add_tail(batch, behind - beg);
        }
        place->line += c.lines + 1;
        beg = behind;
    }
    place->byte += beg;
    place->quote_line = c.open ? place->line + c.open_lines : 0;
    vb_batch_settle(batch, columns);
    return !c.no_memory;
}

bool vb_csv_cut(const vb_csv *csv, bool last, size_t most, vb_batch *batch, vb_place *place)
{
    return csv->line_end == VB_CSV_MIXED ? cut_all(csv, true, last, most, batch, place)
                                         : cut_all(csv, false, last, most, batch, place);
}

size_t vb_csv_cell_end(const vb_csv *csv, vb_str raw, size_t beg)
{
    cutter c = {.text = raw.ptr, .len = raw.len};
    size_t at = beg;
    if (at < raw.len && raw.ptr[at] == '"') {
        for (at++;; at++) {
            const char *quote = memchr(raw.ptr + at, '"', raw.len - at);
            if (quote == NULL)
                return raw.len;
            at = (size_t)(quote - raw.ptr);
            if (csv->backslash && is_escaped(&c, beg + 1, at))
                continue;
            if (at + 1 == raw.len || raw.ptr[at + 1] != '"')
                break;
            at++;
        }
    }
    const char *separator = memchr(raw.ptr + at, csv->separator, raw.len - at);
    return separator == NULL ? raw.len : (size_t)(separator - raw.ptr);
}
