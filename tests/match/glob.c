#include "match/glob.h"

#include "support.h"
#include "text/random.h"

Test(glob, cases)
{
    static const struct {
        const char *rule, *glob, *word;
        bool fits;
    } rows[] = {
        {"a word", "train", "train", true},
        {"a word", "train", "trains", false},
        {"a word", "train", "trai", false},
        {"a word", "train", "", false},
        {"nothing", "", "", true},
        {"nothing", "", "a", false},
        {"* is zero or more", "resist*", "resist", true},
        {"* is zero or more", "resist*", "resistance", true},
        {"the whole word", "resist*", "irresistible", false},
        {"* in front", "*based", "projectbased", true},
        {"* in front", "*based", "based", true},
        {"* in front", "*based", "basedon", false},
        {"* within", "un*able", "unable", true},
        {"* within", "un*able", "unbelievable", true},
        {"* within", "un*able", "unably", false},
        {"* takes more than its first try", "*ab", "aabab", true},
        {"* takes more than its first try", "a*ab*b", "aabb", true},
        {"* twice", "*change*", "exchanges", true},
        {"* twice", "*change*", "chang", false},
        {"** is *", "a**b", "ab", true},
        {"* alone", "*", "", true},
        {"? is one", "wom?n", "women", true},
        {"? is one", "wom?n", "womn", false},
        {"? is one", "wom?n", "womeen", false},
        {"? at the end", "cat?", "cat", false},
        {"? and *", "?*", "", false},
        {"? and *", "?*", "a", true},
        {"*?, the other way", "*??", "a", false},
        {"? is a character, not a byte", "caf?", "caf\u00E9", true},
        {"? is a character, not a byte", "caf??", "caf\u00E9", false},
        {"? is a character, not a byte", "?", "\U0001F600", true},
        {"? is a character, not a byte", "??", "\u20AC", false},
        {"* and characters", "*\u00E9", "\u00E9t\u00E9", true},
        {"a lead byte in common is not a character", "*\u00E9", "\u00E8", false},
        {"a tail byte in common is not a character", "\u00E9*", "\u0129", false},
        {"backslash", "a\\*", "a*", true},
        {"backslash", "a\\*", "ab", false},
        {"backslash", "a\\?", "a?", true},
        {"backslash", "a\\?", "ab", false},
        {"backslash", "a\\\\*", "a\\bc", true},
        {"backslash", "a\\\\*", "abc", false},
        {"backslash behind *", "*\\*", "ab*", true},
        {"backslash behind *", "*\\*", "ab", false},
        {"case is the fold's business", "IT*", "it", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(vb_glob_fits(vb_str_of(rows[i].glob), vb_str_of(rows[i].word)) == rows[i].fits, "%s: `%s`, \"%s\"",
                  rows[i].rule, rows[i].glob, rows[i].word);
}

/* Bytes of the character that begins at s[0]. */
static size_t width_of(const char *s)
{
    unsigned char c = (unsigned char)*s;
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* By the definition, every way tried. */
static bool naive_fits(const char *glob, const char *word)
{
    if (*glob == '\0')
        return *word == '\0';
    if (*glob == '*')
        return naive_fits(glob + 1, word) || (*word != '\0' && naive_fits(glob, word + width_of(word)));
    if (*word == '\0')
        return false;
    if (*glob == '?')
        return naive_fits(glob + 1, word + width_of(word));
    if (*glob == '\\')
        glob++;
    size_t width = width_of(glob);
    return strncmp(glob, word, width) == 0 && naive_fits(glob + width, word + width);
}

static void random_join(random_state *state, const char *const *pieces, size_t n_pieces, size_t most, char *out)
{
    *out = '\0';
    for (size_t n = random_next(state) % (most + 1); n > 0; n--)
        strcat(out, pieces[random_next(state) % n_pieces]);
}

Test(glob, against_naive)
{
    static const char *const in_globs[] = {"a", "b", "\u00E9", "\u00E8", "*", "*", "?", "\\*", "\\\u00E9", "\\\\"};
    static const char *const in_words[] = {"a", "a", "b", "\u00E9", "\u00E8", "*", "\\"};
    random_state state = RANDOM_SEED;
    size_t fitted = 0;
    for (int round = 0; round < 200000; round++) {
        char glob[64], word[64];
        random_join(&state, in_globs, COUNT_OF(in_globs), 7, glob);
        random_join(&state, in_words, COUNT_OF(in_words), 8, word);
        bool expected = naive_fits(glob, word);
        cr_assert(vb_glob_fits(vb_str_of(glob), vb_str_of(word)) == expected, "`%s`, \"%s\": not %d", glob, word,
                  (int)expected);
        fitted += expected;
    }
    cr_expect(fitted > 5000, "%zu: too few to tell", fitted);
}

/* Twenty `*a` against a thousand `a` and a `b`: trying every way would outlast us all. */
Test(glob, many_stars, .timeout = 10)
{
    char glob[64] = "", word[1002];
    for (int i = 0; i < 20; i++)
        strcat(glob, "*a");
    memset(word, 'a', 1000);
    word[1000] = 'b';
    word[1001] = '\0';
    cr_expect_not(vb_glob_fits(vb_str_of(glob), vb_str_of(word)));
    strcat(glob, "*");
    cr_expect(vb_glob_fits(vb_str_of(glob), vb_str_of(word)));
}
