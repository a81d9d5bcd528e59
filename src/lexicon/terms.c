/* The terms of categories, and the cues: denials, turns, emphases, ignore, non-answers. */
#include "base/grow.h"
#include "lexicon/reader.h"

/* Where a term belongs. */
typedef struct {
    size_t part;
    vb_role role;
    size_t category;
} owner;

static bool push(vb_reader *r, vb_term term, size_t *index)
{
    if (!VB_PUSH_ROOM(r->terms, r->n_terms, r->terms_cap))
        return vb_reader_no_memory(r);
    *index = r->n_terms++;
    r->terms[*index] = term;
    return true;
}

/* Read the term written in `node`, a text. */
static bool read_text(vb_reader *r, owner of, const vb_yaml *node, vb_term *term)
{
    *term = (vb_term){
        .source = vb_str_trim(node->text),
        .role = of.role,
        .category = of.category,
        .part = of.part,
        .weight = 1000,
        .line = node->line,
        .column = node->column,
    };
    r->rule = "bad-term";
    if (term->source.len == 0)
        return vb_reader_fault(r, of.part, node, "empty term, write a word, or quote a term that begins with `#`");
    term->pattern = vb_reader_pattern(r, of.part, node, false);
    if (term->pattern == NULL)
        return false;
    r->rule = NULL;
    return true;
}

/* `with` or `unless`: terms of their own, with a role of their own. */
static bool read_contexts(vb_reader *r, size_t part, const vb_yaml *map, const char *key, const size_t **out,
                          size_t *n)
{
    char what[16];
    const vb_yaml *const *items = NULL;
    const vb_yaml *node = vb_yaml_find(map, key);
    owner context = {part, VB_ROLE_CONTEXT, VB_NO_CATEGORY};
    (void)snprintf(what, sizeof what, "`%s`", key);
    if (node == NULL)
        return true;
    if (!vb_reader_list(r, part, node, what, &items, n))
        return false;
    size_t *list = vb_arena_alloc(r->arena, *n * sizeof *list);
    if (list == NULL)
        return vb_reader_no_memory(r);
    for (size_t i = 0; i < *n; i++) {
        vb_term term;
        if (items[i]->kind != VB_YAML_TEXT)
            return vb_reader_fault(r, part, items[i], "%s holds something that is no text, write a term or quote it",
                                   what);
        if (!read_text(r, context, items[i], &term) || !push(r, term, &list[i]))
            return false;
    }
    *out = list;
    return true;
}

static bool read_weight(vb_reader *r, owner of, const vb_yaml *map, vb_term *term)
{
    const vb_yaml *node = vb_yaml_find(map, "weight");
    vb_str text;
    if (node == NULL)
        return true;
    if (of.category == VB_NO_CATEGORY && of.role != VB_ROLE_INDICATOR)
        return vb_reader_fault(r, of.part, node, "a weight of a cue, only terms of categories have one");
    if (!vb_reader_text(r, of.part, node, "the weight", &text))
        return false;
    if (!vb_reader_thousandths(text, 1000, &term->weight))
        return vb_reader_fault(
            r, of.part, node,
            "the weight cannot be `%.*s`, write a number from 0 to 1000 with at most three decimals", VB_ARG(text));
    return true;
}

static bool read_flag(vb_reader *r, owner of, const vb_yaml *map, const char *key, bool *flag)
{
    const vb_yaml *node = vb_yaml_find(map, key);
    vb_str text;
    if (node == NULL)
        return true;
    if (!vb_reader_text(r, of.part, node, key, &text))
        return false;
    *flag = vb_str_equal(text, VB_LITERAL("true"));
    return *flag || vb_str_equal(text, VB_LITERAL("false")) ||
           vb_reader_fault(r, of.part, node, "`%s` cannot be `%.*s`, write true or false", key, VB_ARG(text));
}

static bool read_most_words(vb_reader *r, owner of, const vb_yaml *map, vb_term *term)
{
    const vb_yaml *node = vb_yaml_find(map, "most-words");
    vb_str text;
    uint32_t thousandths;
    if (node == NULL)
        return true;
    if (!vb_reader_text(r, of.part, node, "`most-words`", &text))
        return false;
    if (!vb_reader_thousandths(text, 1000, &thousandths) || thousandths % 1000 != 0 || thousandths == 0)
        return vb_reader_fault(r, of.part, node, "`most-words` cannot be `%.*s`, write a whole number from 1 to 1000",
                               VB_ARG(text));
    term->most_words = thousandths / 1000;
    return true;
}

/* A term with keys beside it. */
static bool read_map(vb_reader *r, owner of, const vb_yaml *map, vb_term *term)
{
    static const char *const keys[] = {"term", "case", "weight", "note", "alone", "most-words", "with", "unless"};
    enum { OF_INDICATORS = 4 }; /* of a single word, wherever it stands */
    const vb_yaml *text = vb_yaml_find(map, "term");
    bool known = vb_reader_keys(r, of.part, map, keys,
                                of.role == VB_ROLE_INDICATOR ? OF_INDICATORS : sizeof keys / sizeof *keys,
                                "; quote a text with a comma or a colon in it");
    if (!known)
        return false;
    if (text == NULL) {
        r->rule = "yaml-map";
        return vb_reader_fault(r, of.part, map, "no `term`, write `term: ...` beside the other keys");
    }
    if (text->kind != VB_YAML_TEXT)
        return vb_reader_fault(r, of.part, text, "`term` is no text, write one term or quote it");
    if (!read_text(r, of, text, term) || !read_weight(r, of, map, term) ||
        !read_flag(r, of, map, "case", &term->match_case) || !read_flag(r, of, map, "alone", &term->alone) ||
        !read_most_words(r, of, map, term) || !read_contexts(r, of.part, map, "with", &term->with, &term->n_with) ||
        !read_contexts(r, of.part, map, "unless", &term->unless, &term->n_unless))
        return false;
    if (term->most_words > 0 && term->most_words < term->pattern->size.least)
        return vb_reader_fault(r, of.part, vb_yaml_find(map, "most-words"),
                               "the term has at least %u words, so it matches nothing in %zu, write a larger number",
                               term->pattern->size.least, term->most_words);
    const vb_yaml *note = vb_yaml_find(map, "note");
    return note == NULL || vb_reader_text(r, of.part, note, "`note`", &term->note);
}

static bool refuse_list(vb_reader *r, owner of, const vb_yaml *node)
{
    r->rule = "yaml-map";
    return vb_reader_fault(r, of.part, node, "a term is a list, write one term or quote it");
}

/* A list of terms. */
static bool read_list(vb_reader *r, owner of, const vb_yaml *node, const char *what)
{
    const vb_yaml *const *items = NULL;
    size_t n = 0;
    if (!vb_reader_list(r, of.part, node, what, &items, &n))
        return false;
    for (size_t i = 0; i < n; i++) {
        vb_term term;
        size_t index;
        bool fine = items[i]->kind == VB_YAML_MAP    ? read_map(r, of, items[i], &term)
                    : items[i]->kind == VB_YAML_TEXT ? read_text(r, of, items[i], &term)
                                                     : refuse_list(r, of, items[i]);
        if (!fine) {
            if (!vb_reader_go_on(r))
                return false;
            continue;
        }
        if (!push(r, term, &index))
            return false;
    }
    return true;
}

/* The list at `key` of a map, if it is there. */
static bool read_entries(vb_reader *r, owner of, const vb_yaml *map, const char *key)
{
    char what[16];
    const vb_yaml *node = vb_yaml_find(map, key);
    (void)snprintf(what, sizeof what, "`%s`", key);
    return node == NULL || read_list(r, of, node, what) || vb_reader_go_on(r);
}

static bool read_level(vb_reader *r, size_t part, const vb_yaml *map, size_t parent)
{
    for (size_t i = 0; map != NULL && map->kind == VB_YAML_MAP && i < map->n; i++) {
        owner of = {part, VB_ROLE_CATEGORY, VB_NO_CATEGORY};
        if (!vb_reader_find_category(r, parent, map->keys[i]->text, &of.category))
            return false;
        if (of.category == VB_NO_CATEGORY)
            continue; /* a fault that was gone on behind */
        if (!read_entries(r, of, map->items[i], "terms") ||
            !read_entries(r, (owner){part, VB_ROLE_INDICATOR, of.category}, map->items[i], "indicators") ||
            !read_level(r, part, vb_yaml_find(map->items[i], "categories"), of.category))
            return false;
    }
    return true;
}

bool vb_read_terms(vb_reader *r, size_t part)
{
    static const char *const keys[] = {"after", "before"};
    const vb_yaml *root = r->parts[part].root;
    const vb_yaml *denials = vb_yaml_find(root, "denials");
    if (denials != NULL && (!vb_reader_map(r, part, denials, "`denials`") ||
                            !vb_reader_keys(r, part, denials, keys, sizeof keys / sizeof *keys, "")))
        return false;
    return read_level(r, part, vb_yaml_find(root, "categories"), VB_NO_CATEGORY) &&
           read_entries(r, (owner){part, VB_ROLE_DENIAL_AFTER, VB_NO_CATEGORY}, denials, "after") &&
           read_entries(r, (owner){part, VB_ROLE_DENIAL_BEFORE, VB_NO_CATEGORY}, denials, "before") &&
           read_entries(r, (owner){part, VB_ROLE_TURN, VB_NO_CATEGORY}, root, "turns") &&
           read_entries(r, (owner){part, VB_ROLE_EMPHASIS, VB_NO_CATEGORY}, root, "emphases") &&
           read_entries(r, (owner){part, VB_ROLE_IGNORE, VB_NO_CATEGORY}, root, "ignore") &&
           read_entries(r, (owner){part, VB_ROLE_JOINER, VB_NO_CATEGORY}, root, "joiners") &&
           read_entries(r, (owner){part, VB_ROLE_NON_ANSWER, VB_NO_CATEGORY}, root, "non-answers") &&
           read_entries(r, (owner){part, VB_ROLE_INDICATOR, VB_NO_CATEGORY}, root, "indicators");
}
