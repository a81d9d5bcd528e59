/* A plain quanteda dictionary: nested maps with lists of patterns, counted as quanteda counts. */
#include "base/grow.h"
#include "lexicon/reader.h"
#include "text/fold.h"

/* Add one pattern, unless the category has it already. */
static bool add_pattern(vb_reader *r, size_t category, const vb_yaml *node, vb_map *seen)
{
    vb_buffer key = {0};
    vb_str text = vb_str_trim(node->text);
    if (text.len == 0)
        return true;
    if (category == VB_NO_CATEGORY)
        return vb_reader_fault(r, 0, node, "a pattern outside of any key, write `key:` above it");
    vb_buffer_printf(&key, "%zu:", category);
    if (!vb_fold(text, VB_FOLD_CASE, &key) || key.failed) {
        vb_buffer_release(&key);
        return vb_reader_no_memory(r);
    }
    bool known = vb_map_find(seen, vb_buffer_str(&key)) != VB_MAP_NONE;
    vb_str kept = vb_arena_copy(r->arena, vb_buffer_str(&key));
    vb_buffer_release(&key);
    if (known)
        return true;
    if (kept.ptr == NULL || !vb_map_set(seen, kept, 0) || !VB_PUSH_ROOM(r->terms, r->n_terms, r->terms_cap))
        return vb_reader_no_memory(r);
    const vb_pattern *pattern = vb_reader_pattern(r, 0, node, false);
    if (pattern == NULL)
        return false;
    r->terms[r->n_terms++] = (vb_term){
        .source = text,
        .pattern = pattern,
        .category = category,
        .weight = 1000,
        .line = node->line,
        .column = node->column,
    };
    return true;
}

/* What is below a key: patterns, further keys, or a list of both. */
static bool read_below(vb_reader *r, const vb_yaml *node, size_t category, vb_map *seen)
{
    if (node->kind == VB_YAML_TEXT)
        return add_pattern(r, category, node, seen);
    for (size_t i = 0; i < node->n; i++) {
        size_t below = category;
        if (node->kind == VB_YAML_MAP) {
            vb_str name = vb_str_trim(node->keys[i]->text);
            if (name.len == 0)
                return vb_reader_fault(r, 0, node->keys[i], "a key without a name, write one");
            /* quanteda's as.yaml() puts a key's own values below `__` where it has keys below it too. */
            bool own = category != VB_NO_CATEGORY && vb_str_equal(name, VB_LITERAL("__"));
            if (!own && !vb_reader_add_category(r, category, name, node->keys[i], &below))
                return false;
        }
        if (!read_below(r, node->items[i], below, seen) && !vb_reader_go_on(r))
            return false;
    }
    return true;
}

bool vb_read_plain(vb_reader *r)
{
    vb_map seen = {0}; /* "category:folded pattern" */
    bool fine = read_below(r, r->parts[0].root, VB_NO_CATEGORY, &seen);
    vb_map_release(&seen);
    return fine;
}
