#include "code/session.h"

#include "base/grow.h"
#include "base/str.h"
#include "text/utf8.h"

#include <stdlib.h>

vb_session *vb_session_new(const vb_coder *coder, vb_unit unit, vb_error *err)
{
    vb_session *session = calloc(1, sizeof *session);
    if (session == NULL) {
        vb_fail_memory(err);
        return NULL;
    }
    session->coder = coder;
    session->lexicon = coder->lexicon;
    session->without = SIZE_MAX;
    vb_break_mode mode = coder->lexicon->settings.breaks;
    if (unit != VB_UNIT_ANSWER && mode == VB_BREAKS_SENTENCE)
        mode = VB_BREAKS_PARAGRAPH;
    size_t n = coder->lexicon->n_categories + 1;
    session->figures = calloc(n, sizeof *session->figures);
    session->touched = calloc(n, sizeof *session->touched);
    session->codes = calloc(n, sizeof *session->codes);
    session->reaching = calloc(n, sizeof *session->reaching);
    session->indicated = calloc(n, sizeof *session->indicated);
    session->sign_met_in = calloc(coder->n_signs + 1, sizeof *session->sign_met_in);
    bool ok = session->figures != NULL && session->touched != NULL && session->codes != NULL &&
              session->reaching != NULL && session->indicated != NULL && session->sign_met_in != NULL;
    if (!ok)
        vb_fail_memory(err);
    if (!ok || vb_matcher_init(&session->matcher, coder, mode, err) != VB_OK) {
        vb_session_free(session);
        return NULL;
    }
    return session;
}

void vb_session_free(vb_session *session)
{
    if (session == NULL)
        return;
    vb_matcher_release(&session->matcher);
    free(session->findings);
    free(session->signs);
    free(session->telling);
    free(session->sign_met_in);
    free(session->contexts);
    free(session->turns.items);
    free(session->after.items);
    free(session->before.items);
    free(session->emphases.items);
    free(session->open);
    free(session->figures);
    free(session->touched);
    free(session->reaching);
    free(session->indicated);
    free(session->codes);
    free(session);
}

void vb_session_set_level(vb_session *session, size_t level)
{
    session->level = level;
}

static bool add_finding(vb_session *session, const vb_match *match, vb_state state)
{
    if (!VB_PUSH_ROOM(session->findings, session->n_findings, session->cap_findings))
        return false;
    session->findings[session->n_findings++] = (vb_finding){.match = *match, .state = state, .by = SIZE_MAX};
    return true;
}

/* Sort the matches by what they are for. */
static bool deal(vb_session *session)
{
    const vb_matcher *matcher = &session->matcher;
    session->n_findings = session->n_contexts = 0;
    session->non_answer = false;
    for (size_t i = 0; i < matcher->n_matches; i++) {
        const vb_match *m = &matcher->matches[i];
        bool ok = true;
        if (m->term == session->without)
            continue;
        switch (session->lexicon->terms[m->term].role) {
        case VB_ROLE_CATEGORY:
            ok = add_finding(session, m, VB_STATE_COUNTS);
            break;
        case VB_ROLE_CONTEXT:
            ok = vb_session_add_context(session, m);
            break;
        case VB_ROLE_INDICATOR: /* neither is matched by itself */
        case VB_ROLE_JOINER:
            break;
        case VB_ROLE_NON_ANSWER: /* it must be the whole answer */
            session->non_answer = session->non_answer || vb_token_set_count(&m->tokens) == matcher->tokens.n;
            break;
        case VB_ROLE_DENIAL_AFTER:
        case VB_ROLE_DENIAL_BEFORE:
        case VB_ROLE_TURN:
        case VB_ROLE_EMPHASIS:
        case VB_ROLE_IGNORE:
            ok = add_finding(session, m, VB_STATE_CUE);
            break;
        }
        if (!ok)
            return false;
    }
    return true;
}

/* Rule 8: why there is no code, the first that holds. */
static vb_reason reason_of(const vb_session *session)
{
    bool denied = false, cancelled = false, weak = false;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        if (vb_finding_term(session, f)->role != VB_ROLE_CATEGORY)
            continue;
        denied = denied || f->state == VB_STATE_DENIED;
        cancelled = cancelled || f->state == VB_STATE_CANCELLED;
        weak = weak || f->state == VB_STATE_COUNTS;
    }
    return session->matcher.tokens.n == 0 ? VB_REASON_EMPTY
           : session->non_answer          ? VB_REASON_NON_ANSWER
           : denied                       ? VB_REASON_DENIED
           : cancelled                    ? VB_REASON_CANCELLED
           : weak                         ? VB_REASON_WEAK
                                          : VB_REASON_NO_MATCH;
}

vb_status vb_session_code(vb_session *session, vb_str answer, vb_coding *coding, vb_error *err)
{
    size_t bad;
    *coding = (vb_coding){.reason = VB_REASON_UNREADABLE, .primary = VB_NO_CATEGORY};
    session->n_findings = session->n_telling = session->n_codes = 0;
    if (!vb_utf8_valid(answer, &bad))
        return vb_fail_at(err, VB_ERROR_INPUT, NULL, 0, bad + 1, "not UTF-8: convert the file first");
    if (!vb_matcher_run(&session->matcher, answer) || !deal(session))
        return vb_fail_memory(err);
    if (!vb_session_rule2_contexts(session) || !vb_session_rule3_overlap(session) ||
        !vb_session_rule4_denials(session))
        return vb_fail_memory(err);
    vb_session_rule5_scores(session);
    if (!vb_session_rule5_indicators(session) || !vb_session_rule6_codes(session))
        return vb_fail_memory(err);
    /* A lexicon that calls a whole answer a non-answer is taken at its word, whatever else matches in it. */
    if (session->non_answer)
        session->n_codes = session->n_telling = 0;
    coding->codes = session->codes;
    coding->n_codes = session->n_codes;
    coding->reason = session->n_codes > 0 ? VB_CODED : reason_of(session);
    if (session->n_codes > 0) {
        coding->primary = session->primary;
        coding->margin = session->margin;
        coding->indicated = !vb_session_is_named(session, session->top.strongest);
    }
    return VB_OK;
}

const char *vb_reason_name(vb_reason reason)
{
    static const char *const names[VB_REASONS] = {"",          "empty", "non-answer", "denied",
                                                  "cancelled", "weak",  "no-match",   "unreadable"};
    return names[reason];
}
