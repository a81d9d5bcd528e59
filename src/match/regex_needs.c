#include "match/regex_needs.h"

#include <string.h>

enum {
    LEAST_LETTERS = 2,   /* of a fragment: single letters are in most words */
    MOST_FRAGMENTS = 64, /* of a need */
    DEEPEST = 32,        /* groups in groups */
};

typedef struct {
    vb_str pattern;
    size_t at, depth;
    bool unknown; /* something that is not understood stands in it */
    bool out_of_memory;
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

/* Keep a need among the best. */
static void offer(vb_regex_needs *needs, vb_regex_need need)
{
    size_t k = needs->n;
    if (k < VB_REGEX_NEEDS)
        needs->n++;
    else if (need.shortest <= needs->items[--k].shortest)
        return;
    for (; k > 0 && need.shortest > needs->items[k - 1].shortest; k--)
        needs->items[k] = needs->items[k - 1];
    needs->items[k] = need;
}

/* The letters from `beg` up to `end` of the pattern are in every match. */
static void offer_letters(reader *r, size_t beg, size_t end, vb_regex_needs *needs)
{
    if (end < beg + LEAST_LETTERS)
        return;
    vb_str *fragment = vb_arena_alloc(r->arena, sizeof *fragment);
    char *letters = vb_arena_alloc(r->arena, end - beg);
    if (fragment == NULL || letters == NULL) {
        r->out_of_memory = true;
        return;
    }
    for (size_t i = beg; i < end; i++)
        letters[i - beg] = (char)(r->pattern.ptr[i] | 0x20);
    *fragment = (vb_str){letters, end - beg};
    offer(needs, (vb_regex_need){fragment, 1, fragment->len});
}

/* Have a choice need what one of its branches needs.  A branch that needs nothing leaves it `open`. */
static void add_branch(reader *r, vb_regex_need *choice, const vb_regex_needs *branch, bool *open)
{
    if (branch->n == 0 || choice->n + branch->items[0].n > MOST_FRAGMENTS)
        *open = true;
    if (*open)
        return;
    const vb_regex_need *best = &branch->items[0];
    vb_str *both = vb_arena_alloc(r->arena, (choice->n + best->n) * sizeof *both);
    if (both == NULL) {
        r->out_of_memory = true;
        return;
    }
    if (choice->n > 0)
        memcpy(both, choice->fragments, choice->n * sizeof *both);
    memcpy(both + choice->n, best->fragments, best->n * sizeof *both);
    size_t shortest = choice->n == 0 || best->shortest < choice->shortest ? best->shortest : choice->shortest;
    *choice = (vb_regex_need){both, choice->n + best->n, shortest};
}

static void read_choice(reader *r, vb_regex_needs *needs);

/* What opens at a parenthesis.  A look-around may be about what lies outside the match. */
static void read_group(reader *r, vb_regex_needs *needs)
{
    bool around = false;
    r->at++;
    if (peek(r, 0) == '*') {
        r->unknown = true;
    } else if (peek(r, 0) == '?') {
        bool behind = peek(r, 1) == '<';
        char mark = peek(r, behind ? 2 : 1);
        around = mark == '=' || mark == '!';
        r->unknown = !around && (behind || mark != ':');
        r->at += behind ? 3 : 2;
    }
    vb_regex_needs inner = {.n = 0};
    if (++r->depth > DEEPEST)
        r->unknown = true;
    if (!r->unknown)
        read_choice(r, &inner);
    r->depth--;
    r->unknown = r->unknown || peek(r, 0) != ')';
    r->at++;
    if (!around)
        *needs = inner;
}

/* A class of characters, `[^]a-z]`. */
static void skip_class(reader *r)
{
    r->at += peek(r, 1) == '^' ? 2 : 1;
    bool first = true;
    for (; r->at < r->pattern.len && (first || peek(r, 0) != ']'); first = false) {
        r->unknown =
            r->unknown || peek(r, 0) == '[' || (peek(r, 0) == '\\' && (peek(r, 1) == 'Q' || peek(r, 1) == 'E'));
        r->at += peek(r, 0) == '\\' ? 2 : 1;
    }
    r->at++;
}

/* One thing that may be repeated. */
static void read_item(reader *r, vb_regex_needs *needs)
{
    char c = peek(r, 0), next = peek(r, 1);
    switch (c) {
    case '(':
        read_group(r, needs);
        return;
    case '[':
        skip_class(r);
        return;
    case '\\': /* classes, places, marks taken as they are */
        r->unknown = r->unknown || is_digit(next) || (is_letter(next) && strchr("bBAzZwWsSdDhHvVntr", next) == NULL);
        r->at += 2;
        return;
    case '*':
    case '+':
    case '?':
    case '{':
        r->unknown = true;
        return;
    default:
        r->at++;
    }
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

static void read_sequence(reader *r, vb_regex_needs *needs)
{
    size_t beg = r->at; /* of the letters at hand */
    while (!r->unknown && r->at < r->pattern.len && peek(r, 0) != '|' && peek(r, 0) != ')') {
        size_t from = r->at;
        bool letter = is_letter(peek(r, 0));
        vb_regex_needs inner = {.n = 0};
        read_item(r, &inner);
        times how_often = read_times(r);
        if (letter && how_often == ONCE)
            continue;
        offer_letters(r, beg, letter && how_often == AGAIN ? from + 1 : from, needs);
        for (size_t i = 0; i < inner.n && how_often != PERHAPS; i++)
            offer(needs, inner.items[i]);
        beg = r->at;
    }
    offer_letters(r, beg, r->at, needs);
}

/* A choice of one branch needs all that this needs. */
static void read_choice(reader *r, vb_regex_needs *needs)
{
    vb_regex_need any = {.n = 0};
    bool open = false, several = false;
    for (;; r->at++) {
        vb_regex_needs branch = {.n = 0};
        read_sequence(r, &branch);
        if (!several && peek(r, 0) != '|') {
            *needs = branch;
            return;
        }
        several = true;
        add_branch(r, &any, &branch, &open);
        if (peek(r, 0) != '|' || r->unknown || r->out_of_memory)
            break;
    }
    if (!open && any.n > 0)
        offer(needs, any);
}

bool vb_regex_needs_find(vb_str pattern, vb_arena *arena, vb_regex_needs *needs)
{
    reader r = {.pattern = pattern, .arena = arena};
    *needs = (vb_regex_needs){.n = 0};
    read_choice(&r, needs);
    if (r.unknown || r.at < pattern.len)
        needs->n = 0;
    return !r.out_of_memory;
}
