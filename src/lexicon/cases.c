/* `tests`: answers with the codes that they must get. */
#include "base/grow.h"
#include "lexicon/nearest.h"
#include "lexicon/reader.h"

/* The path of a category, which must be there. */
static bool read_path(vb_reader *r, size_t part, const vb_yaml *node, vb_str *out)
{
    size_t index;
    if (!vb_reader_text(r, part, node, "the code", out) || !vb_reader_find_path(r, *out, &index))
        return false;
    if (index != VB_NO_CATEGORY)
        return true;
    vb_nearest nearest = vb_nearest_to(*out);
    for (size_t i = 0; i < r->n_categories; i++)
        vb_nearest_try(&nearest, r->categories[i].path);
    return vb_reader_fault(r, part, node, "the code `%.*s` is no category%s, write a category's path", VB_ARG(*out),
                           vb_nearest_hint(&nearest));
}

/* `codes`: none, one or several. */
static bool read_codes(vb_reader *r, size_t part, const vb_yaml *node, vb_lexicon_test *test)
{
    test->has_codes = true;
    if (node->kind == VB_YAML_MAP)
        return vb_reader_fault(r, part, node, "`codes` is a map, write a list of categories");
    bool one = node->kind == VB_YAML_TEXT;
    size_t n = one ? node->text.len > 0 : node->n;
    vb_str *codes = vb_arena_alloc(r->arena, (n + 1) * sizeof *codes);
    if (codes == NULL)
        return vb_reader_no_memory(r);
    for (size_t i = 0; i < n; i++)
        if (!read_path(r, part, one ? node : node->items[i], &codes[i]))
            return false;
    test->codes = codes;
    test->n_codes = n;
    return true;
}

static bool read_test(vb_reader *r, size_t part, const vb_yaml *map)
{
    static const char *const keys[] = {"answer", "codes", "primary"};
    vb_lexicon_test test = {.part = part, .line = map->line};
    if (!vb_reader_map(r, part, map, "the test") ||
        !vb_reader_keys(r, part, map, keys, sizeof keys / sizeof *keys, ""))
        return false;
    const vb_yaml *answer = vb_yaml_find(map, "answer");
    const vb_yaml *codes = vb_yaml_find(map, "codes");
    const vb_yaml *primary = vb_yaml_find(map, "primary");
    if (answer == NULL || answer->kind != VB_YAML_TEXT)
        return vb_reader_fault(r, part, map, "the test has no answer, write `answer: text`");
    if (codes == NULL && primary == NULL)
        return vb_reader_fault(r, part, map, "the test expects nothing, write `codes` or `primary`");
    test.answer = answer->text;
    if (codes != NULL && !read_codes(r, part, codes, &test))
        return false;
    test.has_primary = primary != NULL;
    bool uncoded = primary == NULL || (primary->kind == VB_YAML_TEXT && primary->text.len == 0);
    if (!uncoded && !read_path(r, part, primary, &test.primary))
        return false;
    if (!VB_PUSH_ROOM(r->tests, r->n_tests, r->tests_cap))
        return vb_reader_no_memory(r);
    r->tests[r->n_tests++] = test;
    return true;
}

bool vb_read_tests(vb_reader *r, size_t part)
{
    const vb_yaml *list = vb_yaml_find(r->parts[part].root, "tests");
    if (list == NULL)
        return true;
    if (list->kind != VB_YAML_LIST)
        return vb_reader_fault(r, part, list, "`tests` is no list, write `- {answer: ..., codes: [...]}` below it");
    for (size_t i = 0; i < list->n; i++)
        if (!read_test(r, part, list->items[i]))
            return false;
    return true;
}
