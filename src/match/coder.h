/* The compiled lexicon: terms as programs over slots, and for every slot the terms it sets off.
 *
 * A predicate is a test of one word ("its stem is `train`", "it fits `resist*`").  A slot is a set of predicates, one
 * of which must hold.  Words are tested against predicates once, by the vocabulary; programs see only slots. */
#ifndef VB_MATCH_CODER_H
#define VB_MATCH_CODER_H

#include "base/hash.h"
#include "lexicon/lexicon.h"
#include "match/keys.h"
#include "match/regex.h"

/* A set of predicates by their numbers modulo 256, as bits: if two have no bit in common, neither have they a
 * predicate; a word satisfies one or two predicates, so that settles most questions. */
typedef struct {
    uint64_t bits[4];
} vb_predicate_mask;

static inline void vb_mask_add(vb_predicate_mask *mask, uint32_t predicate)
{
    mask->bits[predicate / 64 % 4] |= UINT64_C(1) << (predicate % 64);
}

static inline void vb_mask_join(vb_predicate_mask *mask, const vb_predicate_mask *more)
{
    for (size_t i = 0; i < 4; i++)
        mask->bits[i] |= more->bits[i];
}

static inline bool vb_mask_meets(const vb_predicate_mask *a, const vb_predicate_mask *b)
{
    return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) | (a->bits[2] & b->bits[2]) |
            (a->bits[3] & b->bits[3])) != 0;
}

typedef enum {
    VB_NODE_SLOT,   /* a word that fills `slot`, then `next` */
    VB_NODE_ANY,    /* any word, then `next` */
    VB_NODE_GAP,    /* up to `most` words between, then `next` */
    VB_NODE_SPLIT,  /* any one of `ways` */
    VB_NODE_FIRST,  /* here the answer begins */
    VB_NODE_LAST,   /* here it ends */
    VB_NODE_ACCEPT, /* the term has matched */
} vb_node_kind;

#define VB_NO_WAY_BIT UINT16_MAX
#define VB_NO_PREDICATE UINT32_MAX

/* One way on from a split. */
typedef struct {
    uint32_t node;
    uint16_t bit; /* if it begins with a slot of one predicate, that one's place in a mask, so that most ways are
                     ruled out by a bit; else VB_NO_WAY_BIT */
} vb_way;

typedef struct {
    uint8_t kind;    /* a vb_node_kind */
    bool joined;     /* SLOT: only a hyphen between this word and the one before */
    bool other_ways; /* SPLIT: some way begins with something else than a slot */
    uint32_t next;
    uint32_t slot;
    uint32_t predicate; /* SLOT: its only one, or VB_NO_PREDICATE */
    uint32_t most;
    uint32_t n_ways;
    const vb_way *ways;
    vb_predicate_mask mask; /* SLOT: of the slot; SPLIT: of all slots that its ways begin with */
} vb_node;

/* One run of nodes, entered at `start`. */
typedef struct {
    uint32_t start;
    bool single;             /* a lone slot: filling it is the match */
    bool any_first;          /* it may begin with any word */
    bool only_first;         /* it begins with ^ */
    size_t most_tokens;      /* the longest answer that it can match in, by ^ and $; SIZE_MAX: any */
    bool remember;           /* so many ways through it that the matcher remembers dead ends */
    vb_predicate_mask first; /* of the slots that may fill its first word */
} vb_program;

/* A word of a phrase. */
typedef struct {
    uint32_t slot; /* VB_ANY_WORD: any word will do */
    uint8_t slack; /* how many words may be passed over before it */
    bool gapped;   /* whether there is a gap before it at all: one of no words may still cross a clause's end */
    bool joined;   /* only a hyphen between it and the word before */
} vb_step;

#define VB_ANY_WORD UINT32_MAX

/* Something that must be there besides a word at token t, or another look is not worth it: one of the tokens from
 * t + from to t + to has the bit; with 0 and 0, some token of the sentence. */
typedef struct {
    uint16_t bit; /* in vb_word's `checks` */
    int8_t from, to;
} vb_check;

enum {
    VB_CHECKS = 2,
    VB_CHECK_FAR = 31,         /* the farthest that a check looks */
    VB_CHECK_ANY = 0,          /* the bit that every sentence has */
    VB_MOST_CHECK_BITS = 1024, /* checks are numbered modulo this: more cost more, fewer let more through */
    VB_CHECK_WORDS = VB_MOST_CHECK_BITS / 64,
    VB_MOST_PHRASES = 256, /* of a term: with more ways through it, it is walked */
};

/* One way through a term, with nothing left open but how wide its gaps are: its words, one step each. */
typedef struct {
    uint32_t term, order; /* the term's place in coder->order */
    uint32_t most_words;  /* of the term; 0: any number */
    uint32_t steps;       /* index of the first in coder->steps */
    uint8_t n;
    uint8_t trigger;            /* the step that sets it off, with or without the one before it */
    bool gapped, joined;        /* some step is */
    bool from_first, to_last;   /* it is anchored */
    bool alone;                 /* the term is bound to be */
    vb_check checks[VB_CHECKS]; /* of a context term: its rarest words, anywhere */
} vb_phrase;

/* How a term is matched: by its phrases, or by a program where those are too many, or by a regular expression. */
typedef struct {
    vb_program program;
    uint32_t phrases, n_phrases; /* in coder->phrases; 0: it is walked */
    vb_regex *regex;
    uint64_t needs; /* of the regex: the words of an answer in which it matches have all of these bits, see vb_word */
} vb_plan;

/* A word that sets off a phrase or a walk: if it stands at token t, that may begin at t - most_back to t -
 * least_back. */
typedef struct {
    uint32_t target; /* a phrase, or if `walks` a term */
    uint8_t least_back, most_back;
    bool walks;
    bool from_first;            /* it begins with ^ */
    bool whole;                 /* of a pair: the two words are all of the phrase, and it matches them */
    vb_check checks[VB_CHECKS]; /* the one that lets the fewest through first */
} vb_trigger;

typedef struct {
    vb_trigger *items;
    size_t n, cap;
} vb_triggers;

/* A word that fills a slot and a word beside it that fills slot `other` set something off: the right one of them, if
 * it stands at token t. */
typedef struct {
    uint32_t other;
    vb_trigger trigger;
} vb_pair;

typedef struct {
    vb_pair *items;
    size_t n, cap;
} vb_pairs;

/* A list of terms or slots. */
typedef struct {
    uint32_t *items;
    size_t n, cap;
} vb_ids;

/* What a word that fills a slot does. */
typedef struct {
    vb_ids singles;       /* phrases that it matches */
    vb_triggers triggers; /* what it sets off */
    vb_pairs leads;       /* what it sets off together with the word behind it */
    vb_pairs follows;     /* and with the word before it */
    bool is_of_term;      /* not of indicators alone */
} vb_slot;

typedef struct {
    vb_str glob; /* folded or, for `case: true`, with its case */
    size_t part;
    bool match_case;
    uint32_t predicate;
} vb_glob_test;

/* A run of letters that words are looked through for; see regex_needs.h. */
typedef struct {
    vb_str letters;
    uint64_t needs; /* the bits of the needs that it serves */
} vb_fragment_test;

struct vb_coder {
    const vb_lexicon *lexicon;
    vb_arena arena;
    vb_map keys; /* "kind part key" (see vb_coder_key) -> predicate */
    vb_glob_test *globs;
    size_t n_globs, cap_globs;
    vb_fragment_test *fragments;
    size_t n_fragments, cap_fragments;
    uint32_t *number_tests;   /* one a part: the predicate of <number>, or UINT32_MAX */
    bool has_cased;           /* some term asks for case */
    vb_ids *predicate_slots;  /* one a predicate: the slots that it is in */
    vb_ids *predicate_checks; /* one a predicate: the check bits that it sets, but for VB_CHECK_ANY */
    size_t n_predicates, cap_predicates;
    vb_node *nodes;
    size_t n_nodes, cap_nodes;
    vb_plan *plans;     /* one a term of the lexicon */
    vb_phrase *phrases; /* term by term */
    size_t n_phrases, cap_phrases;
    vb_step *steps;
    size_t n_steps, cap_steps;
    uint32_t *order; /* one a term: its place by role, category, source, so that no result depends on the
                        order in which a lexicon lists its terms */
    vb_slot *slots;
    size_t n_slots, cap_slots;
    vb_ids always;  /* terms to try on every answer: nothing but `_` in them */
    vb_ids regexes; /* terms that are regular expressions */
    vb_ids joiners; /* the slots of joiners */
    vb_predicate_mask joiner_mask;
    struct vb_spelling *spelling; /* NULL: words are taken as written */
    bool has_alone;               /* some term is bound to be alone, see bounds.h */
};

/* The name under which a key is kept in `keys`: kind 'f' form, 's' stem, 'c' cased.  Added to `out`. */
void vb_coder_key(char kind, size_t part, vb_str key, vb_buffer *out);

/* As vb_coder_new(), with a limit of its own on a term's phrases: with 0 all terms are walked. */
vb_coder *vb_coder_with_phrases(const vb_lexicon *lexicon, size_t most_phrases, vb_error *err);

#endif
