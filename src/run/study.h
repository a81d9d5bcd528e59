/* A study: one or more inputs, the lexicon that codes their answers, the columns they are broken out by. */
#ifndef VB_RUN_STUDY_H
#define VB_RUN_STUDY_H

#include "lexicon/lexicon.h"
#include "output/rows.h"
#include "run/codes.h"
#include "run/grouping.h"
#include "run/inputs.h"

typedef struct {
    const vb_job *job;
    vb_lexicon *lexicon;
    vb_coder *coder;
    vb_inputs inputs;
    vb_columns columns;
    vb_batch first; /* read ahead, to know the columns by */
    const vb_input_file *first_file;
    vb_grouping *groupings; /* one a by-column */
    size_t n_groupings;
    vb_codebook *codes; /* with job->codes; else NULL */
    const size_t *kept; /* the columns that may be written, where job->drop_personal leaves some out; else NULL */
    size_t n_kept;
    vb_arena arena;
} vb_study;

/* Open everything that the job names, and tell which columns were taken. */
vb_status vb_study_open(vb_study *study, const vb_job *job, vb_error *err);
/* The same, but only columns that job->by names are to break out by. */
vb_status vb_study_open_ungrouped(vb_study *study, const vb_job *job, vb_error *err);

void vb_study_close(vb_study *study); /* also one that did not open */

/* Read and compile the job's lexicon. */
vb_status vb_study_open_lexicon(vb_study *study, const vb_job *job, vb_error *err);

/* The columns of the study: the first input's. */
const vb_str *vb_study_header(const vb_study *study, size_t *n);

/* What a tally of the study breaks its answers out by: each of its groupings and, with job->cross, all together. */
size_t vb_study_breakdowns(const vb_study *study);

/* What a report says of its study. */
typedef struct {
    vb_str source;       /* the inputs' base names */
    vb_str question;     /* the label of the column of answers, where the export has one, or else its name */
    vb_str column;       /* its name */
    vb_str codes_column; /* with job->codes; else empty */
} vb_study_facts;

/* `source.ptr` NULL when memory is out. */
vb_study_facts vb_study_facts_of(vb_study *study);

/* "in/a.csv, in/b.csv", cut where there are many, for messages.  `ptr` NULL when memory is out. */
vb_str vb_study_source(vb_study *study);

/* "a.csv, b.csv" likewise, to be published: where somebody keeps files is nobody's business. */
vb_str vb_study_public_source(vb_study *study);

/* Find the columns that identify people, and leave them out (job->drop_personal) or warn of them. */
vb_status vb_study_mind_personal(vb_study *study, vb_error *err);

#endif
