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
    uint64_t by_term;     /* of these, with a primary whose top terms are enough for, not by indicators alone */
} vb_base_chain;

typedef struct {
    uint64_t n; /* answers whose primary it is, or is below it; VB_ROW_UNCODED: substantive ones without a code */
    uint64_t mentions; /* answers that have it, or a code below it, among their codes; VB_ROW_UNCODED: as n */
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
    /* Codes by the total's count falling, then by path (children likewise below their parent); headline: as the
     * headline has them, then other; uncoded last. */
    const vb_crosstab_row *rows;
    size_t n_rows;
} vb_crosstab;

/* What to make. */
typedef struct {
    size_t level;   /* 1 or 2 */
    bool headline;  /* lump the categories outside the lexicon's headline (no effect if it has none) */
    vb_count count; /* rows stand in the order of this */
} vb_crosstab_options;

/* The cell's count, by the primary or by mentions. */
static inline uint64_t vb_crosstab_count(const vb_crosstab_cell *cell, vb_count count)
{
    return count == VB_COUNT_MENTIONS ? cell->mentions : cell->n;
}

/* A breakdown that the tally does not have, such as SIZE_MAX: the total alone.
 * False when memory is out; release with vb_crosstab_release(). */
bool vb_crosstab_make(const vb_tally *tally, size_t breakdown, const vb_lexicon *lexicon,
                      const vb_crosstab_options *options, vb_crosstab *crosstab);
void vb_crosstab_release(vb_crosstab *crosstab);

#endif
