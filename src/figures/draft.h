/* A section in the making.  Private to src/figures. */
#ifndef VB_FIGURES_DRAFT_H
#define VB_FIGURES_DRAFT_H

#include "figures/figures.h"

/* Everything here is the arena's.  Counts are the true ones: what is hidden is said by the figures. */
typedef struct {
    vb_arena *arena;
    const vb_tally *tally;
    const vb_lexicon *lexicon;
    const vb_figures_breakdown *breakdown;
    const vb_gold *gold; /* NULL: none */
    const vb_figures_options *options;
    bool doubtful;

    size_t n_groups;   /* of the tally */
    size_t *column_of; /* of each group of the tally */

    vb_figures_column *columns; /* the total last */
    uint64_t *bases;            /* substantive answers of each */
    size_t n_columns;

    vb_figures_row *rows;
    size_t *parents; /* the row that a row's answers are among too, or SIZE_MAX: these rows part the answers */
    size_t n_rows;

    uint64_t *floors;   /* one a column: as many as a hidden cell that is ranked may have; NULL: nothing is hidden */
    uint64_t *counts;   /* rows × columns, by the report's count */
    vb_figure *figures; /* likewise */
    vb_figures_section section;
} vb_draft;

static inline uint64_t vb_draft_count(const vb_draft *d, size_t row, size_t column)
{
    return d->counts[row * d->n_columns + column];
}

static inline vb_figure *vb_draft_figure(const vb_draft *d, size_t row, size_t column)
{
    return &d->figures[row * d->n_columns + column];
}

static inline bool vb_draft_suppresses(const vb_draft *d)
{
    return d->options->min_group > 0; /* which is never less than min_cell */
}

/* The parts of making one, a file each.  All but the last return false when memory is out. */

/* columns.c: columns with their labels and base chains; groups under min_group stand together in one. */
bool vb_draft_columns(vb_draft *d);

/* rows.c: rows with their counts. */
bool vb_draft_rows(vb_draft *d);

/* ranks.c: percentages, intervals, ranks, what can be said of #1 and #2. */
bool vb_draft_ranks(vb_draft *d);

/* tests.c: of all codes and of each, between the groups. */
bool vb_draft_tests(vb_draft *d);

/* residuals.c: of the codes whose own test is significant. */
bool vb_draft_residuals(vb_draft *d);

/* prevalence.c: shares corrected for coding error, where there is gold. */
bool vb_draft_correction(vb_draft *d);

/* multiple.c: the codes of `rows` (row numbers, none within another) between the groups that are tested, of answers
 * with several codes.  Notes the codes left out. */
bool vb_draft_multiple(vb_draft *d, const size_t *rows, size_t n_rows);

/* Answers of a column that have the code of row `a` and not that of row `b`, and the other way round. */
void vb_draft_discordant(const vb_draft *d, size_t column, size_t a, size_t b, uint64_t *only_a, uint64_t *only_b);

/* A test that was not made; every figure NaN. */
vb_test vb_draft_untested(vb_untested why);

/* An array in the draft's arena, zeroed; NULL when memory is out. */
void *vb_draft_array(vb_draft *d, size_t n, size_t size);

#endif
