#include "match/indicators.h"

#include "base/grow.h"
#include "base/str.h"
#include "match/slots.h"

#include <stdlib.h>

/* That a term is one of a sign's. */
typedef struct {
    uint32_t sign, term;
} membership;

/* The signs that are being made. */
typedef struct {
    vb_builder *builder;
    vb_map known;            /* predicates, as bytes -> sign */
    vb_predicates *deciding; /* one a sign */
    size_t cap_deciding;
    vb_arena arena;
    membership *members; /* by term */
    size_t n_members, cap_members;
} making;

/* The sign of the predicates in builder->found.  UINT32_MAX when memory is out. */
static uint32_t sign_of_found(making *m)
{
    vb_coder *coder = m->builder->coder;
    const vb_ids *found = &m->builder->found;
    vb_str bytes = {(const char *)found->items, found->n * sizeof *found->items};
    size_t sign = vb_map_find(&m->known, bytes);
    if (sign != VB_MAP_NONE)
        return (uint32_t)sign;
    sign = coder->n_signs;
    uint32_t *kept = vb_arena_alloc(&m->arena, bytes.len + sizeof *kept);
    if (kept == NULL || !VB_PUSH_ROOM(coder->signs, coder->n_signs, coder->cap_signs) ||
        !VB_PUSH_ROOM(m->deciding, sign, m->cap_deciding))
        return UINT32_MAX;
    if (found->n > 0)
        memcpy(kept, found->items, bytes.len);
    if (!vb_map_set(&m->known, (vb_str){(const char *)kept, bytes.len}, sign))
        return UINT32_MAX;
    m->deciding[sign] = (vb_predicates){kept, found->n};
    coder->signs[coder->n_signs++] = (vb_sign){0};
    return (uint32_t)sign;
}

/* Each word of the pattern is an indicator.  False when memory is out. */
static bool add(making *m, const vb_pattern *pattern)
{
    vb_ids *found = &m->builder->found;
    if (pattern->kind == VB_PATTERN_CHOICE) {
        for (size_t i = 0; i < pattern->n; i++)
            if (!add(m, pattern->children[i]))
                return false;
        return true;
    }
    found->n = 0;
    if (!vb_slot_collect(m->builder, pattern))
        return false;
    vb_ids_settle(found);
    uint32_t sign = sign_of_found(m);
    found->n = 0;
    if (sign == UINT32_MAX || !VB_PUSH_ROOM(m->members, m->n_members, m->cap_members))
        return false;
    m->members[m->n_members++] = (membership){sign, (uint32_t)m->builder->term};
    return true;
}

static vb_status add_all(making *m, vb_error *err)
{
    const vb_lexicon *lexicon = m->builder->coder->lexicon;
    for (size_t t = 0; t < lexicon->n_terms; t++) {
        const vb_term *term = &lexicon->terms[t];
        if (term->role != VB_ROLE_INDICATOR)
            continue;
        if (!vb_slot_is_single(term->pattern))
            return vb_fail_at(err, VB_ERROR_LEXICON, lexicon->parts[term->part].file, term->line, term->column,
                              "an indicator is more than one word: write single words, or a term");
        m->builder->term = t;
        if (!add(m, term->pattern))
            return vb_fail_memory(err);
    }
    return VB_OK;
}

/* Tell predicates of their signs. */
static bool tell_predicates(making *m)
{
    vb_coder *coder = m->builder->coder;
    coder->predicate_signs = calloc(coder->n_predicates + 1, sizeof *coder->predicate_signs);
    for (size_t s = 0; coder->predicate_signs != NULL && s < coder->n_signs; s++)
        for (size_t i = 0; i < m->deciding[s].n; i++)
            if (!vb_ids_add(&coder->predicate_signs[m->deciding[s].items[i]], (uint32_t)s))
                return false;
    return coder->predicate_signs != NULL;
}

/* Put the terms of each sign together, those of a sign in their order. */
static bool deal(making *m)
{
    vb_coder *coder = m->builder->coder;
    coder->sign_terms = calloc(m->n_members + 1, sizeof *coder->sign_terms);
    if (coder->sign_terms == NULL)
        return false;
    coder->n_sign_terms = m->n_members;
    for (size_t i = 0; i < m->n_members; i++)
        coder->signs[m->members[i].sign].terms_end++;
    uint32_t beg = 0;
    for (size_t s = 0; s < coder->n_signs; s++) {
        uint32_t n = coder->signs[s].terms_end;
        coder->signs[s].terms = coder->signs[s].terms_end = beg;
        beg += n;
    }
    for (size_t i = 0; i < m->n_members; i++)
        coder->sign_terms[coder->signs[m->members[i].sign].terms_end++] = m->members[i].term;
    return true;
}

/* Add to a category, and to all above it, what a term of the sign adds. */
static bool add_weight(making *m, vb_sign *sign, const vb_term *term)
{
    vb_coder *coder = m->builder->coder;
    if (term->category == VB_NO_CATEGORY)
        sign->unsaid += term->weight;
    for (size_t c = term->category; c != VB_NO_CATEGORY; c = coder->lexicon->categories[c].parent) {
        size_t at = sign->sums;
        while (at < sign->sums_end && coder->sign_sums[at].category != c)
            at++;
        if (at == sign->sums_end) {
            if (!VB_PUSH_ROOM(coder->sign_sums, coder->n_sign_sums, coder->cap_sign_sums))
                return false;
            coder->sign_sums[coder->n_sign_sums++] = (vb_sign_sum){.category = c};
            sign->sums_end++;
        }
        coder->sign_sums[at].weight += term->weight;
    }
    return true;
}

static bool sum(making *m)
{
    vb_coder *coder = m->builder->coder;
    for (size_t s = 0; s < coder->n_signs; s++) {
        vb_sign *sign = &coder->signs[s];
        sign->sums = sign->sums_end = (uint32_t)coder->n_sign_sums;
        for (uint32_t i = sign->terms; i < sign->terms_end; i++)
            if (!add_weight(m, sign, &coder->lexicon->terms[coder->sign_terms[i]]))
                return false;
    }
    return true;
}

vb_status vb_indicators_build(vb_builder *builder, vb_error *err)
{
    making m = {.builder = builder};
    vb_status status = add_all(&m, err);
    if (status == VB_OK && (!tell_predicates(&m) || !deal(&m) || !sum(&m)))
        status = vb_fail_memory(err);
    vb_map_release(&m.known);
    free(m.deciding);
    vb_arena_release(&m.arena);
    free(m.members);
    return status;
}
