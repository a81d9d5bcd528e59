/* Leaving out small counts, and those that they could be worked out from.
 *
 * S1  A group has min_group answers: columns.c pools smaller ones.  So every base is published.
 * S2  A count under min_cell is hidden, zero too; of mentions also one that lacks under min_cell to the base.
 * S3  A code whose total is hidden is hidden in every group of every section.  So sections, which share their totals,
 *     tell nothing of each other: whatever is possible in one is possible in all.
 * S4  More is hidden until what is published leaves every hidden count a range of min_cell or more.  Known to the
 * reader are bases, published counts, that a parent has its children's answers among its own, that counts of the
 *     primary add up to the base, and whether the report is doubtful, with what the lexicon tells of that: which codes
 *     terms give, and which indicators (suppress_doubt.c).
 * S5  Where all of that is not enough nothing is shown but the bases; with fewer than min_group answers in all, not
 *     even these.
 * S6  What rests on hidden counts is not worked out (tests.c), ranks and leads (ranks.c) only where they follow from what
 *     is published.
 */
#ifndef VB_FIGURES_SUPPRESS_H
#define VB_FIGURES_SUPPRESS_H

#include "figures/draft.h"

/* Mark figures of the drafts as hidden, put rows with a hidden total behind the others, and take from the columns
 * what is not to be published of the base chain.  All have the same rows and totals.  False when memory is out. */
bool vb_suppress(vb_draft *drafts, size_t n);

/* ---- Private to suppress*.c ---- */

/* What can give a row's codes, as the reader of the lexicon knows. */
typedef enum {
    VB_GIVEN_BY_EITHER,
    VB_GIVEN_BY_TERM,       /* no indicator alone */
    VB_GIVEN_BY_INDICATORS, /* no term; or it is the row of the uncoded, which none gives either */
} vb_given_by;

/* What is hidden, of all sections together. */
typedef struct {
    vb_draft *drafts;
    size_t n_drafts;
    size_t n_rows;
    bool *totals;                       /* one a row: its total is hidden, so all of it is */
    vb_given_by *given_by;              /* one a row */
    uint64_t by_term_low, by_term_high; /* in so many answers a term was recognised, as doubt tells */
    uint64_t width;                     /* min_cell */
    vb_arena scratch;
} vb_hiding;

/* suppress_doubt.c: fill `given_by` and the limits of what was recognised by a term.  False when memory is out. */
bool vb_hiding_note_doubt(vb_hiding *h);

/* Hide a total, those of the rows below it, and all their counts. */
void vb_hiding_hide_total(vb_hiding *h, size_t row);

/* Hide more, until S4 holds or a total had to be hidden, which may make totals too narrow: then *again is set.  False
 * when memory is out. */
bool vb_suppress_primary(vb_hiding *h, bool *again);
bool vb_suppress_mentions(vb_hiding *h, bool *again);

/* The published row or column with the smallest count, to be hidden next: SIZE_MAX where there is none.  Of a row the
 * groups; of a column the rows beside `row`, below the same parent. */
size_t vb_hiding_smallest_in_row(const vb_draft *d, size_t row);
size_t vb_hiding_smallest_in_column(const vb_draft *d, size_t row, size_t column);

/* Hide what is left. */
void vb_hiding_hide_all(vb_hiding *h);

#endif
