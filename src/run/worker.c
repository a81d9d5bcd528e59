#include "run/worker.h"

#include "base/str.h"
#include "code/session.h"
#include "run/notes.h"
#include "run/values.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* What the workers share: under `lock`, but for what a worker does while it is its turn. */
typedef struct {
    vb_study *study;
    vb_products *products;
    size_t n_header;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* `turn` has */
    size_t next;          /* the number of the batch to be read */
    size_t turn;          /* the number of the batch to be handed in */
    bool stop;            /* nothing more to read, or a failure */
    bool broken;          /* a batch failed: none after it is handed in */
    vb_error failure;     /* the first in the order of the batches */
    vb_note_counts counts;
} crew;

/* One thread's. */
typedef struct {
    crew *crew;
    pthread_t thread;
    vb_session *session;
    vb_grouper *groupers;
    size_t n_groupers;
    vb_batch batch;
    vb_buffer rows; /* made of the batch, to be written in turn */
    vb_note_list notes;
    vb_tally *tally;
    vb_buffer bytes; /* of one record's values */
    vb_str *values, *groups;
    uint32_t *ranks;
    size_t *codes; /* of one answer, rising, for the tally */
} worker;

static vb_status worker_init(worker *w, crew *shared, vb_error *err)
{
    const vb_study *study = shared->study;
    *w = (worker){.crew = shared};
    w->session = vb_session_new(study->coder, study->job->unit, err);
    if (w->session == NULL)
        return err->code;
    if (shared->products->layout != NULL)
        vb_session_set_level(w->session, study->job->level);
    size_t n = study->n_groupings;
    w->groupers = calloc(n + 1, sizeof *w->groupers);
    w->values = calloc(VB_ADDED + n, sizeof *w->values);
    w->groups = calloc(n + 1, sizeof *w->groups);
    w->ranks = calloc(n + 1, sizeof *w->ranks);
    w->codes = calloc(study->lexicon->n_categories + 1, sizeof *w->codes);
    if (shared->products->tally != NULL)
        w->tally = vb_tally_new(n);
    if (w->groupers == NULL || w->values == NULL || w->groups == NULL || w->ranks == NULL || w->codes == NULL ||
        (shared->products->tally != NULL && w->tally == NULL))
        return vb_fail_memory(err);
    for (; w->n_groupers < n; w->n_groupers++) {
        vb_status status = vb_grouper_init(&w->groupers[w->n_groupers], &study->groupings[w->n_groupers], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

static void worker_release(worker *w)
{
    for (size_t i = 0; i < w->n_groupers; i++)
        vb_grouper_release(&w->groupers[i]);
    free(w->groupers);
    vb_session_free(w->session);
    vb_batch_release(&w->batch);
    vb_buffer_release(&w->rows);
    free(w->notes.items);
    vb_tally_free(w->tally);
    vb_buffer_release(&w->bytes);
    free(w->values);
    free(w->groups);
    free(w->ranks);
    free(w->codes);
}

static bool count(worker *w, const vb_coding *coding)
{
    for (size_t i = 0; i < coding->n_codes; i++) {
        size_t k = i;
        for (; k > 0 && w->codes[k - 1] > coding->codes[i].category; k--)
            w->codes[k] = w->codes[k - 1];
        w->codes[k] = coding->codes[i].category;
    }
    vb_tally_answer answer = {coding->reason, coding->primary, w->codes, coding->n_codes};
    return vb_tally_add(w->tally, w->groups, w->ranks, &answer);
}

static bool add_row(worker *w, const vb_record *record, const vb_coding *coding)
{
    const vb_study *study = w->crew->study;
    if (!vb_values_make(study->lexicon, w->session, coding, &w->bytes, w->values))
        return false;
    size_t n = VB_ADDED;
    for (size_t i = 0; i < study->n_groupings; i++)
        if (study->groupings[i].lexicon != NULL)
            w->values[n++] = w->groups[i];
    vb_row_add(w->crew->products->layout, record, w->values, &w->rows);
    return !w->rows.failed;
}

static bool note(worker *w, vb_note_kind kind, const vb_record *record, size_t found)
{
    size_t id = w->crew->study->columns.id;
    vb_str text = id == VB_NO_COLUMN ? VB_LITERAL("") : record->cells[id];
    return vb_note_add(&w->notes, (vb_note){kind, record->row, record->line, text, found});
}

static vb_status code_record(worker *w, const vb_record *record, vb_error *err)
{
    const vb_study *study = w->crew->study;
    bool noted = record->n_found == w->crew->n_header ||
                 note(w, VB_NOTE_RAGGED, record, record->n_found);
    vb_coding coding;
    uint64_t limits = vb_session_limits(w->session);
    vb_status status = vb_session_code(w->session, record->cells[study->columns.answer], &coding, err);
    if (status == VB_ERROR_INPUT)
        noted = noted && note(w, VB_NOTE_UNREADABLE, record, err->column);
    else if (status != VB_OK)
        return status;
    if (vb_session_limits(w->session) > limits)
        noted = noted && note(w, VB_NOTE_LIMIT, record, 0);
    for (size_t i = 0; i < w->n_groupers; i++) {
        vb_str text = record->cells[study->groupings[i].column];
        status = vb_grouper_find(&w->groupers[i], text, &w->groups[i], &w->ranks[i], err);
        if (status != VB_OK)
            return status;
    }
    bool ok = noted && (w->tally == NULL || count(w, &coding)) &&
              (w->crew->products->layout == NULL || add_row(w, record, &coding));
    return ok ? VB_OK : vb_fail_memory(err);
}

static vb_status code_batch(worker *w, vb_error *err)
{
    vb_buffer_clear(&w->rows);
    for (size_t i = 0; i < w->batch.n; i++) {
        vb_status status = code_record(w, &w->batch.records[i], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

static vb_status hand_in(worker *w, vb_error *err)
{
    crew *shared = w->crew;
    vb_notes_tell(shared->study->job, &w->notes, shared->n_header, &shared->counts);
    if (w->rows.len > 0 && fwrite(w->rows.ptr, 1, w->rows.len, shared->products->out) != w->rows.len)
        return vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    return VB_OK;
}

/* Read the next batch.  False when there is none.  Under the lock; the first was read ahead. */
static bool take_batch(worker *w, size_t *number)
{
    crew *shared = w->crew;
    if (shared->stop)
        return false;
    vb_status status = VB_OK;
    if (shared->next == 0) {
        w->batch = shared->study->first;
        shared->study->first = (vb_batch){0};
    } else {
        status = vb_records_next(shared->study->records, &w->batch, &shared->failure);
    }
    shared->stop = status != VB_OK || w->batch.n == 0;
    *number = shared->next;
    shared->next += !shared->stop;
    return !shared->stop;
}

/* Hand the batch in when its turn comes, unless it or one before it has failed.  What fails here comes before what
 * failed to be read, and takes its place. */
static void end_turn(worker *w, size_t number, vb_status status, vb_error *err)
{
    crew *shared = w->crew;
    pthread_mutex_lock(&shared->lock);
    while (shared->turn != number)
        pthread_cond_wait(&shared->moved, &shared->lock);
    bool broken = shared->broken;
    pthread_mutex_unlock(&shared->lock);
    if (status == VB_OK && !broken)
        status = hand_in(w, err);
    pthread_mutex_lock(&shared->lock);
    if (status != VB_OK && !broken) {
        shared->failure = *err;
        shared->broken = shared->stop = true;
    }
    shared->turn++;
    pthread_cond_broadcast(&shared->moved);
    pthread_mutex_unlock(&shared->lock);
}

static void *work(void *context)
{
    worker *w = context;
    for (;;) {
        size_t number;
        pthread_mutex_lock(&w->crew->lock);
        bool taken = take_batch(w, &number);
        pthread_mutex_unlock(&w->crew->lock);
        if (!taken)
            return NULL;
        vb_error err = {0};
        vb_status status = code_batch(w, &err);
        end_turn(w, number, status, &err);
    }
}

/* Start all but the first worker, be the first, and wait. */
static void run_all(worker *workers, size_t n)
{
    size_t started = 1;
    while (started < n && pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
        started++; /* with fewer threads than asked for it is only slower */
    work(&workers[0]);
    for (size_t i = 1; i < started; i++)
        (void)pthread_join(workers[i].thread, NULL);
}

static vb_status finish(crew *shared, worker *workers, size_t n, vb_error *err)
{
    if (shared->failure.code != VB_OK) {
        *err = shared->failure;
        return err->code;
    }
    for (size_t i = 0; i < n && shared->products->tally != NULL; i++)
        if (!vb_tally_merge(shared->products->tally, workers[i].tally))
            return vb_fail_memory(err);
    vb_notes_finish(shared->study->job, &shared->counts);
    shared->products->unreadable = shared->counts.n[VB_NOTE_UNREADABLE];
    return VB_OK;
}

vb_status vb_workers_run(vb_study *study, vb_products *products, vb_error *err)
{
    size_t n = study->job->threads == 0 ? 1 : study->job->threads;
    crew shared = {.study = study, .products = products};
    (void)vb_records_header(study->records, &shared.n_header);
    worker *workers = calloc(n, sizeof *workers);
    if (workers == NULL)
        return vb_fail_memory(err);
    pthread_mutex_init(&shared.lock, NULL);
    pthread_cond_init(&shared.moved, NULL);
    vb_status status = VB_OK;
    size_t made = 0;
    for (; made < n && status == VB_OK; made++)
        status = worker_init(&workers[made], &shared, err);
    if (status == VB_OK) {
        run_all(workers, n);
        status = finish(&shared, workers, n, err);
    }
    for (size_t i = 0; i < made; i++)
        worker_release(&workers[i]);
    pthread_cond_destroy(&shared.moved);
    pthread_mutex_destroy(&shared.lock);
    free(workers);
    return status;
}
