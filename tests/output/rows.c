/* Rows out: bytes that pass through, cells written anew, JSON Lines, text for a terminal. */
#include "output/rows.h"

#include "base/str.h"

#include <criterion/criterion.h>
#include <jansson.h>

#define TEXT(text)                                                                                                   \
    {                                                                                                                \
        (text), sizeof(text) - 1                                                                                     \
    }

static void expect(vb_buffer *out, vb_str wanted, const char *what)
{
    cr_assert_not(out->failed, "%s", what);
    cr_expect(vb_str_equal(vb_buffer_str(out), wanted), "%s: found\n%.*s\nwanted\n%.*s", what, (int)out->len,
              out->ptr, (int)wanted.len, wanted.ptr);
    vb_buffer_release(out);
}

/* ---- Cells on their own ---- */

typedef struct {
    const char *what;
    vb_str text, wanted;
} text_case;

Test(rows, csv_cell)
{
    static const struct {
        const char *rule;
        vb_str cell;
        char separator;
        vb_str wanted;
    } cases[] = {
        {"RFC 4180, 2.5: quotes are optional", TEXT("plain"), ',', TEXT("plain")},
        {"empty", TEXT(""), ',', TEXT("")},
        {"2.6: separator", TEXT("a,b"), ',', TEXT("\"a,b\"")},
        {"2.6: line feed", TEXT("a\nb"), ',', TEXT("\"a\nb\"")},
        {"2.6: carriage return", TEXT("a\rb"), ',', TEXT("\"a\rb\"")},
        {"2.7: quote", TEXT("say \"hi\""), ',', TEXT("\"say \"\"hi\"\"\"")},
        {"2.7: only quotes", TEXT("\"\""), ',', TEXT("\"\"\"\"\"\"")},
        {"another separator", TEXT("a,b"), ';', TEXT("a,b")},
        {"another separator", TEXT("a;b"), ';', TEXT("\"a;b\"")},
        {"tab", TEXT("a\tb"), '\t', TEXT("\"a\tb\"")},
        {"2.4: spaces are part of a cell", TEXT(" a "), ',', TEXT(" a ")},
        {"bytes over 127", TEXT("caf\xC3\xA9 \xFF"), ',', TEXT("caf\xC3\xA9 \xFF")},
        {"NUL", TEXT("a\0b"), ',', TEXT("a\0b")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_buffer out = {0};
        vb_csv_cell(&out, cases[i].cell, cases[i].separator);
        expect(&out, cases[i].wanted, cases[i].rule);
    }
}

/* A special byte is found wherever it stands: the scan takes eight bytes at a time. */
Test(rows, csv_cell_of_every_length)
{
    static const char special[] = ",\"\n\r";
    char cell[40];
    for (size_t len = 0; len < sizeof cell; len++) {
        /* Bytes that differ from a special one in the highest bit only, or in the lowest. */
        for (size_t i = 0; i < len; i++)
            cell[i] = "\xAC-\xA2#z\x8A\x0B\x8D\x0C"[i % 9];
        vb_buffer out = {0};
        vb_csv_cell(&out, (vb_str){cell, len}, ',');
        expect(&out, (vb_str){cell, len}, "nothing special");
        for (size_t at = 0; at < len; at++)
            for (size_t k = 0; k < 4; k++) {
                char old = cell[at];
                cell[at] = special[k];
                vb_csv_cell(&out, (vb_str){cell, len}, ',');
                cr_expect_eq(out.len, len + 2 + (special[k] == '"'), "byte %d at %zu of %zu", special[k], at, len);
                vb_buffer_clear(&out);
                cell[at] = old;
            }
        vb_buffer_release(&out);
    }
}

Test(rows, json_string)
{
    static const text_case cases[] = {
        {"RFC 8259, 7: as it stands", TEXT("na\xC3\xAFve / \xF0\x9F\x98\x80"),
         TEXT("\"na\xC3\xAFve / \xF0\x9F\x98\x80\"")},
        {"7: must be escaped", TEXT("\"\\"), TEXT("\"\\\"\\\\\"")},
        {"7: short escapes", TEXT("\b\t\n\f\r"), TEXT("\"\\b\\t\\n\\f\\r\"")},
        {"7: control characters", TEXT("\x01\x1B\x1F"), TEXT("\"\\u0001\\u001b\\u001f\"")},
        {"NUL", TEXT("a\0b"), TEXT("\"a\\u0000b\"")},
        {"DEL, though it need not be", TEXT("\x7F"), TEXT("\"\\u007f\"")},
        {"a byte alone", TEXT("caf\xE9!"), TEXT("\"caf\xEF\xBF\xBD!\"")},
        {"a surrogate: three bytes that fit nowhere", TEXT("\xED\xA0\x80"),
         TEXT("\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"")},
        {"cut short, then valid", TEXT("\xE2\x82\xC3\xA9"), TEXT("\"\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xA9\"")},
        {"cut short at the end", TEXT("\n\xF0\x9F"), TEXT("\"\\n\xEF\xBF\xBD\xEF\xBF\xBD\"")},
        {"empty", TEXT(""), TEXT("\"\"")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_buffer out = {0};
        vb_json_string(&out, cases[i].text);
        expect(&out, cases[i].wanted, cases[i].what);
    }
}

Test(rows, terminal_text)
{
    static const text_case cases[] = {
        {"as it stands", TEXT("na\xC3\xAFve \xE2\x80\x9Cquote\xE2\x80\x9D"),
         TEXT("na\xC3\xAFve \xE2\x80\x9Cquote\xE2\x80\x9D")},
        {"C0: an escape sequence", TEXT("\x1B[31mred"), TEXT("\\x1b[31mred")},
        {"C0: backspace, bell, NUL", TEXT("\b\a\0"), TEXT("\\x08\\x07\\x00")},
        {"DEL", TEXT("\x7F"), TEXT("\\x7f")},
        {"C1, as two bytes: CSI",
         TEXT("\xC2\x9B"
              "31m"),
         TEXT("\\x9b31m")},
        {"C1, as a byte alone",
         TEXT("\x9B"
              "31m"),
         TEXT("\\x9b31m")},
        {"not UTF-8", TEXT("caf\xE9"), TEXT("caf\\xe9")},
        {"line breaks", TEXT("a\nb\r\nc\rd\te"), TEXT("a b c d e")},
        {"Unicode line breaks",
         TEXT("a\xE2\x80\xA8"
              "b\xC2\x85"
              "c"),
         TEXT("a b c")},
        {"right-to-left override",
         TEXT("a\xE2\x80\xAE"
              "b"),
         TEXT("a\\u202eb")},
        {"isolate",
         TEXT("a\xE2\x81\xA6"
              "b"),
         TEXT("a\\u2066b")},
        {"right-to-left text itself", TEXT("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"),
         TEXT("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_buffer out = {0};
        vb_terminal_text(&out, cases[i].text);
        expect(&out, cases[i].wanted, cases[i].what);
    }
}

/* ---- CSV and TSV rows ---- */

static const vb_str header[] = {TEXT("id"), TEXT("what, exactly?"), TEXT("job")};
static const vb_str added[] = {TEXT("primary"), TEXT("codes"), TEXT("margin"), TEXT("reason")};
static const vb_added_kind kinds[] = {VB_KIND_CODE, VB_KIND_CODES, VB_KIND_NUMBER, VB_KIND_TEXT};
static const vb_str coded[] = {TEXT("time"), TEXT("time;buy-in/resistance"), TEXT("0.5"), TEXT("")};
static const vb_str cells[] = {TEXT("7"), TEXT("no \"time\""), TEXT("Teacher")};

static vb_row_layout layout_of(vb_output_format format, vb_input_format input)
{
    return (vb_row_layout){.format = format,
                           .input = input,
                           .header = header,
                           .n_header = 3,
                           .header_raw =
                               VB_LITERAL("id, \"what, exactly?\",'job'"), /* as nobody else would write it */
                           .line_end = "\r\n",
                           .added = added,
                           .kinds = kinds,
                           .n_added = 4,
                           .answer = 1};
}

Test(rows, csv_rows)
{
    static const struct {
        const char *what;
        vb_output_format format;
        vb_input_format input;
        vb_str raw;
        size_t n_found;
        vb_str header, row;
    } cases[] = {
        {"bytes pass through", VB_OUTPUT_CSV, VB_INPUT_CSV, TEXT("7,\"no \"\"time\"\"\",\"Teacher\""), 3,
         TEXT("id, \"what, exactly?\",'job',primary,codes,margin,reason\r\n"),
         TEXT("7,\"no \"\"time\"\"\",\"Teacher\",time,time;buy-in/resistance,0.5,\r\n")},
        {"too few cells", VB_OUTPUT_CSV, VB_INPUT_CSV, TEXT("7"), 1,
         TEXT("id, \"what, exactly?\",'job',primary,codes,margin,reason\r\n"),
         TEXT("7,,,time,time;buy-in/resistance,0.5,\r\n")},
        {"no cells", VB_OUTPUT_CSV, VB_INPUT_CSV, TEXT(""), 0,
         TEXT("id, \"what, exactly?\",'job',primary,codes,margin,reason\r\n"),
         TEXT(",,,time,time;buy-in/resistance,0.5,\r\n")},
        {"too many cells", VB_OUTPUT_CSV, VB_INPUT_CSV, TEXT("7,x,Teacher,more,and more"), 5,
         TEXT("id, \"what, exactly?\",'job',primary,codes,margin,reason\r\n"),
         TEXT("7,x,Teacher,time,time;buy-in/resistance,0.5,,more,and more\r\n")},
        {"too many cells: nothing of them is touched", VB_OUTPUT_CSV, VB_INPUT_CSV,
         TEXT("7, \"x\"y,\"a,\"\"b\"\"\",,\"m\no\""), 5,
         TEXT("id, \"what, exactly?\",'job',primary,codes,margin,reason\r\n"),
         TEXT("7, \"x\"y,\"a,\"\"b\"\"\",time,time;buy-in/resistance,0.5,,,\"m\no\"\r\n")},
        {"too many cells, but no bytes that pass", VB_OUTPUT_TSV, VB_INPUT_CSV, TEXT("7,x,Teacher,more"), 4,
         TEXT("id\twhat, exactly?\tjob\tprimary\tcodes\tmargin\treason\r\n"),
         TEXT("7\t\"no \"\"time\"\"\"\tTeacher\ttime\ttime;buy-in/resistance\t0.5\t\r\n")},
        {"TSV to TSV", VB_OUTPUT_TSV, VB_INPUT_TSV, TEXT("7\tno \"time\"\tTeacher"), 3,
         TEXT("id, \"what, exactly?\",'job'\tprimary\tcodes\tmargin\treason\r\n"),
         TEXT("7\tno \"time\"\tTeacher\ttime\ttime;buy-in/resistance\t0.5\t\r\n")},
        {"TSV to CSV", VB_OUTPUT_CSV, VB_INPUT_TSV, TEXT("7\tno \"time\"\tTeacher"), 3,
         TEXT("id,\"what, exactly?\",job,primary,codes,margin,reason\r\n"),
         TEXT("7,\"no \"\"time\"\"\",Teacher,time,time;buy-in/resistance,0.5,\r\n")},
        {"CSV to TSV", VB_OUTPUT_TSV, VB_INPUT_CSV, TEXT("7,\"no \"\"time\"\"\",Teacher"), 3,
         TEXT("id\twhat, exactly?\tjob\tprimary\tcodes\tmargin\treason\r\n"),
         TEXT("7\t\"no \"\"time\"\"\"\tTeacher\ttime\ttime;buy-in/resistance\t0.5\t\r\n")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_row_layout layout = layout_of(cases[i].format, cases[i].input);
        vb_record record = {.raw = cases[i].raw, .cells = cells, .row = 1, .n_found = cases[i].n_found};
        vb_buffer out = {0};
        vb_row_header(&layout, &out);
        expect(&out, cases[i].header, cases[i].what);
        vb_row_add(&layout, &record, coded, &out);
        expect(&out, cases[i].row, cases[i].what);
    }
}

/* A record's line end, and the blank lines behind it, are its own. */
Test(rows, csv_tails)
{
    static const struct {
        const char *what;
        vb_str bytes;
        size_t tail;
        vb_str row;
    } tests[] = {
        {"its own line end", TEXT("7,x,y\n"), 1, TEXT("7,x,y,time,time;buy-in/resistance,0.5,\n")},
        {"none: the layout's", TEXT("7,x,y"), 0, TEXT("7,x,y,time,time;buy-in/resistance,0.5,\r\n")},
        {"blank lines", TEXT("7,x,y\r\r\n\n\r\n"), 6, TEXT("7,x,y,time,time;buy-in/resistance,0.5,\r\r\n\n\r\n")},
        {"behind further cells", TEXT("7,x,y,z\r"), 1, TEXT("7,x,y,time,time;buy-in/resistance,0.5,,z\r")},
    };
    vb_row_layout layout = layout_of(VB_OUTPUT_CSV, VB_INPUT_CSV);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        vb_str bytes = tests[i].bytes;
        vb_record record = {.raw = vb_str_cut(bytes, 0, bytes.len - tests[i].tail),
                            .tail = tests[i].tail,
                            .cells = cells,
                            .n_found = i == 3 ? 4 : 3};
        vb_buffer out = {0};
        vb_row_add(&layout, &record, coded, &out);
        expect(&out, tests[i].row, tests[i].what);
    }
}

/* Columns are left out: the bytes of the others are as they were. */
Test(rows, csv_kept_columns)
{
    static const size_t kept[] = {1, 3};
    static const vb_str two[] = {TEXT("what, exactly?"), TEXT("stage")};
    static const vb_str some[] = {TEXT("x,y"), TEXT("early")};
    static const struct {
        const char *what;
        vb_str raw;
        size_t n_found;
        vb_str row;
    } tests[] = {
        {"quotes stay", TEXT("a,\"x,y\",\"b,\"\"c\"\"\",\"early\""), 4,
         TEXT("\"x,y\",\"early\",time,time;buy-in/resistance,0.5,\r\n")},
        {"too few", TEXT("a,\"x,y\""), 2, TEXT("\"x,y\",,time,time;buy-in/resistance,0.5,\r\n")},
        {"even fewer", TEXT("a"), 1, TEXT(",,time,time;buy-in/resistance,0.5,\r\n")},
        {"too many: who knows what they hold", TEXT("a,b,c,d,Jo"), 5,
         TEXT("b,d,time,time;buy-in/resistance,0.5,\r\n")},
    };
    vb_row_layout layout = layout_of(VB_OUTPUT_CSV, VB_INPUT_CSV);
    layout.header = two;
    layout.n_header = 2;
    layout.kept = kept;
    layout.header_raw = VB_LITERAL("id, \"what, exactly?\",job,\"stage\"");
    vb_buffer out = {0};
    vb_row_header(&layout, &out);
    /* RFC 4180 has no cell whose quote is not its first byte: the comma within it parts cells. */
    expect(&out, VB_LITERAL(" \"what,job,primary,codes,margin,reason\r\n"), "header");
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        vb_record record = {.raw = tests[i].raw, .cells = some, .n_found = tests[i].n_found};
        vb_row_add(&layout, &record, coded, &out);
        expect(&out, tests[i].row, tests[i].what);
    }
}

Test(rows, csv_of_plain_text)
{
    static const vb_str name[] = {TEXT("answer")};
    static const vb_str answer[] = {TEXT("time, and \"support\"")};
    vb_row_layout layout = layout_of(VB_OUTPUT_CSV, VB_INPUT_LINES);
    layout.header = name;
    layout.n_header = 1;
    layout.header_raw = (vb_str){"", 0};
    layout.line_end = NULL;
    layout.answer = 0;
    vb_record record = {.raw = answer[0], .cells = answer, .row = 1, .n_found = 1};
    vb_buffer out = {0};
    vb_row_header(&layout, &out);
    vb_row_add(&layout, &record, coded, &out);
    expect(&out,
           VB_LITERAL("answer,primary,codes,margin,reason\n"
                      "\"time, and \"\"support\"\"\",time,time;buy-in/resistance,0.5,\n"),
           "plain text to CSV");
}

Test(rows, another_separator)
{
    vb_row_layout layout = layout_of(VB_OUTPUT_CSV, VB_INPUT_CSV);
    layout.separator = ';';
    vb_record record = {.raw = VB_LITERAL("7;a, b"), .cells = cells, .row = 1, .n_found = 2};
    vb_buffer out = {0};
    vb_row_add(&layout, &record, coded, &out);
    expect(&out, VB_LITERAL("7;a, b;;time;\"time;buy-in/resistance\";0.5;\r\n"), "separator of the input");
}

/* Quotes as the bytes that pass through have them. */
Test(rows, backslashes)
{
    static const vb_str said[] = {TEXT("say \"x\""), TEXT("a\\b"), TEXT("a\\,b"), TEXT("")};
    vb_row_layout layout = layout_of(VB_OUTPUT_CSV, VB_INPUT_CSV);
    layout.backslash = true;
    vb_record record = {.raw = VB_LITERAL("7,\"no \\\"time\\\"\",x"), .cells = cells, .row = 1, .n_found = 3};
    vb_buffer out = {0};
    vb_row_add(&layout, &record, said, &out);
    expect(&out, VB_LITERAL("7,\"no \\\"time\\\"\",x,\"say \\\"x\\\"\",a\\b,\"a\\\\,b\",\r\n"), "backslashes");
}

/* A record of another file: its bytes may not stand. */
Test(rows, bytes_that_may_not_pass)
{
    vb_row_layout layout = layout_of(VB_OUTPUT_CSV, VB_INPUT_CSV);
    vb_record record = {.raw = {NULL, 0}, .cells = cells, .row = 1, .n_found = 3};
    vb_buffer out = {0};
    vb_row_add(&layout, &record, coded, &out);
    expect(&out, VB_LITERAL("7,\"no \"\"time\"\"\",Teacher,time,time;buy-in/resistance,0.5,\r\n"), "written anew");
    layout.header_raw = (vb_str){NULL, 0};
    vb_row_header(&layout, &out);
    expect(&out, VB_LITERAL("id,\"what, exactly?\",job,primary,codes,margin,reason\r\n"), "so is the header");
}

/* Labels and import ids of survey exports stand where they stood, with nothing behind them. */
Test(rows, header_rows)
{
    static const vb_str labels[] = {TEXT("Id"), TEXT("What?"), TEXT("Job")};
    vb_row_layout layout = layout_of(VB_OUTPUT_CSV, VB_INPUT_CSV);
    vb_record row = {.raw = VB_LITERAL("Id,\"What?\""), .cells = labels, .n_found = 2};
    vb_buffer out = {0};
    vb_row_header_more(&layout, &row, &out);
    expect(&out, VB_LITERAL("Id,\"What?\",,,,,\r\n"), "passed through");
    layout.format = VB_OUTPUT_TSV;
    vb_row_header_more(&layout, &row, &out);
    expect(&out, VB_LITERAL(""), "not in another format");
    layout.format = VB_OUTPUT_JSONL;
    vb_row_header_more(&layout, &row, &out);
    expect(&out, VB_LITERAL(""), "nor in JSON Lines");
}

/* The characters are OWASP's ("CSV injection"). */
Test(rows, formulas)
{
    static const struct {
        vb_str cell;
        bool is;
    } tests[] = {
        {TEXT("=1+1"), true},  {TEXT("+1+1"), true},  {TEXT("-1+1"), true},      {TEXT("@SUM(A1)"), true},
        {TEXT("\t=1"), true},  {TEXT("\r=1"), true},  {TEXT("- no time"), true}, {TEXT("-5"), false},
        {TEXT("+5.5"), false}, {TEXT("-1e3"), false}, {TEXT("1=1"), false},      {TEXT(""), false},
        {TEXT("\0=1"), false}, {TEXT("a"), false},
    };
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        cr_expect_eq(vb_cell_is_formula(tests[i].cell), tests[i].is, "%s", tests[i].cell.ptr);
    static const vb_str bad[] = {TEXT("7"), TEXT("=HYPERLINK(\"x\")"), TEXT("-5")};
    static const vb_str values[] = {TEXT("@x"), TEXT(""), TEXT("-1"), TEXT("")};
    vb_row_layout layout = layout_of(VB_OUTPUT_CSV, VB_INPUT_CSV);
    layout.safe_cells = true;
    vb_record record = {.raw = VB_LITERAL("7,\"=HYPERLINK(\"\"x\"\")\",-5"), .cells = bad, .row = 1, .n_found = 3};
    vb_buffer out = {0};
    vb_row_add(&layout, &record, values, &out);
    expect(&out, VB_LITERAL("7,\"'=HYPERLINK(\"\"x\"\")\",-5,'@x,,-1,\r\n"), "made safe");
    record = (vb_record){.raw = VB_LITERAL("\"7\",x,y"), .cells = cells, .row = 1, .n_found = 3};
    vb_row_add(&layout, &record, coded, &out);
    expect(&out, VB_LITERAL("\"7\",x,y,time,time;buy-in/resistance,0.5,\r\n"), "nothing to make safe");
    record =
        (vb_record){.raw = VB_LITERAL("\"7\",=1,-5,\"+a\",\"\"@b,-5,\"-5\""), .cells = bad, .row = 1, .n_found = 7};
    vb_row_add(&layout, &record, coded, &out);
    expect(&out, VB_LITERAL("\"7\",'=1,-5,time,time;buy-in/resistance,0.5,,\"'+a\",\"'\"@b,-5,\"-5\"\r\n"),
           "cells beyond the header");
}

/* ---- JSON Lines ---- */

static json_t *json_row(const vb_row_layout *layout, const vb_record *record, const vb_str *values)
{
    vb_buffer out = {0};
    vb_row_header(layout, &out);
    cr_assert_eq(out.len, 0, "JSON Lines has no header");
    vb_row_add(layout, record, values, &out);
    cr_assert(out.len > 0 && out.ptr[out.len - 1] == '\n');
    cr_expect_eq(memchr(out.ptr, '\n', out.len), out.ptr + out.len - 1, "one line");
    json_error_t error;
    json_t *object = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(object, "%s in %.*s", error.text, (int)out.len, out.ptr);
    vb_buffer_release(&out);
    return object;
}

Test(rows, json_rows)
{
    vb_row_layout layout = layout_of(VB_OUTPUT_JSONL, VB_INPUT_CSV);
    vb_record record = {.raw = VB_LITERAL("7"), .cells = cells, .row = 1, .n_found = 1};
    json_t *row = json_row(&layout, &record, coded);
    cr_expect_eq(json_object_size(row), 7);
    cr_expect_str_eq(json_string_value(json_object_get(row, "id")), "7", "a number of the input is text");
    cr_expect_str_eq(json_string_value(json_object_get(row, "what, exactly?")), "no \"time\"");
    cr_expect_str_eq(json_string_value(json_object_get(row, "primary")), "time");
    cr_expect_eq(json_real_value(json_object_get(row, "margin")), 0.5);
    cr_expect_str_eq(json_string_value(json_object_get(row, "reason")), "");
    json_t *codes = json_object_get(row, "codes");
    cr_assert_eq(json_array_size(codes), 2);
    cr_expect_str_eq(json_string_value(json_array_get(codes, 0)), "time");
    cr_expect_str_eq(json_string_value(json_array_get(codes, 1)), "buy-in/resistance");
    json_decref(row);

    static const vb_str uncoded[] = {TEXT(""), TEXT(""), TEXT(""), TEXT("no-match")};
    row = json_row(&layout, &record, uncoded);
    cr_expect(json_is_null(json_object_get(row, "margin")));
    cr_expect_eq(json_array_size(json_object_get(row, "codes")), 0);
    cr_expect(json_is_array(json_object_get(row, "codes")));
    json_decref(row);
}

/* RFC 8259, 6: what is a number there stays as it is; anything else is null, so that the line stays JSON. */
Test(rows, json_margin)
{
    static const struct {
        vb_str margin;
        bool number;
    } cases[] = {
        {TEXT("0"), true},     {TEXT("1"), true},    {TEXT("0.333"), true}, {TEXT("-1.5e-3"), true},
        {TEXT("1E+2"), true},  {TEXT(""), false},    {TEXT("01"), false},   {TEXT(".5"), false},
        {TEXT("1."), false},   {TEXT("-"), false},   {TEXT("nan"), false},  {TEXT("1e"), false},
        {TEXT("0x10"), false}, {TEXT("1 2"), false}, {TEXT("1e+"), false},  {TEXT("+1"), false},
    };
    vb_row_layout layout = layout_of(VB_OUTPUT_JSONL, VB_INPUT_CSV);
    vb_record record = {.cells = cells, .row = 1, .n_found = 3};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_str values[] = {coded[0], coded[1], cases[i].margin, coded[3]};
        json_t *row = json_row(&layout, &record, values);
        cr_expect_eq(json_is_number(json_object_get(row, "margin")), cases[i].number, "%s", cases[i].margin.ptr);
        cr_expect_eq(json_is_null(json_object_get(row, "margin")), !cases[i].number, "%s", cases[i].margin.ptr);
        json_decref(row);
    }
}

/* Values go into the object as it stood. */
Test(rows, json_spliced)
{
    static const struct {
        const char *what;
        vb_str raw, wanted;
    } lines[] = {
        {"its bytes are kept", TEXT("{ \"a\" : 1.50,\"b\":{\"c\":[1 ]} }"),
         TEXT("{ \"a\" : 1.50,\"b\":{\"c\":[1 ]} ,\"primary\":\"time\",\"codes\":[\"time\",\"buy-in/resistance\"],"
              "\"margin\":0.5,\"reason\":\"\"}\n")},
        {"an empty object", TEXT("{ }"),
         TEXT("{ \"primary\":\"time\",\"codes\":[\"time\",\"buy-in/resistance\"],\"margin\":0.5,\"reason\":\"\"}\n")},
    };
    vb_row_layout layout = layout_of(VB_OUTPUT_JSONL, VB_INPUT_JSONL);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        vb_record record = {.raw = lines[i].raw, .cells = cells, .row = 1, .n_found = 3};
        vb_buffer out = {0};
        vb_row_add(&layout, &record, coded, &out);
        expect(&out, lines[i].wanted, lines[i].what);
    }
    static const vb_added_kind flag[] = {VB_KIND_FLAG};
    static const vb_str flags[] = {TEXT("1"), TEXT("0"), TEXT("")};
    static const vb_str wanted[] = {TEXT("{\"primary\":1}\n"), TEXT("{\"primary\":0}\n"),
                                    TEXT("{\"primary\":null}\n")};
    layout.kinds = flag;
    layout.n_added = 1;
    for (size_t i = 0; i < 3; i++) {
        vb_record record = {.raw = VB_LITERAL("{}"), .cells = cells, .row = 1, .n_found = 3};
        vb_buffer out = {0};
        vb_row_add(&layout, &record, &flags[i], &out);
        expect(&out, wanted[i], "flag");
    }
}

Test(rows, json_spliced_names)
{
    static const vb_str names[] = {TEXT("codes"), TEXT("margin.x"), TEXT("codes (2)"), TEXT("primary2")};
    static const vb_str wanted[] = {TEXT("primary"), TEXT("codes (3)"), TEXT("margin (2)"), TEXT("reason")};
    vb_arena arena = {0};
    vb_str keys[4];
    cr_assert(vb_row_added_keys(names, 4, added, 4, &arena, keys));
    for (size_t i = 0; i < 4; i++)
        cr_expect(vb_str_equal(keys[i], wanted[i]), "%zu: %.*s", i, (int)keys[i].len, keys[i].ptr);
    vb_arena_release(&arena);
}

Test(rows, json_without_columns)
{
    vb_row_layout layout = {.format = VB_OUTPUT_JSONL, .added = added, .kinds = kinds, .n_added = 4};
    json_t *row = json_row(&layout, &(vb_record){.row = 1}, coded);
    cr_expect_eq(json_object_size(row), 4);
    json_decref(row);
}

Test(rows, keys)
{
    static const vb_str names[] = {TEXT("x"),     TEXT("codes"),  TEXT(""),      TEXT("x"), TEXT(""),       TEXT("x"),
                                   TEXT("x (2)"), TEXT("column"), TEXT("codes"), TEXT("y"), TEXT("primary")};
    static const vb_str wanted[] = {TEXT("x"),          TEXT("codes (2)"), TEXT("column"),     TEXT("x (2)"),
                                    TEXT("column (2)"), TEXT("x (3)"),     TEXT("x (2) (2)"),  TEXT("column (3)"),
                                    TEXT("codes (3)"),  TEXT("y"),         TEXT("primary (2)")};
    enum { N = sizeof names / sizeof names[0] };
    vb_arena arena = {0};
    vb_str keys[N];
    cr_assert(vb_row_keys(names, N, added, 4, &arena, keys));
    for (size_t i = 0; i < N; i++)
        cr_expect(vb_str_equal(keys[i], wanted[i]), "%zu: %.*s", i, (int)keys[i].len, keys[i].ptr);
    vb_arena_release(&arena);
}

/* ---- Text ---- */

Test(rows, text_rows)
{
    static const vb_str long_cells[] = {
        TEXT("7"),
        TEXT("There is never enough time to plan for it,\nand \x1B[2Jnobody who could show us how it is done "
             "in a class of thirty"),
        TEXT("Teacher")};
    vb_row_layout layout = layout_of(VB_OUTPUT_TEXT, VB_INPUT_CSV);
    vb_record record = {.cells = long_cells, .row = 12, .n_found = 3};
    vb_buffer out = {0};
    vb_row_header(&layout, &out);
    vb_row_add(&layout, &record, coded, &out);
    /* No line is over 80 columns; the empty reason is left out. */
    expect(&out,
           VB_LITERAL("  12  There is never enough time to plan for it, and \\x1b[2Jnobody who could\n"
                      "      show us how it is done in a class of thirty\n"
                      "      primary  time\n"
                      "      codes    time;buy-in/resistance\n"
                      "      margin   0.5\n"
                      "\n"),
           "text");
    layout.width = 100;
    vb_row_add(&layout, &record, coded, &out);
    expect(
        &out,
        VB_LITERAL("  12  There is never enough time to plan for it, and \\x1b[2Jnobody who could show us how it is "
                   "done\n"
                   "      in a class of thirty\n"
                   "      primary  time\n"
                   "      codes    time;buy-in/resistance\n"
                   "      margin   0.5\n"
                   "\n"),
        "text of 100 columns");
    static const vb_str empty_cells[] = {TEXT("8"), TEXT(" "), TEXT("Teacher")};
    static const vb_str uncoded[] = {TEXT(""), TEXT(""), TEXT(""), TEXT("empty")};
    record = (vb_record){.cells = empty_cells, .row = 123456, .n_found = 3};
    vb_row_add(&layout, &record, uncoded, &out);
    expect(&out, VB_LITERAL("123456  (empty)\n      reason   empty\n\n"), "text, empty");
}
