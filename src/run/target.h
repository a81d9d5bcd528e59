/* Where the rows of `code` go: a stream of rows, or a file that a sink writes. */
#ifndef VB_RUN_TARGET_H
#define VB_RUN_TARGET_H

#include "output/save.h"
#include "output/sink.h"
#include "run/added.h"
#include "run/study.h"
#include "tally/tally.h"

/* What `code` writes, and all that this holds on to. */
typedef struct {
    vb_format format;
    vb_added_list added;
    vb_row_layout layout;
    FILE *out;       /* the stream; of no meaning with a sink */
    vb_sink *sink;   /* or NULL */
    vb_tally *tally; /* to be counted into for a sink's summary, or NULL */
    /* its own */
    vb_save save;
    vb_arena arena;
    vb_variables variables;
    vb_buffer why;
} vb_target;

/* Decide on the format, before the work begins.  VB_ERROR_USAGE: see vb_format_decide().  All zero is closed. */
vb_status vb_target_init(vb_target *target, const vb_job *job, vb_error *err);

/* Open it and write what stands before the rows.  `out` is for jobs without an output of their own.  The study must
 * outlive it. */
vb_status vb_target_open(vb_target *target, const vb_study *study, FILE *out, vb_error *err);

/* Finish, with the tally's tables as a summary where there is a place for it, and put the file in its place. */
vb_status vb_target_finish(vb_target *target, vb_study *study, vb_error *err);

/* Give up what is not finished, and release all.  `err` (which may be VB_OK) then names the job's output where it
 * named the file beside it. */
void vb_target_close(vb_target *target, vb_error *err);

#endif
