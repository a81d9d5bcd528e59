/* The frequent words of answers that were not recognised: what a wrong column or a wrong lexicon shows by. */
#ifndef VB_RUN_UNMATCHED_H
#define VB_RUN_UNMATCHED_H

#include "base/arena.h"
#include "report/report.h"
#include "run/unmatched_words.h"

/* Counts of the first VB_UNMATCHED_ANSWERS such answers, and of the first so many different words in them: bounded
 * memory.  All zero is empty. */
enum { VB_UNMATCHED_ANSWERS = 20000, VB_UNMATCHED_WORDS = 50000 };

typedef struct vb_unmatched_form vb_unmatched_form;

typedef struct {
    vb_map stems, forms; /* to the numbers of the forms; of a stem the first of its forms */
    vb_unmatched_form *items;
    size_t n, cap;
    size_t answers; /* counted */
    vb_arena arena;
} vb_unmatched;

void vb_unmatched_release(vb_unmatched *unmatched);

/* Count a batch.  Batches are counted in the order of the input.  False when memory is out. */
bool vb_unmatched_count(vb_unmatched *unmatched, vb_unmatched_words *words);

/* The words that at least `least` answers have, the most frequent first, at most ten: the arena's.  False when memory
 * is out. */
bool vb_unmatched_list(const vb_unmatched *unmatched, uint64_t least, vb_arena *arena, const vb_report_word **words,
                       size_t *n);

#endif
