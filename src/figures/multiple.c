/* Answers with several codes, by the patterns that the tally keeps. */
#include "figures/draft.h"

#include "stats/multiple.h"

#include <math.h>
#include <string.h>

/* A row's code, for an answer to be asked whether it has it. */
static bool is_in_headline(const vb_draft *d, size_t category)
{
    for (; category != VB_NO_CATEGORY; category = d->lexicon->categories[category].parent)
        for (size_t i = 0; i < d->lexicon->n_headline; i++)
            if (d->lexicon->headline[i] == category)
                return true;
    return false;
}

static bool has_code(const vb_draft *d, const vb_tally_answer *answer, size_t row)
{
    if (d->rows[row].kind == VB_ROW_UNCODED)
        return answer->reason != VB_CODED;
    for (size_t i = 0; i < answer->n_codes; i++) {
        if (d->rows[row].kind == VB_ROW_OTHER && !is_in_headline(d, answer->codes[i]))
            return true;
        for (size_t c = answer->codes[i]; c != VB_NO_CATEGORY; c = d->lexicon->categories[c].parent)
            if (c == d->rows[row].category)
                return true;
    }
    return false;
}

static bool is_substantive(const vb_tally_answer *answer)
{
    return answer->reason != VB_REASON_EMPTY && answer->reason != VB_REASON_UNREADABLE &&
           answer->reason != VB_REASON_NON_ANSWER;
}

/* ---- Two codes ---- */

typedef struct {
    const vb_draft *draft;
    size_t a, b;
    uint64_t only_a, only_b;
} pair;

static void count_pair(void *context, const vb_tally_pattern *pattern)
{
    pair *p = context;
    bool has_a = has_code(p->draft, &pattern->answer, p->a);
    bool has_b = has_code(p->draft, &pattern->answer, p->b);
    p->only_a += has_a && !has_b ? pattern->n : 0;
    p->only_b += has_b && !has_a ? pattern->n : 0;
}

void vb_draft_discordant(const vb_draft *d, size_t column, size_t a, size_t b, uint64_t *only_a, uint64_t *only_b)
{
    pair p = {.draft = d, .a = a, .b = b};
    size_t breakdown = d->breakdown->breakdown;
    if (column + 1 == d->n_columns)
        vb_tally_patterns(d->tally, breakdown, SIZE_MAX, count_pair, &p);
    for (size_t g = 0; column + 1 < d->n_columns && g < d->n_groups; g++)
        if (d->column_of[g] == column)
            vb_tally_patterns(d->tally, breakdown, g, count_pair, &p);
    *only_a = p.only_a;
    *only_b = p.only_b;
}

/* ---- All codes ---- */

/* The sets of codes that occur, each once, and how many answers of each group have them. */
typedef struct {
    vb_draft *draft;
    const size_t *rows;
    size_t n_rows;
    size_t *group_of; /* of each column: its place among the groups, or SIZE_MAX */
    size_t n_groups;
    size_t column; /* that is counted */
    unsigned char *set;
    vb_map known; /* set -> its number */
    unsigned char *sets;
    uint64_t *counts;
    size_t n, cap;
    bool failed;
} collection;

static bool grow(collection *c)
{
    size_t cap = c->cap == 0 ? 64 : 2 * c->cap;
    unsigned char *sets = vb_draft_array(c->draft, cap, c->n_rows);
    uint64_t *counts = vb_draft_array(c->draft, cap, c->n_groups * sizeof *counts);
    if (sets == NULL || counts == NULL)
        return false;
    if (c->n > 0) {
        memcpy(sets, c->sets, c->n * c->n_rows);
        memcpy(counts, c->counts, c->n * c->n_groups * sizeof *counts);
    }
    c->sets = sets;
    c->counts = counts;
    c->cap = cap;
    return true;
}

static size_t number_of(collection *c)
{
    size_t number = vb_map_find(&c->known, (vb_str){(const char *)c->set, c->n_rows});
    if (number != VB_MAP_NONE)
        return number;
    vb_str key = vb_arena_copy(c->draft->arena, (vb_str){(const char *)c->set, c->n_rows});
    if (key.ptr == NULL || (c->n == c->cap && !grow(c)) || !vb_map_set(&c->known, key, c->n))
        return VB_MAP_NONE;
    memcpy(&c->sets[c->n * c->n_rows], c->set, c->n_rows);
    return c->n++;
}

static void collect(void *context, const vb_tally_pattern *pattern)
{
    collection *c = context;
    if (c->failed || !is_substantive(&pattern->answer))
        return;
    for (size_t i = 0; i < c->n_rows; i++)
        c->set[i] = has_code(c->draft, &pattern->answer, c->rows[i]);
    size_t number = number_of(c);
    c->failed = number == VB_MAP_NONE;
    if (!c->failed)
        c->counts[number * c->n_groups + c->group_of[c->column]] += pattern->n;
}

static bool collect_all(collection *c)
{
    vb_draft *d = c->draft;
    c->group_of = vb_draft_array(d, d->n_columns, sizeof *c->group_of);
    c->set = vb_draft_array(d, c->n_rows, 1);
    if (c->group_of == NULL || c->set == NULL)
        return false;
    for (size_t k = 0; k + 1 < d->n_columns; k++)
        c->group_of[k] = d->columns[k].tested && d->bases[k] > 0 ? c->n_groups++ : SIZE_MAX;
    for (size_t g = 0; g < d->n_groups && !c->failed; g++) {
        c->column = d->column_of[g];
        if (c->column != SIZE_MAX && c->group_of[c->column] != SIZE_MAX)
            vb_tally_patterns(d->tally, d->breakdown->breakdown, g, collect, c);
    }
    vb_map_release(&c->known);
    return !c->failed;
}

static vb_str row_label(const vb_draft *d, size_t row)
{
    static const vb_str other = {"other challenges", sizeof "other challenges" - 1};
    size_t category = d->rows[row].category;
    return category == VB_NO_CATEGORY ? other : vb_figures_category_label(&d->lexicon->categories[category]);
}

bool vb_draft_multiple(vb_draft *d, const size_t *rows, size_t n_rows)
{
    collection c = {.draft = d, .rows = rows, .n_rows = n_rows};
    bool *left_out = vb_draft_array(d, n_rows, sizeof *left_out);
    vb_str *labels = vb_draft_array(d, n_rows, sizeof *labels);
    if (left_out == NULL || labels == NULL || !collect_all(&c))
        return false;
    vb_multiple data = {c.sets, c.counts, c.n, n_rows, c.n_groups};
    vb_multiple_test result;
    if (!vb_multiple_run(&data, left_out, &result))
        return false;
    for (size_t i = 0; i < n_rows; i++)
        if (left_out[i])
            labels[d->section.n_left_out++] = row_label(d, rows[i]);
    d->section.left_out = labels;
    bool made = !isnan(result.p);
    d->section.test = vb_draft_untested(made ? VB_UNTESTED_NOT : VB_UNTESTED_CONSTANT);
    if (made) {
        d->section.test.kind = VB_TEST_RAO_SCOTT;
        d->section.test.statistic = result.adjusted;
        d->section.test.df = result.df;
        d->section.test.p = result.p;
    }
    return true;
}
