/* Ids that stand more than once: answers that may be in twice. */
#ifndef VB_RUN_REPEATS_H
#define VB_RUN_REPEATS_H

#include "base/error.h"

/* Ids that are kept, at most: 32 bytes each, as hashes of 64 bits (of a million, two share one in 3 of 100 million
 * surveys).  Those after them are still looked for among these. */
enum { VB_REPEATS_MOST = 1000000 };

/* Where an id stood first. */
typedef struct {
    uint64_t hash;
    uint32_t row; /* 0: the place is free */
    uint32_t file : 31, told : 1;
} vb_repeats_place;

/* Numbers that count on from one row to the next: so many ids do, and these need no places. */
typedef struct {
    bool begun;
    uint64_t first, next; /* the number that would continue it */
    size_t row, file;     /* where the first stands */
} vb_repeats_run;

/* All zero is empty. */
typedef struct {
    vb_repeats_run run; /* begins with the first id, or never */
    vb_repeats_place *places;
    size_t n, cap;
    uint64_t seed;
    uint64_t repeated; /* ids that stand more than once */
    char first[64];    /* such an id, cut, and where it stands */
    uint32_t rows[2], files[2];
} vb_repeats;

/* Note an id of `row` of input `file`, in the order of the input; an empty one is none.  False when memory is out. */
bool vb_repeats_note(vb_repeats *repeats, vb_str id, size_t file, size_t row);

/* Fetch the place of an id that will be noted soon: the table is larger than caches. */
void vb_repeats_expect(const vb_repeats *repeats, vb_str id);

/* Tell, once, if there are any; job->inputs name the files. */
void vb_repeats_tell(const vb_repeats *repeats, const vb_job *job);

void vb_repeats_release(vb_repeats *repeats);

#endif
