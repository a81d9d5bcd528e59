#include "input/reading.h"

#include <criterion/criterion.h>
#include <sys/stat.h>

typedef struct {
    const char *rule;
    vb_input_format format;
    const char *input;
    const char *expected; /* as reading_show_all() */
} reading_case;

static const reading_case cases[] = {
    {"RFC 4180, 2.1: a record a line", VB_INPUT_CSV, "a,b\naaa,bbb\nzzz,yyy\n", "1@2 [aaa][bbb]\n2@3 [zzz][yyy]\n"},
    {"RFC 4180, 2.1: CRLF", VB_INPUT_CSV, "a,b\r\naaa,bbb\r\nzzz,yyy\r\n", "1@2 [aaa][bbb]\n2@3 [zzz][yyy]\n"},
    {"RFC 4180, 2.2: the last line end may miss", VB_INPUT_CSV, "a,b\naaa,bbb", "1@2 [aaa][bbb]\n"},
    {"the last line end may miss, CRLF", VB_INPUT_CSV, "a,b\r\naaa,bbb", "1@2 [aaa][bbb]\n"},
    {"the last line end is half there", VB_INPUT_CSV, "a,b\r\naaa,bbb\r", "1@2 [aaa][bbb]\n"},
    {"RFC 4180, 2.4: spaces are part of a cell", VB_INPUT_CSV, "a,b\n aaa , bbb \n", "1@2 [ aaa ][ bbb ]\n"},
    {"RFC 4180, 2.5: quotes around a cell", VB_INPUT_CSV, "a,b\n\"aaa\",\"bbb\"\nzzz,yyy\n",
     "1@2 [aaa][bbb]\n2@3 [zzz][yyy]\n"},
    {"RFC 4180, 2.6: line breaks and commas in quotes", VB_INPUT_CSV, "a,b\n\"b\nbb\",\"c,c\"\nzzz,yyy\n",
     "1@2 [b\\nbb][c,c]\n2@4 [zzz][yyy]\n"},
    {"RFC 4180, 2.7: a doubled quote is one", VB_INPUT_CSV, "a,b\naaa,\"b\"\"bb\"\n", "1@2 [aaa][b\"bb]\n"},
    {"nothing but a doubled quote", VB_INPUT_CSV, "a,b\n\"\"\"\",\"\"\"\"\"\"\n", "1@2 [\"][\"\"]\n"},
    {"empty quoted cells", VB_INPUT_CSV, "a,b\n\"\",\"\"\n", "1@2 [][]\n"},
    {"one empty quoted cell is a record", VB_INPUT_CSV, "a\n\"\"\nx\n", "1@2 []\n2@3 [x]\n"},
    {"empty cells", VB_INPUT_CSV, "a,b,c\n,,\n", "1@2 [][][]\n"},
    {"an empty last cell without line end", VB_INPUT_CSV, "a,b\nx,", "1@2 [x][]\n"},
    {"C1: lone CR", VB_INPUT_CSV, "a,b\r1,2\r3,4\r", "1@2 [1][2]\n2@3 [3][4]\n"},
    {"C1: lone CR, quotes, line breaks of both kinds", VB_INPUT_CSV, "a,b\r1,\"x\ry\nz\"\r3,4",
     "1@2 [1][x\\ry\\nz]\n2@4 [3][4]\n"},
    {"C1: lone CR, then CRLF", VB_INPUT_CSV, "a,b\r1,2\r\n3,4\r\n", "1@2 [1][2]\n2@3 [3][4]\n"},
    {"C1: LF, then CRLF", VB_INPUT_CSV, "a,b\n1,2\r\n3,4\n", "1@2 [1][2]\n2@3 [3][4]\n"},
    {"C1: CR CR LF, as a text mode writes twice", VB_INPUT_CSV, "a,b\r\r\n1,2\r\r\n\"3\",\"4\"\r\r\n",
     "1@2 [1][2]\n2@3 [3][4]\n"},
    {"C1: a CR in a cell of a LF file is text", VB_INPUT_CSV, "a,b\n1\r1,2\r2\n", "1@2 [1\\r1][2\\r2]\n"},
    {"C1: a CR at the end of a quoted cell is text", VB_INPUT_CSV, "a,b\r\n1,\"2\r\"\r\n", "1@2 [1][2\\r]\n"},
    {"C2: blank lines are passed over", VB_INPUT_CSV, "\n\na,b\n\n1,2\n\n\n3,4\n\n", "1@5 [1][2]\n2@8 [3][4]\n"},
    {"C2: blank lines, CRLF", VB_INPUT_CSV, "a,b\r\n\r\n1,2\r\n\r\n", "1@3 [1][2]\n"},
    {"C2: blank lines, CR", VB_INPUT_CSV, "a,b\r\r1,2\r\r", "1@3 [1][2]\n"},
    {"C3: a separator behind quoted line breaks", VB_INPUT_CSV, "a,b\n\"1\n\n\n1\",2\n3,4\n",
     "1@2 [1\\n\\n\\n1][2]\n2@6 [3][4]\n"},
    {"C4: a quote in a cell is text", VB_INPUT_CSV, "a,b\n5\" pipe,so \"called\"\n",
     "1@2 [5\" pipe][so \"called\"]\n"},
    {"C4: a quote behind a space is text", VB_INPUT_CSV, "a,b\n1, \"x\"\n", "1@2 [1][ \"x\"]\n"},
    {"C4: text behind a closing quote", VB_INPUT_CSV, "a,b\n\"abc\"def,2\n", "1@2 [abcdef][2]\n"},
    {"C4: text and quotes behind a closing quote", VB_INPUT_CSV, "a,b\n\"a\"\"b\"c\"d\"\"e,2\n",
     "1@2 [a\"bc\"d\"\"e][2]\n"},
    {"C4: a space behind a closing quote", VB_INPUT_CSV, "a,b\n\"x\" ,2\n", "1@2 [x ][2]\n"},
    {"C5: too few cells", VB_INPUT_CSV, "a,b,c\n1\n1,2\n", "1@2 [1][][]/1\n2@3 [1][2][]/2\n"},
    {"C5: too many cells", VB_INPUT_CSV, "a,b\n1,2,3\n1,2,\n1,2,\"x\ny\"\n4,5\n",
     "1@2 [1][2]/3\n2@3 [1][2]/3\n3@4 [1][2]/3\n4@6 [4][5]\n"},
    {"a header alone", VB_INPUT_CSV, "a,b\n", ""},
    {"a header alone, without line end", VB_INPUT_CSV, "a,b", ""},
    {"a header with a line break", VB_INPUT_CSV, "\"a\nb\",c\n1,2\n", "1@3 [1][2]\n"},
    {"a byte order mark", VB_INPUT_CSV, "\xEF\xBB\xBF\"a\",b\n1,2\n", "1@2 [1][2]\n"},
    {"one column", VB_INPUT_CSV, "answer\nno time\n\"time, money\"\n", "1@2 [no time]\n2@3 [time, money]\n"},
    {"TSV", VB_INPUT_TSV, "a\tb\n1,2\t3\n", "1@2 [1,2][3]\n"},
    {"TSV: quotes as in CSV", VB_INPUT_TSV, "a\tb\n\"x\ty\nz\"\t\"\"\"q\"\"\"\n5\"\tno \"q\"\n",
     "1@2 [x\ty\\nz][\"q\"]\n2@4 [5\"][no \"q\"]\n"},
    {"TSV: empty cells", VB_INPUT_TSV, "a\tb\tc\n\t\t\n", "1@2 [][][]\n"},
    {"text: an answer a line", VB_INPUT_LINES, "no time\nPD\n", "1@1 [no time]\n2@2 [PD]\n"},
    {"text: CRLF, no last line end", VB_INPUT_LINES, "no time\r\nPD", "1@1 [no time]\n2@2 [PD]\n"},
    {"text: lone CR", VB_INPUT_LINES, "no time\rPD\r", "1@1 [no time]\n2@2 [PD]\n"},
    {"text: blank lines are passed over", VB_INPUT_LINES, "\n\nno time\n \t\n\nPD\n\n", "1@3 [no time]\n2@6 [PD]\n"},
    {"text: blank lines, CRLF", VB_INPUT_LINES, "\r\nno time\r\n\r\nPD", "1@2 [no time]\n2@4 [PD]\n"},
    {"text: commas and quotes are text", VB_INPUT_LINES, "\"time, money\n\"\"\n,\n",
     "1@1 [\"time, money]\n2@2 [\"\"]\n3@3 [,]\n"},
    {"text: spaces stay", VB_INPUT_LINES, "  no time \n", "1@1 [  no time ]\n"},
    {"text: a byte order mark", VB_INPUT_LINES, "\xEF\xBB\xBFno time\n", "1@1 [no time]\n"},
    {"a quote that never closes: its line, and the records before it", VB_INPUT_CSV,
     "a,b\n1,2\n3,\"x\ny\"\n5,\"no time\n7,8\n",
     "1@2 [1][2]\n2@3 [3][x\\ny]\n!5 row 3: the quote that opens in this line never closes: close it or take it "
     "out\n"},
    {"a quote that never closes, not in its record's first line", VB_INPUT_CSV,
     "a,b,c\n\"1\n1\",\"2\n2\",\"no time\n",
     "!4 row 1: the quote that opens in this line never closes: close it or take it out\n"},
    {"a quote that never closes, at the very end", VB_INPUT_CSV, "a,b\n1,\"",
     "!2 row 1: the quote that opens in this line never closes: close it or take it out\n"},
    {"a quote that never closes: a doubled one does not", VB_INPUT_CSV, "a,b\n1,\"x\"\"",
     "!2 row 1: the quote that opens in this line never closes: close it or take it out\n"},
};

/* Each case as a file, with batches of every size up to the whole, and through pipes that drip. */
Test(records, cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const reading_case *c = &cases[i];
        vb_str input = vb_str_of(c->input);
        for (size_t bytes = 1; bytes <= input.len + 2; bytes++) {
            vb_buffer out = {0};
            vb_error err = {0};
            vb_records *records = reading_open(input, "", c->format, &err);
            cr_assert(records != NULL, "%s: %s", c->rule, err.text);
            cr_expect(vb_records_format(records) == c->format);
            reading_show_all(&out, records, bytes <= input.len ? bytes : VB_BATCH_BYTES, input);
            cr_expect_str_eq(out.ptr, c->expected, "%s, batches of %zu:\n%s", c->rule, bytes, out.ptr);
            vb_records_close(records);
            vb_buffer_release(&out);
        }
        for (size_t step = 1; step < 4; step++) {
            vb_buffer out = {0};
            pid_t child = reading_pipe(input, step);
            vb_records *records = vb_records_open("-", &(vb_input_options){.format = c->format}, NULL);
            cr_assert(records != NULL, "%s", c->rule);
            cr_expect_str_eq(vb_records_name(records), "standard input");
            reading_show_all(&out, records, step, input);
            cr_expect_str_eq(out.ptr, c->expected, "%s, from a pipe:\n%s", c->rule, out.ptr);
            cr_expect(waitpid(child, NULL, 0) == child);
            vb_records_close(records);
            vb_buffer_release(&out);
        }
    }
}

Test(records, header)
{
    static const struct {
        const char *rule;
        vb_input_format format;
        const char *input;
        const char *names; /* each in brackets */
        const char *raw, *line_end;
    } headers[] = {
        {"plain", VB_INPUT_CSV, "id,answer\n1,x\n", "[id][answer]", "id,answer", "\n"},
        {"CRLF, quotes", VB_INPUT_CSV, "\"id\",\"what, if\r\n\"\"any\"\"?\"\r\n1,x\r\n",
         "[id][what, if\\r\\n\"any\"?]", "\"id\",\"what, if\r\n\"\"any\"\"?\"", "\r\n"},
        {"byte order mark before a quote", VB_INPUT_CSV, "\xEF\xBB\xBF\"id\",b\n", "[id][b]", "\"id\",b", "\n"},
        {"lone CR", VB_INPUT_CSV, "id,answer\r1,x\r", "[id][answer]", "id,answer", "\r"},
        {"lone CR, a LF in quotes", VB_INPUT_CSV, "id,\"a\nb\"\r1,x\r", "[id][a\\nb]", "id,\"a\nb\"", "\r"},
        {"LF, a CR in quotes", VB_INPUT_CSV, "id,\"a\rb\"\n1,x\n", "[id][a\\rb]", "id,\"a\rb\"", "\n"},
        {"no line end", VB_INPUT_CSV, "id,answer", "[id][answer]", "id,answer", "\n"},
        {"blank lines before", VB_INPUT_CSV, "\n\nid,answer\n", "[id][answer]", "id,answer", "\n"},
        {"a trailing empty column", VB_INPUT_CSV, "id,answer,\n", "[id][answer][]", "id,answer,", "\n"},
        {"tabs", VB_INPUT_TSV, "id\tan,swer\n", "[id][an,swer]", "id\tan,swer", "\n"},
        {"text", VB_INPUT_LINES, "no time\r\n", "[answer]", "", "\r\n"},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        vb_error err = {0};
        vb_records *records = reading_open(vb_str_of(headers[i].input), "", headers[i].format, &err);
        cr_assert(records != NULL, "%s: %s", headers[i].rule, err.text);
        size_t n;
        const vb_str *names = vb_records_header(records, &n);
        vb_buffer shown = {0};
        for (size_t j = 0; j < n; j++) {
            vb_buffer_add_char(&shown, '[');
            reading_show(&shown, names[j]);
            vb_buffer_add_char(&shown, ']');
        }
        cr_expect(vb_str_equal(vb_buffer_str(&shown), vb_str_of(headers[i].names)), "%s", headers[i].rule);
        cr_expect(vb_str_equal(vb_records_header_raw(records), vb_str_of(headers[i].raw)), "%s", headers[i].rule);
        cr_expect_str_eq(vb_records_line_end(records), headers[i].line_end, "%s", headers[i].rule);
        vb_records_close(records);
        vb_buffer_release(&shown);
    }
}

Test(records, opening_fails)
{
    static const struct {
        const char *rule;
        const char *input;
        size_t len;
        vb_input_format format;
        vb_status code;
        size_t line;
        const char *text; /* a part of the message */
    } failures[] = {
        {"empty", "", 0, VB_INPUT_AUTO, VB_ERROR_INPUT, 0, "nothing in it"},
        {"blank lines of a table", "\n\r\n\n", 4, VB_INPUT_CSV, VB_ERROR_INPUT, 0, "nothing in it"},
        {"blank lines of text", " \n\n", 3, VB_INPUT_AUTO, VB_ERROR_INPUT, 0, "nothing in it"},
        {"a byte order mark alone", "\xEF\xBB\xBF", 3, VB_INPUT_AUTO, VB_ERROR_INPUT, 0, "nothing in it"},
        {"NUL bytes in the header", "id,\0x\n1,2\n", 10, VB_INPUT_CSV, VB_ERROR_INPUT, 0, "NUL bytes"},
        {"no text at all", "\1\0\0\0\2\0\0\0", 8, VB_INPUT_CSV, VB_ERROR_INPUT, 0, "NUL bytes"},
        {"a header's quote that never closes", "\nid,\"answer\n1,2\n", 16, VB_INPUT_CSV, VB_ERROR_INPUT, 2,
         "never closes"},
    };
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        vb_error err = {0};
        vb_str input = {failures[i].input, failures[i].len};
        cr_assert(reading_open(input, ".dat", failures[i].format, &err) == NULL, "%s", failures[i].rule);
        cr_expect(err.code == failures[i].code && err.line == failures[i].line && err.row == 0, "%s: %d, line %zu",
                  failures[i].rule, (int)err.code, err.line);
        cr_expect(strstr(err.text, failures[i].text) != NULL, "%s: %s", failures[i].rule, err.text);
        cr_expect(strncmp(err.file, "/tmp/verbatim-", 14) == 0, "%s: %s", failures[i].rule, err.file);
    }
}

/* What the system refuses: no such file, no file, no permission, a device that fails to read. */
Test(records, system_refuses)
{
    vb_error err = {0};
    cr_expect(vb_records_open("/nonexistent/a.csv", NULL, &err) == NULL && err.code == VB_ERROR_READ);
    cr_expect_str_eq(err.text, "no such file");
    cr_expect_str_eq(err.file, "/nonexistent/a.csv");

    cr_expect(vb_records_open("/", NULL, &err) == NULL && err.code == VB_ERROR_READ);
    cr_expect(strstr(err.text, "is a directory") != NULL, "%s", err.text);

    cr_expect(vb_records_open("/proc/self/mem", &(vb_input_options){.format = VB_INPUT_CSV}, &err) == NULL &&
              err.code == VB_ERROR_READ);
    cr_expect(strstr(err.text, "cannot be read") != NULL, "%s", err.text);

    cr_assert(close(STDIN_FILENO) == 0);
    cr_expect(vb_records_open("-", NULL, &err) == NULL && err.code == VB_ERROR_READ);
    cr_expect_str_eq(err.file, "standard input");

    char *path = reading_file(VB_LITERAL("no time\n"), ".txt");
    cr_assert(chmod(path, 0) == 0);
    if (geteuid() == 0)
        cr_assert(seteuid(65534) == 0); /* root may read anything */
    cr_expect(vb_records_open(path, NULL, &err) == NULL && err.code == VB_ERROR_READ);
    cr_expect(strstr(err.text, "no permission") != NULL, "%s", err.text);
    if (getuid() == 0)
        cr_assert(seteuid(0) == 0);
    cr_expect(unlink(path) == 0);
    free(path);
}

/* A stray NUL is its record's own fault. */
Test(records, nul_in_a_cell)
{
    static const char bytes[] = "id,answer\n1,no\0time\n2,PD\n";
    vb_buffer out = {0};
    vb_records *records = reading_open((vb_str){bytes, sizeof bytes - 1}, "", VB_INPUT_CSV, NULL);
    cr_assert(records != NULL);
    reading_show_all(&out, records, VB_BATCH_BYTES, (vb_str){bytes, sizeof bytes - 1});
    cr_expect_str_eq(out.ptr, "1@2 [1][no\\0time]\n2@3 [2][PD]\n");
    vb_records_close(records);
    vb_buffer_release(&out);
}

/* Real batches: the same few records behind a filler that moves them over the end of the first batch, the look ahead,
 * byte by byte; from a file and from a pipe. */
Test(records, straddle_a_batch)
{
    static const char records_text[] = "1,\"a \"\"b\"\", c\r\nd\"\r\n\r\n2,\"\"\r\n3,plain\r\n";
    static const char expected[] = "2@3 [1][a \"b\", c\\r\\nd]\n3@6 [2][]\n4@7 [3][plain]\n";
    size_t len = sizeof records_text - 1;
    char *filler = malloc(VB_BATCH_BYTES);
    cr_assert(filler != NULL);
    memset(filler, 'x', VB_BATCH_BYTES);
    for (size_t over = 0; over <= len; over++) {
        vb_buffer input = {0}, out = {0};
        vb_buffer_add_text(&input, "id,answer\r\n0,");
        vb_buffer_add(&input, filler, VB_BATCH_BYTES - input.len - 2 - len + over);
        vb_buffer_add_text(&input, "\r\n");
        vb_buffer_add(&input, records_text, len);
        vb_records *records = reading_open(vb_buffer_str(&input), "", VB_INPUT_CSV, NULL);
        cr_assert(records != NULL);
        reading_show_all(&out, records, VB_BATCH_BYTES, vb_buffer_str(&input));
        const char *second = strstr(out.ptr, "\n2@");
        cr_assert(second != NULL, "%zu over", over);
        cr_expect_str_eq(second + 1, expected, "%zu over", over);
        vb_records_close(records);

        pid_t child = reading_pipe(vb_buffer_str(&input), 65536 - over);
        vb_buffer_clear(&out);
        records = vb_records_open("-", &(vb_input_options){.format = VB_INPUT_CSV}, NULL);
        cr_assert(records != NULL);
        reading_show_all(&out, records, VB_BATCH_BYTES, vb_buffer_str(&input));
        second = strstr(out.ptr, "\n2@");
        cr_assert(second != NULL, "%zu over, pipe", over);
        cr_expect_str_eq(second + 1, expected, "%zu over, pipe", over);
        cr_expect(waitpid(child, NULL, 0) == child);
        vb_records_close(records);
        vb_buffer_release(&input);
        vb_buffer_release(&out);
    }
    free(filler);
}

/* A header whose CR is the last byte that is looked at: what follows tells its kind. */
Test(records, line_end_behind_the_look)
{
    static const struct {
        const char *behind, *line_end, *expected;
    } ends[] = {{"\n1,PD\r\n", "\r\n", "1@2 [1][PD]\n"}, {"1,PD\r", "\r", "1@2 [1][PD]\n"}, {"", "\r", ""}};
    char *name = malloc(VB_BATCH_BYTES);
    cr_assert(name != NULL);
    memset(name, 'x', VB_BATCH_BYTES);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        vb_buffer input = {0}, out = {0};
        vb_buffer_add_text(&input, "id,");
        vb_buffer_add(&input, name, VB_BATCH_BYTES - 4);
        vb_buffer_add_char(&input, '\r');
        vb_buffer_add_text(&input, ends[i].behind);
        vb_records *records = reading_open(vb_buffer_str(&input), "", VB_INPUT_CSV, NULL);
        cr_assert(records != NULL);
        cr_expect_str_eq(vb_records_line_end(records), ends[i].line_end);
        reading_show_all(&out, records, VB_BATCH_BYTES, vb_buffer_str(&input));
        cr_expect_str_eq(out.ptr, ends[i].expected);
        vb_records_close(records);
        vb_buffer_release(&input);
        vb_buffer_release(&out);
    }
    free(name);
}

/* A cell of 1 MB, plain and quoted with doubled quotes and line breaks, between short records. */
Test(records, long_cells)
{
    enum { MANY = 1 << 20 };
    vb_buffer input = {0}, quoted = {0}, plain = {0};
    for (size_t i = 0; i < MANY / 8; i++) {
        vb_buffer_add_text(&plain, "time mon");
        vb_buffer_add_text(&quoted, i % 2 ? "say \"\"x\n" : ",it,is,,");
    }
    vb_buffer_add_text(&input, "id,answer\n1,short\n2,");
    vb_buffer_add_str(&input, vb_buffer_str(&plain));
    vb_buffer_add_text(&input, "\n3,\"");
    vb_buffer_add_str(&input, vb_buffer_str(&quoted));
    vb_buffer_add_text(&input, "\"\n4,short\n");
    vb_records *records = reading_open(vb_buffer_str(&input), "", VB_INPUT_CSV, NULL);
    cr_assert(records != NULL);
    vb_batch batch = {0};
    size_t row = 0;
    while (vb_records_next(records, &batch, NULL) == VB_OK && batch.n > 0)
        for (size_t i = 0; i < batch.n; i++) {
            const vb_record *record = &batch.records[i];
            row++;
            if (row == 2)
                cr_expect(vb_str_equal(record->cells[1], vb_buffer_str(&plain)));
            else if (row == 3) /* each doubled quote is a byte less */
                cr_expect(record->cells[1].len == quoted.len - MANY / 16 && record->line == 4);
            else
                cr_expect(vb_str_equal(record->cells[1], VB_LITERAL("short")));
            if (row == 4)
                cr_expect(record->line == 4 + MANY / 16 + 1, "%zu", record->line);
        }
    cr_expect(row == 4);
    vb_batch_release(&batch);
    vb_records_close(records);
    vb_buffer_release(&input);
    vb_buffer_release(&quoted);
    vb_buffer_release(&plain);
}

/* 10,000 columns, then a thousand records of one cell: the missing cells are empty, and few at a time. */
Test(records, many_columns)
{
    enum { COLUMNS = 10000, SHORT = 1000 };
    vb_buffer input = {0};
    for (size_t i = 0; i < COLUMNS; i++)
        vb_buffer_printf(&input, "a somewhat longer name of column %zu%c", i, i + 1 < COLUMNS ? ',' : '\n');
    for (size_t i = 0; i < COLUMNS; i++)
        vb_buffer_printf(&input, "%zu%c", i, i + 1 < COLUMNS ? ',' : '\n');
    for (size_t i = 0; i < SHORT; i++)
        vb_buffer_add_text(&input, "x\n");
    cr_assert(input.len > VB_BATCH_BYTES);
    vb_records *records = reading_open(vb_buffer_str(&input), "", VB_INPUT_CSV, NULL);
    cr_assert(records != NULL);
    size_t n, row = 0;
    const vb_str *names = vb_records_header(records, &n);
    cr_assert(n == COLUMNS);
    cr_expect(vb_str_equal(names[9999], VB_LITERAL("a somewhat longer name of column 9999")));
    vb_batch batch = {0};
    while (vb_records_next(records, &batch, NULL) == VB_OK && batch.n > 0) {
        cr_expect(batch.n_cells <= 300000, "%zu cells at once", batch.n_cells);
        for (size_t i = 0; i < batch.n; i++) {
            const vb_record *record = &batch.records[i];
            bool first = ++row == 1;
            cr_expect(record->n_found == (first ? COLUMNS : 1));
            cr_expect(vb_str_equal(record->cells[9999], first ? VB_LITERAL("9999") : VB_LITERAL("")));
        }
    }
    cr_expect(row == SHORT + 1);
    vb_batch_release(&batch);
    vb_records_close(records);
    vb_buffer_release(&input);
}

/* Blank lines, however many, are not held in memory. */
Test(records, many_blank_lines)
{
    vb_buffer input = {0};
    vb_buffer_add_text(&input, "id,answer\n");
    for (size_t i = 0; i < 4000000; i++)
        vb_buffer_add_char(&input, '\n');
    vb_buffer_add_text(&input, "1,PD\n");
    vb_records *records = reading_open(vb_buffer_str(&input), "", VB_INPUT_CSV, NULL);
    vb_batch batch = {0};
    cr_assert(records != NULL && vb_records_next(records, &batch, NULL) == VB_OK);
    cr_expect(batch.n == 1 && batch.records[0].line == 4000002 && batch.records[0].row == 1);
    cr_expect(batch.bytes.cap <= (size_t)4 * VB_BATCH_BYTES, "%zu bytes", batch.bytes.cap);
    vb_batch_release(&batch);
    vb_records_close(records);
    vb_buffer_release(&input);
}

/* Memory does not grow with the number of rows, nor stay large behind a long record. */
Test(records, memory_is_bounded)
{
    vb_buffer input = {0};
    vb_buffer_add_text(&input, "id,answer\n");
    for (size_t i = 0; i < 400000; i++)
        vb_buffer_printf(&input, i == 1000 ? "%zu,\"%03000000d\"\n" : "%zu,\"no \"\"time\"\" at %d\"\n", i, 7);
    vb_records *records = reading_open(vb_buffer_str(&input), "", VB_INPUT_CSV, NULL);
    cr_assert(records != NULL);
    vb_batch batch = {0};
    size_t n = 0, most = 0;
    while (vb_records_next(records, &batch, NULL) == VB_OK && batch.n > 0) {
        n += batch.n;
        if (n > 20000)
            most = batch.bytes.cap > most ? batch.bytes.cap : most;
        cr_assert(batch.n_cells <= 300000);
    }
    cr_expect(n == 400000);
    cr_expect(most <= (size_t)4 * VB_BATCH_BYTES, "%zu bytes", most);
    vb_batch_release(&batch);
    vb_records_close(records);
    vb_buffer_release(&input);
}

/* The longest record, and one that is longer by a byte: a hole in a file, so of NUL bytes. */
Test(records, longest_record)
{
    for (size_t more = 0; more < 2; more++) {
        char *path = reading_file(VB_LITERAL("no time\n"), ".txt");
        int fd = open(path, O_WRONLY);
        cr_assert(fd >= 0);
        for (size_t i = 0; i < 5000; i++) /* beyond what is looked at for NUL bytes */
            cr_assert(pwrite(fd, "x\n", 2, (off_t)(8 + 2 * i)) == 2);
        size_t beg = 8 + 2 * 5000;
        cr_assert(pwrite(fd, "\nPD\n", 4, (off_t)(beg + VB_RECORD_LONGEST + more)) == 4);
        cr_assert(close(fd) == 0);
        vb_records *records = vb_records_open(path, NULL, NULL);
        cr_assert(records != NULL);
        vb_batch batch = {0};
        vb_error err = {0};
        size_t longest = 0, n = 0;
        while (vb_records_next(records, &batch, &err) == VB_OK && batch.n > 0)
            for (size_t i = 0; i < batch.n; i++, n++)
                if (batch.records[i].raw.len > longest)
                    longest = batch.records[i].raw.len;
        if (more == 0) {
            cr_expect(err.code == VB_OK && longest == VB_RECORD_LONGEST && n == 5003);
        } else {
            cr_expect(err.code == VB_ERROR_INPUT && err.row == 5002 && err.line == 5002 && n == 5001, "%s", err.text);
            cr_expect(strstr(err.text, "longer than 256 MB") != NULL, "%s", err.text);
        }
        vb_batch_release(&batch);
        vb_records_close(records);
        cr_expect(unlink(path) == 0);
        free(path);
    }
}
