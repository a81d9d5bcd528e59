#include "match/slots.h"

#include "base/grow.h"
#include "base/str.h"
#include "text/fold.h"

bool vb_slot_is_single(const vb_pattern *pattern)
{
    switch (pattern->kind) {
    case VB_PATTERN_WORD:
    case VB_PATTERN_GLOB:
        return !pattern->joined;
    case VB_PATTERN_NUMBER:
        return true;
    case VB_PATTERN_CHOICE:
        for (size_t i = 0; i < pattern->n; i++)
            if (!vb_slot_is_single(pattern->children[i]))
                return false;
        return pattern->n > 0;
    default:
        return false;
    }
}

static uint32_t predicate_new(vb_coder *coder)
{
    if (!VB_PUSH_ROOM(coder->predicate_slots, coder->n_predicates, coder->cap_predicates))
        return UINT32_MAX;
    coder->predicate_slots[coder->n_predicates] = (vb_ids){0};
    return (uint32_t)coder->n_predicates++;
}

static bool collect_key(vb_builder *builder, char kind, size_t part, vb_str key)
{
    vb_coder *coder = builder->coder;
    vb_buffer_clear(&builder->name);
    vb_coder_key(kind, part, key, &builder->name);
    if (builder->name.failed)
        return false;
    size_t predicate = vb_map_find(&coder->keys, vb_buffer_str(&builder->name));
    if (predicate == VB_MAP_NONE) {
        vb_str name = vb_arena_copy(&coder->arena, vb_buffer_str(&builder->name));
        predicate = name.ptr == NULL ? UINT32_MAX : predicate_new(coder);
        if (predicate == UINT32_MAX || !vb_map_set(&coder->keys, name, predicate))
            return false;
    }
    return vb_ids_add(&builder->found, predicate);
}

/* Collect the predicates of a word by its keys; `kind` is 'c' where case matters, 'f' for `=word`, 's' for others. */
static bool collect_keys(vb_builder *builder, char kind, size_t part, vb_str word)
{
    vb_keys keys;
    if (!vb_keys_make(&builder->keys, part, word, &keys))
        return false;
    if (keys.n_stems == 0 && kind == 's')
        kind = 'f';
    const vb_str *list = kind == 'c' ? keys.cased : kind == 'f' ? keys.forms : keys.stems;
    size_t n = kind == 'c' ? keys.n_cased : kind == 'f' ? keys.n_forms : keys.n_stems;
    for (size_t i = 0; i < n; i++)
        if (!collect_key(builder, kind, part, list[i]))
            return false;
    return true;
}

/* Decide a word of a term, for all terms that have it; its number in *number. */
static bool decide_word(vb_builder *builder, char kind, size_t part, vb_str word, vb_str name, size_t *number)
{
    vb_ids *found = &builder->found;
    size_t base = found->n;
    name = vb_arena_copy(&builder->trials, name);
    if (name.ptr == NULL || !collect_keys(builder, kind, part, word))
        return false;
    size_t n = found->n - base;
    uint32_t *items = vb_arena_alloc(&builder->trials, (n + 1) * sizeof *items);
    if (items == NULL || !VB_PUSH_ROOM(builder->word_predicates, builder->n_words, builder->cap_words))
        return false;
    for (size_t i = 0; i < n; i++)
        items[i] = found->items[base + i];
    found->n = base;
    *number = builder->n_words;
    builder->word_predicates[builder->n_words++] = (vb_predicates){items, n};
    return vb_map_set(&builder->words, name, *number);
}

static bool collect_word(vb_builder *builder, const vb_pattern *pattern)
{
    const vb_term *term = &builder->coder->lexicon->terms[builder->term];
    char kind = term->match_case ? 'c' : pattern->exact ? 'f' : 's';
    builder->coder->has_cased = builder->coder->has_cased || kind == 'c';
    vb_buffer_clear(&builder->name);
    vb_coder_key(kind, term->part, pattern->text, &builder->name);
    if (builder->name.failed)
        return false;
    vb_str name = vb_buffer_str(&builder->name);
    size_t number = vb_map_find(&builder->words, name);
    if (number == VB_MAP_NONE && !decide_word(builder, kind, term->part, pattern->text, name, &number))
        return false;
    const vb_predicates *predicates = &builder->word_predicates[number];
    for (size_t i = 0; i < predicates->n; i++)
        if (!vb_ids_add(&builder->found, predicates->items[i]))
            return false;
    return true;
}

static bool collect_glob(vb_builder *builder, const vb_pattern *pattern)
{
    vb_coder *coder = builder->coder;
    const vb_term *term = &coder->lexicon->terms[builder->term];
    unsigned flags = (term->match_case ? 0 : VB_FOLD_CASE) |
                     (coder->lexicon->parts[term->part].settings.fold_diacritics ? VB_FOLD_MARKS : 0);
    vb_buffer_clear(&builder->name);
    if (!vb_fold(pattern->text, flags, &builder->name))
        return false;
    vb_str folded = vb_buffer_str(&builder->name);
    for (size_t i = 0; i < coder->n_globs; i++) {
        const vb_glob_test *known = &coder->globs[i];
        if (known->part == term->part && known->match_case == term->match_case && vb_str_equal(known->glob, folded))
            return vb_ids_add(&builder->found, known->predicate);
    }
    vb_glob_test test = {vb_arena_copy(&coder->arena, folded), term->part, term->match_case, predicate_new(coder)};
    if (test.glob.ptr == NULL || test.predicate == UINT32_MAX ||
        !VB_PUSH_ROOM(coder->globs, coder->n_globs, coder->cap_globs))
        return false;
    coder->has_cased = coder->has_cased || term->match_case;
    coder->globs[coder->n_globs++] = test;
    return vb_ids_add(&builder->found, test.predicate);
}

static bool collect_number(vb_builder *builder)
{
    vb_coder *coder = builder->coder;
    uint32_t *test = &coder->number_tests[coder->lexicon->terms[builder->term].part];
    if (*test == UINT32_MAX)
        *test = predicate_new(coder);
    return *test != UINT32_MAX && vb_ids_add(&builder->found, *test);
}

bool vb_slot_collect(vb_builder *builder, const vb_pattern *pattern)
{
    switch (pattern->kind) {
    case VB_PATTERN_WORD:
        return collect_word(builder, pattern);
    case VB_PATTERN_GLOB:
        return collect_glob(builder, pattern);
    case VB_PATTERN_NUMBER:
        return collect_number(builder);
    default:
        for (size_t i = 0; i < pattern->n; i++)
            if (!vb_slot_collect(builder, pattern->children[i]))
                return false;
        return true;
    }
}

static uint32_t slot_new(vb_builder *builder, vb_predicates predicates, vb_str name)
{
    vb_coder *coder = builder->coder;
    if (!VB_PUSH_ROOM(coder->slots, coder->n_slots, coder->cap_slots))
        return UINT32_MAX;
    uint32_t slot = (uint32_t)coder->n_slots;
    coder->slots[slot] = (vb_slot){0};
    vb_str kept = vb_arena_copy(&coder->arena, name);
    if (kept.ptr == NULL || !vb_map_set(&builder->slots, kept, slot) ||
        !VB_PUSH_ROOM(builder->slot_predicates, coder->n_slots, builder->cap_slot_predicates))
        return UINT32_MAX;
    builder->slot_predicates[slot] = (vb_predicates){(const uint32_t *)(const void *)kept.ptr, predicates.n};
    coder->n_slots++;
    for (size_t i = 0; i < predicates.n; i++)
        if (!vb_ids_add(&coder->predicate_slots[predicates.items[i]], slot))
            return UINT32_MAX;
    return slot;
}

static vb_str name_of(vb_predicates predicates)
{
    return (vb_str){(const char *)predicates.items, predicates.n * sizeof *predicates.items};
}

vb_predicate_mask vb_slot_mask(const vb_builder *builder)
{
    vb_predicate_mask mask = {{0}};
    for (size_t i = 0; i < builder->found.n; i++)
        vb_mask_add(&mask, builder->found.items[i]);
    return mask;
}

uint32_t vb_slot_of(vb_builder *builder, vb_predicates predicates)
{
    vb_str name = name_of(predicates);
    size_t known = vb_map_find(&builder->slots, name);
    return known == VB_MAP_NONE ? slot_new(builder, predicates, name) : (uint32_t)known;
}

uint32_t vb_slot_take(vb_builder *builder)
{
    vb_ids_settle(&builder->found);
    uint32_t slot = vb_slot_of(builder, (vb_predicates){builder->found.items, builder->found.n});
    builder->found.n = 0;
    return slot;
}

vb_predicates vb_slot_keep(vb_builder *builder)
{
    vb_ids *found = &builder->found;
    vb_ids_settle(found);
    uint32_t *items = vb_arena_alloc(&builder->trials, (found->n + 1) * sizeof *items);
    vb_predicates kept = {items, found->n};
    if (items != NULL && found->n > 0)
        memcpy(items, found->items, found->n * sizeof *items);
    found->n = 0;
    return kept;
}
