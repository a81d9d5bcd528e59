/* Rule 2: a term's `with` and `unless` look at raw occurrences in the same sentence that share no token with the
 * match.  A cancelled match hides nothing. */
#include "code/session.h"

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

void vb_session_rule2_contexts(vb_session *session)
{
    for (size_t i = 0; i < session->n_findings; i++) {
        vb_finding *f = &session->findings[i];
        const vb_term *term = vb_finding_term(session, f);
        if ((term->n_with > 0 && !one_occurs(session, term->with, term->n_with, &f->match)) ||
            (term->n_unless > 0 && one_occurs(session, term->unless, term->n_unless, &f->match)))
            f->state = VB_STATE_CANCELLED;
    }
}
