/* Words of answers that were not recognised. */
#include "run/unmatched.h"

#include "base/str.h"
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Note an answer of words "stem/form", with spaces between. */
static void note(vb_unmatched_words *words, const char *answer)
{
    while (*answer != '\0') {
        size_t stem = strcspn(answer, "/"), end = strcspn(answer, " ");
        cr_assert(vb_unmatched_words_add(words, (vb_str){answer, stem}, (vb_str){answer + stem + 1, end - stem - 1}));
        answer += end + (answer[end] == ' ');
    }
    cr_assert(vb_unmatched_words_end(words));
}

/* Two forms of one stem in an answer are one answer; of the forms the one that more answers have stands for them. */
Test(unmatched, counts_answers_not_words)
{
    vb_unmatched_words words = {0};
    vb_unmatched unmatched = {0};
    vb_arena arena = {0};
    note(&words, "school/school school/schools bus/buses");
    note(&words, "school/schools school/schools");
    cr_assert(vb_unmatched_count(&unmatched, &words));
    vb_unmatched_words_clear(&words);
    note(&words, "");
    note(&words, "school/schools bus/buses");
    note(&words, "once/once");
    cr_assert(vb_unmatched_count(&unmatched, &words));
    cr_expect_eq(unmatched.answers, 5);
    const vb_report_word *list;
    size_t n;
    cr_assert(vb_unmatched_list(&unmatched, 2, &arena, &list, &n));
    cr_assert_eq(n, 2);
    cr_expect(vb_str_equal(list[0].word, VB_LITERAL("schools")));
    cr_expect_eq(list[0].answers, 3);
    cr_expect(vb_str_equal(list[1].word, VB_LITERAL("buses")));
    cr_expect_eq(list[1].answers, 2);
    vb_arena_release(&arena);
    vb_unmatched_release(&unmatched);
    vb_unmatched_words_release(&words);
}

/* An answer that is noted again by its numbers counts as when its words are looked at. */
Test(unmatched, noted_again)
{
    vb_unmatched_words words = {0};
    vb_unmatched unmatched = {0};
    vb_arena arena = {0};
    note(&words, "bus/bus school/schools bus/bus");
    cr_expect_eq(words.n_batch, 3, "two words and the end");
    uint32_t numbers[2] = {words.batch[0], words.batch[1]};
    cr_expect(!vb_unmatched_words_clear(&words), "nothing is forgotten yet");
    cr_assert(vb_unmatched_words_note_again(&words, numbers, 2));
    cr_assert(vb_unmatched_words_note_again(&words, numbers, 2));
    cr_assert(vb_unmatched_words_note_again(&words, NULL, 0));
    note(&words, "bus/bus");
    cr_assert(vb_unmatched_count(&unmatched, &words));
    cr_expect_eq(unmatched.answers, 4);
    const vb_report_word *list;
    size_t n;
    cr_assert(vb_unmatched_list(&unmatched, 1, &arena, &list, &n));
    cr_assert_eq(n, 2);
    cr_expect(vb_str_equal(list[0].word, VB_LITERAL("bus")) && list[0].answers == 3);
    cr_expect(vb_str_equal(list[1].word, VB_LITERAL("schools")) && list[1].answers == 2);
    vb_arena_release(&arena);
    vb_unmatched_release(&unmatched);
    vb_unmatched_words_release(&words);
}

/* Two threads' words are counted together, whatever numbers each gives them. */
Test(unmatched, adds_threads_up)
{
    vb_unmatched_words a = {0}, b = {0};
    vb_unmatched unmatched = {0};
    vb_arena arena = {0};
    note(&a, "bus/bus school/school");
    note(&b, "school/schools bus/bus");
    cr_assert(vb_unmatched_count(&unmatched, &a));
    cr_assert(vb_unmatched_count(&unmatched, &b));
    const vb_report_word *list;
    size_t n;
    cr_assert(vb_unmatched_list(&unmatched, 1, &arena, &list, &n));
    cr_assert_eq(n, 2);
    cr_expect(vb_str_equal(list[0].word, VB_LITERAL("bus")));
    cr_expect_eq(list[0].answers, 2);
    cr_expect(vb_str_equal(list[1].word, VB_LITERAL("school")), "of forms as frequent the first by the alphabet");
    cr_expect_eq(list[1].answers, 2);
    vb_arena_release(&arena);
    vb_unmatched_release(&unmatched);
    vb_unmatched_words_release(&a);
    vb_unmatched_words_release(&b);
}

/* No more answers, and no more different words, than are promised; what has been counted once goes on being. */
Test(unmatched, bounds)
{
    vb_unmatched_words words = {0};
    vb_unmatched unmatched = {0};
    for (size_t i = 0; i < VB_UNMATCHED_WORDS + 10; i++) {
        char word[24];
        (void)snprintf(word, sizeof word, "w%zu", i);
        cr_assert(vb_unmatched_words_add(&words, vb_str_of(word), vb_str_of(word)));
        if (i % 5 == 4)
            cr_assert(vb_unmatched_words_end(&words));
    }
    cr_assert(vb_unmatched_count(&unmatched, &words));
    cr_expect_eq(unmatched.n, VB_UNMATCHED_WORDS);
    vb_unmatched_words_clear(&words);
    for (size_t i = 0; i < VB_UNMATCHED_ANSWERS; i++)
        note(&words, "x/x");
    cr_assert(vb_unmatched_count(&unmatched, &words));
    cr_expect_eq(unmatched.answers, VB_UNMATCHED_ANSWERS);
    cr_expect_eq(unmatched.n, VB_UNMATCHED_WORDS);
    vb_unmatched_release(&unmatched);
    vb_unmatched_words_release(&words);
}

/* A word that only indicates is one that the lexicon has no term for; one that is a term's too is not. */
Test(unmatched, indicators)
{
    support_coder s =
        support_open("lexicon: x\ncategories: {a: {terms: [ticket office], indicators: [office, garage]}}");
    vb_unmatched_words words = {0};
    vb_unmatched unmatched = {0};
    vb_arena arena = {0};
    vb_coding coding;
    vb_error err;
    cr_assert_eq(vb_session_code(s.session, VB_LITERAL("garage office pigeons"), &coding, &err), VB_OK);
    cr_assert(vb_unmatched_words_note(&words, s.session));
    cr_assert(vb_unmatched_count(&unmatched, &words));
    const vb_report_word *list;
    size_t n;
    cr_assert(vb_unmatched_list(&unmatched, 1, &arena, &list, &n));
    cr_assert_eq(n, 2);
    cr_expect(vb_str_equal(list[0].word, VB_LITERAL("garage")));
    cr_expect(vb_str_equal(list[1].word, VB_LITERAL("pigeons")));
    vb_arena_release(&arena);
    vb_unmatched_release(&unmatched);
    vb_unmatched_words_release(&words);
    support_close(&s);
}
