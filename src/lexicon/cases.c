/* `tests`, and files of cases: answers with the codes that they must get. */
#include "base/grow.h"
#include "lexicon/nearest.h"
#include "lexicon/reader.h"

#include <stdlib.h>

/* The path of a category, which must be there. */
static bool read_path(vb_reader *r, size_t part, const vb_yaml *node, vb_str *out)
{
    if (!vb_reader_text(r, part, node, "the code", out))
        return false;
    for (size_t i = 0; i < r->n_categories; i++)
        if (vb_str_equal(r->categories[i].path, *out))
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

/* `status` and `note`. */
static bool read_status(vb_reader *r, size_t part, const vb_yaml *map, vb_lexicon_test *test)
{
    static const char *const names[] = {[VB_TEST_OK] = "ok", [VB_TEST_WRONG] = "wrong", [VB_TEST_TODO] = "todo"};
    const vb_yaml *node = vb_yaml_find(map, "status");
    const vb_yaml *note = vb_yaml_find(map, "note");
    vb_str text;
    if (note != NULL && !vb_reader_text(r, part, note, "`note`", &test->note))
        return false;
    if (node == NULL)
        return true;
    if (!vb_reader_text(r, part, node, "`status`", &text))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (vb_str_equal(text, vb_str_of(names[i]))) {
            test->status = (vb_test_status)i;
            return true;
        }
    }
    return vb_reader_fault(r, part, node, "`status` cannot be `%.*s`, write ok, wrong or todo", VB_ARG(text));
}

static bool read_test(vb_reader *r, size_t part, const vb_yaml *map)
{
    static const char *const keys[] = {"answer", "codes", "primary", "status", "note"};
    vb_lexicon_test test = {.line = map->line, .column = map->column};
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
    if ((!uncoded && !read_path(r, part, primary, &test.primary)) || !read_status(r, part, map, &test))
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
    for (size_t i = 0; i < list->n; i++) {
        if (read_test(r, part, list->items[i]))
            r->tests[r->n_tests - 1].file = r->lexicon->parts[part].file;
        else if (!vb_reader_go_on(r))
            return false;
    }
    return true;
}

/* The list of a file of cases, whose categories are in r->categories. */
static bool read_list(vb_reader *r, vb_str yaml)
{
    const vb_yaml *list = vb_yaml_read(yaml, r->parts[0].source.file, r->arena, r->err);
    if (list == NULL || !vb_yaml_unique(list, r->parts[0].source.file, r->err))
        return false;
    if (list->kind != VB_YAML_LIST)
        return vb_reader_fault(r, 0, list, "no list of cases, write `- {answer: ..., codes: [...]}`");
    for (size_t i = 0; i < list->n; i++)
        if (!read_test(r, 0, list->items[i]))
            return false;
    return true;
}

bool vb_lexicon_read_cases(const vb_lexicon *lexicon, const char *path, vb_arena *arena,
                           const vb_lexicon_test **tests, size_t *n, vb_error *err)
{
    vb_reader_part part = {0};
    vb_reader r = {
        .arena = arena,
        .err = err,
        .parts = &part,
        .n_parts = 1,
        .categories = lexicon->categories,
        .n_categories = lexicon->n_categories,
    };
    bool fine = vb_lexicon_source_file(&part.source, path, err) && read_list(&r, part.source.yaml);
    vb_str file = vb_arena_copy(arena, vb_str_of(path)); /* the source's own dies with it */
    vb_lexicon_test *kept = vb_arena_alloc(arena, (r.n_tests + 1) * sizeof *kept);
    if (fine && (kept == NULL || file.ptr == NULL))
        fine = vb_reader_no_memory(&r);
    for (size_t i = 0; fine && i < r.n_tests; i++) {
        kept[i] = r.tests[i];
        kept[i].file = file.ptr;
    }
    *tests = kept;
    *n = fine ? r.n_tests : 0;
    free(r.tests);
    vb_lexicon_source_release(&part.source);
    return fine;
}
