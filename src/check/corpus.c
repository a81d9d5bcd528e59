/* What a lexicon's terms do with a corpus. */
#include "run/corpus.h"

#include "agree/cells.h"
#include "base/error.h"
#include "base/str.h"
#include "check/lint.h"
#include "text/utf8.h"

#include <stdlib.h>

/* A term is said to agree badly when it counted in so many answers with gold, and fewer than half of them have its
 * code there: fewer than five say little. */
enum { LEAST_ANSWERS = 5 };

typedef struct {
    size_t matched, counted; /* answers */
    size_t judged, right;    /* of those counted that have gold */
    size_t last;             /* the answer that was counted last, from 1 */
    bool decides;            /* without it some answer has other codes */
} use;

typedef struct {
    vb_lint *lint;
    use *uses;       /* one a term */
    vb_buffer codes; /* of the answer at hand, as text */
    vb_buffer others;
} trials;

/* True if the gold codes have the category, one below it or one above it. */
static bool has_gold(vb_str gold, vb_str path)
{
    vb_str code;
    while (vb_cell_next(&gold, &code)) {
        size_t least = code.len < path.len ? code.len : path.len;
        vb_str longer = code.len < path.len ? path : code;
        if (memcmp(code.ptr, path.ptr, least) == 0 && (longer.len == least || longer.ptr[least] == '/'))
            return true;
    }
    return false;
}

/* Codes and primary, so that two codings can be compared. */
static void write_codes(const vb_coding *coding, vb_buffer *out)
{
    vb_buffer_clear(out);
    vb_buffer_printf(out, "%zu", coding->primary);
    for (size_t i = 0; i < coding->n_codes; i++)
        vb_buffer_printf(out, " %zu", coding->codes[i].category);
}

/* Note what the terms of the answer do; those that counted and are not known to decide anything into `open`. */
static size_t note_terms(trials *t, const vb_str *gold, size_t number, size_t *open)
{
    const vb_session *session = t->lint->session;
    vb_cell_kind kind = gold == NULL ? VB_CELL_EMPTY : vb_cell_look(*gold);
    bool judged = kind == VB_CELL_CODES || kind == VB_CELL_NONE;
    size_t n = 0;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        const vb_term *term = vb_finding_term(session, f);
        use *u = &t->uses[f->match.term];
        if (term->role != VB_ROLE_CATEGORY || term->part != 0)
            continue;
        u->matched++;
        if (f->state != VB_STATE_COUNTS || u->last == number)
            continue;
        u->last = number;
        u->counted++;
        if (judged) {
            u->judged++;
            u->right += has_gold(*gold, session->lexicon->categories[term->category].path);
        }
        if (!u->decides)
            open[n++] = f->match.term;
    }
    return n;
}

/* Code the answer without each of the terms that are not known to decide anything, exactly as the rules say. */
static vb_status try_answer(trials *t, const vb_corpus_answer *answer, const vb_str *gold, size_t number,
                            vb_error *err)
{
    vb_session *session = t->lint->session;
    vb_coding coding;
    vb_status status = vb_session_code(session, answer->text, &coding, err);
    if (status != VB_OK)
        return status;
    size_t *open = calloc(session->n_findings + 1, sizeof *open);
    if (open == NULL)
        return VB_ERROR_MEMORY;
    write_codes(&coding, &t->codes);
    size_t n = note_terms(t, gold, number, open);
    for (size_t i = 0; i < n && status == VB_OK; i++) {
        session->without = open[i];
        status = vb_session_code(session, answer->text, &coding, err);
        write_codes(&coding, &t->others);
        t->uses[open[i]].decides = !vb_str_equal(vb_buffer_str(&t->codes), vb_buffer_str(&t->others));
    }
    session->without = SIZE_MAX;
    free(open);
    return t->codes.failed || t->others.failed ? VB_ERROR_MEMORY : status;
}

static void report(trials *t, size_t index, bool gold)
{
    const vb_term *term = &t->lint->lexicon->terms[index];
    const use *u = &t->uses[index];
    vb_check_place place = vb_lint_term_place(t->lint, term);
    if (u->matched == 0)
        (void)vb_findings_add(t->lint->findings, "dead-term", place, VB_LITERAL(""),
                              "`%.*s` matches nothing in the corpus", VB_ARG(term->source));
    else if (u->counted > 0 && !u->decides)
        (void)vb_findings_add(
            t->lint->findings, "idle-term", place, VB_LITERAL(""),
            "`%.*s` counts in %zu answer%s of the corpus, and none would have other codes without it",
            VB_ARG(term->source), u->counted, u->counted == 1 ? "" : "s");
    if (!gold || u->judged < LEAST_ANSWERS || 2 * u->right >= u->judged)
        return;
    vb_check_finding *f = vb_findings_add(
        t->lint->findings, "low-agreement", place, VB_LITERAL("narrow it with `unless`, or lower its weight"),
        "`%.*s` counts in %zu answers with gold codes, and %zu of them %s `%.*s`", VB_ARG(term->source), u->judged,
        u->right, u->right == 1 ? "has" : "have", VB_ARG(t->lint->lexicon->categories[term->category].path));
    if (f != NULL)
        f->harm = (double)(u->judged - 2 * u->right);
}

vb_status vb_lint_corpus(vb_lint *lint, const vb_job *job, vb_error *err)
{
    vb_corpus corpus = {0};
    vb_corpus_answer answer;
    trials t = {.lint = lint};
    bool more = true;
    size_t number = 0;
    vb_status status = vb_corpus_open(&corpus, job, err);
    t.uses = calloc(lint->lexicon->n_terms + 1, sizeof *t.uses);
    if (status == VB_OK && t.uses == NULL)
        status = vb_fail_memory(err);
    while (status == VB_OK) {
        status = vb_corpus_next(&corpus, &answer, &more, err);
        if (status != VB_OK || !more)
            break;
        const vb_str *gold = job->n_by > 0 ? &answer.cells[corpus.study.columns.by[0].column] : NULL;
        if (vb_utf8_valid(answer.text, NULL))
            status = try_answer(&t, &answer, gold, ++number, err);
        if (status == VB_ERROR_MEMORY)
            (void)vb_fail_memory(err);
    }
    for (size_t i = 0; status == VB_OK && number > 0 && i < lint->lexicon->n_terms; i++)
        if (lint->lexicon->terms[i].role == VB_ROLE_CATEGORY && lint->lexicon->terms[i].part == 0)
            report(&t, i, job->n_by > 0);
    vb_buffer_release(&t.codes);
    vb_buffer_release(&t.others);
    free(t.uses);
    vb_corpus_close(&corpus);
    return status;
}
