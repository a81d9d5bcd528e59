/* Where two of the rules meet.  A row names both. */
#include "support.h"

#define AB "categories: {a: {terms: [training]}, b: {terms: [parents]}}"

/* Contexts (2) beside overlap (3): contexts go first, and look at what is there before anything is hidden. */
Test(rules, contexts_and_overlap)
{
    static const support_row rows[] = {
        {"2, 3: a cancelled match hides nothing",
         "categories: {a: {terms: [{term: teacher training, unless: [spring]}]}, b: {terms: [training]}}",
         "spring teacher training", "b 1 | b | 1", "teacher training cancelled, training counts"},
        {"2, 3: a match without its `with` hides nothing",
         "categories: {a: {terms: [{term: teacher training, with: [aide]}]}, b: {terms: [training]}}",
         "teacher training", "b 1 | b | 1", "teacher training cancelled, training counts"},
        {"2, 3: one that is not cancelled hides",
         "categories: {a: {terms: [{term: teacher training, unless: [spring]}]}, b: {terms: [training]}}",
         "teacher training", "a 1 | a | 1", NULL},
        {"2, 3: in one sentence cancelled, in the other not",
         "categories: {a: {terms: [{term: teacher training, unless: [spring]}]}, b: {terms: [training]}}",
         "Teacher training. Spring teacher training", "a 1, b 1 | a | 0",
         "teacher training counts, training hidden by teacher training, teacher training cancelled, training counts"},
        {"2, 3: the longest cancelled, the next one hides",
         "categories: {a: {terms: [{term: new teacher training, unless: [spring]}]}, b: {terms: [teacher training]}, "
         "c: {terms: [training]}}",
         "new teacher training in spring", "b 1 | b | 1",
         "new teacher training cancelled, teacher training counts, training hidden by teacher training"},
        {"2, 3: a cancelled match is not hidden",
         "categories: {a: {terms: [teacher training]}, b: {terms: [{term: training, unless: [spring]}]}}",
         "spring teacher training", "a 1 | a | 1", "teacher training counts, training cancelled"},
        {"2, 3: an equal match of another category stays",
         "categories: {a: {terms: [{term: training, unless: [spring]}]}, b: {terms: [train]}}", "spring training",
         "b 1 | b | 1", "training cancelled, train counts"},
        {"2, 3: a context may be within a longer match",
         "categories: {a: {terms: [{term: training, unless: [spring]}]}, b: {terms: [spring break]}}",
         "training at spring break", "b 1 | b | 1", "training cancelled, spring break counts"},
        {"2, 3: a context may be the match that hides",
         "categories: {a: {terms: [{term: training, with: [teacher]}]}, b: {terms: [teacher aide]}}",
         "teacher aide training", "b 1, a 1 | b | 0", NULL},
        {"2, 3: a context may be ignored",
         "ignore: [spring break]\ncategories: {a: {terms: [{term: training, unless: [spring]}]}}",
         "training at spring break", "cancelled", NULL},
        {"2, 3: overlap with the match is no context",
         "categories: {a: {terms: [{term: teacher training, unless: [training day]}]}}", "teacher training day",
         "a 1 | a | 1", NULL},
        {"2, 3: a cancelled `ignore` ignores nothing",
         "ignore: [{term: spring training, unless: [camp]}]\ncategories: {a: {terms: [training]}}",
         "spring training, camp", "a 1 | a | 1", "spring training cancelled, training counts"},
        {"2, 3: a cancelled match hides no turn",
         "turns: [but]\ncategories: {a: {terms: [{term: nothing but time, unless: "
         "[money]}]}, b: {terms: [time]}}",
         "nothing but time, money", "b 1/2 | b | 1", "nothing but time cancelled, but cue, time counts"},
    };
    SUPPORT_CHECK(rows);
}

/* Contexts (2) beside denials (4), turns and emphases (5). */
Test(rules, contexts_and_cues)
{
    static const support_row rows[] = {
        {"2, 4: cancelled and in reach is cancelled",
         "denials: {after: [is fine]}\ncategories: {a: {terms: [{term: training, unless: [spring]}]}}",
         "spring training is fine", "cancelled", "training cancelled, is fine cue"},
        {"2, 4: a context may be denied",
         "denials: {after: [is fine]}\ncategories: {a: {terms: [{term: training, with: [aide]}]}, b: {terms: "
         "[aide]}}",
         "aide is fine, training", "a 1 | a | 1", "aide denied by is fine, is fine cue, training counts"},
        {"2, 4: a cancelled denial denies nothing", "denials: {after: [{term: is fine, unless: [hardly]}]}\n" AB,
         "training is fine, hardly", "a 1 | a | 1", "training counts, is fine cancelled"},
        {"2, 5: a cancelled turn turns nothing", "turns: [{term: but, unless: [nothing]}]\n" AB,
         "nothing, training but training", "a 1 | a | 1", "training counts, but cancelled, training counts"},
        {"2, 5: a cancelled emphasis stresses nothing", "emphases: [{term: main, with: [challenge]}]\n" AB,
         "main training", "a 1 | a | 1", "main cancelled, training counts"},
        {"2, 5: a turn does not part a match from its context",
         "turns: [but]\ncategories: {a: {terms: [{term: training, unless: [spring]}]}}", "training but in spring",
         "cancelled", "training cancelled, but cue"},
        {"2, 5: a cancelled match scores nothing",
         "categories: {a: {terms: [change, {term: support, weight: 5, unless: [tech]}]}}", "tech support, change",
         "a 1 | a | 1", NULL},
        {"2, 7: a cancelled match is no first match",
         "categories: {a: {terms: [{term: support, unless: [tech]}, training]}, b: {terms: [parents]}}",
         "Tech support. Parents. Training", "b 1, a 1 | b | 0", NULL},
        {"2, 8: cancelled and hidden",
         "categories: {a: {terms: [{term: training, unless: [spring]}]}}\nignore: [no training]",
         "no training in spring", "cancelled", NULL},
    };
    SUPPORT_CHECK(rows);
}

#define FINE "denials: {after: [is fine]}\n"

/* Overlap (3) beside denials (4). */
Test(rules, overlap_and_denials)
{
    static const support_row rows[] = {
        {"3, 4: a denial inside a longer match does nothing",
         FINE "categories: {a: {terms: [is fine tuning]}, b: {terms: [training]}}", "training is fine tuning",
         "b 1, a 1 | b | 0", "training counts, is fine tuning counts, is fine hidden by is fine tuning"},
        {"3, 4: a denial inside a longer denial", "denials: {after: [is fine, is fine for]}\n" AB,
         "training is fine for us", "denied",
         "training denied by is fine for, is fine for cue, is fine hidden by is fine for"},
        {"3, 4: of the other kind", "denials: {before: [is fine], after: [is fine with]}\n" AB,
         "training is fine with parents", "b 1 | b | 1",
         "training denied by is fine with, is fine with cue, is fine hidden by is fine with, parents counts"},
        {"3, 4: an ignored denial does nothing", FINE "ignore: [is fine art]\n" AB, "training is fine art",
         "a 1 | a | 1", "training counts, is fine art cue, is fine hidden by is fine art"},
        {"3, 4: a denial that equals an ignored run", FINE "ignore: [is fine]\n" AB, "training is fine",
         "a 1 | a | 1", NULL},
        {"3, 4: an equal match does not hide a denial",
         FINE "categories: {a: {terms: [is fine]}, b: {terms: [training]}}", "training is fine", "a 1 | a | 1", NULL},
        {"3, 4: a denied match still hides",
         FINE "categories: {a: {terms: [teacher training]}, b: {terms: [training]}}", "teacher training is fine",
         "denied", "teacher training denied by is fine, training hidden by teacher training, is fine cue"},
        {"3, 4: a denied match still hides a denial",
         "denials: {after: [is fine], before: [apart from]}\ncategories: {a: {terms: [is fine art]}, b: {terms: "
         "[training]}}",
         "training apart from is fine art", "b 1 | b | 1",
         "training counts, apart from cue, is fine art denied by apart from, is fine hidden by is fine art"},
        {"3, 4: a longer match that is not denied hides one that would be",
         FINE "categories: {a: {terms: [need ... training]}, b: {terms: [training]}}", "a need, training is fine",
         "a 1 | a | 1", "need ... training counts, training hidden by need ... training, is fine cue"},
        {"3, 4: key, each category denied by itself",
         "settings: {overlap: key}\n" FINE "categories: {a: {terms: [teacher training]}, b: {terms: [training]}}",
         "teacher training is fine", "denied",
         "teacher training denied by is fine, training denied by is fine, is fine cue"},
        {"3, 4: all, a denial inside a longer match denies",
         "settings: {overlap: all}\n" FINE "categories: {a: {terms: [is fine tuning]}, b: {terms: [training]}}",
         "training is fine tuning", "a 1 | a | 1", NULL},
        {"3, 8: denied matches, not hidden ones, are the reason", FINE "ignore: [spring training]\n" AB,
         "spring training is fine", "no-match", NULL},
    };
    SUPPORT_CHECK(rows);
}

/* Overlap (3) beside scores (5), weights and codes (6). */
Test(rules, overlap_and_scores)
{
    static const support_row rows[] = {
        {"3, 5: a hidden match scores nothing",
         "categories: {a: {terms: [teacher training]}, b: {terms: [{term: training, weight: 9}]}}",
         "teacher training", "a 1 | a | 1", NULL},
        {"3, 5: weight 0 hides, never scores",
         "categories: {a: {terms: [{term: training wheels, weight: 0}]}, b: {terms: [training]}}", "training wheels",
         "weak", "training wheels counts, training hidden by training wheels"},
        {"3, 5: weight 0 hides in its own category",
         "categories: {a: {terms: [{term: training wheels, weight: 0}, training]}}", "training wheels, training",
         "a 1 | a | 1", NULL},
        {"3, 5: a lighter match hides a heavier",
         "categories: {a: {terms: [{term: vice principal, weight: 0.5}, "
         "{term: principal, weight: 3}]}}",
         "vice principal", "weak", NULL},
        {"3, 5: a hidden turn ends no clause",
         "turns: [but]\ncategories: {a: {terms: [training]}, b: {terms: [nothing but]}}",
         "training nothing but training", "a 1, b 1 | a | 0",
         "training counts, nothing but counts, but hidden by nothing but, training counts"},
        {"3, 5: a hidden emphasis stresses nothing",
         "emphases: [biggest]\ncategories: {a: {terms: [training]}, b: {terms: [biggest classes]}}",
         "training for the biggest classes", "a 1, b 1 | a | 0", NULL},
        {"3, 5: an ignored turn", "turns: [but]\nignore: [nothing but]\n" AB, "training nothing but training",
         "a 1 | a | 1", NULL},
        {"3, 5: a turn that equals an ignored run", "turns: [but]\nignore: [but]\n" AB, "training but training",
         "a 1 | a | 1", NULL},
        {"3, 5: an ignored emphasis", "emphases: [biggest]\nignore: [the biggest]\n" AB, "the biggest training",
         "a 1 | a | 1", NULL},
        {"3, 5: all, a turn in a match turns",
         "settings: {overlap: all}\nturns: [but]\ncategories: {a: {terms: [training]}, b: {terms: [nothing but]}}",
         "training nothing but training", "a 2/3, b 1 | a | 0.6667", NULL},
        /* p and p/x have equal matches; p counts once, so p and q are even and p is first */
        {"3, 5: equal sets of parent and child",
         "categories: {p: {terms: [training], categories: {x: {terms: [train]}}}, "
         "q: {terms: [time]}}",
         "training, time", "p/x 1, q 1 | p/x | 0", NULL},
        {"3, 6: a child hidden by its parent",
         "categories: {p: {terms: [teacher training], categories: {x: {terms: [training]}}}}", "teacher training",
         "p 1 | p | 1", NULL},
        {"3, 6: a parent hidden by its child",
         "categories: {p: {terms: [training], categories: {x: {terms: [teacher training]}}}}", "teacher training",
         "p/x 1 | p/x | 1", NULL},
        {"3, 7: a hidden match is no first match",
         "categories: {a: {terms: [training]}, b: {terms: [parents]}, c: {terms: [teacher training]}}",
         "teacher training, parents, training", "c 1, b 1, a 1 | c | 0", NULL},
        {"3, 7: key, the same place twice, ties to the first of its tokens",
         "settings: {overlap: key}\ncategories: {a: {terms: [training]}, b: {terms: [teacher training]}}",
         "teacher training", "b 1, a 1 | b | 0", NULL},
        {"3, 8: all hidden by an `ignore`", "ignore: [spring training]\n" AB, "spring training", "no-match", NULL},
    };
    SUPPORT_CHECK(rows);
}

#define CUES "denials: {after: [is fine], before: [not]}\nturns: [but]\nemphases: [biggest]\n"

/* Denials (4) beside turns and emphases (5), codes, primary and reasons. */
Test(rules, denials_and_scores)
{
    static const support_row rows[] = {
        {"4, 5: a turn ends the reach, on", CUES AB, "not training but parents", "b 1/2 | b | 1",
         "not cue, training denied by not, but cue, parents counts"},
        {"4, 5: a turn ends the reach, back", CUES AB, "training but parents is fine", "a 1 | a | 1",
         "training counts, but cue, parents denied by is fine, is fine cue"},
        {"4, 5: a denial behind a turn", CUES AB, "parents but not training", "b 1 | b | 1", NULL},
        {"4, 5: a comma ends the reach, the turn goes on", CUES AB, "but not training, parents", "b 1/2 | b | 1",
         NULL},
        {"4, 5: a hidden turn does not end the reach",
         CUES "categories: {a: {terms: [training]}, b: {terms: [parents]}, c: {terms: [nothing but]}}",
         "not training nothing but parents", "denied", NULL},
        {"4, 5: a turn that is also a denial", "denials: {before: [but]}\nturns: [but]\n" AB, "training but parents",
         "a 1 | a | 1", NULL},
        {"4, 5: an emphasis does not save a denied match", CUES AB, "the biggest training is fine", "denied", NULL},
        {"4, 5: an emphasis in a clause that is denied in part", CUES AB, "parents biggest not training",
         "b 1/2 | b | 1", NULL},
        {"4, 5: a denied match scores nothing", CUES "categories: {a: {terms: [{term: training, weight: 9}, money]}}",
         "money not training", "a 1 | a | 1", NULL},
        {"4, 5: a parent does not count a denied child",
         CUES "categories: {p: {terms: [people], categories: {x: {terms: [teachers]}}}}", "people, teachers is fine",
         "p 1 | p | 1", NULL},
        {"4, 7: a denied match is no first match", CUES AB, "training is fine, parents, training", "b 1, a 1 | b | 0",
         NULL},
        {"4, 7: a denied category is no second", CUES AB, "training is fine, parents", "b 1 | b | 1", NULL},
        {"4, 8: one denied, one weak", CUES "categories: {a: {terms: [training, {term: change, weight: 0.5}]}}",
         "change, not training", "denied", NULL},
        {"4, 8: weight 0 is denied, too", CUES "categories: {a: {terms: [{term: training, weight: 0}]}}",
         "not training", "denied", NULL},
    };
    SUPPORT_CHECK(rows);
}

/* Turns and emphases (5) beside each other, codes (6), the primary (7) and reasons (8). */
Test(rules, scores_and_codes)
{
    static const support_row rows[] = {
        {"5, 5: turn and emphasis double once", CUES AB, "but the biggest is training", "a 1/2 | a | 1", NULL},
        {"5, 5: turn and emphasis, parted by the turn", CUES AB, "training, the biggest, but parents",
         "b 1/2, a 1 | b | 0.5", NULL},
        {"5, 5: an emphasis does not reach over a turn", CUES AB, "biggest training but parents",
         "a 1/2, b 1/2 | a | 0", NULL},
        {"5, 5: an emphasis does not reach back over a turn", CUES AB, "training but biggest parents",
         "b 1/2, a 1 | b | 0.5", NULL},
        {"5, 6: double does not reach the threshold", CUES "settings: {threshold: 2}\n" AB, "but training", "weak",
         NULL},
        {"5, 6: a turn makes two clauses, and they do", CUES "settings: {threshold: 2}\n" AB, "training but training",
         "a 2/3 | a | 1", NULL},
        {"5, 6: two weak children, parted by a turn, make the parent a code",
         CUES "categories: {p: {categories: {x: {terms: [{term: teachers, weight: 0.5}]}, "
              "y: {terms: [{term: parents, weight: 0.5}]}}}}",
         "teachers but parents", "p 1/1.5 | p | 1", NULL},
        {"5, 7: after a turn, against ties to the earliest", CUES AB, "training but parents", "b 1/2, a 1 | b | 0.5",
         NULL},
        {"5, 7: the way down goes by strength",
         CUES "categories: {p: {categories: {x: {terms: [teachers]}, y: {terms: [parents]}}}}",
         "teachers, biggest parents", "p/y 1/2, p/x 1 | p/y | 1", NULL},
        {"5, 7: a parent's clause is doubled once for its children",
         CUES "categories: {p: {categories: {x: {terms: [teachers]}, y: {terms: [parents]}}}, q: {terms: [time]}}",
         "biggest teachers parents, time", "p/x 1/2, p/y 1/2, q 1 | p/x | 0.5", NULL},
        {"6, 7: margin with weight 0 beside",
         "categories: {a: {terms: [training]}, b: {terms: [{term: parents, weight: 0}]}}", "training, parents",
         "a 1 | a | 1", NULL},
        {"6, 8: below the threshold at every level",
         "settings: {threshold: 3}\ncategories: {p: {categories: {x: {terms: [teachers]}, y: {terms: [parents]}}}}",
         "teachers, parents", "weak", NULL},
    };
    SUPPORT_CHECK(rows);
}

/* A lexicon that calls the whole answer a non-answer is taken at its word (8), whatever else there is in it. */
Test(rules, non_answers)
{
    static const support_row rows[] = {
        {"8, 1: a non-answer and a match", "non-answers: [not sure]\ncategories: {a: {terms: [sure]}}", "Not sure.",
         "non-answer", NULL},
        {"8, 1: the same, equal", "non-answers: [nothing]\ncategories: {a: {terms: [nothing]}}", "nothing",
         "non-answer", NULL},
        {"8, 1: more than the non-answer", "non-answers: [not sure]\ncategories: {a: {terms: [sure]}}",
         "not sure, really", "a 1 | a | 1", NULL},
        {"8, 3: within a longer match", "non-answers: [none]\ncategories: {a: {terms: [none at all]}}", "none at all",
         "a 1 | a | 1", NULL},
        {"8, 3: and an `ignore`", "non-answers: [none]\nignore: [none]\n" AB, "none", "non-answer", NULL},
        {"8, 4: and a denial", "non-answers: [training is fine]\ndenials: {after: [is fine]}\n" AB,
         "training is fine", "non-answer", NULL},
        {"8, 2: and a context",
         "non-answers: [spring training]\ncategories: {a: {terms: [{term: training, unless: [spring]}]}}",
         "spring training", "non-answer", NULL},
    };
    SUPPORT_CHECK(rows);
}
