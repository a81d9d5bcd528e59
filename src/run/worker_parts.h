/* The parts of a worker, a file each.  Private to worker*.c. */
#ifndef VB_RUN_WORKER_PARTS_H
#define VB_RUN_WORKER_PARTS_H

#include "base/str.h"
#include "code/session.h"
#include "figures/figures.h"
#include "run/notes.h"
#include "run/remembered.h"
#include "run/repeats.h"
#include "run/worker.h"

/* What the workers share: only whose turn it is changes it. */
typedef struct {
    vb_study *study;
    vb_products *products;
    size_t n_header;
    size_t told;   /* inputs whose columns have been told of */
    uint64_t rows; /* handed in */
    vb_note_counts counts;
    vb_repeats repeats;
} vb_worker_shared;

/* A group that an answer stands in beside its first. */
typedef struct {
    size_t grouping;
    vb_str group;
    uint32_t rank;
} vb_further;

enum { VB_WORKER_HASHES = 32 };

/* One thread's. */
typedef struct {
    vb_worker_shared *shared;
    vb_session *session;
    vb_grouper *groupers;
    size_t n_groupers;
    const vb_batch *batch;     /* at hand */
    const vb_input_file *file; /* that it is of */
    vb_input_room study_room, kept_room;
    vb_buffer rows; /* made of the batch, to be written in turn; for a sink the values alone */
    size_t *ends;   /* for a sink: of each value in `rows` */
    size_t n_ends, cap_ends;
    vb_note_list notes;
    vb_tally *tally;
    vb_code_reader reader; /* of a column of codes */
    vb_redactor *redactor; /* for samples; and of the batch the cells that each record would be a sample of */
    uint64_t *cells;
    size_t *cell_ends; /* one a record */
    size_t n_cells, cap_cells, n_cell_ends, cap_cell_ends;
    vb_unmatched_words unmatched; /* of the batch's answers without a code */
    bool has_unmatched;           /* enough of them have been counted */
    vb_remembered remembered;
    uint64_t hashes[VB_WORKER_HASHES]; /* of the answers of the records at hand and to come, by record modulo */
    vb_buffer bytes;                   /* of one answer's values */
    vb_str coded[VB_ADDED];
    vb_str *values; /* of the added columns */
    vb_str *groups;
    vb_buffer *joined; /* one a grouping: its text, where that is of several columns */
    vb_buffer crossed; /* the name of the group of all groupings together */
    bool *flags;       /* of one answer: the category, or one below it, is among its codes */
    uint32_t *ranks;
    vb_further *further; /* with job->every_group */
    size_t n_further, cap_further;
    size_t *codes; /* of one answer, rising, for the tally */
} vb_worker;

/* worker_groups.c: set w->groups, w->ranks and w->further by a record of the study; with job->cross the group of all
 * groupings together, behind the others.  The latter is false when memory is out. */
vb_status vb_worker_find_groups(vb_worker *w, const vb_record *record, vb_error *err);
bool vb_worker_cross_groups(vb_worker *w);

/* All groups that the record stands in, as vb_coded_pair and vb_sampled have them.  False when memory is out; release
 * in any case. */
typedef struct {
    size_t *breakdowns;
    vb_str *groups;
    size_t n;
} vb_worker_group_list;
bool vb_worker_list_groups(const vb_worker *w, vb_worker_group_list *list);
void vb_worker_group_list_release(vb_worker_group_list *list);

/* worker_rows.c: a record in the study's columns, and as it is to be written; its row, which is false when memory is
 * out. */
vb_record vb_worker_study_record(vb_worker *w, const vb_record *record);
vb_record vb_worker_kept_record(vb_worker *w, const vb_record *record);
bool vb_worker_add_row(vb_worker *w, const vb_record *record, const vb_remembered_answer *answer);

/* worker_answers.c: before a record of the batch, whose answers are coded in their order.  Then code its answer, or
 * take what is remembered of that, in *answer until the next one; note its words where that is wanted, and what is
 * amiss with it, for which `note` has the place.  An answer that is not UTF-8 is no failure. */
void vb_worker_look_ahead(vb_worker *w, size_t record);
vb_status vb_worker_code_answer(vb_worker *w, size_t record, vb_str text, vb_note *note, vb_remembered_answer *answer,
                                vb_error *err);

/* worker.c: what is counted of an answer by its coding, or by the codes of its column. */
vb_tally_answer vb_worker_counted_answer(vb_worker *w, const vb_coding *coding);

/* worker_samples.c: note the cells that an answer would be a sample of (false when memory is out); offer those of the
 * batch, in its turn. */
bool vb_worker_note_cells(vb_worker *w, const vb_tally_answer *answer);
vb_status vb_worker_offer_samples(vb_worker *w, vb_error *err);

#endif
