#include "match/near.h"

#include "base/grow.h"
#include "match/walk.h"

#include <stdlib.h>

/* Words between two matches, either order; none if they interleave. */
static size_t words_between(const vb_token_set *a, const vb_token_set *b)
{
    if (a->last < b->first)
        return b->first - a->last - 1;
    if (b->last < a->first)
        return a->first - b->last - 1;
    return 0;
}

/* By first token, and the best first: rule 1's order. */
static int compare(const void *a, const void *b)
{
    const vb_match *x = a, *y = b;
    if (x->tokens.first != y->tokens.first)
        return x->tokens.first < y->tokens.first ? -1 : 1;
    if (x->gap != y->gap)
        return x->gap < y->gap ? -1 : 1;
    size_t nx = vb_token_set_count(&x->tokens), ny = vb_token_set_count(&y->tokens);
    if (nx != ny)
        return nx > ny ? -1 : 1;
    if (x->tokens.last != y->tokens.last)
        return x->tokens.last < y->tokens.last ? -1 : 1;
    for (size_t t = x->tokens.first; t <= x->tokens.last; t++) {
        bool in_x = vb_token_set_has(&x->tokens, t), in_y = vb_token_set_has(&y->tokens, t);
        if (in_x != in_y)
            return in_x ? -1 : 1;
    }
    return 0;
}

static bool add_pair(vb_matcher *m, size_t term, const vb_match *a, const vb_match *b)
{
    const vb_token *tokens = m->tokens.items;
    if (vb_token_set_meets(&a->tokens, &b->tokens) ||
        tokens[a->tokens.first].sentence != tokens[b->tokens.first].sentence)
        return true;
    size_t between = words_between(&a->tokens, &b->tokens);
    if (between > m->coder->plans[term].most)
        return true;
    if (!VB_PUSH_ROOM(m->matches, m->n_matches, m->cap_matches))
        return false;
    m->matches[m->n_matches++] = (vb_match){
        .term = term, .tokens = vb_token_set_union(&a->tokens, &b->tokens), .gap = a->gap + b->gap + between};
    return true;
}

static bool add_pairs(vb_matcher *m, size_t term)
{
    const vb_match *left = m->sides[0], *right = m->sides[1];
    size_t begin = 0; /* right sides before it are too far off for this left side and all after it */
    for (size_t i = 0; i < m->n_sides[0]; i++) {
        const vb_match *a = &left[i];
        while (begin < m->n_sides[1] && right[begin].tokens.first + VB_TOKEN_SET_SPAN < a->tokens.first)
            begin++;
        for (size_t k = begin; k < m->n_sides[1]; k++) {
            if (right[k].tokens.first > a->tokens.last + m->coder->plans[term].most + 1)
                break;
            if (!add_pair(m, term, a, &right[k]))
                return false;
        }
    }
    return true;
}

bool vb_near_run(vb_matcher *m, size_t term)
{
    const vb_plan *plan = &m->coder->plans[term];
    m->n_sides[0] = m->n_sides[1] = 0;
    if (!vb_walk_all(m, &plan->program, term, &m->sides[0], &m->n_sides[0], &m->cap_sides[0]) ||
        !vb_walk_all(m, &plan->other, term, &m->sides[1], &m->n_sides[1], &m->cap_sides[1]))
        return false;
    if (m->n_sides[0] == 0 || m->n_sides[1] == 0)
        return true;
    size_t base = m->n_matches;
    if (!vb_matcher_need_breaks(m) || !add_pairs(m, term))
        return false;
    if (m->n_matches == base)
        return true;
    vb_match *added = m->matches + base;
    qsort(added, m->n_matches - base, sizeof *added, compare);
    size_t kept = 1; /* per first token one match */
    for (size_t i = 1; i < m->n_matches - base; i++)
        if (added[i].tokens.first != added[kept - 1].tokens.first)
            added[kept++] = added[i];
    m->n_matches = base + kept;
    return true;
}
