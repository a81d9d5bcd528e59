/* The parts of an explanation, a file each.  Private to explain.c. */
#ifndef VB_RUN_EXPLAIN_PARTS_H
#define VB_RUN_EXPLAIN_PARTS_H

#include "code/session.h"
#include "run/explain_page.h"

typedef struct {
    vb_session *session; /* has its tokens' sentences and clauses */
    const vb_coding *coding;
    vb_page page;
    size_t *clauses; /* one a token: the number of its clause, from 1 and without holes */
} vb_explanation;

/* Set e->clauses, to be freed.  False when memory is out. */
bool vb_explain_number_clauses(vb_explanation *e);

/* The number of the clause that a finding counts in. */
size_t vb_explain_clause_of(const vb_explanation *e, const vb_finding *finding);

/* All of these write to the page, which fails when memory is out. */

/* explain_clauses.c: clause by clause what matched, and what became of it (rules 1 to 5). */
void vb_explain_clauses(vb_explanation *e);

/* explain_finding.c: a match, and those that are alike, which are then told of, too; what became of them. */
typedef struct {
    vb_explanation *e;
    const vb_session *session;
    size_t *counted; /* one a category: the finding that counts for it in the clause at hand; SIZE_MAX: none */
    size_t *denials; /* one a finding: how many matches it denies */
    bool *told;      /* one a finding */
} vb_explained;
void vb_explain_finding(vb_explained *explained, size_t finding);

enum { VB_EXPLAIN_MARGIN = 5, VB_EXPLAIN_HANG = 16 }; /* columns, of what stands in a clause */

/* explain_scores.c: scores, strengths, codes (rules 5 and 6), the primary and the margin (rule 7). */
void vb_explain_scores(vb_explanation *e);
void vb_explain_primary(vb_explanation *e);

/* explain_uncoded.c: rule 8's reason, in words; what came near. */
void vb_explain_reason(vb_explanation *e);
void vb_explain_near(vb_explanation *e);

/* explain_words.c: the answer's words, those that the lexicon knows and those that it does not. */
void vb_explain_words(vb_explanation *e);

/* Pieces of a paragraph: what a finding's match filled, in quotation marks; its term, weight and place in the
 * lexicon; a category's path. */
void vb_explain_add_match(vb_explanation *e, size_t finding);
void vb_explain_add_term(vb_explanation *e, size_t term);
void vb_explain_add_path(vb_explanation *e, size_t category);

#endif
