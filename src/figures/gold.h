/* Gold answers counted: how they are coded, against what they truly are.  Private to src/figures. */
#ifndef VB_FIGURES_GOLD_H
#define VB_FIGURES_GOLD_H

#include "figures/draft.h"

/* All of it is the draft's arena's. */
typedef struct {
    size_t k;          /* rows of the draft: a code of its own is what stands in a row and in none below it */
    uint64_t *checked; /* one a column of the draft: gold answers */
    uint64_t *tables;  /* by the primary: a k × k table a column, row by row as coded, in it the truth */
    uint64_t *pairs;   /* else: k tables of 2 × 2 a column; has the code or not, as coded and in truth */
    uint64_t outside;  /* gold answers that are not substantive as coded */
} vb_gold_counts;

/* Count the draft's gold for each column, `single` each answer's one code, else each code by itself.  False when
 * memory is out. */
bool vb_gold_count(vb_draft *d, bool single, vb_gold_counts *counts);

#endif
