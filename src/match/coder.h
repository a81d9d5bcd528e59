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
#include "match/regex_needs.h"
#include "match/regex_outline.h"
#include "match/slot_set.h"

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
    uint16_t bit;  /* if it begins with a slot of one predicate, that one's place in a mask, so that most ways are
                      ruled out by a bit; else VB_NO_WAY_BIT */
    uint16_t zero; /* where padding would be, so that images (frozen.h) have the same bytes each time */
} vb_way;

typedef struct {
    uint8_t kind;    /* a vb_node_kind */
    bool joined;     /* SLOT: only a hyphen between this word and the one before */
    bool other_ways; /* SPLIT: some way begins with something else than a slot */
    uint32_t next;
    uint32_t slot;
    uint32_t predicate; /* SLOT: its only one, or VB_NO_PREDICATE */
    uint32_t most;
    uint32_t ways, n_ways;  /* SPLIT: in coder->ways */
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

/* A word of a phrase.  The phrases of a term are kept as trees: those that begin alike share their beginnings, and
 * behind a step stand those that may follow it, each with its own. */
typedef struct {
    uint32_t slot;    /* VB_ANY_WORD: any word will do */
    uint32_t end;     /* of what stands behind it, in coder->steps: there the next that may stand in its place is */
    uint8_t slack;    /* how many words may be passed over before it */
    bool gapped : 1;  /* whether there is a gap before it at all: one of no words may still cross a clause's end */
    bool joined : 1;  /* only a hyphen between it and the word before */
    bool first : 1;   /* only the answer's first word: the phrase begins with ^ */
    bool accepts : 1; /* a phrase ends here */
    bool accepts_last : 1; /* and here one that ends with $ */
    unsigned zero : 19;    /* as that of vb_way */
} vb_step;

#define VB_ANY_WORD UINT32_MAX

enum { VB_MOST_PHRASES = 256 /* of a term: with more ways through it, it is walked */ };

/* Trees of phrases, in coder->steps. */
typedef struct {
    uint32_t beg, end;
} vb_step_range;

/* How a term is matched: by its phrases, or by a program where those are too many, or by a regular expression. */
typedef struct {
    vb_step_range steps; /* of a context term, which is asked for: its phrases; those of others are set off */
    uint32_t order;      /* its place by role, category, source, so that no result depends on the order in which a
                            lexicon lists its terms */
    uint16_t most_words; /* it matches in answers of at most so many; VB_ANY_LENGTH: in all */
    bool alone;          /* it is bound to be */
    bool walked;         /* it has too many phrases */
    vb_regex *regex;
    vb_program program;
} vb_plan;

/* Something that must be there besides a word at token t: one of the words from t + from to t + to fills the slot. */
typedef struct {
    uint32_t slot; /* VB_NO_SLOT: nothing must */
    int16_t from, to;
} vb_check;

enum { VB_CHECKS = 2, VB_ANY_LENGTH = UINT16_MAX };

/* What a word at token t sets off, by itself or together with the one before it: some phrases of a term, if they may
 * begin at t - most_back to t - least_back and the checks are passed. */
typedef struct {
    uint32_t term : 29;
    uint32_t walked : 1;     /* the term has too many phrases */
    uint32_t from_first : 1; /* they begin with ^ */
    uint32_t whole : 1;      /* the words, with that of the first check, are all of a phrase, which matches them */
    vb_step_range steps;     /* the phrases, where more is to be looked at */
    uint16_t most_words;     /* as in vb_plan */
    uint8_t least_back, most_back;
    vb_check checks[VB_CHECKS]; /* the one that lets the fewest through first */
} vb_trigger;

enum { VB_TRIGGER_MOST_TERM = (1 << 29) - 1 };

typedef struct {
    vb_trigger *items;
    size_t n, cap;
} vb_triggers;

/* Two slots, and what words that fill them set off, one right behind the other. */
typedef struct {
    uint32_t beg, n; /* in coder->pair_triggers */
} vb_pair;

/* A pair as one of its slots sees it. */
typedef struct {
    uint32_t other; /* the other slot */
    uint32_t pair;
} vb_side;

typedef struct {
    vb_side *items;
    size_t n, cap;
} vb_sides;

/* A list of terms or slots. */
typedef struct {
    uint32_t *items;
    size_t n, cap;
} vb_ids;

/* What a word that fills a slot does. */
typedef struct {
    vb_ids singles;       /* terms that it matches */
    vb_triggers triggers; /* what it sets off by itself */
    vb_sides leads;       /* pairs of which it is the left one */
    vb_sides follows;     /* and the right one */
} vb_slot;

typedef struct {
    vb_str glob; /* folded or, for `case: true`, with its case */
    size_t part;
    bool match_case;
    uint32_t predicate;
} vb_glob_test;

/* What a sign adds to a category. */
typedef struct {
    size_t category;
    uint64_t weight;
} vb_sign_sum;

/* The indicators that the same predicates decide, so that one word is all of them or none: they count together. */
typedef struct {
    uint32_t terms, terms_end; /* in coder->sign_terms, rising */
    uint32_t sums, sums_end;   /* in coder->sign_sums: what they add to their categories and all above these */
    uint64_t unsaid;           /* the weight of those that speak for no code */
} vb_sign;

enum { VB_LETTERS = 26 };

/* What words are looked through for. */
typedef struct {
    vb_fragment fragment;
    uint64_t needs; /* the bits of the needs that it serves */
} vb_fragment_test;

/* A term that is a regular expression. */
typedef struct {
    uint64_t needs; /* the words of an answer in which it matches have all of these bits, see vb_word */
    uint32_t term;
    bool match_case;
    vb_outline *outline; /* NULL: it has none */
} vb_regex_term;

/* Its pointers, those of what it holds, and where there is padding, frozen.c must know. */
struct vb_coder {
    const vb_lexicon *lexicon;
    vb_arena arena;
    vb_map keys; /* "kind part key" (see vb_coder_key) -> predicate */
    vb_glob_test *globs;
    size_t n_globs, cap_globs;
    vb_fragment_test *fragments;              /* by their letters */
    uint32_t first_fragments[VB_LETTERS + 1]; /* with an a as their first letter, and so on; behind the last */
    size_t n_fragments, cap_fragments;
    uint32_t *number_tests;  /* one a part: the predicate of <number>, or UINT32_MAX */
    bool has_cased;          /* some term asks for case */
    vb_ids *predicate_slots; /* one a predicate: the slots that it is in */
    size_t n_predicates, cap_predicates;
    vb_node *nodes;
    size_t n_nodes, cap_nodes;
    vb_way *ways; /* of all splits */
    size_t n_ways, cap_ways;
    vb_plan *plans; /* one a term of the lexicon */
    vb_step *steps; /* term by term */
    size_t n_steps, cap_steps;
    vb_slot *slots;
    size_t n_slots, cap_slots;
    vb_pair *pairs;
    size_t n_pairs;
    vb_trigger *pair_triggers;
    size_t n_pair_triggers;
    vb_ids always; /* terms to try on every answer: nothing but `_` in them */
    vb_regex_term *regexes;
    size_t n_regexes, cap_regexes;
    bool has_cased_regex; /* case is a matter to some */
    vb_sign *signs;
    size_t n_signs, cap_signs;
    uint32_t *sign_terms;
    size_t n_sign_terms;
    vb_sign_sum *sign_sums;
    size_t n_sign_sums, cap_sign_sums;
    vb_ids *predicate_signs; /* one a predicate: indexes into `signs` */
    vb_ids joiners;          /* the slots of joiners */
    vb_predicate_mask joiner_mask;
    struct vb_spelling *spelling; /* NULL: words are taken as written */
    bool has_alone;               /* some term is bound to be alone, see bounds.h */
    bool thawed;                  /* it owns but its map and regexes, see frozen.h */
};

/* The name under which a key is kept in `keys`: kind 'f' form, 's' stem, 'c' cased.  Added to `out`. */
void vb_coder_key(char kind, size_t part, vb_str key, vb_buffer *out);

/* True if an answer has more words than what is limited to `most_words` is for. */
static inline bool vb_is_too_long(size_t n_tokens, uint16_t most_words)
{
    return n_tokens > most_words && most_words != VB_ANY_LENGTH;
}

/* As vb_coder_new(), with a limit of its own on a term's phrases: with 0 all terms are walked. */
vb_coder *vb_coder_with_phrases(const vb_lexicon *lexicon, size_t most_phrases, vb_error *err);

#endif
