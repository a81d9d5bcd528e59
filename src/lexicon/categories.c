/* `categories` and `headline`.  The categories of all parts are pooled by their paths. */
#include "base/grow.h"
#include "lexicon/nearest.h"
#include "lexicon/reader.h"

/* "parent:name" for r->category_keys: a plain dictionary's names may hold any character, `/` too. */
static void write_key(vb_buffer *out, size_t parent, vb_str name)
{
    vb_buffer_printf(out, "%zu:", parent);
    vb_buffer_add_str(out, name);
}

bool vb_reader_find_category(vb_reader *r, size_t parent, vb_str name, size_t *index)
{
    vb_buffer key = {0};
    write_key(&key, parent, name);
    bool fine = !key.failed;
    *index = fine ? vb_map_find(&r->category_keys, vb_buffer_str(&key)) : VB_NO_CATEGORY;
    vb_buffer_release(&key);
    return fine || vb_reader_no_memory(r);
}

bool vb_reader_add_category(vb_reader *r, size_t parent, vb_str name, const vb_yaml *place, size_t *index)
{
    vb_buffer text = {0};
    if (!vb_reader_find_category(r, parent, name, index))
        return false;
    if (*index != VB_NO_CATEGORY)
        return true;
    write_key(&text, parent, name);
    bool fine = !text.failed;
    vb_str key = vb_arena_copy(r->arena, vb_buffer_str(&text));
    vb_buffer_clear(&text);
    if (parent != VB_NO_CATEGORY) {
        vb_buffer_add_str(&text, r->categories[parent].path);
        vb_buffer_add_char(&text, '/');
    }
    vb_buffer_add_str(&text, name);
    vb_str path = vb_arena_copy(r->arena, vb_buffer_str(&text));
    fine = fine && !text.failed && key.ptr != NULL && path.ptr != NULL &&
           VB_PUSH_ROOM(r->categories, r->n_categories, r->categories_cap) &&
           vb_map_set(&r->category_keys, key, r->n_categories);
    vb_buffer_release(&text);
    if (!fine)
        return vb_reader_no_memory(r);
    *index = r->n_categories++;
    r->categories[*index] = (vb_category){
        .path = path,
        .name = name,
        .parent = parent,
        .level = parent == VB_NO_CATEGORY ? 1 : r->categories[parent].level + 1,
        .line = place->line,
        .column = place->column,
    };
    return true;
}

/* A text of a category, unless an earlier part has given it. */
static bool read_text(vb_reader *r, size_t part, const vb_yaml *map, const char *key, vb_str *out)
{
    char what[32];
    vb_str text;
    const vb_yaml *node = vb_yaml_find(map, key);
    (void)snprintf(what, sizeof what, "`%s`", key);
    if (node == NULL)
        return true;
    if (!vb_reader_text(r, part, node, what, &text))
        return false;
    if (out->ptr == NULL)
        *out = text;
    return true;
}

static bool read_advice(vb_reader *r, size_t part, const vb_yaml *map, size_t category)
{
    const vb_yaml *node = vb_yaml_find(map, "advice");
    const vb_yaml *const *items = NULL;
    size_t n = 0;
    vb_str texts[2] = {{NULL, 0}, {NULL, 0}};
    if (node == NULL)
        return true;
    if (!vb_reader_list(r, part, node, "`advice`", &items, &n))
        return false;
    if (n > 2)
        return vb_reader_fault(r, part, items[2], "`advice` has %zu texts, keep at most two", n);
    for (size_t i = 0; i < n; i++)
        if (!vb_reader_text(r, part, items[i], "the advice", &texts[i]))
            return false;
    if (r->categories[category].advice_first.ptr == NULL) {
        r->categories[category].advice_first = texts[0];
        r->categories[category].advice_second = texts[1];
    }
    return true;
}

static bool read_level(vb_reader *r, size_t part, const vb_yaml *map, size_t parent)
{
    static const char *const keys[] = {"label", "definition", "advice", "terms", "indicators", "categories"};
    if (!vb_reader_map(r, part, map, "`categories`"))
        return false;
    for (size_t i = 0; i < map->n; i++) {
        const vb_yaml *key = map->keys[i];
        const vb_yaml *body = map->items[i];
        size_t index;
        bool fine =
            vb_reader_is_name(key->text, false) ||
            vb_reader_fault(r, part, key, "`%.*s` cannot name a category, use lower-case letters, digits and hyphens",
                            VB_ARG(key->text));
        if (fine && body->kind != VB_YAML_MAP)
            fine = vb_reader_fault(r, part, key, "the category `%.*s` has no keys, write `terms:` above its terms",
                                   VB_ARG(key->text));
        if (!fine) {
            if (!vb_reader_go_on(r))
                return false;
            continue;
        }
        if (!vb_reader_keys(r, part, body, keys, sizeof keys / sizeof *keys,
                            ", and categories go below `categories`") ||
            !vb_reader_add_category(r, parent, key->text, key, &index))
            return false;
        if ((!read_text(r, part, body, "label", &r->categories[index].label) && !vb_reader_go_on(r)) ||
            (!read_text(r, part, body, "definition", &r->categories[index].definition) && !vb_reader_go_on(r)) ||
            (!read_advice(r, part, body, index) && !vb_reader_go_on(r)))
            return false;
        const vb_yaml *children = vb_yaml_find(body, "categories");
        if (children != NULL && !read_level(r, part, children, index) && !vb_reader_go_on(r))
            return false;
    }
    return true;
}

bool vb_read_categories(vb_reader *r, size_t part)
{
    const vb_yaml *root = r->parts[part].root;
    const vb_yaml *map = vb_yaml_find(root, "categories");
    if (map == NULL)
        return vb_reader_fault(r, part, root, "no `categories`, write them with their terms");
    if (map->kind == VB_YAML_MAP && map->n == 0)
        return vb_reader_fault(r, part, map, "`categories` is empty, write a category with its terms");
    return read_level(r, part, map, VB_NO_CATEGORY);
}

bool vb_read_headline(vb_reader *r)
{
    const vb_yaml *node = vb_yaml_find(r->parts[0].root, "headline");
    const vb_yaml *const *items = NULL;
    size_t n = 0;
    if (node == NULL)
        return true;
    if (!vb_reader_list(r, 0, node, "`headline`", &items, &n))
        return false;
    size_t *list = vb_arena_alloc(r->arena, n * sizeof *list);
    if (list == NULL)
        return vb_reader_no_memory(r);
    for (size_t i = 0; i < n; i++) {
        vb_str name;
        if (!vb_reader_text(r, 0, items[i], "the headline", &name) ||
            !vb_reader_find_category(r, VB_NO_CATEGORY, name, &list[i]))
            return false;
        vb_nearest nearest = vb_nearest_to(name);
        for (size_t k = 0; k < r->n_categories; k++)
            if (r->categories[k].level == 1)
                vb_nearest_try(&nearest, r->categories[k].name);
        if (list[i] == VB_NO_CATEGORY)
            return vb_reader_fault(r, 0, items[i], "the headline `%.*s` is no top-level category%s, name one",
                                   VB_ARG(name), vb_nearest_hint(&nearest));
        for (size_t k = 0; k < i; k++)
            if (list[k] == list[i])
                return vb_reader_fault(r, 0, items[i], "the headline `%.*s` is there already, take it out",
                                       VB_ARG(name));
    }
    r->lexicon->headline = list;
    r->lexicon->n_headline = n;
    return true;
}
