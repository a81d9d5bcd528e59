/* Exports of survey tools as they are: header rows, labels, previews and unfinished responses. */
#include "input/exports.h"

#include "input/columns.h"
#include "input/reading.h"

#include <criterion/criterion.h>

#define MODERN_NAMES                                                                                                 \
    "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,ResponseId,Q1,Q2,\r\n"
#define MODERN_LABELS                                                                                                \
    "Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Response ID,"              \
    "\"<p>What is your <b>job title</b>?</p>\",\"What&nbsp;is your biggest challenge, &amp; why?\",\r\n"
#define MODERN_IDS                                                                                                   \
    "\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"America/Denver\"\"}\","                              \
    "\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":"              \
    "\"\"ipAddress\"\"}\","                                                                                          \
    "\"{\"\"ImportId\"\":\"\"progress\"\"}\",\"{\"\"ImportId\"\":\"\"duration\"\"}\",\"{\"\"ImportId\"\":"           \
    "\"\"finished\"\"}\","                                                                                           \
    "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1_TEXT\"\"}\","                             \
    "\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\",\r\n"
#define MODERN_ROWS                                                                                                  \
    "2024-01-05,2024-01-05,Survey Preview,,100,5,True,R_0,Tester,a preview,\r\n"                                     \
    "2024-01-05,2024-01-05,IP Address,1.2.3.4,100,60,True,R_1,Teacher,\"no\r\ntime\",\r\n"                           \
    "2024-01-05,2024-01-05,IP Address,1.2.3.4,42,9,False,R_2,Principal,unfinished,\r\n"                              \
    "2024-01-05,2024-01-05,IP Address,1.2.3.4,100,70,True,R_3,Principal,buy-in,\r\n"

typedef struct {
    const char *rule;
    const char *input;
    bool keep;
    const char *header;  /* NAME=LABEL, parted by bars */
    size_t n_rows;       /* header rows */
    const char *records; /* ROW@LINE:LAST BUT ONE CELL, parted by bars */
    const char *notes;   /* a part; NULL: none */
} export_case;

static const export_case cases[] = {
    {"Q1: three rows", MODERN_NAMES MODERN_LABELS MODERN_IDS MODERN_ROWS, false,
     "StartDate=Start Date|EndDate=End Date|Status=Response Type|IPAddress=IP Address|Progress=Progress|"
     "Duration (in seconds)=Duration (in seconds)|Finished=Finished|ResponseId=Response ID|"
     "Q1=What is your job title?|Q2=What is your biggest challenge, & why?|=",
     3, "2@5:no\r\ntime|4@8:buy-in", "left out: 1 preview and 1 unfinished response;"},
    {"Q4: kept on request", MODERN_NAMES MODERN_LABELS MODERN_IDS MODERN_ROWS, true, NULL, 3,
     "1@4:a preview|2@5:no\r\ntime|3@7:unfinished|4@8:buy-in", NULL},
    {"Q1: two rows, without labels", MODERN_NAMES MODERN_IDS MODERN_ROWS, false, NULL, 2, "2@4:no\r\ntime|4@7:buy-in",
     "left out: 1 preview and 1"},
    {"Q2: two rows, without ids", MODERN_NAMES MODERN_LABELS MODERN_ROWS, false, NULL, 2, "2@4:no\r\ntime|4@7:buy-in",
     "left out: 1 preview and 1"},
    {"Q2: two rows, older",
     "V1,V2,V8,V9,V10,Q1,\nResponseID,ResponseSet,StartDate,EndDate,Finished,Your challenge?,\n"
     "R_1,Default,2014-01-05,2014-01-05,1,no time,\nR_2,Default,2014-01-05,2014-01-05,0,unfinished,\n",
     false, "V1=ResponseID|V2=ResponseSet|V8=StartDate|V9=EndDate|V10=Finished|Q1=Your challenge?|=", 2,
     "1@3:no time", "left out: 0 previews and 1 unfinished response;"},
    {"Q2: two rows that are the same",
     "StartDate,Status,Finished,Q1,\nStartDate,Status,Finished,Q1,\nx,IP Address,True,no time,\n", false,
     "StartDate=StartDate|Status=Status|Finished=Finished|Q1=Q1|=", 2, "1@3:no time", NULL},
    {"Q2: some are the same",
     "StartDate,Progress,Finished,Q1,\nx,Progress,Finished,Your challenge?,\nx,100,True,no time,\n", false,
     "StartDate=x|Progress=Progress|Finished=Finished|Q1=Your challenge?|=", 2, "1@3:no time", NULL},
    {"Q2: titles twice", "Start Date,End Date,Q1,\nStart Date,End Date,Why?,\nx,y,no time,\n", false,
     "Start Date=Start Date|End Date=End Date|Q1=Why?|=", 2, "1@3:no time", NULL},
    {"Q2: one of them may be an answer", "Progress,Q1,\nProgress,no time,\n", false, "Progress=|Q1=|=", 1,
     "1@2:no time", NULL},
    {"Q4: numbers",
     "StartDate,Status,Progress,Finished,ResponseId,Q1,\nStart Date,Response Type,Progress,Finished,Response "
     "ID,Why?,\n"
     "x,0,100,1,R_1,kept,\nx,1,100,1,R_2,preview,\nx,0,100,0,R_3,open,\nx,0,99,1,R_4,nearly,\nx,8,100,1,R_5,spam,\n"
     "x,17,100,1,R_6,offline,\n",
     false, NULL, 2, "1@3:kept|5@7:spam", "left out: 2 previews and 2 unfinished responses;"},
    {"a column Status of another survey filters nothing", "Status,Finished,Q1,x\nSurvey Preview,False,no time,\n",
     false, "Status=|Finished=|Q1=|x=", 1, "1@2:no time", NULL},
    {"M1, M2: SurveyMonkey",
     "Respondent ID,Collector ID,What is your role?,,,Biggest challenge?,x\n"
     ",,Teacher,Principal,Other (please specify),Open-Ended Response,\n"
     "11,22,Teacher,,,no time,\n12,22,,Principal,,buy-in,\n",
     false,
     "Respondent ID=|Collector ID=|What is your role?: Teacher=|What is your role?: Principal=|"
     "What is your role?: Other (please specify)=|Biggest challenge?=|x=",
     2, "1@3:no time|2@4:buy-in", NULL},
    {"M1: without a respondent's id",
     "What is your role?,Biggest challenge?,x\nResponse,Open-Ended Response,\nTeacher,no time,\n", false,
     "What is your role?=|Biggest challenge?=|x=", 2, "1@3:no time", NULL},
    {"M1: answered by respondents, so no second row", "Respondent ID,answer,x\n11,Response,\n", false,
     "Respondent ID=|answer=|x=", 1, "1@2:Response", NULL},
    {"G1: Google Forms",
     "Timestamp,What is your job title?,\"Which, if any?\",x\n2024/01/05 9:00:00 AM CST,Teacher,\"a, b\",\n", false,
     "Timestamp=|What is your job title?=|Which, if any?=|x=", 1, "1@2:a, b", NULL},
    {"Q1: header rows and nothing else", MODERN_NAMES MODERN_LABELS MODERN_IDS, false, NULL, 3, "", NULL},
    {"Q1: all left out",
     "Finished,Q1,x\n\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\nFalse,open,\n", false, NULL,
     2, "", "0 previews and 1 unfinished"},
};

static void show_header(vb_buffer *out, const vb_records *records)
{
    size_t n;
    const vb_str *names = vb_records_header(records, &n), *labels = vb_records_labels(records);
    for (size_t i = 0; i < n; i++) {
        vb_buffer_add_text(out, i == 0 ? "" : "|");
        vb_buffer_add_str(out, names[i]);
        vb_buffer_add_char(out, '=');
        if (labels != NULL)
            vb_buffer_add_str(out, labels[i]);
    }
    vb_buffer_add_char(out, '\0');
}

static void show_records(vb_buffer *out, vb_records *records)
{
    vb_batch batch = {0};
    vb_error err = {0};
    size_t n;
    (void)vb_records_header(records, &n);
    for (;;) {
        cr_assert(vb_records_next(records, &batch, &err) == VB_OK, "%s", err.text);
        if (batch.n == 0)
            break;
        for (size_t i = 0; i < batch.n; i++) {
            vb_buffer_printf(out, "%s%zu@%zu:", out->len == 0 ? "" : "|", batch.records[i].row,
                             batch.records[i].line);
            vb_buffer_add_str(out, batch.records[i].cells[n - 2]);
        }
    }
    vb_buffer_add_char(out, '\0');
    vb_batch_release(&batch);
}

Test(exports, cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const export_case *c = &cases[i];
        for (size_t bytes = 1; bytes < 2000; bytes = bytes * 2 + 1) {
            vb_error err = {0};
            vb_buffer header = {0}, shown = {0}, notes = {0}, raw = {0};
            char *path = reading_file(vb_str_of(c->input), ".csv");
            vb_records *records = vb_records_open(path, &(vb_input_options){.keep_unfinished = c->keep}, &err);
            cr_assert(records != NULL, "%s: %s", c->rule, err.text);
            vb_records_set_batch(records, bytes);
            show_header(&header, records);
            cr_expect(c->header == NULL || strcmp(header.ptr, c->header) == 0, "%s: %s", c->rule, header.ptr);
            size_t n;
            const vb_record *rows = vb_records_header_rows(records, &n);
            cr_expect(n == c->n_rows, "%s: %zu rows", c->rule, n);
            for (size_t k = 0; k < n; k++) { /* one behind the other they are the file's beginning */
                vb_buffer_add_str(&raw, rows[k].raw);
                vb_buffer_add_text(&raw, vb_records_line_end(records));
            }
            cr_expect(strncmp(raw.ptr, c->input, raw.len) == 0, "%s", c->rule);
            show_records(&shown, records);
            cr_expect_str_eq(shown.ptr, c->records, "%s: %s", c->rule, shown.ptr);
            vb_records_notes(records, &notes);
            vb_buffer_add_char(&notes, '\0');
            cr_expect(c->notes == NULL ? notes.len == 1 : strstr(notes.ptr, c->notes) != NULL, "%s: %s", c->rule,
                      notes.ptr);
            vb_records_close(records);
            cr_expect(unlink(path) == 0);
            free(path);
            vb_buffer_release(&header);
            vb_buffer_release(&shown);
            vb_buffer_release(&notes);
            vb_buffer_release(&raw);
        }
    }
}

/* Q3 */
Test(exports, strip)
{
    static const struct {
        const char *html, *text;
    } labels[] = {
        {"plain", "plain"},
        {"<p>One <strong>two</strong>?</p>", "One two?"},
        {"<div style=\"a > b\">x</div>", "b\">x"}, /* a tag ends at the first >, as simple as that */
        {"one<br>two<br/>three", "one two three"},
        {"un<b>believ</b>able", "unbelievable"},
        {"a &lt; b &amp;&amp; c&nbsp;&gt;&nbsp;d", "a < b && c > d"},
        {"it&#39;s &#x2019; &eacute; &rsquo;", "it's \xE2\x80\x99 \xC3\xA9 \xE2\x80\x99"},
        {"5 < 6 & 7 > 4 &unknown; &#0; &", "5 < 6 & 7 > 4 &unknown; &#0; &"},
        {"  two \n\t lines  ", "two lines"},
        {"<", "<"},
        {"", ""},
    };
    vb_arena arena = {0};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        vb_str text = vb_export_strip(vb_str_of(labels[i].html), &arena);
        cr_expect(vb_str_equal(text, vb_str_of(labels[i].text)), "%s: %.*s", labels[i].html, (int)text.len, text.ptr);
    }
    vb_arena_release(&arena);
}

/* Columns by name, by label, by number; roles and answers recognised by labels (D6); several columns as one (D5). */
Test(exports, columns)
{
    static const char survey[] =
        "StartDate,Q1,Q2,Q15_1,Q15_2,Q15_3,Q16\n"
        "Start Date,What is your job title?,What is your biggest challenge?,Role? - Selected Choice - Teacher,"
        "Role? - Selected Choice - Parent,Role? - Other - Text,Role in a word\n"
        "\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\"{\"\"ImportId\"\":\"\"c\"\"}\","
        "\"{\"\"ImportId\"\":\"\"d\"\"}\",\"{\"\"ImportId\"\":\"\"e\"\"}\",\"{\"\"ImportId\"\":\"\"f\"\"}\",\"{"
        "\"\"ImportId\"\":\"\"g\"\"}\"\n"
        "x,Teacher,no time,1,1,a coach,x\nx,Principal,buy-in,,Parent,,x\nx,Principal,buy-in,0,0,,x\n";
    static const struct {
        const char *answer, *by, *expected; /* answer, columns of the group, its name, its text in each record */
    } wanted[] = {
        {NULL, NULL, "3 2 Q1 [Teacher][Principal][Principal]"},
        {"Q2", "q15_*", "3 4,5,6 q15 [Teacher; Parent; a coach][Parent][]"},
        {"What is your biggest challenge?", "Q15_*=", "3 4,5,6 Q15 [Teacher; Parent; a coach][Parent][]"},
        {"what is your biggest challenge?", "What is your job title?", "3 2 Q1 [Teacher][Principal][Principal]"},
        {"3", "Q15_*_TEXT", "no column \"Q15_*_"},
        {"3", "Q15_1", "3 4 Q15_1 [1][][0]"},
        {"3", "Role? - Selected*=job-titles", "3 4,5 Role? - Selected [Teacher; Parent][Parent][]"},
        {"3", "Q99_*", "no column \"Q99_*\""},
    };
    char *path = reading_file(vb_str_of(survey), ".csv");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        vb_error err = {0};
        vb_batch batch = {0};
        vb_columns columns;
        vb_buffer out = {0}, joined = {0};
        vb_records *records = vb_records_open(path, NULL, &err);
        cr_assert(records != NULL && vb_records_next(records, &batch, &err) == VB_OK && batch.n == 3, "%s", err.text);
        vb_columns_wanted w = {wanted[i].answer, NULL, &wanted[i].by, wanted[i].by != NULL, false};
        if (vb_columns_decide(records, &batch, &w, &columns, &err) != VB_OK) {
            vb_buffer_printf(&out, "%.*s", (int)strlen(wanted[i].expected), err.text);
        } else {
            const vb_by *by = &columns.by[0];
            cr_assert(columns.n_by == 1);
            vb_buffer_printf(&out, "%zu ", columns.answer + 1);
            for (size_t k = 0; k < by->n_columns; k++)
                vb_buffer_printf(&out, "%s%zu", k == 0 ? "" : ",", by->columns[k] + 1);
            vb_buffer_printf(&out, " %.*s ", (int)by->name.len, by->name.ptr);
            for (size_t k = 0; k < batch.n; k++) {
                vb_str text;
                cr_assert(vb_by_text(by, &batch.records[k], &joined, &text));
                vb_buffer_printf(&out, "[%.*s]", (int)text.len, text.ptr);
            }
        }
        vb_buffer_add_char(&out, '\0');
        cr_expect_str_eq(out.ptr, wanted[i].expected, "%s", out.ptr);
        vb_columns_release(&columns);
        vb_batch_release(&batch);
        vb_records_close(records);
        vb_buffer_release(&out);
        vb_buffer_release(&joined);
    }
    cr_expect(unlink(path) == 0);
    free(path);
}
