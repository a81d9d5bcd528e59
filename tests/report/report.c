/* Reports in every format.  The survey is in tests/tally/survey.h, its counts in tests/tally/crosstab.c. */
#include "report/report.h"

#include "tally/survey.h"
#include "text/width.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>

#define NO_BREAKDOWN SIZE_MAX

typedef void format(const vb_report *report, vb_buffer *out);

/* What a report is made of. */
typedef struct {
    vb_lexicon lexicon, jobs;
    vb_figures figures;
    vb_report report;
} fixture;

/* With the breakdown's groups as the lexicon `jobs` labels them, or as they are. */
static void set_up_by(fixture *f, const vb_tally *tally, size_t breakdown, const vb_figures_options *options,
                      const char *by, bool by_lexicon)
{
    f->lexicon = survey_lexicon();
    f->jobs = survey_jobs();
    vb_figures_part part = {vb_str_of(by), by_lexicon ? &f->jobs : NULL, breakdown};
    vb_figures_breakdown list = {breakdown, &part, breakdown == NO_BREAKDOWN ? 0 : 1};
    cr_assert(vb_figures_make(tally, &f->lexicon, &list, 1, options, &f->figures));
    f->report = (vb_report){.lexicon = &f->lexicon,
                            .source = VB_LITERAL("survey.csv"),
                            .question = VB_LITERAL("Biggest challenge?"),
                            .column = VB_LITERAL("Q2"),
                            .figures = &f->figures,
                            .width = 80};
}

static void set_up(fixture *f, const vb_tally *tally, size_t breakdown, size_t level, bool headline)
{
    vb_figures_options options = {.level = level, .headline = headline};
    set_up_by(f, tally, breakdown, &options, "job_title", true);
}

/* The report as text; the caller releases it. */
static vb_buffer write_report(const vb_report *report, format *write)
{
    vb_buffer out = {0};
    write(report, &out);
    vb_buffer_add_char(&out, '\0');
    cr_assert_not(out.failed);
    return out;
}

static void expect_report(const vb_report *report, format *write, const char *wanted)
{
    vb_buffer out = write_report(report, write);
    cr_expect_str_eq(out.ptr, wanted, "found\n%s\nwanted\n%s", out.ptr, wanted);
    vb_buffer_release(&out);
}

/* ---- Text ---- */

/* Teachers: 30 of 55 is 54.5, 12 is 21.8, 5 is 9.1, 8 is 14.5 %.  Leaders: 16 of 40 is 40 %, twice.  Of the 5 that
 * are not placed, 2 are 40 %; they are too few to be ranked.
 * By R 4.2.2: binom.test(30, 42), (46, 74), (16, 32) p = 0.0079, 0.0474, 1; of the table without the blank column and
 * technology fisher.test() p = 0.26998, chisq.test() 4.0083, so V = sqrt(4.0083 / 95) = 0.2054; recognised
 * chisq.test(correct = FALSE) 0.43355, p = 0.5103; the codes' p 0.1613, 0.0550, 1 (Fisher), by p.adjust() 0.3226,
 * 0.1649, 1. */
Test(report, text)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 1, false);
    expect_report(&f.report, vb_report_text,
                  "Biggest challenge?\n"
                  "==================\n"
                  "survey.csv, column Q2, coded with challenges 1.0.0\n"
                  "105 rows, 103 answered, 100 substantive, 85 recognised (85.0 %)\n"
                  "\n"
                  "Of 100 answers, 46 (46 %) named buy-in, clearly first; support and training came\n"
                  "second (28, 28 %).\n"
                  "\n"
                  "Each answer counts once, for its main challenge; % of substantive answers.  #1\n"
                  "to #3: rank within the group; groups under 30 answers are not ranked.  Small\n"
                  "counts are not suppressed (--min-group, --min-cell).\n"
                  "\n"
                  "By job_title\n"
                  "------------\n"
                  "Of 40 school leaders, 16 (40 %) named buy-in, tied with support and training.\n"
                  "Of 55 teachers, 30 (55 %) named buy-in, clearly first; support and training came\n"
                  "  second (12, 22 %).\n"
                  "\n"
                  "                           School\n"
                  "main challenge            leaders     Teachers     (not placed)      Total\n"
                  "Buy-In                   16  40 % #1  30  55 % #1       0         46  46 % #1\n"
                  "Support and Training     16  40 % #1  12  22 % #2       0         28  28 % #2\n"
                  "Time                      4  10 % #3   5   9 % #3       0          9   9 % #3\n"
                  "Technology                0            0                2  40 %    2   2 %\n"
                  "no challenge recognised   4  10 %      8  15 %          3  60 %   15  15 %\n"
                  "substantive answers      40           55                5        100\n"
                  "\n"
                  "For researchers\n"
                  "---------------\n"
                  "All codes by job_title: Fisher's exact test by 9999 random tables (an expected\n"
                  "  count is 3.8, under 5; standard error of p 0.0045), p = 0.275; Cramér's V =\n"
                  "  0.205, corrected for bias 0.102.\n"
                  "Code by code (Holm over 3): none differs between the groups, least adjusted p =\n"
                  "  0.165.\n"
                  "Recognised by job_title: χ² = 0.43, df = 1, p = 0.510.\n"
                  "#1 against #2 (exact binomial test; in parentheses the difference that would\n"
                  "  have shown with 80 % power at 5 %): school leaders p = 1.000 (38.5 points);\n"
                  "  teachers p = 0.008 (32.3 points); Total p = 0.047 (23.8 points).\n"
                  "Smallest difference between the two largest groups that would have shown in\n"
                  "  buy-in with 80 % power at 5 %: 27.9 percentage points.\n"
                  "Groups that are blank are shown and not tested.  Of a table with an expected\n"
                  "  count under 5 the test is Fisher's; seed 0.  Answers of people from one school\n"
                  "  are not independent: where schools were sampled, true standard errors are\n"
                  "  larger than these tests and intervals take them to be.  CSV and JSON have\n"
                  "  every figure in full, with Wilson's 95 % intervals.\n");
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* Bars are in eighths of a column, the longest 24 columns: 28 of 46 is 14.6, 15 of 46 is 7.8. */
Test(report, text_of_all_answers)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, NO_BREAKDOWN, 2, true);
    expect_report(&f.report, vb_report_text,
                  "Biggest challenge?\n"
                  "==================\n"
                  "survey.csv, column Q2, coded with challenges 1.0.0\n"
                  "105 rows, 103 answered, 100 substantive, 85 recognised (85.0 %)\n"
                  "\n"
                  "Of 100 answers, 46 (46 %) named buy-in, 28 (28 %) support and training; 11\n"
                  "(11 %) named other challenges.\n"
                  "\n"
                  "Each answer counts once, for its main challenge; % of substantive answers.  #1\n"
                  "to #3: rank among the challenges shown.  Small counts are not suppressed\n"
                  "(--min-group, --min-cell).\n"
                  "\n"
                  "All answers\n"
                  "-----------\n"
                  "main challenge               Total\n"
                  "Support and Training      28  28 % #2  ██████████████▋\n"
                  "  know-how                12  12 %     ██████▎\n"
                  "Buy-In                    46  46 % #1  ████████████████████████\n"
                  "  Resistance              20  20 %     ██████████▍\n"
                  "  Leadership              16  16 %     ████████▍\n"
                  "other challenges          11  11 %     █████▊\n"
                  "no challenge recognised   15  15 %     ███████▉\n"
                  "substantive answers      100\n");
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* Add `n` answers of one code (VB_NO_CATEGORY: uncoded) in one group. */
static void add(vb_tally *tally, const char *group, size_t code, size_t n)
{
    survey_answer a = {group, 0, VB_CODED, code, {code, 0}, 1, n};
    if (code == VB_NO_CATEGORY)
        a = (survey_answer)NO_CODE(group, 0, VB_REASON_NO_MATCH, n);
    cr_assert(survey_add(tally, &a, n));
}

/* No line of a report is wider than the terminal, whatever the groups are called, as long as one group fits; and no
 * number is lost. */
Test(report, text_fits_its_width)
{
    static const char *const groups[] = {"A",
                                         "Head of the department of professional learning",
                                         "\xE8\xAA\xB2\xE9\xA1\x8C\xE8\xAA\xB2\xE9\xA1\x8C",
                                         "Donaudampfschifffahrtsgesellschaftskapitaen",
                                         "B",
                                         "C and D",
                                         "E",
                                         "12 years or more of it"};
    vb_tally *tally = vb_tally_new(1);
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        add(tally, groups[i], TIME, 1001 * (i + 1));
    fixture f;
    set_up_by(&f, tally, 0, &(vb_figures_options){.level = 1}, "job_title", false);
    for (size_t width = 47; width < 200; width++) {
        f.report.width = width;
        vb_buffer out = write_report(&f.report, vb_report_text);
        vb_str rest = {out.ptr, out.len - 1};
        while (rest.len > 0) {
            const char *end = memchr(rest.ptr, '\n', rest.len);
            cr_assert_not_null(end, "the last line ends");
            vb_str line = {rest.ptr, (size_t)(end - rest.ptr)};
            cr_expect(vb_display_width(line) <= width, "width %zu: %.*s", width, (int)line.len, line.ptr);
            cr_expect(line.len == 0 || line.ptr[line.len - 1] != ' ', "no space at the end: %.*s", (int)line.len,
                      line.ptr);
            rest = vb_str_cut(rest, line.len + 1, rest.len);
        }
        for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
            char number[24];
            (void)snprintf(number, sizeof number, " %zu  100 %% #1", 1001 * (i + 1));
            cr_expect_not_null(strstr(out.ptr, number), "width %zu: %s", width, number);
        }
        vb_buffer_release(&out);
    }
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* A column that is called by a whole question: one line, as long as the terminal is wide, with an ellipsis. */
Test(report, long_headings)
{
    vb_tally *tally = survey_tally();
    fixture f;
    vb_figures_options options = {.level = 1};
    set_up_by(&f, tally, 0, &options, "Which of these comes closest to your job title, if any of them does?", true);
    f.report.question = VB_LITERAL("What, all in all, has been your biggest challenge in implementing it?");
    f.report.width = 50;
    vb_buffer out = write_report(&f.report, vb_report_text);
    static const char first[] = "What, all in all, has been your biggest challenge…\n" /* 49 columns and 1 */
                                "==================================================\n";
    cr_expect(strncmp(out.ptr, first, sizeof first - 1) == 0, "%s", out.ptr);
    cr_expect_not_null(strstr(out.ptr, "\nBy Which of these comes closest to your job title…\n"
                                       "--------------------------------------------------\n"),
                       "%s", out.ptr);
    vb_buffer_release(&out);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* ---- Sentences ---- */

/* The line of a text report that begins with `start`, or "". */
static void find_line(const char *text, const char *start, char *line, size_t size)
{
    const char *beg = strstr(text, start);
    size_t len = beg == NULL ? 0 : strcspn(beg, "\n");
    (void)snprintf(line, size, "%.*s", (int)len, beg == NULL ? "" : beg);
}

Test(report, sentences)
{
    static const struct {
        const char *what;
        size_t n[5]; /* buy-in, training, time, technology, uncoded */
        const char *wanted;
    } cases[] = {
        /* 30 of 55: 54.5 %, 12 of 55: 21.8 %.  R: binom.test(30, 42) p = 0.0079, (20, 28) 0.0357, (20, 30) 0.0987. */
        {"first and second",
         {30, 12, 5, 0, 8},
         "Of 55 teachers, 30 (55 %) named buy-in, clearly first; support and training came second (12, 22 %)."},
        {"only one named", {40, 0, 0, 0, 0}, "Of 40 teachers, 40 (100 %) named buy-in, clearly first."},
        {"two first: nobody is second",
         {16, 16, 4, 0, 4},
         "Of 40 teachers, 16 (40 %) named buy-in, tied with support and training."},
        {"two second",
         {20, 8, 8, 0, 4},
         "Of 40 teachers, 20 (50 %) named buy-in, clearly first; second came time, tied with support and training "
         "(8, "
         "20 % each)."},
        {"three first, one of them with an and",
         {10, 10, 10, 0, 10},
         "Of 40 teachers, 10 (25 %) named buy-in, tied with time as well as support and training."},
        {"three first",
         {10, 0, 10, 10, 10},
         "Of 40 teachers, 10 (25 %) named buy-in, tied with technology and time."},
        {"four first",
         {10, 10, 10, 10, 0},
         "Of 40 teachers, 10 (25 %) named buy-in, tied with technology, time as well as support and training."},
        /* 25 of 40: 62.5 % */
        {"halves go up", {25, 0, 0, 0, 15}, "Of 40 teachers, 25 (63 %) named buy-in, clearly first."},
        {"less than half a percent is not none",
         {299, 1, 0, 0, 0},
         "Of 300 teachers, 299 (100 %) named buy-in, clearly first; support and training came second (1, <1 %)."},
        {"30 answers are ranked",
         {20, 10, 0, 0, 0},
         "Of 30 teachers, 20 (67 %) named buy-in; too close to call with support and training (10, 33 %)."},
        {"one more is clear",
         {21, 9, 0, 0, 0},
         "Of 30 teachers, 21 (70 %) named buy-in, clearly first; support and training came second (9, 30 %)."},
        {"two close behind",
         {16, 8, 8, 0, 0},
         "Of 32 teachers, 16 (50 %) named buy-in; too close to call with time as well as support and training (8, "
         "25 % each)."},
        {"29 are not", {19, 10, 0, 0, 0}, "Of 29 teachers, 19 (66 %) named buy-in."},
        {"ten have a sentence", {10, 0, 0, 0, 0}, "Of 10 teachers, 10 (100 %) named buy-in."},
        {"nine have none", {9, 0, 0, 0, 0}, ""},
        /* 24 of 40: 60 %; 239 of 400: 59.75 % */
        {"60 % recognised", {24, 0, 0, 0, 16}, "Of 40 teachers, 24 (60 %) named buy-in, clearly first."},
        {"less", {239, 0, 0, 0, 161}, ""},
        {"no answers", {0, 0, 0, 0, 0}, ""},
    };
    static const size_t codes[] = {BUY_IN, TRAINING, TIME, TECHNOLOGY, VB_NO_CATEGORY};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_tally *tally = vb_tally_new(1);
        for (size_t k = 0; k < 5; k++)
            add(tally, "teacher", codes[k], cases[i].n[k]);
        fixture f;
        set_up(&f, tally, 0, 1, false);
        f.report.width = 200;
        vb_buffer out = write_report(&f.report, vb_report_text);
        char start[64];
        char line[256];
        size_t n = cases[i].n[0] + cases[i].n[1] + cases[i].n[2] + cases[i].n[3] + cases[i].n[4];
        (void)snprintf(start, sizeof start, "\nOf %zu teachers", n);
        find_line(out.ptr, start + 1, line, sizeof line);
        cr_expect_str_eq(line, cases[i].wanted, "%s: %s", cases[i].what, line);
        bool doubted = strstr(out.ptr, "Fewer than 60 %") != NULL;
        cr_expect_eq(doubted, strcmp(cases[i].what, "less") == 0, "%s", cases[i].what);
        cr_expect(!doubted || strstr(out.ptr, "#1") == NULL, "nothing is ranked");
        vb_buffer_release(&out);
        vb_figures_release(&f.figures);
        vb_tally_free(tally);
    }
}

/* One group in which nobody named anything, beside one that did. */
Test(report, sentence_of_a_silent_group)
{
    vb_tally *tally = vb_tally_new(1);
    add(tally, "teacher", TIME, 40);
    add(tally, "school-leader", VB_NO_CATEGORY, 14);
    fixture f;
    set_up(&f, tally, 0, 1, false);
    vb_buffer out = write_report(&f.report, vb_report_text);
    cr_expect_not_null(strstr(out.ptr, "\nOf 14 school leaders, none named a challenge that was recognised.\n"));
    cr_expect_not_null(strstr(out.ptr, "\nNobody's main challenge: buy-in, technology, support and training.\n"));
    vb_buffer_release(&out);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* How a label stands in a sentence: of a code, and of a group. */
Test(report, labels_in_sentences)
{
    static const struct {
        const char *code, *group, *wanted;
    } cases[] = {
        {"Buy-In", "District leaders", "Of 40 district leaders, 40 (100 %) named buy-in, clearly first."},
        {"Support and Training", "IT Staff Members",
         "Of 40 IT staff members, 40 (100 %) named support and training, clearly first."},
        {"PD and Coaching", "Early stage",
         "Of 40 answers with job_title \"Early stage\", 40 (100 %) named PD and coaching, clearly first."},
        {"A Plan B", "In process",
         "Of 40 answers with job_title \"In process\", 40 (100 %) named a plan B, clearly first."},
        {"Classes in Spanish and mathematics", "Parents of English learners",
         "Of 40 parents of English learners, 40 (100 %) named classes in Spanish and mathematics, clearly first."},
        {"iPads/Chromebooks", "K-12 Teachers",
         "Of 40 K-12 teachers, 40 (100 %) named iPads/chromebooks, clearly first."},
        {"\xC3\x9C"
         "bung",
         "\xC3\x89"
         "l\xC3\xA8ves",
         "Of 40 \xC3\x89"
         "l\xC3\xA8ves, 40 (100 %) named \xC3\x9C"
         "bung, clearly first."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_category code = {
            .path = TEXT("x"), .label = vb_str_of(cases[i].code), .parent = VB_NO_CATEGORY, .level = 1};
        vb_category group = {.path = TEXT("g"), .label = vb_str_of(cases[i].group), .parent = VB_NO_CATEGORY};
        vb_lexicon codes = {.categories = &code, .n_categories = 1};
        vb_lexicon groups = {.categories = &group, .n_categories = 1};
        vb_tally *tally = vb_tally_new(1);
        add(tally, "g", 0, 40);
        add(tally, "", 0, 1); /* so that the total's sentence is another */
        vb_figures_part part = {VB_LITERAL("job_title"), &groups, 0};
        vb_figures_breakdown by = {0, &part, 1};
        vb_figures figures;
        cr_assert(vb_figures_make(tally, &codes, &by, 1, &(vb_figures_options){.level = 1}, &figures));
        vb_report report = {.lexicon = &codes, .figures = &figures, .width = 200};
        vb_buffer out = write_report(&report, vb_report_text);
        char line[256];
        find_line(out.ptr, "Of 40", line, sizeof line);
        cr_expect_str_eq(line, cases[i].wanted, "%s", line);
        vb_buffer_release(&out);
        vb_figures_release(&figures);
        vb_tally_free(tally);
    }
}

/* ---- Markdown ---- */

/* The tests of sub-codes by R: chisq.test(correct = FALSE) of 0 of 40 against 20 of 55: 18.42; 16 against 0: 26.46; 0
 * against 12: 9.99 (p = 0.0016); of two groups the residual is the root, 4.29, 5.14, 3.16. */
Test(report, markdown)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 2, false);
    expect_report(
        &f.report, vb_report_markdown,
        "# Biggest challenge?\n"
        "\n"
        "survey.csv, column Q2, coded with challenges 1.0.0\n"
        "\n"
        "105 rows, 103 answered, 100 substantive, 85 recognised (85.0 %)\n"
        "\n"
        "Of 100 answers, 46 (46 %) named buy-in, clearly first; support and training came second (28, 28 %).\n"
        "\n"
        "Each answer counts once, for its main challenge; % of substantive answers.  \\#1 to \\#3: rank within the "
        "group; groups under 30 answers are not ranked.  Small counts are not suppressed (--min-group, "
        "--min-cell).\n"
        "\n"
        "## By job\\_title\n"
        "\n"
        "- Of 40 school leaders, 16 (40 %) named buy-in, tied with support and training.\n"
        "- Of 55 teachers, 30 (55 %) named buy-in, clearly first; support and training came second (12, 22 %).\n"
        "\n"
        "| main challenge | School leaders | Teachers | (not placed) | Total |\n"
        "| :--- | ---: | ---: | ---: | ---: |\n"
        "| Buy-In | 16 (40 %) #1 | 30 (55 %) #1 | 0 (0 %) | 46 (46 %) #1 |\n"
        "| &emsp;Resistance | 0 (0 %) | 20 (36 %) | 0 (0 %) | 20 (20 %) |\n"
        "| &emsp;Leadership | 16 (40 %) | 0 (0 %) | 0 (0 %) | 16 (16 %) |\n"
        "| Support and Training | 16 (40 %) #1 | 12 (22 %) #2 | 0 (0 %) | 28 (28 %) #2 |\n"
        "| &emsp;know-how | 0 (0 %) | 12 (22 %) | 0 (0 %) | 12 (12 %) |\n"
        "| Time | 4 (10 %) #3 | 5 (9 %) #3 | 0 (0 %) | 9 (9 %) #3 |\n"
        "| Technology | 0 (0 %) | 0 (0 %) | 2 (40 %) | 2 (2 %) |\n"
        "| no challenge recognised | 4 (10 %) | 8 (15 %) | 3 (60 %) | 15 (15 %) |\n"
        "| *substantive answers* | *40* | *55* | *5* | *100* |\n"
        "\n"
        "## For researchers\n"
        "\n"
        "- All codes by job\\_title: Fisher's exact test by 9999 random tables (an expected count is 3.8, "
        "under 5; standard error of p 0.0045), p = 0.275; Cramér's V = 0.205, corrected for bias 0.102.\n"
        "- Code by code (Holm over 3): none differs between the groups, least adjusted p = 0.165.\n"
        "- Sub-codes, exploratory (Holm over 3): resistance, χ² = 18.42, df = 1, p \\< 0.001, adjusted p \\< 0.001; "
        "leadership, χ² = 26.46, df = 1, p \\< 0.001, adjusted p \\< 0.001; know-how, χ² = 9.99, df = 1, p = 0.002, "
        "adjusted p = 0.002.\n"
        "- Stand out (adjusted standardised residuals, Holm): teachers more often resistance (z = +4.3, adjusted p "
        "\\< 0.001); school leaders more often leadership (z = +5.1, adjusted p \\< 0.001); teachers more often "
        "know-how (z = +3.2, adjusted p = 0.002).\n"
        "- Recognised by job\\_title: χ² = 0.43, df = 1, p = 0.510.\n"
        "- \\#1 against \\#2 (exact binomial test; in parentheses the difference that would have shown with 80 % "
        "power at 5 %): school leaders p = 1.000 (38.5 points); teachers p = 0.008 (32.3 points); Total p = 0.047 "
        "(23.8 points).\n"
        "- Smallest difference between the two largest groups that would have shown in buy-in with 80 % power at 5 "
        "%: "
        "27.9 percentage points.\n"
        "\n"
        "Groups that are blank are shown and not tested.  Of a table with an expected count under 5 the test is "
        "Fisher's; seed 0.  Answers of people from one school are not independent: where "
        "schools "
        "were sampled, true standard errors are larger than these tests and intervals take them to be.  CSV and JSON "
        "have every figure in full, with Wilson's 95 % intervals.\n");
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* ---- CSV ---- */

enum { MOST_CELLS = 16, MOST_LENGTH = 200 };

/* Read a record of RFC 4180 at *text; returns the number of cells. */
static size_t read_record(const char **text, char cells[MOST_CELLS][MOST_LENGTH])
{
    const char *p = *text;
    size_t n = 0;
    for (bool more = true; more; p++) {
        size_t len = 0;
        bool quoted = *p == '"';
        p += quoted;
        while (quoted ? *p != '"' || *++p == '"' : *p != ',' && *p != '\n') {
            cr_assert(*p != '\0' && len + 1 < MOST_LENGTH && n < MOST_CELLS);
            cells[n][len++] = *p++;
        }
        cells[n++][len] = '\0';
        cr_assert(*p == ',' || *p == '\n', "what follows a cell is %d", *p);
        more = *p == ',';
    }
    *text = p;
    return n;
}

Test(report, csv)
{
    static const char *const wanted[][14] = {
        {"by", "group", "level", "code", "n", "base", "percent", "low", "high", "residual", "p_adjusted", "rank",
         "suppressed", "label"},
        {"job_title", "school-leader", "1", "training", "16", "40", "40", NULL, NULL, "", "", "1", "0",
         "Support and Training"},
        {"job_title", "school-leader", "1", "buy-in", "16", "40", "40", NULL, NULL, "", "", "1", "0", "Buy-In"},
        {"job_title", "school-leader", "1", "(other)", "4", "40", "10", NULL, NULL, "", "", "", "0",
         "other challenges"},
        {"job_title", "school-leader", "1", "(uncoded)", "4", "40", "10", NULL, NULL, "", "", "", "0",
         "no challenge recognised"},
        {"job_title", "teacher", "1", "training", "12", "55", NULL, NULL, NULL, "", "", "2", "0",
         "Support and Training"},
        {"job_title", "teacher", "1", "buy-in", "30", "55", NULL, NULL, NULL, "", "", "1", "0", "Buy-In"},
        {"job_title", "teacher", "1", "(other)", "5", "55", NULL, NULL, NULL, "", "", "", "0", "other challenges"},
        {"job_title", "teacher", "1", "(uncoded)", "8", "55", NULL, NULL, NULL, "", "", "", "0",
         "no challenge recognised"},
        {"job_title", "(blank)", "1", "training", "0", "5", "0", NULL, NULL, "", "", "", "0", "Support and Training"},
        {"job_title", "(blank)", "1", "buy-in", "0", "5", "0", NULL, NULL, "", "", "", "0", "Buy-In"},
        {"job_title", "(blank)", "1", "(other)", "2", "5", "40", NULL, NULL, "", "", "", "0", "other challenges"},
        {"job_title", "(blank)", "1", "(uncoded)", "3", "5", "60", NULL, NULL, "", "", "", "0",
         "no challenge recognised"},
        {"job_title", "(total)", "1", "training", "28", "100", "28", NULL, NULL, "", "", "2", "0",
         "Support and Training"},
        {"job_title", "(total)", "1", "buy-in", "46", "100", "46", NULL, NULL, "", "", "1", "0", "Buy-In"},
        {"job_title", "(total)", "1", "(other)", "11", "100", "11", NULL, NULL, "", "", "", "0", "other challenges"},
        {"job_title", "(total)", "1", "(uncoded)", "15", "100", "15", NULL, NULL, "", "", "", "0",
         "no challenge recognised"},
    };
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 1, true);
    vb_buffer out = write_report(&f.report, vb_report_csv);
    const char *rest = out.ptr;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        static char cells[MOST_CELLS][MOST_LENGTH];
        cr_assert_eq(read_record(&rest, cells), 14, "record %zu", i);
        for (size_t k = 0; k < 14; k++)
            if (wanted[i][k] != NULL)
                cr_expect_str_eq(cells[k], wanted[i][k], "record %zu, cell %zu: %s", i, k, cells[k]);
            else if (k == 6)
                cr_expect_eq(strtod(cells[k], NULL), 100 * strtod(cells[4], NULL) / strtod(cells[5], NULL),
                             "in full precision: %s", cells[k]);
    }
    cr_expect_str_eq(rest, "");
    vb_buffer_release(&out);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* ---- JSON ---- */

static json_t *read_json(const vb_report *report)
{
    vb_buffer out = {0};
    vb_report_json(report, &out);
    cr_assert_not(out.failed);
    json_error_t error;
    json_t *root = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(root, "%d: %s", error.line, error.text);
    vb_buffer_release(&out);
    return root;
}

static const char *text_at(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    cr_assert(json_is_string(value), "%s", key);
    return json_string_value(value);
}

static json_int_t number_at(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    cr_assert(json_is_integer(value), "%s", key);
    return json_integer_value(value);
}

Test(report, json)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 2, false);
    json_t *root = read_json(&f.report);
    cr_expect_str_eq(text_at(root, "tool"), "verbatim");
    cr_expect_str_eq(text_at(root, "version"), VB_VERSION);
    cr_expect_str_eq(text_at(json_object_get(root, "lexicon"), "name"), "challenges");
    cr_expect_str_eq(text_at(json_object_get(root, "lexicon"), "version"), "1.0.0");
    cr_expect_str_eq(text_at(root, "source"), "survey.csv");
    cr_expect_str_eq(text_at(root, "question"), "Biggest challenge?");
    cr_expect_eq(number_at(root, "level"), 2);
    cr_expect(json_is_false(json_object_get(root, "headline")));
    cr_assert_eq(json_array_size(json_object_get(root, "breakdowns")), 1);
    json_t *breakdown = json_array_get(json_object_get(root, "breakdowns"), 0);
    cr_expect_str_eq(text_at(breakdown, "by"), "job_title");

    json_t *groups = json_object_get(breakdown, "groups");
    static const char *const labels[] = {"School leaders", "Teachers", "(not placed)", "Total"};
    static const char *const kinds[] = {"group", "group", "blank", "total"};
    cr_assert_eq(json_array_size(groups), 4);
    for (size_t i = 0; i < 4; i++) {
        json_t *group = json_array_get(groups, i);
        cr_expect_str_eq(text_at(group, "label"), labels[i]);
        cr_expect_str_eq(text_at(group, "kind"), kinds[i]);
        cr_expect_eq(number_at(group, "rows"), (json_int_t)f.figures.sections[0].columns[i].base.rows);
        cr_expect_eq(number_at(group, "recognised"), (json_int_t)f.figures.sections[0].columns[i].base.recognised);
    }
    json_t *teachers = json_array_get(groups, 1);
    cr_expect_str_eq(text_at(teachers, "name"), "teacher");
    cr_expect_eq(number_at(teachers, "rows"), 60);
    cr_expect_eq(number_at(teachers, "answered"), 58);
    cr_expect_eq(number_at(teachers, "substantive"), 55);
    cr_expect_eq(number_at(teachers, "recognised"), 47);
    cr_expect(json_is_null(json_object_get(json_array_get(groups, 3), "name")));

    json_t *codes = json_object_get(breakdown, "codes");
    cr_assert_eq(json_array_size(codes), 8);
    json_t *resistance = json_array_get(codes, 1);
    cr_expect_str_eq(text_at(resistance, "code"), "buy-in/resistance");
    cr_expect_str_eq(text_at(resistance, "label"), "Resistance");
    cr_expect_str_eq(text_at(resistance, "kind"), "code");
    cr_expect_eq(number_at(resistance, "level"), 2);
    json_t *cell = json_array_get(json_object_get(resistance, "cells"), 1);
    cr_expect_str_eq(text_at(cell, "group"), "teacher");
    cr_expect_eq(number_at(cell, "n"), 20);
    cr_expect_eq(json_number_value(json_object_get(cell, "percent")), 100.0 * 20 / 55, "in full precision");
    cr_expect(json_is_null(json_object_get(cell, "rank")), "children are not ranked");
    cell = json_array_get(json_object_get(json_array_get(codes, 0), "cells"), 1);
    cr_expect_eq(number_at(cell, "rank"), 1);
    json_t *uncoded = json_array_get(codes, 7);
    cr_expect_str_eq(text_at(uncoded, "kind"), "uncoded");
    cr_expect(json_is_null(json_object_get(uncoded, "code")));
    cell = json_array_get(json_object_get(uncoded, "cells"), 3);
    cr_expect(json_is_null(json_object_get(cell, "group")), "the total has no name");
    cr_expect_eq(number_at(cell, "n"), 15);
    json_decref(root);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* A share of no answers does not exist. */
Test(report, json_of_nothing)
{
    vb_tally *tally = vb_tally_new(0);
    fixture f;
    set_up(&f, tally, NO_BREAKDOWN, 1, true);
    json_t *root = read_json(&f.report);
    cr_expect(json_is_true(json_object_get(root, "headline")));
    json_t *breakdown = json_array_get(json_object_get(root, "breakdowns"), 0);
    cr_expect(json_is_null(json_object_get(breakdown, "by")));
    json_t *row = json_array_get(json_object_get(breakdown, "codes"), 2);
    cr_expect_str_eq(text_at(row, "kind"), "other");
    json_t *cell = json_array_get(json_object_get(row, "cells"), 0);
    cr_expect(json_is_null(json_object_get(cell, "percent")));
    cr_expect_eq(number_at(cell, "n"), 0);
    json_decref(root);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* ---- All formats ---- */

static format *const formats[] = {vb_report_text, vb_report_markdown, vb_report_csv, vb_report_json};

enum { FORMATS = sizeof formats / sizeof formats[0] };

/* The survey cut into three parts, merged in every order: the same bytes. */
Test(report, merged_in_any_order)
{
    static const size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    vb_tally *whole = survey_tally();
    for (size_t o = 0; o < 6; o++) {
        vb_tally *parts[3];
        for (size_t i = 0; i < 3; i++)
            parts[i] = vb_tally_new(1);
        for (size_t i = 0; i < SURVEY_ANSWERS; i++)
            for (size_t k = 0; k < survey_answers[i].times; k++)
                cr_assert(survey_add(parts[(i + k) % 3], &survey_answers[i], 1));
        for (size_t i = 1; i < 3; i++)
            cr_assert(vb_tally_merge(parts[orders[o][0]], parts[orders[o][i]]));
        for (size_t level = 1; level <= 2; level++) {
            fixture a, b;
            set_up(&a, whole, 0, level, false);
            set_up(&b, parts[orders[o][0]], 0, level, false);
            for (size_t i = 0; i < FORMATS; i++) {
                vb_buffer first = write_report(&a.report, formats[i]);
                vb_buffer second = write_report(&b.report, formats[i]);
                cr_expect_str_eq(first.ptr, second.ptr, "order %zu, format %zu", o, i);
                vb_buffer_release(&first);
                vb_buffer_release(&second);
            }
            vb_figures_release(&a.figures);
            vb_figures_release(&b.figures);
        }
        for (size_t i = 0; i < 3; i++)
            vb_tally_free(parts[i]);
    }
    vb_tally_free(whole);
}

/* Names of strangers: no control character comes through, no cell or table breaks. */
Test(report, hostile_names)
{
    static const char name[] = "\x1B]0;own\a | <b>*x*</b>, \"y\"\n`z`\xFF";
    vb_tally *tally = vb_tally_new(1);
    add(tally, name, TIME, 40);
    fixture f;
    set_up_by(&f, tally, 0, &(vb_figures_options){.level = 1}, name, false);
    f.report.column = f.report.question = f.report.source = vb_str_of(name);
    for (size_t i = 0; i < FORMATS; i++) {
        vb_buffer out = write_report(&f.report, formats[i]);
        for (size_t k = 0; formats[i] != vb_report_csv && k + 1 < out.len; k++)
            cr_assert((unsigned char)out.ptr[k] >= ' ' || out.ptr[k] == '\n', "format %zu: byte %d", i, out.ptr[k]);
        vb_buffer_release(&out);
    }

    vb_buffer out = write_report(&f.report, vb_report_markdown);
    const char *head = strstr(out.ptr, "| main challenge");
    cr_assert_not_null(head);
    cr_expect_not_null(strstr(head, "\\\\x1b\\]0;own\\\\x07 \\| \\<b\\>\\*x\\*\\</b\\>, \"y\" \\`z\\`\\\\xff |"),
                       "%s", head);
    vb_buffer_release(&out);

    out = write_report(&f.report, vb_report_csv);
    const char *rest = strchr(out.ptr, '\n') + 1;
    static char cells[MOST_CELLS][MOST_LENGTH];
    cr_assert_eq(read_record(&rest, cells), 14);
    cr_expect_str_eq(cells[0], name, "an analyst's table holds what was written");
    cr_expect_str_eq(cells[1], name);
    vb_buffer_release(&out);

    json_t *root = read_json(&f.report);
    cr_expect_str_eq(text_at(root, "source"), "\x1B]0;own\a | <b>*x*</b>, \"y\"\n`z`\xEF\xBF\xBD");
    json_decref(root);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}
