/* Counts of mentions: an answer may stand in many rows, so each row is a line by itself, its groups adding up to its
 * total.  Rows know of each other that
 *   - a parent has the answers of each of its children, so that it has no fewer than any of them;
 *   - no code has more answers than were recognised, and the top-level codes together have no fewer;
 *   - the base without the uncoded is how many were recognised;
 *   - a code that no term gives is one only where nothing beside it is as strong, so that nobody has two of these;
 *   - those that terms alone give, and those that they do not, are limited by whether the report is doubtful.
 * Where a parent's count is hidden those of its children are too.
 *
 * What a hidden count may be is bounded from within: how far it can move while every other row stays as it truly is,
 * but for its parent moving along, and children along with their parent.  That is a part of what is possible, so the
 * range is at least as wide.  A row's count moves up in one group as it moves down in others, or with its total where
 * that is hidden; then in every section, which is possible because there all of the row is hidden. */
#include "figures/suppress.h"

#define NONE SIZE_MAX

/* How far a count may move. */
typedef struct {
    uint64_t up, down;
} play;

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t minus(uint64_t a, uint64_t b)
{
    return a > b ? a - b : 0;
}

static bool is_hidden(const vb_draft *d, size_t row, size_t column)
{
    return vb_draft_figure(d, row, column)->hidden;
}

/* The groups of a section; of one without groups the total stands for one. */
static size_t count_groups(const vb_draft *d)
{
    return d->n_columns > 1 ? d->n_columns - 1 : 1;
}

/* How far a count may move by the other top-level rows of its column. */
static play within_column(const vb_hiding *h, const vb_draft *d, size_t row, size_t column)
{
    uint64_t n = vb_draft_count(d, row, column), base = d->bases[column];
    uint64_t recognised = base - vb_draft_count(d, d->n_rows - 1, column);
    uint64_t others = 0, largest = 0, alone = 0;
    for (size_t r = 0; r + 1 < d->n_rows; r++) {
        if (d->parents[r] != NONE)
            continue;
        uint64_t count = vb_draft_count(d, r, column);
        alone += h->given_by[r] == VB_GIVEN_BY_INDICATORS ? count : 0;
        others += r == row ? 0 : count;
        largest = r != row && count > largest ? count : largest;
    }
    if (d->rows[row].kind == VB_ROW_UNCODED)
        return (play){minus(recognised, alone > largest ? alone : largest), minus(n, minus(base, others))};
    uint64_t up = minus(recognised, h->given_by[row] == VB_GIVEN_BY_INDICATORS ? alone : n);
    return (play){up, least(n, minus(n + others, recognised))};
}

/* By how many a child's parent has more: of children that no term gives than all of them together. */
static uint64_t above(const vb_hiding *h, const vb_draft *d, size_t row, size_t column)
{
    uint64_t n = vb_draft_count(d, row, column);
    for (size_t r = 0; r < d->n_rows && h->given_by[row] == VB_GIVEN_BY_INDICATORS; r++)
        if (r != row && d->parents[r] == d->parents[row] && h->given_by[r] == VB_GIVEN_BY_INDICATORS)
            n += vb_draft_count(d, r, column);
    return minus(vb_draft_count(d, d->parents[row], column), n);
}

/* How far a total may move by what is known of answers in which a term was recognised.  No fewer than the lower limit
 * are neither uncoded nor have a code that no term gives; beside the upper limit there are indicators for the rest.
 */
static play within_doubt(const vb_hiding *h, size_t row)
{
    const vb_draft *d = &h->drafts[0];
    size_t total = d->n_columns - 1;
    uint64_t answers = d->bases[total], without = 0, indicated = 0;
    for (size_t r = 0; r < d->n_rows; r++) {
        uint64_t count = d->parents[r] == NONE ? vb_draft_count(d, r, total) : 0;
        without += h->given_by[r] == VB_GIVEN_BY_INDICATORS ? count : 0;
        indicated += h->given_by[r] == VB_GIVEN_BY_TERM ? 0 : count;
    }
    uint64_t up = minus(answers - h->by_term_low, without), down = minus(indicated, minus(answers, h->by_term_high));
    switch (h->given_by[row]) {
    case VB_GIVEN_BY_TERM:
        return (play){UINT64_MAX, UINT64_MAX};
    case VB_GIVEN_BY_EITHER:
        return (play){UINT64_MAX, down};
    case VB_GIVEN_BY_INDICATORS:
        break;
    }
    return (play){up, down};
}

/* How far a hidden total may move. */
static play play_of_total(const vb_hiding *h, size_t row)
{
    const vb_draft *first = &h->drafts[0];
    size_t total = first->n_columns - 1, parent = first->parents[row];
    uint64_t n = vb_draft_count(first, row, total);
    if (parent != NONE) {
        uint64_t further = h->totals[parent] ? play_of_total(h, parent).up : 0;
        return (play){above(h, first, row, total) + further, n};
    }
    play p = {UINT64_MAX, UINT64_MAX};
    for (size_t i = 0; i < h->n_drafts; i++) {
        play sum = {0, 0};
        for (size_t k = 0; k < count_groups(&h->drafts[i]); k++) {
            play cell = within_column(h, &h->drafts[i], row, k);
            sum.up += cell.up;
            sum.down += cell.down;
        }
        p = (play){least(p.up, sum.up), least(p.down, sum.down)};
    }
    play doubt = within_doubt(h, row);
    return (play){least(p.up, doubt.up), least(p.down, doubt.down)};
}

/* What the other hidden counts of a top-level row, and its total, can take up of a move in `column`. */
static play slack_of(const vb_hiding *h, const vb_draft *d, size_t row, size_t column)
{
    play slack = {0, 0};
    for (size_t k = 0; k < count_groups(d); k++) {
        if (k == column || !is_hidden(d, row, k))
            continue;
        play cell = within_column(h, d, row, k);
        slack.up += cell.up;
        slack.down += cell.down;
    }
    if (h->totals[row]) {
        play total = play_of_total(h, row);
        slack.up += total.down;
        slack.down += total.up;
    }
    return slack;
}

/* How far a hidden count may move. */
static play play_of_cell(const vb_hiding *h, const vb_draft *d, size_t row, size_t column)
{
    size_t parent = d->parents[row];
    if (parent == NONE) {
        play cell = within_column(h, d, row, column), slack = slack_of(h, d, row, column);
        return (play){least(cell.up, slack.down), least(cell.down, slack.up)};
    }
    uint64_t n = vb_draft_count(d, row, column), give = 0, take = 0;
    for (size_t k = 0; k < count_groups(d); k++)
        if (k != column && is_hidden(d, row, k)) {
            give += vb_draft_count(d, row, k);
            take += above(h, d, row, k);
        }
    if (h->totals[row]) {
        play total = play_of_total(h, row);
        give += total.up;
        take += total.down;
    }
    uint64_t parents = is_hidden(d, parent, column) ? play_of_cell(h, d, parent, column).up : 0;
    return (play){least(above(h, d, row, column) + parents, give), least(n, take)};
}

/* Hide a count and those of the rows below it. */
static void hide_cell(vb_draft *d, size_t row, size_t column)
{
    vb_draft_figure(d, row, column)->hidden = true;
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->parents[r] == row)
            hide_cell(d, r, column);
}

/* Hide one more count, so that the one at (row, column) may be more.  False: a total had to be hidden. */
static bool hide_beside(vb_hiding *h, vb_draft *d, size_t row, size_t column)
{
    size_t other = h->totals[row] ? NONE : vb_hiding_smallest_in_row(d, row), parent = d->parents[row];
    if (other != NONE) {
        hide_cell(d, row, other);
        return true;
    }
    if (!h->totals[row]) {
        vb_hiding_hide_total(h, row);
    } else if (parent != NONE && !is_hidden(d, parent, column)) {
        hide_cell(d, parent, column);
        return true;
    } else if (parent != NONE && !h->totals[parent]) {
        vb_hiding_hide_total(h, parent);
    } else {
        vb_hiding_hide_all(h);
    }
    return false;
}

static bool is_narrow(const vb_hiding *h, play p)
{
    return p.up < h->width && p.down < h->width && p.up + p.down < h->width;
}

/* Look at every count of a section once more; false: a total had to be hidden.  *more: something was hidden. */
static bool check_section(vb_hiding *h, vb_draft *d, bool *more)
{
    for (size_t r = 0; r < d->n_rows; r++)
        for (size_t k = 0; k + 1 < d->n_columns; k++) {
            if (is_hidden(d, r, k))
                hide_cell(d, r, k);
            while (is_hidden(d, r, k) && is_narrow(h, play_of_cell(h, d, r, k))) {
                if (!hide_beside(h, d, r, k))
                    return false;
                *more = true;
            }
        }
    return true;
}

bool vb_suppress_mentions(vb_hiding *h, bool *again)
{
    for (size_t r = 0; r < h->n_rows; r++) {
        if (!h->totals[r] || !is_narrow(h, play_of_total(h, r)))
            continue;
        size_t parent = h->drafts[0].parents[r];
        if (parent != NONE && !h->totals[parent])
            vb_hiding_hide_total(h, parent);
        else
            vb_hiding_hide_all(h);
        *again = true;
        return true;
    }
    for (size_t i = 0; i < h->n_drafts; i++)
        for (bool more = true; more;) {
            more = false;
            if (!check_section(h, &h->drafts[i], &more)) {
                *again = true;
                return true;
            }
        }
    return true;
}
