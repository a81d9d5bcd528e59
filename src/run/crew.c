#include "run/crew.h"

#include "base/error.h"

#include <pthread.h>
#include <stdlib.h>

/* What the workers share: under `lock`. */
typedef struct {
    const vb_crew *crew;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* `turn` has */
    size_t next;          /* the number of the batch to be read */
    size_t turn;          /* the number of the batch to be handed in */
    bool stop;            /* nothing more to read, or a failure */
    bool broken;          /* a batch failed: none after it is handed in */
    vb_error failure;     /* the first in the order of the batches */
} shift;

/* A worker's place in it. */
typedef struct {
    shift *shift;
    void *worker;
    pthread_t thread;
    vb_batch batch;
    const vb_input_file *file; /* that it is of */
} place;

/* Read the next batch.  False when there is none.  Under the lock; the first was read ahead. */
static bool take_batch(place *p, size_t *number)
{
    shift *s = p->shift;
    vb_study *study = s->crew->study;
    if (s->stop)
        return false;
    vb_status status = VB_OK;
    if (s->next == 0) {
        p->batch = study->first;
        p->file = study->first_file;
        study->first = (vb_batch){0};
    }
    if (p->batch.n == 0 || s->next > 0)
        status = vb_inputs_next(&study->inputs, &p->batch, &p->file, &s->failure);
    s->stop = status != VB_OK || p->batch.n == 0;
    *number = s->next;
    s->next += !s->stop;
    return !s->stop;
}

/* Hand the batch in when its turn comes, unless it or one before it has failed.  What fails here comes before what
 * failed to be read, and takes its place. */
static void end_turn(place *p, size_t number, vb_status status, vb_error *err)
{
    shift *s = p->shift;
    pthread_mutex_lock(&s->lock);
    while (s->turn != number)
        pthread_cond_wait(&s->moved, &s->lock);
    bool broken = s->broken;
    pthread_mutex_unlock(&s->lock);
    if (status == VB_OK && !broken)
        status = s->crew->hand_in(p->worker, &p->batch, p->file, err);
    pthread_mutex_lock(&s->lock);
    if (status != VB_OK && !broken) {
        s->failure = *err;
        s->broken = s->stop = true;
    }
    s->turn++;
    pthread_cond_broadcast(&s->moved);
    pthread_mutex_unlock(&s->lock);
}

static void *run(void *context)
{
    place *p = context;
    for (;;) {
        size_t number;
        pthread_mutex_lock(&p->shift->lock);
        bool taken = take_batch(p, &number);
        pthread_mutex_unlock(&p->shift->lock);
        if (!taken)
            return NULL;
        vb_error err = {0};
        vb_status status = p->shift->crew->work(p->worker, &p->batch, p->file, &err);
        end_turn(p, number, status, &err);
    }
}

vb_status vb_crew_run(const vb_crew *crew, void *const *workers, size_t n, vb_error *err)
{
    shift s = {.crew = crew};
    place *places = calloc(n, sizeof *places);
    if (places == NULL)
        return vb_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        places[i] = (place){.shift = &s, .worker = workers[i]};
    pthread_mutex_init(&s.lock, NULL);
    pthread_cond_init(&s.moved, NULL);
    size_t started = 1; /* the first is this thread */
    while (started < n && pthread_create(&places[started].thread, NULL, run, &places[started]) == 0)
        started++; /* with fewer threads than asked for it is only slower */
    run(&places[0]);
    for (size_t i = 1; i < started; i++)
        (void)pthread_join(places[i].thread, NULL);
    pthread_cond_destroy(&s.moved);
    pthread_mutex_destroy(&s.lock);
    for (size_t i = 0; i < n; i++)
        vb_batch_release(&places[i].batch);
    free(places);
    if (s.failure.code != VB_OK)
        *err = s.failure;
    return s.failure.code;
}
