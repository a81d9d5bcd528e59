#include "match/regex_tree.h"

#include "base/str.h"

enum { DEEPEST = 32 /* groups in groups */ };

typedef struct {
    vb_str pattern;
    size_t at, depth;
    bool unknown; /* something that is not understood stands in it */
    bool out_of_memory;
    vb_arena *arena;
} reader;

static char peek(const reader *r, size_t ahead)
{
    return r->at + ahead < r->pattern.len ? r->pattern.ptr[r->at + ahead] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* True where a branch ends. */
static bool is_end(const reader *r)
{
    return r->at >= r->pattern.len || peek(r, 0) == '|' || peek(r, 0) == ')';
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

/* How often the item before comes, with `+` or `?` behind it, which only say what is tried first. */
static void read_times(reader *r, vb_regex_node *node)
{
    char c = peek(r, 0);
    node->may_lack = c == '*' || c == '?';
    node->may_repeat = c == '*' || c == '+';
    if (c == '{' && is_digit(peek(r, 1))) {
        node->may_lack = node->may_repeat = true;
        for (r->at++; is_digit(peek(r, 0)); r->at++)
            node->may_lack = node->may_lack && peek(r, 0) == '0';
        while (is_digit(peek(r, 0)) || peek(r, 0) == ',')
            r->at++;
        r->unknown = r->unknown || peek(r, 0) != '}';
    }
    if (!node->may_lack && !node->may_repeat)
        return;
    r->at++;
    r->at += peek(r, 0) == '+' || peek(r, 0) == '?';
}

static const vb_regex_branch *read_choice(reader *r);

static void read_group(reader *r, vb_regex_node *node)
{
    node->kind = VB_REGEX_GROUP;
    r->at++;
    if (peek(r, 0) == '*') {
        r->unknown = true;
    } else if (peek(r, 0) == '?') {
        bool back = peek(r, 1) == '<';
        char mark = peek(r, back ? 2 : 1);
        node->kind = mark == '=' ? VB_REGEX_AROUND : mark == '!' ? VB_REGEX_UNLESS : VB_REGEX_GROUP;
        r->unknown = node->kind == VB_REGEX_GROUP && (back || mark != ':');
        r->at += back ? 3 : 2;
    }
    if (++r->depth > DEEPEST)
        r->unknown = true;
    if (!r->unknown)
        node->branches = read_choice(r);
    r->depth--;
    r->unknown = r->unknown || peek(r, 0) != ')';
    r->at++;
}

/* What a backslash and a character stand for. */
static void read_escape(reader *r, vb_regex_node *node)
{
    static const char *const sets[] = {[VB_REGEX_ANY] = "DSHV",
                                       [VB_REGEX_WORD] = "w",
                                       [VB_REGEX_NO_WORD] = "W",
                                       [VB_REGEX_SPACE] = "shvntr",
                                       [VB_REGEX_DIGIT] = "d"};
    char c = peek(r, 1);
    node->text = vb_str_cut(r->pattern, r->at + 1, r->at + 2);
    r->at += 2;
    node->kind = VB_REGEX_SET;
    for (uint8_t set = 0; c != '\0' && set < sizeof sets / sizeof *sets; set++)
        if (strchr(sets[set], c) != NULL) {
            node->set = set;
            return;
        }
    if (!vb_regex_is_letter(c) && !is_digit(c)) {
        node->kind = (unsigned char)c < 0x80 ? VB_REGEX_SIGN : VB_REGEX_SET;
        return;
    }
    node->kind = c == 'A'               ? VB_REGEX_FIRST
                 : c == 'z' || c == 'Z' ? VB_REGEX_LAST
                 : c == 'b'             ? VB_REGEX_EDGE
                                        : VB_REGEX_NOTHING;
    r->unknown = r->unknown || (node->kind == VB_REGEX_NOTHING && c != 'B' && c != 'G');
}

/* Letters one behind the other; the last one is left for an item of its own where it does not come just once. */
static void read_letters(reader *r, vb_regex_node *node)
{
    size_t beg = r->at;
    while (vb_regex_is_letter(peek(r, 0)))
        r->at++;
    char c = peek(r, 0);
    if (r->at > beg + 1 && c != '\0' && strchr("*+?{", c) != NULL)
        r->at--;
    *node = (vb_regex_node){.kind = VB_REGEX_LETTERS, .text = vb_str_cut(r->pattern, beg, r->at)};
}

/* A character that is not of ASCII: caseless, the Kelvin sign is a k. */
static void skip_character(reader *r)
{
    r->at++;
    while (((unsigned char)peek(r, 0) & 0xC0) == 0x80)
        r->at++;
}

static void read_item(reader *r, vb_regex_node *node)
{
    char c = peek(r, 0);
    *node = (vb_regex_node){.kind = VB_REGEX_SET, .set = VB_REGEX_ANY};
    if (vb_regex_is_letter(c)) {
        read_letters(r, node);
    } else if (c == '(') {
        read_group(r, node);
    } else if (c == '[') {
        skip_class(r);
    } else if (c == '\\') {
        read_escape(r, node);
    } else if (c == '.') {
        r->at++;
    } else if ((unsigned char)c >= 0x80) {
        skip_character(r);
    } else {
        node->kind = c == '^' ? VB_REGEX_FIRST : c == '$' ? VB_REGEX_LAST : VB_REGEX_SIGN;
        node->text = vb_str_cut(r->pattern, r->at, r->at + 1);
        r->unknown = r->unknown || strchr("*+?{", c) != NULL;
        r->at++;
    }
    read_times(r, node);
}

static const vb_regex_node *read_sequence(reader *r)
{
    const vb_regex_node *first = NULL, **last = &first;
    while (!r->unknown && !is_end(r)) {
        vb_regex_node *node = vb_arena_alloc(r->arena, sizeof *node);
        if (node == NULL) {
            r->out_of_memory = r->unknown = true;
            break;
        }
        read_item(r, node);
        *last = node;
        last = &node->next;
    }
    return first;
}

static const vb_regex_branch *read_choice(reader *r)
{
    const vb_regex_branch *first = NULL, **last = &first;
    for (;; r->at++) {
        vb_regex_branch *branch = vb_arena_alloc(r->arena, sizeof *branch);
        if (branch == NULL) {
            r->out_of_memory = r->unknown = true;
            return first;
        }
        branch->first = read_sequence(r);
        *last = branch;
        last = &branch->next;
        if (peek(r, 0) != '|' || r->unknown)
            return first;
    }
}

bool vb_regex_tree_read(vb_str pattern, vb_arena *arena, const vb_regex_branch **tree)
{
    reader r = {.pattern = pattern, .arena = arena};
    *tree = read_choice(&r);
    if (r.unknown || r.at < pattern.len)
        *tree = NULL;
    return !r.out_of_memory;
}
