/* Workers: threads that take batches of records in turn, code them, and hand in what they made in the same turn, so
 * that the output is the same whatever their number. */
#ifndef VB_RUN_WORKER_H
#define VB_RUN_WORKER_H

#include "output/sink.h"
#include "run/added.h"
#include "run/gold.h"
#include "run/samples.h"
#include "run/study.h"
#include "run/unmatched.h"
#include "tally/tally.h"

/* What is to be made of the records. */
typedef struct {
    const vb_row_layout *layout; /* rows in this layout to `out` or `sink`; NULL: none */
    const vb_added_list *added;  /* the layout's added columns */
    FILE *out;
    vb_sink *sink;           /* not NULL: instead of `out` */
    vb_tally *tally;         /* counts into it; NULL: none */
    vb_unmatched *unmatched; /* counts the words of answers without a code into it; NULL: none */
    uint64_t rows;           /* set: records */
    vb_samples *samples;     /* is offered the answers; NULL: none */
    vb_gold_list *gold;      /* meets the records; NULL, or gold from elsewhere: none */
    uint64_t unreadable;     /* set: answers that are not UTF-8, which are no failure */
} vb_products;

/* Code every record of the study with job->threads threads. */
vb_status vb_workers_run(vb_study *study, vb_products *products, vb_error *err);

#endif
