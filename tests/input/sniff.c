#include "input/sniff.h"

#include "input/reading.h"

#include <criterion/criterion.h>

/* Which format is recognised: by the ending, else by the text; always from standard input as from a file. */
Test(sniff, formats)
{
    static const struct {
        const char *rule;
        const char *ending, *input;
        vb_input_format format;
    } cases[] = {
        {"S1", ".csv", "no time\nPD\n", VB_INPUT_CSV},
        {"S1: capitals", ".CSV", "no time\nPD\n", VB_INPUT_CSV},
        {"S1", ".tsv", "id,answer\n1,PD\n", VB_INPUT_TSV},
        {"S1", ".tab", "id,answer\n1,PD\n", VB_INPUT_TSV},
        {"S1", ".txt", "id,answer\n1,PD\n", VB_INPUT_LINES},
        {"S1", ".Text", "id,answer\n1,PD\n", VB_INPUT_LINES},
        {"S1", ".md", "id,answer\n1,PD\n", VB_INPUT_LINES},
        {"S1", ".markdown", "id,answer\n1,PD\n", VB_INPUT_LINES},
        {"S1: an ending, not a part", ".csv.bak", "no time\nPD\n", VB_INPUT_LINES},
        {"S2: a name and as many cells", "", "id,answer\n1,no time\n2,PD\n", VB_INPUT_CSV},
        {"S2: tabs", "", "id\tanswer\n1\tno time\n", VB_INPUT_TSV},
        {"S2: tabs go first", "", "id\tWhat is hard, if anything?\n1\tno time, no money\n", VB_INPUT_TSV},
        {"S2: lone CR", "", "id,answer\r1,no time\r2,PD\r", VB_INPUT_CSV},
        {"S2: a byte order mark", "", "\xEF\xBB\xBFid,answer\n1,no time\n", VB_INPUT_CSV},
        {"S2: quoted names", "", "\"id\",\"answer\"\n\"1\",\"no, time\"\n", VB_INPUT_CSV},
        {"S2: a later record is enough", "", "id,answer\n1\n2,3,4\n5,PD\n", VB_INPUT_CSV},
        {"S2: no later record", "", "id,answer\n", VB_INPUT_LINES},
        {"S2: no record with as many cells", "", "id,answer\n1\n2,3,4\n", VB_INPUT_LINES},
        {"S2: a quote that does not close", "", "id,answer\n1,\"no time\n2,PD\n", VB_INPUT_CSV},
        {"S3: Google Forms", "",
         "Timestamp,What is your job title?,What is your biggest challenge?\n2024/01/05 9:00:00 AM "
         "CST,Teacher,Time\n",
         VB_INPUT_CSV},
        {"S3: Qualtrics", "", "StartDate,EndDate,Status,Q1,Q2\na,b,c,d,e\n", VB_INPUT_CSV},
        {"S3: names as programs write them", "", "q1,q2_text\n4,no time\n", VB_INPUT_CSV},
        {"S3: words are not names", "", "time,money\nstaff,training\n", VB_INPUT_LINES},
        {"S3: no names at all", "", "1,2\n3,4\n", VB_INPUT_LINES},
        {"S4: spaces, all alike", "", "id, answer\n1, no time\n2, PD\n", VB_INPUT_CSV},
        {"S4: spaces, not all alike", "", "id, answer\n1, no time\nPD\n", VB_INPUT_LINES},
        {"prose: no commas", "", "lack of buy in\nno time\nPD\n", VB_INPUT_LINES},
        {"prose: one line", "", "Training is fine, it's getting veteran teachers on board", VB_INPUT_LINES},
        {"prose: as many commas in two lines", "",
         "Training is fine, it's getting veteran teachers on board\nTime, mostly\nMoney, and time\n", VB_INPUT_LINES},
        {"prose: lists", "", "time, money, people\nno time, no money, no people\n", VB_INPUT_LINES},
        {"prose: a line with a word of names", "",
         "The biggest challenge is time, and our comments go unheard\nMy position, I am new\n", VB_INPUT_LINES},
        {"prose: a quotation", "", "\"No time,\" they say\nmoney, mostly\n", VB_INPUT_LINES},
        {"prose: a question for a title", "", "Where are you going to find time, seriously?\nPD\n", VB_INPUT_LINES},
        {"prose: not UTF-8", "", "caf\xE9, time\nid, answer\n", VB_INPUT_LINES},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_error err = {0};
        vb_records *records = reading_open(vb_str_of(cases[i].input), cases[i].ending, VB_INPUT_AUTO, &err);
        cr_assert(records != NULL, "%s: %s", cases[i].rule, err.text);
        cr_expect(vb_records_format(records) == cases[i].format, "%s: %d", cases[i].rule,
                  (int)vb_records_format(records));
        vb_records_close(records);
        if (cases[i].ending[0] != '\0')
            continue;
        pid_t child = reading_pipe(vb_str_of(cases[i].input), 7);
        records = vb_records_open("-", NULL, &err);
        cr_assert(records != NULL, "%s: %s", cases[i].rule, err.text);
        cr_expect(vb_records_format(records) == cases[i].format, "%s, from a pipe", cases[i].rule);
        cr_expect(waitpid(child, NULL, 0) == child);
        vb_records_close(records);
    }
}

/* A format that is asked for is not recognised. */
Test(sniff, asked)
{
    vb_records *records = reading_open(VB_LITERAL("id,answer\n1,PD\n"), ".csv", VB_INPUT_LINES, NULL);
    cr_assert(records != NULL);
    cr_expect(vb_records_format(records) == VB_INPUT_LINES);
    vb_records_close(records);
    records = reading_open(VB_LITERAL("id\tanswer\n1\tPD\n"), ".txt", VB_INPUT_LINES, NULL);
    cr_assert(records != NULL);
    cr_expect(vb_records_format(records) == VB_INPUT_LINES);
    vb_records_close(records);
}

/* S1, with and without compression; and the first bytes of what is not just text (from the formats' descriptions). */
Test(sniff, names_and_magic)
{
    static const struct {
        const char *path;
        vb_input_format format;
    } names[] = {{"a.csv.gz", VB_INPUT_CSV},      {"a.TSV.zst", VB_INPUT_TSV},   {"a.jsonl", VB_INPUT_JSONL},
                 {"a.ndjson.gz", VB_INPUT_JSONL}, {"A.XLSX", VB_INPUT_XLSX},     {"a.sav", VB_INPUT_STAT},
                 {"a.por", VB_INPUT_STAT},        {"a.sas7bdat", VB_INPUT_STAT}, {"a.gz", VB_INPUT_AUTO},
                 {"csv", VB_INPUT_AUTO},          {".csv", VB_INPUT_AUTO},       {"a.csv.old", VB_INPUT_AUTO}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect(vb_sniff_name(names[i].path) == names[i].format, "%s", names[i].path);
    static const struct {
        const char *bytes;
        size_t len;
        vb_input_format format;
    } magics[] = {{"PK\3\4....", 8, VB_INPUT_XLSX},
                  {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, VB_INPUT_XLSX},
                  {"$FL2@(#) SPSS DATA FILE", 23, VB_INPUT_STAT},
                  {"$FL3@(#) SPSS DATA FILE", 23, VB_INPUT_STAT},
                  {"<stata_dta><header>", 19, VB_INPUT_STAT},
                  {"\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60\xB3\x14\x11\xCF", 20, VB_INPUT_STAT},
                  {"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!", 48, VB_INPUT_STAT},
                  {"{\"answer\": \"x\"}\n", 16, VB_INPUT_JSONL},
                  {"\xEF\xBB\xBF\n { \"answer\"", 13, VB_INPUT_JSONL},
                  {"{no time} they say", 18, VB_INPUT_AUTO},
                  {"PK", 2, VB_INPUT_AUTO},
                  {"", 0, VB_INPUT_AUTO}};
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        cr_expect(vb_sniff_magic((vb_str){magics[i].bytes, magics[i].len}) == magics[i].format, "magic %zu", i);
}

/* S1: Excel's "Unicode text" is a .txt file of UTF-16 with tabs; S2: by semicolons and bars. */
Test(sniff, separators)
{
    static const struct {
        const char *ending, *input;
        size_t len;
        vb_input_format format;
        char separator;
    } cases[] = {
        {".txt", "\xFF\xFEi\0d\0\t\0a\0n\0s\0w\0e\0r\0\r\0\n\0001\0\t\0x\0\r\0\n\0", 34, VB_INPUT_TSV, '\t'},
        {".txt", "no time\tat all\nPD\n", 18, VB_INPUT_LINES, '\0'},
        {".txt", "foo\tbar\n1\tx\n2\t\n", 15, VB_INPUT_TSV, '\t'},
        {".txt", "foo\tbar\n1\t\"x\ty\nz\"\n\n2\tu\n", 23, VB_INPUT_TSV, '\t'},
        {".txt", "foo\tbar\n1\tx\ty\n2\tz\n", 18, VB_INPUT_LINES, '\0'},
        {".txt", "foo\tbar\n1\tx\n", 12, VB_INPUT_LINES, '\0'},
        {".txt", "\tfoo\n\tbar\n\tx\n", 13, VB_INPUT_LINES, '\0'},
        {"", "foo\tbar\n1\tx\n2\ty\n", 16, VB_INPUT_LINES, '\0'},
        {"", "id;answer\n1;no time, really\n", 28, VB_INPUT_CSV, ';'},
        {"", "id|answer\n1|no time\n", 20, VB_INPUT_CSV, '|'},
        {"", "sep=;\nfoo;bar\n1;2\n", 18, VB_INPUT_CSV, ';'},
        {"", "time; money\nstaff; training\n", 28, VB_INPUT_LINES, '\0'},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_error err = {0};
        vb_records *records =
            reading_open((vb_str){cases[i].input, cases[i].len}, cases[i].ending, VB_INPUT_AUTO, &err);
        cr_assert(records != NULL, "%zu: %s", i, err.text);
        cr_expect(vb_records_format(records) == cases[i].format &&
                      vb_records_separator(records) == cases[i].separator,
                  "%zu: %d", i, (int)vb_records_format(records));
        vb_records_close(records);
    }
}
