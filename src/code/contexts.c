/* Rule 2: a term's `with` and `unless` look at raw occurrences in the same sentence that share no token with the
 * match.  A cancelled match hides nothing. */
#include "base/grow.h"
#include "code/session.h"

bool vb_session_add_context(vb_session *session, const vb_match *match)
{
    if (!VB_PUSH_ROOM(session->contexts, session->n_contexts, session->cap_contexts))
        return false;
    session->contexts[session->n_contexts++] = *match;
    return true;
}

/* As vb_matcher_find_beside(), for a regular expression: its matches are known. */
static bool find_regex_beside(const vb_session *session, size_t term, const vb_match *beside, vb_match *found)
{
    const vb_token *tokens = session->matcher.tokens.items;
    for (size_t i = 0; i < session->n_contexts; i++) {
        const vb_match *m = &session->contexts[i];
        if (m->term == term && tokens[m->tokens.first].sentence == tokens[beside->tokens.first].sentence &&
            !vb_token_set_meets(&m->tokens, &beside->tokens)) {
            *found = *m;
            return true;
        }
    }
    return false;
}

bool vb_session_find_beside(vb_session *session, const size_t *terms, size_t n, const vb_match *beside,
                            vb_match *found, bool *out_of_memory)
{
    for (size_t i = 0; i < n && !*out_of_memory; i++)
        if (session->coder->plans[terms[i]].regex != NULL
                ? find_regex_beside(session, terms[i], beside, found)
                : vb_matcher_find_beside(&session->matcher, terms[i], beside, found, out_of_memory))
            return true;
    return false;
}

bool vb_session_rule2_contexts(vb_session *session)
{
    bool out_of_memory = false;
    vb_match found;
    for (size_t i = 0; i < session->n_findings; i++) {
        vb_finding *f = &session->findings[i];
        const vb_term *term = vb_finding_term(session, f);
        if ((term->n_with > 0 &&
             !vb_session_find_beside(session, term->with, term->n_with, &f->match, &found, &out_of_memory)) ||
            (term->n_unless > 0 &&
             vb_session_find_beside(session, term->unless, term->n_unless, &f->match, &found, &out_of_memory)))
            f->state = VB_STATE_CANCELLED;
    }
    return !out_of_memory;
}
