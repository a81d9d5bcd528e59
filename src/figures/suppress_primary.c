/* Counts of the primary: each answer stands in one column and one row, so counts are flows from the columns through
 * the rows.  A row's answers are among its parent's:
 *
 *     column → (column, parent) → (column, child) → child → parent → what gives it → all
 *                              ↘ (column, parent itself) ↗
 *
 * where a row without children needs no node of its own in a column.  Published counts are arcs that carry what they
 * carry; hidden ones may carry anything that is conserved.  What may stand in a hidden cell is worked out exactly. */
#include "figures/flow.h"
#include "figures/suppress.h"

#define NONE SIZE_MAX

/* One section's network, or that of the totals alone (as if they were the one column). */
typedef struct {
    vb_hiding *hiding;
    vb_draft *draft;
    size_t first, n_columns; /* the columns that it is of */
    bool *has_children;
    size_t *cells;   /* rows × columns: arcs */
    size_t *owns;    /* likewise, of rows with children: those that have no child's code; NONE */
    size_t n_hidden; /* cells hidden since the network was made */
    vb_flow flow;
} network;

static size_t row_node(size_t row)
{
    return 1 + row;
}

static size_t column_node(const network *n, size_t column)
{
    return 1 + n->draft->n_rows + column;
}

/* Of a row with children in a column. */
static size_t part_node(const network *n, size_t row, size_t column)
{
    return 1 + n->draft->n_rows + n->n_columns + row * n->n_columns + column;
}

/* Where a top-level row's answers go on to; those that both may give, to the end. */
static size_t given_node(const network *n, vb_given_by given_by)
{
    return given_by == VB_GIVEN_BY_EITHER ? 0 : part_node(n, n->draft->n_rows, 0) + (given_by == VB_GIVEN_BY_TERM);
}

static uint64_t own_count(const vb_draft *d, size_t row, size_t column)
{
    uint64_t own = vb_draft_count(d, row, column);
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->parents[r] == row)
            own -= vb_draft_count(d, r, column);
    return own;
}

/* Let a cell's arc carry what the reader may take it to be. */
static void set_limits(network *n, size_t row, size_t column)
{
    const vb_draft *d = n->draft;
    uint64_t amount = vb_draft_count(d, row, n->first + column);
    bool hidden = vb_draft_figure(d, row, n->first + column)->hidden;
    uint64_t low = hidden ? 0 : amount, high = hidden ? VB_FLOW_FREE : amount;
    vb_flow_set_limits(&n->flow, n->cells[row * n->n_columns + column], low, high);
}

static void add_column(network *n, size_t column)
{
    const vb_draft *d = n->draft;
    for (size_t r = 0; r < d->n_rows; r++) {
        size_t at = r * n->n_columns + column;
        uint64_t count = vb_draft_count(d, r, n->first + column);
        size_t tail = d->parents[r] == NONE ? column_node(n, column) : part_node(n, d->parents[r], column);
        size_t head = n->has_children[r] ? part_node(n, r, column) : row_node(r);
        n->cells[at] = vb_flow_add(&n->flow, tail, head, count, count, count);
        n->owns[at] = NONE;
        if (n->has_children[r])
            n->owns[at] =
                vb_flow_add(&n->flow, head, row_node(r), own_count(d, r, n->first + column), 0, VB_FLOW_FREE);
        set_limits(n, r, column);
    }
}

/* The rows' totals: of the network of the totals they are the cells.  All that only terms give flow together, and so
 * do all that no term gives: it is known how many these may be. */
static void add_totals(network *n, bool alone)
{
    const vb_draft *d = n->draft;
    uint64_t given[] = {0, 0, 0}, answers = d->bases[d->n_columns - 1];
    for (size_t r = 0; r < d->n_rows; r++) {
        uint64_t count = vb_draft_count(d, r, d->n_columns - 1);
        bool hidden = alone || n->hiding->totals[r];
        uint64_t low = hidden ? 0 : count, high = hidden ? VB_FLOW_FREE : count;
        size_t head = d->parents[r] == NONE ? given_node(n, n->hiding->given_by[r]) : row_node(d->parents[r]);
        (void)vb_flow_add(&n->flow, row_node(r), head, count, low, high);
        given[n->hiding->given_by[r]] += d->parents[r] == NONE ? count : 0;
    }
    (void)vb_flow_add(&n->flow, given_node(n, VB_GIVEN_BY_TERM), 0, given[VB_GIVEN_BY_TERM], 0,
                      n->hiding->by_term_high);
    (void)vb_flow_add(&n->flow, given_node(n, VB_GIVEN_BY_INDICATORS), 0, given[VB_GIVEN_BY_INDICATORS], 0,
                      answers - n->hiding->by_term_low);
}

static bool make_network(vb_hiding *h, vb_draft *d, bool totals, network *n)
{
    *n = (network){
        .hiding = h, .draft = d, .first = totals ? d->n_columns - 1 : 0, .n_columns = totals ? 1 : d->n_columns - 1};
    size_t cells = d->n_rows * n->n_columns;
    vb_arena_clear(&h->scratch);
    n->has_children = vb_arena_alloc(&h->scratch, d->n_rows * sizeof *n->has_children);
    n->cells = vb_arena_alloc(&h->scratch, cells * sizeof *n->cells);
    n->owns = vb_arena_alloc(&h->scratch, cells * sizeof *n->owns);
    if (n->has_children == NULL || n->cells == NULL || n->owns == NULL ||
        !vb_flow_init(&n->flow, 3 + d->n_rows + n->n_columns + cells, 2 + 2 * cells + d->n_rows, &h->scratch))
        return false;
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->parents[r] != NONE)
            n->has_children[d->parents[r]] = true;
    for (size_t k = 0; k < n->n_columns; k++)
        add_column(n, k);
    add_totals(n, totals);
    return true;
}

/* ---- Hiding more ---- */

static size_t hidden_in_row(const network *n, size_t row)
{
    size_t hidden = 0;
    for (size_t k = 0; k < n->n_columns; k++)
        hidden += vb_draft_figure(n->draft, row, n->first + k)->hidden;
    return hidden;
}

/* One hidden cell of a row whose total is published is the rest of it: another goes with it. */
static void pair_row(network *n, size_t row)
{
    if (n->hiding->totals[row] || hidden_in_row(n, row) != 1)
        return;
    size_t other = vb_hiding_smallest_in_row(n->draft, row);
    if (other == NONE)
        return;
    vb_draft_figure(n->draft, row, other)->hidden = true;
    n->n_hidden++;
    set_limits(n, row, other);
}

static void hide_cell(network *n, size_t row, size_t column)
{
    vb_draft_figure(n->draft, row, column)->hidden = true;
    n->n_hidden++;
    set_limits(n, row, column);
    pair_row(n, row);
}

/* Hide one more cell, so that the one at (row, column) may be more: another of its row or of its column, whichever
 * is needed or has less; else the parent's.  False: a total had to be hidden. */
static bool hide_beside(network *n, size_t row, size_t column)
{
    const vb_draft *d = n->draft;
    size_t other_row = vb_hiding_smallest_in_column(d, row, column);
    size_t other_column = n->hiding->totals[row] ? NONE : vb_hiding_smallest_in_row(d, row);
    bool row_first = other_column != NONE && (other_row == NONE || vb_draft_count(d, row, other_column) <
                                                                       vb_draft_count(d, other_row, column));
    if (row_first) {
        hide_cell(n, row, other_column);
        return true;
    }
    if (other_row != NONE) {
        hide_cell(n, other_row, column);
        return true;
    }
    size_t parent = d->parents[row];
    if (parent != NONE && !vb_draft_figure(d, parent, column)->hidden) {
        hide_cell(n, parent, column);
        return true;
    }
    if (!n->hiding->totals[row])
        vb_hiding_hide_total(n->hiding, row);
    else
        vb_hiding_hide_all(n->hiding);
    return false;
}

/* A total too narrow takes another one of the same parent with it, or the parent's, or all. */
static void hide_total_beside(network *n, size_t row)
{
    const vb_draft *d = n->draft;
    size_t other = vb_hiding_smallest_in_column(d, row, n->first), parent = d->parents[row];
    if (other == NONE && parent != NONE && !n->hiding->totals[parent])
        other = parent;
    if (other == NONE)
        vb_hiding_hide_all(n->hiding);
    else
        vb_hiding_hide_total(n->hiding, other);
}

/* Whether so few have a parent's code and no child's that they must not be worked out either. */
static bool is_own_small(const network *n, size_t row, size_t column)
{
    if (n->owns[row * n->n_columns + column] == NONE)
        return false;
    uint64_t own = own_count(n->draft, row, n->first + column);
    return own > 0 && own < n->hiding->width;
}

static bool is_narrow(network *n, size_t arc)
{
    return !vb_flow_is_wide(&n->flow, arc, n->hiding->width);
}

/* Some child that is published, for its parent's own answers to be hidden among; NONE. */
static size_t smallest_child(const vb_draft *d, size_t row, size_t column)
{
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->parents[r] == row)
            return vb_hiding_smallest_in_column(d, r, column);
    return NONE;
}

static bool check_totals(vb_hiding *h, bool *again)
{
    network n;
    if (!make_network(h, &h->drafts[0], true, &n))
        return false;
    for (size_t r = 0; r < h->n_rows && !*again; r++) {
        if (h->totals[r] && is_narrow(&n, n.cells[r])) {
            hide_total_beside(&n, r);
            *again = true;
        } else if (!h->totals[r] && is_own_small(&n, r, 0) && is_narrow(&n, n.owns[r])) {
            size_t child = smallest_child(n.draft, r, n.first);
            vb_hiding_hide_total(h, child == NONE ? r : child);
            *again = true;
        }
    }
    return true;
}

/* Make a hidden cell wide enough.  False: a total had to be hidden. */
static bool widen_cell(network *n, size_t row, size_t column)
{
    while (vb_draft_figure(n->draft, row, column)->hidden && is_narrow(n, n->cells[row * n->n_columns + column]))
        if (!hide_beside(n, row, column))
            return false;
    return true;
}

/* Likewise a parent's own answers, which need a child to be mixed up with. */
static bool widen_own(network *n, size_t row, size_t column)
{
    while (is_own_small(n, row, column) && is_narrow(n, n->owns[row * n->n_columns + column])) {
        size_t child = smallest_child(n->draft, row, column);
        bool parent_hidden = vb_draft_figure(n->draft, row, column)->hidden;
        if (child == NONE && parent_hidden && !hide_beside(n, row, column))
            return false;
        size_t next = child != NONE ? child : row;
        if (child != NONE || !parent_hidden)
            hide_cell(n, next, column);
        if (!widen_cell(n, next, column))
            return false;
    }
    return true;
}

static bool check_section(vb_hiding *h, vb_draft *d, bool *again)
{
    network n;
    if (d->n_columns < 2)
        return true;
    if (!make_network(h, d, false, &n))
        return false;
    for (size_t r = 0; r < d->n_rows; r++)
        pair_row(&n, r);
    /* What is hidden on the way makes others wider, never narrower, but has to be looked at itself. */
    for (size_t before = SIZE_MAX; before != n.n_hidden && !*again;) {
        before = n.n_hidden;
        for (int own = 0; own < 2; own++)
            for (size_t r = 0; r < d->n_rows && !*again; r++)
                for (size_t k = 0; k < n.n_columns && !*again; k++)
                    *again = !(own ? widen_own(&n, r, k) : widen_cell(&n, r, k));
    }
    return true;
}

bool vb_suppress_primary(vb_hiding *h, bool *again)
{
    if (!check_totals(h, again))
        return false;
    for (size_t i = 0; i < h->n_drafts && !*again; i++)
        if (!check_section(h, &h->drafts[i], again))
            return false;
    return true;
}
