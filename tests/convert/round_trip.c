/* There and back again: nothing changes that the formats on the way can hold. */
#include "convert/read.h"
#include "lexicon/pattern_print.h"

#include <stdlib.h>

/* Read a text, write it, and give what is written; `losses` is how many entries were left out or changed on the way.
 */
static char *pass(reader *read, size_t (*write)(vb_dictionary *, vb_buffer *), const char *text, size_t *terms,
                  size_t *losses)
{
    vb_buffer out = {0};
    vb_dictionary d = read_fine("round trip", read, text);
    *terms = write(&d, &out);
    *losses = d.n_losses;
    vb_buffer_add_char(&out, '\0');
    cr_assert(!d.failed && !out.failed);
    vb_dictionary_release(&d);
    return out.ptr;
}

#define PLAIN_SETTINGS                                                                                               \
    "settings: {stem: false, diacritics: keep, overlap: key, breaks: none, tokens: quanteda, count: matches}\n"

Test(round_trip, lexicon_to_quanteda_and_back)
{
    static const char lexicon[] =
        "lexicon: in\n" PLAIN_SETTINGS "categories:\n"
        "  a:\n    terms:\n      - push back\n      - resist*\n      - \"no\"\n      - lack _ time\n"
        "    categories:\n      b:\n        terms:\n          - buy-in\n          - wom?n\n"
        "          - \"\u00FCber uns\"\n"
        "  c: {}\n";
    static const char between[] = "a:\n  __:\n    - push back\n    - resist*\n    - \"no\"\n    - lack * time\n"
                                  "  b:\n    - buy-in\n    - wom?n\n    - \u00FCber uns\nc: []\n";
    size_t n, again, losses;
    char *quanteda = pass(vb_read_lexicon, vb_write_quanteda, lexicon, &n, &losses);
    cr_expect_str_eq(quanteda, between, "is\n%s", quanteda);
    cr_expect_eq(n, 7);
    cr_expect_eq(losses, 0);
    char *back = pass(vb_read_lexicon, vb_write_lexicon, quanteda, &again, &losses);
    /* A letter outside ASCII needs no quotes. */
    static const char expected[] =
        "lexicon: in\n" PLAIN_SETTINGS "categories:\n"
        "  a:\n    terms:\n      - push back\n      - resist*\n      - \"no\"\n      - lack _ time\n"
        "    categories:\n      b:\n        terms:\n          - buy-in\n          - wom?n\n"
        "          - \u00FCber uns\n"
        "  c: {}\n";
    cr_expect_str_eq(back, expected, "is\n%s", back);
    cr_expect_eq(again, n);
    cr_expect_eq(losses, 0);
    free(quanteda);
    free(back);
}

Test(round_trip, table)
{
    static const char table[] =
        "category,term,weight\nbuy-in/resistance,push back,1\nbuy-in/resistance,\"(a|b) ...2 \"\"c\"\"\",0.5\n"
        "time,=staff,2.25\ntime,\"/x{1,2}/\",1\n";
    size_t n, again, losses;
    char *lexicon = pass(vb_read_table, vb_write_lexicon, table, &n, &losses);
    cr_expect_eq(n, 4);
    cr_expect_eq(losses, 0);
    char *back = pass(vb_read_lexicon, vb_write_table, lexicon, &again, &losses);
    cr_expect_str_eq(back, table, "is\n%s", back);
    cr_expect_eq(again, n);
    free(lexicon);
    free(back);
}

Test(round_trip, dicx)
{
    static const char table[] = "DicTerm,a,a/b\nstress*,X,\nyou know,X,X\n:),,X\n";
    size_t n, losses;
    char *lexicon = pass(vb_read_dicx, vb_write_lexicon, table, &n, &losses);
    char *back = pass(vb_read_lexicon, vb_write_dicx, lexicon, &n, &losses);
    cr_expect_str_eq(back, table, "is\n%s", back);
    cr_expect_eq(n, 4);
    free(lexicon);
    free(back);
}

/* Names and texts that YAML or our own lexicons have a use for. */
Test(round_trip, awkward_texts)
{
    static const char dic[] = "%\n1\tA/b: c\n2\ta b c\n3\t\u4EBA\u306E\u6B7B\n4\tNo\n%\n- x\t1\n# "
                              "y\t2\nyes\t3\n1e3\t3\n{a: b\t4\n\"q\"\t4\nback\\slash\t1\n";
    size_t n, again, losses;
    char *lexicon = pass(vb_read_liwc, vb_write_lexicon, dic, &n, &losses);
    vb_error err = {0};
    vb_lexicon *read = vb_lexicon_parse(vb_str_of(lexicon), "out", NULL, 0, &err);
    cr_assert(read != NULL, "%zu:%zu: %s in\n%s", err.line, err.column, err.text, lexicon);
    cr_expect_eq(read->n_terms, n);
    cr_expect_eq(n, 7);
    cr_expect_eq(vb_lexicon_size(read), 4);
    vb_str names[] = {VB_LITERAL("a-b-c"), VB_LITERAL("a-b-c-2"), VB_LITERAL("category-3"), VB_LITERAL("no")};
    vb_str labels[] = {VB_LITERAL("A/b: c"), VB_LITERAL("a b c"), VB_LITERAL("\u4EBA\u306E\u6B7B"), VB_LITERAL("No")};
    for (size_t i = 0; i < 4; i++) {
        cr_expect(vb_str_equal(vb_lexicon_path(read, i), names[i]), "%.*s", VB_ARG(vb_lexicon_path(read, i)));
        cr_expect(vb_str_equal(vb_lexicon_label(read, i), labels[i]), "%.*s", VB_ARG(vb_lexicon_label(read, i)));
    }
    char *quanteda = pass(vb_read_liwc, vb_write_quanteda, dic, &again, &losses);
    cr_expect_eq(again, n);
    vb_lexicon_free(read);
    read = vb_lexicon_parse(vb_str_of(quanteda), "out", NULL, 0, &err);
    cr_assert(read != NULL && read->plain, "%zu:%zu: %s in\n%s", err.line, err.column, err.text, quanteda);
    cr_expect_eq(read->n_terms, n);
    vb_lexicon_free(read);
    free(lexicon);
    free(quanteda);
}

/* What our term language says and others do not: written out, or left out, never silently. */
Test(round_trip, phrases)
{
    static const struct {
        const char *rule, *term, *phrases;
    } rows[] = {
        {"alternatives", "(no|not enough) time", "no time|not enough time"},
        {"this or nothing", "no (more)? time", "no more time|no time"},
        {"gaps", "a ...2 b", "a b|a * b|a * * b"},
        {"any word", "a _ b", "a * b"},
        {"either order", "a ~1 b", "a b|a * b|b a|b * a"},
        {"hyphens", "buy-in", "buy-in|buy in|buyin"},
        {"hyphens beside globs", "self-*", "self-*|self*"},
        {"numbers", "<number> kids", "LEFT OUT: it has <number>"},
        {"anchors", "^ time", "LEFT OUT: it is bound to the answer's beginning or end"},
        {"expressions", "/x+/", "LEFT OUT: it is a regular expression"},
        {"a thousand phrases", "(a|b|c|d|e|f|g|h|i|j) (a|b|c|d|e|f|g|h|i|j) (a|b|c|d|e|f|g|h|i|j)",
         "LEFT OUT: it stands for more than 500 phrases"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_buffer out = {0}, yaml = {0};
        vb_arena arena = {0};
        vb_error err = {0};
        const char *why = NULL;
        vb_buffer_printf(&yaml, "lexicon: x\ncategories: {a: {terms: ['%s']}}\n", rows[i].term);
        vb_lexicon *lexicon = vb_lexicon_parse(vb_buffer_str(&yaml), "x", NULL, 0, &err);
        cr_assert(lexicon != NULL, "%s: %s", rows[i].term, err.text);
        vb_phrases phrases = vb_phrases_of(lexicon->terms[0].pattern, &arena, &why);
        for (size_t k = 0; k < phrases.n; k++)
            vb_buffer_printf(&out, "%s%.*s", k > 0 ? "|" : "", VB_ARG(phrases.items[k]));
        if (phrases.items == NULL)
            vb_buffer_printf(&out, "LEFT OUT: %s", why);
        cr_expect_str_eq(support_text(&out), rows[i].phrases, "%s: is %s", rows[i].rule, out.ptr);
        vb_lexicon_free(lexicon);
        vb_arena_release(&arena);
        vb_buffer_release(&out);
        vb_buffer_release(&yaml);
    }
}

/* Every term of a shipped lexicon, printed and read again, prints the same. */
Test(round_trip, printed_terms)
{
    static const char *const names[] = {"challenges", "job-titles", "stages"};
    size_t n = 0;
    for (size_t l = 0; l < COUNT_OF(names); l++) {
        vb_error err = {0};
        vb_lexicon *lexicon = vb_lexicon_open(names[l], NULL, 0, &err);
        cr_assert(lexicon != NULL, "%s", err.text);
        for (size_t i = 0; i < lexicon->n_terms; i++) {
            vb_buffer once = {0}, twice = {0};
            vb_arena arena = {0};
            const vb_settings *s = &lexicon->settings;
            vb_pattern_env env = {.arena = &arena, .gap = s->gap, .tokens = s->tokens};
            vb_pattern_print(lexicon->terms[i].pattern, &once);
            const vb_pattern *again = vb_pattern_parse(vb_buffer_str(&once), &env, &err);
            cr_assert(again != NULL, "%.*s as %.*s: %s", VB_ARG(lexicon->terms[i].source),
                      VB_ARG(vb_buffer_str(&once)), err.text);
            vb_pattern_print(again, &twice);
            cr_expect(vb_str_equal(vb_buffer_str(&once), vb_buffer_str(&twice)), "%.*s",
                      VB_ARG(vb_buffer_str(&once)));
            n++;
            vb_buffer_release(&once);
            vb_buffer_release(&twice);
            vb_arena_release(&arena);
        }
        vb_lexicon_free(lexicon);
    }
    cr_expect(n > 1000, "%zu terms", n);
}
