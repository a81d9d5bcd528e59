/* A study: one input, the lexicon that codes its answers, the columns it is broken out by. */
#ifndef VB_RUN_STUDY_H
#define VB_RUN_STUDY_H

#include "lexicon/lexicon.h"
#include "output/rows.h"
#include "run/grouping.h"

typedef struct {
    const vb_job *job;
    vb_lexicon *lexicon;
    vb_coder *coder;
    vb_records *records;
    vb_columns columns;
    vb_batch first;          /* read ahead, to know the columns by */
    vb_grouping *groupings;  /* one a by-column */
    size_t n_groupings;
} vb_study;

/* Open everything that the job names, and tell which columns were taken. */
vb_status vb_study_open(vb_study *study, const vb_job *job, vb_error *err);
void vb_study_close(vb_study *study); /* also one that did not open */

/* Read and compile the job's lexicon. */
vb_status vb_study_open_lexicon(vb_study *study, const vb_job *job, vb_error *err);

/* The names of the columns that coding adds: primary ... evidence, then COL_group for each grouping that a lexicon
 * makes.  The strings are the arena's.  False when memory is out. */
bool vb_study_added_columns(const vb_study *study, vb_arena *arena, const vb_str **names, size_t *n);

enum { VB_ADDED_PRIMARY, VB_ADDED_CODES, VB_ADDED_SCORES, VB_ADDED_MARGIN, VB_ADDED_REASON, VB_ADDED_EVIDENCE, VB_ADDED };

#endif
