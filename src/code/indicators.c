/* Rule 5: indicators, words that speak for a category without naming it, or for none.  Each counts once in an answer.
 */
#include "base/grow.h"
#include "code/session.h"
#include "match/bounds.h"

/* What lies over a token. */
typedef struct {
    bool cue;   /* one in force: it is said of the problem, not of what the problem is */
    bool match; /* one that counts */
} cover;

/* Go on to a token, later than the one before: the findings that reach it are kept in session->open.  *next is the
 * first finding that has not been met.  False when memory is out. */
static bool go_to(vb_session *session, size_t token, size_t *next, cover *over)
{
    size_t kept = 0;
    *over = (cover){false, false};
    for (; *next < session->n_findings && session->findings[*next].match.tokens.first <= token; ++*next) {
        if (!VB_PUSH_ROOM(session->open, session->n_open, session->cap_open))
            return false;
        session->open[session->n_open++] = *next;
    }
    for (size_t i = 0; i < session->n_open; i++) {
        const vb_finding *f = &session->findings[session->open[i]];
        if (f->match.tokens.last < token)
            continue;
        session->open[kept++] = session->open[i];
        bool has = vb_token_set_has(&f->match.tokens, token);
        over->cue = over->cue || (has && f->state == VB_STATE_CUE);
        over->match = over->match || (has && f->state == VB_STATE_COUNTS);
    }
    session->n_open = kept;
    return true;
}

static bool is_denied(const vb_session *session, size_t token)
{
    if (session->after.n == 0 && session->before.n == 0) /* nearly always */
        return false;
    vb_finding one = {.match = {.tokens = vb_token_set_run(token, token)},
                      .clause = vb_session_clause(session, token)};
    return vb_session_denial_of(session, &one) != SIZE_MAX;
}

/* Take the signs of a token that have not been met before.  False when memory is out. */
static bool take(vb_session *session, size_t token, const vb_word *word)
{
    for (uint32_t i = 0; i < word->n_signs; i++) {
        uint32_t sign = word->signs[i];
        if (session->sign_met_in[sign] == session->answer)
            continue;
        session->sign_met_in[sign] = session->answer;
        if (!VB_PUSH_ROOM(session->signs, session->n_signs, session->cap_signs))
            return false;
        session->signs[session->n_signs++] = (vb_sign_at){sign, token};
    }
    return true;
}

/* True if the answer says itself what is its main challenge. */
static bool is_told(const vb_session *session)
{
    for (size_t i = 0; session->emphases.n > 0 && i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        if (f->state == VB_STATE_COUNTS && vb_finding_term(session, f)->weight > 0 &&
            vb_session_is_emphasised(session, f))
            return true;
    }
    return false;
}

/* Find the indicators that count.  False when memory is out. */
static bool find(vb_session *session)
{
    const vb_matcher *m = &session->matcher;
    bool beside = session->n_findings == 0; /* some of them stand beside what counts */
    size_t next = 0;
    session->n_open = 0;
    session->answer++;
    for (size_t t = 0; t < m->tokens.n; t++) {
        const vb_word *word = m->words[t];
        if (word == NULL || word->n_signs == 0)
            continue;
        if (session->n_findings > 0) {
            cover over;
            if (!go_to(session, t, &next, &over))
                return false;
            if (over.cue || is_denied(session, t))
                continue;
            beside = beside || (!over.match && !vb_bounds_is_joiner(m, t));
        }
        if (!take(session, t, word))
            return false;
    }
    /* Where there is nothing but what terms say, as in "time, training, money", the first is the first. */
    if (!beside || is_told(session))
        session->n_signs = 0;
    return true;
}

/* Add what a sign adds, of token `token`. */
static void add(vb_session *session, const vb_sign *sign, size_t token)
{
    const vb_sign_sum *sums = session->coder->sign_sums;
    session->unsaid += sign->unsaid;
    for (uint32_t i = sign->sums; i < sign->sums_end; i++) {
        vb_indicated *sum = &session->indicated[sums[i].category];
        if (sum->weight == 0)
            (void)vb_session_touch(session, sums[i].category);
        sum->weight += sums[i].weight;
        sum->tokens += sum->last != (uint32_t)token + 1;
        sum->last = (uint32_t)token + 1;
    }
}

/* Hand over what has been added up. */
static void settle(vb_session *session)
{
    static const vb_indicated none = {0};
    for (size_t i = 0; i < session->n_touched; i++) {
        vb_standing *figure = &session->figures[session->touched[i]];
        vb_indicated *sum = &session->indicated[session->touched[i]];
        figure->indicated = sum->weight;
        figure->strength += sum->weight;
        figure->n_indicated = sum->tokens;
        *sum = none;
    }
}

bool vb_session_rule5_indicators(vb_session *session)
{
    session->unsaid = session->n_signs = 0;
    if (session->coder->n_signs > 0 && !find(session))
        return false;
    for (size_t i = 0; i < session->n_signs; i++)
        add(session, &session->coder->signs[session->signs[i].sign], session->signs[i].token);
    settle(session);
    return true;
}
