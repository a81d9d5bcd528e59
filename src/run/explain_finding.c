/* One match, and what became of it. */
#include "run/explain_parts.h"

#include "base/str.h"

enum { MARGIN = VB_EXPLAIN_MARGIN, HANG = VB_EXPLAIN_HANG };

static vb_role role_of(const vb_explained *c, size_t finding)
{
    return vb_finding_term(c->session, &c->session->findings[finding])->role;
}

/* "denial", "turn", "emphasis", "ignore"; "term" for one of a category. */
static const char *role_name(const vb_explained *c, size_t finding)
{
    return vb_session_evidence(c->session, finding).role;
}

static const char *label_of(const vb_explained *c, size_t finding)
{
    switch (c->session->findings[finding].state) {
    case VB_STATE_COUNTS:
        return "counts";
    case VB_STATE_CANCELLED:
        return "cancelled";
    case VB_STATE_HIDDEN:
        return "hidden";
    case VB_STATE_DENIED:
        return "denied";
    case VB_STATE_CUE:
    case VB_STATE_INDICATES: /* told with the scores */
        break;
    }
    return role_name(c, finding);
}

static void put(vb_explained *c)
{
    vb_page_put_text(&c->e->page, HANG);
}

static void say_contexts(vb_explained *c, size_t finding)
{
    const vb_finding *f = &c->session->findings[finding];
    const vb_term *term = vb_finding_term(c->session, f);
    vb_buffer *text = &c->e->page.text;
    vb_match with, unless;
    bool has_with = vb_session_find_beside(c->e->session, term->with, term->n_with, &f->match, &with, &text->failed);
    bool has_unless =
        vb_session_find_beside(c->e->session, term->unless, term->n_unless, &f->match, &unless, &text->failed);
    if (has_with) {
        vb_buffer_add_text(text, "its \"with\" occurs: \"");
        vb_page_add(&c->e->page, vb_matcher_text(&c->session->matcher, with.tokens.first, with.tokens.last), 40);
        vb_buffer_add_text(text, "\" (rule 2)");
        put(c);
    } else if (term->n_with > 0) {
        vb_buffer_add_text(text, "its \"with\" does not occur in the sentence: ");
        for (size_t i = 0; i < term->n_with; i++) {
            vb_buffer_add_text(text, i == 0 ? "" : ", ");
            vb_page_add(&c->e->page, c->session->lexicon->terms[term->with[i]].source, 40);
        }
        vb_buffer_add_text(text, " (rule 2)");
        put(c);
    }
    if (has_unless) {
        vb_buffer_add_text(text, "its \"unless\" occurs in the sentence: \"");
        vb_page_add(&c->e->page, vb_matcher_text(&c->session->matcher, unless.tokens.first, unless.tokens.last), 40);
        vb_buffer_add_text(text, "\" (rule 2)");
        put(c);
    }
}

static void say_hidden(vb_explained *c, size_t finding)
{
    const vb_finding *f = &c->session->findings[finding];
    vb_buffer *text = &c->e->page.text;
    vb_buffer_add_text(text, role_of(c, f->by) == VB_ROLE_IGNORE ? "by the ignored " : "by the longer ");
    vb_explain_add_match(c->e, f->by);
    if (role_of(c, finding) != VB_ROLE_CATEGORY)
        vb_buffer_add_text(text, ", so it does nothing");
    vb_buffer_add_text(text, " (rule 3)");
    put(c);
}

/* A match that counts: what it adds, if that is not its weight. */
static void say_counts(vb_explained *c, size_t finding)
{
    const vb_finding *f = &c->session->findings[finding];
    const vb_term *term = vb_finding_term(c->session, f);
    vb_buffer *text = &c->e->page.text;
    if (term->weight == 0) {
        vb_buffer_add_text(text, "weight 0: it may hide shorter matches, but adds nothing (rule 5)");
        put(c);
        return;
    }
    size_t other = c->counted[term->category];
    if (c->session->lexicon->settings.count_matches || other == finding)
        return;
    bool heavier = vb_finding_term(c->session, &c->session->findings[other])->weight > term->weight;
    vb_buffer_add_text(text, "adds nothing: in this clause the ");
    vb_buffer_add_text(text, heavier ? "heavier " : "earlier ");
    vb_explain_add_match(c->e, other);
    vb_buffer_add_text(text, " counts for the category (rule 5)");
    put(c);
}

/* A cue in force: what it does. */
static void say_cue(vb_explained *c, size_t finding)
{
    vb_buffer *text = &c->e->page.text;
    switch (role_of(c, finding)) {
    case VB_ROLE_DENIAL_AFTER:
    case VB_ROLE_DENIAL_BEFORE:
        vb_buffer_add_text(text, "what its clause says ");
        vb_buffer_add_text(text, role_of(c, finding) == VB_ROLE_DENIAL_AFTER ? "before" : "after");
        vb_buffer_add_text(text, " it does not count");
        vb_buffer_add_text(text, c->denials[finding] == 0 ? "; here there is nothing (rule 4)" : " (rule 4)");
        break;
    case VB_ROLE_TURN:
        vb_buffer_add_text(text, "begins a clause; the rest of the sentence counts double (rule 5)");
        break;
    case VB_ROLE_EMPHASIS:
        vb_buffer_add_text(text, "its clause counts double (rule 5)");
        break;
    default:
        vb_buffer_add_text(text, "never counts, nor does anything within it (rule 3)");
    }
    put(c);
}

/* True if finding `i` says what finding `f` says: the same words for the same category, with the same fate. */
static bool is_alike(const vb_explained *c, const vb_finding *f, size_t i)
{
    const vb_finding *g = &c->session->findings[i];
    const vb_term *a = vb_finding_term(c->session, f), *b = vb_finding_term(c->session, g);
    return f->state == g->state && f->by == g->by && f->state != VB_STATE_CANCELLED && a->role == b->role &&
           a->category == b->category && (a->weight == 0) == (b->weight == 0) &&
           a->n_with + a->n_unless + b->n_with + b->n_unless == 0 &&
           vb_token_set_equal(&f->match.tokens, &g->match.tokens);
}

/* The finding that is told of for all that are alike: that which counts, or the one at hand, their first. */
static size_t head_of(const vb_explained *c, size_t i)
{
    const vb_finding *f = &c->session->findings[i];
    size_t category = vb_finding_term(c->session, f)->category;
    size_t counted = category == VB_NO_CATEGORY ? SIZE_MAX : c->counted[category];
    return counted != SIZE_MAX && is_alike(c, f, counted) ? counted : i;
}

static void put_term(vb_explained *c, const char *label, size_t finding)
{
    const vb_finding *f = &c->session->findings[finding];
    vb_buffer *text = &c->e->page.text;
    vb_buffer_add_text(text, label);
    vb_explain_add_term(c->e, f->match.term);
    put(c);
    vb_str note = vb_finding_term(c->session, f)->note;
    if (note.len > 0) {
        vb_buffer_add_text(text, "note: ");
        vb_page_add(&c->e->page, note, 0);
        put(c);
    }
    c->told[finding] = true;
}

/* The terms of the other findings that are alike, which are told of with this.  They begin at the same token, so they
 * stand around it. */
static void say_others(vb_explained *c, size_t head)
{
    const vb_finding *all = c->session->findings, *f = &all[head];
    size_t i = head;
    while (i > 0 && all[i - 1].match.tokens.first == f->match.tokens.first)
        i--;
    for (; i < c->session->n_findings && all[i].match.tokens.first == f->match.tokens.first; i++)
        if (!c->told[i] && is_alike(c, f, i))
            put_term(c, "and ", i);
}

/* The words that the match took for others. */
static void say_spelling(vb_explained *c, size_t finding)
{
    const vb_session *session = c->session;
    for (size_t k = 0; k < vb_session_evidence(session, finding).n_tokens; k++) {
        vb_str taken_for = vb_session_evidence_taken_for(session, finding, k);
        if (taken_for.ptr == NULL)
            continue;
        vb_buffer_add_char(&c->e->page.text, '"');
        vb_page_add(&c->e->page, vb_session_evidence_token(session, finding, k, NULL), 40);
        vb_buffer_add_text(&c->e->page.text, "\" is taken for \"");
        vb_page_add(&c->e->page, taken_for, 40);
        vb_buffer_add_text(&c->e->page.text, "\" (spelling)");
        put(c);
    }
}

void vb_explain_finding(vb_explained *c, size_t finding)
{
    size_t i = head_of(c, finding);
    vb_explanation *e = c->e;
    const vb_finding *f = &c->session->findings[i];
    const vb_term *term = vb_finding_term(c->session, f);
    vb_explain_add_match(e, i);
    if (term->category != VB_NO_CATEGORY) {
        vb_buffer_add_text(&e->page.text, "  ");
        vb_explain_add_path(e, term->category);
    } else if (f->state != VB_STATE_CUE) {
        vb_buffer_printf(&e->page.text, "  (%s)", role_name(c, i));
    }
    vb_page_put(&e->page, MARGIN, vb_str_of(label_of(c, i)), HANG);
    put_term(c, "term: ", i);
    say_others(c, i);
    say_spelling(c, i);
    if (f->state == VB_STATE_CANCELLED || f->state == VB_STATE_COUNTS)
        say_contexts(c, i);
    if (f->state == VB_STATE_COUNTS)
        say_counts(c, i);
    else if (f->state == VB_STATE_HIDDEN)
        say_hidden(c, i);
    else if (f->state == VB_STATE_CUE)
        say_cue(c, i);
    if (f->state == VB_STATE_DENIED) {
        vb_buffer_add_text(&e->page.text, "by the denial ");
        vb_explain_add_match(e, f->by);
        vb_buffer_add_text(&e->page.text, " (rule 4)");
        put(c);
    }
}
