/* The rules are those of UAX #29, Unicode 15.0, section 5.1; their numbers stand beside them. */
#include "text/sentence_break.h"

#include "text/properties.h"

static bool is_stop(unsigned c)
{
    return c == VB_SENTENCE_ATERM || c == VB_SENTENCE_STERM;
}

/* SB8's ( ¬(OLetter | Upper | Lower | ParaSep | SATerm) )* Lower from `at` on. */
static bool lower_follows(vb_str s, size_t at, bool flow)
{
    size_t len;
    for (; at < s.len; at += len) {
        unsigned c = vb_property_at(s, at, &len).sentence;
        if (c == VB_SENTENCE_LOWER)
            return true;
        if (c == VB_SENTENCE_UPPER || c == VB_SENTENCE_OLETTER || is_stop(c) ||
            (vb_sentence_is_separator(c) && !flow))
            return false;
    }
    return false;
}

size_t vb_sentence_break_within(vb_str s, size_t at, size_t limit, bool flow)
{
    size_t len;
    unsigned last = VB_SENTENCE_OTHER;  /* the character before, as SB5 sees it */
    unsigned stop = VB_SENTENCE_OTHER;  /* ATerm or STerm while what was read ends in SATerm Close* Sp* */
    bool abuts = false, spaced = false; /* nothing after that SATerm; Sp after it */
    bool word = false;                  /* Upper or Lower before that SATerm */
    bool cr = false;                    /* the very character before is CR */
    for (bool first = true; at < s.len && at <= limit; at += len, first = false) {
        unsigned c = vb_property_at(s, at, &len).sentence;
        bool after_cr = cr;
        cr = c == VB_SENTENCE_CR && !flow;
        if (flow && vb_sentence_is_separator(c))
            c = VB_SENTENCE_SPACE;
        if (!first && vb_sentence_is_separator(last) && !(after_cr && c == VB_SENTENCE_LF)) /* SB3, SB4 */
            return at;
        if (!first && vb_sentence_ignores(c)) /* SB5 */
            continue;
        if (stop != VB_SENTENCE_OTHER) {
            bool a = stop == VB_SENTENCE_ATERM;
            bool joined = (a && abuts && c == VB_SENTENCE_NUMERIC) ||       /* SB6 */
                          (a && abuts && word && c == VB_SENTENCE_UPPER) || /* SB7 */
                          c == VB_SENTENCE_CONTINUE || is_stop(c) ||        /* SB8a */
                          (!spaced && c == VB_SENTENCE_CLOSE) || c == VB_SENTENCE_SPACE ||
                          vb_sentence_is_separator(c) ||     /* SB9, SB10 */
                          (a && lower_follows(s, at, flow)); /* SB8 */
            if (!joined)                                     /* SB11 */
                return at;
        }
        if (is_stop(c)) {
            word = last == VB_SENTENCE_UPPER || last == VB_SENTENCE_LOWER;
            stop = c;
            abuts = true;
            spaced = false;
        } else if (stop != VB_SENTENCE_OTHER && (c == VB_SENTENCE_SPACE || (c == VB_SENTENCE_CLOSE && !spaced))) {
            abuts = false;
            spaced = c == VB_SENTENCE_SPACE;
        } else {
            stop = VB_SENTENCE_OTHER;
        }
        last = c;
    }
    return at >= s.len && s.len <= limit ? s.len : SIZE_MAX; /* SB2 */
}

size_t vb_sentence_break_next(vb_str s, size_t at)
{
    return vb_sentence_break_within(s, at, s.len, false);
}
