/* Making an edit on a tree, or taking one back: the nodes on the way to it are copied, all others shared. */
#include "base/str.h"
#include "diff/edits.h"

typedef struct {
    vb_arena *arena;
    const vb_entry *out, *in; /* what is taken out, what is put in; either may be NULL */
    bool failed;
} change;

/* A map or list with room for one more. */
static vb_yaml *copy(change *c, const vb_yaml *node, vb_yaml_kind kind)
{
    size_t n = node == NULL ? 0 : node->n;
    vb_yaml *made = vb_arena_alloc(c->arena, sizeof *made);
    const vb_yaml **items = vb_arena_alloc(c->arena, (n + 1) * sizeof *items);
    const vb_yaml **keys = vb_arena_alloc(c->arena, (n + 1) * sizeof *keys);
    if (made == NULL || items == NULL || keys == NULL) {
        c->failed = true;
        return NULL;
    }
    *made = (vb_yaml){.kind = kind, .items = items, .keys = kind == VB_YAML_MAP ? keys : NULL, .n = n};
    for (size_t i = 0; i < n; i++) {
        items[i] = node->items[i];
        keys[i] = kind == VB_YAML_MAP ? node->keys[i] : NULL;
    }
    if (node != NULL) {
        made->line = node->line;
        made->column = node->column;
    }
    return made;
}

static void set_item(vb_yaml *node, size_t at, const vb_yaml *item)
{
    ((const vb_yaml **)node->items)[at] = item;
}

static void drop_item(vb_yaml *node, size_t at)
{
    for (size_t i = at; i + 1 < node->n; i++) {
        set_item(node, i, node->items[i + 1]);
        if (node->keys != NULL)
            ((const vb_yaml **)node->keys)[i] = node->keys[i + 1];
    }
    node->n--;
}

/* The list without the entry that goes and with the one that comes; NULL: nothing is left. */
static const vb_yaml *change_list(change *c, const vb_yaml *list)
{
    vb_yaml one = {.kind = VB_YAML_LIST, .items = &list, .n = 1};
    if (list != NULL && list->kind != VB_YAML_LIST)
        list = &one; /* a single text */
    vb_yaml *made = copy(c, list, VB_YAML_LIST);
    size_t at = 0;
    if (made == NULL)
        return NULL;
    while (c->out != NULL && at < made->n && made->items[at] != c->out->node)
        at++;
    bool found = c->out != NULL && at < made->n;
    if (found && c->in != NULL)
        set_item(made, at, c->in->node);
    else if (found)
        drop_item(made, at);
    else if (c->in != NULL)
        set_item(made, made->n++, c->in->node);
    return made->n == 0 ? NULL : made;
}

/* The map with what stands below keys[at ...] changed. */
static const vb_yaml *change_map(change *c, const vb_yaml *map, const vb_entry *place, size_t at)
{
    vb_yaml *made = copy(c, map, VB_YAML_MAP);
    size_t k = 0;
    if (made == NULL)
        return NULL;
    while (k < made->n && !vb_str_equal(made->keys[k]->text, place->keys[at]))
        k++;
    const vb_yaml *old = k < made->n ? made->items[k] : NULL, *now;
    bool last = at + 1 == place->n_keys;
    if (last && place->item)
        now = change_list(c, old);
    else if (last)
        now = c->in == NULL ? NULL : c->in->node;
    else
        now = change_map(c, old != NULL && old->kind == VB_YAML_MAP ? old : NULL, place, at + 1);
    if (at == 0 && now != NULL && now->kind == VB_YAML_MAP && now->n == 0)
        now = NULL; /* no more sets, words, settings */
    if (now == NULL && k < made->n) {
        drop_item(made, k);
    } else if (now != NULL && k < made->n) {
        set_item(made, k, now);
    } else if (now != NULL) {
        vb_yaml *key = vb_arena_alloc(c->arena, sizeof *key);
        if (key == NULL) {
            c->failed = true;
            return NULL;
        }
        *key = (vb_yaml){.kind = VB_YAML_TEXT, .line = now->line, .column = now->column, .text = place->keys[at]};
        ((const vb_yaml **)made->keys)[made->n] = key;
        set_item(made, made->n++, now);
    }
    return made;
}

static bool change_part(change *c, vb_lexicon_tree *tree, size_t part, const vb_entry *place)
{
    const vb_yaml *root = change_map(c, tree->parts[part].root, place, 0);
    if (root != NULL && !c->failed)
        tree->parts[part].root = root;
    return root != NULL && !c->failed;
}

/* A whole part that only one of the trees has. */
static bool change_parts(const vb_entry *out, const vb_entry *in, vb_lexicon_tree *tree, vb_arena *arena)
{
    vb_lexicon_tree_part *parts = vb_arena_alloc(arena, (tree->n_parts + 1) * sizeof *parts);
    size_t n = 0;
    if (parts == NULL)
        return false;
    for (size_t i = 0; i < tree->n_parts; i++)
        if (out == NULL || tree->parts[i].root != out->node)
            parts[n++] = tree->parts[i];
    if (in != NULL)
        parts[n++] = (vb_lexicon_tree_part){.file = in->file, .name = in->text, .root = in->node};
    tree->parts = parts;
    tree->n_parts = n;
    return true;
}

/* An entry stands in the other tree's part, if it comes from there. */
static size_t part_of(const vb_entry *entry, bool own)
{
    return own ? entry->part : entry->other_part;
}

bool vb_edit_apply(const vb_edit *edit, bool undo, vb_lexicon_tree *tree, vb_arena *arena)
{
    const vb_entry *out = undo ? edit->after : edit->before, *in = undo ? edit->before : edit->after;
    const vb_entry *entry = in == NULL ? out : in;
    if (!edit->codes)
        return true;
    if (strcmp(entry->what, "include") == 0)
        return change_parts(out, in, tree, arena);
    vb_lexicon_tree_part *parts = vb_arena_alloc(arena, tree->n_parts * sizeof *parts);
    if (parts == NULL)
        return false;
    memcpy(parts, tree->parts, tree->n_parts * sizeof *parts);
    tree->parts = parts;
    if (edit->kind == VB_EDIT_MOVED) {
        change take = {.arena = arena, .out = out}, put = {.arena = arena, .in = in};
        return change_part(&take, tree, part_of(out, true), out) && change_part(&put, tree, part_of(in, false), in);
    }
    change both = {.arena = arena, .out = out, .in = in};
    return change_part(&both, tree, in == NULL ? part_of(out, true) : part_of(in, false), entry);
}
