/* Rule 5: indicators, and the codes of rule 6 that they make. */
#include "support.h"

/* Both codes score 1 in most answers here; without indicators the first-named is the primary, with margin 0. */
#define WITH(indicators)                                                                                             \
    "denials: {after: [is fine]}\nemphases: [mainly]\nignore: [bus stop]\n"                                          \
    "categories: {a: {terms: [training]}, b: {terms: [parents], indicators: [" indicators "]}}"
#define BUS "{term: bus, weight: 0.25}"
#define CHILD                                                                                                        \
    "categories: {p: {categories: {x: {terms: [teachers]}, y: {terms: [parents], indicators: [" BUS "]}}}, q: "      \
    "{terms: [time]}}"

Test(indicators, strength)
{
    static const support_row rows[] = {
        {"without", WITH("x"), "training and parents by bus", "a 1, b 1 | a | 0", NULL},
        /* (1.25 - 1) / 1.25 */
        {"adds to the strength alone", WITH(BUS), "training and parents by bus", "b 1/1.25, a 1 | b | 0.2",
         "training counts, parents counts"},
        {"weighs 1 where nothing is said", WITH("bus"), "training and parents by bus", "b 1/2, a 1 | b | 0.5", NULL},
        /* (1.25 - 1) / 1.25 */
        {"counts once", WITH(BUS), "training and parents by bus, busses, BUS", "b 1/1.25, a 1 | b | 0.2", NULL},
        /* (1.5 - 1) / 1.5 */
        {"each word of a set counts", WITH("{term: (snow|road), weight: 0.25}"),
         "training and parents in snow, by snow and road", "b 1/1.5, a 1 | b | 0.3333", NULL},
        {"also where a term says the same", WITH("parents, bus"), "training and parents by bus",
         "b 1/3, a 1 | b | 0.6667", NULL},
        {"not where nothing stands beside what terms say", WITH("parents"), "training, parents", "a 1, b 1 | a | 0",
         NULL},
        {"not where it is denied", WITH("bus"), "training and parents; the bus is fine", "a 1, b 1 | a | 0", NULL},
        {"not a denial's own words", WITH("fine, bus"), "training and parents; it is fine", "a 1, b 1 | a | 0", NULL},
        {"not where it is ignored", WITH("bus"), "training and parents at the bus stop", "a 1, b 1 | a | 0", NULL},
        {"not where an emphasis says what is first", WITH("{term: bus, weight: 2}"),
         "parents by bus, mainly training", "a 1/2, b 1 | a | 0.5", NULL},
        /* (1.25 - 1) / 1.25 */
        {"but where it says so of no term's match", WITH(BUS), "training and parents, mainly the bus",
         "b 1/1.25, a 1 | b | 0.2", NULL},
        /* (2 - 1.25) / 2 */
        {"also beside what a turn doubles", "turns: [but]\n" WITH(BUS), "parents by bus but training",
         "a 1/2, b 1/1.25 | a | 0.375", NULL},
        {"for its category and those above it", CHILD, "time and teachers and parents by bus",
         "p/y 1/1.25, q 1, p/x 1 | p/y | 0.2", NULL},
    };
    SUPPORT_CHECK(rows);
}

#define INDICATION "settings: {indication: 0.5, share: 0.6}\n"

Test(indicators, codes)
{
    static const support_row rows[] = {
        {"none where `indication` is not set", WITH("bus, by"), "by bus", "no-match", ""},
        {"none under it", INDICATION WITH("{term: (bus|by), weight: 0.2}"), "by bus", "no-match", ""},
        {"one from it on, with evidence", INDICATION WITH("{term: (bus|road), weight: 0.25}"), "by bus on the road",
         "b 0/0.5 | b | 1", "(bus|road) indicates, (bus|road) indicates"},
        {"none by one word alone", INDICATION WITH("bus"), "by bus", "no-match", ""},
        {"by one beside what is under the threshold",
         INDICATION "categories: {b: {terms: [{term: parents, weight: 0.4}], indicators: [" BUS "]}}",
         "parents by bus", "b 0.4/0.65 | b | 1", "parents counts, bus indicates"},
        {"the strongest",
         INDICATION "categories: {a: {indicators: [bus, by]}, b: {indicators: [{term: (road|way), weight: 2}]}}",
         "by bus and road, a way", "b 0/4 | b | 0.5", "(road|way) indicates, (road|way) indicates"},
        {"the path decides between equals",
         INDICATION "categories: {b: {indicators: [bus, by]}, a: {indicators: [road, way]}}",
         "by bus and road, a way", "a 0/2 | a | 0", "road indicates, way indicates"},
        /* b's 3 is by one word: it is no code, and a rival that leaves no margin */
        {"the margin is over all beside it",
         INDICATION "categories: {a: {indicators: [bus, by]}, b: {indicators: [{term: road, weight: 3}]}}",
         "by bus and road", "a 0/2 | a | 0", NULL},
        /* a has 1, which is half of b's 2 */
        {"6: the share is of both together", INDICATION WITH("bus, by"), "training by bus", "b 0/2 | b | 0.5",
         "training counts, by indicates, bus indicates"},
        /* a has 1, two thirds of b's 1.5 */
        {"6: beside one that terms make", INDICATION WITH("bus, {term: by, weight: 0.5}"), "training by bus",
         "b 0/1.5, a 1 | b | 0.3333", NULL},
        {"6: not where it is not the strongest", INDICATION WITH("{term: (bus|by), weight: 0.25}"), "training by bus",
         "a 1 | a | 0.5", "training counts"},
        {"of a parent and its child",
         INDICATION "categories: {p: {indicators: [road], categories: {x: {indicators: [" BUS
                    "]}, y: {indicators: [{term: (road|way), weight: 0.5}]}}}}",
         "bus and road and way", "p/y 0/1 | p/y | 1", "road indicates, (road|way) indicates, (road|way) indicates"},
        {"of a parent by its children's",
         INDICATION "categories: {p: {categories: {x: {indicators: [{term: bus, weight: 0.3}]}, y: {indicators: "
                    "[{term: road, weight: 0.3}]}}}}",
         "bus and road", "p 0/0.6 | p | 1", "bus indicates, road indicates"},
        /* p needs 0.9 by its score and has 0.4, by its strength 1 and has 1.2; x and y need 0.4 */
        {"told once for two codes",
         "settings: {indication: 0.5, threshold: 0.4}\nindicators: [{term: road, weight: 0.5}]\n"
         "categories: {p: {indicators: [{term: (bus|by), weight: 0.4}], categories: {x: {terms: [{term: teachers, "
         "weight: 0.4}]}, y: {terms: [{term: parents, weight: 0.4}]}}}}",
         "teachers parents by bus road", "p/x 0.4, p/y 0.4 | p/x | 1",
         "teachers counts, parents counts, (bus|by) indicates, (bus|by) indicates"},
        {"8: a non-answer is one", "non-answers: [the bus]\n" INDICATION WITH("the, bus"), "the bus", "non-answer",
         ""},
    };
    SUPPORT_CHECK(rows);
}

#define UNSAID "indicators: [{term: (survey|thanks), weight: 0.3}]\nsettings: {threshold: 0.5, indication: 0.5}\n"

Test(indicators, of_no_code)
{
    static const support_row rows[] = {
        /* 0.5 + 0.3 */
        {"raises the threshold", UNSAID "categories: {a: {terms: [{term: bus, weight: 0.7}]}}", "bus survey", "weak",
         "bus counts"},
        {"by its weight", UNSAID "categories: {a: {terms: [{term: bus, weight: 0.8}]}}", "bus survey",
         "a 0.8 | a | 1", NULL},
        {"each word", UNSAID "categories: {a: {terms: [{term: bus, weight: 0.9}]}}", "bus survey, thanks", "weak",
         "bus counts"},
        /* 0.5 + 0.3 + 0.3, but what is said outright is enough */
        {"not above 1", UNSAID "categories: {a: {terms: [bus]}}", "bus survey, thanks", "a 1 | a | 1", NULL},
        {"raises the indication", UNSAID "categories: {a: {indicators: [{term: (bus|by), weight: 0.35}]}}",
         "by bus survey", "no-match", ""},
        {"at the top alone",
         UNSAID "categories: {a: {categories: {b: {terms: [{term: bus, weight: 0.5}]}, c: {terms: [road]}}}}",
         "bus, bus survey", "a/b 1 | a/b | 1", NULL},
        {"is silent where there is nothing beside", UNSAID "categories: {a: {terms: [{term: thanks, weight: 0.5}]}}",
         "thanks", "a 0.5 | a | 1", NULL},
    };
    SUPPORT_CHECK(rows);
}

Test(indicators, of_one_word)
{
    static const char yaml[] = "lexicon: x\ncategories: {a: {terms: [training], indicators: [the bus]}}";
    vb_error err = {0};
    vb_lexicon *lexicon = vb_lexicon_parse(vb_str_of(yaml), "test.yaml", NULL, 0, &err);
    cr_assert(lexicon != NULL, "%s", err.text);
    cr_expect(vb_coder_new(lexicon, &err) == NULL);
    cr_expect_str_eq(err.text, "an indicator is more than one word: write single words, or a term");
    cr_expect(err.line == 2 && err.column == 50, "%zu:%zu", err.line, err.column);
    vb_lexicon_free(lexicon);
}

/* Nothing matches, so that nobody else asked where the sentences and clauses are. */
Test(indicators, clauses_of_evidence)
{
    support_coder s = support_open("lexicon: x\n" INDICATION "categories: {a: {indicators: [bus, road]}}");
    vb_coding coding;
    vb_error err = {0};
    cr_assert(vb_session_code(s.session, VB_LITERAL("By bus. By road"), &coding, &err) == VB_OK, "%s", err.text);
    cr_assert_eq(vb_session_evidence_count(s.session), 2);
    cr_expect_eq(vb_session_evidence(s.session, 0).clause, 0);
    cr_expect_eq(vb_session_evidence(s.session, 1).clause, 1);
    support_close(&s);
}
