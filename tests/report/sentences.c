/* The sentence for each group. */
#include "report/reports.h"

/* The line of a text report that begins with `start`, or "". */
static void find_line(const char *text, const char *start, char *line, size_t size)
{
    const char *beg = strstr(text, start);
    size_t len = beg == NULL ? 0 : strcspn(beg, "\n");
    (void)snprintf(line, size, "%.*s", (int)len, beg == NULL ? "" : beg);
}

Test(sentences, sentences)
{
    static const struct {
        const char *what;
        size_t n[5]; /* buy-in, training, time, technology, uncoded */
        const char *wanted;
    } cases[] = {
        /* 30 of 55: 54.5 %, 12 of 55: 21.8 %.  R: binom.test(30, 42) p = 0.0079, (20, 28) 0.0357, (20, 30) 0.0987. */
        {"first and second",
         {30, 12, 5, 0, 8},
         "Of 55 teachers, 30 (55 %) named buy-in as the main challenge, clearly first; second came support and "
         "training (12, 22 %)."},
        {"only one named",
         {40, 0, 0, 0, 0},
         "Of 40 teachers, 40 (100 %) named buy-in as the main challenge, clearly first."},
        {"two first: nobody is second",
         {16, 16, 4, 0, 4},
         "Of 40 teachers, 16 (40 %) named buy-in as the main challenge, tied with support and training."},
        {"two second",
         {20, 8, 8, 0, 4},
         "Of 40 teachers, 20 (50 %) named buy-in as the main challenge, clearly first; second came time, tied with "
         "support and training (8, 20 % each)."},
        {"three first, one of them with an and",
         {10, 10, 10, 0, 10},
         "Of 40 teachers, 10 (25 %) named buy-in as the main challenge, tied with time as well as support and "
         "training."},
        {"three first",
         {10, 0, 10, 10, 10},
         "Of 40 teachers, 10 (25 %) named buy-in as the main challenge, tied with technology and time."},
        {"four first",
         {10, 10, 10, 10, 0},
         "Of 40 teachers, 10 (25 %) named buy-in as the main challenge, tied with technology, time as well as "
         "support and training."},
        /* 25 of 40: 62.5 % */
        {"halves go up",
         {25, 0, 0, 0, 15},
         "Of 40 teachers, 25 (63 %) named buy-in as the main challenge, clearly first."},
        {"less than half a percent is not none",
         {299, 1, 0, 0, 0},
         "Of 300 teachers, 299 (100 %) named buy-in as the main challenge, clearly first; second came support and "
         "training (1, <1 %)."},
        {"30 answers are ranked",
         {20, 10, 0, 0, 0},
         "Of 30 teachers, 20 (67 %) named buy-in as the main challenge; second came support and training (10, 33 %), "
         "too close to call."},
        {"one more is clear",
         {21, 9, 0, 0, 0},
         "Of 30 teachers, 21 (70 %) named buy-in as the main challenge, clearly first; second came support and "
         "training (9, 30 %)."},
        {"two close behind",
         {16, 8, 8, 0, 0},
         "Of 32 teachers, 16 (50 %) named buy-in as the main challenge; second came time, tied with support and "
         "training "
         "(8, 25 % each), too close to call."},
        {"29 are not", {19, 10, 0, 0, 0}, "Of 29 teachers, 19 (66 %) named buy-in as the main challenge."},
        {"ten have a sentence", {10, 0, 0, 0, 0}, "Of 10 teachers, 10 (100 %) named buy-in as the main challenge."},
        {"nine have none", {9, 0, 0, 0, 0}, ""},
        /* 24 of 40: 60 %; 239 of 400: 59.75 % */
        {"60 % recognised",
         {24, 0, 0, 0, 16},
         "Of 40 teachers, 24 (60 %) named buy-in as the main challenge, clearly first."},
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
        bool doubted = strstr(out.ptr, "fewer than 60 %") != NULL;
        cr_expect_eq(doubted, strcmp(cases[i].what, "less") == 0, "%s", cases[i].what);
        cr_expect(!doubted || strstr(out.ptr, "#1") == NULL, "nothing is ranked");
        vb_buffer_release(&out);
        vb_figures_release(&f.figures);
        vb_tally_free(tally);
    }
}

/* Counts under 5 are not shown: those of time, technology and without a code.  Together they are what the others
 * leave of the base, which one of them may have.  SciPy: binomtest(15, 23) p = 0.21, (30, 39) 0.0011, (20, 25)
 * 0.0041, (20, 32) 0.22. */
Test(sentences, leads_beside_hidden_counts)
{
    static const struct {
        size_t n[5]; /* buy-in, training, time, technology, uncoded */
        vb_lead_kind kind;
        bool ranked;
        const char *wanted;
    } cases[] = {
        /* up to 9 are hidden: one may be between 15 and 8, then it is closer still */
        {{15, 8, 3, 3, 3},
         VB_LEAD_CLOSE,
         true,
         "Of 32 answers, 15 (47 %) named buy-in as the main challenge, more than any other, but too close to call: "
         "8 "
         "(25 %) named support and training."},
        {{30, 8, 3, 3, 3},
         VB_LEAD_CLEAR,
         true,
         "Of 47 answers, 30 (64 %) named buy-in as the main challenge, clearly first."},
        /* against 5 it is clear, against 12 not */
        {{20, 5, 4, 4, 4},
         VB_LEAD_NONE,
         true,
         "Of 37 answers, 20 (54 %) named buy-in as the main challenge, more than any other (which came next is "
         "withheld)."},
        {{10, 8, 4, 4, 4},
         VB_LEAD_NONE,
         false,
         "Of 30 answers, 10 (33 %) named buy-in as the main challenge, 8 (27 %) support and training; the other "
         "numbers are withheld."},
    };
    static const size_t codes[] = {BUY_IN, TRAINING, TIME, TECHNOLOGY, VB_NO_CATEGORY};
    static const vb_figures_options options = {.level = 1, .min_group = 10, .min_cell = 5};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_tally *tally = vb_tally_new(1);
        for (size_t k = 0; k < 5; k++)
            add(tally, "teacher", codes[k], cases[i].n[k]);
        fixture f;
        set_up_by(&f, tally, 0, &options, "job_title", true);
        f.report.width = 200;
        vb_buffer out = write_report(&f.report, vb_report_text);
        char line[256];
        find_line(out.ptr, "Of ", line, sizeof line);
        cr_expect_str_eq(line, cases[i].wanted, "%s", line);
        const vb_lead *lead = &f.figures.sections[0].columns[0].lead;
        cr_expect_eq(lead->kind, cases[i].kind, "%s", line);
        cr_expect_eq(lead->second, SIZE_MAX, "%s", line);
        cr_expect_eq(lead->test.why, VB_UNTESTED_SUPPRESSED, "%s", line);
        bool told = strstr(out.ptr, "no rank, and no advice from it, where a number") != NULL;
        cr_expect_eq(told, !cases[i].ranked, "%s", line);
        vb_buffer_release(&out);
        vb_figures_release(&f.figures);
        vb_tally_free(tally);
    }
}

/* One group in which nobody named anything, beside one that did. */
Test(sentences, sentence_of_a_silent_group)
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
Test(sentences, labels_in_sentences)
{
    static const struct {
        const char *code, *group, *wanted;
    } cases[] = {
        {"Buy-In", "District leaders",
         "Of 40 district leaders, 40 (100 %) named buy-in as the main challenge, clearly first."},
        {"Support and Training", "IT Staff Members",
         "Of 40 IT staff members, 40 (100 %) named support and training as the main challenge, clearly first."},
        {"PD and Coaching", "Early stage",
         "Of 40 answers from “Early stage”, 40 (100 %) named PD and coaching as the main challenge, clearly first."},
        {"A Plan B", "In process",
         "Of 40 answers from “In process”, 40 (100 %) named a plan B as the main challenge, clearly first."},
        {"Classes in Spanish and mathematics", "Parents of English learners",
         "Of 40 parents of English learners, 40 (100 %) named classes in Spanish and mathematics as the main "
         "challenge, clearly first."},
        {"iPads/Chromebooks", "K-12 Teachers",
         "Of 40 K-12 teachers, 40 (100 %) named iPads/chromebooks as the main challenge, clearly first."},
        {"\xC3\x9C"
         "bung",
         "\xC3\x89"
         "l\xC3\xA8ves",
         "Of 40 \xC3\x89"
         "l\xC3\xA8ves, 40 (100 %) named \xC3\x9C"
         "bung as the main challenge, clearly first."},
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
        cr_assert(vb_figures_make(tally, &codes, &by, 1, NULL, &(vb_figures_options){.level = 1}, &figures));
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
