/* Coded answers, and what the lexicon's terms say of each. */
#ifndef VB_TUNE_GOLD_H
#define VB_TUNE_GOLD_H

#include "run/corpus.h"

/* A match that counts, as the weights see it. */
typedef struct {
    uint32_t term, top; /* of the lexicon; `top`: the number of its category at the top */
    size_t clause;      /* rising */
    double factor;      /* 2 where its clause counts double (rule 5), else 1 */
} vb_tune_match;

typedef struct {
    vb_str text;
    size_t gold; /* the number of the primary's category at the top; n_tops: none */
    size_t matches, n_matches;
    double *indicated; /* one a top: the strength that indicators add */
} vb_tune_answer;

typedef struct {
    vb_lexicon *lexicon; /* the corpus's; its weights are changed while they are tried */
    vb_session *session;
    size_t *top_of; /* one a category: the number of its top; */
    size_t n_tops;
    vb_tune_answer *answers;
    size_t n, cap;
    vb_tune_match *matches; /* answer by answer */
    size_t n_matches, cap_matches;
    size_t left_out; /* rows that are not coded, or not UTF-8 */
    vb_arena arena;
} vb_tune_gold;

/* Read every answer of the corpus with its code in the column `column`: the first in the cell is the primary, none or
 * nothing is none.  Release in any case; the corpus must outlive it.  VB_ERROR_INPUT: a code that the lexicon does
 * not have. */
vb_status vb_tune_gold_read(vb_tune_gold *gold, vb_corpus *corpus, const char *column, vb_error *err);
void vb_tune_gold_release(vb_tune_gold *gold);

/* Code an answer with the weights as they are now: the number of the primary's top, n_tops for none. */
vb_status vb_tune_code(vb_tune_gold *gold, const vb_tune_answer *answer, size_t *top, vb_error *err);

#endif
