/* The lists of words: what they have, and going through them. */
#include "text/word_list.h"

#include "support.h"

Test(word_list, has)
{
    static const struct {
        const char *language, *word;
        bool has;
    } rows[] = {
        {"english", "curriculum", true},    {"english", "curiculum", false}, {"english", "teachers", true},
        {"english", "zucchini", true},      {"english", "abacus", true},     {"english", "teach", true},
        {"english", "cafe", false}, /* four letters */
        {"english", "Monday", false},       {"english", "monday", true},     {"english", "", false},
        {"english", "zzzzzz", false},       {"english", "aaaaa", false},     {"spanish", "educacion", true},
        {"spanish", "educasion", false}, {"spanish", "maestro", true},    {"spanish", "curriculum", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect_eq(vb_word_list_has(vb_word_list_of(rows[i].language), vb_str_of(rows[i].word)), rows[i].has,
                     "%s %s", rows[i].language, rows[i].word);
    cr_assert_null(vb_word_list_of("german"));
}

Test(word_list, every_word_once_and_in_order)
{
    for (const vb_word_list *list = vb_word_lists; list->language != NULL; list++) {
        vb_word_cursor cursor = vb_word_list_seek(list, (vb_str){"", 0});
        char last[VB_WORD_LIST_MOST];
        vb_str word, before = {last, 0};
        size_t n = 0;
        for (; vb_word_cursor_next(&cursor, &word); n++) {
            cr_assert(word.len >= VB_WORD_LIST_LEAST && word.len <= VB_WORD_LIST_MOST);
            cr_assert_lt(vb_str_compare(before, word), 0, "%.*s", VB_ARG(word));
            cr_assert(vb_word_list_has(list, word), "%.*s", VB_ARG(word));
            memcpy(last, word.ptr, word.len);
            before.len = word.len;
        }
        cr_assert_eq(n, list->n_words);
        cr_assert_gt(n, 60000);
        cr_assert_eq(strlen(list->sha256), 64);
    }
}

Test(word_list, seek_finds_the_next_word)
{
    static const char *const rows[][2] = {
        {"curriculu", "curriculum"}, {"curriculum", "curriculum"}, {"teacherz", "teaches"}, {"a", "aachen"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_word_cursor cursor = vb_word_list_seek(vb_word_list_of("english"), vb_str_of(rows[i][0]));
        vb_str word;
        cr_assert(vb_word_cursor_next(&cursor, &word));
        cr_expect(vb_str_equal(word, vb_str_of(rows[i][1])), "%s: %.*s", rows[i][0], VB_ARG(word));
    }
    vb_word_cursor end = vb_word_list_seek(vb_word_list_of("english"), VB_LITERAL("zzzz"));
    vb_str word;
    cr_assert_not(vb_word_cursor_next(&end, &word));
}
