/* Terms that are bound to be an item by themselves, or to short answers. */
#include "match/matching.h"

/* Joiners are terms without matches of their own: three dashes in front of the others' matches. */
#define JOINED "joiners:\n  - and\n  - or\n  - plus"
#define NONE_OF_THEM "- | - | - | "

Test(bounds, alone)
{
    static const matching_row rows[] = {
        {"the whole answer", NULL, "{term: parents, alone: true}", "Parents!", "1"},
        {"a clause", NULL, "{term: parents, alone: true}", "time, parents, money", "2"},
        {"not within a clause", NULL, "{term: parents, alone: true}", "my parents taught me", "-"},
        {"not at its start", NULL, "{term: parents, alone: true}", "parents taught me", "-"},
        {"not at its end", NULL, "{term: parents, alone: true}", "thank you parents", "-"},
        {"marks part items", NULL, "{term: parents, alone: true}", "board/parents & staff+parents", "2, 4"},
        {"so do bullets", NULL, "{term: parents, alone: true}", "board \u2022 parents \u2022 staff", "2"},
        {"a hyphen does not", NULL, "{term: parents, alone: true}", "grand-parents", "-"},
        {"joiners part items", JOINED, "{term: parents, alone: true}", "time and parents or money", NONE_OF_THEM "3"},
        {"no joiners, no parting", NULL, "{term: parents, alone: true}", "time and parents", "-"},
        {"several words", JOINED, "{term: (the)? school board, alone: true}", "money plus the school board",
         NONE_OF_THEM "3 4 5"},
        {"a joiner is no term", JOINED, "{term: parents, alone: true}\nand then", "and then", NONE_OF_THEM "- | 1 2"},
    };
    MATCHING_CHECK(rows);
}

Test(bounds, most_words)
{
    static const matching_row rows[] = {
        {"as many", NULL, "{term: union, most-words: 3}", "the union again", "2"},
        {"one more", NULL, "{term: union, most-words: 3}", "the union, once again", "-"},
        {"other terms are free", NULL, "{term: union, most-words: 1}\nagain", "the union again", "- | 3"},
        {"both bounds", NULL, "{term: union, most-words: 3, alone: true}", "union, time", "1"},
        {"both bounds, one kept", NULL, "{term: union, most-words: 3, alone: true}", "union time", "-"},
        {"a regex too", NULL, "{term: /uni\\w+/, most-words: 2}", "the union again", "-"},
    };
    MATCHING_CHECK(rows);
}

/* A joiner is looked for beside a match, so it is one word; the place is the term's. */
Test(bounds, a_joiner_of_two_words)
{
    vb_error err = {0};
    vb_str yaml = vb_str_of("lexicon: x\njoiners: [and, as well]\ncategories: {a: {terms: [b]}}\n");
    vb_lexicon *lexicon = vb_lexicon_parse(yaml, "test.yaml", NULL, 0, &err);
    cr_assert_not_null(lexicon);
    cr_expect_null(vb_coder_new(lexicon, &err));
    cr_expect_eq(err.code, VB_ERROR_LEXICON);
    cr_expect_eq(err.line, 2);
    cr_expect_eq(err.column, 16);
    vb_lexicon_free(lexicon);
}
