#include "figures/draft.h"

/* The nearest row that a category's answers are among too, or SIZE_MAX. */
static size_t row_above(const vb_draft *d, const size_t *row_of, size_t category)
{
    const vb_category *categories = d->lexicon->categories;
    if (category == VB_NO_CATEGORY)
        return SIZE_MAX;
    for (size_t c = categories[category].parent; c != VB_NO_CATEGORY; c = categories[c].parent)
        if (row_of[c] != SIZE_MAX)
            return row_of[c];
    return SIZE_MAX;
}

static bool find_parents(vb_draft *d)
{
    size_t *row_of = vb_draft_array(d, d->lexicon->n_categories, sizeof *row_of);
    if (row_of == NULL)
        return false;
    for (size_t c = 0; c < d->lexicon->n_categories; c++)
        row_of[c] = SIZE_MAX;
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->rows[r].kind == VB_ROW_CODE)
            row_of[d->rows[r].category] = r;
    for (size_t r = 0; r < d->n_rows; r++)
        d->parents[r] = row_above(d, row_of, d->rows[r].category);
    return true;
}

/* A row's counts: groups that stand together are added up. */
static void count_row(vb_draft *d, size_t row, const vb_crosstab_cell *cells)
{
    uint64_t *counts = &d->counts[row * d->n_columns];
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->column_of[g] != SIZE_MAX)
            counts[d->column_of[g]] += vb_crosstab_count(&cells[g], d->options->count);
    counts[d->n_columns - 1] = vb_crosstab_count(&cells[d->n_groups], d->options->count);
}

bool vb_draft_rows(vb_draft *d)
{
    vb_crosstab_options options = {d->options->level, d->options->headline, d->options->count};
    vb_crosstab table;
    if (!vb_crosstab_make(d->tally, d->breakdown->breakdown, d->lexicon, &options, &table))
        return false;
    d->n_rows = table.n_rows;
    d->rows = vb_draft_array(d, d->n_rows, sizeof *d->rows);
    d->parents = vb_draft_array(d, d->n_rows, sizeof *d->parents);
    d->counts = vb_draft_array(d, d->n_rows * d->n_columns, sizeof *d->counts);
    d->figures = vb_draft_array(d, d->n_rows * d->n_columns, sizeof *d->figures);
    bool ok = d->rows != NULL && d->parents != NULL && d->counts != NULL && d->figures != NULL;
    for (size_t r = 0; ok && r < d->n_rows; r++) {
        const vb_crosstab_row *row = &table.rows[r];
        d->rows[r] = (vb_figures_row){
            .kind = row->kind, .category = row->category, .level = row->level, .figures = vb_draft_figure(d, r, 0)};
        count_row(d, r, row->cells);
    }
    vb_crosstab_release(&table);
    d->section.rows = d->rows;
    d->section.n_rows = d->n_rows;
    return ok && find_parents(d);
}
