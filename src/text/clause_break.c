/* A clause ends in the gap between two tokens
 * B7  at `,` `;` `:` `(` `)`, and at their wide, Arabic and ideographic forms, but not at an unspaced `:` between two
 *     numbers: 1:1, 10:40;
 * B8  at an em dash and at two hyphens in a row, spaced or not;
 * B9  at a hyphen with white space beside it (time - money, time- money), not at buy-in;
 * B10 at any other dash (en dash, figure dash, minus), except unspaced between a number or a single letter and a
 *     number: 6–8, K–12.
 *
 * Quotation marks, `/` and other signs end nothing. */
#include "text/clause_break.h"

#include "text/properties.h"

bool vb_is_single_letter(vb_str s, vb_token token)
{
    size_t len, at = token.beg;
    vb_property p = vb_property_at(s, at, &len);
    if ((p.flags & VB_IS_LETTER) == 0)
        return false;
    for (at += len; at < token.end; at += len)
        if (!vb_word_ignores(vb_property_at(s, at, &len).word))
            return false;
    return true;
}

static bool is_clause_mark(uint32_t cp)
{
    switch (cp) {
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case 0x060C: /* Arabic comma, semicolon */
    case 0x061B:
    case 0x3001: /* ideographic comma */
    case 0xFF08: /* fullwidth ( ) , : ; */
    case 0xFF09:
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
        return true;
    default:
        return false;
    }
}

static bool is_hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == 0xFE63 || cp == 0xFF0D;
}

static bool is_em_dash(uint32_t cp)
{
    return cp == 0x2014 || cp == 0x2015 || cp == 0x2E3A || cp == 0x2E3B || cp == 0xFE58;
}

static bool is_other_dash(uint32_t cp)
{
    return cp == 0x2012 || cp == 0x2013 || cp == 0x2212;
}

static bool begins_with_number(vb_str s, vb_token token)
{
    size_t len;
    return (vb_property_at(s, token.beg, &len).flags & VB_IS_NUMBER) != 0;
}

static bool ends_in_number(vb_str s, vb_token token)
{
    size_t len;
    bool number = false;
    for (size_t at = token.beg; at < token.end; at += len) {
        vb_property p = vb_property_at(s, at, &len);
        if (!vb_word_ignores(p.word))
            number = (p.flags & VB_IS_NUMBER) != 0;
    }
    return number;
}

static bool is_white_at(vb_str s, size_t at)
{
    size_t len;
    return at < s.len && vb_sentence_is_white(vb_property_at(s, at, &len).sentence);
}

/* `1:1`: the colon `cp` is all there is between two numbers. */
static bool is_ratio(vb_str s, vb_token before, vb_token after, uint32_t cp)
{
    return cp == ':' && after.beg == before.end + 1 && ends_in_number(s, before) && begins_with_number(s, after);
}

bool vb_clause_ends(vb_str s, vb_token before, vb_token after)
{
    size_t len;
    uint32_t cp, last = 0;
    bool white = false; /* before `at` */
    for (size_t at = before.end; at < after.beg; at += len) {
        vb_property p = vb_property_read(s, at, &cp, &len);
        if (is_em_dash(cp) || (is_clause_mark(cp) && !is_ratio(s, before, after, cp))) /* B7, B8 */
            return true;
        if (is_hyphen(cp) && (white || is_white_at(s, at + len) || is_hyphen(last))) /* B8, B9 */
            return true;
        if (is_other_dash(cp)) { /* B10 */
            bool between = at == before.end && at + len == after.beg;
            if (!between || !begins_with_number(s, after) ||
                !(ends_in_number(s, before) || vb_is_single_letter(s, before)))
                return true;
        }
        white = vb_sentence_is_white(p.sentence);
        last = cp;
    }
    return false;
}
