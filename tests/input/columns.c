#include "input/columns.h"
#include "input/reading.h"

#include <criterion/criterion.h>

/* Rows with text in every column but the first, for headers whose names decide. */
static void add_rows(vb_buffer *file, size_t columns)
{
    for (size_t row = 0; row < 4; row++)
        for (size_t column = 0; column < columns; column++)
            vb_buffer_printf(file, column == 0 ? "%zu%s" : "some words %zu%s", row * 100 + column,
                             column + 1 < columns ? "|" : "\n");
}

/* The names and cells of `text` are parted by bars; as a CSV file with every cell in quotes. */
static vb_records *open_bars(const char *text, bool filled, vb_batch *sample)
{
    vb_buffer bars = {0}, file = {0};
    vb_buffer_add_text(&bars, text);
    vb_buffer_add_char(&bars, '\n');
    size_t columns = 1;
    for (const char *p = text; *p != '\0' && *p != '\n'; p++)
        columns += *p == '|';
    if (filled)
        add_rows(&bars, columns);
    vb_buffer_add_char(&file, '"');
    for (size_t i = 0; i + 1 < bars.len; i++)
        vb_buffer_add_text(&file, bars.ptr[i] == '|'    ? "\",\""
                                  : bars.ptr[i] == '\n' ? "\"\n\""
                                  : bars.ptr[i] == '"'  ? "\"\""
                                                        : (char[]){bars.ptr[i], '\0'});
    vb_buffer_add_text(&file, "\"\n");
    vb_records *records = reading_open(vb_buffer_str(&file), ".csv", VB_INPUT_AUTO, NULL);
    cr_assert(records != NULL, "%s", text);
    cr_assert(vb_records_next(records, sample, NULL) == VB_OK);
    vb_buffer_release(&bars);
    vb_buffer_release(&file);
    return records;
}

/* "answer 4, id 1, by 2 job-titles, by 3+5 "Q3""; "none: ..." with the message's first line if it cannot be told. */
static void show_decision(vb_buffer *out, const vb_records *records, const vb_batch *sample,
                          const vb_columns_wanted *wanted)
{
    vb_columns columns;
    vb_error err = {0};
    vb_status status = vb_columns_decide(records, sample, wanted, &columns, &err);
    vb_buffer_clear(out);
    if (status != VB_OK) {
        cr_expect(status == err.code && strcmp(err.file, vb_records_name(records)) == 0);
        vb_buffer_printf(out, "none: %.*s", (int)strcspn(err.text, "\n"), err.text);
    } else {
        vb_buffer_printf(out, "answer %zu", columns.answer + 1);
        if (columns.id != VB_NO_COLUMN)
            vb_buffer_printf(out, ", id %zu", columns.id + 1);
        for (size_t i = 0; i < columns.n_by; i++) {
            vb_buffer_printf(out, ", by %zu", columns.by[i].column + 1);
            for (size_t k = 1; k < columns.by[i].n_columns; k++)
                vb_buffer_printf(out, "+%zu", columns.by[i].columns[k] + 1);
            if (columns.by[i].n_columns > 1)
                vb_buffer_printf(out, " \"%.*s\"", (int)columns.by[i].name.len, columns.by[i].name.ptr);
            if (columns.by[i].lexicon != NULL)
                vb_buffer_printf(out, " %s", columns.by[i].lexicon);
            for (size_t k = 0; k < columns.by[i].n_texts; k++)
                vb_buffer_printf(out, " text %zu", columns.by[i].texts[k] + 1);
        }
    }
    vb_buffer_add_char(out, '\0');
    vb_columns_release(&columns);
}

#define UNDECIDED(a, b)                                                                                              \
    "none: columns " a " and " b " may both hold the answers: pass --answer with one of these names or numbers"
#define UNKNOWN "none: cannot tell which column holds the answers: pass --answer with one of these names or numbers"

/* By names alone: every column has text in it. */
Test(columns, names)
{
    static const struct {
        const char *rule, *header, *expected;
    } cases[] = {
        {"D2: whole names", "id|job_title|stage|answer", "answer 4, id 1, by 2 job-titles, by 3 stages"},
        {"the order of columns does not matter", "answer|stage|job_title|id",
         "answer 1, id 4, by 3 job-titles, by 2 stages"},
        {"capitals, spaces, dots, hyphens", "Response ID|Job.Title|Implementation-Stage|Open-Ended Response",
         "answer 4, id 1, by 2 job-titles, by 3 stages"},
        {"Google Forms",
         "Timestamp|Username|What is your job title?|What is your biggest challenge in implementing personalized "
         "learning?",
         "answer 4, by 3 job-titles"},
        {"Google Forms, more questions",
         "Timestamp|Email Address|What is your role?|What district do you work in?|Where are you in implementing "
         "personalized learning?|What is your biggest challenge?|Do you have any other comments?",
         "answer 6, by 3 job-titles, by 5 stages"},
        {"SurveyMonkey",
         "Respondent ID|Collector ID|Start Date|End Date|IP Address|Email Address|First Name|Last Name|Custom Data 1|"
         "Which of the following best describes your current role?|What is the biggest obstacle you face?",
         "answer 11, id 1, by 10 job-titles"},
        {"SurveyMonkey: numbers, asides",
         "Respondent ID|Q1. What is your current position? (select one)|Q2. What are the biggest barriers to "
         "personalized learning in your school? (open-ended)",
         "answer 3, id 1, by 2 job-titles"},
        {"Qualtrics: names",
         "StartDate|EndDate|Status|IPAddress|Progress|Duration (in seconds)|Finished|RecordedDate|ResponseId|"
         "RecipientLastName|RecipientFirstName|ExternalReference|LocationLatitude|DistributionChannel|UserLanguage|"
         "role|challenge",
         "answer 17, id 9, by 16 job-titles"},
        {"Qualtrics: question texts",
         "Start Date|Response Type|Response ID|What best describes your role in your district? - Selected Choice|"
         "What best describes your role in your district? - Other (please specify) - Text|At what stage of "
         "implementation is your school?|<p>In your own words, what is your <strong>biggest challenge</strong>?</p>",
         "answer 7, id 3, by 4 job-titles text 5, by 6 stages"},
        {"N1: the tools' own columns alone",
         "StartDate|EndDate|Status|IPAddress|Progress|Duration (in seconds)|Finished|RecordedDate|"
         "RecipientLastName|RecipientFirstName|RecipientEmail|ExternalReference|LocationLatitude|LocationLongitude|"
         "DistributionChannel|UserLanguage|Collector ID|Start Date|End Date|IP Address|Email Address|First Name|"
         "Last Name|Custom Data 1|Timestamp",
         UNKNOWN},
        {"N1: they are no groups either", "Status|Response Type|answer", "answer 3"},
        /* Version 5 of SAS transport and old SPSS have names of at most eight characters. */
        {"N9: cut names", "responde|job_titl|challeng|x", "answer 3, id 1, by 2 job-titles"},
        {"N9: cut names of one word", "particip|occupati|difficul|x", "answer 3, id 1, by 2 job-titles"},
        {"N9: cut whole names", "recorded|biggestc|x", "answer 2"},
        {"N9: shorter or longer is not cut", "x|challen|challengx", UNDECIDED("2", "3")},
        {"D7: merged cells", "What is your role?|What is your role?|What is your role?|answer",
         "answer 4, by 1+2+3 \"What is your role?\" job-titles"},
        {"D7: numbered", "role_a|your_role_1|your_role_2|your_role_2_TEXT|your_role_10|answer",
         "answer 6, by 2+3+5 \"your_role\" job-titles text 4"},
        {"D8: one choice", "role|role_4_TEXT|role_9_TEXT|q_4_TEXT|answer", "answer 5, by 1 job-titles text 2 text 3"},
        {"D8: a text without a number", "stage|stage_TEXT|answer", "answer 3, by 1 stages text 2"},
        {"D8: by question, without a choice's name",
         "What is your role?|What is your role? - Other - Text|Where? - Other - Text|answer",
         "answer 4, by 1 job-titles text 2"},
        {"D7: a question and its choices",
         "What is your role?|What is your role?: Other (please specify)|What is your title?|answer",
         "answer 4, by 1+2 \"What is your role?\" job-titles"},
        {"D7: choices of a question", "answer|What is your role?: Teacher|What is your role?: Principal|Role: x",
         "answer 1, by 2+3 \"What is your role?\" job-titles"},
        {"D7: two questions of one survey", "2024: What is your job title?|2024: What is your role?|answer",
         "answer 3, by 1 job-titles"},
        {"D7: stages", "What stage are you in? - Pilot|What stage are you in? - Rollout|answer",
         "answer 3, by 1+2 \"What stage are you in?\" stages"},
        {"N2: columns of coding sheets", "id|answer|primary|codes|coder_a|coder_b|gold", "answer 2, id 1"},
        {"N2: codes of a challenge", "challenge_code|challenge_category|challenge_id|challenge", "answer 4"},
        {"N2: dates of a response", "response_date|response_status|response|score", "answer 3"},
        {"N3: closed questions",
         "How often do you face challenges?|Rate these barriers (select all that apply)|What is hardest?",
         "answer 3"},
        {"N3: closed, but to be explained", "participant|Rate your challenges and explain why", "answer 2, id 1"},
        {"N4: titles in several words", "Position / Title|challenges", "answer 2, by 1 job-titles"},
        {"N4: several", "Roles|challenges", "answer 2, by 1 job-titles"},
        {"N5: several", "What are your current roles?|challenges", "answer 2, by 1 job-titles"},
        {"N5: several to tick", "Please check all roles that apply|challenges", "answer 2, by 1 job-titles"},
        {"N5: several, of others", "What other roles were hard to fill?|challenges", "answer 2"},
        {"N4: occupation", "case|Occupation|Feedback", "answer 3, id 1, by 2 job-titles"},
        {"N4: a job title before a title", "title|job title|answer", "answer 3, by 2 job-titles"},
        {"N4: stage of implementation", "Stage of implementation|answer", "answer 2, by 1 stages"},
        {"N4: phase", "Phase|Comments", "answer 2, by 1 stages"},
        {"N5: a challenge in a role is a challenge", "What is the biggest challenge in your role?|x", "answer 1"},
        {"N5: in your role, what ...", "In your role, what is the biggest challenge?|x", "answer 1"},
        {"N5: a challenge at a stage is a challenge", "What is your main obstacle at this stage of implementation?|x",
         "answer 1"},
        {"N5: role in", "Role in organization|Verbatim", "answer 2, by 1 job-titles"},
        {"N5: what stage", "What stage is your district in?|answer", "answer 2, by 1 stages"},
        {"N5: where are you, of a place", "Where are you located?|answer", "answer 2"},
        {"N5: how long in a position", "How long have you been in your current position?|answer", "answer 2"},
        {"N5: yes or no about a position", "Is your position full time?|answer", "answer 2"},
        {"N5: a school's title I", "Is your school Title I?|answer", "answer 2"},
        {"N6: a challenge before comments", "Comments|What challenges do you face?|Feedback", "answer 2"},
        {"N6: Spanish", "cargo|¿Cuál es su mayor desafío?|¿Cuál es su rol?", "answer 2, by 3 job-titles"},
        {"N7: about the respondent", "What is your name?|Which school do you work at?|What would help you most?",
         "answer 3"},
        {"N8: an open question", "Name|School|What is working well?", "answer 3"},
        {"N8: comments", "district|comments", "answer 2"},
        {"two of one rank", "id|What is your biggest challenge?|What is the hardest part?", UNDECIDED("2", "3")},
        {"D2: the only column", "lorem", "answer 1"},
        {"D2: the only column, whatever its name", "date", "answer 1"},
        {"D2: names that do not tell, texts alike", "x|y|z", UNDECIDED("2", "3")},
        {"D2: nothing that may be one", "id|name|date|email", UNKNOWN},
        {"D4: the better id", "id|Participant|Respondent ID|answer", "answer 4, id 3"},
    };
    vb_buffer out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_batch sample = {0};
        vb_records *records = open_bars(cases[i].header, true, &sample);
        show_decision(&out, records, &sample, NULL);
        cr_expect_str_eq(out.ptr, cases[i].expected, "%s: %s", cases[i].rule, out.ptr);
        vb_batch_release(&sample);
        vb_records_close(records);
    }
    vb_buffer_release(&out);
}

/* By the text in the columns. */
Test(columns, text)
{
    static const struct {
        const char *rule, *file, *expected;
    } cases[] = {
        {"D3: the most words", "a|b|c\n1|two words|now there are four\n2|two more|and four of these", "answer 3"},
        {"D3: fewer than two words", "a|b\n1|time\n2|money", UNKNOWN},
        {"D3: mostly different",
         "a|b|c\n1|we all agree on this|no time\n2|we all agree on this|no money\n"
         "3|we all agree on this|no staff",
         "answer 3"},
        {"D3: empty cells do not count", "a|b\n||\n1|\n2|\n3|no time for this", "answer 2"},
        {"D3: numbers and dates are no words",
         "a|b\n2024/01/05 10:00:00 AM CST|no time at all\n2024/01/06 11:30:00 AM CST|no money for this", "answer 2"},
        {"D3: a tie within a tenth", "a|b\none two three|four five six\nseven eight nine|ten eleven twelve",
         UNDECIDED("1", "2")},
        {"lines of prose with commas", "no time|never enough\nPD\nbuses|food|staff",
         UNKNOWN "; or --from text, if every line is an answer"},
        {"a ragged table with names", "id|date\n1\n2|3|4", UNKNOWN},
        {"D3: never a name's column", "name|q\nMaria Garcia Lopez Ruiz|no time\nJohn Paul Jones Smith|no money",
         "answer 2"},
        {"D3: never a job title's",
         "title|q\nAssistant Superintendent of Schools|no time\nTeacher of grade two|so much",
         "answer 2, by 1 job-titles"},
        {"D2: a weak name without text", "reason|q\nno-match|there is no time\ndenied|we have no money", "answer 2"},
        {"D2: a weak name with text", "reason|q\nthere is no time|x\nwe have no money|y", "answer 1"},
        {"D2: coded answers, read again",
         "comment|primary|codes|reason\nthere is no time|time|time|\nnot sure about it|||non-answer", "answer 1"},
        {"D2: of equal names the one with text", "Challenge 1|Challenge 2\n3|no time\n4|no money", "answer 2"},
        {"D2: a rating is passed over", "challenge|comment\n3|there is no time\n4|we have no money", "answer 2"},
        {"D2: a rating if there is nothing else", "challenge|x\n3|1\n4|2", "answer 1"},
        {"D2: one-word answers by a strong name", "answer|x\ntime|1\nmoney|2", "answer 1"},
        {"D2: no records", "id|answer", "answer 2, id 1"},
        {"D2: no records, no names", "x|y", UNKNOWN},
        {"ragged rows", "a|b\n1\n2\n3|no time at all", "answer 2"},
    };
    vb_buffer out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_batch sample = {0};
        vb_records *records = open_bars(cases[i].file, false, &sample);
        show_decision(&out, records, &sample, NULL);
        cr_expect_str_eq(out.ptr, cases[i].expected, "%s: %s", cases[i].rule, out.ptr);
        vb_batch_release(&sample);
        vb_records_close(records);
    }
    vb_buffer_release(&out);
}

/* What is asked for. */
Test(columns, asked)
{
    static const char header[] = "ID|Job Title|a=b|Q1|Q1|3|answer|stage";
    static const struct {
        const char *rule, *answer, *id, *by[3], *expected;
    } cases[] = {
        {"D1: exactly", "answer", "ID", {NULL}, "answer 7, id 1, by 2 job-titles, by 8 stages"},
        {"D1: but for case, spaces and marks",
         "ANS-WER",
         "i d",
         {NULL},
         "answer 7, id 1, by 2 job-titles, by 8 stages"},
        {"D1: by number", "4", "1", {"7"}, "answer 4, id 1, by 7"},
        {"D1: a name before a number", "3", NULL, {"1"}, "answer 6, id 1, by 1"},
        {"D1: a number with a zero before it", "03", NULL, {"1"}, "answer 3, id 1, by 1"},
        {"D1: two of a name",
         "Q1",
         NULL,
         {NULL},
         "none: columns 4 and 5 are both called \"Q1\": give the number "
         "instead of the name"},
        {"D1: two of a name, but for case",
         "q 1",
         NULL,
         {NULL},
         "none: columns 4 and 5 are both called \"Q1\": give "
         "the number instead of the name"},
        {"D1: none, one is near",
         "anwser",
         NULL,
         {NULL},
         "none: no column \"anwser\"; did you mean \"answer\"?  The "
         "columns are"},
        {"D1: none, one holds it",
         NULL,
         NULL,
         {"tit"},
         "none: no column \"tit\"; did you mean \"Job Title\"?  The "
         "columns are"},
        {"D1: none is near", NULL, "respondent", {NULL}, "none: no column \"respondent\"; the columns are"},
        {"D1: no such number", "9", NULL, {NULL}, "none: no column \"9\"; did you mean \"3\"?  The columns are"},
        {"D1: number 0", "0", NULL, {NULL}, "none: no column \"0\"; did you mean \"3\"?  The columns are"},
        {"D1: a number beyond any",
         "99999999999999999999999",
         NULL,
         {NULL},
         "none: no column \"99999999999999999999999\"; the columns are"},
        {"by: recognised", NULL, NULL, {"jobtitle", "stage"}, "answer 7, id 1, by 2 job-titles, by 8 stages"},
        {"by: nothing else is recognised", NULL, NULL, {"ID"}, "answer 7, id 1, by 1"},
        {"by: values", NULL, NULL, {"job title=", "stage="}, "answer 7, id 1, by 2, by 8"},
        {"by: a lexicon",
         NULL,
         NULL,
         {"ID=risks", "job title=./my lexicon.yaml"},
         "answer 7, id 1, by 1 risks, by 2 ./my lexicon.yaml"},
        {"by: the last = parts", NULL, NULL, {"a=b=stages"}, "answer 7, id 1, by 3 stages"},
        {"by: a whole name with =", NULL, NULL, {"a=b"}, "answer 7, id 1, by 3"},
        {"by: no such column", NULL, NULL, {"nothing=stages"}, "none: no column \"nothing\"; the columns are"},
        {"a group is not taken for the answer", NULL, NULL, {"answer"}, UNDECIDED("3", "4")},
    };
    vb_buffer out = {0};
    vb_batch sample = {0};
    vb_records *records = open_bars(header, true, &sample);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n_by = 0;
        while (n_by < 3 && cases[i].by[n_by] != NULL)
            n_by++;
        vb_columns_wanted wanted = {cases[i].answer, cases[i].id, cases[i].by, n_by, false};
        show_decision(&out, records, &sample, &wanted);
        cr_expect_str_eq(out.ptr, cases[i].expected, "%s: %s", cases[i].rule, out.ptr);
    }
    vb_batch_release(&sample);
    vb_records_close(records);
    vb_buffer_release(&out);
}

/* D8: what was typed beside a choice, in each of the records. */
Test(columns, texts)
{
    static const struct {
        const char *rule, *file, *expected;
    } cases[] = {
        {"for Other", "role|role_4_TEXT|answer\nOther (please specify)|coach|x y\nother|SLP|x y", "[coach][SLP]"},
        {"for nothing", "role|role_4_TEXT|answer\n|coach|x y", "[coach]"},
        {"not for another choice", "role|role_4_TEXT|answer\nTeacher|coach|x y\nNo|coach|x y", "[Teacher][No]"},
        {"nothing typed", "role|role_4_TEXT|answer\nOther||x y\n0| |x y", "[Other][0]"},
        {"Spanish", "role|role_4_TEXT|answer\nOtro: especifique|maestra|x y", "[maestra]"},
        {"a word that begins so", "role|role_4_TEXT|answer\nOtherwise engaged|coach|x y", "[Otherwise engaged]"},
        {"several ticks",
         "your_role_1|your_role_2|your_role_2_TEXT|answer\nTeacher|Other|coach|x y\n0|Other|coach|x y",
         "[Teacher; coach][coach]"},
        {"several texts", "role|role_4_TEXT|role_5_TEXT|answer\nOther|coach|parent|x y", "[coach; parent]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_batch sample = {0};
        vb_columns columns;
        vb_buffer joined = {0}, out = {0};
        vb_records *records = open_bars(cases[i].file, false, &sample);
        cr_assert(vb_columns_decide(records, &sample, NULL, &columns, NULL) == VB_OK && columns.n_by == 1, "%s",
                  cases[i].rule);
        for (size_t k = 0; k < sample.n; k++) {
            vb_str text;
            cr_assert(vb_by_text(&columns.by[0], &sample.records[k], &joined, &text));
            vb_buffer_printf(&out, "[%.*s]", (int)text.len, text.ptr);
        }
        vb_buffer_add_char(&out, '\0');
        cr_expect_str_eq(out.ptr, cases[i].expected, "%s: %s", cases[i].rule, out.ptr);
        vb_columns_release(&columns);
        vb_batch_release(&sample);
        vb_records_close(records);
        vb_buffer_release(&joined);
        vb_buffer_release(&out);
    }
}

/* The lines that say what was taken and why. */
Test(columns, why)
{
    static const struct {
        const char *rule, *file, *answer, *by, *expected;
    } cases[] = {
        {"by names", "id|job_title|stage|answer\n1|Teacher|Pilot|no time", NULL, NULL,
         "answers: column 4, \"answer\" (its name)\n"
         "groups: column 2, \"job_title\", by the job-titles lexicon (its name)\n"
         "groups: column 3, \"stage\", by the stages lexicon (its name)\n"
         "id: column 1, \"id\"\n"},
        {"as asked", "a|b\n1|no time", "a", "b",
         "answers: column 1, \"a\" (as asked)\n"
         "groups: column 2, \"b\", by its values (as asked)\n"},
        {"texts beside a choice", "role|role_4_TEXT|role_9_TEXT|answer\nOther|coach||no time", NULL, NULL,
         "answers: column 4, \"answer\" (its name)\n"
         "groups: column 1, \"role\", by the job-titles lexicon, for \"Other\" the text of columns 2 and 3 (its "
         "name)\n"},
        {"by text", "a|b\n1|no time for this", NULL, NULL, "answers: column 2, \"b\" (its text, 4 words a cell)\n"},
        {"the only column", "x\nno time", NULL, NULL,
         "answers: column 1, \"x\" (the only column; if that is an answer and no name, pass --from text)\n"},
        {"a long name is cut, in characters; a line break is a space",
         "x|What is your biggest challenge,\x1B in é sixty characters of a question that goes on?\n1|no time", NULL,
         NULL, "answers: column 2, \"What is your biggest challenge,  in é sixty characters of a ...\" (its name)\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_batch sample = {0};
        vb_columns columns;
        vb_records *records = open_bars(cases[i].file, false, &sample);
        vb_columns_wanted wanted = {cases[i].answer, NULL, &cases[i].by, cases[i].by != NULL, false};
        vb_error err;
        cr_assert(vb_columns_decide(records, &sample, &wanted, &columns, &err) == VB_OK, "%s", cases[i].rule);
        cr_expect(vb_str_equal(vb_buffer_str(&columns.why), vb_str_of(cases[i].expected)), "%s: %.*s", cases[i].rule,
                  (int)columns.why.len, columns.why.ptr);
        vb_columns_release(&columns);
        vb_batch_release(&sample);
        vb_records_close(records);
    }
}

Test(columns, plain_text)
{
    vb_batch sample = {0};
    vb_columns columns;
    vb_records *records = reading_open(VB_LITERAL("no time\nPD\n"), ".txt", VB_INPUT_AUTO, NULL);
    cr_assert(records != NULL && vb_records_next(records, &sample, NULL) == VB_OK);
    cr_assert(vb_columns_decide(records, &sample, NULL, &columns, NULL) == VB_OK);
    cr_expect(columns.answer == 0 && columns.id == VB_NO_COLUMN && columns.n_by == 0);
    cr_expect(vb_str_equal(vb_buffer_str(&columns.why), VB_LITERAL("answers: one a line\n")));
    vb_columns_release(&columns);
    vb_batch_release(&sample);
    vb_records_close(records);
}

/* A message lists all columns, by number; of many as many as there is room for. */
Test(columns, listing)
{
    vb_batch sample = {0};
    vb_columns columns;
    vb_error err = {0};
    vb_columns_wanted wanted = {.answer = "zzzzzz"};
    vb_records *records = open_bars(
        "id|a much longer name than sixty characters, of which no more than sixty are shown\n1|x", false, &sample);
    cr_expect(vb_columns_decide(records, &sample, &wanted, &columns, &err) == VB_ERROR_USAGE);
    cr_expect_str_eq(err.text, "no column \"zzzzzz\"; the columns are\n  1  \"id\"\n"
                               "  2  \"a much longer name than sixty characters, of which no more t...\"");
    vb_batch_release(&sample);
    vb_records_close(records);

    vb_buffer many = {0};
    for (size_t i = 0; i < 10000; i++)
        vb_buffer_printf(&many, "%sa name of some length, column %zu", i > 0 ? "|" : "", i);
    vb_buffer_add_char(&many, '\0');
    sample = (vb_batch){0};
    records = open_bars(many.ptr, true, &sample);
    cr_expect(vb_columns_decide(records, &sample, NULL, &columns, &err) == VB_ERROR_INPUT);
    const char *tail = strstr(err.text, "\n  and 99");
    cr_expect(tail != NULL && strcmp(tail + strlen(tail) - 5, " more") == 0, "%s", err.text);
    cr_expect(strstr(err.text, "\n  20  \"a name of so...\"") != NULL, "%s", err.text);
    vb_batch_release(&sample);
    vb_records_close(records);
    vb_buffer_release(&many);
}
