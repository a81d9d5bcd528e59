/* What a lexicon lacks, by a corpus: for the writers. */
#ifndef VB_SUGGEST_SUGGEST_H
#define VB_SUGGEST_SUGGEST_H

#include "diff/codes.h"
#include "run/corpus.h"
#include "stats/code_scores.h"
#include "suggest/phrases.h"

enum { VB_SUGGEST_MOST = 20, VB_SUGGEST_EXAMPLES = 3 };

typedef struct {
    vb_str text, id;
    size_t row;
    bool coded;
    bool judged;                /* there is gold, and it has been coded there, if only with no code */
    bool second;                /* of the half that confirms */
    const size_t *codes, *gold; /* rising codes, with all above them */
    size_t n_codes, n_gold;
} vb_suggest_answer;

/* Numbers of answers to show. */
typedef struct {
    uint32_t items[VB_SUGGEST_EXAMPLES];
    size_t n;
} vb_suggest_examples;

/* Answers that a term would code: rightly, and wrongly. */
typedef struct {
    uint64_t gain, loss;
} vb_prediction;

typedef struct {
    const vb_suggest_phrase *phrase;
    uint64_t uncoded, answers; /* that have it */
    double keyness; /* G², of uncoded answers (with gold: of those that lack the code) against the others */
    size_t code;    /* with gold; VB_NO_CATEGORY: none */
    vb_prediction found, confirmed; /* on the first half, on the second */
    vb_code_scores before, after;   /* of the code on the second half */
} vb_candidate;

/* A word that is not in the lexicon, but nearly. */
typedef struct {
    vb_str word, meant;
    uint64_t times; /* uncoded answers that have it */
    vb_suggest_examples examples;
} vb_misspelling;

/* A term that gives a code that gold does not have more often than one that it has. */
typedef struct {
    vb_str term, path;
    size_t line;
    const char *file;
    uint64_t right, wrong;
    vb_str unless;                /* a word beside it in the wrong answers that no right one has; empty: none */
    vb_suggest_examples examples; /* wrong ones, with that word */
} vb_misfire;

typedef struct {
    const vb_suggest_options *options;
    vb_str source;
    const vb_lexicon *lexicon;
    vb_codes codes;
    vb_suggest_answer *answers;
    size_t n_answers, cap_answers;
    uint64_t uncoded;
    vb_suggest_phrases phrases;
    vb_candidate *candidates; /* best first */
    size_t n_candidates, cap_candidates;
    size_t unconfirmed; /* found on the first half and not confirmed */
    vb_misspelling *misspellings;
    size_t n_misspellings, cap_misspellings;
    vb_misfire *misfires;
    size_t n_misfires, cap_misfires;
    vb_arena arena;
} vb_suggestions;

/* Add a number, if there is room. */
static inline void vb_suggest_example(vb_suggest_examples *examples, uint32_t answer)
{
    if (examples->n < VB_SUGGEST_EXAMPLES)
        examples->items[examples->n++] = answer;
}

/* Whether a rising set, of a suggest_answer, has the code. */
bool vb_suggest_has(const size_t *set, size_t n, size_t code);

/* Answers that the candidate would be for: uncoded or, with gold, without the code that they should have. */
vb_suggest_examples vb_suggest_examples_of(const vb_suggestions *s, const vb_candidate *candidate);

void vb_suggest_text(const vb_suggestions *s, vb_buffer *out);
void vb_suggest_markdown(const vb_suggestions *s, vb_buffer *out);
void vb_suggest_json(const vb_suggestions *s, vb_buffer *out);
/* A lexicon of what is suggested, to paste from. */
void vb_suggest_yaml(const vb_suggestions *s, vb_buffer *out);

/* One suggestion as the text has it. */
void vb_suggest_candidate(const vb_suggestions *s, const vb_candidate *candidate, vb_buffer *out);
void vb_suggest_misspelling(const vb_suggestions *s, const vb_misspelling *misspelling, vb_buffer *out);
void vb_suggest_misfire(const vb_suggestions *s, const vb_misfire *misfire, vb_buffer *out);

#endif
