/* Rule 3: a match is hidden if its tokens are a proper subset of another surviving match's; equal sets and partial
 * overlaps stay.  Under `overlap: key` only within a category (or a kind of cue), under `all` never.  `ignore` hides
 * subsets and equal sets in every mode.
 *
 * Whether the longer match survives need not be asked: what hides it is longer still, and hides the shorter one too.
 */
#include "base/grow.h"
#include "code/session.h"

static inline bool hides(const vb_session *session, const vb_finding *longer, const vb_finding *f)
{
    if (longer->match.tokens.last < f->match.tokens.last || longer->state == VB_STATE_CANCELLED ||
        !vb_token_set_within(&f->match.tokens, &longer->match.tokens))
        return false;
    const vb_term *by = vb_finding_term(session, longer), *term = vb_finding_term(session, f);
    bool equal = vb_token_set_equal(&f->match.tokens, &longer->match.tokens);
    if (by->role == VB_ROLE_IGNORE && (!equal || term->role != VB_ROLE_IGNORE))
        return true;
    switch (session->lexicon->settings.overlap) {
    case VB_OVERLAP_LONGEST:
        return !equal;
    case VB_OVERLAP_KEY:
        return !equal && by->role == term->role && by->category == term->category;
    case VB_OVERLAP_ALL:
        break;
    }
    return false;
}

/* Drop the findings that end before `token`. */
static void close_before(vb_session *session, size_t token)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->n_open; i++)
        if (session->findings[session->open[i]].match.tokens.last >= token)
            session->open[kept++] = session->open[i];
    session->n_open = kept;
}

static void hide_by(vb_finding *f, size_t by)
{
    f->state = VB_STATE_HIDDEN;
    f->by = by;
}

bool vb_session_rule3_overlap(vb_session *session)
{
    vb_finding *all = session->findings;
    session->n_open = 0;
    for (size_t i = 0; i < session->n_findings; i++) {
        vb_finding *f = &all[i];
        close_before(session, f->match.tokens.first);
        if (!VB_PUSH_ROOM(session->open, session->n_open, session->cap_open))
            return false;
        session->open[session->n_open++] = i;
        if (f->state == VB_STATE_CANCELLED)
            continue;
        /* What covers it begins before it (and is still open) or at the same token: then it may stand behind it. */
        for (size_t k = 0; k + 1 < session->n_open && f->state != VB_STATE_HIDDEN; k++)
            if (hides(session, &all[session->open[k]], f))
                hide_by(f, session->open[k]);
        for (size_t k = i + 1;
             k < session->n_findings && f->state != VB_STATE_HIDDEN &&
             all[k].match.tokens.first == f->match.tokens.first && all[k].match.tokens.last == f->match.tokens.last;
             k++)
            if (hides(session, &all[k], f))
                hide_by(f, k);
    }
    return true;
}
