/* A table of codes by group, worked out of a tally: every count that a report shows. */
#ifndef VB_TALLY_CROSSTAB_H
#define VB_TALLY_CROSSTAB_H

#include "lexicon/lexicon.h"
#include "tally/tally.h"

/* The base chain of one group. */
typedef struct {
    uint64_t rows;
    uint64_t answered;    /* neither empty nor unreadable */
    uint64_t substantive; /* nor a non-answer */
    uint64_t recognised;  /* with a code */
} vb_base_chain;

typedef struct {
    uint64_t n; /* answers whose primary it is, or is below it; VB_ROW_UNCODED: substantive ones without a code */
    uint64_t mentions; /* answers that have it, or a code below it, among their codes; VB_ROW_UNCODED: 0 */
    double percent;    /* n of the substantive answers; 0 where there are none */
    unsigned rank;     /* of level 1 codes, among those of the table by n, from 1, ties share (1, 1, 3); 0: n is 0,
                          or not ranked (children, other, uncoded) */
} vb_crosstab_cell;

typedef enum {
    VB_ROW_CODE,
    VB_ROW_OTHER,   /* --headline: all other challenges together */
    VB_ROW_UNCODED, /* no challenge recognised */
} vb_crosstab_row_kind;

typedef struct {
    vb_crosstab_row_kind kind;
    size_t category;               /* of VB_ROW_CODE */
    size_t level;                  /* 1; 2 for a child (level 2 tables show both): it stands behind its parent */
    const vb_crosstab_cell *cells; /* one a group, the total last */
} vb_crosstab_row;

typedef struct {
    vb_arena arena;
    const vb_tally_group *groups; /* n_columns - 1 of them; blank, if any, stands last; copies */
    size_t n_columns;             /* groups and the total */
    const vb_base_chain *bases;   /* one a column */
    /* Codes by the total's n falling, then by path (children likewise below their parent); headline: as the headline
     * has them, then other; uncoded last. */
    const vb_crosstab_row *rows;
    size_t n_rows;
} vb_crosstab;

/* `level` 1 or 2, `headline` lumps the categories outside the lexicon's headline (no effect if it has none).
 * A breakdown that the tally does not have, such as SIZE_MAX: the total alone.
 * False when memory is out; release with vb_crosstab_release(). */
bool vb_crosstab_make(const vb_tally *tally, size_t breakdown, const vb_lexicon *lexicon, size_t level, bool headline,
                      vb_crosstab *crosstab);
void vb_crosstab_release(vb_crosstab *crosstab);

#endif
