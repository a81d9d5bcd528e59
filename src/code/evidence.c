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
    case VB_ROLE_INDICATOR: /* no evidence for a code, which it does not make */
    case VB_ROLE_NON_ANSWER:
    case VB_ROLE_JOINER:
        break;
    }
    return "non-answer";
}

size_t vb_session_evidence_count(const vb_session *session)
{
    return session->n_findings;
}

vb_evidence vb_session_evidence(const vb_session *session, size_t number)
{
    const vb_finding *f = &session->findings[number];
    const vb_term *term = vb_finding_term(session, f);
    const vb_token *tokens = session->matcher.tokens.items;
    return (vb_evidence){
        .term = term->source,
        .category = term->category,
        .role = role_name(term->role),
        .state = f->state,
        .beg = tokens[f->match.tokens.first].beg,
        .end = tokens[f->match.tokens.last].end,
        .by = f->by,
        .clause = f->clause,
        .weight = term->weight,
        .n_tokens = vb_token_set_count(&f->match.tokens),
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
    const vb_token_set *set = &session->findings[number].match.tokens;
    size_t token = place_of(set, k);
    if (follows != NULL)
        *follows = k > 0 && vb_token_set_has(set, token - 1);
    return vb_matcher_text(&session->matcher, token, token);
}

vb_str vb_session_evidence_taken_for(const vb_session *session, size_t number, size_t k)
{
    const vb_word *word = session->matcher.words[place_of(&session->findings[number].match.tokens, k)];
    return word == NULL ? (vb_str){NULL, 0} : word->taken_for;
}
