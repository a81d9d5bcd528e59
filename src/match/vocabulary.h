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
    uint32_t number; /* from 0; forms with the same predicates have the same */
    uint32_t n_signs;
    const uint32_t *signs;      /* that it is: indexes into coder->signs, rising */
    const uint32_t *singles;    /* terms that it matches */
    const vb_trigger *triggers; /* what it sets off by itself; those that begin with ^ stand last */
    uint32_t n_singles, n_triggers, n_first_triggers;
    uint32_t first_reach;           /* the last token at which it can set off one of the latter */
    const vb_side *leads, *follows; /* pairs that it is the left one of, and the right one: of all its slots */
    uint32_t n_leads, n_follows;
    vb_predicate_mask mask; /* of the predicates */
    uint64_t needs; /* of regular expressions, that it serves, as bits; a word may have these and fill no slot */
    uint32_t n_slots, n_predicates;
    const uint32_t *slots;      /* that it fills, rising, */
    vb_slot_set set;            /* and as a set */
    const uint32_t *predicates; /* that it satisfies, rising */
    vb_str taken_for; /* the form that it is a wrong spelling of, the coder's; ptr NULL: it fills its slots itself */
} vb_word;

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

/* What two neighbours set off together: *n triggers, until the next call.  False when memory is out. */
bool vb_vocabulary_pair(vb_vocabulary *vocabulary, const vb_word *left, const vb_word *right,
                        const vb_trigger **triggers, size_t *n);

/* Fetch what two neighbours set off, which will be asked for soon: the table is larger than caches. */
void vb_vocabulary_expect_pair(const vb_vocabulary *vocabulary, const vb_word *left, const vb_word *right);

static inline bool vb_word_satisfies(const vb_word *word, uint32_t predicate)
{
    for (uint32_t i = 0; i < word->n_predicates; i++)
        if (word->predicates[i] == predicate)
            return true;
    return false;
}

static inline bool vb_word_fills(const vb_word *word, uint32_t slot)
{
    return vb_slot_set_has(&word->set, slot);
}

/* True if a match of the program may begin with the word, which may be NULL; rules most out. */
static inline bool vb_word_may_start(const vb_word *word, const vb_program *program)
{
    return program->any_first || (word != NULL && vb_mask_meets(&program->first, &word->mask));
}

#endif
