/* Rule 2: `with` and `unless`. */
#include "support.h"

#define A(keys) "categories: {a: {terms: [{term: training, " keys "}]}}"

Test(contexts, with_and_unless)
{
    static const support_row rows[] = {
        {"2: unless, not there", A("unless: [spring]"), "no training", "a 1 | a | 1", "training counts"},
        {"2: unless, before", A("unless: [spring]"), "spring training", "cancelled", "training cancelled"},
        {"2: unless, behind", A("unless: [spring]"), "training in spring", "cancelled", "training cancelled"},
        {"2: unless, in another clause", A("unless: [spring]"), "training, in the spring", "cancelled", NULL},
        {"2: unless, in another sentence", A("unless: [spring]"), "Training. In the spring", "a 1 | a | 1", NULL},
        {"2: unless, in another line", A("unless: [spring]"), "spring\ntraining", "a 1 | a | 1", NULL},
        {"2: unless, each sentence by itself", A("unless: [spring]"), "Spring training. No training", "a 1 | a | 1",
         "training cancelled, training counts"},
        {"2: unless, one of several", A("unless: [spring, summer]"), "summer training", "cancelled", NULL},
        {"2: unless, phrases and gaps", A("unless: [camp ... spring]"), "training camp of the spring", "cancelled",
         NULL},
        {"2: unless, phrases and gaps", A("unless: [camp ... spring]"), "training spring, camp", "a 1 | a | 1", NULL},
        {"2: with, there", A("with: [teacher]"), "teachers need training", "a 1 | a | 1", "training counts"},
        {"2: with, not there", A("with: [teacher]"), "training", "cancelled", "training cancelled"},
        {"2: with, one of several", A("with: [teacher, aide]"), "training of aides", "a 1 | a | 1", NULL},
        {"2: with, in another clause", A("with: [teacher]"), "training, for teachers", "a 1 | a | 1", NULL},
        {"2: with, in another sentence", A("with: [teacher]"), "Training. Teachers", "cancelled", NULL},
        {"2: both hold", A("with: [teacher], unless: [spring]"), "teacher training", "a 1 | a | 1", NULL},
        {"2: with alone does not do", A("with: [teacher], unless: [spring]"), "teacher training in spring",
         "cancelled", NULL},
        {"2: neither", A("with: [teacher], unless: [spring]"), "training", "cancelled", NULL},
        {"2: a text for a list", A("unless: spring"), "spring training", "cancelled", NULL},
    };
    SUPPORT_CHECK(rows);
}

/* What looks on must share no token with the match. */
Test(contexts, tokens_of_their_own)
{
    static const support_row rows[] = {
        {"2: unless within the match", "categories: {a: {terms: [{term: buy in, unless: [buy]}]}}", "buy in",
         "a 1 | a | 1", NULL},
        {"2: unless beside the match", "categories: {a: {terms: [{term: buy in, unless: [buy]}]}}", "buy in, buy",
         "cancelled", NULL},
        {"2: unless partly within the match", "categories: {a: {terms: [{term: buy in, unless: [in time]}]}}",
         "buy in time", "a 1 | a | 1", NULL},
        {"2: unless is the match's own term", A("unless: [training]"), "training", "a 1 | a | 1", NULL},
        {"2: unless is the match's own term, twice", A("unless: [training]"), "training and training", "cancelled",
         "training cancelled, training cancelled"},
        {"2: with within the match", "categories: {a: {terms: [{term: buy in, with: [buy]}]}}", "buy in", "cancelled",
         NULL},
        {"2: with beside the match", "categories: {a: {terms: [{term: buy in, with: [buy]}]}}", "buy in, buy",
         "a 1 | a | 1", NULL},
        {"2: in the match's gap", "categories: {a: {terms: [{term: need ...2 time, unless: [no]}]}}",
         "need no more time", "cancelled", NULL},
        {"2: the longest occurrence is looked at", "categories: {a: {terms: [{term: time, unless: [no (more)?]}]}}",
         "no more time", "cancelled", NULL},
    };
    SUPPORT_CHECK(rows);
}

/* `with` and `unless` are terms as any: their words are stems, they may hold all that a term may. */
Test(contexts, terms_of_their_own)
{
    static const support_row rows[] = {
        {"2: stems", A("unless: [season]"), "training in all seasons", "cancelled", NULL},
        {"2: ^", A("unless: [^no]"), "no training", "cancelled", NULL},
        {"2: ^", A("unless: [^no]"), "there is no training", "a 1 | a | 1", NULL},
        {"2: sets", "sets: {seasons: [spring, fall]}\n" A("unless: [<seasons>]"), "fall training", "cancelled", NULL},
        {"2: ~", A("unless: [camp ~2 spring]"), "spring camp and training", "cancelled", NULL},
        {"2: a regular expression", A("unless: [/spr.ng/]"), "spring training", "cancelled", NULL},
        {"2: other signs are no occurrence", A("unless: [n/a]"), "training, n and a", "a 1 | a | 1", NULL},
    };
    SUPPORT_CHECK(rows);
}

/* A context is no match of the answer: it is not shown, and cancels nothing by itself. */
Test(contexts, are_not_matches)
{
    static const support_row rows[] = {
        {"2", A("unless: [spring]"), "spring", "no-match", ""},
        {"2", A("with: [teacher]"), "teacher", "no-match", ""},
    };
    SUPPORT_CHECK(rows);
}
