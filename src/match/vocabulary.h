/* The vocabulary: words are decided once.
 *
 * It maps each surface form (a token's bytes) to what the compiled lexicon has to say of it: which slots it fills,
 * which terms it sets off, which it matches by itself.  That is worked out the first time a form is seen and
 * remembered.  Most words fill no slot.  One thread's; when it is full it is cleared, between answers. */
#ifndef VB_MATCH_VOCABULARY_H
#define VB_MATCH_VOCABULARY_H

#include "match/pairs.h"
#include "match/word_test.h"

typedef struct {
    uint64_t needs; /* of regular expressions, that it serves, as bits; a word may have these and fill no slot */
    uint64_t checks[VB_CHECK_WORDS]; /* bits of the checks that it satisfies; see vb_check */
    uint32_t number;                 /* from 0; forms with the same predicates have the same */
    uint32_t n_leads, n_follows;     /* what it may set off with the word behind it, and with the one before it */
    const vb_trigger
        *triggers; /* what it sets off by itself: first what begins with ^, most_back falling, then the rest */
    const uint32_t *singles;         /* phrases that it matches */
    uint32_t n_anchored, n_triggers; /* n_triggers has all */
    uint32_t n_singles, n_slots, n_predicates;
    uint32_t most_places;       /* of `places`, less one: a power of two less one */
    const uint32_t *places;     /* the slots that it fills, each at itself modulo the places or behind; else
                                   VB_NO_SLOT */
    const uint32_t *slots;      /* the same, rising */
    const uint32_t *predicates; /* that it satisfies, rising */
    vb_predicate_mask mask;     /* of the predicates */
    bool only_indicates;        /* it fills slots of indicators alone */
    vb_str taken_for; /* the form that it is a wrong spelling of, the coder's; ptr NULL: it fills its slots itself */
} vb_word;

#define VB_NO_SLOT UINT32_MAX

typedef struct {
    const vb_coder *coder;
    vb_word_tester tester;
    struct vb_vocabulary_entry *entries;
    size_t n, cap; /* cap is a power of two */
    size_t most;   /* entries before it clears itself; at least 1 */
    uint64_t seed;
    vb_arena arena; /* words and long forms */
    vb_map decided; /* needs and predicates, as bytes -> index into `words`: forms that have the same are one word */
    vb_word **words;
    size_t n_words, cap_words;
    vb_pair_table pairs;
    vb_ids found;
    vb_buffer name;
} vb_vocabulary;

vb_status vb_vocabulary_init(vb_vocabulary *vocabulary, const vb_coder *coder, vb_error *err);
void vb_vocabulary_release(vb_vocabulary *vocabulary);

/* Forget every word if there are `most` or more: call it between answers.  Words found before are gone then. */
void vb_vocabulary_trim(vb_vocabulary *vocabulary);

/* The word that a token is, in *word: NULL if there is nothing to say of it.  It lives until the next trim.  `limit`
 * is the end of the answer's bytes, for reading sixteen at a time.  False when memory is out. */
bool vb_vocabulary_find(vb_vocabulary *vocabulary, vb_str token, const char *limit, const vb_word **word);

/* What two words that are neighbours set off together: *n triggers, until the next call.  False when memory is out.
 */
bool vb_vocabulary_pair(vb_vocabulary *vocabulary, const vb_word *left, const vb_word *right,
                        const vb_trigger **triggers, size_t *n);

static inline bool vb_word_satisfies(const vb_word *word, uint32_t predicate)
{
    for (uint32_t i = 0; i < word->n_predicates; i++)
        if (word->predicates[i] == predicate)
            return true;
    return false;
}

/* True if the word fills the slot. */
static inline bool vb_word_fills(const vb_word *word, uint32_t slot)
{
    uint32_t i = slot & word->most_places;
    while (word->places[i] != slot && word->places[i] != VB_NO_SLOT)
        i = (i + 1) & word->most_places;
    return word->places[i] == slot;
}

#endif
