#include "match/walk.h"

#include "base/grow.h"
#include "match/fit.h"

#include <stdlib.h>

#define NO_NODE UINT32_MAX

/* How far a walk has come, and by which tokens. */
typedef struct {
    uint64_t bits[2]; /* the tokens that slots filled, counted from the walk's start */
    size_t at;        /* the next token to take */
    uint16_t gap;     /* words that no slot filled */
    uint16_t slack;   /* how many words may be passed over before the next */
    bool gapped;      /* whether there is a gap before it at all: one of no words may still cross a clause's end */
} way;

/* What was found from a place on, for programs with very many ways: a place is then walked from only once. */
typedef struct {
    uint64_t walk; /* the walk it is of; 0: free */
    size_t at;
    uint32_t node;
    uint16_t slack;
    bool gapped;
    bool found;
    way rest; /* of the best way on: its tokens and gap words from `at` on, and where it ends */
} memory;

struct vb_memo {
    memory *items;
    size_t n, cap; /* cap is a power of two */
    uint64_t walk;
};

typedef struct {
    vb_matcher *matcher;
    const vb_node *nodes;
    const vb_way *ways;
    const vb_word *const *words;
    size_t n_tokens;
    size_t start;
    struct vb_memo *memo; /* NULL: not remembering */
    way best;             /* if `found` */
    bool found;
    bool out_of_memory;
} walker;

void vb_memo_free(struct vb_memo *memo)
{
    if (memo == NULL)
        return;
    free(memo->items);
    free(memo);
}

static size_t memory_place(const memory *items, size_t cap, uint64_t walk, uint32_t node, const way *p)
{
    uint64_t mixed = ((uint64_t)node * 0x9E3779B97F4A7C15u) ^ ((uint64_t)p->at * 0xC2B2AE3D27D4EB4Fu) ^ p->slack;
    size_t i = (size_t)(mixed ^ (mixed >> 32)) & (cap - 1);
    while (items[i].walk == walk && (items[i].node != node || items[i].at != p->at || items[i].slack != p->slack ||
                                     items[i].gapped != p->gapped))
        i = (i + 1) & (cap - 1);
    return i;
}

static bool memo_widen(struct vb_memo *memo)
{
    size_t cap = memo->cap == 0 ? 256 : memo->cap * 2;
    memory *items = calloc(cap, sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < memo->cap; i++) {
        const memory *m = &memo->items[i];
        way place = {.at = m->at, .slack = m->slack, .gapped = m->gapped};
        if (m->walk == memo->walk)
            items[memory_place(items, cap, m->walk, m->node, &place)] = *m;
    }
    free(memo->items);
    memo->items = items;
    memo->cap = cap;
    return true;
}

/* True if token `t`, which is to follow the token before p->at, may: within the clause, or behind a gap within the
 * sentence; `joined`, with only a hyphen between. */
static inline bool may_follow(const walker *w, const way *p, size_t t, bool joined)
{
    if (p->at == w->start)
        return true; /* the first word follows nothing */
    const vb_token *before = &w->matcher->tokens.items[p->at - 1];
    const vb_token *token = &w->matcher->tokens.items[t];
    if (p->gapped ? before->sentence != token->sentence : before->clause != token->clause)
        return false;
    return !joined || (t == p->at && vb_fit_is_joined(w->matcher, t));
}

/* True if token `t` can be what the node asks for. */
static inline bool fits(const walker *w, const vb_node *node, size_t t)
{
    if (t >= w->n_tokens)
        return false;
    const vb_word *word = w->words[t];
    return node->kind == VB_NODE_ANY ||
           (word != NULL && vb_mask_meets(&word->mask, &node->mask) &&
            (node->predicate == VB_NO_PREDICATE ? vb_word_fills(word, node->slot)
                                                : vb_word_satisfies(word, node->predicate)));
}

/* True if `a` is better than `b` by rule 1; both began at the same place.  Of two with as many gap words the one that
 * ends later has more tokens. */
static bool is_better(const way *a, const way *b)
{
    if (a->gap != b->gap)
        return a->gap < b->gap;
    if (a->at != b->at)
        return a->at > b->at;
    for (size_t i = 0; i < 2; i++) {
        uint64_t differ = a->bits[i] ^ b->bits[i];
        if (differ != 0)
            return (a->bits[i] & (differ & (~differ + 1))) != 0;
    }
    return false;
}

/* A way that has come to the end. */
static inline void arrive(walker *w, const way *p)
{
    if (!w->found || is_better(p, &w->best))
        w->best = *p;
    w->found = true;
}

/* Take token t, which may lie behind words that are passed over. */
static inline void take(const walker *w, way *p, size_t t)
{
    size_t bit = t - w->start;
    p->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
    p->gap = (uint16_t)(p->gap + (t - p->at));
    p->at = t + 1;
    p->slack = 0;
    p->gapped = false;
}

static void go(walker *w, uint32_t number, const way *from);

/* A word behind a gap: try every token within reach. */
static void go_over_gap(walker *w, const vb_node *node, const way *p)
{
    for (size_t t = p->at; t < w->n_tokens && t <= p->at + p->slack; t++) {
        if (w->found && p->gap + (t - p->at) > w->best.gap)
            return; /* nothing better can come */
        if (!fits(w, node, t) || !may_follow(w, p, t, node->joined))
            continue;
        way on = *p;
        take(w, &on, t);
        go(w, node->next, &on);
    }
}

/* The predicates that the tokens within reach satisfy. */
static inline vb_predicate_mask reach_of(const walker *w, const way *p)
{
    vb_predicate_mask mask = {{0}};
    for (size_t t = p->at; t < w->n_tokens && t <= p->at + p->slack; t++)
        if (w->words[t] != NULL)
            vb_mask_join(&mask, &w->words[t]->mask);
    return mask;
}

/* True if a way may lead on: most begin with a slot that no token within reach fills. */
static inline bool is_open(const walker *w, const vb_way *next, const vb_predicate_mask *reach)
{
    if (next->bit != VB_NO_WAY_BIT)
        return (reach->bits[next->bit / 64] >> (next->bit % 64) & 1) != 0;
    const vb_node *first = &w->nodes[next->node];
    return first->kind != VB_NODE_SLOT || vb_mask_meets(reach, &first->mask);
}

/* Try all ways on from a split but the last that is open: that one's node, or NO_NODE if none is. */
static uint32_t go_all_but_last(walker *w, const vb_node *split, const way *p)
{
    uint32_t last = NO_NODE;
    vb_predicate_mask reach = reach_of(w, p);
    if (!split->other_ways && !vb_mask_meets(&reach, &split->mask))
        return NO_NODE;
    const vb_way *end = w->ways + split->ways + split->n_ways;
    for (const vb_way *next = end - split->n_ways; next < end; next++) {
        if (!is_open(w, next, &reach))
            continue;
        if (last != NO_NODE)
            go(w, last, p);
        last = next->node;
    }
    return last;
}

static void go_every_way(walker *w, const vb_node *node, const way *p)
{
    if (node->kind != VB_NODE_SPLIT) {
        go_over_gap(w, node, p);
        return;
    }
    uint32_t last = go_all_but_last(w, node, p);
    if (last != NO_NODE)
        go(w, last, p);
}

/* As go_every_way(), but walking from a place only once: what came before it makes no difference to which of the ways
 * on is the best. */
static void go_remembering(walker *w, uint32_t number, const vb_node *node, const way *p)
{
    struct vb_memo *memo = w->memo;
    memory known = memo->items[memory_place(memo->items, memo->cap, memo->walk, number, p)];
    if (known.walk != memo->walk) {
        way best = w->best, afresh = {.at = p->at, .slack = p->slack, .gapped = p->gapped};
        bool found = w->found;
        w->found = false;
        go_every_way(w, node, &afresh);
        if (memo->n >= memo->cap / 2 && !memo_widen(memo)) {
            w->out_of_memory = true;
            return;
        }
        known = (memory){memo->walk, p->at, number, p->slack, p->gapped, w->found, w->best};
        memo->items[memory_place(memo->items, memo->cap, memo->walk, number, p)] = known;
        memo->n++;
        w->best = best;
        w->found = found;
    }
    if (!known.found)
        return;
    way whole = {.bits = {p->bits[0] | known.rest.bits[0], p->bits[1] | known.rest.bits[1]},
                 .at = known.rest.at,
                 .gap = (uint16_t)(p->gap + known.rest.gap)};
    arrive(w, &whole);
}

/* Go along while there is only one way to go, or one that is left. */
static void go(walker *w, uint32_t number, const way *from)
{
    way p = *from;
    for (;;) {
        const vb_node *node = &w->nodes[number];
        switch (node->kind) {
        case VB_NODE_SLOT:
        case VB_NODE_ANY:
            if (p.slack == 0) {
                if (!fits(w, node, p.at) || !may_follow(w, &p, p.at, node->joined))
                    return;
                take(w, &p, p.at);
                break;
            }
            if (w->memo == NULL)
                go_over_gap(w, node, &p);
            else
                go_remembering(w, number, node, &p);
            return;
        case VB_NODE_SPLIT:
            if (w->memo != NULL) {
                go_remembering(w, number, node, &p);
                return;
            }
            number = go_all_but_last(w, node, &p);
            if (number == NO_NODE)
                return;
            continue;
        case VB_NODE_GAP:
            p.slack = (uint16_t)(p.slack + node->most);
            p.gapped = true;
            break;
        case VB_NODE_FIRST:
            if (p.at != 0)
                return;
            break;
        case VB_NODE_LAST:
            if (p.at != w->n_tokens)
                return;
            break;
        case VB_NODE_ACCEPT:
            arrive(w, &p);
            return;
        }
        number = node->next;
    }
}

/* A memo with nothing in it for the walk that begins. */
static struct vb_memo *memo_begin(vb_matcher *matcher)
{
    if (matcher->memo == NULL)
        matcher->memo = calloc(1, sizeof *matcher->memo);
    struct vb_memo *memo = matcher->memo;
    if (memo == NULL || (memo->cap == 0 && !memo_widen(memo)))
        return NULL;
    memo->walk++;
    memo->n = 0;
    return memo;
}

bool vb_walk_from(vb_matcher *m, const vb_program *program, size_t term, size_t start)
{
    walker w = {.matcher = m,
                .nodes = m->coder->nodes,
                .ways = m->coder->ways,
                .words = m->words,
                .n_tokens = m->tokens.n,
                .start = start};
    if (program->remember && (w.memo = memo_begin(m)) == NULL)
        return false;
    go(&w, program->start, &(way){.at = start});
    if (w.out_of_memory)
        return false;
    if (!w.found)
        return true;
    return vb_matcher_add(m, (vb_match){.term = (uint32_t)term,
                                        .order = m->coder->plans[term].order,
                                        .alone = m->coder->plans[term].alone,
                                        .gap = w.best.gap,
                                        .tokens = vb_token_set_of(start, w.best.bits)});
}
