/* The rules are those of UAX #29, Unicode 15.0, section 4.1.1; their numbers stand beside them. */
#include "text/word_break.h"

#include "text/properties.h"

static bool is_newline(unsigned word)
{
    return word == VB_WORD_CR || word == VB_WORD_LF || word == VB_WORD_NEWLINE;
}

/* MidLetter | MidNumLetQ */
static bool is_mid_letter(unsigned word)
{
    return word == VB_WORD_MID_LETTER || word == VB_WORD_MID_NUM_LET || word == VB_WORD_SINGLE_QUOTE;
}

/* MidNum | MidNumLetQ */
static bool is_mid_number(unsigned word)
{
    return word == VB_WORD_MID_NUM || word == VB_WORD_MID_NUM_LET || word == VB_WORD_SINGLE_QUOTE;
}

/* The class of the next character from `at` on that WB4 does not pass over; VB_WORD_OTHER at the end. */
static unsigned ahead(vb_str s, size_t at)
{
    size_t len;
    for (; at < s.len; at += len) {
        unsigned word = vb_property_at(s, at, &len).word;
        if (!vb_word_ignores(word))
            return word;
    }
    return VB_WORD_OTHER;
}

/* True if no boundary lies between `last` and `next`, of which the latter ends at offset `after`; `before` stands
 * before `last`; all three are as WB4 sees them.  `odd`: the run of Regional_Indicator that ends in `last` has an odd
 * length. */
static bool joins(vb_str s, unsigned before, unsigned last, unsigned next, bool odd, size_t after)
{
    if (last == VB_WORD_OTHER || next == VB_WORD_OTHER)
        return false;
    bool letter = vb_word_is_letter(last), next_letter = vb_word_is_letter(next);
    bool number = last == VB_WORD_NUMERIC, next_number = next == VB_WORD_NUMERIC;
    if ((letter || number) && (next_letter || next_number)) /* WB5, WB8, WB9, WB10 */
        return true;
    if (letter && is_mid_letter(next) && vb_word_is_letter(ahead(s, after))) /* WB6 */
        return true;
    if (vb_word_is_letter(before) && is_mid_letter(last) && next_letter) /* WB7 */
        return true;
    if (last == VB_WORD_HEBREW && next == VB_WORD_SINGLE_QUOTE) /* WB7a */
        return true;
    if (last == VB_WORD_HEBREW && next == VB_WORD_DOUBLE_QUOTE && ahead(s, after) == VB_WORD_HEBREW) /* WB7b */
        return true;
    if (before == VB_WORD_HEBREW && last == VB_WORD_DOUBLE_QUOTE && next == VB_WORD_HEBREW) /* WB7c */
        return true;
    if (before == VB_WORD_NUMERIC && is_mid_number(last) && next_number) /* WB11 */
        return true;
    if (number && is_mid_number(next) && ahead(s, after) == VB_WORD_NUMERIC) /* WB12 */
        return true;
    if (last == VB_WORD_KATAKANA && next == VB_WORD_KATAKANA) /* WB13 */
        return true;
    bool extend = last == VB_WORD_EXTEND_NUM_LET;
    if ((letter || number || last == VB_WORD_KATAKANA || extend) && next == VB_WORD_EXTEND_NUM_LET) /* WB13a */
        return true;
    if (extend && (next_letter || next_number || next == VB_WORD_KATAKANA)) /* WB13b */
        return true;
    return last == VB_WORD_REGIONAL && next == VB_WORD_REGIONAL && odd; /* WB15, WB16 */
}

size_t vb_word_break_next(vb_str s, size_t at)
{
    size_t len;
    unsigned before = VB_WORD_OTHER, last = vb_property_at(s, at, &len).word;
    unsigned touching = last; /* the character just before `at`, ignored or not */
    bool odd = last == VB_WORD_REGIONAL;
    for (at += len; at < s.len; at += len) {
        vb_property p = vb_property_at(s, at, &len);
        unsigned next = p.word;
        if (touching == VB_WORD_ALETTER && next == VB_WORD_ALETTER) { /* WB5, the commonest */
            before = VB_WORD_ALETTER;
            continue;
        }
        if (touching == VB_WORD_CR && next == VB_WORD_LF) /* WB3 */
            return at + len;
        if (is_newline(touching) || is_newline(next)) /* WB3a, WB3b */
            return at;
        bool joined = (touching == VB_WORD_ZWJ && (p.flags & VB_IS_PICTOGRAPH) != 0) || /* WB3c */
                      (touching == VB_WORD_SPACE && next == VB_WORD_SPACE);             /* WB3d */
        touching = next;
        if (!joined && vb_word_ignores(next)) /* WB4 */
            continue;
        if (!joined && !joins(s, before, last, next, odd, at + len)) /* WB999 */
            return at;
        before = last;
        last = next;
        odd = next == VB_WORD_REGIONAL && !odd;
    }
    return s.len;
}
