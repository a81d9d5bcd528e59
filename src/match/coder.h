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

typedef enum {
    VB_NODE_SLOT,   /* a word that fills `slot`, then `next` */
    VB_NODE_ANY,    /* any word, then `next` */
    VB_NODE_GAP,    /* up to `most` words between, then `next` */
    VB_NODE_SPLIT,  /* any one of `ways` */
    VB_NODE_FIRST,  /* here the answer begins */
    VB_NODE_LAST,   /* here it ends */
    VB_NODE_ACCEPT, /* the term has matched */
} vb_node_kind;

typedef struct {
    vb_node_kind kind;
    bool joined; /* SLOT: only a hyphen between this word and the one before */
    uint32_t slot, next;
    uint32_t most;
    const uint32_t *ways;
    uint32_t n_ways;
} vb_node;

/* One run of nodes, entered at `start`. */
typedef struct {
    uint32_t start;
    bool single;           /* a lone slot: filling it is the match */
    bool any_first;        /* it may begin with any word */
    bool remember;         /* so many ways through it that the matcher remembers dead ends */
    const uint32_t *first; /* the slots that may fill its first word, rising */
    uint32_t n_first;
    uint64_t first_mask;   /* their numbers modulo 64, as bits */
} vb_program;

typedef enum { VB_PLAN_PROGRAM, VB_PLAN_NEAR, VB_PLAN_REGEX } vb_plan_kind;

/* How a term is matched. */
typedef struct {
    vb_plan_kind kind;
    vb_program program; /* PROGRAM; NEAR: its left side */
    vb_program other;   /* NEAR: its right side */
    size_t most;        /* NEAR: words between */
    vb_regex *regex;
} vb_plan;

/* A list of terms or slots. */
typedef struct {
    uint32_t *items;
    size_t n, cap;
} vb_ids;

typedef struct {
    vb_str glob; /* folded or, for `case: true`, with its case */
    size_t part;
    bool match_case;
    uint32_t predicate;
} vb_glob_test;

struct vb_coder {
    const vb_lexicon *lexicon;
    vb_arena arena;
    vb_map keys;              /* "kind part key" (see vb_coder_key) -> predicate */
    vb_glob_test *globs;
    size_t n_globs, cap_globs;
    uint32_t *number_tests;   /* one a part: the predicate of <number>, or UINT32_MAX */
    bool has_cased;           /* some term asks for case */
    vb_ids *predicate_slots;  /* one a predicate: the slots that it is in */
    size_t n_predicates, cap_predicates;
    vb_node *nodes;
    size_t n_nodes, cap_nodes;
    vb_plan *plans;           /* one a term of the lexicon */
    uint32_t *order;          /* one a term: its place by role, category, source, so that no result depends on the
                                 order in which a lexicon lists its terms */
    vb_ids *slot_triggers;    /* one a slot: the terms to try when it is filled */
    vb_ids *slot_singles;     /* one a slot: the terms that match when it is filled */
    size_t n_slots, cap_triggers, cap_singles;
    vb_ids always;            /* terms to try on every answer: nothing but `_` in them */
    vb_ids regexes;           /* terms that are regular expressions */
};

/* The name under which a key is kept in `keys`: kind 'f' form, 's' stem, 'c' cased.  Added to `out`. */
void vb_coder_key(char kind, size_t part, vb_str key, vb_buffer *out);

#endif
