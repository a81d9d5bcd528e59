/* Rule 1: where a lexicon's terms occur in an answer. */
#ifndef VB_MATCH_MATCHER_H
#define VB_MATCH_MATCHER_H

#include "base/grow.h"
#include "match/regex_sieve.h"
#include "match/token_set.h"
#include "match/vocabulary.h"
#include "text/tokens.h"

/* A term at a place in an answer. */
typedef struct {
    uint32_t term;
    uint32_t order;      /* the coder's order of its term */
    bool alone;          /* its term is bound to be */
    uint32_t gap;        /* words between its tokens that no slot filled */
    vb_token_set tokens; /* that its slots filled */
} vb_match;

/* A run of an answer's tokens, and the predicates of all its words. */
typedef struct {
    size_t beg, end;
    vb_predicate_mask mask;
} vb_sentence;

/* One thread's working memory; the matches of the answer that was matched last. */
typedef struct {
    const vb_coder *coder;
    vb_vocabulary vocabulary;
    vb_break_rules breaks;
    vb_str answer;
    vb_token_list tokens; /* with sentences and clauses if `has_breaks` */
    bool has_breaks;
    const vb_word **words; /* one a token: NULL where there is nothing to say of it */
    vb_slot_set *sets;     /* one a token: the slots that it fills */
    size_t cap_words, cap_sets;
    uint64_t needs_served;  /* of regular expressions, by some word or other; see vb_word */
    vb_sentence *sentences; /* if `has_breaks` */
    size_t n_sentences, cap_sentences;
    vb_match *matches; /* by first token, then last falling, then order */
    size_t n_matches, cap_matches;
    uint64_t limits_hit; /* look-ups of a regex that were given up, since the matcher was made */
    /* the matcher's own */
    struct vb_memo *memo;
    vb_regex_scratch *regex_scratch;
    vb_sieve **sieves; /* one a regex of the coder, NULL until it is asked for */
    size_t n_sieves;
    vb_buffer folded;
    size_t *folded_begin; /* of every token in `folded` */
    size_t cap_folded;
} vb_matcher;

/* `mode` is that of the lexicon's settings, or VB_BREAKS_PARAGRAPH for whole paragraphs or files. */
vb_status vb_matcher_init(vb_matcher *matcher, const vb_coder *coder, vb_break_mode mode, vb_error *err);
void vb_matcher_release(vb_matcher *matcher);

/* Match an answer (valid UTF-8, which must outlive the matches).  False when memory is out. */
bool vb_matcher_run(vb_matcher *matcher, vb_str answer);

/* Add a match.  False when memory is out. */
static inline bool vb_matcher_add(vb_matcher *matcher, vb_match match)
{
    if (!VB_PUSH_ROOM(matcher->matches, matcher->n_matches, matcher->cap_matches))
        return false;
    matcher->matches[matcher->n_matches++] = match;
    return true;
}

/* Have the sentences and clauses of the answer's tokens, which are found only when something may match.  False when
 * memory is out. */
bool vb_matcher_need_breaks(vb_matcher *matcher);

/* Context terms that are no regular expressions are looked for only when somebody asks: most of them occur where no
 * match needs them.  True if one occurs in the sentence of the match `beside` and shares no token with it: the first
 * that does is in *found.  `out_of_memory` is set when that is so. */
bool vb_matcher_find_beside(vb_matcher *matcher, size_t term, const vb_match *beside, vb_match *found,
                            bool *out_of_memory);

/* True if `a` is the better match by rule 1; both are of a term, and begin at the same token. */
bool vb_match_is_better(const vb_match *a, const vb_match *b);

/* The bytes of the answer between two tokens of a match: of its first and of its last. */
vb_str vb_matcher_text(const vb_matcher *matcher, size_t first_token, size_t last_token);

#endif
