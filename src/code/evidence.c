/* Evidence: what the rules did, worded only when somebody asks. */
#include "code/session.h"

static const char *role_name(vb_role role)
{
    switch (role) {
    case VB_ROLE_CATEGORY:
    case VB_ROLE_CONTEXT:
        return "term";
    case VB_ROLE_DENIAL_AFTER:
    case VB_ROLE_DENIAL_BEFORE:
        return "denial";
    case VB_ROLE_TURN:
        return "turn";
    case VB_ROLE_EMPHASIS:
        return "emphasis";
    case VB_ROLE_IGNORE:
        return "ignore";
    case VB_ROLE_INDICATOR:
        return "indicator";
    case VB_ROLE_NON_ANSWER:
    case VB_ROLE_JOINER:
        break;
    }
    return "non-answer";
}

size_t vb_session_evidence_count(const vb_session *session)
{
    return session->n_findings + session->n_telling;
}

/* A piece of evidence as a finding. */
static vb_finding finding_of(const vb_session *session, size_t number)
{
    if (number < session->n_findings)
        return session->findings[number];
    const vb_indication *indication = &session->telling[number - session->n_findings];
    return (vb_finding){
        .match = {.term = (uint32_t)indication->term,
                  .tokens = vb_token_set_run(indication->token, indication->token)},
        .state = VB_STATE_INDICATES,
        .by = SIZE_MAX,
        .clause = vb_session_clause(session, indication->token),
    };
}

const vb_term *vb_session_evidence_term(const vb_session *session, size_t number)
{
    vb_finding f = finding_of(session, number);
    return vb_finding_term(session, &f);
}

vb_evidence vb_session_evidence(const vb_session *session, size_t number)
{
    vb_finding f = finding_of(session, number);
    const vb_term *term = vb_finding_term(session, &f);
    const vb_token *tokens = session->matcher.tokens.items;
    return (vb_evidence){
        .term = term->source,
        .category = term->category,
        .role = role_name(term->role),
        .state = f.state,
        .beg = tokens[f.match.tokens.first].beg,
        .end = tokens[f.match.tokens.last].end,
        .by = f.by,
        .clause = f.clause,
        .weight = term->weight,
        .n_tokens = vb_token_set_count(&f.match.tokens),
    };
}

/* The place of the k-th token of a match. */
static size_t place_of(const vb_token_set *set, size_t k)
{
    size_t token = set->first + (set->dense ? k : 0);
    for (size_t seen = 1; !set->dense && seen <= k; seen++)
        do
            token++;
        while (!vb_token_set_has(set, token));
    return token;
}

vb_str vb_session_evidence_token(const vb_session *session, size_t number, size_t k, bool *follows)
{
    vb_token_set set = finding_of(session, number).match.tokens;
    size_t token = place_of(&set, k);
    if (follows != NULL)
        *follows = k > 0 && vb_token_set_has(&set, token - 1);
    return vb_matcher_text(&session->matcher, token, token);
}

vb_str vb_session_evidence_taken_for(const vb_session *session, size_t number, size_t k)
{
    vb_token_set set = finding_of(session, number).match.tokens;
    const vb_word *word = session->matcher.words[place_of(&set, k)];
    return word == NULL ? (vb_str){NULL, 0} : word->taken_for;
}
