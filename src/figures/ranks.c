/* Shares, ranks, and what can be said of #1 and #2.
 *
 * With suppression a rank is given only where it follows from what is published: no hidden cell of the column could
 * reach it.  So ranks tell nothing of hidden cells. */
#include "figures/draft.h"

#include "stats/proportions.h"
#include "stats/sample_size.h"

#include <math.h>
#include <stdlib.h>

static const double confidence = 0.95, significance = 0.05, power = 0.8;

static void set_shares(vb_draft *d)
{
    for (size_t r = 0; r < d->n_rows; r++)
        for (size_t k = 0; k < d->n_columns; k++) {
            vb_figure *figure = vb_draft_figure(d, r, k);
            uint64_t n = vb_draft_count(d, r, k), base = d->bases[k];
            bool shown = !figure->hidden && base > 0;
            vb_interval interval = shown ? vb_wilson(n, base, confidence) : (vb_interval){NAN, NAN};
            figure->n = figure->hidden ? 0 : n;
            figure->percent = shown ? 100 * (double)n / (double)base : NAN;
            figure->low = 100 * interval.low;
            figure->high = 100 * interval.high;
            figure->residual = figure->p_adjusted = NAN;
        }
}

static bool is_ranked(const vb_draft *d, size_t row)
{
    return d->rows[row].kind == VB_ROW_CODE && d->rows[row].level == 1;
}

/* ---- Ranks ---- */

typedef struct {
    uint64_t n;
    size_t row;
} counted;

static int compare_counted(const void *a, const void *b)
{
    const counted *x = a;
    const counted *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* The rows that somebody named and that are shown and above `floor`, most first. */
static size_t sort_column(const vb_draft *d, size_t column, uint64_t floor, counted *sorted)
{
    size_t n = 0;
    for (size_t r = 0; r < d->n_rows; r++) {
        uint64_t count = vb_draft_count(d, r, column);
        if (is_ranked(d, r) && count > floor && !vb_draft_figure(d, r, column)->hidden)
            sorted[n++] = (counted){count, r};
    }
    if (n > 0)
        qsort(sorted, n, sizeof *sorted, compare_counted);
    return n;
}

/* Competition ranking: ties share a rank, the next one counts them all. */
static void set_ranks(vb_draft *d, size_t column, const counted *sorted, size_t n)
{
    unsigned rank = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || sorted[i].n != sorted[i - 1].n)
            rank = (unsigned)i + 1;
        vb_draft_figure(d, sorted[i].row, column)->rank = rank;
    }
}

/* ---- #1 against #2 ---- */

/* Compare the first with the second, or with nobody. */
static void compare(vb_draft *d, size_t column, const counted *sorted, size_t n, vb_lead *lead)
{
    bool mentions = d->options->count == VB_COUNT_MENTIONS;
    uint64_t a = sorted[0].n, b = n > 1 ? sorted[1].n : 0;
    if (mentions && n > 1)
        vb_draft_discordant(d, column, sorted[0].row, sorted[1].row, &a, &b);
    lead->test = vb_draft_untested(VB_UNTESTED_NOT);
    lead->test.kind = mentions ? VB_TEST_MCNEMAR : VB_TEST_BINOMIAL;
    lead->test.p = a + b > 0 ? vb_sign_test(a, b) : 1; /* nobody names only one of the two */
    lead->test.statistic = (double)a;
    lead->test.df = NAN;
    lead->kind = n > 1 && sorted[0].n == sorted[1].n ? VB_LEAD_TIED
                 : lead->test.p < significance       ? VB_LEAD_CLEAR
                                                     : VB_LEAD_CLOSE;
    double discordant = (double)(a + b) / (double)d->bases[column];
    lead->detectable = 100 * vb_detectable_within(d->bases[column], discordant, significance, power);
}

/* Whether there are codes beside those of the table's rows, of which one may lead. */
static bool is_partial(const vb_draft *d)
{
    return d->options->headline && d->lexicon->n_headline > 0;
}

/* The most that a code that is shown has, but the first. */
static uint64_t next_shown(const vb_draft *d, size_t column, size_t first)
{
    uint64_t most = 0;
    for (size_t r = 0; r < d->n_rows; r++) {
        bool shown = r != first && is_ranked(d, r) && !vb_draft_figure(d, r, column)->hidden;
        if (shown && vb_draft_count(d, r, column) > most)
            most = vb_draft_count(d, r, column);
    }
    return most;
}

/* Who is second is not to be said.  It has as many as the next that is shown at least, and what a hidden count may be
 * at most: where these agree on the first's lead, that follows from what is published. */
static vb_lead_kind bounded_kind(const vb_draft *d, size_t column, const counted *first)
{
    if (vb_sign_test(first->n, next_shown(d, column, first->row)) >= significance)
        return VB_LEAD_CLOSE;
    return vb_sign_test(first->n, d->floors[column]) < significance ? VB_LEAD_CLEAR : VB_LEAD_NONE;
}

static void set_lead(vb_draft *d, size_t column, const counted *sorted, size_t n)
{
    vb_lead *lead = &d->columns[column].lead;
    bool mentions = d->options->count == VB_COUNT_MENTIONS;
    bool hides = d->floors != NULL && d->floors[column] > 0;
    *lead = (vb_lead){.first = SIZE_MAX, .second = SIZE_MAX, .detectable = NAN};
    lead->test = vb_draft_untested(d->doubtful                         ? VB_UNTESTED_DOUBTFUL
                                   : d->bases[column] < VB_RANK_FEWEST ? VB_UNTESTED_FEW
                                   : is_partial(d)                     ? VB_UNTESTED_PARTIAL
                                   : n == 0 && hides                   ? VB_UNTESTED_SUPPRESSED
                                   : n == 0                            ? VB_UNTESTED_CONSTANT
                                                                       : VB_UNTESTED_NOT);
    if (d->doubtful || n == 0)
        return;
    lead->first = sorted[0].row;
    lead->second = n > 1 ? sorted[1].row : SIZE_MAX;
    if (lead->test.why != VB_UNTESTED_NOT)
        return;
    /* McNemar's counts are of two codes together: they are in no table, so no table tells whether they may be told.
     */
    if (!(mentions && vb_draft_suppresses(d)) && !(hides && n < 2)) {
        compare(d, column, sorted, n, lead);
        return;
    }
    lead->test = vb_draft_untested(VB_UNTESTED_SUPPRESSED);
    if (!mentions)
        lead->kind = bounded_kind(d, column, &sorted[0]);
}

bool vb_draft_ranks(vb_draft *d)
{
    counted *sorted = vb_draft_array(d, d->n_rows, sizeof *sorted);
    if (sorted == NULL)
        return false;
    set_shares(d);
    for (size_t k = 0; k < d->n_columns; k++) {
        size_t n = sort_column(d, k, d->floors == NULL ? 0 : d->floors[k], sorted);
        if (d->bases[k] >= VB_RANK_FEWEST && !d->doubtful)
            set_ranks(d, k, sorted, n);
        set_lead(d, k, sorted, n);
    }
    return true;
}
