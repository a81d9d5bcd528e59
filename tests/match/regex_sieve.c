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
    return *outline == NULL ? NULL : vb_sieve_new(*outline);
}

static bool passes(vb_sieve *sieve, vb_str text)
{
    bool passed;
    cr_assert(vb_sieve_run(sieve, text, &passed));
    return passed;
}

Test(regex_sieve, cases)
{
    static const struct {
        const char *rule, *pattern, *text;
        bool match_case, passes;
    } rows[] = {
        {"letters", "no time", "has no time", false, true},
        {"letters", "no time", "has no  time", false, false},
        {"case is no matter", "No time", "nO TIME", false, true},
        {"case is a matter", "No time", "no time", true, false},
        {"case is a matter", "No time", "No time", true, true},
        {"the beginning", "^time", "time", false, true},
        {"the beginning", "^time", "no time", false, false},
        {"the beginning of some branches", "^no|time", "free time", false, true},
        {"the beginning within a group", "(?:^|, )time", "no time", false, false},
        {"the beginning within a group", "(?:^|, )time", "no, time", false, true},
        {"the end", "time$", "time", false, true},
        {"the end", "time$", "times", false, false},
        {"the end behind what may be left out", "time\\W*$", "time...", false, true},
        {"the end again and again", "^(?:time(?: |$))+$", "time time", false, true},
        {"the end before a line break", "time$", "time\n", false, true},
        {"a choice", "^(?:no|not) time", "not time", false, true},
        {"a choice", "^(?:no|not) time", "nor time", false, false},
        {"a choice of nothing", "^no(?:t|) time", "no time", false, true},
        {"left out", "^no(?:t)? time", "nott time", false, false},
        {"again", "^(?:so )+no", "so so so no", false, true},
        {"again", "^(?:so )+no", "no", false, false},
        {"again or not", "^(?:so )*no", "no", false, true},
        {"so many times is once or more often", "^a{3}$", "a", false, true},
        {"so many times is once or more often", "^a{3}$", "b", false, false},
        {"at most so many times is any number", "^a{0,3}$", "aaaa", false, true},
        {"sets", "^\\w\\W\\d\\s.\\h$", "a-1 x ", false, true},
        {"letters are no signs", "^\\W", "a", false, false},
        {"signs are no letters", "^\\w", "'", false, false},
        {"letters are no digits", "^\\d", "a", false, false},
        {"letters are no spaces", "^\\s", "a", false, false},
        {"an underscore is of a word", "^\\W", "_", false, false},
        {"a mark taken as it is", "^n\\/a\\.", "n/a.", false, true},
        {"a mark taken as it is", "^n\\/a\\.", "n/a!", false, false},
        {"a class is any character", "^[a-c]x", "zx", false, true},
        {"another letter is any character", "^\u212A9", "k9", false, true},
        {"what stands around is not asked", "^no(?= money) time", "no time", false, true},
        {"where words end is not asked", "^no\\btime", "notime", false, true},
        {"nothing is known from other letters on", "^no time", "no \u00E9", false, true},
        {"but before them", "^no time", "on \u00E9", false, false},
        {"the empty text", "^a", "", false, false},
        {"the empty text", "^a?$", "", false, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_outline *outline;
        vb_sieve *sieve = open_sieve(rows[i].pattern, rows[i].match_case, &outline);
        cr_assert_not_null(sieve);
        for (size_t times = 0; times < 2; times++) /* with states that are new, and known */
            cr_expect_eq(passes(sieve, vb_str_of(rows[i].text)), rows[i].passes, "%s: %s on %s", rows[i].rule,
                         rows[i].pattern, rows[i].text);
        vb_sieve_free(sieve);
        vb_outline_free(outline);
    }
}

Test(regex_sieve, what_is_not_understood_has_no_outline)
{
    static const char *const patterns[] = {"(?i)time", "(ab)\\1 time", "\\Qtime\\E", "(*COMMIT)time", "(?>a|ab)c"};
    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        vb_outline *outline;
        cr_expect_null(open_sieve(patterns[i], false, &outline), "%s", patterns[i]);
    }
}

/* Random patterns on random texts: where PCRE2 finds a match the text passes, with all states kept and with few; and
 * where the outline leaves nothing open, it passes nowhere else. */
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
        vb_sieve *few = vb_sieve_new(outline);
        vb_sieve_limit(few, 400);
        for (size_t k = 0; k < 30 && !vb_regex_matches_nothing(regex); k++) {
            size_t beg, end;
            vb_buffer_clear(&text);
            regex_random_text(&state, &text, plain);
            vb_str it = vb_buffer_str(&text);
            bool found = vb_regex_find(regex, scratch, it, 0, &beg, &end) == VB_REGEX_FOUND, passed = passes(all, it);
            cr_expect(plain ? passed == found : passed || !found, "%s on \"%s\": %d, but %d", pattern.ptr,
                      support_text(&text), passed, found);
            cr_expect_eq(passes(few, it), passed, "%s on \"%s\" with few states", pattern.ptr, text.ptr);
            found_some += found;
            ruled_out += !passed;
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
