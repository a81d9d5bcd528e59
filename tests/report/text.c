/* Reports for a terminal. */
#include "report/reports.h"

#include "text/width.h"

/* Teachers: 30 of 55 is 54.5, 12 is 21.8, 5 is 9.1, 8 is 14.5 %.  Leaders: 16 of 40 is 40 %, twice.  Of the 5 that
 * are not placed, 2 are 40 %; they are too few to be ranked.
 * By R 4.2.2: binom.test(30, 42), (46, 74), (16, 32) p = 0.0079, 0.0474, 1; of the table without the blank column and
 * technology fisher.test() p = 0.26998, chisq.test() 4.0083, so V = sqrt(4.0083 / 95) = 0.2054; recognised
 * chisq.test(correct = FALSE) 0.43355, p = 0.5103; the codes' p 0.1613, 0.0550, 1 (Fisher), by p.adjust() 0.3226,
 * 0.1649, 1. */
Test(report_text, text)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 1, false);
    expect_report(&f.report, vb_report_text,
                  "Biggest challenge?\n"
                  "==================\n"
                  "survey.csv, column “Q2”; word list challenges 1.0.0\n"
                  "105 rows, 103 with an answer, 100 with more than “none” or “n/a”, 85 recognised\n"
                  "(85.0 %)\n"
                  "\n"
                  "Of 100 answers, 46 (46 %) named buy-in as the main challenge, clearly first;\n"
                  "second came support and training (28, 28 %).\n"
                  "\n"
                  "Each answer counts once, for its main challenge; shares are of the group's\n"
                  "answers.  #1 to #3: rank within the group; groups under 30 answers are not\n"
                  "ranked.  Small counts are shown as they are: leave them out of what you publish\n"
                  "(--min-group, --min-cell).\n"
                  "\n"
                  "By job title\n"
                  "------------\n"
                  "Of 40 school leaders, 16 (40 %) named buy-in as the main challenge, tied with\n"
                  "  support and training.\n"
                  "Of 55 teachers, 30 (55 %) named buy-in as the main challenge, clearly first;\n"
                  "  second came support and training (12, 22 %).\n"
                  "\n"
                  "                           School                  (none or\n"
                  "main challenge            leaders     Teachers     unknown)      Total\n"
                  "Buy-In                   16  40 % #1  30  55 % #1   0         46  46 % #1\n"
                  "Support and Training     16  40 % #1  12  22 % #2   0         28  28 % #2\n"
                  "Time                      4  10 % #3   5   9 % #3   0          9   9 % #3\n"
                  "Technology                0            0            2  40 %    2   2 %\n"
                  "no challenge recognised   4  10 %      8  15 %      3  60 %   15  15 %\n"
                  "answers                  40           55            5        100\n"
                  "\n"
                  "For researchers\n"
                  "---------------\n"
                  "All codes by job title: Fisher's exact test by 9999 random tables (an expected\n"
                  "  count is 3.8, under 5; standard error of p 0.0045), p = 0.275; Cramér's V =\n"
                  "  0.205, corrected for bias 0.102.\n"
                  "Code by code (Holm over 3): none differs between the groups, least adjusted p =\n"
                  "  0.165.\n"
                  "Recognised by job title: χ² = 0.43, df = 1, p = 0.510.\n"
                  "#1 against #2 (exact binomial test; in parentheses the difference that would\n"
                  "  have shown with 80 % power at 5 %): school leaders p = 1.000 (38.5 points);\n"
                  "  teachers p = 0.008 (32.3 points); Total p = 0.047 (23.8 points).\n"
                  "Smallest difference between the two largest groups that would have shown in\n"
                  "  buy-in with 80 % power at 5 %: 27.9 percentage points.\n"
                  "Answers without a group are shown and not tested.  Of a table with an expected\n"
                  "  count under 5 the test is Fisher's; seed 0.  Answers of people from one school\n"
                  "  are not independent: where schools were sampled, true standard errors are\n"
                  "  larger than these tests and intervals take them to be.  CSV and JSON have\n"
                  "  every figure in full, with Wilson's 95 % intervals.\n");
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* Bars are in eighths of a column, the longest 24 columns: 28 of 46 is 14.6, 15 of 46 is 7.8. */
Test(report_text, text_of_all_answers)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, NO_BREAKDOWN, 2, true);
    expect_report(&f.report, vb_report_text,
                  "Biggest challenge?\n"
                  "==================\n"
                  "survey.csv, column “Q2”; word list challenges 1.0.0\n"
                  "105 rows, 103 with an answer, 100 with more than “none” or “n/a”, 85 recognised\n"
                  "(85.0 %)\n"
                  "\n"
                  "Of 100 answers, 46 (46 %) named buy-in as the main challenge, 28 (28 %) support\n"
                  "and training; 11 (11 %) named other challenges.\n"
                  "\n"
                  "Each answer counts once, for its main challenge; shares are of the group's\n"
                  "answers.  #1 to #3: rank among the challenges shown.  Small counts are shown as\n"
                  "they are: leave them out of what you publish (--min-group, --min-cell).\n"
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
                  "answers                  100\n");
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* No line of a report is wider than the terminal, whatever the groups are called, as long as one group fits; and no
 * number is lost. */
Test(report_text, text_fits_its_width)
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
Test(report_text, long_headings)
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
    cr_expect_not_null(strstr(out.ptr, "\nBy “Which of these comes closest to your job titl…\n"
                                       "--------------------------------------------------\n"),
                       "%s", out.ptr);
    vb_buffer_release(&out);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}
