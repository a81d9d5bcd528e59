#include "match/frozen.h"

#include "lexicon/frozen.h"

#include <stddef.h>
#include <stdlib.h>

/* A list of ids, which is a field of a block. */
static void freeze_ids(vb_freezer *f, vb_frozen at, const void *block, const vb_ids *ids)
{
    vb_freeze_pointer(f, at, vb_freeze_offset(block, &ids->items),
                      vb_freeze_bytes(f, ids->items, ids->n * sizeof *ids->items));
}

static vb_frozen freeze_lists(vb_freezer *f, const vb_ids *lists, size_t n)
{
    vb_frozen at = lists == NULL ? 0 : vb_freeze_block(f, lists, n * sizeof *lists);
    for (size_t i = 0; lists != NULL && i < n; i++)
        freeze_ids(f, at, lists, &lists[i]);
    return at;
}

static vb_frozen freeze_globs(vb_freezer *f, const vb_glob_test *globs, size_t n)
{
    static const vb_hole holes[] = {VB_HOLE(vb_glob_test, match_case, predicate)};
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, globs, n, holes), n * sizeof *globs);
    for (size_t i = 0; i < n; i++)
        vb_freeze_pointer(f, at, vb_freeze_offset(globs, &globs[i].glob.ptr), vb_freeze_text(f, globs[i].glob));
    return at;
}

static vb_frozen freeze_fragments(vb_freezer *f, const vb_fragment_test *tests, size_t n)
{
    static const vb_hole holes[] = {VB_HOLE(vb_fragment_test, fragment.ends, needs)};
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, tests, n, holes), n * sizeof *tests);
    for (size_t i = 0; i < n; i++)
        vb_freeze_pointer(f, at, vb_freeze_offset(tests, &tests[i].fragment.letters.ptr),
                          vb_freeze_text(f, tests[i].fragment.letters));
    return at;
}

static vb_frozen freeze_outline(vb_freezer *f, const vb_outline *outline)
{
    static const vb_hole holes[] = {VB_HOLE(vb_outline, samples, n_classes)};
    if (outline == NULL)
        return 0;
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, outline, 1, holes), sizeof *outline);
    vb_freeze_pointer(f, at, offsetof(vb_outline, steps),
                      vb_freeze_bytes(f, outline->steps, outline->n * sizeof *outline->steps));
    vb_freeze_pointer(f, at, offsetof(vb_outline, sets),
                      vb_freeze_bytes(f, outline->sets, outline->n_sets * sizeof *outline->sets));
    return at;
}

static vb_frozen freeze_regexes(vb_freezer *f, const vb_regex_term *regexes, size_t n)
{
    static const vb_hole holes[] = {VB_HOLE(vb_regex_term, match_case, outline)};
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, regexes, n, holes), n * sizeof *regexes);
    for (size_t i = 0; i < n; i++)
        vb_freeze_pointer(f, at, vb_freeze_offset(regexes, &regexes[i].outline),
                          freeze_outline(f, regexes[i].outline));
    return at;
}

static vb_frozen freeze_plans(vb_freezer *f, const vb_plan *plans, size_t n)
{
    static const vb_hole holes[] = {VB_HOLE(vb_plan, walked, regex),
                                    VB_HOLE(vb_plan, program.only_first, program.most_tokens),
                                    VB_HOLE(vb_plan, program.remember, program.first)};
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, plans, n, holes), n * sizeof *plans);
    for (size_t i = 0; i < n; i++)
        vb_freeze_pointer(f, at, vb_freeze_offset(plans, &plans[i].regex), 0);
    return at;
}

static vb_frozen freeze_slots(vb_freezer *f, const vb_slot *slots, size_t n)
{
    vb_frozen at = vb_freeze_block(f, slots, n * sizeof *slots);
    for (size_t i = 0; i < n; i++) {
        const vb_slot *s = &slots[i];
        freeze_ids(f, at, slots, &s->singles);
        vb_freeze_pointer(f, at, vb_freeze_offset(slots, &s->triggers.items),
                          vb_freeze_bytes(f, s->triggers.items, s->triggers.n * sizeof *s->triggers.items));
        vb_freeze_pointer(f, at, vb_freeze_offset(slots, &s->leads.items),
                          vb_freeze_bytes(f, s->leads.items, s->leads.n * sizeof *s->leads.items));
        vb_freeze_pointer(f, at, vb_freeze_offset(slots, &s->follows.items),
                          vb_freeze_bytes(f, s->follows.items, s->follows.n * sizeof *s->follows.items));
    }
    return at;
}

static vb_frozen freeze_nodes(vb_freezer *f, const vb_node *nodes, size_t n)
{
    static const vb_hole holes[] = {VB_HOLE(vb_node, other_ways, next), VB_HOLE(vb_node, n_ways, mask)};
    return vb_freeze_bytes(f, VB_FREEZER_CLEAN(f, nodes, n, holes), n * sizeof *nodes);
}

void vb_coder_freeze(const vb_coder *coder, vb_freezer *f)
{
    static const vb_hole holes[] = {VB_HOLE(vb_coder, has_cased, predicate_slots),
                                    VB_HOLE(vb_coder, has_cased_regex, signs), VB_HOLE_AT_END(vb_coder, thawed)};
    vb_coder root = *coder;
    root.lexicon = NULL;
    root.arena = (vb_arena){0};
    root.thawed = false;
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, &root, 1, holes), sizeof root);
    const struct {
        const void *field, *items;
        size_t size;
    } plain[] = {
        {&root.number_tests, root.number_tests, coder->lexicon->n_parts * sizeof *root.number_tests},
        {&root.ways, root.ways, root.n_ways * sizeof *root.ways},
        {&root.steps, root.steps, root.n_steps * sizeof *root.steps},
        {&root.pairs, root.pairs, root.n_pairs * sizeof *root.pairs},
        {&root.pair_triggers, root.pair_triggers, root.n_pair_triggers * sizeof *root.pair_triggers},
        {&root.signs, root.signs, root.n_signs * sizeof *root.signs},
        {&root.sign_terms, root.sign_terms, root.n_sign_terms * sizeof *root.sign_terms},
        {&root.sign_sums, root.sign_sums, root.n_sign_sums * sizeof *root.sign_sums},
        {&root.spelling, NULL, 0},
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        vb_freeze_pointer(f, at, vb_freeze_offset(&root, plain[i].field),
                          vb_freeze_bytes(f, plain[i].items, plain[i].size));
    vb_freeze_pointer(f, at, offsetof(vb_coder, nodes), freeze_nodes(f, root.nodes, root.n_nodes));
    freeze_ids(f, at, &root, &root.always);
    freeze_ids(f, at, &root, &root.joiners);
    vb_freeze_map(f, at, offsetof(vb_coder, keys), &coder->keys);
    vb_freeze_pointer(f, at, offsetof(vb_coder, globs), freeze_globs(f, root.globs, root.n_globs));
    vb_freeze_pointer(f, at, offsetof(vb_coder, fragments), freeze_fragments(f, root.fragments, root.n_fragments));
    vb_freeze_pointer(f, at, offsetof(vb_coder, predicate_slots),
                      freeze_lists(f, root.predicate_slots, root.n_predicates));
    vb_freeze_pointer(f, at, offsetof(vb_coder, predicate_signs),
                      freeze_lists(f, root.predicate_signs, root.n_predicates));
    vb_freeze_pointer(f, at, offsetof(vb_coder, plans), freeze_plans(f, root.plans, coder->lexicon->n_terms));
    vb_freeze_pointer(f, at, offsetof(vb_coder, regexes), freeze_regexes(f, root.regexes, root.n_regexes));
    vb_freeze_pointer(f, at, offsetof(vb_coder, slots), freeze_slots(f, root.slots, root.n_slots));
}

vb_coder *vb_coder_thaw(const vb_lexicon *lexicon, vb_error *err)
{
    vb_coder *coder = vb_image_thaw(&lexicon->frozen->coder);
    bool ok = coder != NULL;
    if (ok) {
        coder->lexicon = lexicon;
        coder->thawed = true;
        ok = vb_image_thaw_map(&coder->keys);
    }
    for (size_t i = 0; ok && i < coder->n_regexes; i++) {
        const vb_term *term = &lexicon->terms[coder->regexes[i].term];
        vb_plan *plan = &coder->plans[coder->regexes[i].term];
        plan->regex = vb_regex_of_known(term->pattern->text, term->match_case);
        ok = plan->regex != NULL;
    }
    if (ok)
        return coder;
    (void)vb_fail_memory(err);
    vb_coder_free(coder);
    return NULL;
}
