/* An explanation, from the answer to its codes: what it is, then why, in the order of the rules. */
#include "run/explain.h"

#include "base/str.h"
#include "run/explain_parts.h"
#include "run/values.h"

#include <stdlib.h>

enum { HANG = 9, MOST_TEXT = 160 };

bool vb_explain_number_clauses(vb_explanation *e)
{
    vb_session *session = e->session;
    size_t n = session->matcher.tokens.n;
    e->clauses = malloc((n + 1) * sizeof *e->clauses);
    if (e->clauses == NULL || !vb_matcher_need_breaks(&session->matcher))
        return false;
    /* A turn right behind a comma makes the session's own numbers leave one out. */
    for (size_t t = 0, number = 1; t < n; t++) {
        number += t > 0 && vb_session_clause(session, t) != vb_session_clause(session, t - 1);
        e->clauses[t] = number;
    }
    return true;
}

size_t vb_explain_clause_of(const vb_explanation *e, const vb_finding *finding)
{
    return e->clauses[finding->match.tokens.first];
}

void vb_explain_add_match(vb_explanation *e, size_t finding)
{
    vb_buffer filled = {0};
    vb_evidence_text(e->session, finding, &filled);
    vb_buffer_add_char(&e->page.text, '"');
    vb_page_add(&e->page, vb_buffer_str(&filled), MOST_TEXT);
    vb_buffer_add_char(&e->page.text, '"');
    e->page.text.failed = e->page.text.failed || filled.failed;
    vb_buffer_release(&filled);
}

void vb_explain_add_path(vb_explanation *e, size_t category)
{
    vb_page_add(&e->page, e->session->lexicon->categories[category].path, 0);
}

static void put_head(vb_explanation *e, vb_str answer)
{
    const vb_lexicon *lexicon = e->session->lexicon;
    vb_page_add(&e->page, vb_str_trim(answer).len > 0 ? answer : VB_LITERAL("(empty)"), 0);
    vb_page_put(&e->page, 0, VB_LITERAL("answer"), HANG);
    vb_page_add(&e->page, lexicon->name, 0);
    if (lexicon->version.len > 0) {
        vb_buffer_add_char(&e->page.text, ' ');
        vb_page_add(&e->page, lexicon->version, 0);
    }
    vb_page_put(&e->page, 0, VB_LITERAL("lexicon"), HANG);
    if (e->coding->reason != VB_CODED) {
        vb_explain_reason(e);
        vb_page_put(&e->page, 0, VB_LITERAL("uncoded"), HANG);
        return;
    }
    for (size_t i = 0; i < e->coding->n_codes; i++) {
        vb_buffer_add_text(&e->page.text, i == 0 ? "" : ", ");
        vb_explain_add_path(e, e->coding->codes[i].category);
        vb_buffer_add_text(&e->page.text, e->coding->codes[i].category == e->coding->primary ? " (primary)" : "");
    }
    vb_page_put(&e->page, 0, e->coding->n_codes == 1 ? VB_LITERAL("code") : VB_LITERAL("codes"), HANG);
}

void vb_explain_text(vb_session *session, vb_str answer, const vb_coding *coding, size_t width, vb_buffer *out)
{
    vb_explanation e = {.session = session, .coding = coding};
    vb_page_begin(&e.page, out, width);
    put_head(&e, answer);
    if (coding->reason == VB_REASON_UNREADABLE) {
        vb_page_end(&e.page); /* the session holds nothing of it */
        return;
    }
    if (vb_explain_number_clauses(&e)) {
        vb_explain_clauses(&e);
        if (coding->reason == VB_CODED || coding->reason == VB_REASON_WEAK ||
            (coding->reason == VB_REASON_NO_MATCH && session->n_signs > 0))
            vb_explain_scores(&e);
        vb_explain_primary(&e);
        if (coding->reason != VB_CODED && coding->reason != VB_REASON_EMPTY && coding->reason != VB_REASON_NON_ANSWER)
            vb_explain_near(&e);
        vb_explain_words(&e);
    } else {
        e.page.text.failed = true;
    }
    free(e.clauses);
    vb_page_end(&e.page);
}
