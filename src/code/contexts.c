/* Rule 2: a term's `with` and `unless` look at raw occurrences in the same sentence that share no token with the
 * match.  A cancelled match hides nothing. */
#include "base/grow.h"
#include "code/session.h"

#include <stdlib.h>

static uint32_t sentence_of(const vb_session *session, const vb_match *match)
{
    return session->matcher.tokens.items[match->tokens.first].sentence;
}

/* The first occurrence of a context term that is not before the sentence. */
static size_t seek(const vb_session *session, size_t term, uint32_t sentence)
{
    size_t low = 0, high = session->n_contexts;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const vb_match *m = &session->contexts[middle];
        if (m->term < term || (m->term == term && sentence_of(session, m) < sentence))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool occurs(const vb_session *session, size_t term, const vb_match *beside)
{
    uint32_t sentence = sentence_of(session, beside);
    for (size_t i = seek(session, term, sentence); i < session->n_contexts; i++) {
        const vb_match *m = &session->contexts[i];
        if (m->term != term || sentence_of(session, m) != sentence)
            return false;
        if (!vb_token_set_meets(&m->tokens, &beside->tokens))
            return true;
    }
    return false;
}

static bool one_occurs(const vb_session *session, const size_t *terms, size_t n, const vb_match *beside)
{
    for (size_t i = 0; i < n; i++)
        if (occurs(session, terms[i], beside))
            return true;
    return false;
}

bool vb_session_add_context(vb_session *session, const vb_match *match)
{
    if (!VB_PUSH_ROOM(session->contexts, session->n_contexts, session->cap_contexts))
        return false;
    session->contexts[session->n_contexts++] = *match;
    return true;
}

/* Find the matches of context terms, unless they were found for another match. */
static bool seek_all(vb_session *session, const size_t *terms, size_t n)
{
    vb_matcher *m = &session->matcher;
    for (size_t i = 0; i < n; i++) {
        if (session->sought[terms[i]] == session->answer_number || session->coder->plans[terms[i]].regex != NULL)
            continue;
        session->sought[terms[i]] = session->answer_number;
        size_t base = m->n_matches;
        if (!vb_matcher_seek(m, terms[i]))
            return false;
        for (size_t k = base; k < m->n_matches; k++)
            if (!vb_session_add_context(session, &m->matches[k]))
                return false;
    }
    return true;
}

static int compare_contexts(const void *a, const void *b)
{
    const vb_match *x = a, *y = b;
    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    return (x->tokens.first > y->tokens.first) - (x->tokens.first < y->tokens.first);
}

/* They are nearly always in order: most answers have those of one term or two. */
static void sort_contexts(vb_session *session)
{
    for (size_t i = 1; i < session->n_contexts; i++)
        if (compare_contexts(&session->contexts[i - 1], &session->contexts[i]) > 0) {
            qsort(session->contexts, session->n_contexts, sizeof *session->contexts, compare_contexts);
            return;
        }
}

bool vb_session_rule2_contexts(vb_session *session)
{
    session->answer_number++;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_term *term = vb_finding_term(session, &session->findings[i]);
        if (!seek_all(session, term->with, term->n_with) || !seek_all(session, term->unless, term->n_unless))
            return false;
    }
    sort_contexts(session);
    for (size_t i = 0; i < session->n_findings; i++) {
        vb_finding *f = &session->findings[i];
        const vb_term *term = vb_finding_term(session, f);
        if ((term->n_with > 0 && !one_occurs(session, term->with, term->n_with, &f->match)) ||
            (term->n_unless > 0 && one_occurs(session, term->unless, term->n_unless, &f->match)))
            f->state = VB_STATE_CANCELLED;
    }
    return true;
}
