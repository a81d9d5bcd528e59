/* Clause by clause: what matched there, and what became of it. */
#include "run/explain_parts.h"

#include "base/str.h"

#include <stdlib.h>

enum { MARGIN = VB_EXPLAIN_MARGIN, HANG = VB_EXPLAIN_HANG };

typedef struct {
    vb_explained shown;
    size_t emphasis; /* the first emphasis that is not before the clause at hand */
    size_t turn;     /* the first turn after its beginning */
} clauses;

/* Why what a clause says counts double: the emphasis in it, or the turn before it in its sentence; SIZE_MAX: it does
 * not. */
static size_t doubled_by(clauses *c, size_t clause, size_t token)
{
    const vb_cue_list *emphases = &c->shown.session->emphases, *turns = &c->shown.session->turns;
    const vb_token *tokens = c->shown.session->matcher.tokens.items;
    while (c->emphasis < emphases->n && emphases->items[c->emphasis].clause < clause)
        c->emphasis++;
    while (c->turn < turns->n && turns->items[c->turn].token <= token)
        c->turn++;
    if (c->emphasis < emphases->n && emphases->items[c->emphasis].clause == clause)
        return emphases->items[c->emphasis].finding;
    if (c->turn == 0 || tokens[turns->items[c->turn - 1].token].sentence != tokens[token].sentence)
        return SIZE_MAX;
    return turns->items[c->turn - 1].finding;
}

static void put_clause(clauses *c, size_t first, size_t last)
{
    vb_explanation *e = c->shown.e;
    char number[24];
    (void)snprintf(number, sizeof number, "%3zu", e->clauses[first]);
    vb_page_add(&e->page, vb_matcher_text(&c->shown.session->matcher, first, last), 0);
    vb_page_put(&e->page, 0, vb_str_of(number), MARGIN);
    size_t by = doubled_by(c, vb_session_clause(c->shown.session, first), first);
    if (by == SIZE_MAX)
        return;
    bool by_turn = vb_finding_term(c->shown.session, &c->shown.session->findings[by])->role == VB_ROLE_TURN;
    vb_buffer_add_text(&e->page.text, by_turn ? "after the turn " : "by the emphasis ");
    vb_explain_add_match(e, by);
    vb_buffer_add_text(&e->page.text, " (rule 5)");
    vb_page_put(&e->page, MARGIN, VB_LITERAL("doubled"), HANG);
}

/* For each category the heaviest match of the clause that begins at finding `from`, the first of equals. */
static void find_counted(clauses *c, size_t from)
{
    const vb_session *session = c->shown.session;
    for (size_t k = 0; k < session->lexicon->n_categories; k++)
        c->shown.counted[k] = SIZE_MAX;
    for (size_t i = from; i < session->n_findings && session->findings[i].clause == session->findings[from].clause;
         i++) {
        const vb_term *term = vb_finding_term(session, &session->findings[i]);
        if (session->findings[i].state != VB_STATE_COUNTS || term->weight == 0)
            continue;
        size_t *counted = &c->shown.counted[term->category];
        if (*counted == SIZE_MAX || term->weight > vb_finding_term(session, &session->findings[*counted])->weight)
            *counted = i;
    }
}

static void put_clauses(clauses *c)
{
    const vb_session *session = c->shown.session;
    const vb_token_list *tokens = &session->matcher.tokens;
    size_t next = 0; /* finding */
    bool apart = false;
    for (size_t t = 0, last; t < tokens->n; t = last + 1) {
        for (last = t; last + 1 < tokens->n && c->shown.e->clauses[last + 1] == c->shown.e->clauses[t];)
            last++;
        if (apart || (t > 0 && tokens->items[t - 1].sentence != tokens->items[t].sentence))
            vb_buffer_add_char(c->shown.e->page.out, '\n');
        put_clause(c, t, last);
        apart = next < session->n_findings && session->findings[next].match.tokens.first <= last;
        if (apart)
            find_counted(c, next);
        for (; next < session->n_findings && session->findings[next].match.tokens.first <= last; next++)
            if (!c->shown.told[next])
                vb_explain_finding(&c->shown, next);
    }
}

void vb_explain_clauses(vb_explanation *e)
{
    clauses c = {.shown = {.e = e, .session = e->session}};
    if (e->session->matcher.tokens.n == 0)
        return;
    c.shown.counted = calloc(e->session->lexicon->n_categories + 1, sizeof *c.shown.counted);
    c.shown.denials = calloc(e->session->n_findings + 1, sizeof *c.shown.denials);
    c.shown.told = calloc(e->session->n_findings + 1, sizeof *c.shown.told);
    if (c.shown.counted != NULL && c.shown.denials != NULL && c.shown.told != NULL) {
        for (size_t i = 0; i < e->session->n_findings; i++)
            if (e->session->findings[i].state == VB_STATE_DENIED)
                c.shown.denials[e->session->findings[i].by]++;
        vb_page_title(&e->page, "Clause by clause");
        put_clauses(&c);
    } else {
        e->page.text.failed = true;
    }
    free(c.shown.counted);
    free(c.shown.denials);
    free(c.shown.told);
}
