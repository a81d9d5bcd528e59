#include "match/walk.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

/* What a way through the rest of a program comes to. */
typedef struct {
    uint64_t bits[2]; /* the tokens, counted from the walk's start */
    uint16_t gap;     /* words that no slot filled */
    uint16_t count;   /* tokens that slots filled */
    uint16_t length;  /* tokens from here to behind the last one */
    bool found;
} way;

/* Where a walk stands: the next token to take, how many words may be passed over before it, and whether there is a gap
 * before it at all (one of no words may still cross a clause's end). */
typedef struct {
    size_t at, slack;
    bool gapped;
} position;

/* What was found from a place on, for programs with very many ways: a place is then walked from only once. */
typedef struct {
    uint64_t walk; /* the walk it is of; 0: free */
    uint32_t node;
    size_t at, slack;
    bool gapped;
    way rest;
} memory;

struct vb_memo {
    memory *items;
    size_t n, cap; /* cap is a power of two */
    uint64_t walk;
};

typedef struct {
    vb_matcher *matcher;
    size_t start;
    struct vb_memo *memo; /* NULL: not remembering */
    bool out_of_memory;
} walker;

void vb_memo_free(struct vb_memo *memo)
{
    if (memo == NULL)
        return;
    free(memo->items);
    free(memo);
}

static size_t memory_place(const memory *items, size_t cap, uint64_t walk, uint32_t node, position p)
{
    uint64_t mixed = ((uint64_t)node * 0x9E3779B97F4A7C15u) ^ ((uint64_t)p.at * 0xC2B2AE3D27D4EB4Fu) ^ p.slack;
    size_t i = (size_t)(mixed ^ (mixed >> 32)) & (cap - 1);
    while (items[i].walk == walk && (items[i].node != node || items[i].at != p.at || items[i].slack != p.slack ||
                                     items[i].gapped != p.gapped))
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
        if (m->walk == memo->walk)
            items[memory_place(items, cap, m->walk, m->node, (position){m->at, m->slack, m->gapped})] = *m;
    }
    free(memo->items);
    memo->items = items;
    memo->cap = cap;
    return true;
}

/* True if token `t`, which is to follow the token before p.at, may: within the clause, or behind a gap within the
 * sentence; `joined`, with only a hyphen between. */
static bool may_follow(walker *w, position p, size_t t, bool joined)
{
    if (p.at == w->start)
        return true; /* the first word follows nothing */
    if (!w->matcher->has_breaks && !vb_matcher_need_breaks(w->matcher)) {
        w->out_of_memory = true;
        return false;
    }
    const vb_token *before = &w->matcher->tokens.items[p.at - 1];
    const vb_token *token = &w->matcher->tokens.items[t];
    if (p.gapped ? before->sentence != token->sentence : before->clause != token->clause)
        return false;
    if (!joined)
        return true;
    vb_str between = vb_str_cut(w->matcher->answer, before->end, token->beg);
    return t == p.at && (vb_str_equal(between, VB_LITERAL("-")) || vb_str_equal(between, VB_LITERAL("\u2010")) ||
                         vb_str_equal(between, VB_LITERAL("\u2011")));
}

/* True if token `t` can be what the node asks for. */
static inline bool fits(const walker *w, const vb_node *node, size_t t)
{
    const vb_matcher *m = w->matcher;
    if (t >= m->tokens.n)
        return false;
    const vb_word *word = m->words[t];
    return node->kind == VB_NODE_ANY ||
           (word != NULL && vb_mask_meets(&word->mask, &node->mask) && vb_word_fills(word, node->slot));
}

static bool is_better(const way *a, const way *b)
{
    if (!b->found)
        return true;
    if (a->gap != b->gap)
        return a->gap < b->gap;
    if (a->count != b->count)
        return a->count > b->count;
    if (a->length != b->length)
        return a->length < b->length;
    for (size_t i = 0; i < 2; i++) {
        uint64_t differ = a->bits[i] ^ b->bits[i];
        if (differ != 0)
            return (a->bits[i] & (differ & (~differ + 1))) != 0;
    }
    return false;
}

/* Put token t, taken at p, before what comes after it. */
static inline void put_before(const walker *w, position p, size_t t, way *rest)
{
    size_t bit = t - w->start;
    rest->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
    rest->gap = (uint16_t)(rest->gap + (t - p.at));
    rest->length = (uint16_t)(rest->length + (t - p.at) + 1);
    rest->count++;
}

/* Join what was taken so far with the rest. */
static inline way join(const way *so_far, const way *rest)
{
    if (!rest->found)
        return (way){0};
    return (way){{so_far->bits[0] | rest->bits[0], so_far->bits[1] | rest->bits[1]},
                 (uint16_t)(so_far->gap + rest->gap),
                 (uint16_t)(so_far->count + rest->count),
                 (uint16_t)(so_far->length + rest->length),
                 true};
}

static way go(walker *w, uint32_t node, position p);

/* A word behind a gap: try every token within reach. */
static way go_over_gap(walker *w, const vb_node *node, position p)
{
    way best = {0};
    for (size_t t = p.at; t < w->matcher->tokens.n && t <= p.at + p.slack; t++) {
        if (!fits(w, node, t) || !may_follow(w, p, t, node->joined))
            continue;
        way rest = go(w, node->next, (position){t + 1, 0, false});
        if (!rest.found)
            continue;
        put_before(w, p, t, &rest);
        if (is_better(&rest, &best))
            best = rest;
    }
    return best;
}

/* The predicates that the tokens within reach satisfy. */
static inline vb_predicate_mask reach_of(const walker *w, position p)
{
    const vb_matcher *m = w->matcher;
    vb_predicate_mask mask = {{0}};
    for (size_t t = p.at; t < m->tokens.n && t <= p.at + p.slack; t++)
        if (m->words[t] != NULL)
            vb_mask_join(&mask, &m->words[t]->mask);
    return mask;
}

/* Of several ways the best.  Most begin with a slot that no token within reach fills. */
static way best_of(walker *w, const vb_node *split, position p)
{
    way best = {0};
    vb_predicate_mask reach = reach_of(w, p);
    if (!split->other_ways && !vb_mask_meets(&reach, &split->mask))
        return best;
    for (uint32_t i = 0; i < split->n_ways; i++) {
        uint16_t bit = split->way_bits[i];
        if (bit != VB_NO_WAY_BIT && (reach.bits[bit / 64] >> (bit % 64) & 1) == 0)
            continue;
        const vb_node *first = &w->matcher->coder->nodes[split->ways[i]];
        if (first->kind == VB_NODE_SLOT && !vb_mask_meets(&reach, &first->mask))
            continue;
        way one = go(w, split->ways[i], p);
        if (one.found && is_better(&one, &best))
            best = one;
    }
    return best;
}

/* Where there are several ways to go: a split, or a word behind a gap. */
static way go_branching(walker *w, uint32_t number, const vb_node *node, position p)
{
    struct vb_memo *memo = w->memo;
    if (memo == NULL)
        return node->kind == VB_NODE_SPLIT ? best_of(w, node, p) : go_over_gap(w, node, p);
    const memory *known = &memo->items[memory_place(memo->items, memo->cap, memo->walk, number, p)];
    if (known->walk == memo->walk)
        return known->rest;
    way best = node->kind == VB_NODE_SPLIT ? best_of(w, node, p) : go_over_gap(w, node, p);
    if (memo->n >= memo->cap / 2 && !memo_widen(memo)) {
        w->out_of_memory = true;
        return best;
    }
    memory *fresh = &memo->items[memory_place(memo->items, memo->cap, memo->walk, number, p)];
    *fresh = (memory){memo->walk, number, p.at, p.slack, p.gapped, best};
    memo->n++;
    return best;
}

/* The best way through the program from a node on.  It goes along while there is only one way to go. */
static way go(walker *w, uint32_t number, position p)
{
    way so_far = {0}, rest;
    for (;;) {
        const vb_node *node = &w->matcher->coder->nodes[number];
        switch (node->kind) {
        case VB_NODE_SLOT:
        case VB_NODE_ANY:
            if (p.slack > 0) {
                rest = go_branching(w, number, node, p);
                return join(&so_far, &rest);
            }
            if (!fits(w, node, p.at) || !may_follow(w, p, p.at, node->joined))
                return (way){0};
            put_before(w, p, p.at, &so_far);
            p = (position){p.at + 1, 0, false};
            break;
        case VB_NODE_GAP:
            p.slack += node->most;
            p.gapped = true;
            break;
        case VB_NODE_SPLIT:
            rest = go_branching(w, number, node, p);
            return join(&so_far, &rest);
        case VB_NODE_FIRST:
            if (p.at != 0)
                return (way){0};
            break;
        case VB_NODE_LAST:
            if (p.at != w->matcher->tokens.n)
                return (way){0};
            break;
        case VB_NODE_ACCEPT:
            so_far.found = true;
            return so_far;
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
    walker w = {.matcher = m, .start = start};
    if (program->remember && (w.memo = memo_begin(m)) == NULL)
        return false;
    way best = go(&w, program->start, (position){start, 0, false});
    if (w.out_of_memory)
        return false;
    if (!best.found)
        return true;
    if (!VB_PUSH_ROOM(m->matches, m->n_matches, m->cap_matches))
        return false;
    m->matches[m->n_matches++] =
        (vb_match){.term = term, .tokens = vb_token_set_of(start, best.bits), .gap = best.gap};
    return true;
}
