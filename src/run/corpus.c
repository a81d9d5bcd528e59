#include "run/corpus.h"

#include "base/str.h"

vb_status vb_corpus_open(vb_corpus *corpus, const vb_job *job, vb_error *err)
{
    size_t n;
    vb_status status = vb_study_open_ungrouped(&corpus->study, job, err);
    if (status != VB_OK)
        return status;
    (void)vb_study_header(&corpus->study, &n);
    return vb_input_room_init(&corpus->room, n) ? VB_OK : vb_fail_memory(err);
}

void vb_corpus_close(vb_corpus *corpus)
{
    vb_batch_release(&corpus->batch);
    vb_input_room_release(&corpus->room);
    vb_study_close(&corpus->study);
    *corpus = (vb_corpus){0};
}

/* The study has read its first batch ahead. */
static vb_status read_batch(vb_corpus *corpus, vb_error *err)
{
    vb_study *study = &corpus->study;
    corpus->at = 0;
    if (!corpus->begun) {
        corpus->begun = true;
        corpus->batch = study->first;
        corpus->file = study->first_file;
        study->first = (vb_batch){0};
        if (corpus->batch.n > 0)
            return VB_OK;
    }
    return vb_inputs_next(&study->inputs, &corpus->batch, &corpus->file, err);
}

vb_status vb_corpus_next(vb_corpus *corpus, vb_corpus_answer *answer, bool *more, vb_error *err)
{
    const vb_columns *columns = &corpus->study.columns;
    if (!corpus->begun || corpus->at == corpus->batch.n) {
        vb_status status = read_batch(corpus, err);
        if (status != VB_OK)
            return status;
    }
    *more = corpus->at < corpus->batch.n;
    if (!*more)
        return VB_OK;
    vb_record record = corpus->batch.records[corpus->at++];
    size_t n;
    (void)vb_study_header(&corpus->study, &n);
    if (corpus->file->from != NULL)
        record = vb_input_project(&record, corpus->file->from, n, corpus->file->has_values, &corpus->room);
    *answer = (vb_corpus_answer){.text = record.cells[columns->answer],
                                 .id = columns->id == VB_NO_COLUMN ? VB_LITERAL("") : record.cells[columns->id],
                                 .cells = record.cells,
                                 .file = corpus->file->name,
                                 .row = record.row};
    return VB_OK;
}
