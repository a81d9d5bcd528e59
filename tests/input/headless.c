#include "input/headless.h"

#include "base/str.h"

#include <criterion/criterion.h>

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

/* The first cell that is taken as an answer; NULL: it is the column's name. */
static const struct {
    const char *rule, *text, *asked, *first;
    bool quoted;
} rows[] = {
    {"prose", "no time to plan\nmoney\n", NULL, "no time to plan", false},
    {"prose, and no other row", "We have no devices", NULL, "We have no devices", false},
    {"a word in any case, typographic quote", "Parents don\xE2\x80\x99t get it\nx\n", NULL,
     "Parents don\xE2\x80\x99t get it", false},
    {"a full stop", "Students need more time.\nx\n", NULL, "Students need more time.", false},
    {"separators below", "lack of PD\nbuy-in, time\n", NULL, "lack of PD", false},
    {"quotes", "\"no time, really, to plan\"\nmoney\n", NULL, "no time, really, to plan", true},
    {"quotes below", "lack of PD\n\"time, money\"\n", NULL, "lack of PD", true},
    {"stands again", "money\ntime\nmoney\n", NULL, "money", false},
    {"stands again, though tools call columns so", "time\nmoney\ntime\n", NULL, "time", false},
    {"blank lines before", "\nno time to plan\nx\n", NULL, "no time to plan", false},
    {"a known name", "Biggest challenge\nno time\n", NULL, NULL, false},
    {"a known name that stands again", "answer\nno time\nanswer\nPD\n", NULL, NULL, false},
    {"a known name, though prose", "What is our biggest challenge\nno time\n", NULL, NULL, false},
    {"as programs write names", "q4_text\nno time\nq4_text\n", NULL, NULL, false},
    {"a question", "Are we there yet?\nno\n", NULL, NULL, false},
    {"a label", "What we have heard:\nno time\n", NULL, NULL, false},
    {"people are asked", "If not, please specify\nno time\n", NULL, NULL, false},
    {"people are asked: you", "Things you have no use for\nno time\n", NULL, NULL, false},
    {"too short for prose", "no time\nmoney\n", NULL, NULL, false},
    {"no word of prose", "Most pressing need\nno time\n", NULL, NULL, false},
    {"asked for", "no time to plan\nmoney\n", " no time to plan", NULL, false},
    {"something else is asked for", "no time to plan\nmoney\n", "answer", "no time to plan", false},
    {"two columns", "no time to plan,x\nmoney,y\n", NULL, NULL, false},
    {"nothing", "\n\n", NULL, NULL, false},
};

Test(headless, rows)
{
    static const vb_csv csv = {.separator = ',', .line_end = '\n', .columns = 1};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_arena arena = {0};
        vb_headless found;
        cr_assert(vb_headless_find(vb_str_of(rows[i].text), true, &csv, rows[i].asked, &arena, &found));
        cr_expect_eq(found.first.ptr == NULL, rows[i].first == NULL, "%s: %.*s", rows[i].rule, VB_ARG(found.first));
        if (found.first.ptr != NULL && rows[i].first != NULL)
            cr_expect(vb_str_equal(found.first, vb_str_of(rows[i].first)), "%s: %.*s", rows[i].rule,
                      VB_ARG(found.first));
        cr_expect_eq(found.quoted, rows[i].quoted, "%s: quotes", rows[i].rule);
        vb_arena_release(&arena);
    }
}
