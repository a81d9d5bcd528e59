/* The outline of a regular expression, and which texts pass it: never fewer than those in which it matches. */
#include "match/regex_sieve.h"
#include "match/regex.h"
#include "match/regex_random.h"
#include "support.h"

/* A pattern's sieve; NULL if it has no outline. */
static vb_sieve *open_sieve(const char *pattern, bool match_case, vb_outline **outline)
{
    vb_arena arena = {0};
    const vb_regex_branch *tree;
    cr_assert(vb_regex_tree_read(vb_str_of(pattern), &arena, &tree));
    cr_assert(vb_outline_new(tree, match_case, outline));
    vb_arena_release(&arena);
    return *outline == NULL ? NULL : vb_sieve_new(*outline, 1 << 20);
}

static vb_sieve_result run(vb_sieve *sieve, const char *text)
{
    vb_sieve_result result;
    cr_assert(vb_sieve_run(sieve, vb_str_of(text), &result));
    return result;
}

Test(regex_sieve, cases)
{
    enum { STOPS = VB_SIEVE_STOPS, PASSES, MATCHES };
    static const struct {
        const char *rule, *pattern, *text;
        bool match_case;
        int result;
    } rows[] = {
        {"letters", "no time", "has no time", false, MATCHES},
        {"letters", "no time", "has no  time", false, STOPS},
        {"case is no matter", "No time", "nO TIME", false, MATCHES},
        {"case is a matter", "No time", "no time", true, STOPS},
        {"case is a matter", "No time", "No time", true, MATCHES},
        {"the beginning", "^time", "time", false, MATCHES},
        {"the beginning", "^time", "no time", false, STOPS},
        {"the beginning of some branches", "^no|time", "free time", false, MATCHES},
        {"the beginning within a group", "(?:^|, )time", "no time", false, STOPS},
        {"the beginning within a group", "(?:^|, )time", "no, time", false, MATCHES},
        {"the end", "time$", "time", false, MATCHES},
        {"the end", "time$", "times", false, STOPS},
        {"the end behind what may be left out", "time\\W*$", "time...", false, MATCHES},
        {"the end again and again", "^(?:time(?: |$))+$", "time time", false, MATCHES},
        {"the end before a line break", "time$", "time\n", false, PASSES},
        {"a choice", "^(?:no|not) time", "not time", false, MATCHES},
        {"a choice", "^(?:no|not) time", "nor time", false, STOPS},
        {"a choice of nothing", "^no(?:t|) time", "no time", false, MATCHES},
        {"left out", "^no(?:t)? time", "nott time", false, STOPS},
        {"again", "^(?:so )+no", "so so so no", false, MATCHES},
        {"again", "^(?:so )+no", "no", false, STOPS},
        {"again or not", "^(?:so )*no", "no", false, MATCHES},
        {"so many times is once or more often", "^a{3}$", "a", false, PASSES},
        {"so many times is once or more often", "^a{3}$", "b", false, STOPS},
        {"at most so many times is any number", "^a{0,3}$", "aaaa", false, PASSES},
        {"what is taken may be given back", "^a++a$", "aa", false, PASSES},
        {"sets", "^\\w\\W\\d\\s.\\h$", "a-1 x ", false, MATCHES},
        {"letters are no signs", "^\\W", "a", false, STOPS},
        {"signs are no letters", "^\\w", "'", false, STOPS},
        {"letters are no digits", "^\\d", "a", false, STOPS},
        {"letters are no spaces", "^\\s", "a", false, STOPS},
        {"sets of all others", "^\\D\\S\\H\\V$", "a-x,", false, MATCHES},
        {"sets of all others", "^\\D|^\\S\\H", "1 ", false, STOPS},
        {"an underscore is of a word", "^\\W", "_", false, STOPS},
        {"any character but a line break", "^.", "\nx", false, STOPS},
        {"a mark taken as it is", "^n\\/a\\.", "n/a.", false, MATCHES},
        {"a mark taken as it is", "^n\\/a\\.", "n/a!", false, STOPS},
        {"a class", "^[a-cX]x", "zx", false, STOPS},
        {"a class", "^[a-cX]x", "Bx", false, MATCHES},
        {"a class", "^[a-cX]x", "xx", false, MATCHES},
        {"a class, case kept", "^[a-cX]x", "Bx", true, STOPS},
        {"a class of all others", "^[^a-c]x", "Bx", false, STOPS},
        {"a class of all others", "^[^a-c]x", "dx", false, MATCHES},
        {"a class of a bracket, a hyphen, a caret", "^[]^-][^]^-]", "]x", false, MATCHES},
        {"a class of a bracket, a hyphen, a caret", "^[]^-][^]^-]", "^-", false, STOPS},
        {"a class of sets", "^[\\w-][\\d\\s\\]]$", "-]", false, MATCHES},
        {"a class of sets", "^[\\w-][\\d\\s\\]]$", "-a", false, STOPS},
        {"a class of what is not understood is any character", "^[\\x41]", "z", false, PASSES},
        {"a class of other letters is any character", "^[\u00E9]", "z", false, PASSES},
        {"another letter is any character", "^\u212A9", "k9", false, PASSES},
        {"what stands around is not asked", "^no(?= money) time", "no time", false, PASSES},
        {"where words end is not asked", "^no\\btime", "notime", false, PASSES},
        {"another letter is in all sets", "^a\\W$", "a\u00E9", false, PASSES},
        {"another letter is in all sets, once", "^a\\W$", "a\u00E9\u00E9", false, STOPS},
        {"another letter is none of ASCII", "^no time", "no \u00E9", false, STOPS},
        {"the empty text", "^a", "", false, STOPS},
        {"the empty text", "^a?$", "", false, PASSES},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_outline *outline;
        vb_sieve *sieve = open_sieve(rows[i].pattern, rows[i].match_case, &outline);
        cr_assert_not_null(sieve);
        for (size_t times = 0; times < 2; times++) /* with states that are new, and known */
            cr_expect_eq((int)run(sieve, rows[i].text), rows[i].result, "%s: %s on %s", rows[i].rule, rows[i].pattern,
                         rows[i].text);
        vb_sieve_free(sieve);
        vb_outline_free(outline);
    }
}

Test(regex_sieve, what_is_not_understood_has_no_outline)
{
    static const char *const patterns[] = {"(?i)time",      "(ab)\\1 time", "\\Qtime\\E",
                                           "(*COMMIT)time", "(?>a|ab)c",    "[\\c]a] time"};
    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        vb_outline *outline;
        cr_expect_null(open_sieve(patterns[i], false, &outline), "%s", patterns[i]);
    }
}

/* Random patterns on random texts: where PCRE2 finds a match the text passes, with all states kept and with few; what
 * is said to match does; and where the outline leaves nothing open, all is said. */
Test(regex_sieve, as_pcre2, .timeout = 60)
{
    random_state state = RANDOM_SEED;
    size_t found_some = 0, ruled_out = 0;
    vb_buffer pattern = {0}, text = {0};
    vb_regex_scratch *scratch = vb_regex_scratch_new();
    for (size_t round = 0; round < 6000; round++) {
        bool plain = round % 2 == 0;
        vb_outline *outline;
        vb_buffer_clear(&pattern);
        regex_random_choice(&state, &pattern, plain, 3);
        vb_regex *regex = vb_regex_new(vb_buffer_str(&pattern), false, NULL);
        if (regex == NULL)
            continue; /* a lookbehind of any length, a place repeated */
        vb_sieve *all = open_sieve(support_text(&pattern), false, &outline);
        cr_assert_not_null(all, "%s", pattern.ptr);
        vb_sieve *few = vb_sieve_new(outline, 400);
        for (size_t k = 0; k < 30 && !vb_regex_matches_nothing(regex); k++) {
            size_t beg, end;
            vb_buffer_clear(&text);
            regex_random_text(&state, &text, plain);
            vb_str it = vb_buffer_str(&text);
            bool found = vb_regex_find(regex, scratch, it, 0, &beg, &end) == VB_REGEX_FOUND;
            vb_sieve_result result = run(all, support_text(&text));
            cr_expect(result == VB_SIEVE_MATCHES ? found : result == VB_SIEVE_PASSES || !found,
                      "%s on \"%s\": %d, but %d", pattern.ptr, text.ptr, (int)result, found);
            cr_expect(!plain || result != VB_SIEVE_PASSES, "%s on \"%s\"", pattern.ptr, text.ptr);
            cr_expect_eq(run(few, text.ptr), result, "%s on \"%s\" with few states", pattern.ptr, text.ptr);
            cr_expect(!found || !outline->whole || (beg == 0 && end + 1 >= it.len), "%s on \"%s\": %zu to %zu",
                      pattern.ptr, text.ptr, beg, end);
            found_some += found;
            ruled_out += result == VB_SIEVE_STOPS;
        }
        vb_sieve_free(all);
        vb_sieve_free(few);
        vb_outline_free(outline);
        vb_regex_free(regex);
    }
    cr_expect_gt(found_some, 10000);
    cr_expect_gt(ruled_out, 10000);
    vb_regex_scratch_free(scratch);
    vb_buffer_release(&pattern);
    vb_buffer_release(&text);
}
