/* Rule 5: indicators. */
#include "support.h"

/* Both codes score 1 in every answer here; without indicators the first-named is the primary, with margin 0. */
#define WITH(indicators)                                                                                             \
    "denials: {after: [is fine]}\nemphases: [mainly]\nignore: [bus stop]\n"                                          \
    "categories: {a: {terms: [training]}, b: {terms: [parents], indicators: [" indicators "]}}"
#define CHILD                                                                                                        \
    "categories: {p: {categories: {x: {terms: [teachers]}, y: {terms: [parents], indicators: [{term: bus, weight: "  \
    "0.25}]}}}, q: {terms: [time]}}"

Test(indicators, strength)
{
    static const support_row rows[] = {
        {"without", WITH("x"), "training and parents by bus", "a 1, b 1 | a | 0", NULL},
        /* (1.25 - 1) / 1.25 */
        {"adds to the strength alone", WITH("{term: bus, weight: 0.25}"), "training and parents by bus",
         "b 1/1.25, a 1 | b | 0.2", "training counts, parents counts"},
        {"weighs 1 where nothing is said", WITH("bus"), "training and parents by bus", "b 1/2, a 1 | b | 0.5", NULL},
        /* (1.75 - 1) / 1.75 */
        {"each adds, at each of its places", WITH("{term: bus, weight: 0.25}, {term: (snow|road), weight: 0.25}"),
         "training and parents by bus, bus, snow", "b 1/1.75, a 1 | b | 0.4286", NULL},
        {"makes no code", WITH("bus"), "by bus", "no-match", ""},
        {"makes no code of another", WITH("bus"), "training by bus", "a 1 | a | 1", NULL},
        {"hides nothing and is not hidden", WITH("parents by bus, bus"), "training and parents by bus",
         "b 1/3, a 1 | b | 0.6667", "training counts, parents counts"},
        {"not where a term says the same", WITH("parents, by, training"), "training and parents by bus",
         "b 1/2, a 1 | b | 0.5", NULL},
        {"not where it is denied", WITH("bus"), "training and parents; the bus is fine", "a 1, b 1 | a | 0", NULL},
        {"not where it is ignored", WITH("bus"), "training and parents at the bus stop", "a 1, b 1 | a | 0", NULL},
        {"not where the answer says itself what is first", WITH("bus"), "parents by bus, mainly training",
         "a 1/2, b 1 | a | 0.5", NULL},
        {"but where what it says so of is no term's", WITH("bus"), "training and parents, mainly the bus",
         "b 1/2, a 1 | b | 0.5", NULL},
        {"for its category and those above it", CHILD, "time and teachers and parents by bus",
         "p/y 1/1.25, q 1, p/x 1 | p/y | 0.2", NULL},
    };
    SUPPORT_CHECK(rows);
}
