/* The figures of a report, against those of R 4.2.2 (the commands stand beside them; options(digits = 17)). */
#include "figures/tables.h"

#include <criterion/criterion.h>
#include <math.h>

static void expect_near(double found, double wanted, const char *what)
{
    cr_expect(fabs(found - wanted) <= 1e-9 * fabs(wanted) + 1e-15, "%s: %.17g, not %.17g", what, found, wanted);
}

static const vb_figures_options primary = {.level = 1}, mentions = {.level = 1, .count = VB_COUNT_MENTIONS};

/* ---- Three tables ---- */

/* t <- cbind(c(762, 327, 468), c(484, 239, 477)); nobody is uncoded.
 * chisq.test(t); per code p <- chisq.test(rbind(t[i,], colSums(t) - t[i,]), correct = FALSE)$p.value, p.adjust(p,
 * "holm"); residuals chisq.test(t)$stdres, published as 4.50205, 0.69945, -5.31595.  Two groups: each pair of
 * residuals is one comparison, so Holm's family is the two codes that are significant. */
Test(figures, two_groups)
{
    static const uint64_t counts[] = {762, 484, 327, 239, 468, 477, 0, 0};
    vb_lexicon lexicon = table_lexicon();
    vb_tally *tally = table_tally(counts, 4, 2);
    vb_figures figures = table_figures(tally, &lexicon, &primary);
    const vb_figures_section *s = &figures.sections[0];
    cr_assert_eq(s->n_columns, 3);
    cr_expect_eq(s->test.kind, VB_TEST_CHI_SQUARE);
    expect_near(s->test.statistic, 30.070149095754672, "statistic");
    expect_near(s->test.df, 2, "df");
    expect_near(s->test.p, 2.9535891832117569e-07, "p");
    static const double p[] = {6.7300027761171623e-06, 0.48426976720544268, 1.0610488189573540e-07};
    static const double adjusted[] = {1.3460005552234325e-05, 0.48426976720544268, 3.1831464568720621e-07};
    static const double z[] = {4.5020535210866957, NAN, -5.3159455427049371};
    static const double z_adjusted[] = {6.7300027761174511e-06, NAN, 2 * 1.0610488189573034e-07};
    for (size_t c = 0; c < 3; c++) {
        const vb_figures_row *row = table_row(s, c);
        expect_near(row->test.p, p[c], "a code's p");
        expect_near(row->test.p_adjusted, adjusted[c], "adjusted");
        const vb_figure *one = &row->figures[table_column(s, "1")], *two = &row->figures[table_column(s, "2")];
        cr_expect_eq(isnan(one->residual), isnan(z[c]), "residuals of significant codes only");
        if (isnan(z[c]))
            continue;
        expect_near(one->residual, z[c], "residual");
        expect_near(two->residual, -z[c], "residual of the other");
        expect_near(one->p_adjusted, z_adjusted[c], "adjusted residual");
        expect_near(two->p_adjusted, z_adjusted[c], "the same comparison");
        cr_expect(isnan(row->figures[2].residual), "the total has none");
    }
    cr_expect_eq(s->recognition.why, VB_UNTESTED_CONSTANT, "everybody is recognised");
    cr_expect_not(s->recognition_differs);
    vb_figures_release(&figures);
    vb_tally_free(tally);
}

/* t <- cbind(c(12, 307), c(8, 246), c(31, 439), c(41, 245)), the second row uncoded; residuals published as -2.55113,
 * -2.63388, -0.34712, 5.57511. p.adjust(2 * pnorm(-abs(z)), "holm"). */
Test(figures, four_groups)
{
    static const uint64_t counts[] = {12, 8, 31, 41, 307, 246, 439, 245};
    static const double z[] = {-2.55112945404769231, -2.63387819508995458, -0.34712126580786573, 5.57510829923871931};
    vb_lexicon lexicon = table_lexicon();
    vb_tally *tally = table_tally(counts, 2, 4);
    vb_figures figures = table_figures(tally, &lexicon, &primary);
    const vb_figures_section *s = &figures.sections[0];
    expect_near(s->test.statistic, 35.028451476568016, "statistic");
    expect_near(s->test.df, 3, "df");
    expect_near(s->test.p, 1.2015041992784557e-07, "p");
    expect_near(s->recognition.p, 1.2015041992784557e-07, "with one code recognition is the same table");
    cr_expect(s->recognition_differs);
    static const double adjusted[] = {0.025324729557978327, 0.025324729557978327, 0.72850021784243646,
                                      9.8950368764242459e-08};
    for (size_t k = 0; k < 4; k++) {
        char group[2] = {(char)('1' + k), '\0'};
        const vb_figure *figure = &table_row(s, 0)->figures[table_column(s, group)];
        expect_near(figure->residual, z[k], group);
        expect_near(figure->p_adjusted, adjusted[k], group);
    }
    vb_figures_release(&figures);
    vb_tally_free(tally);
}

/* Nine codes by three job titles, the shape of the published study; no code is significant, so there are no
 * residuals. chisq.test(t); V <- sqrt(X2 / n / 2); Bergsma's by his formula; binom.test(sort(t[1:9, j], TRUE)[1:2]);
 * prop.test(34, 181, correct = FALSE)$conf.int is Wilson's. */
Test(figures, nine_codes)
{
    static const uint64_t counts[] = {34, 24, 27, 22, 13, 17, 17, 9, 13, 20, 10, 10, 9,  14, 12,
                                      14, 12, 12, 17, 7,  11, 17, 6, 5,  14, 5,  7,  17, 5,  9};
    static const double p[] = {0.66516763441033777, 0.90602648742498326,  0.87381599849147074,
                               0.69837106154370054, 0.043732502449034198, 0.57093726156205016,
                               0.71738407145558036, 0.17010923207198375,  0.57188879844845075};
    static const double leads[] = {0.1408954235984812, 0.14330665429588452, 0.17417114727072677,
                                   0.0060525394245593807};
    vb_lexicon lexicon = table_lexicon();
    vb_tally *tally = table_tally(counts, 10, 3);
    vb_figures figures = table_figures(tally, &lexicon, &primary);
    const vb_figures_section *s = &figures.sections[0];
    expect_near(s->test.statistic, 15.300389277026097, "statistic");
    expect_near(s->test.df, 18, "df");
    expect_near(s->test.p, 0.64124848840686011, "p");
    expect_near(s->test.least_expected, 6.6748166259168702, "least expected");
    expect_near(s->cramer_v, 0.13676487987784935, "V");
    expect_near(s->cramer_v_corrected, 0, "corrected V");
    for (size_t c = 0; c < 9; c++) {
        const vb_figures_row *row = table_row(s, c);
        expect_near(row->test.p, p[c], "a code's p");
        expect_near(row->test.p_adjusted, c == 4 ? 0.39359252204130779 : 1, "adjusted");
        for (size_t k = 0; k < 4; k++)
            cr_expect(isnan(row->figures[k].residual));
    }
    for (size_t k = 0; k < 4; k++) {
        char group[2] = {(char)('1' + k), '\0'};
        const vb_lead *lead = &s->columns[table_column(s, k == 3 ? "Total" : group)].lead;
        expect_near(lead->test.p, leads[k], "#1 against #2");
        cr_expect_eq(lead->kind, k == 3 ? VB_LEAD_CLEAR : VB_LEAD_CLOSE);
    }
    const vb_figure *figure = &table_row(s, 0)->figures[table_column(s, "1")];
    expect_near(figure->percent, 100.0 * 34 / 181, "percent");
    expect_near(figure->low, 13.765244461135015, "low");
    expect_near(figure->high, 25.101284335515578, "high");
    vb_figures_release(&figures);
    vb_tally_free(tally);
}

/* ---- Which test ---- */

/* fisher.test(rbind(c(3, 1), c(1, 3))) is 34/70 (Fisher's tea); of more columns 9,999 random tables come near
 * fisher.test(rbind(c(4, 1, 0), c(1, 3, 4)))$p.value = 0.04584. */
Test(figures, small_tables_take_fishers_test)
{
    static const uint64_t two[] = {3, 1, 1, 3}, three[] = {4, 1, 0, 1, 3, 4};
    vb_lexicon lexicon = table_lexicon();
    vb_tally *tally = table_tally(two, 2, 2);
    vb_figures figures = table_figures(tally, &lexicon, &primary);
    cr_expect_eq(figures.sections[0].test.kind, VB_TEST_FISHER);
    expect_near(figures.sections[0].test.p, 34.0 / 70, "p");
    cr_expect(isnan(figures.sections[0].test.statistic) && isnan(figures.sections[0].test.df));
    vb_figures_release(&figures);
    vb_tally_free(tally);

    tally = table_tally(three, 2, 3);
    for (uint64_t seed = 0; seed < 3; seed++) {
        vb_figures_options options = {.level = 1, .seed = seed};
        figures = table_figures(tally, &lexicon, &options);
        const vb_test *test = &figures.sections[0].test;
        cr_expect_eq(test->kind, VB_TEST_FISHER_SIMULATED);
        cr_expect_eq(test->replicates, 9999);
        cr_expect(fabs(test->p - 0.045843045843045736) < 4 * test->p_error, "%g +- %g", test->p, test->p_error);
        vb_figures_release(&figures);
    }
    vb_tally_free(tally);
}

/* Blank groups, groups of nobody, single groups. */
Test(figures, who_is_tested)
{
    static const size_t a = 0, b = 1;
    vb_lexicon lexicon = table_lexicon();
    vb_tally *tally = vb_tally_new(1);
    table_add(tally, "1", &a, 1, 20);
    table_add(tally, "1", &b, 1, 24);
    table_add(tally, "", &b, 1, 50);
    vb_figures figures = table_figures(tally, &lexicon, &primary);
    cr_expect_eq(figures.sections[0].test.why, VB_UNTESTED_GROUPS, "blank is no group");
    cr_expect(figures.sections[0].columns[1].blank);
    cr_expect_not(figures.sections[0].columns[1].tested);
    cr_expect(isnan(figures.sections[0].detectable));
    vb_figures_release(&figures);
    table_add(tally, "2", &a, 1, 35);
    table_add(tally, "2", &b, 1, 15);
    figures = table_figures(tally, &lexicon, &primary);
    /* chisq.test(rbind(c(20, 35), c(24, 15)), correct = FALSE): the blank's 50 are not in it */
    expect_near(figures.sections[0].test.statistic, 5.8085187539733001, "statistic");
    vb_figures_release(&figures);
    vb_tally_free(tally);
}

/* A respondent of two groups: nothing between groups is tested, and every group has its own #1. */
Test(figures, groups_that_overlap)
{
    static const size_t a = 0, b = 1;
    vb_lexicon lexicon = table_lexicon();
    vb_tally *tally = vb_tally_new(1);
    table_add(tally, "1", &a, 1, 40);
    table_add(tally, "2", &b, 1, 40);
    vb_tally_answer answer = {VB_CODED, a, &a, 1, false};
    vb_str one = VB_LITERAL("1"), two = VB_LITERAL("2");
    cr_assert(vb_tally_add(tally, &one, NULL, &answer));
    cr_assert(vb_tally_add_group(tally, 0, two, 0, &answer, 1));
    vb_figures figures = table_figures(tally, &lexicon, &primary);
    const vb_figures_section *s = &figures.sections[0];
    cr_expect(s->overlap);
    cr_expect_eq(s->test.why, VB_UNTESTED_OVERLAP);
    cr_expect_eq(s->recognition.why, VB_UNTESTED_OVERLAP);
    cr_expect_eq(s->rows[0].test.why, VB_UNTESTED_OVERLAP);
    cr_expect(isnan(s->detectable));
    cr_expect_eq(s->columns[2].base.substantive, 81, "counted once in the total");
    cr_expect_eq(s->columns[table_column(s, "1")].base.substantive, 41);
    cr_expect_eq(s->columns[table_column(s, "2")].base.substantive, 41);
    cr_expect_eq(table_row(s, a)->figures[2].n, 41);
    cr_expect_eq(s->columns[table_column(s, "2")].lead.kind, VB_LEAD_CLEAR);
    vb_figures_release(&figures);
    vb_tally_free(tally);
}

/* ---- Ranks and leads ---- */

Test(figures, ranks)
{
    static const struct {
        const char *what;
        uint64_t counts[5]; /* a, b, c, d, uncoded */
        unsigned ranks[4];
        vb_lead_kind kind;
        vb_untested why;
        size_t first, second; /* categories */
    } cases[] = {
        {"ties share a rank", {10, 10, 8, 2, 0}, {1, 1, 3, 4}, VB_LEAD_TIED, VB_UNTESTED_NOT, 0, 1},
        {"nobody has no rank", {30, 0, 0, 0, 0}, {1, 0, 0, 0}, VB_LEAD_CLEAR, VB_UNTESTED_NOT, 0, VB_NO_CATEGORY},
        {"29 are not ranked", {20, 9, 0, 0, 0}, {0, 0, 0, 0}, VB_LEAD_NONE, VB_UNTESTED_FEW, 0, 1},
        /* binom.test(15, 20) 0.0414, (14, 20) 0.1153 */
        {"clear", {15, 5, 3, 2, 5}, {1, 2, 3, 4}, VB_LEAD_CLEAR, VB_UNTESTED_NOT, 0, 1},
        {"close", {6, 14, 3, 2, 5}, {2, 1, 3, 4}, VB_LEAD_CLOSE, VB_UNTESTED_NOT, 1, 0},
        /* 59 of 100 are under 60 %, 60 are not */
        {"doubtful",
         {50, 9, 0, 0, 41},
         {0, 0, 0, 0},
         VB_LEAD_NONE,
         VB_UNTESTED_DOUBTFUL,
         VB_NO_CATEGORY,
         VB_NO_CATEGORY},
        {"not doubtful", {50, 10, 0, 0, 40}, {1, 2, 0, 0}, VB_LEAD_CLEAR, VB_UNTESTED_NOT, 0, 1},
        {"silent", {0, 0, 0, 0, 0}, {0, 0, 0, 0}, VB_LEAD_NONE, VB_UNTESTED_FEW, VB_NO_CATEGORY, VB_NO_CATEGORY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_lexicon lexicon = table_lexicon();
        vb_tally *tally = table_tally(cases[i].counts, 5, 1);
        vb_figures figures = table_figures(tally, &lexicon, &primary);
        const vb_figures_section *s = &figures.sections[0];
        for (size_t c = 0; c < 4; c++)
            cr_expect_eq(table_row(s, c)->figures[0].rank, cases[i].ranks[c], "%s: code %zu", cases[i].what, c);
        const vb_lead *lead = &s->columns[0].lead;
        cr_expect_eq(lead->kind, cases[i].kind, "%s", cases[i].what);
        cr_expect_eq(lead->test.why, cases[i].why, "%s", cases[i].what);
        size_t found[2] = {lead->first, lead->second};
        size_t wanted[2] = {cases[i].first, cases[i].second};
        for (size_t k = 0; k < 2; k++)
            cr_expect_eq(found[k] == SIZE_MAX ? VB_NO_CATEGORY : s->rows[found[k]].category, wanted[k], "%s",
                         cases[i].what);
        vb_figures_release(&figures);
        vb_tally_free(tally);
    }
}

/* ---- Mentions ---- */

/* 12 have a and b, 14 only a, 4 only b, 5 neither: McNemar's exact p is binom.test(14, 18)$p.value = 0.030884.
 * With one code the corrected statistic is Pearson's: chisq.test(rbind(c(26, 10), c(9, 25)), correct = FALSE)
 * is 14.641, df 1.  As parent and child a and a/x never stand in one test. */
Test(figures, mentions)
{
    static const size_t both[] = {0, 1}, b[] = {1}, child[] = {CODE_AX};
    vb_lexicon lexicon = table_lexicon();
    vb_tally *tally = vb_tally_new(1);
    table_add(tally, "1", both, 2, 12);
    table_add(tally, "1", both, 1, 14);
    table_add(tally, "1", b, 1, 4);
    table_add(tally, "1", NULL, 0, 5);
    vb_figures figures = table_figures(tally, &lexicon, &mentions);
    const vb_lead *lead = &figures.sections[0].columns[0].lead;
    cr_expect_eq(table_row(&figures.sections[0], 0)->figures[0].n, 26);
    cr_expect_eq(table_row(&figures.sections[0], 1)->figures[0].n, 16);
    cr_expect_eq(lead->test.kind, VB_TEST_MCNEMAR);
    expect_near(lead->test.p, 0.0308837890625, "McNemar");
    cr_expect_eq(lead->kind, VB_LEAD_CLEAR);
    vb_figures_release(&figures);
    vb_tally_free(tally);

    tally = vb_tally_new(1);
    table_add(tally, "1", child, 1, 26);
    table_add(tally, "1", NULL, 0, 9);
    table_add(tally, "2", child, 1, 10);
    table_add(tally, "2", NULL, 0, 25);
    vb_figures_options deep = {.level = 2, .count = VB_COUNT_MENTIONS};
    figures = table_figures(tally, &lexicon, &deep);
    const vb_figures_section *s = &figures.sections[0];
    cr_expect_eq(s->test.kind, VB_TEST_RAO_SCOTT);
    expect_near(s->test.statistic, 14.640522875816993, "statistic");
    expect_near(s->test.df, 1, "df");
    cr_expect_eq(s->n_left_out, 9, "codes b to j, which nobody has");
    cr_expect(isnan(s->cramer_v));
    cr_expect_eq(table_row(s, CODE_AX)->level, 2);
    vb_figures_release(&figures);
    vb_tally_free(tally);
}
