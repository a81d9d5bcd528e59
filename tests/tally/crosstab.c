/* Tables of codes by group.  The survey is in survey.h; the counts here are worked out from it by hand. */
#include "tally/survey.h"

#include <criterion/criterion.h>

enum { LEADERS, TEACHERS, BLANK, TOTAL, COLUMNS };

typedef struct {
    vb_crosstab_row_kind kind;
    size_t category, level;
    uint64_t n[COLUMNS], mentions[COLUMNS];
} row;

/* Teachers: buy-in 20 + 10 = 30 as primary, mentioned 20 + 10 + 5 = 35; time 5, mentioned 10 + 5 = 15.
 * Leaders: 16 answers name two codes below buy-in and mention it once.
 * Total: 30 + 16 = 46, 12 + 16 = 28, 5 + 4 = 9, 2; uncoded 8 + 4 + 3 = 15; 46 + 28 + 9 + 2 + 15 = 100. */
static const row level_1[] = {
    {VB_ROW_CODE, BUY_IN, 1, {16, 30, 0, 46}, {16, 35, 0, 51}},
    {VB_ROW_CODE, TRAINING, 1, {16, 12, 0, 28}, {16, 12, 0, 28}},
    {VB_ROW_CODE, TIME, 1, {4, 5, 0, 9}, {4, 15, 0, 19}},
    {VB_ROW_CODE, TECHNOLOGY, 1, {0, 0, 2, 2}, {0, 0, 2, 2}},
    {VB_ROW_UNCODED, VB_NO_CATEGORY, 1, {4, 8, 3, 15}, {4, 8, 3, 15}},
};

/* Children behind their parent, by the total's n; the 10 teachers and 16 leaders whose primary is the parent itself
 * have no row of their own: 20 + 16 < 46, 12 < 28. */
static const row level_2[] = {
    {VB_ROW_CODE, BUY_IN, 1, {16, 30, 0, 46}, {16, 35, 0, 51}},
    {VB_ROW_CODE, RESISTANCE, 2, {0, 20, 0, 20}, {16, 20, 0, 36}},
    {VB_ROW_CODE, LEADERSHIP, 2, {16, 0, 0, 16}, {16, 5, 0, 21}},
    {VB_ROW_CODE, TRAINING, 1, {16, 12, 0, 28}, {16, 12, 0, 28}},
    {VB_ROW_CODE, KNOW_HOW, 2, {0, 12, 0, 12}, {0, 12, 0, 12}},
    {VB_ROW_CODE, TIME, 1, {4, 5, 0, 9}, {4, 15, 0, 19}},
    {VB_ROW_CODE, TECHNOLOGY, 1, {0, 0, 2, 2}, {0, 0, 2, 2}},
    {VB_ROW_UNCODED, VB_NO_CATEGORY, 1, {4, 8, 3, 15}, {4, 8, 3, 15}},
};

/* In the headline's order.  Other: time and technology, 5 + 4 + 2 = 11; mentioned by the 10 and 5 teachers, 4, 2. */
static const row headline[] = {
    {VB_ROW_CODE, TRAINING, 1, {16, 12, 0, 28}, {16, 12, 0, 28}},
    {VB_ROW_CODE, BUY_IN, 1, {16, 30, 0, 46}, {16, 35, 0, 51}},
    {VB_ROW_OTHER, VB_NO_CATEGORY, 1, {4, 5, 2, 11}, {4, 15, 2, 21}},
    {VB_ROW_UNCODED, VB_NO_CATEGORY, 1, {4, 8, 3, 15}, {4, 8, 3, 15}},
};

static const row headline_2[] = {
    {VB_ROW_CODE, TRAINING, 1, {16, 12, 0, 28}, {16, 12, 0, 28}},
    {VB_ROW_CODE, KNOW_HOW, 2, {0, 12, 0, 12}, {0, 12, 0, 12}},
    {VB_ROW_CODE, BUY_IN, 1, {16, 30, 0, 46}, {16, 35, 0, 51}},
    {VB_ROW_CODE, RESISTANCE, 2, {0, 20, 0, 20}, {16, 20, 0, 36}},
    {VB_ROW_CODE, LEADERSHIP, 2, {16, 0, 0, 16}, {16, 5, 0, 21}},
    {VB_ROW_OTHER, VB_NO_CATEGORY, 1, {4, 5, 2, 11}, {4, 15, 2, 21}},
    {VB_ROW_UNCODED, VB_NO_CATEGORY, 1, {4, 8, 3, 15}, {4, 8, 3, 15}},
};

static const vb_base_chain bases[COLUMNS] = {
    {40, 40, 40, 36, 36}, {60, 58, 55, 47, 47}, {5, 5, 5, 2, 2}, {105, 103, 100, 85, 85}};

static bool make(const vb_tally *tally, size_t breakdown, const vb_lexicon *lexicon, size_t level, bool in_headline,
                 vb_crosstab *table)
{
    vb_crosstab_options options = {.level = level, .headline = in_headline};
    return vb_crosstab_make(tally, breakdown, lexicon, &options, table);
}

static void expect_rows(const vb_crosstab *table, const row *rows, size_t n_rows, const char *what)
{
    cr_assert_eq(table->n_columns, COLUMNS, "%s", what);
    cr_assert_eq(table->n_rows, n_rows, "%s: %zu rows", what, table->n_rows);
    for (size_t r = 0; r < n_rows; r++) {
        const vb_crosstab_row *found = &table->rows[r];
        cr_expect_eq(found->kind, rows[r].kind, "%s, row %zu", what, r);
        cr_expect_eq(found->category, rows[r].category, "%s, row %zu", what, r);
        cr_expect_eq(found->level, rows[r].level, "%s, row %zu", what, r);
        for (size_t k = 0; k < COLUMNS; k++) {
            const vb_crosstab_cell *cell = &found->cells[k];
            cr_expect_eq(cell->n, rows[r].n[k], "%s, row %zu, column %zu", what, r, k);
            cr_expect_eq(cell->mentions, rows[r].mentions[k], "%s, row %zu, column %zu", what, r, k);
        }
    }
}

Test(crosstab, rows)
{
    static const struct {
        const char *what;
        size_t level;
        bool headline;
        const row *rows;
        size_t n_rows;
    } cases[] = {
        {"level 1", 1, false, level_1, sizeof level_1 / sizeof level_1[0]},
        {"level 2", 2, false, level_2, sizeof level_2 / sizeof level_2[0]},
        {"headline", 1, true, headline, sizeof headline / sizeof headline[0]},
        {"headline, level 2", 2, true, headline_2, sizeof headline_2 / sizeof headline_2[0]},
    };
    vb_lexicon lexicon = survey_lexicon();
    vb_tally *tally = survey_tally();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_crosstab table;
        cr_assert(make(tally, 0, &lexicon, cases[i].level, cases[i].headline, &table));
        expect_rows(&table, cases[i].rows, cases[i].n_rows, cases[i].what);
        vb_crosstab_release(&table);
    }
    vb_tally_free(tally);
}

/* By mentions the order is another: buy-in 51, training 28, time 19; below buy-in resistance 36, leadership 21.  With
 * ten more that mention technology beside time it is 12 against 29: training 28 falls behind time. */
Test(crosstab, in_the_order_of_mentions)
{
    vb_lexicon lexicon = survey_lexicon();
    vb_tally *tally = survey_tally();
    survey_answer more = {"teacher", 2, VB_CODED, BUY_IN, {TIME, TECHNOLOGY}, 2, 10};
    cr_assert(survey_add(tally, &more, 10));
    vb_crosstab_options options = {.level = 1, .count = VB_COUNT_MENTIONS};
    vb_crosstab table;
    cr_assert(vb_crosstab_make(tally, 0, &lexicon, &options, &table));
    static const size_t order[] = {BUY_IN, TIME, TRAINING, TECHNOLOGY};
    static const uint64_t mentions[] = {51, 29, 28, 12};
    for (size_t r = 0; r < 4; r++) {
        cr_expect_eq(table.rows[r].category, order[r], "row %zu", r);
        cr_expect_eq(vb_crosstab_count(&table.rows[r].cells[TOTAL], VB_COUNT_MENTIONS), mentions[r], "row %zu", r);
    }
    vb_crosstab_release(&table);
    vb_tally_free(tally);
}

Test(crosstab, bases_and_groups)
{
    vb_lexicon lexicon = survey_lexicon();
    vb_tally *tally = survey_tally();
    vb_crosstab table;
    cr_assert(make(tally, 0, &lexicon, 1, false, &table));
    vb_tally_free(tally); /* the table has copies */
    for (size_t k = 0; k < COLUMNS; k++) {
        cr_expect_eq(table.bases[k].rows, bases[k].rows, "column %zu", k);
        cr_expect_eq(table.bases[k].answered, bases[k].answered, "column %zu", k);
        cr_expect_eq(table.bases[k].substantive, bases[k].substantive, "column %zu", k);
        cr_expect_eq(table.bases[k].recognised, bases[k].recognised, "column %zu", k);
    }
    cr_expect(vb_str_equal(table.groups[LEADERS].name, VB_LITERAL("school-leader")), "rank 1");
    cr_expect(vb_str_equal(table.groups[TEACHERS].name, VB_LITERAL("teacher")), "rank 2");
    cr_expect_eq(table.groups[BLANK].name.len, 0, "blank last");
    vb_crosstab_release(&table);
}

Test(crosstab, headline_of_a_lexicon_without_one)
{
    vb_lexicon lexicon = survey_lexicon();
    lexicon.n_headline = 0;
    vb_tally *tally = survey_tally();
    vb_crosstab table;
    cr_assert(make(tally, 0, &lexicon, 1, true, &table));
    expect_rows(&table, level_1, sizeof level_1 / sizeof level_1[0], "no headline");
    vb_crosstab_release(&table);
    vb_tally_free(tally);
}

/* A category and its parent both in the headline: each has one row, and nothing is counted as other. */
Test(crosstab, headline_within_a_headline)
{
    static const size_t nested[] = {LEADERSHIP, BUY_IN};
    vb_lexicon lexicon = survey_lexicon();
    lexicon.headline = nested;
    vb_tally *tally = survey_tally();
    vb_crosstab table;
    cr_assert(make(tally, 0, &lexicon, 2, true, &table));
    static const size_t categories[] = {LEADERSHIP, BUY_IN, RESISTANCE, VB_NO_CATEGORY, VB_NO_CATEGORY};
    cr_assert_eq(table.n_rows, 5);
    for (size_t i = 0; i < 5; i++)
        cr_expect_eq(table.rows[i].category, categories[i], "row %zu", i);
    /* Other: training 28, time 9, technology 2. */
    cr_expect_eq(table.rows[3].cells[TOTAL].n, 39);
    vb_crosstab_release(&table);
    vb_tally_free(tally);
}

Test(crosstab, nothing_counted)
{
    vb_lexicon lexicon = survey_lexicon();
    vb_tally *tally = vb_tally_new(0);
    vb_crosstab table;
    cr_assert(make(tally, SIZE_MAX, &lexicon, 1, false, &table));
    cr_assert_eq(table.n_columns, 1);
    cr_assert_eq(table.n_rows, 5);
    for (size_t r = 0; r < table.n_rows; r++)
        cr_expect_eq(table.rows[r].cells[0].n, 0, "row %zu", r);
    static const size_t by_path[] = {BUY_IN, TECHNOLOGY, TIME, TRAINING};
    for (size_t r = 0; r < 4; r++)
        cr_expect_eq(table.rows[r].category, by_path[r], "ties stand by path, whatever the order of the lexicon");
    vb_crosstab_release(&table);
    vb_tally_free(tally);
}

/* A category of level 3 counts for its ancestors of levels 2 and 1. */
Test(crosstab, deeper_than_the_table)
{
    vb_category categories[] = {{.path = TEXT("a"), .parent = VB_NO_CATEGORY, .level = 1},
                                {.path = TEXT("a/b"), .parent = 0, .level = 2},
                                {.path = TEXT("a/b/c"), .parent = 1, .level = 3}};
    vb_lexicon lexicon = {.categories = categories, .n_categories = 3};
    vb_tally *tally = vb_tally_new(0);
    size_t code = 2;
    vb_tally_answer answer = {VB_CODED, 2, &code, 1, false};
    cr_assert(vb_tally_add(tally, NULL, NULL, &answer));
    vb_crosstab table;
    cr_assert(make(tally, 0, &lexicon, 2, false, &table));
    cr_assert_eq(table.n_rows, 3);
    for (size_t r = 0; r < 2; r++) {
        cr_expect_eq(table.rows[r].cells[0].n, 1, "row %zu", r);
        cr_expect_eq(table.rows[r].cells[0].mentions, 1, "row %zu", r);
    }
    vb_crosstab_release(&table);
    vb_tally_free(tally);
}
