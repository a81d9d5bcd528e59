/* Small changes in a source: all other bytes stay. */
#include "lexicon/splice.h"

#include "support.h"

Test(splice, terms)
{
    static const struct {
        const char *rule, *source;
        size_t line, column;
        const char *expected; /* NULL: as it was, and not done */
    } rows[] = {
        {"a text becomes a map", "categories:\n  a:\n    terms:\n      - foo bar  # why\n", 4, 9,
         "categories:\n  a:\n    terms:\n      - {term: foo bar, weight: 0.7}  # why\n"},
        {"within brackets", "categories: {a: {terms: [x, foo]}}\n", 1, 29,
         "categories: {a: {terms: [x, {term: foo, weight: 0.7}]}}\n"},
        {"quotes stay", "categories: {a: {terms: [\"foo, bar\"]}}", 1, 26,
         "categories: {a: {terms: [{term: \"foo, bar\", weight: 0.7}]}}"},
        {"what braces would cut is quoted", "categories:\n  a:\n    terms:\n      - /o'x{2,3}/\n", 4, 9,
         "categories:\n  a:\n    terms:\n      - {term: '/o''x{2,3}/', weight: 0.7}\n"},
        {"a weight that is there", "categories: {a: {terms: [{term: foo, weight: 1.25, note: n}]}}", 1, 33,
         "categories: {a: {terms: [{term: foo, weight: 0.7, note: n}]}}"},
        {"a map in braces without one", "categories: {a: {terms: [{note: n, term: foo}]}}", 1, 42,
         "categories: {a: {terms: [{weight: 0.7, note: n, term: foo}]}}"},
        {"a map in lines", "categories:\n  a:\n    terms:\n      - term: foo\n        note: n\n", 4, 15,
         "categories:\n  a:\n    terms:\n      - weight: 0.7\n        term: foo\n        note: n\n"},
        {"characters, not bytes", "categories: {\u00E9: {terms: [\u00E9\u00E9, foo]}}", 1, 30,
         "categories: {\u00E9: {terms: [\u00E9\u00E9, {term: foo, weight: 0.7}]}}"},
        {"escapes are left alone", "categories: {a: {terms: [\"f\\u006Fo\"]}}", 1, 26, NULL},
        {"a term of a context is none", "categories: {a: {terms: [{term: x, with: [foo]}]}}\n", 1, 1, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_term_change change = {rows[i].line, rows[i].column, "weight", VB_LITERAL("0.7"), false};
        vb_buffer out = {0};
        vb_error err = {0};
        cr_assert_eq(vb_terms_splice(vb_str_of(rows[i].source), "x.yaml", &change, 1, &out, &err), VB_OK, "%s: %s",
                     rows[i].rule, err.text);
        vb_buffer_add_char(&out, '\0');
        cr_expect_str_eq(out.ptr, rows[i].expected == NULL ? rows[i].source : rows[i].expected, "%s: %s",
                         rows[i].rule, out.ptr);
        cr_expect_eq(change.done, rows[i].expected != NULL, "%s", rows[i].rule);
        vb_buffer_release(&out);
    }
}

Test(splice, entries)
{
    static const struct {
        const char *rule, *source, *key; /* of the list or map */
        size_t at;
        const char *entry, *expected; /* NULL: it is not known where */
    } rows[] = {
        {"behind the last of a list", "t:\n  - x  # why\n# end\n", "t", 1, "new",
         "t:\n  - x  # why\n  - new\n# end\n"},
        {"a list as deep as its key", "t:\n- x\nu: v\n", "t", 1, "new", "t:\n- x\n- new\nu: v\n"},
        {"behind a map over lines", "t:\n  - k: x\n    l: y\n", "t", 1, "new", "t:\n  - k: x\n    l: y\n  - new\n"},
        {"first in brackets", "t: [x, y]", "t", 2, "new", "t: [new, x, y]"},
        {"in empty brackets", "t: []", "t", 0, "new", "t: [new]"},
        {"in braces", "t: {k: v}", "t", 1, "n: w", "t: {n: w, k: v}"},
        {"a key between others", "t:\n  k: [v]\n  # of l\n  l: w\n", "t", 1, "n: w",
         "t:\n  k: [v]\n  n: w\n  # of l\n  l: w\n"},
        {"no end of the last line", "t:\n  - x", "t", 1, "new", "t:\n  - x\n  - new"},
        {"ends of lines", "t:\r\n  - x\r\n", "t", 1, "new", "t:\r\n  - x\r\n  - new\r\n"},
        {"a byte order mark", "\uFEFFt:\n  - x\n", "t", 1, "new", "\uFEFFt:\n  - x\n  - new\n"},
        {"a text over lines ends nobody knows where", "t:\n  - |\n    x\n", "t", 1, "new", NULL},
        {"nor one with escapes", "t:\n  - \"\\x41\"\n", "t", 1, "new", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_buffer out = {0};
        vb_arena arena = {0};
        vb_error err = {0};
        vb_str source = vb_str_of(rows[i].source);
        const vb_yaml *root = vb_yaml_read(source, "x.yaml", &arena, &err);
        cr_assert_not_null(root, "%s: %s", rows[i].rule, err.text);
        bool done =
            vb_entry_splice(source, vb_yaml_find(root, rows[i].key), rows[i].at, vb_str_of(rows[i].entry), &out);
        cr_expect_eq(done, rows[i].expected != NULL, "%s", rows[i].rule);
        vb_buffer_add_char(&out, '\0');
        cr_expect_str_eq(out.ptr, rows[i].expected == NULL ? "" : rows[i].expected, "%s: %s", rows[i].rule, out.ptr);
        vb_buffer_release(&out);
        vb_arena_release(&arena);
    }
}
