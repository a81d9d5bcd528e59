/* Plain quanteda dictionaries. */
#include "lexicon/read.h"

#define SETTINGS "settings english keep unstemmed key none quanteda matches gap=3 threshold=1000 spelling=0\n"

typedef struct {
    const char *rule, *yaml, *expected;
} row;

Test(plain, dictionaries)
{
    static const row rows[] = {
        {"nested keys, lists of patterns",
         "country:\n  VG: [British Virgin Islands]\n  GB:\n    - British\n    - \"*ngland\"\n",
         "category country country 1: ; ; ; \ncategory country/GB GB 2: ; ; ; \ncategory country/VG VG 2: ; ; ; \n"
         "lexicon test  \n" SETTINGS "term country/GB: =British\nterm country/GB: {*ngland}\n"
         "term country/VG: [=British =Virgin =Islands]\n"},
        {"values are trimmed and kept once", "a: [' b ', b, B, \"b c\", b]\n",
         "category a a 1: ; ; ; \nlexicon test  \n" SETTINGS "term a: =b\nterm a: [=b =c]\n"},
        {"the same value in two keys", "a: [x]\nb: [x]\n",
         "category a a 1: ; ; ; \ncategory b b 1: ; ; ; \nlexicon test  \n" SETTINGS "term a: =x\nterm b: =x\n"},
        {"empty keys are allowed", "a: []\nb:\nc: ['']\n",
         "category a a 1: ; ; ; \ncategory b b 1: ; ; ; \ncategory c c 1: ; ; ; \nlexicon test  \n" SETTINGS},
        {"duplicate keys merge", "a: [x]\nb: [y]\na: [z, x]\n",
         "category a a 1: ; ; ; \ncategory b b 1: ; ; ; \nlexicon test  \n" SETTINGS
         "term a: =x\nterm a: =z\nterm b: =y\n"},
        {"duplicate keys merge below", "a: {k: [x]}\na: {k: [y]}\n",
         "category a a 1: ; ; ; \ncategory a/k k 2: ; ; ; \nlexicon test  \n" SETTINGS
         "term a/k: =x\nterm a/k: =y\n"},
        {"NA is text", "NA: [NA, no]\n",
         "category NA NA 1: ; ; ; \nlexicon test  \n" SETTINGS "term NA: =NA\nterm NA: =no\n"},
        {"a single value", "a: x y\n", "category a a 1: ; ; ; \nlexicon test  \n" SETTINGS "term a: [=x =y]\n"},
        {"any characters in keys", "\"A key: \u00E9/b \": [x]\n",
         "category A key: \u00E9/b A key: \u00E9/b 1: ; ; ; \nlexicon test  \n" SETTINGS
         "term A key: \u00E9/b: =x\n"},
        {"a key with a slash is not a nested key", "a/b: [x]\na: {b: [y]}\n",
         "category a a 1: ; ; ; \ncategory a/b a/b 1: ; ; ; \ncategory a/b b 2: ; ; ; \nlexicon test  \n" SETTINGS
         "term a/b: =x\nterm a/b: =y\n"},
        {"keys among values", "a:\n  - x\n  - b: [y]\n",
         "category a a 1: ; ; ; \ncategory a/b b 2: ; ; ; \nlexicon test  \n" SETTINGS "term a/b: =y\nterm a: =x\n"},
        {"what is syntax in terms is text", "a: [^b, (c, d), e..., <f>, buy-in, n/a, 'g,h']\n",
         "category a a 1: ; ; ; \nlexicon test  \n" SETTINGS
         "term a: =(c\nterm a: =<f>\nterm a: =^b\nterm a: =buy-in\nterm a: =d)\nterm a: =e...\nterm a: =g,h\n"
         "term a: =n/a\n"},
        {"categories below a key that is no lexicon", "categories: {a: {terms: [b]}}\n",
         "category categories categories 1: ; ; ; \ncategory categories/a a 2: ; ; ; \n"
         "category categories/a/terms terms 3: ; ; ; \nlexicon test  \n" SETTINGS "term categories/a/terms: =b\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_lexicon(rows[i].rule, rows[i].yaml, rows[i].expected);
}

Test(plain, is_said)
{
    vb_lexicon *lexicon = read_fine("a: [b]\n");
    cr_expect(lexicon->plain);
    cr_expect_eq(lexicon->n_parts, 1);
    cr_expect_eq(lexicon->terms[0].role, VB_ROLE_CATEGORY);
    cr_expect_eq(lexicon->terms[0].line, 1);
    cr_expect_eq(lexicon->terms[0].column, 5);
    vb_lexicon_free(lexicon);
}

Test(plain, faults)
{
    static const fault_row rows[] = {
        {"a nameless key", "a: {'': [b]}\n", "1:5: a key without a name, write one"},
        {"an alias", "a: &x [b]\nb: *x\n",
         "1:4: an anchor, leave it out or quote the text: &x, quote a term that has YAML's own characters in it"},
        {"a star", "a: [*b]\n",
         "1:5: an alias, write out what it stands for or quote the text: *b, quote a term that has YAML's own "
         "characters in it"},
    };
    CHECK_FAULTS(rows);
}
