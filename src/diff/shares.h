/* How the table of main challenges by group changes. */
#ifndef VB_DIFF_SHARES_H
#define VB_DIFF_SHARES_H

#include "diff/changes.h"

/* Answers with this primary, or one below it. */
typedef struct {
    uint64_t before, after;
} vb_share;

typedef struct {
    vb_str path, label;    /* path empty: no challenge recognised */
    const vb_share *cells; /* one a group, the total last */
    bool changed;
} vb_share_row;

typedef struct {
    vb_str by;             /* the column's name; empty: all answers, no groups */
    const vb_str *groups;  /* their labels, the total last */
    const vb_share *bases; /* substantive answers of each */
    size_t n_groups;
    const vb_share_row *rows;
    size_t n_rows, n_changed;
} vb_share_table;

/* A table a breakdown, or one of all answers; all memory is `arena`'s.  NULL when memory is out. */
const vb_share_table *vb_shares_make(const vb_study *study, const vb_lexicon *old, const vb_changes *changes,
                                     vb_arena *arena, size_t *n);

/* n of the base in percent; 0 where there is none. */
double vb_share_percent(uint64_t n, uint64_t base);

#endif
