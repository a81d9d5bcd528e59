/* What a category should have. */
#include "base/str.h"
#include "check/lint.h"

static bool is_at_or_below(vb_str code, vb_str path)
{
    return code.len >= path.len && memcmp(code.ptr, path.ptr, path.len) == 0 &&
           (code.len == path.len || code.ptr[path.len] == '/');
}

/* True if a test that is to pass expects the category or one below it. */
static bool is_tested(const vb_lexicon *lexicon, vb_str path)
{
    for (size_t t = 0; t < lexicon->n_tests; t++) {
        const vb_lexicon_test *test = &lexicon->tests[t];
        if (test->status != VB_TEST_OK)
            continue;
        if (test->has_primary && is_at_or_below(test->primary, path))
            return true;
        for (size_t i = 0; i < test->n_codes; i++)
            if (is_at_or_below(test->codes[i], path))
                return true;
    }
    return false;
}

/* True if the category has terms, its own or of one below it: a mere heading is not tested. */
static bool has_terms(const vb_lexicon *lexicon, size_t category)
{
    for (size_t i = 0; i < lexicon->n_terms; i++) {
        size_t c = lexicon->terms[i].category;
        while (c != VB_NO_CATEGORY && c != category)
            c = lexicon->categories[c].parent;
        if (lexicon->terms[i].role == VB_ROLE_CATEGORY && c == category)
            return true;
    }
    return false;
}

/* True if the lexicon's own file has the category: not one that it includes. */
static bool is_own(const vb_lint *lint, vb_str path)
{
    const vb_yaml *map = lint->root;
    for (size_t beg = 0, end; map != NULL && beg <= path.len; beg = end + 1) {
        char name[256];
        for (end = beg; end < path.len && path.ptr[end] != '/';)
            end++;
        if (end - beg >= sizeof name)
            return false;
        (void)snprintf(name, sizeof name, "%.*s", (int)(end - beg), path.ptr + beg);
        map = vb_yaml_find(vb_yaml_find(map, "categories"), name);
    }
    return map != NULL;
}

static void look_at(vb_lint *lint, size_t index, bool advises, bool defines)
{
    const vb_category *c = &lint->lexicon->categories[index];
    vb_check_place place = vb_lint_category_place(lint, c);
    vb_findings *f = lint->findings;
    if (!has_terms(lint->lexicon, index))
        return; /* indicators for what another lexicon tells */
    if (c->label.ptr == NULL)
        (void)vb_findings_add(f, "missing-label", place, VB_LITERAL("write `label:`"), "`%.*s` has no label",
                              VB_ARG(c->path));
    if (c->definition.ptr == NULL && defines)
        (void)vb_findings_add(f, "missing-definition", place, VB_LITERAL("write `definition:`"),
                              "`%.*s` has no definition", VB_ARG(c->path));
    if (advises && c->level == 1 && c->advice_first.ptr == NULL)
        (void)vb_findings_add(f, "missing-advice", place, VB_LITERAL("write `advice:`"),
                              "`%.*s` has no advice, though others have", VB_ARG(c->path));
    if (!is_tested(lint->lexicon, c->path))
        (void)vb_findings_add(f, "untested-category", place, VB_LITERAL("write a test whose `codes` have it"),
                              "no test expects `%.*s`", VB_ARG(c->path));
}

void vb_lint_tree(vb_lint *lint)
{
    const vb_lexicon *lexicon = lint->lexicon;
    bool advises = false, defines = false;
    if (lexicon == NULL || lexicon->plain)
        return;
    for (size_t i = 0; i < lexicon->n_categories; i++) {
        advises = advises || lexicon->categories[i].advice_first.ptr != NULL;
        defines = defines || lexicon->categories[i].definition.ptr != NULL;
    }
    if (!defines && vb_lexicon_gives_codes(lexicon))
        (void)vb_findings_add(lint->findings, "missing-definition",
                              (vb_check_place){lint->file, lint->root->line, lint->root->column, 0, 0},
                              VB_LITERAL("write `definition:` for each"), "no category has a definition");
    for (size_t i = 0; i < lexicon->n_categories; i++)
        if (is_own(lint, lexicon->categories[i].path))
            look_at(lint, i, advises, defines);
}
