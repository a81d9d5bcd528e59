/* Tokens are the segments of UAX #29's word boundaries, tailored:
 *
 * T1  A token holds a letter, a digit or an emoji, and begins with one; what stands before it in its segment is
 *     dropped.  Letters and digits are general categories L and N.  An emoji is a character with Emoji_Presentation,
 *     or an Extended_Pictographic one before U+FE0F.
 * T2  `:` (and its compatibility forms) and `_` (every ExtendNumLet) separate tokens.
 * T3  A backtick or an acute accent between letters joins them, as an apostrophe does: don`t.
 * T4  `.` between letters separates tokens: no time.no money.  Not so
 * T5  ... where the part before it is a single letter: e.g, U.S.A; nor
 * T6  ... in what looks like a host: it begins with `www.`, comes right after `://` or `@`, or ends in .com, .org,
 *     .net, .edu or .gov.  Numbers need no rule: UAX #29 joins `.` to digits on both sides or to letters on both.
 * T7  In an answer without any such token each currency sign (general category Sc) is one: $$$ says money.
 *
 * VB_TOKENS_QUANTEDA has none of these but
 * Q1  a dash (general category Pd) between letters or digits joins them: well-being;
 * Q2  every other segment with a letter, digit, punctuation mark or symbol is a token, from the first of them on. */
#include "text/tokens.h"

#include "base/grow.h"
#include "text/fold.h"
#include "text/properties.h"
#include "text/stretch.h"
#include "text/word_break.h"

#include <stdlib.h>
#include <string.h>

enum { BACKTICK = '`', ACUTE = 0xB4, REVERSED_QUOTE = 0x201B, WIDE_BACKTICK = 0xFF40 };

static bool add(vb_token_list *list, size_t beg, size_t end)
{
    if (!VB_PUSH_ROOM(list->items, list->n, list->cap))
        return false;
    list->items[list->n++] = (vb_token){.beg = beg, .end = end};
    return true;
}

static uint32_t code_point(vb_str s, size_t at)
{
    uint32_t cp;
    (void)vb_utf8_decode(s.ptr + at, s.ptr + s.len, &cp);
    return cp;
}

/* The offset of the next character from `at` on that rule WB4 does not pass over; s.len if there is none. */
static size_t skip_ignored(vb_str s, size_t at)
{
    size_t len;
    while (at < s.len && vb_word_ignores(vb_property_at(s, at, &len).word))
        at += len;
    return at;
}

/* Word_Break of the last character in [beg, end) that rule WB4 does not pass over. */
static unsigned last_class(vb_str s, size_t beg, size_t end)
{
    while (end > beg) {
        do
            end--;
        while (end > beg && ((unsigned char)s.ptr[end] & 0xC0) == 0x80);
        size_t len;
        unsigned word = vb_property_at(s, end, &len).word;
        if (!vb_word_ignores(word))
            return word;
    }
    return VB_WORD_OTHER;
}

static bool is_letter_or_digit(unsigned word)
{
    return vb_word_is_letter(word) || word == VB_WORD_NUMERIC;
}

/* The end of the segment that begins at `beg`, with what T3 or Q1 joins to it. */
static size_t segment_end(vb_str s, size_t beg, vb_token_mode mode)
{
    size_t end = vb_word_break_next(s, beg), len;
    while (end < s.len) {
        uint32_t cp;
        vb_property p = vb_property_read(s, end, &cp, &len);
        bool (*fits)(unsigned) = vb_word_is_letter;
        if (mode == VB_TOKENS_QUANTEDA) {
            if ((p.flags & VB_IS_DASH) == 0)
                break;
            fits = is_letter_or_digit;
        } else if (cp != BACKTICK && cp != ACUTE && cp != REVERSED_QUOTE && cp != WIDE_BACKTICK) {
            break;
        }
        size_t after = skip_ignored(s, end + len);
        if (after == s.len || !fits(vb_property_at(s, after, &len).word) || !fits(last_class(s, beg, end)))
            break;
        end = vb_word_break_next(s, after);
    }
    return end;
}

static bool is_colon(uint32_t cp)
{
    return cp == ':' || cp == 0xFE13 || cp == 0xFE55 || cp == 0xFF1A;
}

static bool is_full_stop(uint32_t cp)
{
    return cp == '.' || cp == 0x2024 || cp == 0xFE52 || cp == 0xFF0E;
}

/* T1 */
static bool begins_token(vb_str s, size_t at, vb_property p, size_t len)
{
    if ((p.flags & (VB_IS_LETTER | VB_IS_NUMBER | VB_IS_EMOJI)) != 0)
        return true;
    return (p.flags & VB_IS_PICTOGRAPH) != 0 && at + len < s.len && code_point(s, at + len) == 0xFE0F;
}

/* True if ASCII `text` (in lower case) stands at `at`, in whatever case. */
static bool stands_at(vb_str s, size_t at, const char *text)
{
    size_t len = strlen(text);
    if (len > s.len - at)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = s.ptr[at + i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != text[i])
            return false;
    }
    return true;
}

/* T6 */
static bool looks_like_host(vb_str s, size_t beg, size_t end)
{
    static const char *const endings[] = {".com", ".org", ".net", ".edu", ".gov"};
    if (stands_at(s, beg, "www.") || (beg >= 1 && s.ptr[beg - 1] == '@') ||
        (beg >= 3 && memcmp(s.ptr + beg - 3, "://", 3) == 0))
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (end - beg > 4 && stands_at(s, end - 4, endings[i]))
            return true;
    return false;
}

/* Cut the segment [beg, end) into tokens by T1, T2, T4. */
static bool cut_segment(vb_str s, size_t beg, size_t end, vb_token_list *list)
{
    size_t token = SIZE_MAX; /* where the open token begins */
    size_t part = 0;         /* characters in it since the last `.` */
    unsigned last = VB_WORD_OTHER;
    bool host = false, host_known = false;
    size_t len;
    for (size_t at = beg; at < end; at += len) {
        uint32_t cp;
        vb_property p = vb_property_read(s, at, &cp, &len);
        if (vb_word_ignores(p.word))
            continue;
        if (p.word == VB_WORD_ALETTER && token != SIZE_MAX) { /* most of them */
            part++;
            last = VB_WORD_ALETTER;
            continue;
        }
        bool splits = p.word == VB_WORD_EXTEND_NUM_LET || p.word == VB_WORD_SPACE || is_colon(cp); /* T2 */
        if (is_full_stop(cp) && vb_word_is_letter(last)) {
            if (part != 1) { /* T5 */
                if (!host_known)
                    host = looks_like_host(s, beg, end);
                host_known = true;
                splits = !host; /* T6, T4 */
            }
            part = 0;
        } else {
            part++;
        }
        if (splits) {
            if (token != SIZE_MAX && !add(list, token, at))
                return false;
            token = SIZE_MAX;
            part = 0;
        } else if (token == SIZE_MAX && begins_token(s, at, p, len)) {
            token = at;
            part = 1;
        }
        last = p.word;
    }
    return token == SIZE_MAX || add(list, token, end);
}

/* Q2 */
static bool add_quanteda(vb_str s, size_t beg, size_t end, vb_token_list *list)
{
    size_t len;
    for (; beg < end; beg += len) {
        vb_property p = vb_property_at(s, beg, &len);
        if (!vb_word_ignores(p.word) && (p.flags & (VB_IS_LETTER | VB_IS_NUMBER | VB_IS_SIGN)) != 0)
            return add(list, beg, end);
    }
    return true;
}

bool vb_tokens_add_stretch(vb_str answer, size_t beg, size_t end, vb_token_mode mode, vb_token_list *list)
{
    vb_str s = {answer.ptr, end};
    while (beg < end) {
        size_t next = segment_end(s, beg, mode);
        if (!(mode == VB_TOKENS_QUANTEDA ? add_quanteda : cut_segment)(s, beg, next, list))
            return false;
        beg = next;
    }
    return true;
}

/* T7 */
bool vb_tokens_add_currency(vb_str answer, vb_token_list *list)
{
    uint32_t cp;
    for (size_t at = 0, len; at < answer.len; at += len) {
        len = vb_utf8_decode(answer.ptr + at, answer.ptr + answer.len, &cp);
        if (vb_is_currency(cp) && !add(list, at, at + len))
            return false;
    }
    return true;
}

bool vb_tokens_split_slow(vb_str answer, vb_token_mode mode, vb_token_list *list)
{
    list->n = 0;
    return vb_tokens_add_stretch(answer, 0, answer.len, mode, list) &&
           (list->n > 0 || mode == VB_TOKENS_QUANTEDA || vb_tokens_add_currency(answer, list));
}

void vb_tokens_release(vb_token_list *list)
{
    free(list->items);
    *list = (vb_token_list){0};
}
