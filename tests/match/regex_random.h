/* Random regular expressions, and texts in which they may match. */
#ifndef TESTS_MATCH_REGEX_RANDOM_H
#define TESTS_MATCH_REGEX_RANDOM_H

#include "support.h"
#include "text/random.h"

static inline void regex_random_add(random_state *state, vb_buffer *out, const char *const *pieces, size_t n)
{
    vb_buffer_add_text(out, pieces[random_next(state) % n]);
}

/* Add a choice.  `plain`: of what an outline leaves nothing open. */
static inline void regex_random_choice(random_state *state, vb_buffer *out, bool plain, size_t depth)
{
    static const char *const words[] = {"no", "time", "so", "Hi", "a", "t", "im", "_", "1", "'"};
    static const char *const sets[] = {" ",   "\\W", "\\w",   ".",      "\\d",    "\\s",
                                       "\\.", "-",   "[a-n]", "[^ tA]", "[\\w-]", "\\S"};
    static const char *const places[] = {"^", "$", "\\A", "\\z", "\\Z"};
    static const char *const open_sets[] = {"[^\u00E9a]", "[\\x20]", "\u00E9", "\\b", "\\B", "\\b"};
    static const char *const groups[] = {"(", "(?:", "(?=", "(?!", "(?<!no)(", "(?<=o)("};
    static const char *const times[] = {"?", "*", "+", "*?", "++", "??", "{0,2}", "{1,2}", "{2}", "{2,}"};
    size_t dice = random_next(state) % 6;
    for (size_t branches = dice == 0 ? 3 : dice == 1 ? 2 : 1; branches > 0; branches--) {
        for (size_t n = 1 + random_next(state) % 4; n > 0; n--) {
            size_t kind = random_next(state) % (plain ? 10 : 12);
            if (kind < 4)
                regex_random_add(state, out, words, COUNT_OF(words));
            else if (kind < 7)
                regex_random_add(state, out, sets, COUNT_OF(sets));
            else if (kind < 8)
                regex_random_add(state, out, places, COUNT_OF(places));
            else if (kind < 10 && depth > 0) {
                regex_random_add(state, out, groups, plain ? 2 : COUNT_OF(groups));
                regex_random_choice(state, out, plain, depth - 1);
                vb_buffer_add_char(out, ')');
            } else if (kind >= 10)
                regex_random_add(state, out, open_sets, COUNT_OF(open_sets));
            else
                continue;
            if (random_next(state) % 4 == 0)
                regex_random_add(state, out, times, plain ? 3 : COUNT_OF(times));
        }
        vb_buffer_add_text(out, branches > 1 ? "|" : "");
    }
}

static inline void regex_random_text(random_state *state, vb_buffer *out, bool plain)
{
    static const char *const pieces[] = {"no",  "time", "so", "hi", "NO", "Time", "a", "t", "m",  " ",     " ",
                                         " no", ". ",   "- ", "'",  "1",  "_",    "o", "x", "\n", "\u00E9"};
    for (size_t n = random_next(state) % 7; n > 0; n--)
        regex_random_add(state, out, pieces, COUNT_OF(pieces) - (plain ? 2 : 0));
}

#endif
