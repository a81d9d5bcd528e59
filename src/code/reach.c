/* Turns, emphases and rule 4: how far a cue reaches.  A hidden or cancelled cue does nothing.
 *
 * Clauses by punctuation rule where terms match.  A turn is itself a match, and splits clauses only now. */
#include "base/grow.h"
#include "code/session.h"

#include <stdlib.h>

static bool add_cue(vb_cue_list *list, vb_cue cue)
{
    if (!VB_PUSH_ROOM(list->items, list->n, list->cap))
        return false;
    list->items[list->n++] = cue;
    return true;
}

static int compare_cues(const void *a, const void *b)
{
    const vb_cue *x = a, *y = b;
    if (x->clause != y->clause)
        return x->clause < y->clause ? -1 : 1;
    if (x->token != y->token)
        return x->token < y->token ? -1 : 1;
    return (x->finding > y->finding) - (x->finding < y->finding);
}

static void sort_cues(vb_cue_list *list)
{
    if (list->n > 1)
        qsort(list->items, list->n, sizeof *list->items, compare_cues);
}

/* How many turns begin at or before a token. */
static size_t turns_until(const vb_session *session, size_t token)
{
    size_t low = 0, high = session->turns.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (session->turns.items[middle].token <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t vb_session_clause(const vb_session *session, size_t token)
{
    return session->matcher.tokens.items[token].clause + turns_until(session, token);
}

/* The first cue of the list that is not before the clause. */
static size_t seek(const vb_cue_list *list, size_t clause)
{
    size_t low = 0, high = list->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].clause < clause)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool find_turns(vb_session *session)
{
    session->turns.n = 0;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        size_t first = f->match.tokens.first;
        if (f->state != VB_STATE_CUE || vb_finding_term(session, f)->role != VB_ROLE_TURN)
            continue;
        bool again = session->turns.n > 0 && session->turns.items[session->turns.n - 1].token == first;
        if (!again && !add_cue(&session->turns, (vb_cue){.token = first, .finding = i}))
            return false;
    }
    return true;
}

/* True if a cue is a sentence by itself, and another comes before it. */
static bool is_whole_sentence(const vb_session *session, const vb_token_set *cue)
{
    const vb_token *tokens = session->matcher.tokens.items;
    size_t n = session->matcher.tokens.n, sentence = tokens[cue->first].sentence;
    if (cue->first == 0 || tokens[cue->first - 1].sentence == sentence)
        return false;
    for (size_t t = cue->first; t < n && tokens[t].sentence == sentence; t++)
        if (!vb_token_set_has(cue, t))
            return false;
    return true;
}

static bool find_cues(vb_session *session)
{
    session->after.n = session->before.n = session->emphases.n = 0;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        if (f->state != VB_STATE_CUE)
            continue;
        vb_cue first = {vb_session_clause(session, f->match.tokens.first), f->match.tokens.first, i};
        vb_cue last = {vb_session_clause(session, f->match.tokens.last), f->match.tokens.last, i};
        vb_role role = vb_finding_term(session, f)->role;
        /* Said by itself, it is about the clause that was said before it. */
        if (role == VB_ROLE_DENIAL_AFTER && is_whole_sentence(session, &f->match.tokens))
            first.clause = vb_session_clause(session, first.token - 1);
        if ((role == VB_ROLE_DENIAL_AFTER && !add_cue(&session->after, first)) ||
            (role == VB_ROLE_DENIAL_BEFORE && !add_cue(&session->before, last)) ||
            (role == VB_ROLE_EMPHASIS && !add_cue(&session->emphases, first)))
            return false;
    }
    sort_cues(&session->after);
    sort_cues(&session->before);
    sort_cues(&session->emphases);
    return true;
}

size_t vb_session_denial_of(const vb_session *session, const vb_finding *f)
{
    if (session->after.n == 0 && session->before.n == 0) /* nearly always */
        return SIZE_MAX;
    /* After the match, of the clause that it begins in: the last cue that reaches back over it is the one to ask. */
    size_t i = seek(&session->after, f->clause + 1);
    if (i > 0) {
        const vb_cue *cue = &session->after.items[i - 1];
        if (cue->clause == f->clause && f->match.tokens.last < cue->token)
            return cue->finding;
    }
    /* Before it, in the clause that it ends in: the clause's first. */
    size_t end_clause = vb_session_clause(session, f->match.tokens.last);
    i = seek(&session->before, end_clause);
    if (i < session->before.n) {
        const vb_cue *cue = &session->before.items[i];
        if (cue->clause == end_clause && f->match.tokens.first > cue->token)
            return cue->finding;
    }
    return SIZE_MAX;
}

bool vb_session_rule4_denials(vb_session *session)
{
    if (!find_turns(session) || !find_cues(session))
        return false;
    for (size_t i = 0; i < session->n_findings; i++) {
        vb_finding *f = &session->findings[i];
        f->clause = vb_session_clause(session, f->match.tokens.first);
        if (f->state != VB_STATE_COUNTS)
            continue;
        f->by = vb_session_denial_of(session, f);
        if (f->by != SIZE_MAX)
            f->state = VB_STATE_DENIED;
    }
    return true;
}

bool vb_session_is_emphasised(const vb_session *session, const vb_finding *f)
{
    if (session->emphases.n == 0) /* nearly always */
        return false;
    size_t i = seek(&session->emphases, f->clause);
    return i < session->emphases.n && session->emphases.items[i].clause == f->clause;
}

bool vb_session_is_double(const vb_session *session, const vb_finding *f)
{
    if (vb_session_is_emphasised(session, f))
        return true;
    const vb_token *tokens = session->matcher.tokens.items;
    size_t token = f->match.tokens.first;
    size_t turns = turns_until(session, token);
    return turns > 0 && tokens[session->turns.items[turns - 1].token].sentence == tokens[token].sentence;
}
