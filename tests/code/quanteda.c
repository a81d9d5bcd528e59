/* A plain dictionary counts as quanteda counts: the facts that its users rely on, from its documentation and tests.
 * The counts are worked out by hand from the fact that the row names. */
#include "support.h"

typedef struct {
    const char *fact, *yaml, *answer, *counts;
} row;

/* "VG 1, GB 2": every key with a count, in the order of the dictionary. */
static void check(const row *rows, size_t n, const char *const *overrides, size_t n_overrides)
{
    for (size_t i = 0; i < n; i++) {
        vb_buffer counts = {0};
        vb_error err = {0};
        vb_coding coding;
        vb_lexicon *lexicon = vb_lexicon_parse(vb_str_of(rows[i].yaml), "test.yml", overrides, n_overrides, &err);
        cr_assert(lexicon != NULL, "%s: %s", rows[i].fact, err.text);
        cr_expect(lexicon->plain, "%s: is no plain dictionary", rows[i].fact);
        vb_coder *coder = vb_coder_new(lexicon, &err);
        vb_session *session = coder == NULL ? NULL : vb_session_new(coder, VB_UNIT_ANSWER, &err);
        cr_assert(session != NULL, "%s", err.text);
        cr_assert(vb_session_code(session, vb_str_of(rows[i].answer), &coding, &err) == VB_OK, "%s", err.text);
        for (size_t k = 0; k < vb_lexicon_size(lexicon); k++)
            for (size_t c = 0; c < coding.n_codes; c++)
                if (coding.codes[c].category == k) {
                    vb_buffer_printf(&counts, "%s%.*s ", counts.len > 0 ? ", " : "",
                                     VB_ARG(vb_lexicon_path(lexicon, k)));
                    support_show_score(&counts, coding.codes[c].score);
                }
        cr_expect_str_eq(support_text(&counts), rows[i].counts, "%s: \"%s\" is %s, not %s by\n%s", rows[i].fact,
                         rows[i].answer, counts.ptr, rows[i].counts, rows[i].yaml);
        vb_buffer_release(&counts);
        vb_session_free(session);
        vb_coder_free(coder);
        vb_lexicon_free(lexicon);
    }
}

#define CHECK(rows) check(rows, COUNT_OF(rows), NULL, 0)

Test(quanteda, patterns)
{
    static const row rows[] = {
        {"case is ignored, in pattern and text", "k: [Tax, DEFICIT]\n", "tax TAX Tax deficit", "k 4"},
        {"a pattern is a whole token", "k: [tax]\n", "taxes taxing surtax tax", "k 1"},
        {"no stemming", "k: [training]\n", "train trained training", "k 1"},
        {"* is zero or more characters", "k: ['tax*']\n", "tax taxes taxing surtax", "k 3"},
        {"* in front and within", "k: ['*ism', 'c*t']\n", "racism ism isms cat ct coast", "k 5"},
        {"? is exactly one", "k: ['wom?n']\n", "women woman womn wommen", "k 2"},
        {"? for several", "k: ['a?\?']\n", "ab abc abcd", "k 1"},
        {". is literal", "k: ['a.c']\n", "abc axc", ""},
        {". is literal, and found", "k: ['3.5']\n", "3.5 or 3x5", "k 1"},
        {"[ is literal", "k: ['[ab]']\n", "a b ab", ""},
        {"( is literal", "k: ['(a)', 'a(b)?']\n", "a ab", ""},
        {"in a phrase each word is a glob of its own", "k: ['not * good', 'a* b?']\n",
         "not very good; not good; ax by; ax b", "k 2"},
        {"a phrase is neighbouring tokens, over any stop", "k: ['united states']\n",
         "United. States united the states", ""},
        {"hyphenated words are one token", "k: [well, 'self-*']\n", "well-known self-esteem self esteem well", "k 2"},
    };
    CHECK(rows);
}

Test(quanteda, counts)
{
    static const row rows[] = {
        {"every match counts", "k: [a]\n", "a b a. A", "k 3"},
        {"nested matches of one key count once", "k: ['A B', 'A B C']\n", "A B C", "k 1"},
        {"and again where they stand alone", "k: ['A B', 'A B C']\n", "A B C and A B", "k 2"},
        {"partial overlaps within a key both count", "k: ['A B', 'B C']\n", "A B C", "k 2"},
        {"the same token by two patterns of a key counts once", "k: [abc, 'ab*']\n", "abc", "k 1"},
        {"across keys overlaps count for each", "VG: [British Virgin Islands]\nGB: [British]\n",
         "The British Virgin Islands is a British territory", "VG 1, GB 2"},
        {"equal matches count for each key", "a: [x y]\nb: ['x *']\n", "x y", "a 1, b 1"},
        {"partial overlaps of two keys both count", "a: [x y]\nb: [y z]\n", "x y z", "a 1, b 1"},
        {"no sentence holds a phrase back", "k: [a b]\n", "a\nb", "k 1"},
    };
    CHECK(rows);
}

/* tokens_lookup(nested_scope = "dictionary") is overlap=longest. */
Test(quanteda, scope_dictionary)
{
    static const char *const overrides[] = {"overlap=longest"};
    static const row rows[] = {
        {"the longest of all keys wins", "VG: [British Virgin Islands]\nGB: [British]\n",
         "The British Virgin Islands is a British territory", "VG 1, GB 1"},
        {"equal spans count for each key", "a: [x y]\nb: ['x *']\n", "x y", "a 1, b 1"},
        {"partial overlaps both count", "a: [x y]\nb: [y z]\n", "x y z", "a 1, b 1"},
    };
    check(rows, COUNT_OF(rows), overrides, 1);
}

Test(quanteda, keys)
{
    static const row rows[] = {
        {"the same key twice is one", "k: [a]\nl: [c]\nk: [b, a]\n", "a b c", "k 2, l 1"},
        {"values are trimmed", "k: ['  a ', \"b\\t\"]\n", "a b", "k 2"},
        {"values are kept once", "k: [a, A, ' a']\n", "a", "k 1"},
        {"empty keys are allowed", "k: []\nl:\nm: [a]\n", "a", "m 1"},
        {"NA is a key, and a value", "NA: [NA]\n", "na NA", "NA 2"},
        {"levels", "c: {gb: [British], fr: [French]}\n", "British, French, British", "c/gb 2, c/fr 1"},
        {"values beside keys below", "c:\n  __: [x]\n  d: [y]\n", "y y", "c/d 2"},
    };
    CHECK(rows);
}
