/* `sets`: named alternatives, which may name other sets. */
#include "lexicon/nearest.h"
#include "lexicon/pattern_build.h"
#include "lexicon/reader.h"

/* Turn the set's entries into a choice. */
static const vb_pattern *read_set(vb_reader *r, size_t part, vb_named_set *set)
{
    const vb_yaml *const *items = NULL;
    size_t n = 0;
    if (!vb_reader_list(r, part, set->entries, "the set", &items, &n))
        return NULL;
    const vb_pattern **ways = vb_arena_alloc(r->arena, n * sizeof *ways);
    if (ways == NULL) {
        (void)vb_reader_no_memory(r);
        return NULL;
    }
    size_t n_ways = 0;
    for (size_t i = 0; i < n; i++) {
        if (items[i]->kind != VB_YAML_TEXT)
            vb_reader_fault(r, part, items[i], "an entry of a set is no text, write a word or a phrase, or quote it");
        else
            ways[n_ways] = vb_reader_pattern(r, part, items[i], true);
        if (items[i]->kind == VB_YAML_TEXT && ways[n_ways] != NULL)
            n_ways++;
        else if (!vb_reader_go_on(r))
            return NULL;
    }
    if (n_ways == 0) {
        vb_reader_fault(r, part, set->entries, "the set `%.*s` has no entry that can be read", VB_ARG(set->name));
        return NULL;
    }
    const vb_pattern *choice = vb_pattern_choice(r->arena, ways, n_ways, true, 0, r->err);
    if (choice == NULL && r->err->code == VB_ERROR_LEXICON)
        vb_reader_fault(r, part, set->entries, "%s", r->err->text);
    return choice;
}

/* The pattern of a set, which is read now if it has not been. */
static const vb_pattern *pattern_of(vb_reader *r, size_t part, vb_named_set *set)
{
    if (set->pattern != NULL)
        return set->pattern;
    if (set->open) {
        (void)vb_fail(r->err, VB_ERROR_LEXICON, "the set `%.*s` holds itself, take it out here", VB_ARG(set->name));
        return NULL;
    }
    if (r->set_depth > VB_PATTERN_MOST_DEPTH) {
        (void)vb_fail(r->err, VB_ERROR_LEXICON, "more than %d sets within each other, write out the words of one",
                      VB_PATTERN_MOST_DEPTH);
        return NULL;
    }
    set->open = true;
    r->set_depth++;
    set->pattern = read_set(r, part, set);
    r->set_depth--;
    set->open = false;
    return set->pattern;
}

const vb_pattern *vb_reader_set(vb_reader *r, size_t part, vb_str name, vb_error *err)
{
    vb_reader_part *p = &r->parts[part];
    for (size_t i = 0; i < p->n_sets; i++)
        if (vb_str_equal(p->sets[i].name, name))
            return pattern_of(r, part, &p->sets[i]);
    vb_nearest nearest = vb_nearest_to(name);
    for (size_t i = 0; i < p->n_sets; i++)
        vb_nearest_try(&nearest, p->sets[i].name);
    vb_nearest_try(&nearest, VB_LITERAL("number"));
    (void)vb_fail(err, VB_ERROR_LEXICON, "unknown set `%.*s`%s, define it under `sets`", VB_ARG(name),
                  vb_nearest_hint(&nearest));
    return NULL;
}

bool vb_read_sets(vb_reader *r, size_t part)
{
    vb_reader_part *p = &r->parts[part];
    const vb_yaml *map = vb_yaml_find(p->root, "sets");
    if (map == NULL)
        return true;
    if (!vb_reader_map(r, part, map, "`sets`"))
        return false;
    p->sets = vb_arena_alloc(r->arena, map->n * sizeof *p->sets);
    if (p->sets == NULL)
        return vb_reader_no_memory(r);
    for (size_t i = 0; i < map->n; i++) {
        vb_str name = map->keys[i]->text;
        bool fine =
            vb_reader_is_name(name, false) ||
            vb_reader_fault(r, part, map->keys[i],
                            "`%.*s` cannot name a set, use lower-case letters, digits and hyphens", VB_ARG(name));
        if (fine && vb_str_equal(name, VB_LITERAL("number")))
            fine = vb_reader_fault(r, part, map->keys[i], "the set `number` is built in, take another name");
        if (!fine && !vb_reader_go_on(r))
            return false;
        p->sets[i] = (vb_named_set){.name = name, .entries = map->items[i]};
    }
    p->n_sets = map->n;
    for (size_t i = 0; i < p->n_sets; i++) /* also those that no term uses: their faults are faults */
        if (pattern_of(r, part, &p->sets[i]) == NULL && !vb_reader_go_on(r))
            return false;
    return true;
}
