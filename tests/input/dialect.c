/* Dialects of CSV, found by looking; cells as Python's csv module (with the dialect named to it) has them, or by RFC
 * 4180 and the rules in src/input/dialect.c. */
#include "input/reading.h"

#include <criterion/criterion.h>

typedef struct {
    const char *rule;
    const char *input;
    size_t len; /* 0: up to its NUL */
    char separator;
    const char *line_end;
    const char *expected;
} dialect_case;

#define NULS(text) text, sizeof(text) - 1

static const dialect_case cases[] = {
    {"P1: semicolons", "id;answer\n1;no time\n", 0, ';', "\n", "1@2 [1][no time]\n"},
    {"P1: semicolons, commas in numbers and prose", "id;share;answer\r\n1;0,5;time, money\r\n2;1,5;PD, too\r\n", 0,
     ';', "\r\n", "1@2 [1][0,5][time, money]\n2@3 [2][1,5][PD, too]\n"},
    {"P1: semicolons, a comma in a question", "id;What is hard, if anything?\n1;no time, no money\n2;PD, too\n", 0,
     ';', "\n", "1@2 [1][no time, no money]\n2@3 [2][PD, too]\n"},
    {"P1: a comma, semicolons in cells", "id,answer\n1,time; money\n2,PD; time\n", 0, ',', "\n",
     "1@2 [1][time; money]\n2@3 [2][PD; time]\n"},
    {"P1: tabs", "id\tanswer\n1\ttime, money\n", 0, '\t', "\n", "1@2 [1][time, money]\n"},
    {"P1: bars", "id|answer\n1|time, money\n", 0, '|', "\n", "1@2 [1][time, money]\n"},
    {"P1: over quoted cells", "\"id\",\"a;b;c\"\n1,\"x;y;z\"\n2,\"x;y|z\"\n", 0, ',', "\n",
     "1@2 [1][x;y;z]\n2@3 [2][x;y|z]\n"},
    {"P1: over quoted line breaks", "id;\"Why,\nthen?\"\n1;\"a,b\nc,d\"\n2;x\n", 0, ';', "\n",
     "1@3 [1][a,b\\nc,d]\n2@5 [2][x]\n"},
    {"P1: one column", "answer\ntime, money\n", 0, ',', "\n", "1@2 [time]/2\n"},
    {"P1: ragged rows all the same", "id;a;b\n1;x\n2;x;y\n3;x;y\n", 0, ';', "\n",
     "1@2 [1][x][]/2\n2@3 [2][x][y]\n3@4 [3][x][y]\n"},
    {"P1: a header alone", "id;answer\n", 0, ';', "\n", ""},
    {"P2: CR, then LF", "id,answer\r1,x\n2,y\r3,z\n", 0, ',', "\r", "1@2 [1][x]\n2@3 [2][y]\n3@4 [3][z]\n"},
    {"P2: CR, LF, CRLF", "id,answer\n1,x\r2,y\r\n3,\"z\r\nz\"\r4,u\n", 0, ',', "\n",
     "1@2 [1][x]\n2@3 [2][y]\n3@4 [3][z\\r\\nz]\n4@6 [4][u]\n"},
    {"P2: mixed, with blank lines", "id,answer\r\r1,x\n\n2,y\r\n\r\n3,z\r", 0, ',', "\r",
     "1@3 [1][x]\n2@5 [2][y]\n3@7 [3][z]\n"},
    {"P2: a lone CR in the header of a LF file", "id,What is\ryour challenge?\n1,x\n2,y\n", 0, ',', "\n",
     "1@2 [1][x]\n2@3 [2][y]\n"},
    {"P2: a lone CR in a cell of a LF file", "id,answer\n1,no\rtime\n2,y\n", 0, ',', "\n",
     "1@2 [1][no\\rtime]\n2@3 [2][y]\n"},
    {"P3: backslashed quotes", "id,answer\n1,\"say \\\"hi\\\", ok\"\n2,\"x\"\n", 0, ',', "\n",
     "1@2 [1][say \"hi\", ok]\n2@3 [2][x]\n"},
    {"P3: backslashed quotes without separators", "id,answer\n1,\"say \\\"hi\\\" ok\"\n", 0, ',', "\n",
     "1@2 [1][say \"hi\" ok]\n"},
    {"P3: backslashed backslashes", "id,answer\n1,\"C:\\\\\"\n2,\"\\\"a, b\\\"\"\n", 0, ',', "\n",
     "1@2 [1][C:\\]\n2@3 [2][\"a, b\"]\n"},
    {"P3: backslashed quotes over line breaks", "id;answer\n1;\"\\\"a;\nb\\\" c\"\n2;x\n", 0, ';', "\n",
     "1@2 [1][\"a;\\nb\" c]\n2@4 [2][x]\n"},
    {"P3: doubled quotes, a backslash at the end of a cell", "id,answer\n1,\"C:\\\"\n2,\"say \"\"hi\"\" ok\"\n", 0,
     ',', "\n", "1@2 [1][C:\\]\n2@3 [2][say \"hi\" ok]\n"},
    {"P3: a backslash before a doubled quote", "id,answer\n1,\"a \\\"\"b\"\" c\"\n2,\"x, y\"\n", 0, ',', "\n",
     "1@2 [1][a \\\"b\" c]\n2@3 [2][x, y]\n"},
    {"P3: backslashes alone are text", "id,answer\n1,a\\b\n2,\"a\\nb\"\n", 0, ',', "\n",
     "1@2 [1][a\\b]\n2@3 [2][a\\nb]\n"},
    {"P4: sep=;", "sep=;\r\nid;answer\r\n1;x, y\r\n", 0, ';', "\r\n", "1@3 [1][x, y]\n"},
    {"P4: quoted, any separator", "\"sep=|\"\nid|answer\n1|x\n", 0, '|', "\n", "1@3 [1][x]\n"},
    {"P4: against the look of it", "sep=,\nid,a;b\n1,x;y\n", 0, ',', "\n", "1@3 [1][x;y]\n"},
    {"P4: a tab", "sep=\t\nid\ta\n1\tx\n", 0, '\t', "\n", "1@3 [1][x]\n"},
    {"P4: a column called so", "sep=one,b\n1,x\n", 0, ',', "\n", "1@2 [1][x]\n"},
    {"P5: a title", "Our survey\nid,answer\n1,x\n", 0, ',', "\n", "1@3 [1][x]\n"},
    {"P5: a title, padded, quoted, a blank line", "\"Our, survey\";;\r\n\r\nid;job_title;answer\r\n1;a;x\r\n", 0, ';',
     "\r\n", "1@4 [1][a][x]\n"},
    {"P5: titles over names that tell nothing", "Our survey\n2024\nfoo,bar\n1,x\n2,y\n3,z\n", 0, ',', "\n",
     "1@4 [1][x]\n2@5 [2][y]\n3@6 [3][z]\n"},
    {"P5: a title under sep=", "sep=;\nOur survey\nid;answer\n1;x, y\n", 0, ';', "\n", "1@4 [1][x, y]\n"},
    {"P5: rows that are not all alike", "Our survey\nid,answer\n1,x\n2,y,z\n3,a\n4,b\n5,c\n", 0, ',', "\n",
     "1@3 [1][x]\n2@4 [2][y]/3\n3@5 [3][a]\n4@6 [4][b]\n5@7 [5][c]\n"},
    {"P5: five lines are no titles", "a\nb\nc\nd\ne\nid,answer\n1,x\n", 0, ',', "\n",
     "1@2 [b]\n2@3 [c]\n3@4 [d]\n4@5 [e]\n5@6 [id]/2\n6@7 [1]/2\n"},
    {"P5: one column, a comma in each answer", "answer\ntime,money\nstaff,time\nbuses,food\nPD,time\n", 0, ',', "\n",
     "1@2 [time]/2\n2@3 [staff]/2\n3@4 [buses]/2\n4@5 [PD]/2\n"},
    {"P5: one column of prose", "What is hard?\nTime, money\nStaff, time\nFood, buses\nPD, time\n", 0, ',', "\n",
     "1@2 [Time]/2\n2@3 [Staff]/2\n3@4 [Food]/2\n4@5 [PD]/2\n"},
    {"P5: lists within the cells", "id,answer\n1,a;b\n2,c;d\n3,e;f\n4,g;h\n", 0, ',', "\n",
     "1@2 [1][a;b]\n2@3 [2][c;d]\n3@4 [3][e;f]\n4@5 [4][g;h]\n"},
    {"P5: a header with names left out", "answer,,\nno time,a,b\nPD,c,d\nfood,e,f\nx,y,z\n", 0, ',', "\n",
     "1@2 [no time][a][b]\n2@3 [PD][c][d]\n3@4 [food][e][f]\n4@5 [x][y][z]\n"},
    /* The kinds of cases of public edge-case suites: csv-spectrum, csv-test-data, Python's test_csv. */
    {"comma in quotes", "first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123\n", 0, ',', "\n",
     "1@2 [John][Doe][120 any st.][Anytown, WW][08123]\n"},
    {"empty", "a,b,c\n1,\"\",\"\"\n2,3,4\n", 0, ',', "\n", "1@2 [1][][]\n2@3 [2][3][4]\n"},
    {"empty, CRLF", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", 0, ',', "\r\n", "1@2 [1][][]\n2@3 [2][3][4]\n"},
    {"escaped quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", 0, ',', "\n", "1@2 [1][ha \"ha\" ha]\n2@3 [3][4]\n"},
    {"JSON in a cell", "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n", 0, ',',
     "\n", "1@2 [1][{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}]\n"},
    {"newlines", "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n", 0, ',', "\n",
     "1@2 [1][2][3]\n2@3 [Once upon \\na time][5][6]\n3@5 [7][8][9]\n"},
    {"newlines, CRLF", "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n", 0, ',', "\r\n",
     "1@2 [1][2][3]\n2@3 [Once upon \\r\\na time][5][6]\n3@5 [7][8][9]\n"},
    {"quotes and newlines", "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n", 0, ',', "\n",
     "1@2 [1][ha \\n\"ha\" \\nha]\n2@5 [3][4]\n"},
    {"simple", "a,b,c\n1,2,3\n", 0, ',', "\n", "1@2 [1][2][3]\n"},
    {"simple, CRLF", "a,b,c\r\n1,2,3\r\n", 0, ',', "\r\n", "1@2 [1][2][3]\n"},
    {"UTF-8", "a,b,c\n1,2,3\n4,5,\xCA\xA4\n", 0, ',', "\n", "1@2 [1][2][3]\n2@3 [4][5][\xCA\xA4]\n"},
    {"leading space", "a,b\n x, y\n", 0, ',', "\n", "1@2 [ x][ y]\n"},
    {"leading separators", ",a,b\n,1,2\n", 0, ',', "\n", "1@2 [][1][2]\n"},
    {"trailing separators", "a,b,\n1,2,\n3,4,\n", 0, ',', "\n", "1@2 [1][2][]\n2@3 [3][4][]\n"},
    {"trailing separators of rows alone", "a,b\n1,2,\n", 0, ',', "\n", "1@2 [1][2]/3\n"},
    {"several empty columns at the end", "a,b,,,\n1,2,,,\n", 0, ',', "\n", "1@2 [1][2][][][]\n"},
    {"all empty", "a,b\n,\n,\n", 0, ',', "\n", "1@2 [][]\n2@3 [][]\n"},
    {"white space alone", "a,b\n \t, \n", 0, ',', "\n", "1@2 [ \t][ ]\n"},
    {"names that are empty or alike", "a,,a,\n1,2,3,4\n", 0, ',', "\n", "1@2 [1][2][3][4]\n"},
    {"NUL in a cell", NULS("a,b\n1,x\0y\n\"\0\",some more text\n"), ',', "\n",
     "1@2 [1][x\\0y]\n2@3 [\\0][some more text]\n"},
    {"no last line end, quoted", "a,b\n1,\"2\"", 0, ',', "\n", "1@2 [1][2]\n"},
};

Test(dialect, cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const dialect_case *c = &cases[i];
        vb_str input = {c->input, c->len > 0 ? c->len : strlen(c->input)};
        for (size_t bytes = 1; bytes <= input.len + 1; bytes++) {
            vb_error err = {0};
            vb_buffer out = {0};
            vb_records *records = reading_open(input, ".csv", VB_INPUT_AUTO, &err);
            cr_assert(records != NULL, "%s: %s", c->rule, err.text);
            reading_show_all(&out, records, bytes, input);
            cr_expect_str_eq(out.ptr, c->expected, "%s, batches of %zu:\n%s", c->rule, bytes, out.ptr);
            cr_expect(vb_records_separator(records) == c->separator, "%s: %c", c->rule,
                      vb_records_separator(records));
            cr_expect_str_eq(vb_records_line_end(records), c->line_end, "%s", c->rule);
            vb_records_close(records);
            vb_buffer_release(&out);
        }
    }
}

/* What is said of a dialect, and the bytes before the header. */
Test(dialect, told)
{
    static const struct {
        const char *input, *why, *preamble;
    } told[] = {
        {"id,answer\n1,x\n", "", ""},
        {"id;answer\n1;x\n", "separator: \";\", because the header and most rows are parted by it\n", ""},
        {"sep=;\r\nid;answer\r\n1;x\r\n", "separator: \";\", as the first line says\n", "sep=;\r\n"},
        {"\"A, b\"\n\nid;answer\n1;x\n",
         "title: \"A, b\", no header; that is line 3\n"
         "separator: \";\", because the header and most rows are parted by it\n",
         "\"A, b\"\n\n"},
        {"id,a\r1,x\n2,y\r", "line ends: of several kinds, each of which ends a row\n", ""},
        {"id,a\n1,\"\\\"x\\\" y\"\n", "quotes: escaped by backslashes, not doubled\n", ""},
    };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        vb_records *records = reading_open(vb_str_of(told[i].input), ".csv", VB_INPUT_AUTO, NULL);
        cr_assert(records != NULL);
        vb_str why = vb_records_why(records);
        cr_expect(vb_str_equal(why, vb_str_of(told[i].why)), "%.*s", (int)why.len, why.ptr);
        cr_expect(vb_str_equal(vb_records_preamble(records), vb_str_of(told[i].preamble)));
        cr_expect(vb_records_backslash(records) == (i == 5));
        vb_records_close(records);
    }
}
