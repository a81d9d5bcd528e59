/* Rule 3: overlap. */
#include "support.h"

#define TWO "categories: {a: {terms: [teacher training]}, b: {terms: [training]}}"

Test(overlap, longest)
{
    static const support_row rows[] = {
        {"3: a proper subset", TWO, "teacher training", "a 1 | a | 1",
         "teacher training counts, training hidden by teacher training"},
        {"3: elsewhere it stays", TWO, "teacher training, training", "a 1, b 1 | a | 0",
         "teacher training counts, training hidden by teacher training, training counts"},
        {"3: equal sets stay", "categories: {a: {terms: [training]}, b: {terms: [train]}}", "training",
         "a 1, b 1 | a | 0", "training counts, train counts"},
        {"3: equal sets of several tokens stay",
         "categories: {a: {terms: [push back]}, b: {terms: [(push|pull) back]}}", "push back", "a 1, b 1 | a | 0",
         NULL},
        {"3: partial overlap stays", "categories: {a: {terms: [no more]}, b: {terms: [more time]}}", "no more time",
         "a 1, b 1 | a | 0", "no more counts, more time counts"},
        {"3: within a category, too", "categories: {a: {terms: [training, {term: teacher training, weight: 0.5}]}}",
         "teacher training", "weak", "teacher training counts, training hidden by teacher training"},
        {"3: a parent's and its child's",
         "categories: {a: {terms: [teacher training], categories: {c: {terms: [training]}}}}", "teacher training",
         "a 1 | a | 1", NULL},
        {"3: the tokens decide, not the span", "categories: {a: {terms: [lack ... time]}, b: {terms: [any]}}",
         "lack of any time", "a 1, b 1 | a | 0", "lack ... time counts, any counts"},
        {"3: the tokens decide: any word fills", "categories: {a: {terms: [lack of _ time]}, b: {terms: [any]}}",
         "lack of any time", "a 1 | a | 1", NULL},
        {"3: a set with holes within a set with holes",
         "categories: {a: {terms: [lack ... time ... staff]}, b: {terms: [lack ...5 staff]}}",
         "lack of time for staff", "a 1 | a | 1", NULL},
        {"3: three within each other",
         "categories: {a: {terms: [no more time]}, b: {terms: [more time]}, c: {terms: [time]}}", "no more time",
         "a 1 | a | 1", NULL},
        {"3: within either of two",
         "categories: {a: {terms: [no more]}, b: {terms: [more time]}, c: {terms: [more]}}", "no more time",
         "a 1, b 1 | a | 0", NULL},
        {"3: the union of two hides nothing",
         "categories: {a: {terms: [no more]}, b: {terms: [time left]}, c: {terms: [more time]}}", "no more time left",
         "a 1, c 1, b 1 | a | 0", NULL},
        {"3: a regular expression's whole tokens", "categories: {a: {terms: [/er tr/]}, b: {terms: [training]}}",
         "teacher training", "a 1 | a | 1", NULL},
    };
    SUPPORT_CHECK(rows);
}

#define KEY "settings: {overlap: key}\n"
#define ALL "settings: {overlap: all}\n"

/* With the weight of 0.5 it shows which of a category's two counts. */
Test(overlap, key_and_all)
{
    static const support_row rows[] = {
        {"3: key, between categories", KEY TWO, "teacher training", "a 1, b 1 | a | 0",
         "teacher training counts, training counts"},
        {"3: key, within a category",
         KEY "categories: {a: {terms: [training, {term: teacher training, weight: 0.5}]}}", "teacher training",
         "weak", "teacher training counts, training hidden by teacher training"},
        {"3: key, a parent is another category",
         KEY
         "categories: {a: {terms: [{term: teacher training, weight: 0.5}], categories: {c: {terms: [training]}}}}",
         "teacher training", "a/c 1 | a/c | 1", "teacher training counts, training counts"},
        {"3: all, between categories", ALL TWO, "teacher training", "a 1, b 1 | a | 0",
         "teacher training counts, training counts"},
        {"3: all, within a category",
         ALL "categories: {a: {terms: [training, {term: teacher training, weight: 0.5}]}}", "teacher training",
         "a 1 | a | 1", "teacher training counts, training counts"},
        /* nothing is hidden: the turn in "nothing but time" is one */
        {"3: all, cues", ALL "turns: [but]\ncategories: {a: {terms: [nothing but time]}, b: {terms: [time]}}",
         "nothing but time", "b 1/2, a 1 | b | 0.5", "nothing but time counts, but cue, time counts"},
    };
    SUPPORT_CHECK(rows);
}

#define IGNORE "ignore: [spring training]\n"
#define B "categories: {b: {terms: [training]}}"

Test(overlap, ignore)
{
    static const support_row rows[] = {
        {"3: a subset", IGNORE B, "spring training", "no-match",
         "spring training cue, training hidden by spring training"},
        {"3: elsewhere it counts", IGNORE B, "spring training, training", "b 1 | b | 1", NULL},
        {"3: an equal set", "ignore: [training]\n" B, "training", "no-match",
         "training hidden by training, training cue"},
        {"3: an equal set of another shape", "ignore: [(a|b) _]\ncategories: {b: {terms: [_ time]}}", "a time",
         "no-match", NULL},
        {"3: no partial overlap", "ignore: [spring training]\ncategories: {b: {terms: [training camp]}}",
         "spring training camp", "b 1 | b | 1", NULL},
        {"3: a longer match counts", "ignore: [training]\ncategories: {b: {terms: [teacher training]}}",
         "teacher training", "b 1 | b | 1", NULL},
        {"3: key", KEY IGNORE B, "spring training", "no-match", NULL},
        {"3: key, an equal set", KEY "ignore: [training]\n" B, "training", "no-match", NULL},
        {"3: all", ALL IGNORE B, "spring training", "no-match", NULL},
        {"3: all, an equal set", ALL "ignore: [training]\n" B, "training", "no-match", NULL},
        {"3: a gap word is not ignored", "ignore: [need ... time]\ncategories: {b: {terms: [more]}}",
         "need more time", "b 1 | b | 1", NULL},
    };
    SUPPORT_CHECK(rows);
}

/* Cues take part as terms. */
Test(overlap, cues)
{
    static const support_row rows[] = {
        {"3: a match hides a denial",
         "denials: {after: [is fine]}\ncategories: {a: {terms: [is fine art]}, b: {terms: [training]}}",
         "training is fine art", "b 1, a 1 | b | 0", NULL},
        {"3: a match hides a turn", "turns: [but]\ncategories: {a: {terms: [nothing but time]}}", "nothing but time",
         "a 1 | a | 1", "nothing but time counts, but hidden by nothing but time"},
        {"3: a match hides an emphasis", "emphases: [most]\ncategories: {a: {terms: [most teachers]}}",
         "most teachers", "a 1 | a | 1", "most teachers counts, most hidden by most teachers"},
        {"3: a cue hides a match", "emphases: [most of all]\ncategories: {a: {terms: [all]}}", "most of all",
         "no-match", "most of all cue, all hidden by most of all"},
        {"3: a cue hides a cue", "denials: {after: [is fine], before: [fine]}\ncategories: {a: {terms: [training]}}",
         "is fine training", "a 1 | a | 1", "is fine cue, fine hidden by is fine, training counts"},
        {"3: equal cues both stand", "turns: [but]\nemphases: [but]\ncategories: {a: {terms: [training]}}",
         "but training", "a 1/2 | a | 1", NULL},
        {"3: an equal match and cue both stand",
         "emphases: [main]\ncategories: {a: {terms: [main]}, b: {terms: [staff]}}", "main staff",
         "a 1/2, b 1/2 | a | 0", NULL},
    };
    SUPPORT_CHECK(rows);
}
