/* One thread's part of a pass over a corpus: batches of answers, each answer coded with both lexicons. */
#ifndef VB_DIFF_COMPARER_H
#define VB_DIFF_COMPARER_H

#include "diff/changes.h"

/* An answer with a word in it, coded twice. */
typedef struct {
    size_t record; /* of the batch */
    size_t set;    /* where in `sets` its codes begin: those before, then those after, each rising */
    size_t n_before, n_after;
    size_t primary_before, primary_after;
    size_t change; /* its place in `changes`, or SIZE_MAX: the same codes and primary */
} vb_comparison;

typedef struct {
    const vb_study *study;
    const vb_codes *codes; /* what gold adds to them meanwhile is none of a comparer's business */
    vb_session *before, *after;
    vb_grouper *groupers;
    size_t n_groupers;
    vb_str *groups;
    uint32_t *ranks;
    vb_buffer *joined;
    size_t *raw; /* room for an answer's codes */
    size_t n_header;
    vb_input_room room;
    vb_tally *tally_before, *tally_after;
    vb_arena arena; /* of what is kept of the changes */
    /* what the batch comes to */
    vb_comparison *items;
    size_t n, cap;
    size_t *sets;
    size_t n_sets, cap_sets;
    vb_change *changes;
    size_t n_changes, cap_changes;
    uint64_t unreadable;
} vb_comparer;

/* The study, `old` and the codes must outlive it.  Release in any case. */
vb_status vb_comparer_init(vb_comparer *comparer, const vb_study *study, const vb_coder *old, const vb_codes *codes,
                           vb_error *err);
void vb_comparer_release(vb_comparer *comparer);

/* A record of the batch in the study's columns: until the next one. */
vb_record vb_comparer_record(const vb_comparer *comparer, const vb_record *record, const vb_input_file *file);

/* A vb_crew_step: make the batch's comparisons in place of the last one's. */
vb_status vb_comparer_work(void *comparer, const vb_batch *batch, const vb_input_file *file, vb_error *err);

#endif
