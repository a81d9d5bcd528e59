#include "input/text_source.h"

#include "base/str.h"
#include "input/column_find.h"
#include "input/dialect.h"
#include "input/headless.h"
#include "input/lines.h"
#include "input/markup.h"
#include "input/paragraphs.h"
#include "input/sniff.h"
#include "text/utf8.h"

#include <stdlib.h>

/* Cells of a batch: what short rows under a wide header may cost in memory. */
#define CELLS_MOST ((size_t)256 * 1024)

/* More than any program writes: what one header may cost. */
#define COLUMNS_MOST ((size_t)1 << 20)

/* Bytes that tell a longest record, with its line end, from a longer one. */
#define LONGEST_LOOK (VB_RECORD_LONGEST + 3)

typedef struct {
    vb_bytes *bytes;
    const char *name;
    bool at_end; /* there are no more bytes to read */
    vb_input_format format;
    vb_unit unit; /* of lines */
    vb_csv csv;
    const char *line_end;
    vb_place place; /* of the next record */
    size_t batch_bytes;
    vb_buffer ahead; /* read, not yet given out from `ahead_at` on */
    size_t ahead_at;
    size_t tabbed; /* rows by which a .txt is a table: see vb_sniff_text_file() */
    vb_buffer preamble;
    vb_buffer title;     /* of it: the first of the title's lines; empty: there is none */
    bool says_separator; /* it does */
    vb_batch header;     /* one record */
    vb_error broken;     /* why the bytes end where they do */
    vb_error failed;     /* once and for all */
} text_source;

static vb_status fail_file(const text_source *r, vb_error *err, vb_status code, const char *text)
{
    return vb_fail_at(err, code, r->name, 0, 0, "%s", text);
}

/* Read until *b has `want` bytes or there are no more. */
static vb_status read_bytes(text_source *r, vb_buffer *b, size_t want, vb_error *err)
{
    while (b->len < want && !r->at_end) {
        size_t n;
        if (!vb_buffer_reserve(b, want - b->len))
            return vb_fail_memory(err);
        vb_status status = vb_bytes_read(r->bytes, b->ptr + b->len, want - b->len, &n, &r->broken);
        if (status != VB_OK && b->len == 0 && r->place.row == 0) {
            if (err != NULL)
                *err = r->broken;
            return status;
        }
        b->len += n;
        r->at_end = n == 0;
    }
    return VB_OK;
}

/* Buffers that one long record has made large are not kept. */
static void empty_buffer(vb_buffer *b)
{
    if (b->cap > (size_t)4 * VB_BATCH_BYTES)
        vb_buffer_release(b);
    else
        vb_buffer_clear(b);
}

/* Fill the batch up to `want` bytes: first with those read ahead, then from the file. */
static vb_status take_bytes(text_source *r, vb_buffer *b, size_t want, vb_error *err)
{
    size_t n = r->ahead.len - r->ahead_at;
    if (n > want - b->len)
        n = want - b->len;
    if (n > 0)
        vb_buffer_add(b, r->ahead.ptr + r->ahead_at, n);
    r->ahead_at += n;
    if (b->failed)
        return vb_fail_memory(err);
    if (b->len == want || r->at_end)
        return VB_OK;
    empty_buffer(&r->ahead);
    r->ahead_at = 0;
    return read_bytes(r, b, want, err);
}

/* Keep the batch's bytes from `used` on for the next. */
static vb_status give_back(text_source *r, const vb_buffer *b, size_t used, vb_error *err)
{
    size_t left = b->len - used;
    if (left == 0)
        return VB_OK;
    if (left <= r->ahead_at) { /* then they came from there, and are there still */
        r->ahead_at -= left;
        return VB_OK;
    }
    vb_buffer_add(&r->ahead, b->ptr + used, left);
    return r->ahead.failed ? vb_fail_memory(err) : VB_OK;
}

static bool cut(const text_source *r, bool last, size_t most, vb_batch *batch, vb_place *place)
{
    if (r->format != VB_INPUT_LINES)
        return vb_csv_cut(&r->csv, last, most, batch, place);
    switch (r->unit) {
    case VB_UNIT_PARAGRAPH:
        return vb_paragraphs_cut(r->csv.line_end, last, most, batch, place);
    case VB_UNIT_FILE:
        return vb_document_cut(vb_str_of(r->name), last, batch, place);
    default:
        return vb_lines_cut(r->csv.line_end, last, most, batch, place);
    }
}

static vb_status fail_unclosed(const text_source *r, const vb_place *place, vb_error *err)
{
    (void)vb_fail_at(err, VB_ERROR_INPUT, r->name, place->quote_line, 0,
                     "the quote that opens in this line never closes: close it or take it out");
    if (err != NULL)
        err->row = place->row;
    return VB_ERROR_INPUT;
}

/* The bytes end before the record does, or where one might begin. */
static vb_status fail_broken(const text_source *r, const vb_place *place, vb_error *err)
{
    if (err != NULL) {
        *err = r->broken;
        err->row = place->row;
    }
    return r->broken.code;
}

static vb_status fail_too_long(const text_source *r, const vb_place *place, vb_error *err)
{
    (void)vb_fail_at(err, VB_ERROR_INPUT, r->name, place->line, 0,
                     "the record that begins in this line is longer than %zu MB: %s", VB_RECORD_LONGEST >> 20,
                     place->quote_line > 0 ? "close its quote, or split it" : "split it");
    if (err != NULL)
        err->row = place->row;
    return VB_ERROR_INPUT;
}

/* All bytes are cut, but perhaps for a CR, and more follow: blank lines at their beginning are the last record's
 * tail. Take it back, or, if it is the only one, say so. */
static bool tail_goes_on(const text_source *r, size_t used, vb_batch *batch, vb_place *place)
{
    if (r->format == VB_INPUT_LINES || batch->n == 0)
        return false;
    for (size_t i = used; i < batch->bytes.len; i++)
        if (batch->bytes.ptr[i] != '\r')
            return false;
    if (batch->n == 1)
        return true;
    const vb_record *open = &batch->records[--batch->n];
    batch->n_cells -= r->csv.columns;
    *place = (vb_place){.row = open->row, .line = open->line, .byte = open->byte};
    return false;
}

/* Fill the batch with at least one record and at most `most`; with none at the end. */
static vb_status fill(text_source *r, size_t most, vb_batch *batch, vb_error *err)
{
    size_t want = r->batch_bytes;
    vb_batch_reset(batch);
    empty_buffer(&batch->bytes);
    for (;;) {
        vb_status status = take_bytes(r, &batch->bytes, want, err);
        if (status != VB_OK)
            return status;
        bool ends = r->at_end && r->ahead_at == r->ahead.len, last = ends && r->broken.code == VB_OK;
        vb_place place = r->place;
        if (!cut(r, last, want > r->batch_bytes ? 1 : most, batch, &place)) /* a batch that had to grow is for one */
            return vb_fail_memory(err);
        size_t used = place.byte - r->place.byte;
        bool goes_on = !ends && tail_goes_on(r, used, batch, &place) && want < LONGEST_LOOK;
        used = place.byte - r->place.byte;
        if (batch->n > 0 && batch->records[0].raw.len > VB_RECORD_LONGEST)
            return fail_too_long(r, &r->place, err);
        if ((batch->n > 0 && !goes_on) || (last && used == batch->bytes.len)) {
            r->place = place;
            return give_back(r, &batch->bytes, used, err);
        }
        if (used > 0 && !goes_on) { /* blank lines */
            batch->bytes.len -= used;
            memmove(batch->bytes.ptr, batch->bytes.ptr + used, batch->bytes.len);
            r->place = place;
            continue;
        }
        if (last)
            return fail_unclosed(r, &place, err);
        if (ends)
            return fail_broken(r, &place, err);
        if (want >= LONGEST_LOOK)
            return fail_too_long(r, &place, err);
        want = want > LONGEST_LOOK / 2 ? LONGEST_LOOK : want * 2;
        vb_batch_reset(batch);
    }
}

/* Look at the first bytes: is it text, and of which format? */
static vb_status look(text_source *r, vb_input_format format, vb_error *err)
{
    vb_status status = read_bytes(r, &r->ahead, VB_BATCH_BYTES, err);
    if (status != VB_OK)
        return status;
    vb_str text = vb_buffer_str(&r->ahead);
    if (text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0) {
        r->ahead_at = r->place.byte = 3;
        text = vb_str_cut(text, 3, text.len);
    }
    const char *fault = vb_sniff_fault(text);
    if (fault != NULL)
        return fail_file(r, err, VB_ERROR_INPUT, fault);
    if (format == VB_INPUT_AUTO) {
        format = vb_bytes_is_file(r->bytes) ? vb_sniff_name(r->name) : VB_INPUT_AUTO;
        format = format == VB_INPUT_AUTO    ? vb_sniff_text(text, r->at_end)
                 : format == VB_INPUT_LINES ? vb_sniff_text_file(text, r->at_end, &r->tabbed)
                                            : format;
    }
    r->format = format;
    return format == VB_INPUT_AUTO ? vb_fail_memory(err) : VB_OK;
}

/* Find the dialect, reading as far ahead as it takes for the line end. */
static vb_status find_dialect(text_source *r, vb_error *err)
{
    for (;;) {
        vb_str text = vb_str_cut(vb_buffer_str(&r->ahead), r->ahead_at, r->ahead.len);
        vb_dialect dialect = {0};
        if (r->format == VB_INPUT_LINES) {
            dialect.line_end = vb_sniff_line_end(text, '\0', r->at_end);
            dialect.csv.columns = r->unit == VB_UNIT_FILE ? 2 : 1;
            dialect.csv.line_end = dialect.line_end == NULL ? '\n' : dialect.line_end[strlen(dialect.line_end) - 1];
        } else if (!vb_dialect_decide(text, r->at_end, r->format == VB_INPUT_TSV ? '\t' : '\0', &dialect)) {
            return vb_fail_memory(err);
        }
        if (dialect.line_end != NULL) {
            r->line_end = dialect.line_end;
            r->csv = dialect.csv;
            vb_buffer_add_str(&r->preamble, vb_str_cut(text, 0, dialect.preamble));
            r->ahead_at += dialect.preamble;
            r->place.byte += dialect.preamble;
            r->place.line += dialect.preamble_lines;
            vb_buffer_add_str(&r->title, dialect.title);
            r->says_separator = dialect.says_separator;
            return r->preamble.failed || r->title.failed ? vb_fail_memory(err) : VB_OK;
        }
        if (text.len > VB_RECORD_LONGEST)
            return fail_too_long(r, &r->place, err);
        vb_status status = read_bytes(r, &r->ahead, r->ahead.len * 2, err);
        if (status != VB_OK)
            return status;
    }
}

static vb_status fail_empty(const text_source *r, vb_error *err)
{
    return fail_file(r, err, VB_ERROR_INPUT, "nothing in it: it needs at least one line");
}

static vb_status read_header(text_source *r, vb_error *err)
{
    vb_status status = fill(r, 1, &r->header, err);
    if (status != VB_OK)
        return status;
    if (r->header.n == 0)
        return fail_empty(r, err);
    vb_record found = r->header.records[0];
    if (found.n_found > COLUMNS_MOST)
        return vb_fail_at(err, VB_ERROR_INPUT, r->name, found.line, 0,
                          "%zu columns, where %zu are the most: is it a table?", found.n_found, COLUMNS_MOST);
    size_t bad;
    if (!vb_utf8_valid(found.raw, &bad))
        return vb_fail_at(err, VB_ERROR_INPUT, r->name, found.line, 0,
                          "the header is not UTF-8 (at byte offset %zu): save the file as UTF-8", found.byte + bad);
    /* Now that the number of columns is known, once more for all of them. */
    vb_place place = {0};
    vb_str before = {r->header.bytes.ptr, (size_t)(found.raw.ptr - r->header.bytes.ptr)};
    vb_buffer_add_str(&r->preamble, before);
    r->csv.columns = found.n_found;
    vb_batch_reset(&r->header);
    if (!vb_csv_cut(&r->csv, true, 1, &r->header, &place) || r->preamble.failed)
        return vb_fail_memory(err);
    r->header.records[0].line = found.line;
    return VB_OK;
}

/* Plain text has no header, but it has something in it.  A file that is one answer may be an empty one. */
static vb_status name_the_columns(text_source *r, vb_buffer *why, vb_error *err)
{
    vb_str text = vb_str_cut(vb_buffer_str(&r->ahead), r->ahead_at, r->ahead.len);
    bool blank = r->at_end && vb_str_trim(text).len == 0;
    size_t n = r->csv.columns;
    if (blank && r->unit != VB_UNIT_FILE)
        return fail_empty(r, err);
    if (blank)
        vb_buffer_add_text(why, "nothing in it: taken as an empty answer\n");
    if (!vb_batch_room(&r->header, n))
        return vb_fail_memory(err);
    r->header.cells[0] = VB_LITERAL("id");
    r->header.cells[n - 1] = VB_LITERAL("answer");
    r->header.records[0] = (vb_record){.raw = VB_LITERAL(""), .cells = r->header.cells, .n_found = n};
    r->header.n = 1;
    r->header.n_cells = n;
    r->place.row = 1;
    return VB_OK;
}

/* A header for a table that has none. */
static vb_status stand_in(text_source *r, vb_error *err)
{
    vb_place place = {0};
    r->csv.columns = 1;
    vb_buffer_add_text(&r->header.bytes, "answer");
    vb_buffer_add_text(&r->header.bytes, r->line_end);
    r->place.row = 1;
    return r->header.bytes.failed || !vb_csv_cut(&r->csv, true, 1, &r->header, &place) ? vb_fail_memory(err) : VB_OK;
}

/* Read the header, if there is one; else say so. */
static vb_status find_header(text_source *r, const vb_input_options *options, vb_buffer *why, vb_error *err)
{
    vb_headless found = {0};
    vb_arena arena = {0};
    vb_str text = vb_str_cut(vb_buffer_str(&r->ahead), r->ahead_at, r->ahead.len);
    bool asked = options->format != VB_INPUT_AUTO || r->unit != VB_UNIT_ANSWER || r->preamble.len > 0;
    vb_status status = VB_OK;
    if (!asked && !vb_headless_find(text, r->at_end, &r->csv, options->answer, &arena, &found))
        status = vb_fail_memory(err);
    if (found.first.ptr != NULL) {
        vb_buffer_add_text(why, "no header: the only column begins with ");
        vb_column_quote(why, found.first);
        vb_buffer_printf(why, ", which is taken as an answer; --from %s takes it as the column's name\n",
                         r->format == VB_INPUT_TSV ? "tsv" : "csv");
    }
    if (status == VB_OK && found.first.ptr != NULL && !found.quoted) {
        r->format = VB_INPUT_LINES; /* a comma parts no cells */
        status = find_dialect(r, err);
        status = status == VB_OK ? name_the_columns(r, why, err) : status;
    } else if (status == VB_OK) {
        status = found.first.ptr != NULL ? stand_in(r, err) : read_header(r, err);
    }
    vb_arena_release(&arena);
    return status;
}

static vb_status next(void *self, size_t bytes, vb_batch *batch, vb_error *err)
{
    text_source *r = self;
    size_t most = CELLS_MOST / r->csv.columns;
    r->batch_bytes = bytes > 0 ? bytes : 1;
    if (r->failed.code == VB_OK)
        (void)fill(r, most > 0 ? most : 1, batch, &r->failed);
    if (r->failed.code == VB_OK)
        return VB_OK;
    vb_batch_reset(batch);
    if (err != NULL)
        *err = r->failed;
    return r->failed.code;
}

static size_t notes(void *self, vb_buffer *why)
{
    const text_source *r = self;
    return vb_bytes_failures(r->bytes, why);
}

static void close_source(void *self)
{
    text_source *r = self;
    vb_bytes_close(r->bytes);
    vb_buffer_release(&r->ahead);
    vb_buffer_release(&r->preamble);
    vb_buffer_release(&r->title);
    vb_batch_release(&r->header);
    free(r);
}

/* Say what is not plain. */
static void explain(const text_source *r, vb_buffer *why)
{
    char separator = r->csv.separator;
    if (r->tabbed > 0)
        vb_buffer_printf(why, "a table by tabs: all of the first %zu rows have as many; --from text reads lines\n",
                         r->tabbed);
    if (r->title.len > 0) {
        vb_buffer_add_text(why, "title: ");
        vb_column_quote(why, vb_buffer_str(&r->title));
        vb_buffer_printf(why, ", no header; that is line %zu\n", r->header.records[0].line);
    }
    if (r->format == VB_INPUT_CSV && separator != ',') {
        vb_buffer_add_text(why, "separator: ");
        if (separator == '\t')
            vb_buffer_add_text(why, "tab");
        else
            vb_buffer_printf(why, "\"%c\"", separator);
        vb_buffer_add_text(why, r->says_separator ? ", as the first line says\n"
                                                  : ", because the header and most rows are parted by it\n");
    }
    if (r->csv.backslash)
        vb_buffer_add_text(why, "quotes: escaped by backslashes, not doubled\n");
    if (r->format != VB_INPUT_LINES && r->csv.line_end == VB_CSV_MIXED)
        vb_buffer_add_text(why, "line ends: of several kinds, each of which ends a row\n");
}

/* An encoding that is asked for means that it is to be read whatever it is. */
static vb_status refuse_markup(const text_source *r, const vb_input_options *options, vb_error *err)
{
    const char *markup = options->encoding != NULL ? NULL : vb_markup_name(vb_buffer_str(&r->ahead));
    if (markup == NULL)
        return VB_OK;
    return vb_fail_at(err, VB_ERROR_INPUT, r->name, 0, 0,
                      "is %s, no table and no plain text: open it and save it as .xlsx or .csv; --encoding reads it "
                      "all the same",
                      markup);
}

static vb_status open_source(text_source *r, const vb_input_options *options, vb_buffer *why, vb_error *err)
{
    vb_status status = vb_bytes_decode(r->bytes, options->encoding, why, err);
    if (status == VB_OK)
        status = look(r, options->format, err);
    if (status == VB_OK)
        status = refuse_markup(r, options, err);
    bool whole = r->format == VB_INPUT_LINES && r->unit == VB_UNIT_FILE;
    if (status == VB_OK && r->ahead.len == r->ahead_at && r->at_end && !whole)
        status = fail_empty(r, err);
    if (status == VB_OK)
        status = find_dialect(r, err);
    if (status == VB_OK)
        status = r->format == VB_INPUT_LINES ? name_the_columns(r, why, err) : find_header(r, options, why, err);
    if (status == VB_OK)
        explain(r, why);
    return status;
}

vb_status vb_text_open(vb_bytes *bytes, const vb_input_options *options, vb_source *source, vb_text_about *about,
                       vb_buffer *why, vb_error *err)
{
    static const vb_source_kind kind = {.next = next, .close = close_source, .notes = notes};
    text_source *r = calloc(1, sizeof *r);
    if (r == NULL) {
        vb_bytes_close(bytes);
        return vb_fail_memory(err);
    }
    r->bytes = bytes;
    r->unit = options->unit;
    r->name = vb_bytes_name(bytes);
    r->batch_bytes = VB_BATCH_BYTES;
    r->place.line = 1;
    vb_status status = open_source(r, options, why, err);
    if (status != VB_OK) {
        close_source(r);
        return status;
    }
    *about = (vb_text_about){r->format, r->csv.backslash, vb_buffer_str(&r->preamble)};
    *source = (vb_source){.kind = &kind,
                          .self = r,
                          .names = r->header.cells,
                          .n = r->header.n_cells,
                          .raw = r->header.records[0].raw,
                          .tail = r->header.records[0].tail,
                          .line_end = r->line_end,
                          .separator = r->format == VB_INPUT_LINES ? '\0' : r->csv.separator};
    return VB_OK;
}
