/* Codings that are remembered: an answer that comes again is coded once.
 *
 * A table from an answer's bytes to what was made of it.  Its size is bounded: it has sets of eight entries, one of
 * which an answer's hash chooses, and in it the answer's bytes decide.  What is new takes the place of the oldest
 * entry that has not been found since it came, so what comes but once passes through and what comes often stays.  One
 * thread's. */
#ifndef VB_RUN_REMEMBERED_H
#define VB_RUN_REMEMBERED_H

#include "run/added.h"

enum { VB_REMEMBERED_WAYS = 8, VB_REMEMBERED_LONGEST = 4096 }; /* entries a set; bytes an entry */

/* What is remembered of an answer.  The pointers are the table's, until it is given the next answer. */
typedef struct {
    vb_coding coding;
    const vb_str *values;  /* VB_ADDED of them, as vb_values_make() gives them; NULL: none were made */
    const uint32_t *words; /* what vb_unmatched_words_note() noted */
    size_t n_words;
} vb_remembered_answer;

typedef struct {
    struct vb_remembered_set *sets;
    size_t n_sets;      /* 0: nothing is remembered */
    size_t bytes, most; /* that the entries take */
    uint64_t seed;
} vb_remembered;

/* A table of `n_sets` sets, a power of two, whose entries take `most` bytes at most.  False when memory is out: then
 * nothing is remembered, as with a table that is all zero. */
bool vb_remembered_init(vb_remembered *table, size_t n_sets, size_t most);
void vb_remembered_release(vb_remembered *table);

/* Forget everything. */
void vb_remembered_clear(vb_remembered *table);

/* The hash by which the others find an answer. */
uint64_t vb_remembered_hash(const vb_remembered *table, vb_str text);

/* Fetch what will be looked at for an answer that is asked for soon, as the table is larger than caches: first the
 * set, and when that is there the entry. */
void vb_remembered_expect(const vb_remembered *table, uint64_t hash);
void vb_remembered_fetch(const vb_remembered *table, uint64_t hash);

/* What is remembered of an answer; NULL: nothing. */
const vb_remembered_answer *vb_remembered_find(vb_remembered *table, vb_str text, uint64_t hash);

/* Remember an answer that was not found, unless there are too many bytes or memory is out. */
void vb_remembered_add(vb_remembered *table, vb_str text, uint64_t hash, const vb_remembered_answer *answer);

#endif
