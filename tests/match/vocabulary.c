/* Words decided once must be what words decided every time are; and words at the bounds. */
#include "match/vocabulary.h"

#include "match/matching.h"
#include "text/random.h"

static const char terms[] =
    "train\n=training\nresist*\nwom?n\nno ...2 time\n(lack|short*) of _\n<number> hours\nbuy-in\npre-teach*\n"
    "time ~3 staff\n/tim[ei]/\n{term: IT, case: true}\ncaf\u00E9\ndon't know\n_ money\n^staff\ntime$";

static const char *const words[] = {
    "train",
    "training",
    "Trained",
    "trains",
    "resist",
    "resistance",
    "RESISTS",
    "woman",
    "women",
    "no",
    "No",
    "time",
    "times",
    "Time",
    "lack",
    "lacking",
    "short",
    "shortage",
    "of",
    "5",
    "five",
    "hours",
    "hour",
    "buy",
    "in",
    "buyin",
    "buy-in",
    "pre-teaching",
    "preteach",
    "staff",
    "IT",
    "it",
    "It",
    "caf\u00E9",
    "cafe",
    "cafe\u0301",
    "don't",
    "dont",
    "don\u2019t",
    "know",
    "money",
    "the",
    "and",
    "zip",
    "personalizing",
    "learning",
    "differentiated",
    "\u6642\u9593",
    "supercalifragilistic",
    "tim",
    "timid",
};

static void random_answer(random_state *state, vb_buffer *out)
{
    static const char *const between[] = {" ", " ", " ", " ", " ", ", ", ". ", "\n", " - "};
    vb_buffer_clear(out);
    for (size_t n = random_next(state) % 25; n > 0; n--) {
        if (random_next(state) % 8 == 0)
            vb_buffer_printf(out, "w%zu", (size_t)(random_next(state) % 5000));
        else
            vb_buffer_add_text(out, words[random_next(state) % COUNT_OF(words)]);
        vb_buffer_add_text(out, between[random_next(state) % COUNT_OF(between)]);
    }
    (void)support_text(out);
}

/* Cleared at each answer, at every few words, and never; pairs within answers, too. */
Test(vocabulary, clearing_changes_nothing)
{
    static const size_t most[] = {1, 7, 100, 1000000};
    vb_buffer yaml = {0};
    vb_buffer answer = {0};
    vb_buffer found[COUNT_OF(most)] = {0};
    matching_yaml(&yaml, NULL, terms);
    support_coder s = support_open(support_text(&yaml));
    vb_matcher matchers[COUNT_OF(most)];
    for (size_t i = 0; i < COUNT_OF(most); i++) {
        matchers[i] = matching_open(&s, VB_BREAKS_SENTENCE);
        matchers[i].vocabulary.most = most[i];
        matchers[i].vocabulary.pairs.most = most[COUNT_OF(most) - 1 - i];
    }
    random_state state = RANDOM_SEED;
    size_t matches = 0;
    for (int round = 0; round < 20000; round++) {
        random_answer(&state, &answer);
        for (size_t i = 0; i < COUNT_OF(most); i++) {
            cr_assert(vb_matcher_run(&matchers[i], vb_str_of(answer.ptr)));
            vb_buffer_clear(&found[i]);
            matching_show(&found[i], &matchers[i]);
            cr_assert_str_eq(support_text(&found[i]), found[0].ptr, "round %d, most %zu: %s", round, most[i],
                             answer.ptr);
        }
        matches += matchers[0].n_matches;
    }
    cr_expect(matches > 20000, "%zu: too few to tell", matches);
    cr_expect(matchers[0].vocabulary.n <= 50, "%zu words kept", matchers[0].vocabulary.n);
    cr_expect(matchers[3].vocabulary.pairs.n <= 1, "%zu pairs kept", matchers[3].vocabulary.pairs.n);
    cr_expect(matchers[2].vocabulary.pairs.n <= 7, "%zu pairs kept", matchers[2].vocabulary.pairs.n);
    cr_expect(matchers[3].vocabulary.n > 3000, "%zu words kept", matchers[3].vocabulary.n);
    for (size_t i = 0; i < COUNT_OF(most); i++) {
        vb_matcher_release(&matchers[i]);
        vb_buffer_release(&found[i]);
    }
    support_close(&s);
    vb_buffer_release(&yaml);
    vb_buffer_release(&answer);
}

/* A form wears its own case, marks and apostrophe: forms that fold alike are still decided apart. */
Test(vocabulary, forms_apart)
{
    static const matching_row rows[] = {
        {"case", NULL, "{term: IT, case: true}\nit", "it It IT it IT", "3, 5 | 1, 2, 3, 4, 5"},
        {"beginnings", NULL, "=trainin\n=training\n=trainings", "training trainin trainings", "2 | 1 | 3"},
        {"eight bytes and more", NULL, "=evaluati\n=evaluatio\n=evaluation", "evaluatio evaluation evaluati",
         "3 | 1 | 2"},
        {"at the very end of the answer", NULL, "=training", "the training", "2"},
    };
    MATCHING_CHECK(rows);
}

/* Words of 255, 256, 257 and more bytes, alone and among others. */
Test(vocabulary, longest_word)
{
    static const struct {
        size_t len;
        const char *expected;
    } rows[] = {
        {255, "1 | 1 | 1 2 | 1, 2 | 2"}, {256, "1 | 1 | 1 2 | 1, 2 | 2"},  {257, "- | - | - | 1, 2 | 2"},
        {1000, "- | - | - | 1, 2 | 2"},  {100000, "- | - | - | 1, 2 | 2"},
    };
    vb_buffer yaml = {0};
    vb_buffer found = {0};
    matching_yaml(&yaml, NULL, "a*\n*a\naaa* time\n_\ntime");
    support_coder s = support_open(support_text(&yaml));
    vb_matcher matcher = matching_open(&s, VB_BREAKS_SENTENCE);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char *answer = malloc(rows[i].len + 8);
        cr_assert(answer != NULL);
        memset(answer, 'a', rows[i].len);
        memcpy(answer + rows[i].len, " time", 6);
        cr_assert(vb_matcher_run(&matcher, vb_str_of(answer)));
        vb_buffer_clear(&found);
        matching_show(&found, &matcher);
        cr_expect_str_eq(support_text(&found), rows[i].expected, "%zu bytes: %s", rows[i].len, found.ptr);
        free(answer);
    }
    vb_matcher_release(&matcher);
    support_close(&s);
    vb_buffer_release(&yaml);
    vb_buffer_release(&found);
}

/* Bytes count as written, not as folded: 86 times \u0390 is 172 bytes, but 516 folded; 100 times \u212A (Kelvin) is
 * 300 bytes, but 100 folded. */
Test(vocabulary, longest_word_as_written)
{
    vb_buffer yaml = {0};
    vb_buffer found = {0};
    vb_buffer answer = {0};
    matching_yaml(&yaml, "settings: {diacritics: keep}", "k*\n_");
    support_coder s = support_open(support_text(&yaml));
    vb_matcher matcher = matching_open(&s, VB_BREAKS_SENTENCE);
    for (int i = 0; i < 100; i++)
        vb_buffer_add_text(&answer, "\u212A");
    vb_buffer_add_text(&answer, " \u212A ");
    for (int i = 0; i < 86; i++)
        vb_buffer_add_text(&answer, "\u0390");
    cr_assert(vb_matcher_run(&matcher, vb_buffer_str(&answer)));
    matching_show(&found, &matcher);
    cr_expect_str_eq(support_text(&found), "2 | 1, 2, 3", "%s", found.ptr);
    vb_matcher_release(&matcher);
    support_close(&s);
    vb_buffer_release(&yaml);
    vb_buffer_release(&found);
    vb_buffer_release(&answer);
}
