/* Rows out, as CSV and TSV: bytes that pass through, cells written anew. */
#include "layouts.h"

Test(rows, rows)
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
Test(rows, tails)
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
Test(rows, kept_columns)
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

Test(rows, of_plain_text)
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
