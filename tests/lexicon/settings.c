/* Settings, and --set. */
#include "lexicon/read.h"

#define TAIL "\ncategories: {a: {terms: [b]}}\n"

typedef struct {
    const char *rule, *settings, *expected;
} row;

Test(settings, values)
{
    static const row rows[] = {
        {"defaults", "{}", "english fold stem longest sentence words clauses gap=3 threshold=1000 spelling=0"},
        {"language", "{language: spanish}",
         "spanish fold stem longest sentence words clauses gap=3 threshold=1000 spelling=0"},
        {"all",
         "{language: english, diacritics: keep, stem: false, overlap: key, breaks: none, gap: 0, threshold: 0.5, "
         "spelling: 2, tokens: quanteda, count: matches}",
         "english keep unstemmed key none quanteda matches gap=0 threshold=500 spelling=2"},
        {"all",
         "{diacritics: fold, stem: true, overlap: all, breaks: sentence, gap: 50, threshold: 1000, spelling: 1, "
         "tokens: words, count: clauses}",
         "english fold stem all sentence words clauses gap=50 threshold=1000000 spelling=1"},
        {"thousandths", "{threshold: 1.25, overlap: longest}",
         "english fold stem longest sentence words clauses gap=3 threshold=1250 spelling=0"},
        {"indication", "{indication: 1.25}",
         "english fold stem longest sentence words clauses gap=3 threshold=1000 indication=1250 spelling=0"},
        {"share", "{share: 0.7}",
         "english fold stem longest sentence words clauses gap=3 threshold=1000 share=700 spelling=0"},
        {"quotes make no difference", "{gap: \"2\", stem: 'false'}",
         "english fold unstemmed longest sentence words clauses gap=2 threshold=1000 spelling=0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        vb_buffer yaml = {0};
        vb_buffer out = {0};
        vb_buffer_printf(&yaml, "lexicon: x\nsettings: %s" TAIL, rows[i].settings);
        vb_lexicon *lexicon = read_fine(printed(&yaml));
        print_settings(&out, &lexicon->settings);
        cr_expect_str_eq(printed(&out), rows[i].expected, "%s: %s", rows[i].rule, out.ptr);
        vb_lexicon_free(lexicon);
        vb_buffer_release(&yaml);
        vb_buffer_release(&out);
    }
}

Test(settings, faults)
{
    static const fault_row rows[] = {
        {"unknown", "lexicon: x\nsettings: {gpa: 2}" TAIL,
         "2:12: unknown setting `gpa` (did you mean `gap`?), settings are language, diacritics, stem, overlap, "
         "breaks, "
         "gap, threshold, share, indication, spelling, tokens, count"},
        {"unknown, nothing near", "lexicon: x\nsettings:\n  gap: 2\n  colour: red" TAIL,
         "4:3: unknown setting `colour`, settings are language, diacritics, stem, overlap, breaks, gap, threshold, "
         "share, indication, spelling, tokens, count"},
        {"no map", "lexicon: x\nsettings: none" TAIL, "2:11: `settings` has no keys, write `key: value` below it"},
        {"empty", "lexicon: x\nsettings:\n  gap:" TAIL,
         "3:7: the setting is empty, write a text or leave the key out"},
        {"a list", "lexicon: x\nsettings: {gap: [1]}" TAIL, "2:17: the setting is a list, write a text"},
        {"diacritics", "lexicon: x\nsettings: {diacritics: strip}" TAIL,
         "2:24: `diacritics` cannot be `strip`, write fold or keep"},
        {"stem", "lexicon: x\nsettings: {stem: no}" TAIL, "2:18: `stem` cannot be `no`, write false or true"},
        {"overlap", "lexicon: x\nsettings: {overlap: short}" TAIL,
         "2:21: `overlap` cannot be `short`, write longest, key or all"},
        {"breaks", "lexicon: x\nsettings: {breaks: paragraph}" TAIL,
         "2:20: `breaks` cannot be `paragraph`, write sentence or none"},
        {"tokens", "lexicon: x\nsettings: {tokens: letters}" TAIL,
         "2:20: `tokens` cannot be `letters`, write words or quanteda"},
        {"count", "lexicon: x\nsettings: {count: words}" TAIL,
         "2:19: `count` cannot be `words`, write clauses or matches"},
        {"gap", "lexicon: x\nsettings: {gap: 51}" TAIL,
         "2:17: `gap` cannot be `51`, write a whole number from 0 to 50"},
        {"gap", "lexicon: x\nsettings: {gap: -1}" TAIL,
         "2:17: `gap` cannot be `-1`, write a whole number from 0 to 50"},
        {"gap", "lexicon: x\nsettings: {gap: 1.0}" TAIL,
         "2:17: `gap` cannot be `1.0`, write a whole number from 0 to 50"},
        {"gap", "lexicon: x\nsettings: {gap: 99999999999999999999}" TAIL,
         "2:17: `gap` cannot be `99999999999999999999`, write a whole number from 0 to 50"},
        {"spelling without a list of words", "lexicon: x\nsettings: {spelling: 1, language: german}" TAIL,
         "2:11: `spelling` needs a list of words, which there is for english and spanish: write 0 for german"},
        {"spelling", "lexicon: x\nsettings: {spelling: 3}" TAIL,
         "2:22: `spelling` cannot be `3`, write a whole number from 0 to 2"},
        {"threshold", "lexicon: x\nsettings: {threshold: 0}" TAIL,
         "2:23: `threshold` cannot be `0`, write a number from 0.001 to 1000 with at most three decimals"},
        {"threshold", "lexicon: x\nsettings: {threshold: 0.0005}" TAIL,
         "2:23: `threshold` cannot be `0.0005`, write a number from 0.001 to 1000 with at most three decimals"},
        {"threshold", "lexicon: x\nsettings: {threshold: 1000.001}" TAIL,
         "2:23: `threshold` cannot be `1000.001`, write a number from 0.001 to 1000 with at most three decimals"},
        {"threshold", "lexicon: x\nsettings: {threshold: .5}" TAIL,
         "2:23: `threshold` cannot be `.5`, write a number from 0.001 to 1000 with at most three decimals"},
        {"share", "lexicon: x\nsettings: {share: 1.001}" TAIL,
         "2:19: `share` cannot be `1.001`, write a number from 0 to 1 with at most three decimals"},
        {"indication", "lexicon: x\nsettings: {indication: 1001}" TAIL,
         "2:24: `indication` cannot be `1001`, write a number from 0 to 1000 with at most three decimals"},
        {"share", "lexicon: x\nsettings: {share: half}" TAIL,
         "2:19: `share` cannot be `half`, write a number from 0 to 1 with at most three decimals"},
    };
    CHECK_FAULTS(rows);
}

/* libstemmer says which languages there are; the list is its own. */
Test(settings, unknown_language)
{
    vb_error err = {0};
    const char *yaml = "lexicon: x\nsettings: {language: klingon}" TAIL;
    cr_assert_null(vb_lexicon_parse(vb_str_of(yaml), "test.yaml", NULL, 0, &err));
    cr_expect_eq(err.line, 2);
    cr_expect_eq(err.column, 22);
    cr_expect_not_null(strstr(err.text, "klingon"), "%s", err.text);
    cr_expect_not_null(strstr(err.text, "spanish"), "%s", err.text);
}

typedef struct {
    const char *rule, *yaml;
    const char *overrides[3];
    const char *expected; /* settings, or the fault */
} override_row;

#define FULL "lexicon: x\nsettings: {gap: 1}" TAIL

Test(settings, overrides)
{
    static const override_row rows[] = {
        {"one", FULL, {"gap=7"}, "english fold stem longest sentence words clauses gap=7 threshold=1000 spelling=0"},
        {"several, the last wins",
         FULL,
         {"stem=false", " gap = 7 ", "gap=9"},
         "english fold unstemmed longest sentence words clauses gap=9 threshold=1000 spelling=0"},
        {"language",
         FULL,
         {"language=spanish"},
         "spanish fold stem longest sentence words clauses gap=1 threshold=1000 spelling=0"},
        {"unknown",
         FULL,
         {"treshold=1"},
         "unknown setting `treshold` (did you mean `threshold`?), settings are language, diacritics, stem, overlap, "
         "breaks, gap, threshold, share, indication, spelling, tokens, count"},
        {"the same checks", FULL, {"gap=51"}, "`gap` cannot be `51`, write a whole number from 0 to 50"},
        {"the same checks", FULL, {"stem="}, "`stem` cannot be ``, write false or true"},
        {"no value", FULL, {"stem"}, "`stem` sets nothing, write KEY=VALUE, as in gap=2"},
        {"plain",
         "a: [b]",
         {"overlap=longest", "count=clauses"},
         "english keep unstemmed longest none quanteda clauses gap=3 threshold=1000 spelling=0"},
        {"plain",
         "a: [b]",
         {"stem=true"},
         "a plain dictionary cannot have `stem=true`, give it `lexicon:` and `categories:` first"},
        {"plain",
         "a: [b]",
         {"tokens=words"},
         "a plain dictionary cannot have `tokens=words`, give it `lexicon:` and `categories:` first"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        vb_error err = {0};
        vb_buffer out = {0};
        size_t n = 0;
        while (n < 3 && rows[i].overrides[n] != NULL)
            n++;
        vb_lexicon *lexicon = vb_lexicon_parse(vb_str_of(rows[i].yaml), "test.yaml", rows[i].overrides, n, &err);
        if (lexicon != NULL)
            print_settings(&out, &lexicon->settings);
        else
            vb_buffer_add_text(&out, err.text);
        cr_expect_eq(err.code, lexicon == NULL ? VB_ERROR_USAGE : VB_OK);
        cr_expect_str_eq(printed(&out), rows[i].expected, "%s: %s", rows[i].rule, out.ptr);
        vb_buffer_release(&out);
        vb_lexicon_free(lexicon);
    }
}

/* The gap of a bare `...` is the setting's. */
Test(settings, gap_in_terms)
{
    const char *const overrides[] = {"gap=7"};
    vb_error err = {0};
    vb_str yaml = VB_LITERAL("lexicon: x\nsettings: {gap: 1}\ncategories: {a: {terms: [b ... c]}}\n");
    vb_buffer out = {0};
    vb_lexicon *lexicon = vb_lexicon_parse(yaml, "test.yaml", overrides, 1, &err);
    cr_assert_not_null(lexicon, "%s", err.text);
    print_pattern(&out, lexicon->terms[0].pattern);
    cr_expect_str_eq(printed(&out), "[b ...7 c]");
    vb_buffer_release(&out);
    vb_lexicon_free(lexicon);
}
