/* The answers that are kept.  Private to samples.c, which takes them, and samples_list.c, which says what is
 * published of them. */
#ifndef VB_RUN_SAMPLES_KEPT_H
#define VB_RUN_SAMPLES_KEPT_H

#include "run/samples.h"

#include "base/arena.h"
#include "base/hash.h"

#define VB_NO_SAMPLE SIZE_MAX

/* An answer that is kept, with as much as its cells need to know. */
typedef struct {
    uint64_t number, place; /* random; in the input */
    size_t cells;           /* that keep it; 0: the place is free */
    vb_arena arena;         /* what follows */
    vb_str text;
    size_t primary, *codes, n_codes;
    size_t *breakdowns;
    vb_str *groups;
    size_t n_groups;
    vb_report_mark *marks;
    size_t n_marks;
} vb_kept_answer;

/* A cell's answers. */
typedef struct {
    uint64_t key;
    size_t n;
    size_t answers[VB_SAMPLE_CELL];
} vb_sample_heap;

struct vb_samples {
    uint64_t seed, offered, number; /* the random number of the answer that was offered last */
    vb_map known;                   /* a cell's key -> its number */
    vb_sample_heap *cells;
    size_t n_cells, cap_cells;
    vb_kept_answer *answers;
    size_t n_answers, cap_answers, live;
    size_t hole;    /* the place that became free last */
    size_t *wanted; /* cells that want the answer that was offered last */
    size_t n_wanted, cap_wanted;
    vb_arena keys;
    bool failed;
};

#endif
