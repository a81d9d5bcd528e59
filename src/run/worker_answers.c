/* What an answer gives by itself, wherever it stands: its coding, the cells of that, its words that are not known. So
 * it is remembered for when the answer comes again. */
#include "run/values.h"
#include "run/worker_parts.h"

/* Whether an answer without a code is one whose words are to be counted. */
static bool notes_words(const vb_worker *w, const vb_coding *coding)
{
    bool substantive = coding->reason != VB_CODED && coding->reason != VB_REASON_EMPTY &&
                       coding->reason != VB_REASON_NON_ANSWER && coding->reason != VB_REASON_UNREADABLE;
    return substantive && w->shared->products->unmatched != NULL && w->reader.book == NULL && !w->has_unmatched;
}

/* Make what is wanted of an answer that the session has just coded. */
static bool make_answer(vb_worker *w, vb_remembered_answer *made)
{
    if (w->shared->products->layout != NULL) {
        if (!vb_values_make(w->shared->study->lexicon, w->session, &made->coding, &w->bytes, w->coded))
            return false;
        made->values = w->coded;
    }
    if (!notes_words(w, &made->coding))
        return true;
    size_t beg = w->unmatched.n_batch;
    if (!vb_unmatched_words_note(&w->unmatched, w->session))
        return false;
    made->words = &w->unmatched.batch[beg];
    made->n_words = w->unmatched.n_batch - 1 - beg; /* without the end */
    return true;
}

static vb_str answer_of(const vb_worker *w, size_t record)
{
    size_t column = w->shared->study->columns.answer;
    if (w->file->from != NULL)
        column = w->file->from[column];
    return column == VB_NO_COLUMN ? VB_LITERAL("") : w->batch->records[record].cells[column];
}

/* A remembered answer lies where no cache has it, twice over: in its set, and in the entry that this points to. */
void vb_worker_look_ahead(vb_worker *w, size_t record)
{
    enum { FAR = VB_WORKER_HASHES / 2, NEAR = FAR / 2 }; /* records ahead */
    for (size_t i = record == 0 ? 0 : record + FAR; i <= record + FAR && i < w->batch->n; i++) {
        w->hashes[i % VB_WORKER_HASHES] = vb_remembered_hash(&w->remembered, answer_of(w, i));
        vb_remembered_expect(&w->remembered, w->hashes[i % VB_WORKER_HASHES]);
    }
    if (record + NEAR < w->batch->n)
        vb_remembered_fetch(&w->remembered, w->hashes[(record + NEAR) % VB_WORKER_HASHES]);
}

vb_status vb_worker_code_answer(vb_worker *w, size_t record, vb_str text, vb_note *note, vb_remembered_answer *answer,
                                vb_error *err)
{
    uint64_t hash = w->hashes[record % VB_WORKER_HASHES];
    const vb_remembered_answer *known = vb_remembered_find(&w->remembered, text, hash);
    if (known != NULL) {
        *answer = *known;
        bool ok = !notes_words(w, &known->coding) ||
                  vb_unmatched_words_note_again(&w->unmatched, known->words, known->n_words);
        return ok ? VB_OK : vb_fail_memory(err);
    }
    *answer = (vb_remembered_answer){0};
    uint64_t limits = vb_session_limits(w->session);
    vb_status status = vb_session_code(w->session, text, &answer->coding, err);
    if (status != VB_OK && status != VB_ERROR_INPUT)
        return status;
    bool is_limited = vb_session_limits(w->session) > limits, noted = true;
    if (status == VB_ERROR_INPUT || is_limited) {
        note->kind = is_limited ? VB_NOTE_LIMIT : VB_NOTE_UNREADABLE;
        note->found = is_limited ? note->found : err->column;
        noted = vb_note_add(&w->notes, *note);
    }
    if (!noted || !make_answer(w, answer))
        return vb_fail_memory(err);
    if (status == VB_OK && !is_limited) /* what is to be told of is told of again */
        vb_remembered_add(&w->remembered, text, hash, answer);
    return VB_OK;
}
