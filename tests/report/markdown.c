/* Reports in Markdown. */
#include "report/reports.h"

/* The tests of sub-codes by R: chisq.test(correct = FALSE) of 0 of 40 against 20 of 55: 18.42; 16 against 0: 26.46; 0
 * against 12: 9.99 (p = 0.0016); of two groups the residual is the root, 4.29, 5.14, 3.16. */
Test(report_markdown, markdown)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 2, false);
    expect_report(
        &f.report, vb_report_markdown,
        "# Biggest challenge?\n"
        "\n"
        "survey.csv, column “Q2”; word list challenges 1.0.0\n"
        "\n"
        "105 rows, 103 with an answer, 100 with more than “none” or “n/a”, 85 recognised (85.0 %)\n"
        "\n"
        "Of 100 answers, 46 (46 %) named buy-in as the main challenge, clearly first; second came support and "
        "training (28, 28 %).\n"
        "\n"
        "Each answer counts once, for its main challenge; shares are of the group's answers.  \\#1 to \\#3: rank "
        "within the "
        "group; groups under 30 answers are not ranked.  Small counts are shown as they are: leave them out "
        "of what you publish (--min-group, --min-cell).\n"
        "\n"
        "## By job title\n"
        "\n"
        "- Of 40 school leaders, 16 (40 %) named buy-in as the main challenge, tied with support and training.\n"
        "- Of 55 teachers, 30 (55 %) named buy-in as the main challenge, clearly first; second came support and "
        "training (12, 22 %).\n"
        "\n"
        "| main challenge | School leaders | Teachers | (none or unknown) | Total |\n"
        "| :--- | ---: | ---: | ---: | ---: |\n"
        "| Buy-In | 16 (40 %) #1 | 30 (55 %) #1 | 0 (0 %) | 46 (46 %) #1 |\n"
        "| &emsp;Resistance | 0 (0 %) | 20 (36 %) | 0 (0 %) | 20 (20 %) |\n"
        "| &emsp;Leadership | 16 (40 %) | 0 (0 %) | 0 (0 %) | 16 (16 %) |\n"
        "| Support and Training | 16 (40 %) #1 | 12 (22 %) #2 | 0 (0 %) | 28 (28 %) #2 |\n"
        "| &emsp;know-how | 0 (0 %) | 12 (22 %) | 0 (0 %) | 12 (12 %) |\n"
        "| Time | 4 (10 %) #3 | 5 (9 %) #3 | 0 (0 %) | 9 (9 %) #3 |\n"
        "| Technology | 0 (0 %) | 0 (0 %) | 2 (40 %) | 2 (2 %) |\n"
        "| no challenge recognised | 4 (10 %) | 8 (15 %) | 3 (60 %) | 15 (15 %) |\n"
        "| *answers* | *40* | *55* | *5* | *100* |\n"
        "\n"
        "## For researchers\n"
        "\n"
        "- All codes by job title: Fisher's exact test by 9999 random tables (an expected count is 3.8, "
        "under 5; standard error of p 0.0045), p = 0.275; Cramér's V = 0.205, corrected for bias 0.102.\n"
        "- Code by code (Holm over 3): none differs between the groups, least adjusted p = 0.165.\n"
        "- Sub-codes, exploratory (Holm over 3): resistance, χ² = 18.42, df = 1, p \\< 0.001, adjusted p \\< 0.001; "
        "leadership, χ² = 26.46, df = 1, p \\< 0.001, adjusted p \\< 0.001; know-how, χ² = 9.99, df = 1, p = 0.002, "
        "adjusted p = 0.002.\n"
        "- Stand out (adjusted standardised residuals, Holm): teachers more often resistance (z = +4.3, adjusted p "
        "\\< 0.001); school leaders more often leadership (z = +5.1, adjusted p \\< 0.001); teachers more often "
        "know-how (z = +3.2, adjusted p = 0.002).\n"
        "- Recognised by job title: χ² = 0.43, df = 1, p = 0.510.\n"
        "- \\#1 against \\#2 (exact binomial test; in parentheses the difference that would have shown with 80 % "
        "power at 5 %): school leaders p = 1.000 (38.5 points); teachers p = 0.008 (32.3 points); Total p = 0.047 "
        "(23.8 points).\n"
        "- Smallest difference between the two largest groups that would have shown in buy-in with 80 % power at 5 "
        "%: "
        "27.9 percentage points.\n"
        "\n"
        "Answers without a group are shown and not tested.  Of a table with an expected count under 5 the test is "
        "Fisher's; seed 0.  Answers of people from one school are not independent: where "
        "schools "
        "were sampled, true standard errors are larger than these tests and intervals take them to be.  CSV and JSON "
        "have every figure in full, with Wilson's 95 % intervals.\n");
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}
