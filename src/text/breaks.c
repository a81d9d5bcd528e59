/* Whether a sentence or a clause ends between two tokens that follow each other; what lies between them is the gap.
 *
 * A sentence ends
 * B1  at a boundary of UAX #29 in the gap (a boundary inside a token counts for nothing): thus at `!`, `?`, at `.`
 *     before a capital, and at a line break; in VB_BREAKS_PARAGRAPH a line break is a space instead;
 * B2  at `.` or `…` with white space after it, whatever follows, unless UAX #29's SB8a joins it (`,` `:` `-` or
 *     another stop); not so where the word right before it is a single letter: vitamin c. is;
 * B3  but by none of B1, B2, B4 at the stop right after an abbreviation: Asst. Supt. of schools;
 * B4  where T4 split at `.`: no time.no money;
 * B5  in VB_BREAKS_PARAGRAPH at a blank line;
 * B6  there also at a bullet at a line's start, as bullet.h has it.
 *
 * A clause ends by B7 to B10 in clause_break.c, and where a sentence does. */
#include "text/breaks.h"

#include "base/str.h"
#include "text/bullet.h"
#include "text/clause_break.h"
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

enum { LONGEST_ABBREVIATION = 64 }; /* bytes */

static bool is_abbreviation(finder *f, vb_token token)
{
    if (f->abbreviations == NULL || f->abbreviations->n == 0 || token.end - token.beg > LONGEST_ABBREVIATION)
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
        if (f->flow && vb_sentence_is_separator(c))
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
        if (c != VB_SENTENCE_CONTINUE && c != VB_SENTENCE_STERM && c != VB_SENTENCE_ATERM &&
            !vb_sentence_is_separator(c))
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

/* B5, B6 in [beg, end], `end` being where a token begins. */
static bool has_paragraph(vb_str s, size_t beg, size_t end)
{
    bool line = false; /* nothing but white space since a line break */
    size_t len;
    for (size_t at = beg; at < end; at += len) {
        unsigned c = vb_property_at(s, at, &len).sentence;
        if (vb_sentence_is_separator(c)) {
            if (line)
                return true;
            line = true;
            if (c == VB_SENTENCE_CR && at + 1 < end && s.ptr[at + 1] == '\n')
                len = 2;
        } else if (line && c != VB_SENTENCE_SPACE) {
            if (vb_bullet_at(s, at) > 0)
                return true;
            line = false;
        }
    }
    return line && vb_bullet_at(s, end) > 0;
}

/* B3: the first offset where a boundary of UAX #29 counts after an abbreviation's stop, which ends at `stop_end`:
 * behind what SB9 and SB10 join to the stop. */
static size_t boundary_behind(const finder *f, size_t stop_end)
{
    return skip(f, skip(f, stop_end, VB_SENTENCE_CLOSE), VB_SENTENCE_SPACE) + 1;
}

/* What ends between two tokens.  *boundary is a boundary of UAX #29 before the gap, and is moved on to the first one
 * in it, or behind it; without one (NULL) they are looked for in the gap only. */
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
        size_t exempt = abbreviated || (stopped && vb_is_single_letter(s, before)) ? before.end : SIZE_MAX;
        ends = has_spaced_stop(f, before.end, after.beg, exempt) ||
               (stopped && !abbreviated && is_split_stop(f, before, stop_end, after)) ||
               (f->flow && has_paragraph(s, before.end, after.beg));
    }
    return ends ? SENTENCE : vb_clause_ends(s, before, after) ? CLAUSE : NOTHING;
}

static bool number_nothing(vb_token_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        list->items[i].sentence = list->items[i].clause = 0;
    return true;
}

/* The fast path: gaps of ASCII and a few quotation marks are judged by their bytes alone. */

enum { PLAIN, SPACE, MARK, HYPHEN, STOP, LINE };

static const uint8_t kinds[128] = {
    ['\t'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE, [' '] = SPACE, ['\n'] = LINE,
    ['\r'] = LINE,  [','] = MARK,   [';'] = MARK,   [':'] = MARK,  ['('] = MARK,
    [')'] = MARK,   ['-'] = HYPHEN, ['.'] = STOP,   ['!'] = STOP,  ['?'] = STOP,
};

/* True if the token begins with a letter, a digit or an emoji by itself, as nearly all of VB_TOKENS_WORDS do.  Such a
 * token never ends in a stop, a space or a closing mark, so that UAX #29's sentence rules start afresh behind it. */
static inline bool is_word_token(vb_str s, vb_token token)
{
    char c = s.ptr[token.beg], lower = (char)(c | 0x20);
    if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9'))
        return true;
    size_t len;
    return (vb_property_at(s, token.beg, &len).flags & (VB_IS_LETTER | VB_IS_NUMBER | VB_IS_EMOJI)) != 0;
}

/* As judge(), from the bytes of the gap where that is enough. */
static int judge_fast(finder *f, vb_token before, vb_token after)
{
    const char *gap = f->answer.ptr + before.end;
    size_t n = after.beg - before.end;
    bool white = false, mark = false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)gap[i];
        unsigned kind = PLAIN;
        if (c < 128) {
            kind = kinds[c];
        } else if (n - i >= 3 &&
                   (memcmp(gap + i, "\xE2\x80\x9C", 3) == 0 || memcmp(gap + i, "\xE2\x80\x9D", 3) == 0)) {
            i += 2; /* double quotation marks */
        } else {
            return judge(f, before, after, NULL);
        }
        switch (kind) {
        case MARK: /* B7; it may be a ratio */
            if (c == ':' && n == 1)
                return judge(f, before, after, NULL);
            mark = true;
            break;
        case HYPHEN: /* B8, B9; a high byte here may be a space */
            if ((unsigned char)gap[i + 1] >= 128 && i + 1 < n)
                return judge(f, before, after, NULL);
            mark = mark || white || (i + 1 < n && (kinds[(unsigned char)gap[i + 1]] == SPACE || gap[i + 1] == '-'));
            break;
        case STOP:
            if (i > 0)
                return judge(f, before, after, NULL);
            for (i = 1; i < n; i++)
                if (gap[i] != ' ')
                    return judge(f, before, after, NULL);
            if (n == 1 || (c == '.' && vb_is_single_letter(f->answer, before)))
                return judge(f, before, after, NULL);
            return c == '.' && is_abbreviation(f, before) ? NOTHING : SENTENCE; /* B1, B2, B3 */
        case LINE:
            return f->flow ? judge(f, before, after, NULL) : SENTENCE; /* B1: SB4 */
        default:
            break;
        }
        white = kind == SPACE;
    }
    return mark ? CLAUSE : NOTHING;
}

typedef bool walk_fn(finder *f, vb_token_list *list);

static void number(vb_token *items, size_t i, int ends)
{
    items[i].sentence = items[i - 1].sentence + (ends == SENTENCE);
    items[i].clause = items[i - 1].clause + (ends != NOTHING);
}

static bool walk_slowly(finder *f, vb_token_list *list)
{
    size_t boundary = 0;
    for (size_t i = 1; i < list->n && !f->failed; i++)
        number(list->items, i, judge(f, list->items[i - 1], list->items[i], &boundary));
    return !f->failed;
}

static bool walk(finder *f, vb_token_list *list)
{
    vb_token *items = list->items;
    for (size_t i = 1; i < list->n; i++) {
        vb_token before = items[i - 1], after = items[i];
        if (!is_word_token(f->answer, before))
            return walk_slowly(f, list);
        bool is_space = after.beg == before.end + 1 && f->answer.ptr[before.end] == ' '; /* nine gaps of ten */
        number(items, i, is_space ? NOTHING : judge_fast(f, before, after));
    }
    return !f->failed;
}

static bool find(vb_str answer, const vb_break_rules *rules, vb_token_list *list, walk_fn *walk_how)
{
    if (rules->mode == VB_BREAKS_NONE || list->n == 0)
        return number_nothing(list);
    finder f = {answer, rules->abbreviations, rules->mode == VB_BREAKS_PARAGRAPH, false, {0}};
    list->items[0].sentence = list->items[0].clause = 0;
    bool done = walk_how(&f, list);
    vb_buffer_release(&f.folded);
    return done;
}

bool vb_breaks_find(vb_str answer, const vb_break_rules *rules, vb_token_list *list)
{
    return find(answer, rules, list, walk);
}

bool vb_breaks_find_slow(vb_str answer, const vb_break_rules *rules, vb_token_list *list)
{
    return find(answer, rules, list, walk_slowly);
}
