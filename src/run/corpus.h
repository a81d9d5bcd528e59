/* The answers of a corpus one after the other, for work that is not coding every record. */
#ifndef VB_RUN_CORPUS_H
#define VB_RUN_CORPUS_H

#include "run/study.h"

typedef struct {
    vb_study study;
    vb_batch batch;
    const vb_input_file *file; /* that the batch is of */
    size_t at;                 /* the next record of it */
    vb_input_room room;
    bool begun;
} vb_corpus; /* all zero is closed */

typedef struct {
    vb_str text, id;  /* `id` is empty where there is no such column; both live until the next answer */
    const vb_str *cells; /* of its record, in the study's columns; as long */
    const char *file;    /* its name */
    size_t row;
} vb_corpus_answer;

/* Open the job's lexicon and inputs, with the answer column recognised or named, and no columns to break out by.  The
 * job must outlive it. */
vb_status vb_corpus_open(vb_corpus *corpus, const vb_job *job, vb_error *err);
void vb_corpus_close(vb_corpus *corpus); /* also one that did not open */

/* The next answer; *more is false when there is none. */
vb_status vb_corpus_next(vb_corpus *corpus, vb_corpus_answer *answer, bool *more, vb_error *err);

#endif
