#include "match/walk.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

/* What a way through the rest of a program comes to. */
typedef struct {
    size_t gap;       /* words that no slot filled */
    size_t count;     /* tokens that slots filled */
    size_t end;       /* behind the last token */
    uint64_t bits[2]; /* the tokens, counted from the walk's start */
    bool found;
} way;

/* Where a walk stands: the next token to take, the first hit at or after it, how many words may be passed over. */
typedef struct {
    size_t at, hit, slack;
} position;

/* What was found from a place on, for programs with very many ways: a place is then walked from only once. */
typedef struct {
    uint64_t walk; /* the walk it is of; 0: free */
    uint32_t node;
    size_t at, slack;
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
    while (items[i].walk == walk && (items[i].node != node || items[i].at != p.at || items[i].slack != p.slack))
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
            items[memory_place(items, cap, m->walk, m->node, (position){m->at, 0, m->slack})] = *m;
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
    if (!vb_matcher_need_breaks(w->matcher)) {
        w->out_of_memory = true;
        return false;
    }
    const vb_token *before = &w->matcher->tokens.items[p.at - 1];
    const vb_token *token = &w->matcher->tokens.items[t];
    if (p.slack > 0 ? before->sentence != token->sentence : before->clause != token->clause)
        return false;
    if (!joined)
        return true;
    vb_str between = vb_str_cut(w->matcher->answer, before->end, token->beg);
    return t == p.at && (vb_str_equal(between, VB_LITERAL("-")) || vb_str_equal(between, VB_LITERAL("\u2010")) ||
                         vb_str_equal(between, VB_LITERAL("\u2011")));
}

static bool is_better(const way *a, const way *b)
{
    if (!b->found)
        return true;
    if (a->gap != b->gap)
        return a->gap < b->gap;
    if (a->count != b->count)
        return a->count > b->count;
    if (a->end != b->end)
        return a->end < b->end;
    for (size_t i = 0; i < 2; i++) {
        uint64_t differ = a->bits[i] ^ b->bits[i];
        if (differ != 0)
            return (a->bits[i] & (differ & (~differ + 1))) != 0;
    }
    return false;
}

static way go(walker *w, uint32_t node, position p);

/* Take token t (the hit after it is `hit`) and go on; keep the result if it beats *best. */
static void take(walker *w, const vb_node *node, position p, size_t t, size_t hit, way *best)
{
    way rest = go(w, node->next, (position){t + 1, hit, 0});
    if (!rest.found)
        return;
    size_t bit = t - w->start;
    rest.gap += t - p.at;
    rest.count++;
    rest.bits[bit / 64] |= UINT64_C(1) << (bit % 64);
    if (is_better(&rest, best))
        *best = rest;
}

static way go_slot(walker *w, const vb_node *node, position p)
{
    way best = {0};
    const vb_matcher *m = w->matcher;
    for (size_t h = p.hit; h < m->n_hits && m->hits[h].token <= p.at + p.slack; h++)
        if (vb_word_fills(m->hits[h].word, node->slot) && may_follow(w, p, m->hits[h].token, node->joined))
            take(w, node, p, m->hits[h].token, h + 1, &best);
    return best;
}

static way go_any(walker *w, const vb_node *node, position p)
{
    way best = {0};
    const vb_matcher *m = w->matcher;
    size_t hit = p.hit;
    for (size_t t = p.at; t < m->tokens.n && t <= p.at + p.slack; t++) {
        hit += hit < m->n_hits && m->hits[hit].token == t;
        if (may_follow(w, p, t, false))
            take(w, node, p, t, hit, &best);
    }
    return best;
}

static way go_split(walker *w, uint32_t number, const vb_node *node, position p)
{
    struct vb_memo *memo = w->memo;
    if (memo != NULL && memo->n > 0) {
        const memory *known = &memo->items[memory_place(memo->items, memo->cap, memo->walk, number, p)];
        if (known->walk == memo->walk)
            return known->rest;
    }
    way best = {0};
    for (uint32_t i = 0; i < node->n_ways; i++) {
        way one = go(w, node->ways[i], p);
        if (one.found && is_better(&one, &best))
            best = one;
    }
    if (memo == NULL)
        return best;
    if (memo->n >= memo->cap / 2 && !memo_widen(memo)) {
        w->out_of_memory = true;
        return best;
    }
    memory *fresh = &memo->items[memory_place(memo->items, memo->cap, memo->walk, number, p)];
    *fresh = (memory){memo->walk, number, p.at, p.slack, best};
    memo->n++;
    return best;
}

static way go(walker *w, uint32_t number, position p)
{
    const vb_node *node = &w->matcher->coder->nodes[number];
    switch (node->kind) {
    case VB_NODE_SLOT:
        return go_slot(w, node, p);
    case VB_NODE_ANY:
        return go_any(w, node, p);
    case VB_NODE_GAP:
        return go(w, node->next, (position){p.at, p.hit, p.slack + node->most});
    case VB_NODE_SPLIT:
        return go_split(w, number, node, p);
    case VB_NODE_FIRST:
        return p.at == 0 ? go(w, node->next, p) : (way){0};
    case VB_NODE_LAST:
        return p.at == w->matcher->tokens.n ? go(w, node->next, p) : (way){0};
    case VB_NODE_ACCEPT:
        break;
    }
    return (way){.end = p.at, .found = true};
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

bool vb_walk(vb_matcher *matcher, const vb_program *program, size_t start, size_t hit, vb_match *match,
             bool *out_of_memory)
{
    walker w = {.matcher = matcher, .start = start};
    if (program->remember) {
        w.memo = memo_begin(matcher);
        w.out_of_memory = w.memo == NULL;
    }
    way best = go(&w, program->start, (position){start, hit, 0});
    *out_of_memory = w.out_of_memory;
    if (!best.found || w.out_of_memory)
        return false;
    match->gap = best.gap;
    match->tokens = vb_token_set_of(start, best.bits);
    return true;
}

static bool may_start(const vb_program *program, const vb_word *word)
{
    if ((program->first_mask & word->mask) == 0)
        return false;
    for (uint32_t i = 0; i < program->n_first; i++)
        if (vb_word_fills(word, program->first[i]))
            return true;
    return false;
}

bool vb_walk_all(vb_matcher *matcher, const vb_program *program, size_t term, vb_match **list, size_t *n, size_t *cap)
{
    size_t places = program->any_first ? matcher->tokens.n : matcher->n_hits;
    size_t hit = 0; /* the first hit at or after the place */
    for (size_t i = 0; i < places; i++) {
        size_t start = i;
        if (!program->any_first) {
            hit = i;
            start = matcher->hits[i].token;
            if (!may_start(program, matcher->hits[i].word))
                continue;
        } else {
            hit += hit < matcher->n_hits && matcher->hits[hit].token < start;
        }
        vb_match match = {.term = term};
        bool out_of_memory;
        if (vb_walk(matcher, program, start, hit, &match, &out_of_memory)) {
            if (!VB_PUSH_ROOM(*list, *n, *cap))
                return false;
            (*list)[(*n)++] = match;
        } else if (out_of_memory) {
            return false;
        }
    }
    return true;
}
