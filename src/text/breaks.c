/* Whether a sentence or a clause ends between two tokens that follow each other; what lies between them is the gap.
 *
 * A sentence ends
 * B1  at a boundary of UAX #29 in the gap (a boundary inside a token counts for nothing): thus at `!`, `?`, at `.` before
 *     a capital, and at a line break, though not at a line break in VB_BREAKS_PARAGRAPH, where it is a space;
 * B2  at `.` or `…` with white space after it, whatever follows, unless UAX #29's SB8a joins it (`,` `:` `-` another stop).
 *     Not so where the word right before it is a single letter: vitamin c. is (UAX #29 still ends plan B. We);
 * B3  but neither by B1 nor by B2 nor by B4 at the stop right after an abbreviation: Asst. Supt. of schools;
 * B4  where T4 split at `.`: no time.no money;
 * B5  in VB_BREAKS_PARAGRAPH at a blank line, and
 * B6  there at a bullet at a line's start: a sign (- * + • · ‣ ⁃ ◦ ▪ ● ■ – —) or up to three digits and `.` or `)`, and a space.
 *
 * A clause ends
 * B7  at `,` `;` `:` `(` `)`, and at their wide, Arabic and ideographic forms;
 * B8  at an em dash and at two hyphens in a row, spaced or not;
 * B9  at a hyphen with white space beside it (time - money, time- money), not at buy-in;
 * B10 at any other dash (en dash, figure dash, minus), but not unspaced before a digit and after a digit or a single letter:
 *     6–8, K–12; and
 * B11 at a sentence's end.
 *
 * Quotation marks, `/` and other signs end nothing. */
#include "text/breaks.h"

#include "base/str.h"
#include "text/fold.h"
#include "text/properties.h"
#include "text/sentence_break.h"

enum { NOTHING, CLAUSE, SENTENCE }; /* what ends in a gap */

typedef struct {
    vb_str answer;
    const vb_map *abbreviations; /* NULL if there are none */
    bool flow;                   /* line breaks are spaces */
    bool failed;                 /* memory ran out */
    vb_buffer folded;
} finder;

static uint32_t code_point(vb_str s, size_t at)
{
    uint32_t cp;
    (void)vb_utf8_decode(s.ptr + at, s.ptr + s.len, &cp);
    return cp;
}

static bool is_separator(unsigned sentence)
{
    return sentence == VB_SENTENCE_CR || sentence == VB_SENTENCE_LF || sentence == VB_SENTENCE_SEP;
}

static bool is_white(unsigned sentence)
{
    return sentence == VB_SENTENCE_SPACE || is_separator(sentence);
}

/* True if the token is one letter, with its marks. */
static bool is_single_letter(vb_str s, vb_token token)
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

static bool is_abbreviation(finder *f, vb_token token)
{
    if (f->abbreviations == NULL || f->abbreviations->n == 0)
        return false;
    vb_buffer_clear(&f->folded);
    if (!vb_fold(vb_str_cut(f->answer, token.beg, token.end), VB_FOLD_CASE, &f->folded)) {
        f->failed = true;
        return false;
    }
    return vb_map_find(f->abbreviations, vb_buffer_str(&f->folded)) != VB_MAP_NONE;
}

static bool is_full_stop(vb_str s, size_t at)
{
    size_t len;
    return vb_property_at(s, at, &len).sentence == VB_SENTENCE_ATERM || code_point(s, at) == 0x2026;
}

/* The first character from `at` on that is neither ignored (SB5) nor of the class `also`. */
static size_t skip(const finder *f, size_t at, unsigned also)
{
    size_t len;
    for (; at < f->answer.len; at += len) {
        unsigned c = vb_property_at(f->answer, at, &len).sentence;
        if (f->flow && is_separator(c))
            c = VB_SENTENCE_SPACE;
        if (!vb_sentence_ignores(c) && c != also)
            break;
    }
    return at;
}

/* B2: a stop with white space after it in [beg, end]; a stop at `exempt` does not count. */
static bool has_spaced_stop(const finder *f, size_t beg, size_t end, size_t exempt)
{
    size_t len;
    for (size_t at = beg; at < end; at += len) {
        (void)vb_property_at(f->answer, at, &len);
        if (at == exempt || !is_full_stop(f->answer, at))
            continue;
        size_t space = skip(f, at + len, VB_SENTENCE_EXTEND);
        size_t after = skip(f, space, VB_SENTENCE_SPACE);
        if (after == space || after > end)
            continue;
        size_t unused;
        unsigned c = vb_property_at(f->answer, after, &unused).sentence;
        if (c != VB_SENTENCE_CONTINUE && c != VB_SENTENCE_STERM && c != VB_SENTENCE_ATERM && !is_separator(c))
            return true;
    }
    return false;
}

/* B4: the gap is a stop, which ends at `stop_end`, between letters. */
static bool is_split_stop(const finder *f, vb_token before, size_t stop_end, vb_token after)
{
    size_t len;
    vb_str s = f->answer;
    if (vb_property_at(s, before.end, &len).sentence != VB_SENTENCE_ATERM) /* an ellipsis does not split words */
        return false;
    unsigned last = VB_WORD_OTHER;
    for (size_t at = before.beg; at < before.end; at += len) {
        unsigned word = vb_property_at(s, at, &len).word;
        if (!vb_word_ignores(word))
            last = word;
    }
    return vb_word_is_letter(last) && vb_word_is_letter(vb_property_at(s, after.beg, &len).word) &&
           skip(f, stop_end, VB_SENTENCE_EXTEND) == after.beg;
}

static bool is_bullet_sign(uint32_t cp)
{
    static const uint32_t signs[] = {'-',    '*',    '+',    0x00B7, 0x2013, 0x2014, 0x2022,
                                     0x2023, 0x2043, 0x25AA, 0x25A0, 0x25CF, 0x25E6};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i] == cp)
            return true;
    return false;
}

static bool is_space_at(vb_str s, size_t at)
{
    size_t len;
    return at < s.len && is_white(vb_property_at(s, at, &len).sentence);
}

/* B6, for what stands at a line's start. */
static bool is_bullet(vb_str s, size_t at)
{
    size_t len;
    if (at >= s.len)
        return false;
    if (is_bullet_sign(code_point(s, at))) {
        (void)vb_property_at(s, at, &len);
        return is_space_at(s, at + len);
    }
    size_t digits = 0;
    while (digits < 4 && at + digits < s.len && s.ptr[at + digits] >= '0' && s.ptr[at + digits] <= '9')
        digits++;
    at += digits;
    return digits > 0 && digits < 4 && at < s.len && (s.ptr[at] == '.' || s.ptr[at] == ')') && is_space_at(s, at + 1);
}

/* B5, B6 in [beg, end], `end` being where a token begins. */
static bool has_paragraph(vb_str s, size_t beg, size_t end)
{
    bool line = false; /* nothing but white space since a line break */
    size_t len;
    for (size_t at = beg; at < end; at += len) {
        unsigned c = vb_property_at(s, at, &len).sentence;
        if (is_separator(c)) {
            if (line)
                return true;
            line = true;
            if (c == VB_SENTENCE_CR && at + 1 < end && s.ptr[at + 1] == '\n')
                len = 2;
        } else if (line && c != VB_SENTENCE_SPACE) {
            if (is_bullet(s, at))
                return true;
            line = false;
        }
    }
    return line && is_bullet(s, end);
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

static bool is_number_at(vb_str s, size_t at)
{
    size_t len;
    return (vb_property_at(s, at, &len).flags & VB_IS_NUMBER) != 0;
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

/* B7 to B10. */
static bool has_clause_end(vb_str s, vb_token before, vb_token after)
{
    size_t len;
    uint32_t last = 0;
    bool white = false; /* before `at` */
    for (size_t at = before.end; at < after.beg; at += len) {
        unsigned c = vb_property_at(s, at, &len).sentence;
        uint32_t cp = code_point(s, at);
        if (is_clause_mark(cp) || is_em_dash(cp)) /* B7, B8 */
            return true;
        if (is_hyphen(cp) && (white || is_space_at(s, at + len) || is_hyphen(last))) /* B8, B9 */
            return true;
        if (is_other_dash(cp)) { /* B10 */
            bool between = at == before.end && at + len == after.beg;
            if (!between || !is_number_at(s, after.beg) || !(ends_in_number(s, before) || is_single_letter(s, before)))
                return true;
        }
        white = is_white(c);
        last = cp;
    }
    return false;
}

/* B3: the first offset where a boundary of UAX #29 counts after an abbreviation's stop, which ends at `stop_end`: behind
 * what SB9 and SB10 join to the stop. */
static size_t boundary_behind(const finder *f, size_t stop_end)
{
    return skip(f, skip(f, stop_end, VB_SENTENCE_CLOSE), VB_SENTENCE_SPACE) + 1;
}

/* What ends between two tokens.  *boundary is a boundary of UAX #29 before the gap, and is moved on to the first one in
 * it, or behind it; without one (NULL) they are looked for in the gap only. */
static int judge(finder *f, vb_token before, vb_token after, size_t *boundary)
{
    vb_str s = f->answer;
    bool stopped = before.end < after.beg && is_full_stop(s, before.end);
    bool abbreviated = stopped && is_abbreviation(f, before);
    size_t stop_end = before.end;
    if (stopped) {
        size_t len;
        (void)vb_property_at(s, before.end, &len);
        stop_end += len;
    }
    size_t from = abbreviated ? boundary_behind(f, stop_end) : before.end;
    bool ends = false;
    if (boundary != NULL) {
        while (*boundary < from && *boundary < s.len)
            *boundary = vb_sentence_break_within(s, *boundary, s.len, f->flow);
        ends = *boundary >= from && *boundary <= after.beg;
    } else {
        size_t at = before.beg;
        do
            at = vb_sentence_break_within(s, at, after.beg, f->flow);
        while (at < from);
        ends = at <= after.beg;
    }
    if (!ends) {
        size_t exempt = abbreviated || (stopped && is_single_letter(s, before)) ? before.end : SIZE_MAX;
        ends = has_spaced_stop(f, before.end, after.beg, exempt) ||
               (stopped && !abbreviated && is_split_stop(f, before, stop_end, after)) ||
               (f->flow && has_paragraph(s, before.end, after.beg));
    }
    return ends ? SENTENCE : has_clause_end(s, before, after) ? CLAUSE : NOTHING;
}

static bool number_nothing(vb_token_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        list->items[i].sentence = list->items[i].clause = 0;
    return true;
}

static bool finish(finder *f)
{
    vb_buffer_release(&f->folded);
    return !f->failed;
}

bool vb_breaks_find_slow(vb_str answer, const vb_break_rules *rules, vb_token_list *list)
{
    if (rules->mode == VB_BREAKS_NONE || list->n == 0)
        return number_nothing(list);
    finder f = {answer, rules->abbreviations, rules->mode == VB_BREAKS_PARAGRAPH, false, {0}};
    size_t boundary = 0;
    vb_token *items = list->items;
    items[0].sentence = items[0].clause = 0;
    for (size_t i = 1; i < list->n; i++) {
        int end = judge(&f, items[i - 1], items[i], &boundary);
        items[i].sentence = items[i - 1].sentence + (end == SENTENCE);
        items[i].clause = items[i - 1].clause + (end != NOTHING);
    }
    return finish(&f);
}

bool vb_breaks_find(vb_str answer, const vb_break_rules *rules, vb_token_list *list)
{
    return vb_breaks_find_slow(answer, rules, list);
}
