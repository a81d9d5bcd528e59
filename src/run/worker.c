#include "run/worker.h"

#include "base/grow.h"
#include "base/str.h"
#include "code/session.h"
#include "figures/figures.h"
#include "run/notes.h"
#include "run/values.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

/* What the workers share: under `lock`, but for what a worker does while it is its turn. */
typedef struct {
    vb_study *study;
    vb_products *products;
    size_t n_header;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* `turn` has */
    size_t next;          /* the number of the batch to be read */
    size_t turn;          /* the number of the batch to be handed in */
    size_t told;          /* inputs whose columns have been told of; by whose turn it is */
    uint64_t rows;        /* handed in; likewise */
    bool stop;            /* nothing more to read, or a failure */
    bool broken;          /* a batch failed: none after it is handed in */
    vb_error failure;     /* the first in the order of the batches */
    vb_note_counts counts;
} crew;

/* A group that an answer stands in beside its first. */
typedef struct {
    size_t grouping;
    vb_str group;
    uint32_t rank;
} further;

/* One thread's. */
typedef struct {
    crew *crew;
    pthread_t thread;
    vb_session *session;
    vb_grouper *groupers;
    size_t n_groupers;
    vb_batch batch;
    const vb_input_file *file; /* that it is of */
    vb_input_room study_room, kept_room;
    vb_buffer rows; /* made of the batch, to be written in turn; for a sink the values alone */
    size_t *ends;   /* for a sink: of each value in `rows` */
    size_t n_ends, cap_ends;
    vb_note_list notes;
    vb_tally *tally;
    vb_code_reader reader; /* of a column of codes */
    vb_buffer unmatched; /* words of the batch's answers without a code */
    bool has_unmatched;  /* enough of them have been counted */
    vb_buffer bytes;     /* of one record's values */
    vb_str *values;      /* of the added columns */
    vb_str *groups;
    vb_buffer *joined; /* one a grouping: its text, where that is of several columns */
    vb_buffer crossed; /* the name of the group of all groupings together */
    bool *flags;       /* of one answer: the category, or one below it, is among its codes */
    uint32_t *ranks;
    further *further; /* with job->every_group */
    size_t n_further, cap_further;
    size_t *codes; /* of one answer, rising, for the tally */
} worker;

static vb_status worker_init(worker *w, crew *shared, vb_error *err)
{
    const vb_study *study = shared->study;
    *w = (worker){.crew = shared, .reader.book = study->codes};
    w->session = vb_session_new(study->coder, study->job->unit, err);
    if (w->session == NULL)
        return err->code;
    if (shared->products->layout != NULL)
        vb_session_set_level(w->session, study->job->level);
    size_t n = study->n_groupings;
    w->groupers = calloc(n + 1, sizeof *w->groupers);
    w->values = calloc(shared->products->added == NULL ? 1 : shared->products->added->n + 1, sizeof *w->values);
    w->groups = calloc(n + 2, sizeof *w->groups);
    w->joined = calloc(n + 1, sizeof *w->joined);
    w->ranks = calloc(n + 2, sizeof *w->ranks);
    w->codes = calloc(study->lexicon->n_categories + 1, sizeof *w->codes);
    w->flags = calloc(study->lexicon->n_categories + 1, sizeof *w->flags);
    if (shared->products->tally != NULL)
        w->tally = vb_tally_new(vb_study_breakdowns(study));
    bool rooms =
        vb_input_room_init(&w->study_room, shared->n_header) && vb_input_room_init(&w->kept_room, shared->n_header);
    if (!rooms || w->groupers == NULL || w->values == NULL || w->groups == NULL || w->joined == NULL ||
        w->ranks == NULL || w->codes == NULL || w->flags == NULL ||
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
    vb_input_room_release(&w->study_room);
    vb_input_room_release(&w->kept_room);
    vb_buffer_release(&w->rows);
    free(w->ends);
    free(w->notes.items);
    vb_tally_free(w->tally);
    vb_buffer_release(&w->bytes);
    vb_buffer_release(&w->crossed);
    vb_buffer_release(&w->unmatched);
    vb_code_reader_release(&w->reader);
    free(w->values);
    free(w->groups);
    for (size_t i = 0; w->joined != NULL && i < w->crew->study->n_groupings; i++)
        vb_buffer_release(&w->joined[i]);
    free(w->joined);
    free(w->ranks);
    free(w->further);
    free(w->codes);
    free(w->flags);
}

/* The group of all groupings together: their names, parted by a character that no name has. */
static bool cross_groups(worker *w)
{
    vb_buffer_clear(&w->crossed);
    for (size_t i = 0; i < w->n_groupers; i++) {
        if (i > 0)
            vb_buffer_add_char(&w->crossed, VB_PART_SEPARATOR);
        for (size_t k = 0; k < w->groups[i].len; k++) {
            char c = w->groups[i].ptr[k];
            vb_buffer_add_char(&w->crossed, c == VB_PART_SEPARATOR ? ' ' : c);
        }
    }
    w->groups[w->n_groupers] = vb_buffer_str(&w->crossed);
    return !w->crossed.failed;
}

/* What is counted of an answer by its coding, or by the codes of its column. */
static vb_tally_answer counted_answer(worker *w, const vb_coding *coding)
{
    if (w->reader.book != NULL && w->reader.n_codes > 0)
        return (vb_tally_answer){VB_CODED, w->reader.primary, w->reader.codes, w->reader.n_codes};
    bool nothing = coding->reason == VB_REASON_EMPTY || coding->reason == VB_REASON_UNREADABLE ||
                   coding->reason == VB_REASON_NON_ANSWER;
    if (w->reader.book != NULL)
        return (vb_tally_answer){nothing ? coding->reason : VB_REASON_NO_MATCH, VB_NO_CATEGORY, NULL, 0};
    for (size_t i = 0; i < coding->n_codes; i++) {
        size_t k = i;
        for (; k > 0 && w->codes[k - 1] > coding->codes[i].category; k--)
            w->codes[k] = w->codes[k - 1];
        w->codes[k] = coding->codes[i].category;
    }
    return (vb_tally_answer){coding->reason, coding->primary, w->codes, coding->n_codes};
}

static bool count(worker *w, const vb_coding *coding)
{
    vb_tally_answer answer = counted_answer(w, coding);
    if (w->crew->study->job->cross && !cross_groups(w))
        return false;
    if (!vb_tally_add(w->tally, w->groups, w->ranks, &answer))
        return false;
    for (size_t i = 0; i < w->n_further; i++) {
        const further *f = &w->further[i];
        if (!vb_tally_add_group(w->tally, f->grouping, f->group, f->rank, &answer))
            return false;
    }
    return true;
}

static void set_flags(worker *w, const vb_coding *coding)
{
    const vb_lexicon *lexicon = w->crew->study->lexicon;
    memset(w->flags, 0, lexicon->n_categories * sizeof *w->flags);
    for (size_t i = 0; i < coding->n_codes; i++)
        for (size_t c = coding->codes[i].category; c < lexicon->n_categories; c = lexicon->categories[c].parent)
            w->flags[c] = true;
}

/* The cells of the added columns.  Where there was nothing to code a flag is neither 0 nor 1. */
static bool make_values(worker *w, const vb_coding *coding)
{
    const vb_added_list *added = w->crew->products->added;
    bool nothing = coding->reason == VB_REASON_EMPTY || coding->reason == VB_REASON_UNREADABLE;
    vb_str coded[VB_ADDED];
    if (!vb_values_make(w->crew->study->lexicon, w->session, coding, &w->bytes, coded))
        return false;
    set_flags(w, coding);
    for (size_t i = 0; i < added->n; i++) {
        vb_added_column column = added->columns[i];
        if (column.what < VB_ADDED)
            w->values[i] = coded[column.what];
        else if (column.what == VB_ADDED_GROUP)
            w->values[i] = w->groups[column.index];
        else if (column.what == VB_ADDED_FILE)
            w->values[i] = vb_str_of(w->file->name);
        else
            w->values[i] = nothing ? VB_LITERAL("") : w->flags[column.index] ? VB_LITERAL("1") : VB_LITERAL("0");
    }
    return true;
}

/* The record as it is to be written. */
static vb_record kept_record(worker *w, const vb_record *record)
{
    const vb_study *study = w->crew->study;
    if (study->kept == NULL)
        return *record;
    vb_record kept = vb_input_project(record, study->kept, study->n_kept, w->file->has_values, &w->kept_room);
    if (w->crew->products->layout->kept != NULL) { /* its bytes pass through, but for those of the other columns */
        kept.raw = record->raw;
        kept.n_found = record->n_found;
    }
    return kept;
}

/* The record in the study's columns. */
static vb_record study_record(worker *w, const vb_record *record)
{
    vb_record same = *record;
    if (w->file->from != NULL)
        same = vb_input_project(record, w->file->from, w->crew->n_header, w->file->has_values, &w->study_room);
    else if (!w->file->has_values)
        same.values = NULL;
    same.raw = w->file->passes || w->file->splices ? record->raw : (vb_str){NULL, 0};
    return same;
}

static bool add_row(worker *w, const vb_record *record, const vb_coding *coding)
{
    const vb_products *products = w->crew->products;
    if (!make_values(w, coding))
        return false;
    if (products->sink == NULL) {
        vb_record kept = kept_record(w, record);
        vb_row_add(products->layout, &kept, w->values, &w->rows);
        return !w->rows.failed;
    }
    for (size_t i = 0; i < products->added->n; i++) {
        if (!VB_PUSH_ROOM(w->ends, w->n_ends, w->cap_ends))
            return false;
        vb_buffer_add_str(&w->rows, w->values[i]);
        w->ends[w->n_ends++] = w->rows.len;
    }
    return !w->rows.failed;
}

/* Whether the answer stands already in a group of this grouping. */
static bool is_in_group(const worker *w, size_t grouping, vb_str group)
{
    if (vb_str_equal(w->groups[grouping], group))
        return true;
    for (size_t i = 0; i < w->n_further; i++)
        if (w->further[i].grouping == grouping && vb_str_equal(w->further[i].group, group))
            return true;
    return false;
}

/* The groups of all the choices in `text`, which has semicolons between them.  One that cannot be placed counts only
 * where none can. */
static vb_status find_every_group(worker *w, size_t grouping, vb_str text, vb_error *err)
{
    w->groups[grouping] = VB_LITERAL("");
    while (text.len > 0) {
        const char *end = memchr(text.ptr, ';', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.ptr);
        further f = {.grouping = grouping};
        vb_status status = vb_grouper_find(&w->groupers[grouping], vb_str_cut(text, 0, len), &f.group, &f.rank, err);
        if (status != VB_OK)
            return status;
        text = vb_str_cut(text, end == NULL ? len : len + 1, text.len);
        if (f.group.len == 0 || is_in_group(w, grouping, f.group))
            continue;
        if (w->groups[grouping].len == 0) {
            w->groups[grouping] = f.group;
            w->ranks[grouping] = f.rank;
        } else if (VB_PUSH_ROOM(w->further, w->n_further, w->cap_further)) {
            w->further[w->n_further++] = f;
        } else {
            return vb_fail_memory(err);
        }
    }
    return VB_OK;
}

static vb_status find_groups(worker *w, const vb_record *record, vb_error *err)
{
    const vb_study *study = w->crew->study;
    w->n_further = 0;
    for (size_t i = 0; i < w->n_groupers; i++) {
        vb_str text;
        w->ranks[i] = 0;
        if (!vb_by_text(study->groupings[i].by, record, &w->joined[i], &text))
            return vb_fail_memory(err);
        vb_status status = study->job->every_group
                               ? find_every_group(w, i, text, err)
                               : vb_grouper_find(&w->groupers[i], text, &w->groups[i], &w->ranks[i], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

/* Whether an answer without a code is one whose words are to be counted. */
static bool notes_words(const worker *w, const vb_coding *coding)
{
    bool substantive = coding->reason != VB_CODED && coding->reason != VB_REASON_EMPTY &&
                       coding->reason != VB_REASON_NON_ANSWER && coding->reason != VB_REASON_UNREADABLE;
    return substantive && w->crew->products->unmatched != NULL && w->reader.book == NULL && !w->has_unmatched;
}

static vb_status code_record(worker *w, const vb_record *found, vb_error *err)
{
    const vb_study *study = w->crew->study;
    const char *file = study->job->n_inputs > 1 ? w->file->name : NULL;
    vb_record record = study_record(w, found);
    size_t id = study->columns.id;
    vb_note note = {.kind = VB_NOTE_RAGGED,
                    .file = file,
                    .row = found->row,
                    .line = found->line,
                    .id = id == VB_NO_COLUMN ? VB_LITERAL("") : record.cells[id],
                    .found = found->n_found,
                    .expected = w->file->n_columns,
                    .kept = w->crew->products->layout != NULL && w->crew->products->sink == NULL &&
                            vb_row_keeps_surplus(w->crew->products->layout, &record)};
    bool noted = found->n_found == w->file->n_columns || vb_note_add(&w->notes, note);
    vb_coding coding;
    uint64_t limits = vb_session_limits(w->session);
    vb_status status = vb_session_code(w->session, record.cells[study->columns.answer], &coding, err);
    if (status == VB_ERROR_INPUT) {
        note.kind = VB_NOTE_UNREADABLE;
        note.found = err->column;
        noted = noted && vb_note_add(&w->notes, note);
    } else if (status != VB_OK) {
        return status;
    }
    note.kind = VB_NOTE_LIMIT;
    if (vb_session_limits(w->session) > limits)
        noted = noted && vb_note_add(&w->notes, note);
    status = find_groups(w, &record, err);
    if (status == VB_OK && study->codes != NULL)
        status = vb_code_reader_read(&w->reader, &record, err);
    if (status != VB_OK)
        return status;
    if (notes_words(w, &coding) && !vb_unmatched_note(w->session, &w->unmatched))
        return vb_fail_memory(err);
    bool ok = noted && (w->tally == NULL || count(w, &coding)) &&
              (w->crew->products->layout == NULL || add_row(w, &record, &coding));
    return ok ? VB_OK : vb_fail_memory(err);
}

static vb_status code_batch(worker *w, vb_error *err)
{
    vb_buffer_clear(&w->rows);
    vb_buffer_clear(&w->unmatched);
    w->n_ends = 0;
    for (size_t i = 0; i < w->batch.n; i++) {
        vb_status status = code_record(w, &w->batch.records[i], err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

static vb_status fill_sink(worker *w, vb_error *err)
{
    size_t n = w->crew->products->added->n, beg = 0;
    for (size_t i = 0; i < w->batch.n; i++) {
        for (size_t k = 0; k < n; beg = w->ends[i * n + k++])
            w->values[k] = vb_str_cut(vb_buffer_str(&w->rows), beg, w->ends[i * n + k]);
        vb_record record = study_record(w, &w->batch.records[i]);
        record = kept_record(w, &record);
        vb_status status = vb_sink_add(w->crew->products->sink, &record, w->values, err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

/* Tell what is to be said of the first `n` inputs. */
static void tell_inputs(crew *shared, size_t n)
{
    vb_inputs *inputs = &shared->study->inputs;
    for (; shared->told < n; shared->told++)
        vb_study_tell(shared->study->job, &inputs->files[shared->told].why);
}

static void tell_progress(crew *shared, const worker *w)
{
    const vb_job *job = shared->study->job;
    shared->rows += w->batch.n;
    if (job->progress == NULL || w->batch.n == 0)
        return;
    const vb_record *last = &w->batch.records[w->batch.n - 1];
    vb_progress progress = {shared->rows, w->file->beg + last->byte + last->raw.len, shared->study->inputs.bytes};
    job->progress(job->context, &progress);
}

static vb_status hand_in(worker *w, vb_error *err)
{
    crew *shared = w->crew;
    tell_inputs(shared, (size_t)(w->file - shared->study->inputs.files) + 1);
    vb_notes_tell(shared->study->job, &w->notes, &shared->counts);
    if (shared->products->sink != NULL) {
        vb_status status = fill_sink(w, err);
        if (status != VB_OK)
            return status;
    } else if (w->rows.len > 0 && fwrite(w->rows.ptr, 1, w->rows.len, shared->products->out) != w->rows.len) {
        return vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    }
    vb_unmatched *unmatched = shared->products->unmatched;
    if (unmatched != NULL && !vb_unmatched_count(unmatched, vb_buffer_str(&w->unmatched)))
        return vb_fail_memory(err);
    w->has_unmatched = unmatched != NULL && unmatched->answers >= VB_UNMATCHED_ANSWERS;
    tell_progress(shared, w);
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
        w->file = shared->study->first_file;
        shared->study->first = (vb_batch){0};
    }
    if (w->batch.n == 0 || shared->next > 0)
        status = vb_inputs_next(&shared->study->inputs, &w->batch, &w->file, &shared->failure);
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
    vb_inputs *inputs = &shared->study->inputs;
    tell_inputs(shared, inputs->n);
    vb_notes_finish(shared->study->job, &shared->counts);
    vb_study_tell(shared->study->job, &inputs->notes);
    shared->products->rows = shared->rows;
    shared->products->unreadable = shared->counts.n[VB_NOTE_UNREADABLE];
    return VB_OK;
}

vb_status vb_workers_run(vb_study *study, vb_products *products, vb_error *err)
{
    size_t n = study->job->threads == 0 ? 1 : study->job->threads;
    crew shared = {.study = study, .products = products};
    (void)vb_study_header(study, &shared.n_header);
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
