/* Words of answers that were not recognised. */
#include "run/unmatched.h"

#include "base/str.h"

#include <criterion/criterion.h>

/* Two forms of one stem in an answer are one answer; of the forms the one that more answers have stands for them. */
Test(unmatched, counts_answers_not_words)
{
    static const char batch[] = "school\tschool\nschool\tschools\nbus\tbuses\n\n"
                                "school\tschools\n\n"
                                "\n"
                                "school\tschools\nbus\tbuses\n\n"
                                "once\tonce\n\n";
    vb_unmatched unmatched = {0};
    vb_arena arena = {0};
    cr_assert(vb_unmatched_count(&unmatched, (vb_str){batch, sizeof batch - 1}));
    cr_expect_eq(unmatched.answers, 5);
    const vb_report_word *words;
    size_t n;
    cr_assert(vb_unmatched_list(&unmatched, 2, &arena, &words, &n));
    cr_assert_eq(n, 2);
    cr_expect(vb_str_equal(words[0].word, VB_LITERAL("schools")));
    cr_expect_eq(words[0].answers, 3);
    cr_expect(vb_str_equal(words[1].word, VB_LITERAL("buses")));
    cr_expect_eq(words[1].answers, 2);
    vb_arena_release(&arena);
    vb_unmatched_release(&unmatched);
}

/* No more answers, and no more different words, than are promised. */
Test(unmatched, bounds)
{
    vb_unmatched unmatched = {0};
    vb_buffer batch = {0};
    for (size_t i = 0; i < VB_UNMATCHED_WORDS + 10; i++)
        vb_buffer_printf(&batch, "w%zu\tw%zu\n%s", i, i, i % 5 == 4 ? "\n" : "");
    cr_assert(vb_unmatched_count(&unmatched, vb_buffer_str(&batch)));
    cr_expect_eq(unmatched.n, VB_UNMATCHED_WORDS);
    for (size_t i = 0; i < VB_UNMATCHED_ANSWERS; i++)
        vb_buffer_add_text(&batch, "x\tx\n\n");
    cr_assert(vb_unmatched_count(&unmatched, vb_buffer_str(&batch)));
    cr_expect_eq(unmatched.answers, VB_UNMATCHED_ANSWERS);
    vb_buffer_release(&batch);
    vb_unmatched_release(&unmatched);
}
