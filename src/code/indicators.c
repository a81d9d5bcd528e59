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

/* The finding of an `ignore` in force within which a match lies, or SIZE_MAX. */
static size_t ignore_over(const vb_session *session, const vb_finding *indicator)
{
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        if (f->match.tokens.first > indicator->match.tokens.first)
            break;
        if (f->state == VB_STATE_CUE && vb_finding_term(session, f)->role == VB_ROLE_IGNORE &&
            vb_token_set_within(&indicator->match.tokens, &f->match.tokens))
            return i;
    }
    return SIZE_MAX;
}

void vb_session_rule5_indicators(vb_session *session)
{
    for (size_t i = 0; i < session->n_indicators; i++) {
        vb_finding *f = &session->indicators[i];
        f->clause = vb_session_clause(session, f->match.tokens.first);
        if ((f->by = ignore_over(session, f)) != SIZE_MAX)
            f->state = VB_STATE_HIDDEN;
        else if ((f->by = vb_session_denial_of(session, f)) != SIZE_MAX)
            f->state = VB_STATE_DENIED;
        const vb_term *term = vb_finding_term(session, f);
        uint64_t weight = (uint64_t)term->weight * (vb_session_is_double(session, f) ? 2 : 1);
        for (size_t c = term->category; f->state == VB_STATE_COUNTS && c != VB_NO_CATEGORY;
             c = session->lexicon->categories[c].parent)
            if (session->figures[c].touched)
                session->figures[c].strength += weight;
    }
}
