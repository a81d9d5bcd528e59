/* Shares corrected by gold.  One survey, worked out by hand:
 *
 * group 1: 100 answers, coded a 40, b 50, none 10; of its 40 gold answers
 *     12 coded a: 9 a, 3 b      24 coded b: 2 a, 21 b, 1 none      4 coded none: 1 a, 3 none
 * group 2: 60 answers, coded a 24, b 36; of its 12 gold answers 6 coded a: 6 a; 6 coded b: 1 a, 5 b
 *
 * p(k) = sum over j of P(true k | coded j) q(j):
 * group 1   a     0.4 * 9/12 + 0.5 * 2/24 + 0.1 * 1/4 = 0.3 + 0.0416667 + 0.025 = 0.3666667
 *           b     0.4 * 3/12 + 0.5 * 21/24            = 0.1 + 0.4375            = 0.5375
 *           none  0.5 * 1/24 + 0.1 * 3/4              = 0.0208333 + 0.075       = 0.0958333
 * all       q = 64/160, 86/160, 10/160 = 0.4, 0.5375, 0.0625; gold 18 coded a: 15 a, 3 b; 30 coded b: 3 a, 26 b, 1
 * none a     0.4 * 15/18 + 0.5375 * 3/30 + 0.0625 * 1/4 = 0.3333333 + 0.05375 + 0.015625 = 0.4027083 b     0.4 * 3/18
 * + 0.5375 * 26/30                = 0.0666667 + 0.4658333           = 0.5325 none  0.5375 * 1/30 + 0.0625 * 3/4 =
 * 0.0179167 + 0.046875            = 0.0647917 group 2 by the gold of both: q = 0.4, 0.6 a     0.4 * 15/18 + 0.6 *
 * 3/30 = 0.3933333;  b  0.4 * 3/18 + 0.6 * 26/30 = 0.5866667;  none 0.6/30 = 0.02 */
#include "figures/tables.h"

#include <math.h>

enum { A, B, NONE, MOST = 200 };

static size_t codes[2] = {A, B};

static vb_tally_answer answer_of(size_t code)
{
    return code == NONE ? (vb_tally_answer){VB_REASON_NO_MATCH, VB_NO_CATEGORY, NULL, 0, false}
                        : (vb_tally_answer){VB_CODED, codes[code], &codes[code], 1, false};
}

typedef struct {
    vb_lexicon lexicon;
    vb_tally *tally;
    vb_coded_pair pairs[MOST];
    vb_gold gold;
} survey;

static void add_gold(survey *s, const vb_str *group, size_t coded, size_t truth, size_t n)
{
    static const size_t breakdown = 0;
    for (size_t i = 0; i < n; i++)
        s->pairs[s->gold.n_pairs++] = (vb_coded_pair){.coded = answer_of(coded),
                                                      .gold = answer_of(truth),
                                                      .breakdowns = &breakdown,
                                                      .groups = group,
                                                      .n_groups = group == NULL ? 0 : 1};
}

static void set_up(survey *s, vb_gold_kind kind)
{
    static const uint64_t counts[] = {40, 24, 50, 36, 10, 0};
    static const vb_str one = {"1", 1}, two = {"2", 1};
    *s = (survey){.lexicon = table_lexicon(), .tally = table_tally(counts, 3, 2)};
    s->gold = (vb_gold){.kind = kind, .pairs = s->pairs};
    bool here = kind != VB_GOLD_ELSEWHERE;
    const vb_str *first = here ? &one : NULL, *second = here ? &two : NULL;
    add_gold(s, first, A, A, 9);
    add_gold(s, first, A, B, 3);
    add_gold(s, first, B, A, 2);
    add_gold(s, first, B, B, 21);
    add_gold(s, first, B, NONE, 1);
    add_gold(s, first, NONE, A, 1);
    add_gold(s, first, NONE, NONE, 3);
    add_gold(s, second, A, A, 6);
    add_gold(s, second, B, A, 1);
    add_gold(s, second, B, B, 5);
}

static void tear_down(survey *s, vb_figures *figures)
{
    vb_figures_release(figures);
    vb_tally_free(s->tally);
}

/* The row of a code, or of those without. */
static size_t row_of(const vb_figures_section *section, size_t code)
{
    size_t r = 0;
    while (code == NONE ? section->rows[r].kind != VB_ROW_UNCODED : section->rows[r].category != code)
        r++;
    return r;
}

static vb_corrected corrected(const vb_figures_section *section, size_t code, const char *group)
{
    return section->correction->figures[row_of(section, code) * section->n_columns + table_column(section, group)];
}

static void expect_shares(const vb_figures_section *section, const char *group, double a, double b, double none)
{
    const double wanted[] = {[A] = a, [B] = b, [NONE] = none};
    for (size_t code = A; code <= NONE; code++) {
        vb_corrected c = corrected(section, code, group);
        cr_expect_eq(c.why, VB_CORRECTED, "%s, %zu: %d", group, code, (int)c.why);
        cr_expect(fabs(c.percent - 100 * wanted[code]) < 1e-10, "%s, %zu: %.12g", group, code, c.percent);
        cr_expect(c.low <= c.percent && c.percent <= c.high && c.low >= 0 && c.high <= 100, "%s, %zu", group, code);
    }
}

Test(prevalence, groups_by_their_own_gold)
{
    survey s;
    set_up(&s, VB_GOLD_SAMPLE);
    vb_figures figures = table_figures_with(s.tally, &s.lexicon, &s.gold, &(vb_figures_options){.level = 1});
    const vb_figures_section *section = &figures.sections[0];
    const vb_corrected_column *columns = section->correction->columns;
    expect_shares(section, "1", 0.3 + 1.0 / 24 + 0.025, 0.5375, 0.5 / 24 + 0.075);
    expect_shares(section, "Total", 1 / 3.0 + 0.05375 + 0.015625, 0.2 / 3 + 0.5375 * 26 / 30, 0.5375 / 30 + 0.046875);
    cr_expect_eq(columns[0].gold, 40);
    cr_expect_eq(columns[1].gold, 12);
    cr_expect_eq(columns[2].gold, 52);
    cr_expect_eq(columns[1].why, VB_UNCORRECTED_FEW);
    cr_expect_eq(corrected(section, A, "2").why, VB_UNCORRECTED_FEW);
    cr_expect(isnan(corrected(section, A, "2").percent));
    cr_expect_null(section->correction->rows);
    tear_down(&s, &figures);
}

Test(prevalence, groups_by_all_gold)
{
    survey s;
    set_up(&s, VB_GOLD_POOLED);
    vb_figures figures = table_figures_with(s.tally, &s.lexicon, &s.gold, &(vb_figures_options){.level = 1});
    expect_shares(&figures.sections[0], "2", 1 / 3.0 + 0.06, 0.2 / 3 + 0.52, 0.02);
    expect_shares(&figures.sections[0], "Total", 1 / 3.0 + 0.05375 + 0.015625, 0.2 / 3 + 0.5375 * 26 / 30,
                  0.5375 / 30 + 0.046875);
    tear_down(&s, &figures);
}

/* Each code by itself: of group 1 those coded b are b in 21 of 24, the others in 3 of 16: 0.5 * 21/24 + 0.5 * 3/16.
 */
Test(prevalence, mentions)
{
    survey s;
    set_up(&s, VB_GOLD_SAMPLE);
    vb_figures_options options = {.level = 1, .count = VB_COUNT_MENTIONS};
    vb_figures figures = table_figures_with(s.tally, &s.lexicon, &s.gold, &options);
    vb_corrected b = corrected(&figures.sections[0], B, "1");
    cr_expect(fabs(b.percent - 100 * (0.4375 + 0.5 * 3 / 16)) < 1e-10, "%.12g", b.percent);
    tear_down(&s, &figures);
}

/* Elsewhere: a has 15 of the 19 that are a, and 30 of the 33 others do not: (0.4 + 30/33 - 1) / (15/19 + 30/33 - 1)
 * of group 1, whose 40 of 100 are coded so, and of all.  Nobody of group 2 is coded none, and 10 of 100 in group 1:
 * none is right for 3 of 4 and 47 of 48: (0.1 + 47/48 - 1) / (3/4 + 47/48 - 1). */
Test(prevalence, gold_from_elsewhere)
{
    survey s;
    set_up(&s, VB_GOLD_ELSEWHERE);
    vb_figures figures = table_figures_with(s.tally, &s.lexicon, &s.gold, &(vb_figures_options){.level = 1});
    const vb_figures_section *section = &figures.sections[0];
    const vb_corrected_row *rates = &section->correction->rows[row_of(section, A)];
    double a = (0.4 - 3.0 / 33) / (15.0 / 19 + 30.0 / 33 - 1), none = (0.1 - 1.0 / 48) / (0.75 + 47.0 / 48 - 1);
    cr_expect(fabs(corrected(section, A, "1").percent - 100 * a) < 1e-10);
    cr_expect(fabs(corrected(section, A, "Total").percent - 100 * a) < 1e-10);
    cr_expect(fabs(corrected(section, NONE, "1").percent - 100 * none) < 1e-10);
    cr_expect(fabs(rates->sensitivity - 15.0 / 19) < 1e-14 && fabs(rates->specificity - 30.0 / 33) < 1e-14);
    cr_expect_eq(section->correction->columns[0].gold, 52);
    size_t d = row_of(section, 3); /* code "d", which gold has not */
    cr_expect_eq(section->correction->figures[d * section->n_columns].why, VB_UNCORRECTED_UNSEEN);
    tear_down(&s, &figures);
}

/* Group 2 has no answer without a code: that count is suppressed, and with it all corrected shares of groups.  Under
 * 11 the total's 10 without a code are suppressed, too. */
Test(prevalence, suppressed_counts)
{
    survey s;
    set_up(&s, VB_GOLD_POOLED);
    s.lexicon.n_categories = 2; /* others would have no answers, and hidden totals */
    for (uint64_t least = 5; least <= 11; least += 6) {
        vb_figures_options options = {.level = 1, .min_group = 10, .min_cell = least};
        vb_figures figures = table_figures_with(s.tally, &s.lexicon, &s.gold, &options);
        const vb_figures_section *section = &figures.sections[0];
        for (size_t k = 0; k < section->n_columns; k++) {
            bool shown = k + 1 == section->n_columns && least == 5;
            const vb_corrected_column *column = &section->correction->columns[k];
            cr_expect_eq(column->why, shown ? VB_CORRECTED : VB_UNCORRECTED_SUPPRESSED, "%zu", k);
            cr_expect_eq(column->gold, shown ? 52 : 0);
            for (size_t r = 0; r < section->n_rows; r++)
                cr_expect_eq(isnan(section->correction->figures[r * section->n_columns + k].percent), !shown);
        }
        vb_figures_release(&figures);
    }
    vb_tally_free(s.tally);
}

/* 120 answers, coded a 10, b 90, none 20; gold: 4 coded a are once a, three times b, all others are right.  So a is
 * corrected to 10/120 * 1/4, which is 2.5 answers: under 5 it is suppressed although the 10 are shown, over 2 it is
 * not. */
Test(prevalence, suppressed_shares)
{
    static const uint64_t counts[] = {10, 90, 20};
    survey s = {.lexicon = table_lexicon(), .tally = table_tally(counts, 3, 1)};
    s.gold = (vb_gold){.kind = VB_GOLD_SAMPLE, .pairs = s.pairs};
    s.lexicon.n_categories = 2;
    add_gold(&s, NULL, A, A, 1);
    add_gold(&s, NULL, A, B, 3);
    add_gold(&s, NULL, B, B, 30);
    add_gold(&s, NULL, NONE, NONE, 6);
    for (uint64_t least = 2; least <= 5; least += 3) {
        vb_figures_options options = {.level = 1, .min_group = 10, .min_cell = least};
        vb_figures figures = table_figures_with(s.tally, &s.lexicon, &s.gold, &options);
        const vb_figures_section *section = &figures.sections[0];
        cr_expect_eq(section->n_hidden, 0);
        if (least == 2)
            expect_shares(section, "Total", 2.5 / 120, 97.5 / 120, 20.0 / 120);
        else
            cr_expect_eq(section->correction->columns[section->n_columns - 1].why, VB_UNCORRECTED_SUPPRESSED);
        vb_figures_release(&figures);
    }
    vb_tally_free(s.tally);
}

/* With answers that are no answers as coded: gold of them is counted, and corrects nothing. */
Test(prevalence, outside)
{
    survey s;
    set_up(&s, VB_GOLD_POOLED);
    s.pairs[s.gold.n_pairs++] =
        (vb_coded_pair){.coded = {.reason = VB_REASON_NON_ANSWER, .primary = VB_NO_CATEGORY}, .gold = answer_of(A)};
    vb_figures figures = table_figures_with(s.tally, &s.lexicon, &s.gold, &(vb_figures_options){.level = 1});
    cr_expect_eq(figures.sections[0].correction->outside, 1);
    expect_shares(&figures.sections[0], "2", 1 / 3.0 + 0.06, 0.2 / 3 + 0.52, 0.02);
    tear_down(&s, &figures);
}
