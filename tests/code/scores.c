/* Rules 5, 6 and 7: scores, codes, the primary. */
#include "support.h"

#define AB "categories: {a: {terms: [training]}, b: {terms: [parents]}}"
#define FAMILY                                                                                                       \
    "categories: {p: {terms: [people], categories: {x: {terms: [teachers]}, y: {terms: [parents]}}}, q: {terms: "    \
    "[time]}}"

Test(scores, clauses_and_weights)
{
    static const support_row rows[] = {
        {"5: once per clause", AB, "training and training", "a 1 | a | 1", "training counts, training counts"},
        {"5: once per clause", AB, "training, training", "a 2 | a | 1", NULL},
        {"5: once per clause", AB, "Training. Training; training - training", "a 4 | a | 1", NULL},
        {"5: the heaviest in the clause", "categories: {a: {terms: [training, {term: money, weight: 2.5}]}}",
         "training money", "a 2.5 | a | 1", NULL},
        {"5: the heaviest in the clause, in any order",
         "categories: {a: {terms: [training, {term: money, weight: 2.5}]}}", "money training", "a 2.5 | a | 1", NULL},
        {"5: the sum of clauses", "categories: {a: {terms: [training, {term: money, weight: 2.5}]}}",
         "training money, training", "a 3.5 | a | 1", NULL},
        {"5: weights from 0.001",
         "settings: {threshold: 0.001}\ncategories: {a: {terms: [{term: money, weight: 0.001}]}}", "money, money",
         "a 0.002 | a | 1", NULL},
        {"5: weights to 1000", "categories: {a: {terms: [{term: money, weight: 1000}]}}", "money, money",
         "a 2000 | a | 1", NULL},
        {"5: strength doubles the heaviest",
         "emphases: [main]\ncategories: {a: {terms: [training, {term: money, weight: 2.5}]}}", "main money training",
         "a 2.5/5 | a | 1", NULL},
    };
    SUPPORT_CHECK(rows);
}

Test(scores, parents)
{
    static const support_row rows[] = {
        {"5: a parent over its children's matches", FAMILY, "teachers, parents", "p/x 1, p/y 1 | p/x | 1", NULL},
        /* p: 2 (two clauses) against q: 1, so margin (2 - 1) / 2 */
        {"5: a parent over its children's matches", FAMILY, "teachers, parents, time",
         "p/x 1, p/y 1, q 1 | p/x | 0.5", NULL},
        {"5: never by adding children", FAMILY, "teachers and parents, time", "p/x 1, p/y 1, q 1 | p/x | 0", NULL},
        {"5: own and children's, one clause", FAMILY, "people, teachers; time, time", "p/x 1, q 2 | p/x | 0", NULL},
        {"5: own and children's, one clause", FAMILY, "teachers are people, time", "p/x 1, q 1 | p/x | 0", NULL},
        {"5: over all levels",
         "categories: {p: {categories: {x: {categories: {i: {terms: [teachers]}, j: {terms: [parents]}}}}}, q: "
         "{terms: [time]}}",
         "teachers, parents, time", "p/x/i 1, p/x/j 1, q 1 | p/x/i | 0.5", NULL},
        {"5: the heaviest over children",
         "categories: {p: {categories: {x: {terms: [{term: teachers, weight: 3}]}, "
         "y: {terms: [parents]}}}, q: {terms: [time]}}",
         "teachers and parents, time", "p/x 3, p/y 1, q 1 | p/x | 0.6667", NULL},
    };
    SUPPORT_CHECK(rows);
}

#define WEAK_CHILDREN                                                                                                \
    "categories: {p: {terms: [{term: people, weight: 0.5}], categories: {x: {terms: [{term: teachers, weight: "      \
    "0.5}]}, "                                                                                                       \
    "y: {terms: [{term: parents, weight: 0.5}]}}}}"

Test(scores, codes)
{
    static const support_row rows[] = {
        {"6: at the threshold", "settings: {threshold: 2}\n" AB, "training, training", "a 2 | a | 1", NULL},
        {"6: below it", "settings: {threshold: 2.001}\n" AB, "training, training", "weak", NULL},
        {"6: one above, one below", "settings: {threshold: 2}\n" FAMILY, "teachers, parents, parents",
         "p/y 2 | p/y | 1", NULL},
        {"6: no parent beside its child", FAMILY, "people, teachers", "p/x 1 | p/x | 1", NULL},
        {"6: a parent by itself", FAMILY, "people", "p 1 | p | 1", NULL},
        {"6: two weak children make the parent a code", WEAK_CHILDREN, "teachers, parents", "p 1 | p | 1", NULL},
        {"6: not in one clause", WEAK_CHILDREN, "teachers and parents", "weak", NULL},
        {"6: a weak child and its parent", WEAK_CHILDREN, "people, teachers", "p 1 | p | 1", NULL},
        {"6: one child strong enough, the other not", WEAK_CHILDREN, "teachers, teachers, parents", "p/x 1 | p/x | 1",
         NULL},
        {"6: a grandparent",
         "categories: {p: {categories: {x: {categories: {i: {terms: [{term: teachers, weight: 0.5}]}}}, "
         "y: {terms: [{term: parents, weight: 0.5}]}}}}",
         "teachers, parents", "p 1 | p | 1", NULL},
        {"6: in between",
         "categories: {p: {categories: {x: {categories: {i: {terms: [{term: teachers, weight: 0.5}]}, "
         "j: {terms: [{term: parents, weight: 0.5}]}}}}}}",
         "teachers, parents", "p/x 1 | p/x | 1", NULL},
        {"6: by strength", AB, "training, parents, parents", "b 2, a 1 | b | 0.5", NULL},
        {"6: by strength, not by score",
         "emphases: [main]\ncategories: {a: {terms: [training]}, b: {terms: [{term: parents, weight: 1.5}]}}",
         "main training, parents", "a 1/2, b 1.5 | a | 0.25", NULL},
        {"6: then by position", AB, "parents, training", "b 1, a 1 | b | 0", NULL},
        {"6: then by name", "categories: {b: {terms: [training]}, a: {terms: [training]}, c: {terms: [training]}}",
         "training", "a 1, b 1, c 1 | a | 0", NULL},
        /* q has 1.5; p has 2 by two clauses, but neither of its children has more than 1: the primary stands first
         * all the same. */
        {"6: the primary first",
         "categories: {p: {categories: {x: {terms: [teachers]}, y: {terms: [parents]}}}, q: {terms: [{term: time, "
         "weight: 1.5}]}}",
         "time, parents, teachers", "p/y 1, q 1.5, p/x 1 | p/y | 0.25", NULL},
    };
    SUPPORT_CHECK(rows);
}

#define SHARE "settings: {share: 0.6}\n"

Test(scores, share)
{
    static const support_row rows[] = {
        {"6: 1 of 2 is less than 0.6 of it", SHARE AB, "training, parents, parents", "b 2 | b | 0.5", NULL},
        {"6: 1.2 of 2 is not",
         SHARE "categories: {a: {terms: [{term: training, weight: 1.2}]}, b: {terms: [parents]}}",
         "training, parents, parents", "b 2, a 1.2 | b | 0.4", NULL},
        /* a is doubled to 2, but b's score is as high */
        {"6: a share of the score, not of the strength", "emphases: [main]\n" SHARE AB, "main training, parents",
         "a 1/2, b 1 | a | 0.5", NULL},
        /* a has 1.2 of b's 3 (0.4 of it) and, doubled, 2.4; b has 3 all the same */
        {"6: the stronger with less",
         "emphases: [main]\n" SHARE
         "categories: {a: {terms: [{term: training, weight: 1.2}]}, b: {terms: [{term: parents, weight: 3}]}}",
         "main training, parents", "b 3 | b | 0.2", NULL},
        /* a has 1 of b's 2 (0.5) but is as strong and comes first: the strongest needs no share */
        {"6: the strongest needs no share", "emphases: [main]\n" SHARE AB, "main training, parents, parents",
         "a 1/2, b 2 | a | 0", NULL},
        /* y's 1 is half of x's 2, and q's 1 half of p's 3 (three clauses) */
        {"6: of the strongest beside it", SHARE FAMILY, "teachers, teachers, parents, time", "p/x 2 | p/x | 0.6667",
         NULL},
        /* q has 1 of p's 2; x and y are even, but the share is asked of what is beside them */
        {"6: at every level", SHARE FAMILY, "teachers, parents, time", "p/x 1, p/y 1 | p/x | 0.5", NULL},
        /* x has 1 of q's 2: out with the parent that it makes up */
        {"6: a child falls with its parent", SHARE FAMILY, "teachers, time, time", "q 2 | q | 0.5", NULL},
        {"6: what is under the threshold sets no measure",
         "settings: {threshold: 2, share: 1}\n"
         "categories: {p: {categories: {x: {terms: [teachers]}, y: {terms: [parents]}}}}",
         "teachers, parents", "p 2 | p | 1", NULL},
    };
    SUPPORT_CHECK(rows);
}

Test(scores, primary)
{
    static const support_row rows[] = {
        {"7: the strongest", AB, "training, parents, parents", "b 2, a 1 | b | 0.5", NULL},
        {"7: ties to the earliest", AB, "parents and training", "b 1, a 1 | b | 0", NULL},
        {"7: a list's first-named", "categories: {a: {terms: [staff]}, b: {terms: [money]}, c: {terms: [time]}}",
         "time, money, staff", "c 1, b 1, a 1 | c | 0", NULL},
        {"7: a tie of strengths, not of scores",
         "emphases: [main]\ncategories: {a: {terms: [training]}, b: {terms: [parents]}}",
         "main training, parents, parents", "a 1/2, b 2 | a | 0", NULL},
        {"7: its strongest child", FAMILY, "teachers, parents, parents", "p/y 2, p/x 1 | p/y | 1", NULL},
        {"7: its earliest child", FAMILY, "parents, teachers", "p/y 1, p/x 1 | p/y | 1", NULL},
        {"7: the strongest child's child",
         "categories: {p: {categories: {x: {terms: [teachers]}, y: {categories: {i: {terms: [parents]}, j: {terms: "
         "[staff]}}}}}}",
         "teachers, parents, staff, staff", "p/y/j 2, p/x 1, p/y/i 1 | p/y/j | 1", NULL},
        /* x has 1; y has 2 by two clauses, i and j one each: y is stronger, and i its earliest. */
        {"7: from the top, not the strongest leaf",
         "categories: {p: {categories: {x: {terms: [{term: teachers, weight: 1.5}]}, "
         "y: {categories: {i: {terms: [parents]}, j: {terms: [staff]}}}}}}",
         "teachers, parents, staff", "p/y/i 1, p/x 1.5, p/y/j 1 | p/y/i | 1", NULL},
        {"7: from the top, the position of a parent is its earliest match",
         "categories: {p: {terms: [people], categories: {x: {terms: [teachers]}}}, q: {terms: [time, money]}}",
         "people, time, teachers, money", "p/x 1, q 2 | p/x | 0", NULL},
        {"7: own matches do not stop the way down", FAMILY, "people, people, teachers", "p/x 1 | p/x | 1", NULL},
        {"7: a weak child is no primary", WEAK_CHILDREN, "people, teachers", "p 1 | p | 1", NULL},
    };
    SUPPORT_CHECK(rows);
}

Test(scores, margin)
{
    static const support_row rows[] = {
        {"7: margin of one", AB, "training", "a 1 | a | 1", NULL},
        {"7: margin, 3 and 2", AB, "training, training, training, parents, parents", "a 3, b 2 | a | 0.3333", NULL},
        {"7: margin, 3, 2 and 1", "categories: {a: {terms: [x]}, b: {terms: [y]}, c: {terms: [z]}}",
         "x, x, x, y, y, z", "a 3, b 2, c 1 | a | 0.3333", NULL},
        {"7: margin of a tie", AB, "training, parents", "a 1, b 1 | a | 0", NULL},
        {"7: margin of strengths", "emphases: [main]\n" AB, "main training, parents", "a 1/2, b 1 | a | 0.5", NULL},
        {"7: margin of the top, not of children", FAMILY, "teachers, teachers, parents", "p/x 2, p/y 1 | p/x | 1",
         NULL},
        {"7: margin of the top, not of codes", FAMILY, "teachers, parents, time", "p/x 1, p/y 1, q 1 | p/x | 0.5",
         NULL},
    };
    SUPPORT_CHECK(rows);
}

/* Where a code's first counting match begins, in bytes: é takes two. */
Test(scores, first_byte)
{
    support_coder s = support_open("lexicon: x\ndenials: {after: [is fine]}\n" FAMILY);
    vb_error err = {0};
    vb_coding coding;
    cr_assert(vb_session_code(s.session, VB_LITERAL("teachers is fine, \u00E9 time teachers time"), &coding, &err) ==
              VB_OK);
    cr_assert_eq(coding.n_codes, 2);
    cr_expect_eq(coding.codes[0].first, 21, "time");
    cr_expect_eq(coding.codes[1].first, 26, "teachers, not those denied");
    support_close(&s);
}

/* Levels: deeper codes count for their parents. */
Test(scores, levels)
{
    static const struct {
        size_t level;
        const char *expected;
    } rows[] = {
        {0, "p/x/i 1, p/x/j 1, p/y 1, q 1 | p/x/i | 0.6667"},
        {1, "p 3, q 1 | p | 0.6667"},
        {2, "p/x 2, p/y 1, q 1 | p/x | 0.6667"},
        {3, "p/x/i 1, p/x/j 1, p/y 1, q 1 | p/x/i | 0.6667"},
        {9, "p/x/i 1, p/x/j 1, p/y 1, q 1 | p/x/i | 0.6667"},
        {0, "p/x/i 1, p/x/j 1, p/y 1, q 1 | p/x/i | 0.6667"},
    };
    support_coder s = support_open("lexicon: x\n"
                                   "categories: {p: {categories: {x: {categories: {i: {terms: [teachers]}, "
                                   "j: {terms: [parents]}}}, y: {terms: [staff]}}}, q: {terms: [time]}}\n");
    vb_buffer shown = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_error err = {0};
        vb_coding coding;
        vb_session_set_level(s.session, rows[i].level);
        cr_assert(vb_session_code(s.session, VB_LITERAL("teachers, parents, staff, time"), &coding, &err) == VB_OK);
        vb_buffer_clear(&shown);
        support_show_codes(&shown, &s, &coding);
        cr_expect_str_eq(support_text(&shown), rows[i].expected, "level %zu: %s", rows[i].level, shown.ptr);
    }
    vb_buffer_release(&shown);
    support_close(&s);
}
