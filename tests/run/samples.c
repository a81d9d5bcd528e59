/* The answers that the page shows. */
#include "run/samples.h"

#include "base/str.h"
#include "stats/random.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { CODES = 2, GROUPS = 5, OFFERED = 20000, SEED = 7 };
static const size_t ONLY_BREAKDOWN = 0;

/* Answer i has code i % 2 and is of group i % 5. */
static size_t code_of(size_t i)
{
    return i % CODES;
}

static vb_str group_of(size_t i)
{
    static const char names[GROUPS][2] = {"a", "b", "c", "d", "e"};
    return (vb_str){names[i % GROUPS], 1};
}

/* The number that docs/statistics.md and the header give answer i: the first of stream i. */
static uint64_t number_of(size_t i)
{
    vb_random random;
    vb_random_seed(&random, SEED, i);
    return vb_random_next(&random);
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = number_of(*(const size_t *)a), y = number_of(*(const size_t *)b);
    return (x > y) - (x < y);
}

/* Mark the VB_SAMPLE_CELL smallest of the answers i = first, first + step, ...: by sorting them all. */
static void mark_smallest(bool *wanted, size_t first, size_t step)
{
    static size_t all[OFFERED];
    size_t n = 0;
    for (size_t i = first; i < OFFERED; i += step)
        all[n++] = i;
    qsort(all, n, sizeof *all, by_number);
    for (size_t i = 0; i < n && i < VB_SAMPLE_CELL; i++)
        wanted[all[i]] = true;
}

static void put(vb_samples *samples, vb_redactor *redactor, size_t i)
{
    char text[32];
    size_t code = code_of(i), breakdown = 0;
    vb_str group = group_of(i);
    (void)snprintf(text, sizeof text, "answer %zu.", i);
    vb_sampled sampled = {.text = vb_str_of(text),
                          .primary = code,
                          .codes = &code,
                          .n_codes = 1,
                          .breakdowns = &breakdown,
                          .groups = &group,
                          .n_groups = 1};
    cr_assert(vb_samples_put(samples, redactor, &sampled));
}

/* Two codes and the uncoded in all answers together, no groups. */
typedef struct {
    vb_category categories[CODES];
    vb_lexicon lexicon;
    vb_figure shown[CODES + 1];
    vb_figures_row rows[CODES + 1];
    vb_figures_column column;
    vb_figures_section section;
    vb_figures figures;
    vb_report report;
} published;

static void publish(published *p)
{
    *p = (published){0};
    for (size_t i = 0; i < CODES + 1; i++)
        p->rows[i] = (vb_figures_row){.kind = i < CODES ? VB_ROW_CODE : VB_ROW_UNCODED,
                                      .category = i < CODES ? i : VB_NO_CATEGORY,
                                      .level = 1,
                                      .figures = &p->shown[i]};
    for (size_t i = 0; i < CODES; i++)
        p->categories[i].parent = VB_NO_CATEGORY;
    p->lexicon = (vb_lexicon){.categories = p->categories, .n_categories = CODES};
    p->section = (vb_figures_section){.columns = &p->column, .n_columns = 1, .rows = p->rows, .n_rows = CODES + 1};
    p->figures.sections = &p->section;
    p->figures.n_sections = 1;
    p->report = (vb_report){.lexicon = &p->lexicon, .figures = &p->figures};
}

/* Each cell's heap ends with the smallest numbers of all that were offered it: with what sorting them all gives. */
Test(samples, smallest_numbers_of_each_cell)
{
    static bool wanted[OFFERED];
    vb_error err = {0};
    vb_arena arena = {0};
    vb_samples *samples = vb_samples_new(SEED);
    vb_redactor *redactor = vb_redactor_new(&err);
    cr_assert(samples != NULL && redactor != NULL);
    for (size_t i = 0; i < OFFERED; i++) {
        uint64_t cells[] = {vb_sample_cell(SIZE_MAX, VB_LITERAL(""), code_of(i)),
                            vb_sample_cell(0, group_of(i), code_of(i))};
        if (vb_samples_offer(samples, cells, 2))
            put(samples, redactor, i);
    }
    for (size_t code = 0; code < CODES; code++)
        mark_smallest(wanted, code, CODES);
    for (size_t i = 0; i < CODES * GROUPS; i++) /* a code in a group: one of ten */
        mark_smallest(wanted, i, CODES * GROUPS);
    published p;
    publish(&p);
    cr_assert(vb_samples_list(samples, NULL, &ONLY_BREAKDOWN, &arena, &p.report));
    cr_expect_eq(p.report.answers_of, OFFERED);
    size_t k = 0;
    for (size_t i = 0; i < OFFERED; i++) {
        char text[32];
        if (!wanted[i])
            continue;
        (void)snprintf(text, sizeof text, "answer %zu.", i);
        cr_assert(k < p.report.n_answers, "answer %zu is missing", i);
        vb_report_answer answer = p.report.answers[k++];
        cr_assert(vb_str_equal(answer.text, vb_str_of(text)), "%.*s, not %s", (int)answer.text.len, answer.text.ptr,
                  text);
        cr_expect(answer.primary == code_of(i) && answer.n_codes == 1 && answer.codes[0] == code_of(i));
    }
    cr_expect_eq(k, p.report.n_answers, "%zu more", p.report.n_answers - k);
    cr_expect_gt(k, CODES * GROUPS * VB_SAMPLE_CELL - 1);

    /* What is hidden in the total is shown nowhere. */
    p.shown[0].hidden = true;
    p.report.n_answers = 0;
    cr_assert(vb_samples_list(samples, NULL, &ONLY_BREAKDOWN, &arena, &p.report));
    cr_expect(p.report.n_answers > 0 && p.report.n_answers < k);
    for (size_t i = 0; i < p.report.n_answers; i++)
        cr_expect_eq(p.report.answers[i].primary, 1);
    vb_arena_release(&arena);
    vb_redactor_free(redactor);
    vb_samples_free(samples);
}

/* More cells than there is room for: the answers that come first stay, and then only better ones for full cells. */
Test(samples, bound_over_all_cells)
{
    enum { MANY = 100 };
    vb_error err = {0};
    vb_arena arena = {0};
    vb_samples *samples = vb_samples_new(SEED);
    vb_redactor *redactor = vb_redactor_new(&err);
    cr_assert(samples != NULL && redactor != NULL);
    for (size_t i = 0; i < OFFERED; i++) { /* 200 for each of 100 cells: none is ever full */
        uint64_t cell = vb_sample_cell(1, group_of(0), i % MANY);
        bool taken = vb_samples_offer(samples, &cell, 1);
        cr_assert_eq(taken, i < VB_SAMPLE_ALL, "answer %zu", i);
        if (taken)
            put(samples, redactor, i);
    }
    published p;
    publish(&p);
    cr_assert(vb_samples_list(samples, NULL, &ONLY_BREAKDOWN, &arena, &p.report));
    cr_expect_eq(p.report.n_answers, VB_SAMPLE_ALL);
    cr_expect_eq(p.report.answers_of, OFFERED);
    vb_arena_release(&arena);
    vb_redactor_free(redactor);
    vb_samples_free(samples);
}

/* Long answers end at a word's end; a word without end, at a character's. */
Test(samples, cut_texts)
{
    static char words[3000], runs[3000];
    vb_error err = {0};
    vb_arena arena = {0};
    vb_samples *samples = vb_samples_new(SEED);
    vb_redactor *redactor = vb_redactor_new(&err);
    cr_assert(samples != NULL && redactor != NULL);
    for (size_t i = 0; i < 2996; i += 4)
        memcpy(words + i, "abc ", 4);
    for (size_t i = 0; i < 2997; i += 3)
        memcpy(runs + i, "\xE2\x80\x9C", 3);
    const char *const texts[] = {words, runs};
    const size_t lens[] = {1999, 1998}; /* the last blank up to byte 2000; where the character at byte 2000 begins */
    for (size_t i = 0; i < 2; i++) {
        uint64_t cell = vb_sample_cell(SIZE_MAX, VB_LITERAL(""), 0);
        size_t code = 0;
        vb_sampled sampled = {.text = vb_str_of(texts[i]), .primary = 0, .codes = &code, .n_codes = 1};
        cr_assert(vb_samples_offer(samples, &cell, 1));
        cr_assert(vb_samples_put(samples, redactor, &sampled));
    }
    published p;
    publish(&p);
    cr_assert(vb_samples_list(samples, NULL, &ONLY_BREAKDOWN, &arena, &p.report));
    cr_assert_eq(p.report.n_answers, 2);
    for (size_t i = 0; i < 2; i++) {
        vb_str text = p.report.answers[i].text;
        size_t end = text.len - strlen(" …");
        cr_expect(vb_str_equal(vb_str_cut(text, end, text.len), VB_LITERAL(" …")));
        cr_expect_eq(end, lens[i], "%zu", end);
        cr_expect_eq(memcmp(text.ptr, texts[i], end), 0);
    }
    vb_arena_release(&arena);
    vb_redactor_free(redactor);
    vb_samples_free(samples);
}
