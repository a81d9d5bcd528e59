#include "match/indicators.h"

#include "base/grow.h"
#include "match/slots.h"

#include <stdlib.h>

/* That words which satisfy the predicate are the indicator. */
typedef struct {
    uint32_t predicate, indicator;
} pairing;

typedef struct {
    vb_builder *builder;
    pairing *items;
    size_t n, cap;
} pairing_list;

/* Each word of the pattern is an indicator.  False when memory is out. */
static bool add(pairing_list *list, const vb_pattern *pattern)
{
    vb_coder *coder = list->builder->coder;
    vb_ids *found = &list->builder->found;
    if (pattern->kind == VB_PATTERN_CHOICE) {
        for (size_t i = 0; i < pattern->n; i++)
            if (!add(list, pattern->children[i]))
                return false;
        return true;
    }
    found->n = 0;
    if (!vb_slot_collect(list->builder, pattern))
        return false;
    vb_ids_settle(found);
    for (size_t i = 0; i < found->n; i++) {
        if (!VB_PUSH_ROOM(list->items, list->n, list->cap))
            return false;
        list->items[list->n++] = (pairing){found->items[i], (uint32_t)coder->n_indicators};
    }
    found->n = 0;
    if (!VB_PUSH_ROOM(coder->indicators, coder->n_indicators, coder->cap_indicators))
        return false;
    coder->indicators[coder->n_indicators++] = (uint32_t)list->builder->term;
    return true;
}

static vb_status add_all(pairing_list *list, vb_error *err)
{
    const vb_lexicon *lexicon = list->builder->coder->lexicon;
    for (size_t t = 0; t < lexicon->n_terms; t++) {
        const vb_term *term = &lexicon->terms[t];
        if (term->role != VB_ROLE_INDICATOR)
            continue;
        if (!vb_slot_is_single(term->pattern))
            return vb_fail_at(err, VB_ERROR_LEXICON, lexicon->parts[term->part].file, term->line, term->column,
                              "an indicator is more than one word: write single words, or a term");
        list->builder->term = t;
        if (!add(list, term->pattern))
            return vb_fail_memory(err);
    }
    return VB_OK;
}

static bool deal(const pairing_list *list)
{
    vb_coder *coder = list->builder->coder;
    coder->predicate_indicators = calloc(coder->n_predicates + 1, sizeof *coder->predicate_indicators);
    for (size_t i = 0; coder->predicate_indicators != NULL && i < list->n; i++)
        if (!vb_ids_add(&coder->predicate_indicators[list->items[i].predicate], list->items[i].indicator))
            return false;
    return coder->predicate_indicators != NULL;
}

vb_status vb_indicators_build(vb_builder *builder, vb_error *err)
{
    pairing_list list = {.builder = builder};
    vb_status status = add_all(&list, err);
    if (status == VB_OK && !deal(&list))
        status = vb_fail_memory(err);
    free(list.items);
    return status;
}
