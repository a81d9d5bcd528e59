#include "run/crew.h"
#include "run/worker_parts.h"

#include "base/tell.h"

#include <errno.h>
#include <stdlib.h>

enum {
    REMEMBERED_SETS = 8192, /* 65,536 answers, */
    REMEMBERED_BYTES = 16 << 20,
    IDS_AHEAD = 8, /* that are fetched before they are noted */
};

static vb_status worker_init(vb_worker *w, vb_worker_shared *shared, vb_error *err)
{
    const vb_study *study = shared->study;
    *w = (vb_worker){.shared = shared, .reader.book = study->codes};
    w->session = vb_session_new(study->coder, study->job->unit, err);
    if (w->session == NULL)
        return err->code;
    if (shared->products->layout != NULL)
        vb_session_set_level(w->session, study->job->level);
    (void)vb_remembered_init(&w->remembered, REMEMBERED_SETS, REMEMBERED_BYTES); /* without it all is coded */
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
    if (shared->products->samples != NULL && (w->redactor = vb_redactor_new(err)) == NULL)
        return err->code;
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

static void worker_release(vb_worker *w)
{
    for (size_t i = 0; i < w->n_groupers; i++)
        vb_grouper_release(&w->groupers[i]);
    free(w->groupers);
    vb_session_free(w->session);
    vb_input_room_release(&w->study_room);
    vb_input_room_release(&w->kept_room);
    vb_remembered_release(&w->remembered);
    vb_buffer_release(&w->rows);
    free(w->ends);
    free(w->notes.items);
    vb_tally_free(w->tally);
    vb_buffer_release(&w->bytes);
    vb_buffer_release(&w->crossed);
    vb_unmatched_words_release(&w->unmatched);
    vb_code_reader_release(&w->reader);
    vb_redactor_free(w->redactor);
    free(w->cells);
    free(w->cell_ends);
    free(w->values);
    free(w->groups);
    for (size_t i = 0; w->joined != NULL && i < w->shared->study->n_groupings; i++)
        vb_buffer_release(&w->joined[i]);
    free(w->joined);
    free(w->ranks);
    free(w->further);
    free(w->codes);
    free(w->flags);
}

/* What is counted of an answer by its coding, or by the codes of its column. */
vb_tally_answer vb_worker_counted_answer(vb_worker *w, const vb_coding *coding)
{
    if (w->reader.book != NULL && w->reader.n_codes > 0)
        return (vb_tally_answer){VB_CODED, w->reader.primary, w->reader.codes, w->reader.n_codes, false};
    bool nothing = coding->reason == VB_REASON_EMPTY || coding->reason == VB_REASON_UNREADABLE ||
                   coding->reason == VB_REASON_NON_ANSWER;
    if (w->reader.book != NULL)
        return (vb_tally_answer){nothing ? coding->reason : VB_REASON_NO_MATCH, VB_NO_CATEGORY, NULL, 0, false};
    return vb_tally_answer_of(coding, w->codes);
}

/* Note a record that gold has, too. */
static bool meet_gold(vb_worker *w, const vb_record *record, const vb_tally_answer *answer)
{
    vb_gold_list *gold = w->shared->products->gold;
    vb_coded_pair found = {.coded = *answer};
    if (gold == NULL || gold->kind == VB_GOLD_ELSEWHERE)
        return true;
    vb_worker_group_list list;
    bool ok = vb_worker_list_groups(w, &list);
    found.breakdowns = list.breakdowns;
    found.groups = list.groups;
    found.n_groups = list.n;
    ok = ok && vb_gold_list_meet(gold, record->cells[w->shared->study->columns.id], &found);
    vb_worker_group_list_release(&list);
    return ok;
}

static bool count(vb_worker *w, const vb_record *record, const vb_coding *coding)
{
    vb_tally_answer answer = vb_worker_counted_answer(w, coding);
    if (w->shared->study->job->cross && !vb_worker_cross_groups(w))
        return false;
    if (!vb_tally_add(w->tally, w->groups, w->ranks, &answer))
        return false;
    if (w->redactor != NULL && !vb_worker_note_cells(w, &answer))
        return false;
    for (size_t i = 0; i < w->n_further; i++) {
        const vb_further *f = &w->further[i];
        if (!vb_tally_add_group(w->tally, f->grouping, f->group, f->rank, &answer, 1))
            return false;
    }
    return meet_gold(w, record, &answer);
}

static vb_status code_record(vb_worker *w, size_t number, vb_error *err)
{
    const vb_study *study = w->shared->study;
    const vb_record *found = &w->batch->records[number];
    const char *file = study->job->n_inputs > 1 ? w->file->name : NULL;
    vb_record record = vb_worker_study_record(w, found);
    size_t id = study->columns.id;
    vb_note note = {.kind = VB_NOTE_RAGGED,
                    .file = file,
                    .row = found->row,
                    .line = found->line,
                    .id = id == VB_NO_COLUMN ? VB_LITERAL("") : record.cells[id],
                    .found = found->n_found,
                    .expected = w->file->n_columns,
                    .kept = w->shared->products->layout != NULL && w->shared->products->sink == NULL &&
                            vb_row_keeps_surplus(w->shared->products->layout, &record)};
    bool noted = found->n_found == w->file->n_columns || vb_note_add(&w->notes, note);
    if (!noted)
        return vb_fail_memory(err);
    vb_remembered_answer answer;
    vb_status status = vb_worker_code_answer(w, number, record.cells[study->columns.answer], &note, &answer, err);
    if (status != VB_OK)
        return status;
    status = vb_worker_find_groups(w, &record, err);
    if (status == VB_OK && study->codes != NULL)
        status = vb_code_reader_read(&w->reader, &record, err);
    if (status != VB_OK)
        return status;
    bool ok = (w->tally == NULL || count(w, &record, &answer.coding)) &&
              (w->shared->products->layout == NULL || vb_worker_add_row(w, &record, &answer));
    return ok ? VB_OK : vb_fail_memory(err);
}

static vb_status code_batch(void *worker, const vb_batch *batch, const vb_input_file *file, vb_error *err)
{
    vb_worker *w = worker;
    w->batch = batch;
    w->file = file;
    vb_buffer_clear(&w->rows);
    if (vb_unmatched_words_clear(&w->unmatched)) /* their numbers are remembered */
        vb_remembered_clear(&w->remembered);
    w->n_ends = w->n_cells = w->n_cell_ends = 0;
    for (size_t i = 0; i < w->batch->n; i++) {
        vb_worker_look_ahead(w, i);
        vb_status status = code_record(w, i, err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

static vb_status fill_sink(vb_worker *w, vb_error *err)
{
    size_t n = w->shared->products->added->n, beg = 0;
    for (size_t i = 0; i < w->batch->n; i++) {
        for (size_t k = 0; k < n; beg = w->ends[i * n + k++])
            w->values[k] = vb_str_cut(vb_buffer_str(&w->rows), beg, w->ends[i * n + k]);
        vb_record record = vb_worker_study_record(w, &w->batch->records[i]);
        record = vb_worker_kept_record(w, &record);
        vb_status status = vb_sink_add(w->shared->products->sink, &record, w->values, err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

/* Tell what is to be said of the first `n` inputs. */
static void tell_inputs(vb_worker_shared *shared, size_t n)
{
    vb_inputs *inputs = &shared->study->inputs;
    for (; shared->told < n; shared->told++)
        vb_job_tell_lines(shared->study->job, &inputs->files[shared->told].why);
}

static void tell_progress(vb_worker_shared *shared, const vb_batch *batch, const vb_input_file *file)
{
    const vb_job *job = shared->study->job;
    shared->rows += batch->n;
    if (job->progress == NULL || batch->n == 0)
        return;
    const vb_record *last = &batch->records[batch->n - 1];
    vb_progress progress = {shared->rows, file->beg + last->byte + last->raw.len, shared->study->inputs.bytes};
    job->progress(job->context, &progress);
}

/* Note the batch's ids. */
static bool note_ids(vb_worker_shared *shared, const vb_batch *batch, const vb_input_file *file)
{
    size_t id = shared->study->columns.id;
    if (id != VB_NO_COLUMN && file->from != NULL)
        id = file->from[id];
    bool ok = true;
    for (size_t i = 0; id != VB_NO_COLUMN && ok && i < batch->n; i++) {
        if (i + IDS_AHEAD < batch->n)
            vb_repeats_expect(&shared->repeats, batch->records[i + IDS_AHEAD].cells[id]);
        ok = vb_repeats_note(&shared->repeats, batch->records[i].cells[id],
                             (size_t)(file - shared->study->inputs.files), batch->records[i].row);
    }
    return ok;
}

static vb_status hand_in(void *worker, const vb_batch *batch, const vb_input_file *file, vb_error *err)
{
    vb_worker *w = worker;
    vb_worker_shared *shared = w->shared;
    tell_inputs(shared, (size_t)(file - shared->study->inputs.files) + 1);
    vb_notes_tell(shared->study->job, &w->notes, &shared->counts);
    if (!note_ids(shared, batch, file))
        return vb_fail_memory(err);
    if (shared->products->sink != NULL) {
        vb_status status = fill_sink(w, err);
        if (status != VB_OK)
            return status;
    } else if (w->rows.len > 0 && fwrite(w->rows.ptr, 1, w->rows.len, shared->products->out) != w->rows.len) {
        return vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    }
    vb_status status = vb_worker_offer_samples(w, err);
    if (status != VB_OK)
        return status;
    vb_unmatched *unmatched = shared->products->unmatched;
    if (unmatched != NULL && !vb_unmatched_count(unmatched, &w->unmatched))
        return vb_fail_memory(err);
    w->has_unmatched = unmatched != NULL && unmatched->answers >= VB_UNMATCHED_ANSWERS;
    tell_progress(shared, batch, file);
    return VB_OK;
}

static vb_status finish(vb_worker_shared *shared, vb_worker *workers, size_t n, vb_error *err)
{
    for (size_t i = 0; i < n && shared->products->tally != NULL; i++)
        if (!vb_tally_merge(shared->products->tally, workers[i].tally))
            return vb_fail_memory(err);
    vb_inputs *inputs = &shared->study->inputs;
    tell_inputs(shared, inputs->n);
    vb_notes_finish(shared->study->job, &shared->counts);
    vb_repeats_tell(&shared->repeats, shared->study->job);
    vb_job_tell_lines(shared->study->job, &inputs->notes);
    shared->products->rows = shared->rows;
    shared->products->unreadable = shared->counts.n[VB_NOTE_UNREADABLE];
    return VB_OK;
}

vb_status vb_workers_run(vb_study *study, vb_products *products, vb_error *err)
{
    size_t n = study->job->threads == 0 ? 1 : study->job->threads, made = 0;
    vb_worker_shared shared = {.study = study, .products = products};
    vb_crew crew = {study, code_batch, hand_in};
    (void)vb_study_header(study, &shared.n_header);
    vb_worker *workers = calloc(n, sizeof *workers);
    void **each = calloc(n, sizeof *each);
    vb_status status = workers == NULL || each == NULL ? vb_fail_memory(err) : VB_OK;
    for (; made < n && status == VB_OK; made++) {
        each[made] = &workers[made];
        status = worker_init(&workers[made], &shared, err);
    }
    if (status == VB_OK)
        status = vb_crew_run(&crew, each, n, err);
    if (status == VB_OK)
        status = finish(&shared, workers, n, err);
    for (size_t i = 0; i < made; i++)
        worker_release(&workers[i]);
    free(workers);
    free(each);
    vb_repeats_release(&shared.repeats);
    return status;
}
