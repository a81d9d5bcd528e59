#include "suggest/place.h"

#include "base/error.h"
#include "base/str.h"
#include "diff/edits.h"
#include "lexicon/splice.h"

/* The category at `path`, or NULL. */
static const vb_yaml *find_category(const vb_placing *p, vb_str path)
{
    const vb_yaml *map = p->tree.parts[0].root;
    for (size_t beg = 0; beg <= path.len && map != NULL;) {
        const char *slash = memchr(path.ptr + beg, '/', path.len - beg);
        size_t end = slash == NULL ? path.len : (size_t)(slash - path.ptr);
        const vb_yaml *all = vb_yaml_find(map, "categories");
        map = NULL;
        for (size_t i = 0; all != NULL && all->kind == VB_YAML_MAP && i < all->n && map == NULL; i++)
            if (vb_str_equal(vb_str_trim(all->keys[i]->text), vb_str_cut(path, beg, end)))
                map = all->items[i];
        beg = end + 1;
    }
    return map;
}

/* Where a key belongs that stands above `categories`. */
static size_t above_categories(const vb_yaml *map)
{
    for (size_t i = 1; i < map->n; i++)
        if (vb_str_equal(map->keys[i]->text, VB_LITERAL("categories")))
            return i;
    return map->n;
}

/* Write an entry into the list or map at `key` of `map` or, where there is none, such a one of this entry alone. */
static bool add_entry(const vb_placing *p, const vb_yaml *map, const char *key, const char *brackets, vb_str entry,
                      vb_buffer *out)
{
    const vb_yaml *at = vb_yaml_find(map, key);
    if (map == NULL || map->kind != VB_YAML_MAP || (at != NULL && at->kind == VB_YAML_TEXT))
        return false;
    if (at != NULL)
        return vb_entry_splice(vb_buffer_str(&p->source), at, at->n, entry, out);
    vb_buffer whole = {0};
    vb_buffer_printf(&whole, "%s: %c", key, brackets[0]);
    vb_buffer_add_str(&whole, entry);
    vb_buffer_add_char(&whole, brackets[1]);
    bool fine = vb_entry_splice(vb_buffer_str(&p->source), map, above_categories(map), vb_buffer_str(&whole), out) &&
                !whole.failed;
    vb_buffer_release(&whole);
    return fine;
}

/* Make `source` the lexicon's if it is one, by one edit, of the entry at `place`.  Releases it. */
static bool accept(vb_placing *p, bool placed, vb_buffer *source, vb_edit_kind kind, vb_str place, vb_error *err)
{
    vb_lexicon_tree after = p->tree;
    vb_edits edits = {0};
    vb_error fault = {0};
    bool fine = false;
    if (!placed)
        goto done;
    after.parts = vb_arena_alloc(&p->arena, after.n_parts * sizeof *after.parts);
    if (after.parts == NULL || source->failed) {
        (void)vb_fail_memory(&fault);
        goto done;
    }
    memcpy(after.parts, p->tree.parts, after.n_parts * sizeof *after.parts);
    after.parts[0].root = vb_yaml_read(vb_buffer_str(source), after.parts[0].file, &p->arena, &fault);
    if (after.parts[0].root != NULL && !vb_edits_make(&p->tree, &after, &edits))
        (void)vb_fail_memory(&fault);
    if (edits.n == 1 && edits.items[0].kind == kind && vb_str_equal(vb_edit_entry(&edits.items[0])->place, place)) {
        vb_lexicon *lexicon = vb_lexicon_tree_read(&after, p->job->settings, p->job->n_settings, &fault);
        fine = lexicon != NULL;
        vb_lexicon_free(lexicon);
    }
    if (fine) {
        p->tree.parts[0].root = after.parts[0].root;
        vb_buffer_clear(&p->source);
        vb_buffer_add_str(&p->source, vb_buffer_str(source));
        if (p->source.failed)
            (void)vb_fail_memory(&fault);
    }
done:
    if (fault.code == VB_ERROR_MEMORY)
        *err = fault;
    vb_edits_release(&edits);
    vb_buffer_release(source);
    return fine;
}

bool vb_place_term(vb_placing *p, vb_str path, vb_str term, vb_error *err)
{
    vb_buffer entry = {0}, source = {0};
    vb_yaml_scalar(term, &entry);
    bool placed = add_entry(p, find_category(p, path), "terms", "[]", vb_buffer_str(&entry), &source);
    bool taken = accept(p, placed && !entry.failed, &source, VB_EDIT_ADDED, path, err);
    vb_buffer_release(&entry);
    return taken;
}

bool vb_place_word(vb_placing *p, vb_str word, vb_str meant, vb_error *err)
{
    vb_buffer entry = {0}, source = {0};
    vb_yaml_scalar(word, &entry);
    vb_buffer_add_text(&entry, ": ");
    vb_yaml_scalar(meant, &entry);
    bool placed = add_entry(p, p->tree.parts[0].root, "words", "{}", vb_buffer_str(&entry), &source);
    bool taken = accept(p, placed && !entry.failed, &source, VB_EDIT_ADDED, word, err);
    vb_buffer_release(&entry);
    return taken;
}

/* The term of the category that reads `text`, and the item that it is or is in; NULL: none. */
static const vb_yaml *find_term(const vb_yaml *category, vb_str text, const vb_yaml **item)
{
    const vb_yaml *terms = vb_yaml_find(category, "terms");
    for (size_t i = 0; terms != NULL && terms->kind == VB_YAML_LIST && i < terms->n; i++) {
        const vb_yaml *term = vb_yaml_find(terms->items[i], "term");
        *item = terms->items[i];
        if (term == NULL)
            term = *item;
        if (term->kind == VB_YAML_TEXT && vb_str_equal(vb_str_trim(term->text), text))
            return term;
    }
    return NULL;
}

static bool narrow(const vb_placing *p, vb_str path, vb_str text, vb_str unless, vb_buffer *out, vb_error *err)
{
    const vb_yaml *item, *term = find_term(find_category(p, path), text, &item);
    if (term == NULL)
        return false;
    if (item->kind == VB_YAML_MAP && vb_yaml_find(item, "unless") != NULL)
        return add_entry(p, item, "unless", "[]", unless, out);
    vb_buffer list = {0};
    vb_buffer_add_char(&list, '[');
    vb_buffer_add_str(&list, unless);
    vb_buffer_add_char(&list, ']');
    vb_term_change change = {term->line, term->column, "unless", vb_buffer_str(&list), false};
    bool fine = vb_terms_splice(vb_buffer_str(&p->source), p->tree.parts[0].file, &change, 1, out, err) == VB_OK &&
                !list.failed;
    vb_buffer_release(&list);
    return fine && change.done;
}

bool vb_place_unless(vb_placing *p, vb_str path, vb_str term, vb_str unless, vb_error *err)
{
    vb_buffer entry = {0}, source = {0};
    vb_yaml_scalar(unless, &entry);
    bool placed = narrow(p, path, term, vb_buffer_str(&entry), &source, err);
    bool taken = accept(p, placed && !entry.failed, &source, VB_EDIT_CHANGED, path, err);
    vb_buffer_release(&entry);
    return taken;
}

vb_status vb_placing_open(vb_placing *p, const vb_job *job, vb_str source, vb_error *err)
{
    *p = (vb_placing){.job = job};
    if (!vb_lexicon_tree_open(&p->tree, job->lexicon, err))
        return err->code;
    if (p->tree.plain)
        return vb_fail_at(err, VB_ERROR_LEXICON, p->tree.parts[0].file, 0, 0,
                          "a plain dictionary is not added to: convert it with `verbatim lexicon convert` first");
    vb_buffer_add_str(&p->source, source);
    return p->source.failed ? vb_fail_memory(err) : VB_OK;
}

void vb_placing_release(vb_placing *p)
{
    vb_lexicon_tree_release(&p->tree);
    vb_buffer_release(&p->source);
    vb_arena_release(&p->arena);
    *p = (vb_placing){0};
}
