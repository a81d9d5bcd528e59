/* The best way through a term's program is the one with the fewest slots that no word of the answer fills, then with
 * the most that one does.  Order and distance of the words do not matter, but a word fills one slot of a way only. */
#include "match/near_miss.h"

#include "match/near_miss_words.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_HITS = 512,   /* known words of an answer that are looked at */
    LEAST_LETTERS = 4, /* of a word that can make a term near: shorter ones are mostly grammar */
};

/* A token that fills a slot. */
typedef struct {
    size_t token;
    const vb_word *word;
    bool spent; /* a term matched it, so that it tells of no other */
} known;

/* The best way through a program from a node on. */
typedef struct {
    uint32_t missing, filled;
    uint32_t way; /* SPLIT: the node that it goes to */
} route;

/* A term that came near, with what it is ranked by. */
typedef struct {
    vb_near_term near;
    size_t telling; /* filled words that are long enough to tell */
    size_t letters; /* in them */
    bool fresh;     /* one of them is in no match */
} candidate;

typedef struct {
    vb_matcher *matcher;
    known hits[MOST_HITS]; /* of every word the first two */
    size_t n_hits;
    bool *filled;  /* one a slot */
    bool *matched; /* one a term */
    route *routes; /* one a node */
    /* the way at hand */
    uint32_t slots[VB_PATTERN_MOST_SLOTS];
    size_t n_slots;
    bool from_first, to_last;  /* it is anchored */
    size_t slot_of[MOST_HITS]; /* the slot of the way that a hit fills; SIZE_MAX: none */
    bool seen[MOST_HITS];
    candidate best[VB_NEAR_MISS_MOST]; /* the nearest first */
    size_t n_best;
} search;

/* True if a term matched the token: one that counts, denies, turns, emphasizes or is ignored. */
static bool is_spent(const vb_matcher *m, size_t token)
{
    for (size_t i = 0; i < m->n_matches && m->matches[i].tokens.first <= token; i++) {
        vb_role role = m->coder->lexicon->terms[m->matches[i].term].role;
        if (role != VB_ROLE_CONTEXT && role != VB_ROLE_NON_ANSWER && vb_token_set_has(&m->matches[i].tokens, token))
            return true;
    }
    return false;
}

static void collect_hits(search *s)
{
    const vb_matcher *m = s->matcher;
    for (size_t t = 0; t < m->tokens.n && s->n_hits < MOST_HITS; t++) {
        const vb_word *word = m->words[t];
        size_t times = 0; /* kept twice at most, for terms like "step by step" */
        for (size_t i = 0; i < s->n_hits; i++)
            times += s->hits[i].word == word;
        if (word == NULL || times == 2)
            continue;
        s->hits[s->n_hits++] = (known){t, word, is_spent(m, t)};
        for (uint32_t i = 0; i < word->n_slots; i++)
            s->filled[word->slots[i]] = true;
    }
}

static bool is_nearer(route a, route b)
{
    return a.missing != b.missing ? a.missing < b.missing : a.filled > b.filled;
}

/* A node stands behind all that it leads to (they are built from the end), so one pass finds every route. */
static void find_routes(search *s)
{
    const vb_coder *coder = s->matcher->coder;
    for (size_t i = 0; i < coder->n_nodes; i++) {
        const vb_node *node = &coder->nodes[i];
        route *at = &s->routes[i];
        switch (node->kind) {
        case VB_NODE_SLOT:
            *at = s->routes[node->next];
            at->missing += !s->filled[node->slot];
            at->filled += s->filled[node->slot];
            break;
        case VB_NODE_SPLIT:
            for (uint32_t k = 0; k < node->n_ways; k++) {
                uint32_t way = coder->ways[node->ways + k].node;
                if (k == 0 || is_nearer(s->routes[way], *at)) {
                    *at = s->routes[way];
                    at->way = way;
                }
            }
            break;
        case VB_NODE_ANY:
        case VB_NODE_GAP:
        case VB_NODE_FIRST:
        case VB_NODE_LAST:
            *at = s->routes[node->next];
            break;
        case VB_NODE_ACCEPT:
            break;
        }
    }
}

/* Add the slots of a program's best way to s->slots. */
static void trace(search *s, const vb_program *program)
{
    const vb_coder *coder = s->matcher->coder;
    for (uint32_t i = program->start; coder->nodes[i].kind != VB_NODE_ACCEPT;) {
        const vb_node *node = &coder->nodes[i];
        if (node->kind == VB_NODE_SLOT && s->n_slots < VB_PATTERN_MOST_SLOTS)
            s->slots[s->n_slots++] = node->slot;
        s->from_first = s->from_first || node->kind == VB_NODE_FIRST;
        s->to_last = s->to_last || node->kind == VB_NODE_LAST;
        i = node->kind == VB_NODE_SPLIT ? s->routes[i].way : node->next;
    }
}

/* Give the way's slot `k` a hit of its own; another slot may have to take a different one (an augmenting path). */
static bool give_hit(search *s, size_t k)
{
    for (size_t h = 0; h < s->n_hits; h++) {
        if (s->seen[h] || !vb_word_fills(s->hits[h].word, s->slots[k]))
            continue;
        s->seen[h] = true;
        if (s->slot_of[h] == SIZE_MAX || give_hit(s, s->slot_of[h])) {
            s->slot_of[h] = k;
            return true;
        }
    }
    return false;
}

/* How near term `t` came; false if it did not.  A term of the form `^ ... $` is not near where the answer has more
 * words: it is meant for those that have not. */
static bool try_term(search *s, size_t t, candidate *c)
{
    const vb_plan *plan = &s->matcher->coder->plans[t];
    s->n_slots = 0;
    s->from_first = s->to_last = false;
    trace(s, &plan->program);
    for (size_t h = 0; h < s->n_hits; h++)
        s->slot_of[h] = SIZE_MAX;
    *c = (candidate){.near.term = t};
    for (size_t k = 0; k < s->n_slots; k++) {
        for (size_t h = 0; h < s->n_hits; h++)
            s->seen[h] = false;
        c->near.missing += s->filled[s->slots[k]] && give_hit(s, k) ? 0 : 1;
    }
    for (size_t h = 0; h < s->n_hits; h++) {
        if (s->slot_of[h] == SIZE_MAX)
            continue;
        size_t token = s->hits[h].token;
        size_t letters = vb_letters(vb_matcher_text(s->matcher, token, token));
        c->near.tokens[c->near.filled++] = token;
        if (letters < LEAST_LETTERS)
            continue;
        c->telling++;
        c->letters += letters;
        c->fresh = c->fresh || !s->hits[h].spent;
    }
    return c->fresh && c->telling >= c->near.missing &&
           !(s->from_first && s->to_last && s->matcher->tokens.n > s->n_slots);
}

/* True if a is to stand before b: fewer missing, more filled, by longer words, then by content. */
static bool term_before(const vb_coder *coder, const candidate *a, const candidate *b)
{
    if (a->near.missing != b->near.missing)
        return a->near.missing < b->near.missing;
    if (a->telling != b->telling)
        return a->telling > b->telling;
    if (a->letters != b->letters)
        return a->letters > b->letters;
    return coder->plans[a->near.term].order < coder->plans[b->near.term].order;
}

static void keep_term(search *s, const candidate *c)
{
    size_t k = s->n_best;
    while (k > 0 && term_before(s->matcher->coder, c, &s->best[k - 1]))
        k--;
    if (k == VB_NEAR_MISS_MOST)
        return;
    s->n_best += s->n_best < VB_NEAR_MISS_MOST;
    memmove(&s->best[k + 1], &s->best[k], (s->n_best - k - 1) * sizeof *c);
    s->best[k] = *c;
}

/* True if term `t` is worth a closer look: it may count, and words fill at least half of its best way. */
static bool may_be_near(const search *s, size_t t)
{
    const vb_coder *coder = s->matcher->coder;
    const vb_term *term = &coder->lexicon->terms[t];
    const vb_plan *plan = &coder->plans[t];
    if (term->role != VB_ROLE_CATEGORY || term->weight == 0 || plan->regex != NULL || s->matched[t])
        return false;
    route best = s->routes[plan->program.start];
    return best.filled > 0 && best.filled >= best.missing;
}

static bool find_terms(vb_matcher *m, vb_near_miss *found)
{
    const vb_coder *coder = m->coder;
    size_t n_terms = coder->lexicon->n_terms;
    search *s = calloc(1, sizeof *s);
    if (s == NULL)
        return false;
    s->matcher = m;
    s->filled = calloc(coder->n_slots + 1, sizeof *s->filled);
    s->matched = calloc(n_terms + 1, sizeof *s->matched);
    s->routes = calloc(coder->n_nodes + 1, sizeof *s->routes);
    bool ok = s->filled != NULL && s->matched != NULL && s->routes != NULL;
    if (ok) {
        for (size_t i = 0; i < m->n_matches; i++)
            s->matched[m->matches[i].term] = true;
        collect_hits(s);
        find_routes(s);
    }
    candidate c;
    for (size_t t = 0; ok && t < n_terms; t++)
        if (may_be_near(s, t) && try_term(s, t, &c))
            keep_term(s, &c);
    for (size_t i = 0; i < s->n_best; i++)
        found->terms[found->n_terms++] = s->best[i].near;
    free(s->filled);
    free(s->matched);
    free(s->routes);
    free(s);
    return ok;
}

bool vb_near_miss_find(vb_matcher *matcher, vb_near_miss *found)
{
    *found = (vb_near_miss){0};
    return find_terms(matcher, found) && vb_near_miss_words(matcher, found);
}
