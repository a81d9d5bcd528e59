/* Plain text by paragraphs (rules P1 ... of src/input/paragraphs.c) and as whole files. */
#include "input/reading.h"

typedef struct {
    const char *rule;
    const char *input;
    const char *expected; /* as reading_show_all() writes it */
} row;

/* The bytes of a bullet are in `raw`, which is checked against the input for every row. */
static const row paragraphs[] = {
    {"P1: one line", "no time\n", "1@1 [no time]\n"},
    {"P1: no line end", "no time", "1@1 [no time]\n"},
    {"P1: behind blank lines", "\n \t\n\nno time\n\n\nPD\n\n", "1@4 [no time]\n2@7 [PD]\n"},
    {"P1: CRLF", "no time\r\n\r\nPD\r\n", "1@1 [no time]\n2@3 [PD]\n"},
    {"P1: CR", "no time\r\rPD\r", "1@1 [no time]\n2@3 [PD]\n"},
    {"P1: a byte order mark", "\xEF\xBB\xBFno time\n\nPD", "1@1 [no time]\n2@3 [PD]\n"},
    {"P3: lines of one paragraph", "no time\nno money\n\nPD\nand more\nPD\n",
     "1@1 [no time\\nno money]\n2@4 [PD\\nand more\\nPD]\n"},
    {"P3: CRLF within", "no time\r\nno money\r\n\r\nPD\r\n", "1@1 [no time\\r\\nno money]\n2@4 [PD]\n"},
    {"P3: spaces at the ends", "  no time  \n  no money\t\n \nPD", "1@1 [no time  \\n  no money]\n2@4 [PD]\n"},
    {"P2: bullets", "- no time\n* PD\n+ parents\n", "1@1 [no time]\n2@2 [PD]\n3@3 [parents]\n"},
    {"P2: other bullets", "\u2022 no time\n\u2013 PD\n\u25AA wifi\n", "1@1 [no time]\n2@2 [PD]\n3@3 [wifi]\n"},
    {"P2: numbers", "1. no time\n2) PD\n999. wifi\n", "1@1 [no time]\n2@2 [PD]\n3@3 [wifi]\n"},
    {"P2: no bullets", "-no time\n1.5 hours\n2015. wifi\n1 .x\n", "1@1 [-no time\\n1.5 hours\\n2015. wifi\\n1 .x]\n"},
    {"P2: behind a sentence", "We lack\n- time\n- PD\n", "1@1 [We lack]\n2@2 [time]\n3@3 [PD]\n"},
    {"P2: indented, with lines of its own", "  - no time\n    at all\n\t- PD\n",
     "1@1 [no time\\n    at all]\n2@3 [PD]\n"},
    {"P2: one that no space follows, at the end", "no time\n-", "1@1 [no time\\n-]\n"},
    {"P4: bullets with nothing behind", "no time\n- \n-\n\n- PD\n3. ", "1@1 [no time]\n2@5 [PD]\n"},
    {"P4: its text in the next line", "-\n  no time\n", "1@1 [no time]\n"},
    {"a heading is a paragraph", "# Time\n\nno time\n", "1@1 [# Time]\n2@3 [no time]\n"},
    {"commas and quotes are text", "\"time,\nmoney\n\n\"\"\n", "1@1 [\"time,\\nmoney]\n2@4 [\"\"]\n"},
    {"a NUL is text", "time\n\nno\0money", "1@1 [time]\n2@3 [no\\0money]\n"},
    {"bytes that are not UTF-8", "time\n\n\xE2\x80\n\xC3 x\n", "1@1 [time]\n2@3 [\xE2\x80\\n\xC3 x]\n"},
};

static vb_str input_of(const row *c)
{
    return strstr(c->rule, "NUL") != NULL ? VB_LITERAL("time\n\nno\0money") : vb_str_of(c->input);
}

static void check(const row *c, vb_unit unit)
{
    vb_str input = input_of(c);
    vb_input_options options = {.format = VB_INPUT_LINES, .unit = unit, .encoding = "UTF-8"};
    char *path = reading_file(input, ".txt");
    for (size_t bytes = 1; bytes <= input.len + 2; bytes++) { /* batches of every size */
        vb_buffer out = {0};
        vb_error err = {0};
        vb_records *records = vb_records_open(path, &options, &err);
        cr_assert_not_null(records, "%s: %s", c->rule, err.text);
        cr_expect(vb_records_unit(records) == unit);
        reading_show_all(&out, records, bytes, input);
        cr_expect_str_eq(out.ptr, c->expected, "%s, batches of %zu:\n%s", c->rule, bytes, out.ptr);
        vb_records_close(records);
        vb_buffer_release(&out);
    }
    (void)unlink(path);
    free(path);
}

Test(paragraphs, cases)
{
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++)
        check(&paragraphs[i], VB_UNIT_PARAGRAPH);
}

Test(paragraphs, from_a_pipe)
{
    for (size_t step = 1; step < 4; step++) {
        vb_buffer out = {0};
        vb_str input = VB_LITERAL("no time\nat all\n\n- PD\n");
        pid_t child = reading_pipe(input, step);
        vb_records *records = vb_records_open("-", &(vb_input_options){.unit = VB_UNIT_PARAGRAPH}, NULL);
        cr_assert_not_null(records);
        reading_show_all(&out, records, step, input);
        cr_expect_str_eq(out.ptr, "1@1 [no time\\nat all]\n2@4 [PD]\n", "%s", out.ptr);
        cr_expect(waitpid(child, NULL, 0) == child);
        vb_records_close(records);
        vb_buffer_release(&out);
    }
}

/* The first cell is the file's name, which is another in every run. */
Test(paragraphs, whole_file)
{
    static const struct {
        const char *rule, *input, *answer;
    } files[] = {
        {"all of it", "# Time\n\n- no time\n- PD\n", "# Time\n\n- no time\n- PD"},
        {"CRLF, byte order mark", "\xEF\xBB\xBFno time\r\n\r\nPD\r\n", "no time\r\n\r\nPD"},
        {"nothing in it is an empty answer", "", ""},
        {"nothing but blanks", " \n\n", ""},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        for (size_t bytes = 1; bytes < 40; bytes += 6) {
            char *path = reading_file(vb_str_of(files[i].input), ".md");
            vb_error err = {0};
            vb_records *records = vb_records_open(path, &(vb_input_options){.unit = VB_UNIT_FILE}, &err);
            cr_assert_not_null(records, "%s: %s", files[i].rule, err.text);
            size_t n;
            const vb_str *header = vb_records_header(records, &n);
            cr_assert_eq(n, 2);
            cr_expect(vb_str_equal(header[0], VB_LITERAL("id")) && vb_str_equal(header[1], VB_LITERAL("answer")));
            vb_batch batch = {0};
            vb_records_set_batch(records, bytes);
            cr_assert(vb_records_next(records, &batch, &err) == VB_OK);
            cr_assert_eq(batch.n, 1, "%s", files[i].rule);
            cr_expect(batch.records[0].row == 1 && batch.records[0].line == 1);
            cr_expect(vb_str_equal(batch.records[0].cells[0], vb_str_of(path)));
            cr_expect(vb_str_equal(batch.records[0].cells[1], vb_str_of(files[i].answer)), "%s", files[i].rule);
            cr_expect(vb_records_next(records, &batch, &err) == VB_OK && batch.n == 0, "one, and no more");
            vb_batch_release(&batch);
            vb_records_close(records);
            (void)unlink(path);
            free(path);
        }
    }
}

/* In a table an answer is a cell, whatever the unit. */
Test(paragraphs, tables_stay_tables)
{
    for (vb_unit unit = VB_UNIT_ANSWER; unit <= VB_UNIT_FILE; unit++) {
        vb_str input = VB_LITERAL("id,answer\n1,\"no\n\ntime\"\n2,PD\n");
        char *path = reading_file(input, ".csv");
        vb_buffer out = {0};
        vb_records *records = vb_records_open(path, &(vb_input_options){.unit = unit}, NULL);
        cr_assert_not_null(records);
        reading_show_all(&out, records, 8, input);
        cr_expect_str_eq(out.ptr, "1@2 [1][no\\n\\ntime]\n2@5 [2][PD]\n");
        vb_records_close(records);
        vb_buffer_release(&out);
        (void)unlink(path);
        free(path);
    }
}

Test(paragraphs, nothing_in_it)
{
    char *path = reading_file(VB_LITERAL(" \n\n"), ".txt");
    vb_error err = {0};
    cr_expect_null(vb_records_open(path, &(vb_input_options){.unit = VB_UNIT_PARAGRAPH}, &err));
    cr_expect(err.code == VB_ERROR_INPUT);
    cr_expect_not_null(strstr(err.text, "nothing in it"), "%s", err.text);
    (void)unlink(path);
    free(path);
}
