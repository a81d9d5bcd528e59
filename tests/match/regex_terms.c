/* Terms that are regular expressions: on the folded tokens with the signs between them as written. */
#include "match/matching.h"
#include "match/regex_random.h"

#include <ctype.h>
#include <stdlib.h>

/* The terms themselves, with a calloc() that can fail. */
static bool memory_is_out;
#define calloc(n, size) (memory_is_out ? NULL : (calloc)(n, size))
#include "match/regex_terms.c"
#undef calloc

Test(regex_terms, cases)
{
    static const matching_row rows[] = {
        {"a word", NULL, "/time/", "no time, Time", "2, 3"},
        {"an end in a token takes the token", NULL, "/rain/", "Training rain, drained, ran", "1, 2, 3"},
        {"an end in a token takes the token", NULL, "/ing d/", "training day", "1 2"},
        {"a class", NULL, "/\\bwom[ae]n\\b/", "woman womans women", "1, 3"},
        {"over words", NULL, "/no\\s+(more )?time/", "no  time, no more time", "1 2, 3 4 5"},
        {"signs as written", NULL, "/no, time/", "No time. No, TIME", "3 4"},
        {"signs as written", NULL, "/buy-in/", "buy in buy-in", "3 4"},
        {"signs around are no tokens", NULL, "/, time/", "no, time", "2"},
        {"caseless on both sides", NULL, "/TIME/", "time TIME", "1, 2"},
        {"case kept", NULL, "{term: /IT/, case: true}", "it IT", "2"},
        {"folded tokens", NULL, "/cafe/", "caf\u00E9 CAFE\u0301", "1, 2"},
        {"folded tokens", NULL, "/don't/", "Don\u2019t", "1"},
        {"folded tokens, not stems", NULL, "/\\btrain\\b/", "training train", "2"},
        {"one match a first token", NULL, "/ti|me/", "time time", "1, 2"},
        {"Unicode classes", NULL, "/\\b\\w+\u0434\\b/", "\u0433\u043E\u0434 \u0433\u043E\u0434\u044B", "1"},
        {"start and end of the answer", NULL, "/^no/\n/time$/", "no time, no time", "1 | 4"},
        {"a slash", NULL, "/n\\/a/", "n/a", "1 2"},
        {"nothing", NULL, "/xyz/", "time", "-"},
        {"a mark that is needed", NULL, "/\\w+\\?/", "time? money", "1"},
        {"a mark that is needed and not there", NULL, "/\\w+\\?/", "time. money\uFF1F", "-"},
        {"letters that are needed", NULL, "/gift (card|code)/", "a Gift Code, a gift, a card", "2 3"},
        {"letters that are needed, within a word", NULL, "/rain t/", "no training, to train tomorrow", "4 5"},
        {"letters that are needed, by a folded word", NULL, "/of\\W+fice/", "O\uFB00ice of o\uFB03ce", "-"},
        {"letters that are needed, by a folded word", NULL, "/office/",
         "O\uFB03ce \uFF4F\uFF46\uFF46\uFF49\uFF43\uFF45", "1, 2"},
        {"letters that are needed, marks folded", NULL, "/cafe.bar/", "a CAF\u00C9 bar", "2 3"},
        {"letters that are needed, case kept", NULL, "{term: /NO TIME/, case: true}", "no time, NO TIME", "3 4"},
        {"letters that are needed, in another sentence", NULL, "/time.*money/", "No time. No money", "2 3 4"},
        {"backticks", NULL, "/don't `time`/", "don`t `time`", "1 2"},
        {"beside other terms", NULL, "/ti./\ntime\nno time", "no time", "2 | 2 | 1 2"},
    };
    MATCHING_CHECK(rows);
}

/* Two runs of `x`, cut in every way there is; neither what words are needed nor an outline tells that it is not
 * followed by what it must be. */
Test(regex_terms, that_backtrack_for_ever, .timeout = 30)
{
    vb_buffer yaml = {0};
    vb_buffer found = {0};
    matching_yaml(&yaml, NULL, "/(x+x+)+(?=[yz]).*/\ntime\n/tim[e]/\nno ...1 money");
    support_coder s = support_open(support_text(&yaml));
    vb_matcher matcher = matching_open(&s, VB_BREAKS_SENTENCE);
    char answer[128] = "no time ";
    memset(answer + strlen(answer), 'x', 60);
    strcat(answer, " no good money");
    cr_assert(vb_matcher_run(&matcher, VB_LITERAL("no time, xxy")));
    matching_show(&found, &matcher);
    cr_expect_str_eq(support_text(&found), "3 | 2 | 2 | -");
    cr_expect_eq(matcher.limits_hit, 0);
    for (uint64_t times = 1; times <= 3; times++) {
        cr_assert(vb_matcher_run(&matcher, vb_str_of(answer)));
        vb_buffer_clear(&found);
        matching_show(&found, &matcher);
        cr_expect_str_eq(support_text(&found), "- | 2 | 2 | 4 6", "%s", found.ptr);
        cr_expect(matcher.limits_hit >= times && matcher.limits_hit <= 60 * times, "%zu", (size_t)matcher.limits_hit);
    }
    vb_buffer_release(&yaml);
    vb_buffer_release(&found);
    vb_matcher_release(&matcher);
    support_close(&s);
}

/* When memory is out the answer is not coded, and the next one may be. */
Test(regex_terms, memory_out)
{
    vb_buffer yaml = {0};
    matching_yaml(&yaml, NULL, "/tim[e]/\n/mone[y]/");
    support_coder s = support_open(support_text(&yaml));
    for (size_t again = 0; again < 2; again++) {
        vb_matcher matcher = matching_open(&s, VB_BREAKS_SENTENCE);
        memory_is_out = true;
        cr_expect(!vb_matcher_run(&matcher, VB_LITERAL("no time")));
        memory_is_out = false;
        cr_expect(again == 0 || (vb_matcher_run(&matcher, VB_LITERAL("no time")) && matcher.n_matches == 1));
        vb_matcher_release(&matcher);
    }
    support_close(&s);
    vb_buffer_release(&yaml);
}

/* The first match that has a word in it, as PCRE2 finds it, in a text of ASCII without capital letters: its first and
 * its last token. */
static vb_regex_result find_with_word(vb_regex *regex, vb_regex_scratch *scratch, vb_str text,
                                      const vb_token_list *tokens, size_t *first, size_t *last)
{
    size_t beg, end, from = 0, t = 0;
    while (from < text.len) {
        vb_regex_result result = vb_regex_find(regex, scratch, text, from, &beg, &end);
        if (result != VB_REGEX_FOUND)
            return result;
        while (t < tokens->n && tokens->items[t].end <= beg)
            t++;
        if (t == tokens->n)
            return VB_REGEX_NONE;
        if (tokens->items[t].beg < end) {
            *first = *last = t;
            while (*last + 1 < tokens->n && tokens->items[*last + 1].beg < end)
                (*last)++;
            return VB_REGEX_FOUND;
        }
        from = tokens->items[t].end;
    }
    return VB_REGEX_NONE;
}

/* Random patterns on random answers: whatever is done to spare PCRE2, the term matches where that does. */
Test(regex_terms, as_pcre2, .timeout = 120)
{
    random_state state = RANDOM_SEED;
    size_t n_found = 0, n_not = 0;
    vb_buffer pattern = {0}, term = {0}, yaml = {0}, text = {0}, lower = {0};
    vb_regex_scratch *scratch = vb_regex_scratch_new();
    for (size_t round = 0; round < 3000; round++) {
        vb_buffer_clear(&pattern);
        vb_buffer_clear(&term);
        vb_buffer_clear(&yaml);
        bool whole = round % 2 == 0;
        vb_buffer_add_text(&pattern, whole ? "^(?:" : "");
        regex_random_choice(&state, &pattern, round % 4 == 0, 3);
        vb_buffer_add_text(&pattern, whole ? ")+$" : "");
        vb_regex *regex = vb_regex_new(vb_buffer_str(&pattern), false, NULL);
        if (regex == NULL || vb_regex_matches_nothing(regex)) {
            vb_regex_free(regex);
            continue;
        }
        vb_buffer_printf(&term, "/%s/", support_text(&pattern));
        matching_yaml(&yaml, NULL, support_text(&term));
        support_coder s = support_open(support_text(&yaml));
        vb_matcher matcher = matching_open(&s, VB_BREAKS_SENTENCE);
        for (size_t k = 0; k < 30; k++) {
            vb_buffer_clear(&text);
            vb_buffer_clear(&lower);
            regex_random_text(&state, &text, true);
            for (size_t i = 0; i < text.len; i++)
                vb_buffer_add_char(&lower, (char)tolower((unsigned char)text.ptr[i]));
            cr_assert(vb_matcher_run(&matcher, vb_buffer_str(&text)));
            size_t first, last;
            vb_regex_result found =
                find_with_word(regex, scratch, vb_buffer_str(&lower), &matcher.tokens, &first, &last);
            if (found == VB_REGEX_LIMIT)
                continue;
            cr_expect_eq(matcher.n_matches > 0, found == VB_REGEX_FOUND, "%s on \"%s\": %zu matches", pattern.ptr,
                         support_text(&text), matcher.n_matches);
            if (found == VB_REGEX_FOUND && matcher.n_matches > 0)
                cr_expect(matcher.matches[0].tokens.first == first && matcher.matches[0].tokens.last == last,
                          "%s on \"%s\": %zu to %zu", pattern.ptr, text.ptr, first, last);
            n_found += found == VB_REGEX_FOUND;
            n_not += found == VB_REGEX_NONE;
        }
        vb_matcher_release(&matcher);
        support_close(&s);
        vb_regex_free(regex);
    }
    cr_expect(n_found > 3000 && n_not > 3000, "%zu, %zu", n_found, n_not);
    vb_regex_scratch_free(scratch);
    vb_buffer_release(&pattern);
    vb_buffer_release(&term);
    vb_buffer_release(&yaml);
    vb_buffer_release(&text);
    vb_buffer_release(&lower);
}
