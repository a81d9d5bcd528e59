#include "tune/gold.h"

#include "agree/cells.h"
#include "base/grow.h"
#include "base/str.h"
#include "code/session.h"
#include "input/column_find.h"

#include <stdlib.h>

static bool number_tops(vb_tune_gold *gold)
{
    const vb_lexicon *lexicon = gold->lexicon;
    gold->top_of = calloc(lexicon->n_categories + 1, sizeof *gold->top_of);
    for (size_t c = 0; gold->top_of != NULL && c < lexicon->n_categories; c++) {
        size_t parent = lexicon->categories[c].parent;
        gold->top_of[c] = parent == VB_NO_CATEGORY ? gold->n_tops++ : gold->top_of[parent];
    }
    return gold->top_of != NULL;
}

/* The top of the cell's first code in *top.  *coded is false where the cell says that nobody has coded it. */
static vb_status read_cell(const vb_tune_gold *gold, const vb_corpus_answer *answer, vb_str cell, size_t *top,
                           bool *coded, vb_error *err)
{
    vb_cell_kind kind = vb_cell_look(cell);
    vb_str code;
    *coded = kind != VB_CELL_MISSING;
    *top = gold->n_tops;
    if (kind != VB_CELL_CODES || !vb_cell_next(&cell, &code))
        return VB_OK;
    size_t category = vb_lexicon_category(gold->lexicon, code);
    if (category == VB_NO_CATEGORY)
        return vb_fail_at(err, VB_ERROR_INPUT, answer->file, 0, 0,
                          "row %zu: gold is `%.*s`, which %.*s does not have: codes are its paths, or `none`",
                          answer->row, VB_ARG(code), VB_ARG(gold->lexicon->name));
    *top = gold->top_of[category];
    return VB_OK;
}

/* Add the matches that count, with weights as the lexicon has them.  False when memory is out. */
static bool add_matches(vb_tune_gold *gold)
{
    const vb_session *session = gold->session;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        const vb_term *term = vb_finding_term(session, f);
        if (f->state != VB_STATE_COUNTS || term->weight == 0)
            continue;
        if (!VB_PUSH_ROOM(gold->matches, gold->n_matches, gold->cap_matches))
            return false;
        gold->matches[gold->n_matches++] = (vb_tune_match){f->match.term, (uint32_t)gold->top_of[term->category],
                                                           f->clause, vb_session_is_double(session, f) ? 2 : 1};
    }
    return true;
}

/* What the answer's indicators add to each top.  NULL when memory is out. */
static double *sum_indicators(vb_tune_gold *gold)
{
    const vb_session *session = gold->session;
    double *sums = vb_arena_alloc(&gold->arena, (gold->n_tops + 1) * sizeof *sums);
    for (size_t i = 0; sums != NULL && i < session->n_signs; i++) {
        const vb_sign *sign = &session->coder->signs[session->signs[i].sign];
        for (uint32_t k = sign->sums; k < sign->sums_end; k++) {
            const vb_sign_sum *sum = &session->coder->sign_sums[k];
            if (session->lexicon->categories[sum->category].parent == VB_NO_CATEGORY)
                sums[gold->top_of[sum->category]] += (double)sum->weight / 1000.0;
        }
    }
    return sums;
}

static vb_status add_answer(vb_tune_gold *gold, const vb_corpus_answer *answer, size_t top, vb_error *err)
{
    vb_coding coding;
    vb_tune_answer own = {.text = vb_arena_copy(&gold->arena, answer->text), .gold = top, .matches = gold->n_matches};
    if (own.text.ptr == NULL)
        return vb_fail_memory(err);
    vb_status status = vb_session_code(gold->session, own.text, &coding, err);
    if (status == VB_ERROR_INPUT) {
        gold->left_out++;
        return VB_OK;
    }
    if (status != VB_OK)
        return status;
    own.indicated = sum_indicators(gold);
    if (own.indicated == NULL || !add_matches(gold) || !VB_PUSH_ROOM(gold->answers, gold->n, gold->cap))
        return vb_fail_memory(err);
    own.n_matches = gold->n_matches - own.matches;
    gold->answers[gold->n++] = own;
    return VB_OK;
}

vb_status vb_tune_gold_read(vb_tune_gold *gold, vb_corpus *corpus, const char *column, vb_error *err)
{
    vb_corpus_answer answer;
    size_t number, top;
    bool more = true, coded;
    *gold = (vb_tune_gold){.lexicon = corpus->study.lexicon};
    vb_status status = vb_column_find(corpus->study.inputs.first, vb_str_of(column), &number, err);
    if (status != VB_OK)
        return status;
    if (!number_tops(gold))
        return vb_fail_memory(err);
    gold->session = vb_session_new(corpus->study.coder, corpus->study.job->unit, err);
    if (gold->session == NULL)
        return err->code;
    while ((status = vb_corpus_next(corpus, &answer, &more, err)) == VB_OK && more) {
        status = read_cell(gold, &answer, answer.cells[number], &top, &coded, err);
        if (status == VB_OK && coded)
            status = add_answer(gold, &answer, top, err);
        if (status != VB_OK)
            return status;
        gold->left_out += !coded;
    }
    return status;
}

void vb_tune_gold_release(vb_tune_gold *gold)
{
    vb_session_free(gold->session);
    free(gold->top_of);
    free(gold->answers);
    free(gold->matches);
    vb_arena_release(&gold->arena);
    *gold = (vb_tune_gold){0};
}

vb_status vb_tune_code(vb_tune_gold *gold, const vb_tune_answer *answer, size_t *top, vb_error *err)
{
    vb_coding coding;
    vb_status status = vb_session_code(gold->session, answer->text, &coding, err);
    *top = status != VB_OK || coding.primary == VB_NO_CATEGORY ? gold->n_tops : gold->top_of[coding.primary];
    return status;
}
