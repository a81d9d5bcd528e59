/* Edits: what they are found to be, and that making them all leads from one lexicon to the other and back. */
#include "diff/edits.h"

#include "support.h"

#include <stdlib.h>
#include <unistd.h>

#define HEAD                                                                                                         \
    "lexicon: a\ncategories:\n  time: {terms: [time, hour]}\n  money: {terms: [money, {term: cost, weight: 2}]}\n"

static const struct {
    const char *what, *before, *after, *edits;
} rows[] = {
    {"nothing", HEAD, HEAD, ""},
    {"order, comments and quotes are none", HEAD "turns: [but, yet]\n",
     "lexicon: a\nturns: [yet, but] # turns\ncategories:\n  money: {terms: [{weight: 2, term: cost}, \"money\"]}\n"
     "  time:\n    terms:\n    - hour\n    - time\n",
     ""},
    {"a term of a kind each", HEAD,
     "lexicon: a\ncategories:\n  time: {terms: [time, minute]}\n  money: {terms: [money, {term: cost, weight: 1}, "
     "hour]}\n",
     "added term time: minute; changed term money: {term: cost, weight: 2} > {term: cost, weight: 1}; "
     "moved term time > money: hour > hour"},
    {"a term is rewritten in its place", HEAD,
     "lexicon: a\ncategories:\n  time: {terms: [time, hours]}\n  money: {terms: [money, {term: cost, weight: 2}]}\n",
     "changed term time: hour > hours"},
    {"the first term is rewritten", HEAD,
     "lexicon: a\ncategories:\n  time: {terms: [times, hour]}\n  money: {terms: [money, {term: cost, weight: 2}]}\n",
     "changed term time: time > times"},
    {"a category goes with all in it", HEAD, "lexicon: a\ncategories:\n  time: {terms: [time, hour]}\n",
     "removed category money: ; removed term money: money; removed term money: {term: cost, weight: 2}"},
    {"a category below another", HEAD,
     "lexicon: a\ncategories:\n  time: {terms: [time, hour]}\n  money:\n    terms: [money, {term: cost, weight: 2}]\n"
     "    categories: {tax: {label: Taxes, terms: [tax]}}\n",
     "added category money/tax: ; added label money/tax: Taxes; added term money/tax: tax"},
    {"settings, words, sets, cues",
     HEAD "settings: {gap: 2}\nwords: {a: b}\nsets: {s: [x, y]}\ndenials: {after: [no]}\n",
     HEAD "settings: {gap: 3}\nwords: {a: c}\nsets: {s: [x]}\ndenials: {before: [no]}\nignore: [z]\n",
     "changed setting gap: 2 > 3; changed word a: b > c; added denial before: no; added ignore : z; "
     "removed set word s: y; removed denial after: no"},
    {"a lexicon that is read as quanteda does", "time: [time]\n", "time: [time, hour*]\nmoney: [tax]\n",
     "added term time: hour*; added term money: tax"},
};

static void save(char *path, const char *text)
{
    strcpy(path, "/tmp/verbatim-edits-XXXXXX.yaml");
    int file = mkstemps(path, 5);
    cr_assert(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text) && close(file) == 0);
}

static void open_tree(vb_lexicon_tree *tree, const char *text)
{
    char path[64];
    vb_error err = {0};
    save(path, text);
    cr_assert(vb_lexicon_tree_open(tree, path, &err), "%zu:%zu: %s in\n%s", err.line, err.column, err.text, text);
    unlink(path);
}

static void show(const vb_edits *edits, vb_buffer *out)
{
    for (size_t i = 0; i < edits->n; i++) {
        const vb_edit *e = &edits->items[i];
        const vb_entry *entry = vb_edit_entry(e);
        vb_buffer_printf(out, "%s%s %s ", i > 0 ? "; " : "", vb_edit_kind_name(e->kind), entry->what);
        if (e->kind == VB_EDIT_MOVED)
            vb_buffer_printf(out, "%.*s > ", VB_ARG(e->before->place));
        vb_buffer_printf(out, "%.*s: ", VB_ARG(entry->place));
        if (e->before != NULL && e->after != NULL)
            vb_buffer_printf(out, "%.*s > ", VB_ARG(e->before->text));
        vb_buffer_printf(out, "%.*s", VB_ARG(entry->text));
    }
}

/* From `from` by all edits (or back by all) there is nothing left that codes. */
static void check_way(const char *what, const vb_edits *edits, bool undo, const vb_lexicon_tree *from,
                      const vb_lexicon_tree *to)
{
    vb_arena arena = {0};
    vb_edits rest;
    vb_lexicon_tree tree = *from;
    for (size_t i = 0; i < edits->n; i++)
        cr_assert(vb_edit_apply(&edits->items[i], undo, &tree, &arena));
    cr_assert(vb_edits_make(&tree, to, &rest));
    for (size_t i = 0; i < rest.n; i++)
        cr_expect(!rest.items[i].codes, "%s, %s: %s %.*s is left", what, undo ? "back" : "there",
                  vb_edit_kind_name(rest.items[i].kind), VB_ARG(vb_edit_entry(&rest.items[i])->text));
    vb_edits_release(&rest);
    vb_arena_release(&arena);
}

Test(edits, are_found_and_lead_there_and_back)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_lexicon_tree before, after;
        vb_edits edits;
        vb_buffer out = {0};
        open_tree(&before, rows[i].before);
        open_tree(&after, rows[i].after);
        cr_assert(vb_edits_make(&before, &after, &edits));
        show(&edits, &out);
        cr_expect(vb_str_equal(vb_buffer_str(&out), vb_str_of(rows[i].edits)), "%s: %.*s", rows[i].what, (int)out.len,
                  out.ptr == NULL ? "" : out.ptr);
        check_way(rows[i].what, &edits, false, &before, &after);
        check_way(rows[i].what, &edits, true, &after, &before);
        vb_buffer_release(&out);
        vb_edits_release(&edits);
        vb_lexicon_tree_release(&before);
        vb_lexicon_tree_release(&after);
    }
}

/* On one line and read again it is the same. */
Test(edits, flow_reads_back)
{
    static const char *const texts[] = {"a",           "a b",
                                        "\"#\"",       "\"a: b\"",
                                        "\"a, b\"",    "\"\\\"\\\\\"",
                                        "\"-\"",       "\"^ a\"",
                                        "[a, \"b]\"]", "{term: \"{\", case: true}",
                                        "\"a\\nb\"",   "\"x \""};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        vb_arena arena = {0};
        vb_error err = {0};
        vb_buffer once = {0}, twice = {0};
        const vb_yaml *node = vb_yaml_read(vb_str_of(texts[i]), "test", &arena, &err);
        cr_assert(node != NULL, "%s: %s", texts[i], err.text);
        vb_yaml_flow(node, &once);
        const vb_yaml *again = vb_yaml_read(vb_buffer_str(&once), "test", &arena, &err);
        cr_assert(again != NULL, "%s: %.*s: %s", texts[i], (int)once.len, once.ptr, err.text);
        vb_yaml_flow(again, &twice);
        cr_expect(vb_str_equal(vb_buffer_str(&once), vb_buffer_str(&twice)), "%s", texts[i]);
        cr_expect(node->kind != VB_YAML_TEXT || vb_str_equal(node->text, again->text), "%s", texts[i]);
        vb_buffer_release(&once);
        vb_buffer_release(&twice);
        vb_arena_release(&arena);
    }
}
