#include "figures/suppress.h"

#include "base/str.h"

#include <stdlib.h>

/* ---- Hiding ---- */

static bool is_below(const vb_draft *d, size_t row, size_t above)
{
    for (; row != SIZE_MAX; row = d->parents[row])
        if (row == above)
            return true;
    return false;
}

static void hide_row(vb_draft *d, size_t row)
{
    for (size_t k = 0; k < d->n_columns; k++)
        vb_draft_figure(d, row, k)->hidden = true;
}

void vb_hiding_hide_total(vb_hiding *h, size_t row)
{
    for (size_t r = 0; r < h->n_rows; r++) {
        if (!is_below(&h->drafts[0], r, row))
            continue;
        h->totals[r] = true;
        for (size_t i = 0; i < h->n_drafts; i++)
            hide_row(&h->drafts[i], r);
    }
}

void vb_hiding_hide_all(vb_hiding *h)
{
    for (size_t r = 0; r < h->n_rows; r++)
        vb_hiding_hide_total(h, r);
}

size_t vb_hiding_smallest_in_row(const vb_draft *d, size_t row)
{
    size_t best = SIZE_MAX;
    for (size_t k = 0; k + 1 < d->n_columns; k++)
        if (!vb_draft_figure(d, row, k)->hidden &&
            (best == SIZE_MAX || vb_draft_count(d, row, k) < vb_draft_count(d, row, best)))
            best = k;
    return best;
}

size_t vb_hiding_smallest_in_column(const vb_draft *d, size_t row, size_t column)
{
    size_t best = SIZE_MAX;
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->parents[r] == d->parents[row] && !vb_draft_figure(d, r, column)->hidden &&
            (best == SIZE_MAX || vb_draft_count(d, r, column) < vb_draft_count(d, best, column)))
            best = r;
    return best;
}

/* S2. */
static bool is_small(const vb_draft *d, size_t row, size_t column)
{
    uint64_t n = vb_draft_count(d, row, column), least = d->options->min_cell;
    bool mentions = d->options->count == VB_COUNT_MENTIONS;
    return n < least || (mentions && d->bases[column] - n < least);
}

static void hide_small(vb_hiding *h)
{
    for (size_t i = 0; i < h->n_drafts; i++) {
        vb_draft *d = &h->drafts[i];
        for (size_t r = 0; r < h->n_rows; r++) {
            if (is_small(d, r, d->n_columns - 1))
                vb_hiding_hide_total(h, r);
            for (size_t k = 0; k + 1 < d->n_columns; k++)
                if (is_small(d, r, k))
                    vb_draft_figure(d, r, k)->hidden = true;
        }
    }
}

/* With everything hidden nothing is ranked or advised, so whether the report is doubtful need not be told. */
static void forget_doubt(vb_hiding *h)
{
    for (size_t i = 0; i < h->n_drafts; i++)
        h->drafts[i].doubtful = false;
}

static bool is_all_hidden(const vb_hiding *h)
{
    for (size_t r = 0; r < h->n_rows; r++)
        if (!h->totals[r])
            return false;
    return true;
}

static bool hide(vb_hiding *h)
{
    bool mentions = h->drafts[0].options->count == VB_COUNT_MENTIONS;
    hide_small(h);
    if (!vb_hiding_note_doubt(h))
        return false;
    for (bool again = true; again && !is_all_hidden(h);) {
        again = false;
        if (!(mentions ? vb_suppress_mentions(h, &again) : vb_suppress_primary(h, &again)))
            return false;
    }
    if (is_all_hidden(h))
        forget_doubt(h);
    return true;
}

/* ---- The order of rows ---- */

static int compare_paths(const vb_draft *d, size_t a, size_t b)
{
    return vb_str_compare(d->lexicon->categories[d->rows[a].category].path,
                          d->lexicon->categories[d->rows[b].category].path);
}

/* Add the rows below `parent`: those with a total in their order, then the others by their paths, because their order
 * would tell of their totals.  A headline is in the lexicon's order anyhow. */
static void order_rows(const vb_hiding *h, size_t parent, size_t *order, size_t *n)
{
    const vb_draft *d = &h->drafts[0];
    bool fixed = parent == SIZE_MAX && d->options->headline && d->lexicon->n_headline > 0;
    for (size_t r = 0; r < h->n_rows; r++) {
        bool late = h->totals[r] && !fixed && d->rows[r].kind == VB_ROW_CODE;
        if (d->parents[r] != parent || late || d->rows[r].kind == VB_ROW_UNCODED)
            continue;
        order[(*n)++] = r;
        order_rows(h, r, order, n);
    }
    for (size_t last = SIZE_MAX; !fixed;) {
        size_t next = SIZE_MAX;
        for (size_t r = 0; r < h->n_rows; r++) {
            bool late = h->totals[r] && d->rows[r].kind == VB_ROW_CODE && d->parents[r] == parent;
            if (late && (last == SIZE_MAX || compare_paths(d, r, last) > 0) &&
                (next == SIZE_MAX || compare_paths(d, r, next) < 0))
                next = r;
        }
        if (next == SIZE_MAX)
            break;
        order[(*n)++] = next;
        order_rows(h, next, order, n);
        last = next;
    }
    for (size_t r = 0; parent == SIZE_MAX && r < h->n_rows; r++)
        if (d->rows[r].kind == VB_ROW_UNCODED)
            order[(*n)++] = r;
}

static bool move_rows(vb_draft *d, const size_t *order)
{
    vb_figures_row *rows = vb_draft_array(d, d->n_rows, sizeof *rows);
    size_t *parents = vb_draft_array(d, d->n_rows, sizeof *parents);
    size_t *places = vb_draft_array(d, d->n_rows, sizeof *places);
    uint64_t *counts = vb_draft_array(d, d->n_rows * d->n_columns, sizeof *counts);
    vb_figure *figures = vb_draft_array(d, d->n_rows * d->n_columns, sizeof *figures);
    if (rows == NULL || parents == NULL || places == NULL || counts == NULL || figures == NULL)
        return false;
    for (size_t i = 0; i < d->n_rows; i++)
        places[order[i]] = i;
    for (size_t i = 0; i < d->n_rows; i++) {
        size_t r = order[i];
        rows[i] = d->rows[r];
        rows[i].figures = &figures[i * d->n_columns];
        parents[i] = d->parents[r] == SIZE_MAX ? SIZE_MAX : places[d->parents[r]];
        memcpy(&counts[i * d->n_columns], &d->counts[r * d->n_columns], d->n_columns * sizeof *counts);
        memcpy(&figures[i * d->n_columns], &d->figures[r * d->n_columns], d->n_columns * sizeof *figures);
    }
    d->rows = rows;
    d->parents = parents;
    d->counts = counts;
    d->figures = figures;
    d->section.rows = rows;
    return true;
}

/* ---- What else is not published ---- */

/* As many as a hidden cell may have at most by plain subtraction: what the others leave of the column, and of the
 * row.
 */
static uint64_t most_possible(const vb_draft *d, size_t row, size_t column)
{
    bool mentions = d->options->count == VB_COUNT_MENTIONS;
    size_t total = d->n_columns - 1;
    uint64_t in_column = d->bases[column];
    for (size_t r = 0; r < d->n_rows; r++) {
        bool adds = d->parents[r] == SIZE_MAX && (!mentions || d->rows[r].kind == VB_ROW_UNCODED);
        if (adds && !vb_draft_figure(d, r, column)->hidden)
            in_column -= vb_draft_count(d, r, column);
    }
    if (column == total || vb_draft_figure(d, row, total)->hidden)
        return in_column;
    uint64_t in_row = vb_draft_count(d, row, total);
    for (size_t k = 0; k < total; k++)
        if (!vb_draft_figure(d, row, k)->hidden)
            in_row -= vb_draft_count(d, row, k);
    return in_row < in_column ? in_row : in_column;
}

static bool set_floors(vb_draft *d)
{
    d->floors = vb_draft_array(d, d->n_columns, sizeof *d->floors);
    for (size_t k = 0; d->floors != NULL && k < d->n_columns; k++)
        for (size_t r = 0; r < d->n_rows; r++) {
            bool ranked = d->rows[r].kind == VB_ROW_CODE && d->rows[r].level == 1;
            if (!ranked || !vb_draft_figure(d, r, k)->hidden)
                continue;
            uint64_t most = most_possible(d, r, k);
            d->floors[k] = most > d->floors[k] ? most : d->floors[k];
        }
    return d->floors != NULL;
}

static void clear_chains(vb_draft *d, bool uncoded_hidden)
{
    size_t total = d->n_columns - 1;
    for (size_t k = 0; k < total; k++) {
        d->columns[k].base = (vb_base_chain){.substantive = d->bases[k]};
        d->columns[k].has_chain = false;
    }
    d->columns[total].base.by_term = VB_NOT_SHOWN;
    if (uncoded_hidden)
        d->columns[total].base.recognised = VB_NOT_SHOWN;
}

/* S5: so few answers that there is nothing to show. */
static void show_nothing(vb_hiding *h)
{
    vb_hiding_hide_all(h);
    forget_doubt(h);
    for (size_t i = 0; i < h->n_drafts; i++) {
        vb_draft *d = &h->drafts[i];
        vb_figures_column *total = &d->columns[d->n_columns - 1];
        total->base = (vb_base_chain){0};
        total->has_chain = false;
        d->bases[d->n_columns - 1] = 0;
    }
}

bool vb_suppress(vb_draft *drafts, size_t n)
{
    vb_draft *first = &drafts[0];
    size_t order_n = 0;
    vb_hiding h = {.drafts = drafts, .n_drafts = n, .n_rows = first->n_rows, .width = first->options->min_cell};
    h.totals = vb_draft_array(first, h.n_rows, sizeof *h.totals);
    size_t *order = vb_draft_array(first, h.n_rows, sizeof *order);
    if (h.totals == NULL || order == NULL)
        return false;
    bool tiny = first->bases[first->n_columns - 1] < first->options->min_group;
    bool hidden = tiny || h.width == 0 || hide(&h);
    vb_arena_release(&h.scratch);
    if (!hidden)
        return false;
    if (tiny)
        show_nothing(&h);
    bool uncoded_hidden = h.totals[h.n_rows - 1]; /* uncoded stands last */
    order_rows(&h, SIZE_MAX, order, &order_n);
    for (size_t i = 0; i < n; i++) {
        if (!move_rows(&drafts[i], order) || !set_floors(&drafts[i]))
            return false;
        clear_chains(&drafts[i], uncoded_hidden);
    }
    return true;
}
