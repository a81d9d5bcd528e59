/* An answer without a code: rule 8's reason in words, and what came near. */
#include "run/explain_parts.h"

#include "base/str.h"
#include "match/near_miss.h"
#include "text/width.h"

enum { MARGIN = 2, HANG = 6 };

/* The non-answer that the whole answer equals. */
static void add_non_answer(vb_explanation *e)
{
    const vb_matcher *m = &e->session->matcher;
    for (size_t i = 0; i < m->n_matches; i++) {
        const vb_term *term = &e->session->lexicon->terms[m->matches[i].term];
        if (term->role != VB_ROLE_NON_ANSWER || vb_token_set_count(&m->matches[i].tokens) != m->tokens.n)
            continue;
        vb_buffer_add_text(&e->page.text, "the whole of it is a non-answer; ");
        vb_buffer_add_text(&e->page.text, "term: ");
        vb_explain_add_term(e, m->matches[i].term);
        return;
    }
}

static bool has_hidden(const vb_session *session)
{
    for (size_t i = 0; i < session->n_findings; i++)
        if (session->findings[i].state == VB_STATE_HIDDEN &&
            vb_finding_term(session, &session->findings[i])->role == VB_ROLE_CATEGORY)
            return true;
    return false;
}

void vb_explain_reason(vb_explanation *e)
{
    vb_buffer *text = &e->page.text;
    vb_buffer_add_text(text, vb_reason_name(e->coding->reason));
    vb_buffer_add_text(text, " (rule 8): ");
    switch (e->coding->reason) {
    case VB_REASON_EMPTY:
        vb_buffer_add_text(text, "there is no word in it");
        break;
    case VB_REASON_NON_ANSWER:
        add_non_answer(e);
        break;
    case VB_REASON_DENIED:
        vb_buffer_add_text(text, "what it names, it says is not the problem");
        break;
    case VB_REASON_CANCELLED:
        vb_buffer_add_text(text, "a term matched, but its \"with\" or \"unless\" cancelled it");
        break;
    case VB_REASON_WEAK:
        vb_buffer_add_text(text, "what counts stays under the threshold ");
        vb_page_add_thousandths(&e->page, e->session->lexicon->settings.threshold + e->session->unsaid);
        break;
    case VB_REASON_NO_MATCH:
        vb_buffer_add_text(text, has_hidden(e->session) ? "what matched lies within what never counts"
                                                        : "no term of the lexicon matches");
        break;
    case VB_CODED:
    case VB_REASON_UNREADABLE:
        vb_buffer_add_text(text, "it is not UTF-8");
        break;
    }
}

static void put_near_term(vb_explanation *e, const vb_near_term *near)
{
    vb_buffer *text = &e->page.text;
    vb_str path = e->session->lexicon->categories[e->session->lexicon->terms[near->term].category].path;
    if (near->missing == 0)
        vb_buffer_add_text(text, "its words are there, but not as the term has them:");
    else
        vb_buffer_printf(text, "%zu of %zu words:", near->filled, near->filled + near->missing);
    for (size_t i = 0; i < near->filled; i++) {
        vb_buffer_add_text(text, i == 0 ? " \"" : ", \"");
        vb_page_add(&e->page, vb_matcher_text(&e->session->matcher, near->tokens[i], near->tokens[i]), 30);
        vb_buffer_add_char(text, '"');
    }
    vb_page_put(&e->page, MARGIN, path, MARGIN + vb_display_width(path) + 2);
    vb_buffer_add_text(&e->page.text, "term: ");
    vb_explain_add_term(e, near->term);
    vb_page_put_text(&e->page, HANG);
}

static void put_near_word(vb_explanation *e, const vb_near_word *near)
{
    vb_buffer *text = &e->page.text;
    vb_buffer_add_char(text, '"');
    vb_page_add(&e->page, vb_matcher_text(&e->session->matcher, near->token, near->token), 0);
    vb_buffer_add_text(text, near->distance == 0 ? "\" is \"" : "\" looks like \"");
    vb_page_add(&e->page, near->word, 0);
    vb_buffer_add_text(text, near->distance == 0 ? "\" in other letters, and the term asks for its case" : "\"");
    vb_page_put_text(&e->page, MARGIN);
}

void vb_explain_near(vb_explanation *e)
{
    vb_near_miss found;
    if (!vb_near_miss_find(&e->session->matcher, &found)) {
        e->page.text.failed = true;
        return;
    }
    vb_page_title(&e->page, "Nearest");
    for (size_t i = 0; i < found.n_terms; i++)
        put_near_term(e, &found.terms[i]);
    for (size_t i = 0; i < found.n_words; i++)
        put_near_word(e, &found.words[i]);
    if (found.n_terms + found.n_words == 0) {
        vb_buffer_add_text(&e->page.text, "no term comes near, and no word looks like one of the lexicon's");
        vb_page_put_text(&e->page, MARGIN);
    }
}
