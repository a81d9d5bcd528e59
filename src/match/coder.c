#include "match/coder.h"

#include "base/grow.h"
#include "base/str.h"
#include "match/frequency.h"
#include "match/frozen.h"
#include "match/indicators.h"
#include "match/pairs.h"
#include "match/phrases.h"
#include "match/program.h"
#include "match/regex_build.h"
#include "match/spelling.h"

#include <stdlib.h>

void vb_coder_key(char kind, size_t part, vb_str key, vb_buffer *out)
{
    if (!vb_buffer_reserve(out, 1 + sizeof part + key.len))
        return;
    char *to = out->ptr + out->len;
    *to = kind;
    memcpy(to + 1, &part, sizeof part);
    if (key.len > 0)
        memcpy(to + 1 + sizeof part, key.ptr, key.len);
    out->len += 1 + sizeof part + key.len;
}

static vb_status fail_at_term(vb_error *err, const vb_lexicon *lexicon, size_t t)
{
    const vb_term *term = &lexicon->terms[t];
    vb_error cause = *err;
    return vb_fail_at(err, cause.code, lexicon->parts[term->part].file, term->line, term->column + cause.column, "%s",
                      cause.text);
}

static vb_status build_regex(vb_builder *builder, size_t t, vb_error *err)
{
    vb_coder *coder = builder->coder;
    const vb_term *term = &coder->lexicon->terms[t];
    vb_plan *plan = &coder->plans[t];
    plan->regex = vb_regex_new(term->pattern->text, term->match_case, err);
    if (plan->regex == NULL)
        return fail_at_term(err, coder->lexicon, t);
    if (vb_regex_matches_nothing(plan->regex)) {
        vb_fail(err, VB_ERROR_LEXICON,
                "the regular expression matches the empty text: make some part of it required");
        return fail_at_term(err, coder->lexicon, t);
    }
    return vb_regex_term_build(builder, t) ? VB_OK : vb_fail_memory(err);
}

/* A joiner is looked for beside a match, so it must be a single word. */
static vb_status check_joiner(const vb_coder *coder, size_t t, vb_error *err)
{
    const vb_plan *plan = &coder->plans[t];
    if (coder->lexicon->terms[t].role != VB_ROLE_JOINER || plan->program.single)
        return VB_OK;
    vb_fail(err, VB_ERROR_LEXICON, "a joiner is more than one word: write single words");
    return fail_at_term(err, coder->lexicon, t);
}

/* Compile every term to its plan. */
static vb_status build_plans(vb_builder *builder, vb_error *err)
{
    vb_coder *coder = builder->coder;
    for (size_t t = 0; t < coder->lexicon->n_terms; t++) {
        const vb_pattern *pattern = coder->lexicon->terms[t].pattern;
        builder->term = t;
        if (coder->lexicon->terms[t].role == VB_ROLE_INDICATOR)
            continue;
        if (pattern->kind == VB_PATTERN_REGEX) {
            vb_status status = build_regex(builder, t, err);
            if (status != VB_OK)
                return status;
            continue;
        }
        if (!vb_program_build(builder, pattern, &coder->plans[t].program))
            return vb_fail_memory(err);
        vb_status status = check_joiner(coder, t, err);
        if (status != VB_OK)
            return status;
    }
    vb_fragments_sort(coder);
    return VB_OK;
}

/* Have a term that is walked set off. */
static bool set_walk_off(vb_builder *builder, size_t t)
{
    vb_coder *coder = builder->coder;
    const vb_term *term = &coder->lexicon->terms[t];
    const vb_pattern *pattern = term->pattern;
    vb_trigger_plans plans = {0};
    size_t cost;
    coder->plans[t].program.most_tokens = vb_pattern_longest_answer(pattern, term->role == VB_ROLE_NON_ANSWER);
    bool ok = vb_program_triggers(builder, pattern, &plans, &cost);
    if (ok && cost == SIZE_MAX)
        ok = vb_ids_add(&coder->always, t);
    else
        for (size_t i = 0; ok && i < plans.n; i++)
            ok = vb_trigger_settle(builder, &plans.items[i], t);
    free(plans.items);
    return ok;
}

static bool count_costs(vb_builder *builder)
{
    size_t n = builder->coder->n_slots;
    builder->costs = calloc(n + 1, sizeof *builder->costs);
    for (size_t i = 0; builder->costs != NULL && i < n; i++)
        builder->costs[i] = vb_trigger_cost(builder, builder->slot_predicates[i]);
    return builder->costs != NULL;
}

/* Tell every slot what it sets off. */
static bool build_triggers(vb_builder *builder, size_t most_phrases)
{
    vb_coder *coder = builder->coder;
    bool ok = vb_frequency_count(builder) && count_costs(builder);
    for (size_t t = 0; ok && t < coder->lexicon->n_terms; t++) {
        vb_plan *plan = &coder->plans[t];
        const vb_term *term = &coder->lexicon->terms[t];
        builder->term = t;
        plan->alone = term->alone;
        plan->most_words =
            term->most_words > 0 && term->most_words < VB_ANY_LENGTH ? (uint16_t)term->most_words : VB_ANY_LENGTH;
        coder->has_alone = coder->has_alone || term->alone;
        if (plan->regex != NULL || term->role == VB_ROLE_INDICATOR)
            continue;
        if (term->role == VB_ROLE_JOINER) {
            ok = vb_ids_add(&coder->joiners, coder->nodes[plan->program.start].slot);
            vb_mask_join(&coder->joiner_mask, &plan->program.first);
            continue;
        }
        ok = vb_phrases_build(builder, most_phrases);
        if (ok && plan->walked && term->role != VB_ROLE_CONTEXT) /* contexts are not set off but asked for */
            ok = set_walk_off(builder, t);
    }
    return ok && vb_pairs_build(builder);
}

static vb_str path_of(const vb_lexicon *lexicon, const vb_term *term)
{
    return term->category == VB_NO_CATEGORY ? VB_LITERAL("") : lexicon->categories[term->category].path;
}

static int compare_terms(const void *a, const void *b, void *lexicon_)
{
    const vb_lexicon *lexicon = lexicon_;
    const vb_term *x = &lexicon->terms[*(const uint32_t *)a], *y = &lexicon->terms[*(const uint32_t *)b];
    if (x->role != y->role)
        return x->role < y->role ? -1 : 1;
    if (x->category != y->category)
        return vb_str_compare(path_of(lexicon, x), path_of(lexicon, y));
    int source = vb_str_compare(x->source, y->source);
    return source != 0 ? source : vb_str_compare(lexicon->parts[x->part].name, lexicon->parts[y->part].name);
}

static bool build_order(vb_coder *coder)
{
    size_t n = coder->lexicon->n_terms;
    uint32_t *terms = calloc(n + 1, sizeof *terms);
    if (terms != NULL) {
        for (size_t t = 0; t < n; t++)
            terms[t] = (uint32_t)t;
        qsort_r(terms, n, sizeof *terms, compare_terms, (void *)(uintptr_t)coder->lexicon);
        for (size_t i = 0; i < n; i++)
            coder->plans[terms[i]].order = (uint32_t)i;
    }
    bool ok = terms != NULL;
    free(terms);
    return ok;
}

static vb_status build(vb_coder *coder, size_t most_phrases, vb_error *err)
{
    vb_builder builder = {.coder = coder};
    vb_status status = vb_key_maker_init(&builder.keys, coder->lexicon, err);
    if (status != VB_OK)
        return status;
    status = build_plans(&builder, err);
    if (status == VB_OK)
        status = vb_indicators_build(&builder, err);
    if (status == VB_OK && (!build_order(coder) || !build_triggers(&builder, most_phrases)))
        status = vb_fail_memory(err);
    if (status == VB_OK)
        status = vb_spelling_build(coder, err);
    vb_key_maker_release(&builder.keys);
    vb_map_release(&builder.slots);
    vb_map_release(&builder.words);
    free(builder.word_predicates);
    free(builder.slot_predicates);
    vb_arena_release(&builder.trials);
    free(builder.found.items);
    free(builder.often);
    free(builder.costs);
    free(builder.pairs);
    vb_buffer_release(&builder.name);
    return status;
}

vb_coder *vb_coder_new(const vb_lexicon *lexicon, vb_error *err)
{
    return lexicon->frozen != NULL ? vb_coder_thaw(lexicon, err)
                                   : vb_coder_with_phrases(lexicon, VB_MOST_PHRASES, err);
}

vb_coder *vb_coder_with_phrases(const vb_lexicon *lexicon, size_t most_phrases, vb_error *err)
{
    vb_error own;
    if (err == NULL)
        err = &own;
    vb_coder *coder = calloc(1, sizeof *coder);
    if (coder == NULL) {
        vb_fail_memory(err);
        return NULL;
    }
    coder->lexicon = lexicon;
    coder->plans = calloc(lexicon->n_terms + 1, sizeof *coder->plans);
    coder->number_tests = malloc((lexicon->n_parts + 1) * sizeof *coder->number_tests);
    bool ok = coder->plans != NULL && coder->number_tests != NULL;
    for (size_t p = 0; ok && p < lexicon->n_parts; p++)
        coder->number_tests[p] = UINT32_MAX;
    if (!ok)
        vb_fail_memory(err);
    if (!ok || build(coder, most_phrases, err) != VB_OK) {
        vb_coder_free(coder);
        return NULL;
    }
    return coder;
}

static void free_lists(vb_ids *lists, size_t n)
{
    for (size_t i = 0; lists != NULL && i < n; i++)
        free(lists[i].items);
    free(lists);
}

/* What a coder has that was not thawed. */
static void release_built(vb_coder *coder)
{
    for (size_t i = 0; i < coder->n_regexes; i++)
        vb_outline_free(coder->regexes[i].outline);
    free(coder->plans);
    free(coder->number_tests);
    free(coder->globs);
    free(coder->fragments);
    free(coder->nodes);
    free(coder->ways);
    free(coder->steps);
    free_lists(coder->predicate_slots, coder->n_predicates);
    free_lists(coder->predicate_signs, coder->n_predicates);
    free(coder->signs);
    free(coder->sign_terms);
    free(coder->sign_sums);
    for (size_t i = 0; i < coder->n_slots; i++) {
        free(coder->slots[i].singles.items);
        free(coder->slots[i].triggers.items);
        free(coder->slots[i].leads.items);
        free(coder->slots[i].follows.items);
    }
    free(coder->slots);
    free(coder->pairs);
    free(coder->pair_triggers);
    free(coder->always.items);
    free(coder->regexes);
    free(coder->joiners.items);
    vb_spelling_free(coder->spelling);
    vb_arena_release(&coder->arena);
}

void vb_coder_free(vb_coder *coder)
{
    if (coder == NULL)
        return;
    for (size_t t = 0; coder->plans != NULL && t < coder->lexicon->n_terms; t++)
        vb_regex_free(coder->plans[t].regex);
    if (!coder->thawed)
        release_built(coder);
    vb_map_release(&coder->keys);
    free(coder);
}
