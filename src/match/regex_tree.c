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

/* Put what a backslash and the letter stand for into a set of characters.  False if that is no set. */
static bool add_escape(vb_ascii_set *set, char letter)
{
    bool negated = letter >= 'A' && letter <= 'Z';
    char small = negated ? (char)(letter | 0x20) : letter;
    if (strchr("wdshvntr", small) == NULL || small == '\0' || (negated && strchr("NTR", letter) != NULL))
        return false;
    for (unsigned char c = 0; c < 128; c++) {
        bool has = small == 'w'   ? vb_regex_is_of_word((char)c)
                   : small == 'd' ? is_digit((char)c)
                   : small == 's' ? c == ' ' || (c >= '\t' && c <= '\r')
                   : small == 'h' ? c == ' ' || c == '\t'
                   : small == 'v' ? c >= '\n' && c <= '\r'
                   : small == 'n' ? c == '\n'
                   : small == 't' ? c == '\t'
                                  : c == '\r';
        if (has != negated)
            vb_ascii_set_add(set, c);
    }
    return true;
}

static void make_any(vb_regex_node *node)
{
    node->members = (vb_ascii_set){{UINT64_MAX, UINT64_MAX}};
    node->negated = false;
}

/* One thing in a class of characters: a character, a range, or what a backslash and a letter stand for. */
static void read_member(reader *r, vb_regex_node *node)
{
    unsigned char c = (unsigned char)peek(r, 0), next = (unsigned char)peek(r, 1), last = (unsigned char)peek(r, 2);
    if (c == '\\') {
        r->unknown = r->unknown || next == 'Q' || next == 'E' || next == 'c'; /* `\c]` does not end the class */
        r->at += 2;
        if (!add_escape(&node->members, (char)next)) {
            node->rough = node->rough || vb_regex_is_of_word((char)next);
            vb_ascii_set_add(&node->members, next);
        }
        node->rough = node->rough || next >= 0x80 || (last == '-' && peek(r, 1) != ']');
        return;
    }
    bool range = next == '-' && last != ']';
    r->unknown = r->unknown || c == '[';
    r->at += range ? 3 : 1;
    node->rough = node->rough || c >= 0x80 || (range && (last == '\\' || last == '[' || last >= 0x80));
    for (unsigned k = c; k <= (range ? last : c) && k < 128; k++)
        vb_ascii_set_add(&node->members, (unsigned char)k);
}

/* A class of characters, `[^]a-z]`.  It is any character where something in it is not understood. */
static void read_class(reader *r, vb_regex_node *node)
{
    node->negated = peek(r, 1) == '^';
    r->at += node->negated ? 2 : 1;
    for (bool first = true; r->at < r->pattern.len && (first || peek(r, 0) != ']'); first = false)
        read_member(r, node);
    r->at++;
    if (node->rough)
        make_any(node);
}

/* How often the item before comes, with `+` or `?` behind it. */
static void read_times(reader *r, vb_regex_node *node)
{
    char c = peek(r, 0);
    node->may_lack = c == '*' || c == '?';
    node->may_repeat = c == '*' || c == '+';
    if (c == '{' && is_digit(peek(r, 1))) {
        node->may_lack = node->may_repeat = node->rough = true;
        for (r->at++; is_digit(peek(r, 0)); r->at++)
            node->may_lack = node->may_lack && peek(r, 0) == '0';
        while (is_digit(peek(r, 0)) || peek(r, 0) == ',')
            r->at++;
        r->unknown = r->unknown || peek(r, 0) != '}';
    }
    if (!node->may_lack && !node->may_repeat)
        return;
    r->at++;
    node->rough = node->rough || peek(r, 0) == '+'; /* what it has taken it does not give back */
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
    char c = peek(r, 1);
    node->text = vb_str_cut(r->pattern, r->at + 1, r->at + 2);
    r->at += 2;
    if (add_escape(&node->members, c))
        return;
    if (!vb_regex_is_letter(c) && !is_digit(c)) {
        node->kind = VB_REGEX_SIGN;
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
    r->at += peek(r, 0) == '\\' ? 2 : 1;
    while (((unsigned char)peek(r, 0) & 0xC0) == 0x80)
        r->at++;
}

static void read_item(reader *r, vb_regex_node *node)
{
    char c = peek(r, 0);
    *node = (vb_regex_node){.kind = VB_REGEX_SET};
    if (vb_regex_is_letter(c)) {
        read_letters(r, node);
    } else if (c == '(') {
        read_group(r, node);
    } else if (c == '[') {
        read_class(r, node);
    } else if (c == '.') {
        vb_ascii_set_add(&node->members, '\n');
        node->negated = true;
        r->at++;
    } else if ((unsigned char)(c == '\\' ? peek(r, 1) : c) >= 0x80) {
        node->rough = true;
        make_any(node);
        skip_character(r);
    } else if (c == '\\') {
        read_escape(r, node);
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
