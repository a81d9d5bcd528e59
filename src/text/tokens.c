/* Tokens are the segments of UAX #29's word boundaries, tailored:
 *
 * T1  A token holds a letter, a digit or an emoji, and begins with one; what stands before it in its segment is dropped.
 *     Letters and digits are general categories L and N.  An emoji is a character with Emoji_Presentation, or an
 *     Extended_Pictographic one before U+FE0F.
 * T2  `:` (and its compatibility forms) and `_` (every ExtendNumLet) separate tokens.
 * T3  A backtick or an acute accent between letters joins them, as an apostrophe does: don`t.
 * T4  `.` between letters separates tokens: no time.no money.  Not so
 * T5  ... where the part before it is a single letter: e.g, U.S.A; nor
 * T6  ... in what looks like a host: it begins with `www.`, comes right after `://` or `@`, or ends in .com, .org, .net,
 *     .edu or .gov.  (Numbers need no rule: UAX #29 joins `.` to digits or to letters on both sides, never to one of each.)
 *
 * VB_TOKENS_QUANTEDA has none of these but
 * Q1  a dash (general category Pd) between letters or digits joins them: well-being;
 * Q2  every other segment that holds a letter, digit, punctuation mark or symbol is a token, from the first of them on. */
#include "text/tokens.h"

#include "base/grow.h"
#include "text/masks.h"
#include "text/properties.h"
#include "text/word_break.h"

#include <stdlib.h>
#include <string.h>

enum { APOSTROPHE = '\'', BACKTICK = '`', ACUTE = 0xB4, REVERSED_QUOTE = 0x201B, WIDE_BACKTICK = 0xFF40 };

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
        vb_property p = vb_property_at(s, end, &len);
        bool (*fits)(unsigned) = vb_word_is_letter;
        if (mode == VB_TOKENS_QUANTEDA) {
            if ((p.flags & VB_IS_DASH) == 0)
                break;
            fits = is_letter_or_digit;
        } else {
            uint32_t cp = code_point(s, end);
            if (cp != BACKTICK && cp != ACUTE && cp != REVERSED_QUOTE && cp != WIDE_BACKTICK)
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
    enum { NOWHERE = -1, UNKNOWN = -2 };
    size_t token = SIZE_MAX; /* where the open token begins */
    size_t part = 0;         /* characters in it since the last `.` */
    unsigned last = VB_WORD_OTHER;
    bool host = false, host_known = false;
    size_t len;
    for (size_t at = beg; at < end; at += len) {
        vb_property p = vb_property_at(s, at, &len);
        if (vb_word_ignores(p.word))
            continue;
        uint32_t cp = code_point(s, at);
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

/* Add the tokens of [beg, end), which must begin and end at white space or at an end of the answer. */
static bool split_stretch(vb_str answer, size_t beg, size_t end, vb_token_mode mode, vb_token_list *list)
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

bool vb_tokens_split_slow(vb_str answer, vb_token_mode mode, vb_token_list *list)
{
    list->n = 0;
    return split_stretch(answer, 0, answer.len, mode, list);
}

/* The fast path takes a block of 64 bytes at a time as masks, in which tokens are runs of ones.  A stretch between white
 * space that holds a byte that is not ASCII, or a `.` between letters, is left to split_stretch(): no rule looks across a
 * byte up to U+0020, for what rule WB4 adds to it is dropped (T1). */
typedef struct {
    vb_str answer;
    vb_token_list *list; /* n counts the tokens that have begun */
    size_t ended;        /* tokens that have ended: n, or n - 1 if `inside` */
    bool inside;         /* the last token goes on beyond the bytes seen */
} cutter;

static bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_word(char c)
{
    return is_ascii_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static unsigned lowest(uint64_t mask)
{
    return (unsigned)__builtin_ctzll(mask);
}

static unsigned highest(uint64_t mask)
{
    return 63U - (unsigned)__builtin_clzll(mask);
}

static uint64_t below(unsigned bit)
{
    return (UINT64_C(1) << bit) - 1;
}

/* Add the ASCII signs that join the letters or digits beside them to m->word (WB6, WB7, WB11, WB12, T3).  Returns where
 * there is a `.` between letters.  `p` is the block, `after` the mask of the bytes before a letter or digit. */
static uint64_t join_signs(const char *p, vb_masks *m, uint64_t before, uint64_t after)
{
    uint64_t stops = 0, joins = 0;
    for (uint64_t between = m->sign & before & after; between != 0; between &= between - 1) {
        unsigned i = lowest(between);
        const char *sign = p + i;
        uint64_t bit = UINT64_C(1) << i;
        bool digits = is_ascii_digit(sign[-1]) && is_ascii_digit(sign[1]);
        bool letters = !is_ascii_digit(sign[-1]) && !is_ascii_digit(sign[1]);
        if (letters && *sign == '.')
            stops |= bit;
        else if (letters ? *sign == '\'' || *sign == '`' : digits && memchr(".,;'", *sign, 4) != NULL)
            joins |= bit;
    }
    m->word |= joins;
    return stops;
}

/* Begin and end tokens where the runs of ones in `word`, which stands for the bytes from `base` on, do. */
static bool cut_block(cutter *c, size_t base, uint64_t word)
{
    vb_token_list *list = c->list;
    enum { MOST = VB_BLOCK / 2 };
    if (list->cap - list->n < MOST && !vb_grow(&list->items, &list->cap, list->n + MOST, sizeof *list->items))
        return false;
    uint64_t shifted = word << 1 | c->inside;
    for (uint64_t begs = word & ~shifted; begs != 0; begs &= begs - 1)
        list->items[list->n++] = (vb_token){.beg = base + lowest(begs)};
    for (uint64_t ends = shifted & ~word; ends != 0; ends &= ends - 1)
        list->items[c->ended++].end = base + lowest(ends);
    c->inside = word >> 63 != 0;
    return true;
}

/* Cut the stretch around the offset `at` by the slow path, dropping what the fast path made of its beginning; `beg` is
 * where it begins, or somewhere inside.  Returns the stretch's end, or SIZE_MAX when memory is out. */
static size_t cut_stretch(cutter *c, size_t beg, size_t at)
{
    vb_str s = c->answer;
    while (beg > 0 && (unsigned char)s.ptr[beg - 1] > ' ')
        beg--;
    while (at < s.len && (unsigned char)s.ptr[at] > ' ')
        at++;
    while (c->list->n > 0 && c->list->items[c->list->n - 1].beg >= beg)
        c->list->n--;
    c->inside = false;
    if (!split_stretch(s, beg, at, VB_TOKENS_WORDS, c->list))
        return SIZE_MAX;
    c->ended = c->list->n;
    return at;
}

bool vb_tokens_split(vb_str answer, vb_token_mode mode, vb_token_list *list)
{
    if (mode != VB_TOKENS_WORDS)
        return vb_tokens_split_slow(answer, mode, list);
    list->n = 0;
    cutter c = {answer, list, 0, false};
    size_t base = 0;
    while (base < answer.len) {
        const char *p = answer.ptr + base;
        size_t left = answer.len - base;
        char tail[VB_BLOCK] = {0};
        vb_masks m = vb_masks_of(left >= VB_BLOCK ? p : memcpy(tail, p, left));
        uint64_t space = ~(m.word | m.sign | m.high), after = m.word >> 1;
        if (left > VB_BLOCK)
            after |= (uint64_t)is_ascii_word(p[VB_BLOCK]) << 63;
        uint64_t hard = join_signs(p, &m, m.word << 1 | c.inside, after) | m.high;
        uint64_t rest = ~UINT64_C(0); /* the bytes not dealt with */
        while ((hard & rest) != 0) {
            unsigned i = lowest(hard & rest);
            uint64_t spaces = space & rest & below(i);
            size_t beg = base;
            if (spaces != 0) {
                beg = base + highest(spaces) + 1;
                if (!cut_block(&c, base, m.word & rest & below(highest(spaces))))
                    return false;
            }
            size_t end = cut_stretch(&c, beg, base + i);
            if (end == SIZE_MAX)
                return false;
            if (end - base >= VB_BLOCK) {
                base = end;
                rest = 0;
                break;
            }
            rest = ~below((unsigned)(end - base));
        }
        if (rest == 0)
            continue;
        if (!cut_block(&c, base, m.word & rest))
            return false;
        base += VB_BLOCK;
    }
    if (c.inside)
        list->items[c.ended].end = answer.len;
    return true;
}

void vb_tokens_release(vb_token_list *list)
{
    free(list->items);
    *list = (vb_token_list){0};
}
