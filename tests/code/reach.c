/* How far cues reach: rule 4's denials, and the turns and emphases of rule 5. */
#include "support.h"

#define AFTER "denials: {after: [is fine]}\n"
#define BEFORE "denials: {before: [apart from]}\n"
#define AB "categories: {a: {terms: [training, teacher training]}, b: {terms: [parents]}}"

Test(reach, denials)
{
    static const support_row rows[] = {
        {"4: after, back to the clause's start", AFTER AB, "training for parents is fine", "denied",
         "training denied by is fine, parents denied by is fine, is fine cue"},
        {"4: after, not on", AFTER AB, "training is fine for parents", "b 1 | b | 1", NULL},
        {"4: after, not over a comma", AFTER AB, "parents, training is fine", "b 1 | b | 1",
         "parents counts, training denied by is fine, is fine cue"},
        {"4: after, the design's own", AFTER AB, "Training is fine, it is the parents", "b 1 | b | 1", NULL},
        {"4: after, not over a full stop", AFTER AB, "Parents. It is fine", "b 1 | b | 1", NULL},
        {"4: after, nothing before it", AFTER AB, "is fine, training", "a 1 | a | 1", NULL},
        {"4: before, on to the clause's end", BEFORE AB, "apart from training and parents", "denied",
         "apart from cue, training denied by apart from, parents denied by apart from"},
        {"4: before, not back", BEFORE AB, "parents apart from training", "b 1 | b | 1", NULL},
        {"4: before, not over a comma", BEFORE AB, "apart from training, parents", "b 1 | b | 1", NULL},
        {"4: before, not over a full stop", BEFORE AB, "apart from. Parents", "b 1 | b | 1", NULL},
        {"4: before, the second of two", BEFORE AB, "parents apart from training, apart from aides", "b 1 | b | 1",
         NULL},
        {"4: each clause its own", AFTER AB, "training is fine, parents, training is fine", "b 1 | b | 1", NULL},
        {"4: elsewhere it counts", AFTER AB, "training is fine, training", "a 1 | a | 1",
         "training denied by is fine, is fine cue, training counts"},
        {"4: ^", "denials: {before: [^not (the)?]}\n" AB, "not the training", "denied", NULL},
        {"4: ^", "denials: {before: [^not (the)?]}\n" AB, "it is not the training", "a 1 | a | 1", NULL},
        {"4: both sides", "denials: {after: [is fine], before: [the]}\n" AB, "the training is fine", "denied", NULL},
        {"4: breaks: none, one clause", "settings: {breaks: none}\n" AFTER AB, "Parents. Training, is fine", "denied",
         NULL},
        {"4: after, a sentence by itself", AFTER AB, "Training. Is fine.", "denied", NULL},
        {"4: after, a sentence by itself: the last clause before it", AFTER AB,
         "Parents, training. Is fine. Training", "b 1, a 1 | b | 0",
         "parents counts, training denied by is fine, is fine cue, training counts"},
        {"4: after, a sentence by itself: one sentence, not two", AFTER AB, "Parents. So. Is fine", "b 1 | b | 1",
         NULL},
        {"4: after, not a sentence by itself", AFTER AB, "Parents. That is fine", "b 1 | b | 1", NULL},
        {"4: after, a sentence by itself: turns end clauses", "turns: [but]\n" AFTER AB,
         "training but parents. Is fine.", "a 1 | a | 1", NULL},
        {"4: before, a sentence by itself", BEFORE AB, "Training. Apart from. Parents", "a 1, b 1 | a | 0", NULL},
        {"4: two of one cue", AFTER AB, "training is fine is fine", "denied", NULL},
    };
    SUPPORT_CHECK(rows);
}

/* All tokens of the match must lie in the reach. */
Test(reach, denials_of_parts)
{
    static const support_row rows[] = {
        {"4: a match over the clause's start", AFTER "categories: {a: {terms: [need ... training]}}",
         "we need it, training is fine", "a 1 | a | 1", NULL},
        {"4: a match over the clause's end", BEFORE "categories: {a: {terms: [training ... parents]}}",
         "apart from training, the parents", "a 1 | a | 1", NULL},
        {"4: a match on both sides of the cue", AFTER "categories: {a: {terms: [training ...2 parents]}}",
         "training is fine parents", "a 1 | a | 1", NULL},
        {"4: a match that shares a token with the cue", AFTER "categories: {a: {terms: [training is]}}",
         "training is fine", "a 1 | a | 1", "training is counts, is fine cue"},
        {"4: a gap outside, its tokens inside", AFTER "categories: {a: {terms: [need ... training]}}",
         "it need more training is fine", "denied", NULL},
    };
    SUPPORT_CHECK(rows);
}

#define TURN "turns: [but, however]\n"

Test(reach, turns)
{
    static const support_row rows[] = {
        {"5: to the sentence's end", TURN AB, "training but parents", "b 1/2, a 1 | b | 0.5",
         "training counts, but cue, parents counts"},
        {"5: over a comma", TURN AB, "training but I say, parents", "b 1/2, a 1 | b | 0.5", NULL},
        {"5: not over a full stop", TURN AB, "training but no. Parents", "a 1, b 1 | a | 0", NULL},
        {"5: not back over a comma", TURN AB, "training, but parents", "b 1/2, a 1 | b | 0.5", NULL},
        {"5: at the start", TURN AB, "However, training", "a 1/2 | a | 1", NULL},
        {"5: twice is double, not four times", TURN AB, "but training, however, training", "a 2/4 | a | 1", NULL},
        {"5: ends a clause: counted on both sides", TURN AB, "training but training", "a 2/3 | a | 1", NULL},
        {"5: ends a clause: neighbours stay neighbours", "turns: [more]\ncategories: {a: {terms: [no ... time]}}",
         "no more time", "a 1 | a | 1", "no ... time counts, more cue"},
        /* its clause is that of its first token, so before the turn */
        {"5: a match across", "turns: [but]\ncategories: {a: {terms: [training ... parents]}}",
         "training but parents", "a 1 | a | 1", NULL},
        {"5: of several words", "turns: [on the other hand]\n" AB, "training on the other hand parents",
         "b 1/2, a 1 | b | 0.5", NULL},
    };
    SUPPORT_CHECK(rows);
}

#define EMPHASIS "emphases: [biggest, most of all]\n"

Test(reach, emphases)
{
    static const support_row rows[] = {
        {"5: before", EMPHASIS AB, "the biggest is training", "a 1/2 | a | 1", "biggest cue, training counts"},
        {"5: behind", EMPHASIS AB, "training is the biggest", "a 1/2 | a | 1", NULL},
        {"5: its clause, the comma before", EMPHASIS AB, "training, parents most of all", "b 1/2, a 1 | b | 0.5",
         NULL},
        {"5: its clause, the comma behind", EMPHASIS AB, "biggest training, parents", "a 1/2, b 1 | a | 0.5", NULL},
        {"5: all of its clause", EMPHASIS AB, "parents biggest training", "b 1/2, a 1/2 | b | 0", NULL},
        {"5: twice is double, not four times", EMPHASIS AB, "biggest training, parents most of all biggest",
         "a 1/2, b 1/2 | a | 0", NULL},
        {"5: one clause of two: said again, it scores once", EMPHASIS AB, "training, biggest training",
         "a 1/3 | a | 1", NULL},
        {"5: said again, with more weight: that weight",
         EMPHASIS "categories: {a: {terms: [training, {term: more training, weight: 1.5}]}}",
         "training, biggest more training", "a 1.5/4 | a | 1", NULL},
        {"5: said again without an emphasis", EMPHASIS AB, "biggest training, training", "a 2/3 | a | 1", NULL},
        {"5: said again, the others keep their share", EMPHASIS "settings: {share: 0.7}\n" AB,
         "parents and training, parents most of all", "b 1/3, a 1 | b | 0.6667", NULL},
        {"5: strength is not score", EMPHASIS "settings: {threshold: 2}\n" AB, "biggest training", "weak", NULL},
        {"5: a match over two clauses is in that of its first token",
         EMPHASIS "categories: {a: {terms: [need ... training]}}", "biggest need, training", "a 1/2 | a | 1", NULL},
        {"5: a match over two clauses is in that of its first token",
         EMPHASIS "categories: {a: {terms: [need ... training]}}", "need, training biggest", "a 1 | a | 1", NULL},
    };
    SUPPORT_CHECK(rows);
}
