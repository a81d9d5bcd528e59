/* YAML itself: what is read, what is refused, and where. */
#include "lexicon/yaml.h"

#include "lexicon/read.h"

/* The shortest full lexicon, for faults behind it. */
#define HEAD "lexicon: x\ncategories: {a: {terms: [b]}}\n"

Test(yaml, faults)
{
    static const fault_row rows[] = {
        {"empty", "", "0:0: the lexicon is empty, write `lexicon: NAME` and categories"},
        {"empty", "# nothing\n---\n", "0:0: the lexicon is empty, write `lexicon: NAME` and categories"},
        {"no map", "- a\n- b\n", "1:1: no keys at the top, write `lexicon: NAME` and `categories:`"},
        {"no map", "training", "1:1: no keys at the top, write `lexicon: NAME` and `categories:`"},
        {"one document", HEAD "---\nlexicon: y\n", "3:1: a second document, keep one lexicon in a file"},
        {"one document", HEAD "...\n", "fine"},
        {"duplicate key", HEAD "title: a\ntitle: b\n",
         "4:1: the key `title` is in line 3 already, put both under one"},
        {"duplicate key", "lexicon: x\ncategories:\n  a: {terms: [b]}\n  c: {terms: [d]}\n  a: {terms: [e]}\n",
         "5:3: the key `a` is in line 3 already, put both under one"},
        {"duplicate key", "lexicon: x\ncategories:\n  a:\n    terms:\n      - {term: b, case: true, term: c}\n",
         "5:31: the key `term` is in line 5 already, put both under one"},
        {"alias", "lexicon: x\ncategories:\n  a:\n    terms:\n      - *less\n",
         "5:9: an alias, write out what it stands for or quote the text: *less, quote a term that has YAML's own "
         "characters in it"},
        {"anchor", "lexicon: x\ncategories: &c\n  a: {terms: [b]}\n",
         "2:13: an anchor, leave it out or quote the text: &c"},
        {"anchor", "lexicon: x\ntitle: &t text\n", "2:8: an anchor, leave it out or quote the text: &t"},
        {"tag", "lexicon: x\nversion: !!str 1.0\n",
         "2:10: a tag, leave it out or quote the text: tag:yaml.org,2002:str"},
        {"tag", "lexicon: x\ncategories:\n  a:\n    terms:\n      - !important b\n",
         "5:9: a tag, leave it out or quote the text: !important, quote a term that has YAML's own characters in it"},
        {"key", "lexicon: x\n? [a, b]\n: c\n", "2:3: a key that is no text, write `key: value`"},
        {"NUL", "lexicon: x\ntitle: \"a\\0b\"\n", "2:8: a NUL character in a text, take it out"},
        {"UTF-8", "lexicon: x\ntitle: caf\xE9\n", "2:11: byte 22 is not UTF-8, save the file as UTF-8"},
        {"UTF-8", "\xFF\xFEl\0e\0", "1:1: byte 1 is not UTF-8, save the file as UTF-8"},
        {"syntax", "lexicon: x\ncategories:\n  a:\n    terms:\n      - \"b\" c\n",
         "5:13: not YAML: did not find expected '-' indicator while parsing a block collection, quote a term that "
         "has "
         "YAML's own characters in it"},
        {"syntax", "lexicon: x\ncategories:\n  a:\n    terms:\n      - @home\n",
         "5:9: not YAML: found character that cannot start any token while scanning for the next token, quote a term "
         "that has YAML's own characters in it"},
        {"quote that a later one closes",
         "lexicon: x\ncategories:\n  a:\n    label: \"A\n    terms: [x]\n  b:\n    label: \"B\"\n    terms: [y]\n",
         "7:13: not YAML: did not find expected key while parsing a block mapping; the quote that opens in line 4, "
         "column 12 is closed only here: close it where it ends"},
        {"quote of a term that a later one closes",
         "lexicon: x\ncategories:\n  a:\n    terms:\n      - 'no time\n      - hours\n      - can't wait\n",
         "7:13: not YAML: did not find expected '-' indicator while parsing a block collection; the quote that opens "
         "in "
         "line 5, column 9 is closed only here: close it where it ends"},
        {"quote over lines that is not to blame", "lexicon: x\ntitle: 'a\n  b'\nversion: a: b\n",
         "4:11: not YAML: mapping values are not allowed in this context"},
        {"open bracket", "lexicon: x\ncategories:\n  a: {label: A, terms: [x]\n  b: {terms: [y]}\n",
         "4:3: not YAML: did not find expected ',' or '}' while parsing a flow mapping; the bracket that opens in "
         "line 3, "
         "column 6 is not closed: close it where it ends"},
        {"syntax", "lexicon: x\ntitle: a: b\n", "2:9: not YAML: mapping values are not allowed in this context"},
    };
    CHECK_FAULTS(rows);
}

Test(yaml, bare_words_are_text)
{
    expect_lexicon("no, on, yes, null, 1.0, = are text",
                   "lexicon: x\nversion: 1.0\ntitle: no\ncategories:\n  on:\n    label: yes\n    terms:\n"
                   "      - no\n      - on\n      - null\n      - 0x1F\n      - =yes\n",
                   "category on on 1: yes; ; ; \nlexicon x 1.0 no\n"
                   "settings english fold stem longest sentence words clauses gap=3 threshold=1000 spelling=0\n"
                   "term on: 0x1F\nterm on: =yes\nterm on: no\nterm on: null\nterm on: on\n");
}

Test(yaml, levels)
{
    vb_buffer text = {0};
    vb_buffer_add_text(&text, "a: ");
    for (size_t i = 0; i < VB_YAML_MOST_LEVELS; i++)
        vb_buffer_add_char(&text, '[');
    vb_error err = {0};
    cr_expect_null(vb_lexicon_parse(vb_buffer_str(&text), "test.yaml", NULL, 0, &err));
    cr_expect_eq(err.line, 1);
    cr_expect_eq(err.column, 3 + VB_YAML_MOST_LEVELS);
    cr_expect_str_eq(err.text, "more than 64 levels, lists and maps are nested too deep");
    vb_buffer_release(&text);
}

Test(yaml, size)
{
    char *text = calloc(1, VB_YAML_MOST_BYTES + 1);
    cr_assert_not_null(text);
    vb_error err = {0};
    vb_str yaml = {text, VB_YAML_MOST_BYTES + 1};
    cr_expect_null(vb_lexicon_parse(yaml, "test.yaml", NULL, 0, &err));
    cr_expect_str_eq(err.text, "the lexicon is over 64 MiB, split it");
    free(text);
}

/* The column of a fault inside a term, for each way to write the term. */
Test(yaml, places)
{
    static const fault_row rows[] = {
        {"plain", "lexicon: x\ncategories: {a: {terms: [b) c]}}", "2:27: `)` without `(`, open it or write `\\)`"},
        {"double quotes", "lexicon: x\ncategories: {a: {terms: [\"b) c\"]}}",
         "2:28: `)` without `(`, open it or write `\\)`"},
        {"single quotes", "lexicon: x\ncategories: {a: {terms: ['\u00E9b) c']}}",
         "2:29: `)` without `(`, open it or write `\\)`"},
        {"escapes: the start of the text", "lexicon: x\ncategories: {a: {terms: [\"\\x62) c\"]}}",
         "2:26: `)` without `(`, open it or write `\\)`"},
        {"several lines: the start of the text", "lexicon: x\ncategories: {a: {terms: [b\n c) d]}}",
         "2:26: `)` without `(`, open it or write `\\)`"},
        {"a block: the start of the text", "lexicon: x\ncategories: {a: {terms: [b, {term: c) d}]}}",
         "2:37: `)` without `(`, open it or write `\\)`"},
    };
    CHECK_FAULTS(rows);
}
