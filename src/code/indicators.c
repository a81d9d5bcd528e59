/* Rule 5: indicators, words that speak for a category without saying that it is the challenge.  They decide between
 * the categories that terms have put forward, and put forward none. */
#include "base/grow.h"
#include "code/session.h"

bool vb_session_add_indicator(vb_session *session, const vb_match *match)
{
    if (!VB_PUSH_ROOM(session->indicators, session->n_indicators, session->cap_indicators))
        return false;
    session->indicators[session->n_indicators++] =
        (vb_finding){.match = *match, .state = VB_STATE_COUNTS, .by = SIZE_MAX};
    return true;
}

/* The finding that an indicator's match gives way to, or SIZE_MAX: an `ignore` in force over it, or a match on the
 * same tokens that counts, for that says the same and more. */
static size_t finding_over(const vb_session *session, const vb_finding *indicator)
{
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        if (f->match.tokens.first > indicator->match.tokens.first)
            break;
        bool ignores = f->state == VB_STATE_CUE && vb_finding_term(session, f)->role == VB_ROLE_IGNORE;
        if ((ignores && vb_token_set_within(&indicator->match.tokens, &f->match.tokens)) ||
            (f->state == VB_STATE_COUNTS && vb_token_set_equal(&indicator->match.tokens, &f->match.tokens)))
            return i;
    }
    return SIZE_MAX;
}

/* True if the answer says itself what is its main challenge: something counts double. */
static bool is_told(const vb_session *session)
{
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        if (f->state == VB_STATE_COUNTS && vb_finding_term(session, f)->weight > 0 &&
            vb_session_is_double(session, f))
            return true;
    }
    return false;
}

void vb_session_rule5_indicators(vb_session *session)
{
    if (session->n_indicators > 0 && is_told(session))
        session->n_indicators = 0;
    for (size_t i = 0; i < session->n_indicators; i++) {
        vb_finding *f = &session->indicators[i];
        f->clause = vb_session_clause(session, f->match.tokens.first);
        if ((f->by = finding_over(session, f)) != SIZE_MAX)
            f->state = VB_STATE_HIDDEN;
        else if ((f->by = vb_session_denial_of(session, f)) != SIZE_MAX)
            f->state = VB_STATE_DENIED;
        const vb_term *term = vb_finding_term(session, f);
        for (size_t c = term->category; f->state == VB_STATE_COUNTS && c != VB_NO_CATEGORY;
             c = session->lexicon->categories[c].parent)
            if (session->figures[c].touched)
                session->figures[c].strength += term->weight;
    }
}
