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
        records = vb_records_open("-", VB_INPUT_AUTO, &err);
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
}

/* S5: a table by semicolons is refused, by name and by text; what only has semicolons in it is not. */
Test(sniff, semicolons)
{
    static const struct {
        const char *rule;
        const char *ending, *input;
        vb_input_format asked;
        bool refused;
    } cases[] = {
        {"S5", ".csv", "Name;Job Title;Challenge\nJane;Teacher;No time\n", VB_INPUT_AUTO, true},
        {"S5: a comma in a cell", ".csv", "id;answer\n1;Time, mostly\n2;PD\n", VB_INPUT_AUTO, true},
        {"S5: by the text", "", "id;answer\n1;no time\n", VB_INPUT_AUTO, true},
        {"S5: quoted cells", "", "\"id\";\"answer\"\n\"1\";\"no; time\"\n", VB_INPUT_AUTO, true},
        {"S5: as asked", ".csv", "id;answer\n1;no time\n", VB_INPUT_CSV, false},
        {"S5: as asked", ".csv", "id;answer\n1;no time\n", VB_INPUT_LINES, false},
        {"S5: a table by commas too", ".csv", "id,answer;codes\n1,no time;x\n", VB_INPUT_AUTO, false},
        {"S5: one column", ".csv", "What is hard; and why?\nno time; no money\nPD\n", VB_INPUT_AUTO, false},
        {"S5: lines", ".txt", "id;answer\n1;no time\n", VB_INPUT_AUTO, false},
        {"S5: prose", "", "no time; no money\nPD; coaching\n", VB_INPUT_AUTO, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_error err = {0};
        vb_records *records = reading_open(vb_str_of(cases[i].input), cases[i].ending, cases[i].asked, &err);
        cr_expect((records == NULL) == cases[i].refused, "%s: %s", cases[i].rule, cases[i].input);
        cr_expect(records != NULL || strstr(err.text, "`;`") != NULL, "%s: %s", cases[i].rule, err.text);
        vb_records_close(records);
    }
}
