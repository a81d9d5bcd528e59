#include "output/stat_names.h"

#include "base/str.h"

#include <criterion/criterion.h>

#define LONG "a_name_of_sixty_seven_letters_that_goes_on_and_on_until_it_is_cut__"

/* Given out in this order. */
static const struct {
    const char *wanted, *sav, *dta;
} names[] = {
    {"answer", "answer", "answer"},
    {"Answer", "Answer_2", "Answer"}, /* capitals tell names apart in Stata only */
    {"answer", "answer_3", "answer_2"},
    {"What is your biggest challenge?", "What_is_your_biggest_challenge", "What_is_your_biggest_challenge"},
    {"Q15_1", "Q15_1", "Q15_1"},
    {"1st choice", "v1st_choice", "v1st_choice"},
    {"", "v7", "v7"},
    {"?!", "v8", "v8"},
    {"_x", "v_x", "_x"},
    {"with", "with_", "with_"},
    {"by", "by_", "by"},
    {"str12", "str12", "str12_"},
    {"a.b.", "a.b", "a_b"},
    {"Años", "Años", "Años"},
    {"naïve “quotes”", "naïve_quotes", "naïve_quotes"},
    {LONG, "a_name_of_sixty_seven_letters_that_goes_on_and_on_until_it_is_cu", "a_name_of_sixty_seven_letters_th"},
    {LONG, "a_name_of_sixty_seven_letters_that_goes_on_and_on_until_it_is__2", "a_name_of_sixty_seven_letters__2"},
    {"éééééééééééééééééééééééééééééééééé", "éééééééééééééééééééééééééééééééé", "éééééééééééééééééééééééééééééééé"},
};

Test(stat_names, table)
{
    for (int dta = 0; dta < 2; dta++) {
        vb_arena arena = {0};
        vb_stat_names list = {.dta = dta == 1, .taken = {.seed = 1}, .arena = &arena};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            const char *made = vb_stat_name_make(&list, vb_str_of(names[i].wanted), i + 1);
            cr_assert(made != NULL);
            cr_expect_str_eq(made, dta == 1 ? names[i].dta : names[i].sav, "\"%s\": %s", names[i].wanted, made);
        }
        vb_map_release(&list.taken);
        vb_arena_release(&arena);
    }
}

Test(stat_names, cut)
{
    vb_str s = VB_LITERAL("aé“x");
    cr_expect(vb_stat_cut(s, 100, 100).len == 7);
    cr_expect(vb_stat_cut(s, 6, 100).len == 6);
    cr_expect(vb_stat_cut(s, 5, 100).len == 3);
    cr_expect(vb_stat_cut(s, 2, 100).len == 1);
    cr_expect(vb_stat_cut(s, 100, 2).len == 3);
    cr_expect(vb_stat_cut(s, 0, 2).len == 0);
}
