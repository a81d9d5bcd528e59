#include "match/regex_needs.h"

#include "match/frequency.h"

#include <string.h>

enum {
    LEAST_LETTERS = 2,   /* of a fragment that is no word by itself: single letters are in most words */
    MOST_FRAGMENTS = 64, /* of a need */
    DEEPEST = 32,        /* groups in groups */
    MANY_LETTERS = 8,    /* fragments of so many are taken to be equally rare */
};

/* What is known of where a part of the pattern stands: a match of it begins, or ends, where a word does. */
typedef struct {
    bool begins, ends;
} edges;

typedef struct {
    vb_str pattern;
    size_t at, depth;
    bool unknown; /* something that is not understood stands in it */
    bool out_of_memory;
    bool idle; /* nothing is made of what is found: it may be left out, or the choice around it is open already */
    vb_arena *arena;
} reader;

typedef enum { ONCE, AGAIN, PERHAPS } times; /* AGAIN: once or more often; PERHAPS: it may be left out */

static char peek(const reader *r, size_t ahead)
{
    return r->at + ahead < r->pattern.len ? r->pattern.ptr[r->at + ahead] : '\0';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Words of the table that have the fragment, by how often they come, and a guess at all the others: the more letters,
 * the fewer. */
static size_t how_common(const vb_fragment *fragment)
{
    size_t common = 0, len = fragment->letters.len;
    vb_frequent_word word;
    for (size_t i = 0; vb_frequency_get(i, &word); i++)
        common += vb_fragment_fits(fragment, word.word) ? word.count : 0;
    return common + (len < MANY_LETTERS ? (size_t)1 << (MANY_LETTERS - len) : 1);
}

/* Keep a need among the best. */
static void offer(vb_regex_needs *needs, vb_regex_need need)
{
    size_t k = needs->n;
    if (k < VB_REGEX_NEEDS)
        needs->n++;
    else if (need.common >= needs->items[--k].common)
        return;
    for (; k > 0 && need.common < needs->items[k - 1].common; k--)
        needs->items[k] = needs->items[k - 1];
    needs->items[k] = need;
}

/* The letters from `beg` up to `end` of the pattern are in every match. */
static void offer_letters(reader *r, size_t beg, size_t end, edges at, vb_regex_needs *needs)
{
    if (r->idle || (end < beg + LEAST_LETTERS && (beg == end || !at.begins || !at.ends)))
        return;
    vb_fragment *fragment = vb_arena_alloc(r->arena, sizeof *fragment);
    char *letters = vb_arena_alloc(r->arena, end - beg);
    if (fragment == NULL || letters == NULL) {
        r->out_of_memory = true;
        return;
    }
    for (size_t i = beg; i < end; i++)
        letters[i - beg] = (char)(r->pattern.ptr[i] | 0x20);
    *fragment = (vb_fragment){{letters, end - beg}, at.begins, at.ends};
    offer(needs, (vb_regex_need){fragment, 1, how_common(fragment)});
}

/* Have a choice need what one of its branches needs.  A branch that needs nothing leaves it `open`. */
static void add_branch(reader *r, vb_regex_need *choice, const vb_regex_needs *branch, bool *open)
{
    if (branch->n == 0 || choice->n + branch->items[0].n > MOST_FRAGMENTS)
        *open = true;
    if (*open)
        return;
    const vb_regex_need *best = &branch->items[0];
    vb_fragment *both = vb_arena_alloc(r->arena, (choice->n + best->n) * sizeof *both);
    if (both == NULL) {
        r->out_of_memory = true;
        return;
    }
    if (choice->n > 0)
        memcpy(both, choice->fragments, choice->n * sizeof *both);
    memcpy(both + choice->n, best->fragments, best->n * sizeof *both);
    *choice = (vb_regex_need){both, choice->n + best->n, choice->common + best->common};
}

/* A class of characters, `[^]a-z]`. */
static void skip_class(reader *r)
{
    r->at += peek(r, 1) == '^' ? 2 : 1;
    bool first = true;
    for (; r->at < r->pattern.len && (first || peek(r, 0) != ']'); first = false) {
        bool quoted = peek(r, 0) == '\\' && (peek(r, 1) == 'Q' || peek(r, 1) == 'E');
        r->unknown = r->unknown || peek(r, 0) == '[' || quoted;
        r->at += peek(r, 0) == '\\' ? 2 : 1;
    }
    r->at++;
}

/* Go behind the parenthesis that closes the one here. */
static void skip_group(reader *r)
{
    size_t open = 0;
    do {
        char c = peek(r, 0);
        open += c == '(';
        open -= c == ')';
        if (c == '[')
            skip_class(r);
        else
            r->at += c == '\\' ? 2 : 1;
    } while (open > 0 && r->at < r->pattern.len);
}

/* How often the item before must come, with `+` or `?` behind it. */
static times read_times(reader *r)
{
    char c = peek(r, 0);
    times found = c == '*' || c == '?' ? PERHAPS : c == '+' ? AGAIN : ONCE;
    if (c == '{' && is_digit(peek(r, 1))) {
        found = PERHAPS;
        for (r->at++; is_digit(peek(r, 0)); r->at++)
            found = peek(r, 0) == '0' ? found : AGAIN;
        while (is_digit(peek(r, 0)) || peek(r, 0) == ',')
            r->at++;
        r->unknown = r->unknown || peek(r, 0) != '}';
    }
    if (found == ONCE)
        return ONCE;
    r->at++;
    r->at += peek(r, 0) == '+' || peek(r, 0) == '?';
    return found;
}

typedef enum {
    A_SIGN,
    AN_EDGE,
    AROUND,
    ANYTHING
} item_kind; /* a character that is in no word; a place where words end */

static item_kind kind_here(const reader *r)
{
    char c = peek(r, 0), next = peek(r, 1);
    if (c == '^' || c == '$')
        return AN_EDGE;
    if (c == '\\')
        return next == '\0'                        ? ANYTHING
               : strchr("bAzZ", next) != NULL      ? AN_EDGE
               : strchr("Wshvntr", next) != NULL   ? A_SIGN
               : is_letter(next) || is_digit(next) ? ANYTHING
                                                   : A_SIGN;
    bool word = is_letter(c) || is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
    return word || strchr(".[(|)", c) != NULL ? ANYTHING : A_SIGN;
}

/* True if a word ends here; at the end of a branch, where what is around it says so. */
static bool is_edge(const reader *r, edges around)
{
    if (r->at >= r->pattern.len || peek(r, 0) == '|' || peek(r, 0) == ')')
        return around.ends;
    item_kind kind = kind_here(r);
    reader ahead = *r;
    ahead.at += peek(r, 0) == '\\' ? 2 : 1;
    return (kind == AN_EDGE || kind == A_SIGN) && read_times(&ahead) != PERHAPS;
}

static void read_choice(reader *r, edges around, vb_regex_needs *needs);

/* What opens at a parenthesis.  A look-around may be about what lies outside the match. */
static void read_group(reader *r, edges around, vb_regex_needs *needs, item_kind *kind)
{
    reader behind = *r;
    skip_group(&behind);
    times how_often = read_times(&behind);
    around.ends = how_often == ONCE && is_edge(&behind, around);
    r->at++;
    if (peek(r, 0) == '*') {
        r->unknown = true;
    } else if (peek(r, 0) == '?') {
        bool back = peek(r, 1) == '<';
        char mark = peek(r, back ? 2 : 1);
        *kind = mark == '=' || mark == '!' ? AROUND : ANYTHING;
        r->unknown = *kind != AROUND && (back || mark != ':');
        r->at += back ? 3 : 2;
    }
    vb_regex_needs inner = {.n = 0};
    bool was_idle = r->idle;
    r->idle = was_idle || how_often == PERHAPS || *kind == AROUND;
    if (++r->depth > DEEPEST)
        r->unknown = true;
    if (!r->unknown)
        read_choice(r, around, &inner);
    r->depth--;
    r->idle = was_idle;
    r->unknown = r->unknown || peek(r, 0) != ')';
    r->at++;
    if (*kind != AROUND)
        *needs = inner;
}

/* One thing that may be repeated. */
static item_kind read_item(reader *r, edges around, vb_regex_needs *needs)
{
    item_kind kind = kind_here(r);
    char c = peek(r, 0), next = peek(r, 1);
    switch (c) {
    case '(':
        read_group(r, around, needs, &kind);
        break;
    case '[':
        skip_class(r);
        break;
    case '\\': /* classes, places, marks taken as they are */
        r->unknown = r->unknown || is_digit(next) || (is_letter(next) && strchr("bBAzZGwWsSdDhHvVntr", next) == NULL);
        r->at += 2;
        break;
    case '*':
    case '+':
    case '?':
    case '{':
        r->unknown = true;
        break;
    default:
        r->at++;
    }
    return kind;
}

static void read_sequence(reader *r, edges around, vb_regex_needs *needs)
{
    size_t beg = r->at;          /* of the letters at hand, */
    bool begins = around.begins; /* and whether a word begins there */
    bool edge = begins;          /* where the next item is */
    while (!r->unknown && r->at < r->pattern.len && peek(r, 0) != '|' && peek(r, 0) != ')') {
        size_t from = r->at;
        bool letter = is_letter(peek(r, 0)), ends = !letter && is_edge(r, around);
        vb_regex_needs inner = {.n = 0};
        item_kind kind = read_item(r, (edges){edge, around.ends}, &inner);
        times how_often = read_times(r);
        edge = kind != ANYTHING && (edge || (kind != AROUND && how_often != PERHAPS));
        if (letter && how_often == ONCE)
            continue;
        offer_letters(r, beg, letter && how_often == AGAIN ? from + 1 : from, (edges){begins, ends}, needs);
        for (size_t i = 0; i < inner.n && how_often != PERHAPS; i++)
            offer(needs, inner.items[i]);
        beg = r->at;
        begins = edge;
    }
    offer_letters(r, beg, r->at, (edges){begins, around.ends}, needs);
}

/* A choice of one branch needs all that this needs. */
static void read_choice(reader *r, edges around, vb_regex_needs *needs)
{
    vb_regex_need any = {.n = 0};
    bool open = false, several = false, was_idle = r->idle;
    for (;; r->at++) {
        vb_regex_needs branch = {.n = 0};
        read_sequence(r, around, &branch);
        if (!several && peek(r, 0) != '|') {
            *needs = branch;
            return;
        }
        several = true;
        add_branch(r, &any, &branch, &open);
        r->idle = was_idle || open;
        if (peek(r, 0) != '|' || r->unknown || r->out_of_memory)
            break;
    }
    r->idle = was_idle;
    if (!open && any.n > 0)
        offer(needs, any);
}

bool vb_regex_needs_find(vb_str pattern, vb_arena *arena, vb_regex_needs *needs)
{
    reader r = {.pattern = pattern, .arena = arena};
    *needs = (vb_regex_needs){.n = 0};
    read_choice(&r, (edges){false, false}, needs);
    if (r.unknown || r.at < pattern.len)
        needs->n = 0;
    return !r.out_of_memory;
}

/* True of ASCII that is in a word wherever it stands. */
static bool is_of_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

bool vb_fragment_fits(const vb_fragment *fragment, vb_str word)
{
    vb_str letters = fragment->letters;
    const char *end = word.ptr + word.len;
    for (const char *at = word.ptr; (at = memmem(at, (size_t)(end - at), letters.ptr, letters.len)) != NULL; at++) {
        const char *behind = at + letters.len;
        if ((!fragment->begins || at == word.ptr || !is_of_word(at[-1])) &&
            (!fragment->ends || behind == end || !is_of_word(*behind)))
            return true;
    }
    return false;
}
