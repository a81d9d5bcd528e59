/* The splitter of CSV against a parser that is too simple to be wrong, on random bytes. */
#include "input/reading.h"

#include "input/dialect.h"
#include "input/scan.h"
#include "input/sniff.h"

#include <criterion/criterion.h>

/* A small generator (xorshift) of its own: the same bytes everywhere. */
static uint64_t random_state = 88172645463325252u;

static size_t random_below(size_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (size_t)(random_state >> 11) % n;
}

/* ---- The simple parser: a byte at a time, a state, and everything copied ---- */

typedef enum { CELL_START, PLAIN, QUOTED, QUOTE_IN_QUOTED } parser_state;

typedef struct {
    char text[256][256]; /* cells */
    size_t len[256];
    size_t n;
} simple_record;

/* Where the line ends: LF, or a lone CR if a CR without LF behind the CRs comes first, outside quotes. */
static char simple_line_end(vb_str s, char separator)
{
    parser_state state = CELL_START;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (state == QUOTED) {
            state = c == '"' ? QUOTE_IN_QUOTED : QUOTED;
            continue;
        }
        if (state == QUOTE_IN_QUOTED && c == '"') {
            state = QUOTED;
            continue;
        }
        if (c == '\n')
            return '\n';
        if (c == '\r') {
            while (i < s.len && s.ptr[i] == '\r')
                i++;
            return i < s.len && s.ptr[i] == '\n' ? '\n' : '\r';
        }
        state = c == separator ? CELL_START : c == '"' && state == CELL_START ? QUOTED : PLAIN;
    }
    return '\n';
}

static void show_simple(vb_buffer *out, const simple_record *r, size_t row, size_t line, size_t columns)
{
    vb_str none = VB_LITERAL("");
    vb_buffer_printf(out, "%zu@%zu ", row, line);
    for (size_t i = 0; i < columns; i++) {
        vb_buffer_add_char(out, '[');
        reading_show(out, i < r->n ? (vb_str){r->text[i], r->len[i]} : none);
        vb_buffer_add_char(out, ']');
    }
    if (r->n != columns)
        vb_buffer_printf(out, "/%zu", r->n);
    vb_buffer_add_char(out, '\n');
}

/* The records as reading_show_all() shows them; the header's number of cells in *columns, 0 if there is none, or if
 * its quote does not close. */
static void simple_parse(vb_str s, char separator, vb_buffer *out, size_t *columns)
{
    static simple_record r;
    char line_end = simple_line_end(s, separator);
    size_t row = 0, line = 1, i = 0;
    *columns = 0;
    while (i < s.len) {
        if (line_end == '\r' && s.ptr[i] == '\n') {
            i++;
            continue;
        }
        parser_state state = CELL_START;
        size_t first_line = line, quote_line = 0, beg = i, crs = 0;
        r.n = 1;
        r.len[0] = 0;
        for (; i < s.len; i++) {
            char c = s.ptr[i];
            if (state == QUOTED) {
                if (c == '"') {
                    state = QUOTE_IN_QUOTED;
                    continue;
                }
                line += c == line_end;
            } else if (state == QUOTE_IN_QUOTED && c == '"') {
                state = QUOTED;
            } else if (c == line_end) {
                break;
            } else if (c == separator) {
                state = CELL_START;
                r.len[r.n++] = 0;
                crs = 0;
                continue;
            } else if (c == '"' && state == CELL_START) {
                state = QUOTED;
                quote_line = line;
                continue;
            } else {
                state = PLAIN;
                crs = c == '\r' ? crs + 1 : 0;
            }
            if (state == QUOTED)
                crs = 0;
            r.text[r.n - 1][r.len[r.n - 1]++] = c;
        }
        if (state == QUOTED) {
            if (*columns > 0)
                vb_buffer_printf(out,
                                 "!%zu row %zu: the quote that opens in this line never closes: close it or "
                                 "take it out\n",
                                 quote_line, row);
            return;
        }
        bool blank = i - beg == (line_end == '\n' ? crs : 0);
        if (line_end == '\n')
            r.len[r.n - 1] -= crs;
        if (!blank && *columns == 0)
            *columns = r.n;
        else if (!blank)
            show_simple(out, &r, row, first_line, *columns);
        row += !blank;
        line++;
        i++;
    }
}

/* The text is taken to mix line ends (P2 of dialect.c) or to have a title, which the simple reader knows nothing of.
 */
static bool mixes(vb_str text, char separator)
{
    vb_dialect dialect;
    cr_assert(vb_dialect_decide(text, true, separator == ',' ? '\0' : separator, &dialect));
    const char *first = vb_sniff_line_end(text, separator, true);
    return dialect.csv.line_end != first[strlen(first) - 1] || dialect.preamble > 0;
}

/* Random bytes of the few that matter, 3 to 60 of them, in batches of a random size. */
Test(csv, random_bytes)
{
    static const char *const alphabets[] = {"a,\"\n",         "ab,\"\n\r",  "a,,\"\"\"\n\n",
                                            "abcdefghi,\"\n", "a\t\"\n\r,", "a,\"\r"};
    size_t with_records = 0, unclosed = 0, mixed = 0;
    for (size_t i = 0; i < 60000; i++) {
        size_t a = i % (sizeof alphabets / sizeof *alphabets);
        char separator = a == 4 ? '\t' : ',';
        char bytes[200];
        size_t len = 3 + random_below(i % 10 == 0 ? 190 : 57);
        for (size_t j = 0; j < len; j++)
            bytes[j] = alphabets[a][random_below(strlen(alphabets[a]))];
        vb_str input = {bytes, len};
        vb_buffer expected = {0}, out = {0};
        size_t columns, n = 0;
        if (mixes(input, separator)) {
            mixed++;
            continue;
        }
        simple_parse(input, separator, &expected, &columns);
        vb_buffer_add_char(&expected, '\0');
        int ends[2]; /* so few bytes that no other process is needed to write them */
        cr_assert(pipe(ends) == 0 && write(ends[1], bytes, len) == (ssize_t)len && close(ends[1]) == 0);
        cr_assert(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO && close(ends[0]) == 0);
        vb_records *records =
            vb_records_open("-", &(vb_input_options){.format = separator == ',' ? VB_INPUT_CSV : VB_INPUT_TSV}, NULL);
        cr_assert((records != NULL) == (columns > 0), "%.*s", (int)len, bytes);
        if (records != NULL) {
            (void)vb_records_header(records, &n);
            cr_expect(n == columns, "%.*s", (int)len, bytes);
            reading_show_all(&out, records, 1 + random_below(len + 2), input);
            cr_expect_str_eq(out.ptr, expected.ptr, "%.*s\nis\n%s", (int)len, bytes, out.ptr);
            with_records += out.len > 0;
            unclosed += strchr(out.ptr, '!') != NULL;
        }
        vb_records_close(records);
        vb_buffer_release(&expected);
        vb_buffer_release(&out);
    }
    cr_expect(with_records > 10000 && unclosed > 1000 && mixed < 10000, "%zu with records, %zu unclosed, %zu mixed",
              with_records, unclosed, mixed);
}

/* What stands before the header, the header and the records, each with its tail, are all of the bytes (up to a
 * fault); and a record has as many cells as its bytes are cut into. */
Test(csv, every_byte_belongs)
{
    static const char *const alphabets[] = {"a,\"\n", "a,\"\n\r", "a\n\n\r\n,", "a,\"\\\n", "a,\r\r"};
    size_t whole = 0;
    for (size_t i = 0; i < 30000; i++) {
        const char *alphabet = alphabets[i % (sizeof alphabets / sizeof *alphabets)];
        char bytes[120];
        vb_str input = {bytes, 3 + random_below(100)};
        for (size_t j = 0; j < input.len; j++)
            bytes[j] = alphabet[random_below(strlen(alphabet))];
        vb_records *records = reading_open(input, "", VB_INPUT_CSV, NULL);
        if (records == NULL)
            continue;
        size_t n_rows;
        vb_csv csv = {.separator = vb_records_separator(records), .backslash = vb_records_backslash(records)};
        const vb_record *header = vb_records_header_rows(records, &n_rows);
        vb_buffer found = {0};
        vb_batch batch = {0};
        vb_error err = {0};
        vb_buffer_add_str(&found, vb_records_preamble(records));
        vb_buffer_add(&found, header->raw.ptr, header->raw.len + header->tail);
        vb_records_set_batch(records, 1 + random_below(input.len + 2));
        while (vb_records_next(records, &batch, &err) == VB_OK && batch.n > 0)
            for (size_t r = 0; r < batch.n; r++) {
                const vb_record *record = &batch.records[r];
                size_t cells = 0;
                for (size_t at = 0; at <= record->raw.len; at = vb_csv_cell_end(&csv, record->raw, at) + 1)
                    cells++;
                cr_expect_eq(cells, record->n_found, "%zu cells in %.*s of %.*s", cells, (int)record->raw.len,
                             record->raw.ptr, (int)input.len, bytes);
                vb_buffer_add(&found, record->raw.ptr, record->raw.len + record->tail);
            }
        size_t wanted = err.code == VB_OK ? input.len : found.len;
        whole += err.code == VB_OK;
        cr_expect(vb_str_equal(vb_buffer_str(&found), vb_str_cut(input, 0, wanted)), "%.*s\nbecame\n%.*s",
                  (int)input.len, bytes, (int)found.len, found.ptr);
        vb_batch_release(&batch);
        vb_buffer_release(&found);
        vb_records_close(records);
    }
    cr_expect(whole > 10000, "only %zu of 30000", whole);
}

/* What a writer by RFC 4180 makes of random cells comes back as it was. */
Test(csv, round_trip)
{
    static const char letters[] = "ab ,\";\t\n\r\xC3\xA9";
    for (size_t i = 0; i < 2000; i++) {
        size_t columns = 1 + random_below(6), rows = random_below(8);
        vb_buffer file = {0}, expected = {0}, out = {0};
        for (size_t row = 0; row <= rows; row++) {
            if (row > 0)
                vb_buffer_printf(&expected, "%zu@", row);
            for (size_t column = 0; column < columns; column++) {
                vb_buffer cell = {0};
                for (size_t left = row == 0 ? 0 : random_below(12); left > 0; left--)
                    vb_buffer_add_char(&cell, letters[random_below(sizeof letters - 3)]);
                vb_buffer_add_text(&file, column == 0 ? "\"" : ",\"");
                for (size_t j = 0; j < cell.len; j++) {
                    if (cell.ptr[j] == '"')
                        vb_buffer_add_char(&file, '"');
                    vb_buffer_add_char(&file, cell.ptr[j]);
                }
                vb_buffer_add_char(&file, '"');
                if (row > 0) {
                    vb_buffer_add_char(&expected, '[');
                    reading_show(&expected, vb_buffer_str(&cell));
                    vb_buffer_add_char(&expected, ']');
                }
                vb_buffer_release(&cell);
            }
            vb_buffer_add_text(&file, i % 2 ? "\r\n" : "\n");
        }
        vb_buffer_add_char(&expected, '\0');
        vb_records *records = reading_open(vb_buffer_str(&file), "", VB_INPUT_CSV, NULL);
        cr_assert(records != NULL);
        vb_batch batch = {0};
        vb_records_set_batch(records, 1 + random_below(100));
        while (vb_records_next(records, &batch, NULL) == VB_OK && batch.n > 0)
            for (size_t r = 0; r < batch.n; r++) {
                vb_buffer_printf(&out, "%zu@", batch.records[r].row);
                for (size_t column = 0; column < columns; column++) {
                    vb_buffer_add_char(&out, '[');
                    reading_show(&out, batch.records[r].cells[column]);
                    vb_buffer_add_char(&out, ']');
                }
            }
        vb_buffer_add_char(&out, '\0');
        cr_expect_str_eq(out.ptr, expected.ptr, "%.*s", (int)file.len, file.ptr);
        vb_batch_release(&batch);
        vb_records_close(records);
        vb_buffer_release(&file);
        vb_buffer_release(&expected);
        vb_buffer_release(&out);
    }
}

/* Each of 256 bytes at each of 64 places, and random blocks: both ways to find marks, and a loop. */
Test(csv, marks)
{
    char block[VB_SCAN_BLOCK];
    for (size_t i = 0; i < 20000; i++) {
        for (size_t j = 0; j < VB_SCAN_BLOCK; j++)
            block[j] = i < 10000 ? (char)random_below(256) : "a,\"\n\xAC\xA2\x8A+-#!\0"[random_below(12)];
        block[i % VB_SCAN_BLOCK] = (char)(i / VB_SCAN_BLOCK);
        uint64_t expected = 0;
        for (size_t j = 0; j < VB_SCAN_BLOCK; j++)
            expected |= (uint64_t)(block[j] == ',' || block[j] == '\n' || block[j] == '"') << j;
        cr_expect(vb_scan_marks(block, ',', '\n', '"') == expected);
        cr_expect(vb_scan_marks_portable(block, ',', '\n', '"') == expected);
    }
}
