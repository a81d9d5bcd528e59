#include "diff/edits.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

enum { MOST_KEYS = VB_YAML_MOST_LEVELS + 1 };

/* A tree as the list of its entries. */
typedef struct {
    vb_entry *entries;
    vb_str *ids;     /* where the entry stands and what it is, as bytes: equal ones are one entry */
    size_t *partner; /* the same entry in the other list, or SIZE_MAX */
    size_t n, cap, cap_ids;
    const vb_lexicon_tree *tree, *other;
    size_t part, other_part; /* being read */
    vb_str keys[MOST_KEYS];
    size_t n_keys;
    vb_arena *arena;
    bool failed;
} entry_list;

/* ---- Reading the entries ---- */

static const struct {
    const char *key, *what;
    bool codes, shows;
} kinds[] = {
    {"settings", "setting", true, false},
    {"words", "word", true, false},
    {"sets", "set word", true, false},
    {"denials", "denial", true, true},
    {"turns", "turn", true, true},
    {"emphases", "emphasis", true, true},
    {"ignore", "ignore", true, true},
    {"joiners", "joiner", true, false},
    {"non-answers", "non-answer", true, false},
    {"abbreviations", "abbreviation", true, false},
    {"terms", "term", true, true},
    {"indicators", "indicator", true, false},
    {"include", "include", true, false},
    {"headline", "headline", false, false},
    {"tests", "test", false, false},
    {"label", "label", false, false},
    {"definition", "definition", false, false},
    {"advice", "advice", false, false},
    {"version", "version", false, false},
    {"title", "title", false, false},
    {"lexicon", "name", false, false},
    {"category", "category", false, false},
};

enum { N_KINDS = sizeof kinds / sizeof *kinds };

static size_t kind_of(vb_str key)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (vb_str_equal(key, vb_str_of(kinds[i].key)))
            return i;
    return N_KINDS - 1;
}

/* What the entry at the list's keys is. */
static size_t kind_here(const entry_list *list)
{
    if (list->tree->plain)
        return kind_of(VB_LITERAL("terms"));
    bool category = vb_str_equal(list->keys[0], VB_LITERAL("categories"));
    return kind_of(list->keys[category ? list->n_keys - 1 : 0]);
}

/* "buy-in/resistance" of categories, buy-in, categories, resistance, terms; of others what stands below their first
 * key. */
static void add_place(const entry_list *list, vb_buffer *out)
{
    bool categories = !list->tree->plain && vb_str_equal(list->keys[0], VB_LITERAL("categories"));
    size_t begin = list->tree->plain ? 0 : 1, step = categories ? 2 : 1;
    for (size_t i = begin; i < list->n_keys; i += step) {
        vb_buffer_add_text(out, i > begin ? "/" : "");
        vb_buffer_add_str(out, list->keys[i]);
    }
}

static vb_str keep(entry_list *list, vb_buffer *text)
{
    vb_str kept = text->failed ? (vb_str){NULL, 0} : vb_arena_copy(list->arena, vb_buffer_str(text));
    list->failed = list->failed || kept.ptr == NULL;
    vb_buffer_clear(text);
    return kept;
}

/* What bytes tell of an entry's place: part, keys. */
static void add_path(const entry_list *list, vb_buffer *out)
{
    if (list->part > 0)
        vb_buffer_add_str(out, list->tree->parts[list->part].name);
    for (size_t i = 0; i < list->n_keys; i++) {
        vb_buffer_add_char(out, '\x1f');
        vb_buffer_add_str(out, list->keys[i]);
    }
}

static void add_entry(entry_list *list, const vb_yaml *node, bool item, size_t kind)
{
    vb_buffer text = {0};
    vb_str *keys = vb_arena_alloc(list->arena, (list->n_keys + 1) * sizeof *keys);
    if (keys == NULL || !VB_PUSH_ROOM(list->entries, list->n, list->cap) ||
        !VB_PUSH_ROOM(list->ids, list->n, list->cap_ids)) {
        list->failed = true;
        return;
    }
    memcpy(keys, list->keys, list->n_keys * sizeof *keys);
    vb_entry entry = {.keys = keys,
                      .n_keys = list->n_keys,
                      .part = list->part,
                      .other_part = list->other_part,
                      .item = item,
                      .node = node,
                      .what = kinds[kind].what,
                      .file = list->tree->parts[list->part].file};
    add_place(list, &text);
    entry.place = keep(list, &text);
    if (kinds[kind].what[0] == 'i' && kinds[kind].what[2] == 'c') /* include: the root says little on one line */
        vb_buffer_add_str(&text, list->tree->parts[list->part].name);
    else if (strcmp(kinds[kind].what, "category") != 0)
        vb_yaml_flow(node, &text);
    entry.text = keep(list, &text);
    const vb_yaml *term = node->kind == VB_YAML_MAP ? vb_yaml_find(node, "term") : node;
    if (term == NULL)
        term = vb_yaml_find(node, "answer");
    entry.term = item && term != NULL && term->kind == VB_YAML_TEXT ? vb_str_trim(term->text) : VB_LITERAL("");
    add_path(list, &text);
    vb_buffer_add_char(&text, '\x1e');
    vb_buffer_add_str(&text, entry.text);
    list->ids[list->n] = keep(list, &text);
    list->entries[list->n++] = entry;
    vb_buffer_release(&text);
}

/* Whether a single text there is a list of one. */
static bool is_list(const entry_list *list)
{
    static const char *const scalars[] = {"setting", "word", "label", "definition", "version", "title", "name"};
    const char *what = kinds[kind_here(list)].what;
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++)
        if (strcmp(what, scalars[i]) == 0)
            return false;
    return true;
}

static void read_map(entry_list *list, const vb_yaml *map)
{
    for (size_t i = 0; i < map->n && list->n_keys < MOST_KEYS; i++) {
        const vb_yaml *value = map->items[i];
        if (list->n_keys == 0 && !list->tree->plain && vb_str_equal(map->keys[i]->text, VB_LITERAL("include")))
            continue; /* what is included is compared, not by which name it is found */
        list->keys[list->n_keys++] = map->keys[i]->text;
        bool categories = !list->tree->plain && vb_str_equal(list->keys[0], VB_LITERAL("categories"));
        if (value->kind == VB_YAML_MAP) {
            if (categories && list->n_keys % 2 == 0)
                add_entry(list, map->keys[i], false, N_KINDS - 1);
            read_map(list, value);
        } else if (value->kind == VB_YAML_TEXT) {
            add_entry(list, value, is_list(list), kind_here(list));
        }
        for (size_t k = 0; value->kind == VB_YAML_LIST && k < value->n; k++)
            add_entry(list, value->items[k], true, kind_here(list));
        list->n_keys--;
    }
}

/* The part of the other tree that this one is to be compared with, or SIZE_MAX. */
static size_t find_part(const vb_lexicon_tree *tree, const vb_lexicon_tree *other, size_t part)
{
    if (part == 0)
        return 0;
    for (size_t i = 1; i < other->n_parts; i++)
        if (vb_str_equal(other->parts[i].name, tree->parts[part].name))
            return i;
    return SIZE_MAX;
}

static void read_tree(entry_list *list)
{
    for (list->part = 0; list->part < list->tree->n_parts; list->part++) {
        const vb_yaml *root = list->tree->parts[list->part].root;
        list->other_part = find_part(list->tree, list->other, list->part);
        list->n_keys = 0;
        if (list->other_part != SIZE_MAX)
            read_map(list, root);
        else
            add_entry(list, root, false, kind_of(VB_LITERAL("include")));
    }
}

/* ---- Comparing them ---- */

typedef struct {
    entry_list before, after;
    vb_edits *edits;
} comparison;

/* Entries of a list that have no partner yet, by some key, to be taken one after the other. */
typedef struct {
    vb_map first; /* key -> the first entry that has it */
    size_t *next; /* one an entry: the next with its key, or SIZE_MAX */
} entry_index;

typedef vb_str (*entry_key)(const entry_list *list, size_t entry);

static bool index_make(const entry_list *list, entry_key key, entry_index *index)
{
    *index = (entry_index){.next = calloc(list->n + 1, sizeof *index->next)};
    for (size_t i = list->n; index->next != NULL && i-- > 0;) {
        vb_str k = key(list, i);
        if (list->partner[i] != SIZE_MAX || k.len == 0)
            continue;
        index->next[i] = vb_map_find(&index->first, k); /* VB_MAP_NONE is SIZE_MAX */
        if (!vb_map_set(&index->first, k, i))
            return false;
    }
    return index->next != NULL;
}

/* Pair what has the same key on both sides, in the order of the files. */
static bool pair(comparison *c, entry_key key)
{
    entry_index index;
    bool fine = index_make(&c->before, key, &index);
    for (size_t i = 0; fine && i < c->after.n; i++) {
        vb_str k = key(&c->after, i);
        if (c->after.partner[i] != SIZE_MAX || k.len == 0)
            continue;
        size_t found = vb_map_find(&index.first, k);
        if (found == VB_MAP_NONE)
            continue;
        c->after.partner[i] = found;
        c->before.partner[found] = i;
        fine = vb_map_set(&index.first, k, index.next[found]);
    }
    vb_map_release(&index.first);
    free(index.next);
    return fine;
}

static vb_str by_identity(const entry_list *list, size_t entry)
{
    return list->ids[entry];
}

/* Its place and, of an item, its term: with other keys beside it, it is changed. */
static vb_str by_term(const entry_list *list, size_t entry)
{
    const vb_entry *e = &list->entries[entry];
    vb_str id = list->ids[entry];
    if (e->item && e->term.len == 0)
        return VB_LITERAL("");
    vb_buffer key = {0};
    vb_buffer_add(&key, id.ptr, (size_t)((char *)memchr(id.ptr, '\x1e', id.len) - id.ptr));
    vb_buffer_add_char(&key, '\x1e');
    if (e->item)
        vb_buffer_add_str(&key, e->term);
    vb_str kept = key.failed ? VB_LITERAL("") : vb_arena_copy(list->arena, vb_buffer_str(&key));
    vb_buffer_release(&key);
    return kept;
}

/* A term that stands in another category now. */
static vb_str by_term_alone(const entry_list *list, size_t entry)
{
    return strcmp(list->entries[entry].what, "term") == 0 ? list->entries[entry].term : VB_LITERAL("");
}

static bool same_list(const vb_entry *a, const vb_entry *b)
{
    if (!a->item || !b->item || a->n_keys != b->n_keys)
        return false;
    for (size_t i = 0; i < a->n_keys; i++)
        if (!vb_str_equal(a->keys[i], b->keys[i]))
            return false;
    return true;
}

/* An entry that was rewritten: it stands behind the same neighbour in the same list. */
static void pair_neighbours(comparison *c)
{
    for (size_t i = 0; i < c->after.n; i++) {
        if (c->after.partner[i] != SIZE_MAX || c->after.entries[i].other_part == SIZE_MAX)
            continue;
        const vb_entry *e = &c->after.entries[i];
        size_t at = SIZE_MAX; /* where its predecessor's partner is followed */
        if (i > 0 && same_list(&c->after.entries[i - 1], e) && e->part == c->after.entries[i - 1].part) {
            if (c->after.partner[i - 1] != SIZE_MAX)
                at = c->after.partner[i - 1] + 1;
        } else {
            for (at = 0; at < c->before.n &&
                         !(c->before.entries[at].other_part == e->part && same_list(&c->before.entries[at], e));)
                at++;
        }
        if (at < c->before.n && c->before.partner[at] == SIZE_MAX && c->before.entries[at].other_part == e->part &&
            same_list(&c->before.entries[at], e)) {
            c->after.partner[i] = at;
            c->before.partner[at] = i;
        }
    }
}

static bool add_edit(comparison *c, const vb_entry *before, const vb_entry *after)
{
    vb_edits *edits = c->edits;
    const vb_entry *entry = after == NULL ? before : after;
    size_t kind = 0;
    while (strcmp(kinds[kind].what, entry->what) != 0)
        kind++;
    if (!VB_PUSH_ROOM(edits->items, edits->n, edits->cap))
        return false;
    bool same_place = before != NULL && after != NULL && before->other_part == after->part &&
                      before->n_keys == after->n_keys && vb_str_equal(before->place, after->place);
    edits->items[edits->n++] = (vb_edit){.kind = before == NULL  ? VB_EDIT_ADDED
                                                 : after == NULL ? VB_EDIT_REMOVED
                                                 : same_place    ? VB_EDIT_CHANGED
                                                                 : VB_EDIT_MOVED,
                                         .before = before,
                                         .after = after,
                                         .codes = kinds[kind].codes,
                                         .shows = kinds[kind].shows && !c->after.tree->plain};
    return true;
}

static bool compare(comparison *c)
{
    if (!pair(c, by_identity))
        return false;
    size_t *same = calloc(c->after.n + 1, sizeof *same);
    if (same == NULL)
        return false;
    for (size_t i = 0; i < c->after.n; i++)
        same[i] = c->after.partner[i] != SIZE_MAX;
    bool fine = pair(c, by_term) && pair(c, by_term_alone);
    if (fine)
        pair_neighbours(c);
    for (size_t i = 0; fine && i < c->after.n; i++) {
        size_t partner = c->after.partner[i];
        if (!same[i])
            fine = add_edit(c, partner == SIZE_MAX ? NULL : &c->before.entries[partner], &c->after.entries[i]);
    }
    for (size_t i = 0; fine && i < c->before.n; i++)
        if (c->before.partner[i] == SIZE_MAX)
            fine = add_edit(c, &c->before.entries[i], NULL);
    free(same);
    return fine;
}

/* Move a finished list's entries into the arena, so that they stay where they are. */
static bool settle(entry_list *list)
{
    vb_entry *entries = vb_arena_alloc(list->arena, (list->n + 1) * sizeof *entries);
    list->partner = vb_arena_alloc(list->arena, (list->n + 1) * sizeof *list->partner);
    if (list->failed || entries == NULL || list->partner == NULL)
        return false;
    if (list->n > 0)
        memcpy(entries, list->entries, list->n * sizeof *entries);
    free(list->entries);
    list->entries = entries;
    list->cap = 0;
    for (size_t i = 0; i < list->n; i++)
        list->partner[i] = SIZE_MAX;
    return true;
}

bool vb_edits_make(const vb_lexicon_tree *before, const vb_lexicon_tree *after, vb_edits *edits)
{
    *edits = (vb_edits){0};
    comparison c = {.before = {.tree = before, .other = after, .arena = &edits->arena},
                    .after = {.tree = after, .other = before, .arena = &edits->arena},
                    .edits = edits};
    read_tree(&c.before);
    read_tree(&c.after);
    bool fine = settle(&c.before) && settle(&c.after) && compare(&c);
    if (c.before.cap > 0)
        free(c.before.entries);
    if (c.after.cap > 0)
        free(c.after.entries);
    free(c.before.ids);
    free(c.after.ids);
    return fine;
}

void vb_edits_release(vb_edits *edits)
{
    free(edits->items);
    vb_arena_release(&edits->arena);
    *edits = (vb_edits){0};
}

const vb_entry *vb_edit_entry(const vb_edit *edit)
{
    return edit->after == NULL ? edit->before : edit->after;
}

const char *vb_edit_kind_name(vb_edit_kind kind)
{
    static const char *const names[VB_EDIT_KINDS] = {"added", "removed", "changed", "moved"};
    return names[kind];
}
