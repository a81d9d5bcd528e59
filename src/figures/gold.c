#include "figures/gold.h"

#include "base/str.h"

static size_t find_row(const vb_draft *d, vb_crosstab_row_kind kind, size_t category)
{
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->rows[r].kind == kind && d->rows[r].category == category)
            return r;
    return SIZE_MAX;
}

/* The deepest row that a code's answers stand in. */
static size_t row_of_code(const vb_draft *d, size_t category)
{
    for (; category != VB_NO_CATEGORY; category = d->lexicon->categories[category].parent) {
        size_t row = find_row(d, VB_ROW_CODE, category);
        if (row != SIZE_MAX)
            return row;
    }
    return find_row(d, VB_ROW_OTHER, VB_NO_CATEGORY);
}

static size_t row_of_answer(const vb_draft *d, const vb_tally_answer *answer)
{
    return answer->reason == VB_CODED ? row_of_code(d, answer->primary) : find_row(d, VB_ROW_UNCODED, VB_NO_CATEGORY);
}

/* Mark the rows that an answer is counted in. */
static void mark_rows(const vb_draft *d, const vb_tally_answer *answer, bool *has)
{
    bool mentions = d->options->count == VB_COUNT_MENTIONS && answer->reason == VB_CODED;
    size_t n = mentions ? answer->n_codes : 1;
    for (size_t r = 0; r < d->n_rows; r++)
        has[r] = false;
    for (size_t i = 0; i < n; i++)
        for (size_t r = mentions ? row_of_code(d, answer->codes[i]) : row_of_answer(d, answer); r != SIZE_MAX;
             r = d->parents[r])
            has[r] = true;
}

static void count_in(vb_gold_counts *counts, size_t column, size_t coded, size_t gold, const bool *has_coded,
                     const bool *has_gold)
{
    size_t k = counts->k;
    counts->checked[column]++;
    if (counts->tables != NULL)
        counts->tables[(column * k + coded) * k + gold]++;
    for (size_t r = 0; counts->pairs != NULL && r < k; r++)
        counts->pairs[(column * k + r) * 4 + (has_coded[r] ? 0 : 2) + (has_gold[r] ? 0 : 1)]++;
}

static size_t column_of_group(const vb_draft *d, const vb_tally_group *groups, vb_str name)
{
    for (size_t g = 0; g < d->n_groups; g++)
        if (vb_str_equal(groups[g].name, name))
            return d->column_of[g];
    return SIZE_MAX;
}

bool vb_gold_count(vb_draft *d, bool single, vb_gold_counts *counts)
{
    size_t n_groups, k = d->n_rows, total = d->n_columns - 1;
    const vb_tally_group *groups = vb_tally_groups(d->tally, d->breakdown->breakdown, &n_groups);
    *counts = (vb_gold_counts){.k = k, .checked = vb_draft_array(d, d->n_columns, sizeof *counts->checked)};
    uint64_t *tables = vb_draft_array(d, d->n_columns * k * (single ? k : 4), sizeof *tables);
    size_t *last = vb_draft_array(d, d->n_columns, sizeof *last); /* the pair that a column counted last, and 1 */
    bool *has_coded = vb_draft_array(d, k, sizeof *has_coded), *has_gold = vb_draft_array(d, k, sizeof *has_gold);
    if (counts->checked == NULL || tables == NULL || last == NULL || has_coded == NULL || has_gold == NULL)
        return false;
    *(single ? &counts->tables : &counts->pairs) = tables;
    for (size_t i = 0; i < d->gold->n_pairs; i++) {
        const vb_coded_pair *pair = &d->gold->pairs[i];
        vb_reason reason = pair->coded.reason;
        if (reason == VB_REASON_EMPTY || reason == VB_REASON_UNREADABLE || reason == VB_REASON_NON_ANSWER) {
            counts->outside++;
            continue;
        }
        size_t coded = row_of_answer(d, &pair->coded), gold = row_of_answer(d, &pair->gold);
        mark_rows(d, &pair->coded, has_coded);
        mark_rows(d, &pair->gold, has_gold);
        count_in(counts, total, coded, gold, has_coded, has_gold);
        for (size_t g = 0; g < pair->n_groups; g++) {
            size_t column = pair->breakdowns[g] == d->breakdown->breakdown
                                ? column_of_group(d, groups, pair->groups[g])
                                : SIZE_MAX;
            if (column == SIZE_MAX || last[column] == i + 1) /* two groups that stand in one column */
                continue;
            last[column] = i + 1;
            count_in(counts, column, coded, gold, has_coded, has_gold);
        }
    }
    return true;
}
