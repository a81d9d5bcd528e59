/* A crew: workers, each a thread, that take batches of records in turn, work on them side by side, and hand in what
 * they made in the same turn; so what comes of it is the same whatever their number. */
#ifndef VB_RUN_CREW_H
#define VB_RUN_CREW_H

#include "run/study.h"

/* What a worker does with a batch of the input `file`.  The batch is the worker's until it has handed in. */
typedef vb_status vb_crew_step(void *worker, const vb_batch *batch, const vb_input_file *file, vb_error *err);

typedef struct {
    vb_study *study;
    vb_crew_step *work;    /* at the same time as others do */
    vb_crew_step *hand_in; /* one batch after the other, each as `work` has left the worker */
} vb_crew;

/* Have the `n` workers (one at least) do all records of the study.  On failure *err is the first in the order of the
 * batches, and nothing behind it is handed in. */
vb_status vb_crew_run(const vb_crew *crew, void *const *workers, size_t n, vb_error *err);

#endif
