/* The grammar of terms, by recursive descent:
 *
 *     term     = regex | sequence [ "~" digits sequence ]
 *     sequence = { "^" | "$" | "_" | gap | group | set | word }
 *     group    = [ "=" ] "(" sequence { "|" sequence } ")" [ "?" ]
 *     set      = [ "=" ] "<" name ">"
 *     gap      = ( "..." | "…" ) [ digits ]
 *     word     = [ "=" ] characters, of which `*` and `?` are wildcards and `\` quotes the next
 *
 * Slots are separated by blanks; only `^`, `$`, `|` and `)` need none. */
#include "lexicon/pattern.h"

#include "base/grow.h"
#include "base/str.h"
#include "lexicon/pattern_build.h"
#include "lexicon/pattern_words.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const vb_pattern_env *env;
    vb_error *err;
    const char *at, *end;
    size_t column;        /* of `at` */
    size_t depth;         /* of open groups */
    vb_pattern_list open; /* nodes whose parent is not made yet, a stack */
} parser;

/* What stands before a place in the term, to know whether it is an edge. */
typedef struct {
    bool may_be_first;  /* on some way no token has been filled yet */
    bool must_be_first; /* on every way */
} edge;

/* A parsed piece, and what at its end depends on nothing following: columns, 0 for none. */
typedef struct {
    const vb_pattern *node;
    size_t gap;  /* of a gap that some way ends with */
    size_t last; /* of a `$` */
} piece;

/* A sequence that is being read. */
typedef struct {
    size_t base; /* its first node on the stack */
    edge before;
    piece end;  /* node unused */
    bool exact; /* every word of it */
    size_t first_column;
    vb_pattern_run run; /* its words since the last gap */
} sequence;

/* Always false, so that a caller can return it. */
static bool fault(parser *p, size_t column, const char *format, ...) __attribute__((format(printf, 3, 4)));

static bool fault(parser *p, size_t column, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void)vb_fail_at(p->err, VB_ERROR_LEXICON, NULL, 0, column, "%s", text);
    return false;
}

static bool no_memory(parser *p)
{
    (void)vb_fail_memory(p->err);
    return false;
}

/* White space of Unicode: people paste terms from elsewhere. */
static bool is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 0x09 && cp <= 0x0D) || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
           cp == 0x3000;
}

static vb_str next_char(const parser *p, uint32_t *cp)
{
    *cp = 0;
    if (p->at == p->end)
        return (vb_str){p->at, 0};
    return (vb_str){p->at, vb_utf8_decode(p->at, p->end, cp)};
}

static void skip(parser *p, size_t ascii)
{
    p->at += ascii;
    p->column += ascii;
}

static void skip_spaces(parser *p)
{
    uint32_t cp;
    for (vb_str c = next_char(p, &cp); c.len > 0 && is_space(cp); c = next_char(p, &cp)) {
        p->at += c.len;
        p->column++;
    }
}

static bool starts(const parser *p, const char *text)
{
    size_t len = strlen(text);
    return (size_t)(p->end - p->at) >= len && memcmp(p->at, text, len) == 0;
}

/* True if nothing, or something that needs no blank before it, is `ahead` bytes on. */
static bool slot_ends(const parser *p, size_t ahead)
{
    parser then = *p;
    then.at += ahead;
    uint32_t cp;
    vb_str c = next_char(&then, &cp);
    return c.len == 0 || is_space(cp) || cp == '|' || cp == ')' || cp == '^' || cp == '$';
}

static bool expect_slot_end(parser *p, const char *after)
{
    if (slot_ends(p, 0))
        return true;
    if (*p->at == '-')
        return fault(p, p->column, "a hyphen behind %s, write the whole words instead, as in `(a-c|b-c)`", after);
    if (*p->at == '?')
        return fault(p, p->column, "stray `?` behind %s, write `( ... )?` around what may be missing", after);
    return fault(p, p->column, "no blank behind %s, write one", after);
}

/* The bytes of `...` or `…` at `at`, 0 if there is no gap. */
static size_t gap_mark(const parser *p)
{
    return starts(p, "...") ? 3 : starts(p, "\xE2\x80\xA6") ? 3 : 0;
}

/* Digits as a number, stuck at 1000, well over every limit.  False if there is none. */
static bool read_number(parser *p, size_t *number)
{
    const char *beg = p->at;
    for (*number = 0; p->at < p->end && *p->at >= '0' && *p->at <= '9'; skip(p, 1))
        *number = *number > 100 ? 1000 : *number * 10 + (size_t)(*p->at - '0');
    return p->at > beg;
}

static bool push(parser *p, const vb_pattern *node)
{
    if (node == NULL)
        return false;
    if (!VB_PUSH_ROOM(p->open.items, p->open.n, p->open.cap))
        return no_memory(p);
    p->open.items[p->open.n++] = node;
    return true;
}

/* Account for a node that has been pushed on to `s`. */
static bool added(parser *p, sequence *s, piece end)
{
    const vb_pattern_size *size = &p->open.items[p->open.n - 1]->size;
    if (s->end.last != 0 && size->slots > 0)
        return fault(p, s->end.last, "`$` is not last, move it to the end of the term or write `\\$`");
    if (size->least > 0 || end.gap != 0)
        s->end.gap = end.gap;
    if (end.last != 0)
        s->end.last = end.last;
    s->before.may_be_first = s->before.may_be_first && size->least == 0;
    s->before.must_be_first = s->before.must_be_first && size->slots == 0;
    return true;
}

/* Turn the words read so far into nodes. */
static bool flush_words(parser *p, sequence *s)
{
    size_t base = p->open.n;
    if (!vb_pattern_run_words(&s->run, p->env, &p->open, p->err))
        return false;
    size_t n = p->open.n;
    for (p->open.n = base; p->open.n < n;) {
        p->open.n++;
        if (!added(p, s, (piece){0}))
            return false;
    }
    return true;
}

/* A slot that is no word: for the run it is a word like any other if it must fill a token; otherwise the words on
 * its two sides are not looked at together. */
static bool add_slot(parser *p, sequence *s, piece slot, size_t column)
{
    if (slot.node == NULL || !push(p, slot.node) || !added(p, s, slot))
        return false;
    if (slot.node->size.least == 0)
        return vb_pattern_run_end(&s->run, p->env, p->err);
    if (!vb_pattern_run_add(&s->run, VB_LITERAL(" x "), (vb_pattern_place){.column = column}))
        return no_memory(p);
    s->run.from = s->run.text.len;
    return true;
}

static bool read_anchor(parser *p, sequence *s)
{
    size_t column = p->column;
    bool first = *p->at == '^';
    if (p->env->in_set)
        return fault(p, column, "`%c` in a set, write it in the term that uses the set", *p->at);
    if (first && !s->before.must_be_first)
        return fault(p, column, "`^` is not first, move it to the start of the term or write `\\^`");
    skip(p, 1);
    piece anchor = {.last = first ? 0 : column};
    vb_pattern leaf = {.kind = first ? VB_PATTERN_FIRST : VB_PATTERN_LAST};
    anchor.node = vb_pattern_leaf(p->env->arena, leaf, column, p->err);
    return add_slot(p, s, anchor, column);
}

static bool read_gap(parser *p, sequence *s)
{
    size_t column = p->column;
    bool dots = *p->at == '.';
    p->at += gap_mark(p);
    p->column += dots ? 3 : 1;
    size_t most;
    if (!read_number(p, &most))
        most = p->env->gap;
    if (!slot_ends(p, 0))
        return fault(p, column, "a gap has something behind it, write `...` or `...5` and a blank");
    if (s->before.may_be_first)
        return fault(p, column, "the term begins with a gap, which says nothing, leave it out");
    piece gap = {.gap = column};
    gap.node = vb_pattern_leaf(p->env->arena, (vb_pattern){.kind = VB_PATTERN_GAP, .most = most}, column, p->err);
    return add_slot(p, s, gap, column);
}

static bool read_any(parser *p, sequence *s)
{
    size_t column = p->column;
    skip(p, 1);
    piece any = {.node = vb_pattern_leaf(p->env->arena, (vb_pattern){.kind = VB_PATTERN_ANY}, column, p->err)};
    return add_slot(p, s, any, column);
}

static bool read_set(parser *p, sequence *s, bool exact)
{
    size_t column = p->column;
    const char *beg = p->at + 1;
    const char *close = memchr(beg, '>', (size_t)(p->end - beg));
    if (close == NULL)
        return fault(p, column, "`<` without `>`, close the name of the set or write `\\<`");
    vb_str name = {beg, (size_t)(close - beg)};
    piece set = {0};
    if (vb_str_equal(name, VB_LITERAL("number"))) {
        set.node = vb_pattern_leaf(p->env->arena, (vb_pattern){.kind = VB_PATTERN_NUMBER}, column, p->err);
    } else if (p->env->set == NULL) {
        return fault(p, column, "unknown set `%.*s`, define it under `sets`", VB_ARG(name));
    } else {
        set.node = p->env->set(p->env->context, name, p->err);
        if (set.node == NULL && p->err != NULL && p->err->line == 0)
            p->err->column = column;
        if (set.node != NULL && exact)
            set.node = vb_pattern_exact(p->env->arena, set.node, p->err);
    }
    for (p->at = close + 1; beg < close; beg++)
        p->column += ((unsigned char)*beg & 0xC0) != 0x80;
    p->column += 2;
    return set.node != NULL && expect_slot_end(p, "`>`") && add_slot(p, s, set, column);
}

static bool parse_sequence(parser *p, edge before, bool exact, piece *out);

/* Read the alternatives of a group and its `)`.  Leaves them on the stack. */
static bool read_alternatives(parser *p, edge before, bool exact, piece *end)
{
    size_t open = p->column;
    for (bool more = true; more;) {
        skip(p, 1); /* `(` or `|` */
        piece way;
        if (!parse_sequence(p, before, exact, &way))
            return false;
        if (p->at == p->end)
            return fault(p, open, "`(` without `)`, close it or write `\\(`");
        more = *p->at == '|';
        if (way.node == NULL && !more && p->column == open + 1)
            return fault(p, open, "empty group, leave it out or write `\\(\\)`");
        if (way.node == NULL)
            return fault(p, p->column, "empty alternative, write `(...)?` around what may be missing");
        if (!push(p, way.node))
            return false;
        end->gap = way.gap != 0 ? way.gap : end->gap;
        end->last = way.last != 0 ? way.last : end->last;
    }
    skip(p, 1);
    return true;
}

static bool read_group(parser *p, sequence *s, bool exact)
{
    size_t column = p->column;
    size_t base = p->open.n;
    if (p->depth == VB_PATTERN_MOST_DEPTH)
        return fault(p, column, "more than %d groups within each other, split the term", VB_PATTERN_MOST_DEPTH);
    p->depth++;
    piece group = {0};
    if (!read_alternatives(p, s->before, exact, &group))
        return false;
    p->depth--;
    if (p->at < p->end && *p->at == '?') {
        skip(p, 1);
        if (!push(p, vb_pattern_sequence(p->env->arena, NULL, 0, column, p->err)))
            return false;
    }
    if (!expect_slot_end(p, "`)`"))
        return false;
    size_t n = p->open.n - base;
    group.node = n == 1 ? p->open.items[base]
                        : vb_pattern_choice(p->env->arena, p->open.items + base, n, true, column, p->err);
    p->open.n = base;
    return add_slot(p, s, group, column);
}

/* The faults of a character that ends a word but needs a blank before it. */
static bool check_in_word(parser *p, bool first)
{
    if (!first && gap_mark(p) > 0)
        return fault(p, p->column, "no blank before a gap, write one (or `\\.` for a dot)");
    if (!first && (*p->at == '(' || *p->at == '<' || *p->at == '~'))
        return fault(p, p->column, "`%c` within a word, write a blank before it or `\\%c`", *p->at, *p->at);
    if (*p->at == '>')
        return fault(p, p->column, "stray `>`, a set is written `<name>`; write `\\>` for the character");
    if (first && *p->at == '/')
        return fault(p, p->column, "`/.../` is not the whole term, split the term or write `\\/`");
    if (*p->at == '\\' && p->at + 1 == p->end)
        return fault(p, p->column, "nothing behind `\\`, write `\\\\` for the character");
    return true;
}

/* Add one run of characters up to a blank to the words. */
static bool read_word(parser *p, sequence *s, bool exact)
{
    if (!vb_pattern_run_add(&s->run, VB_LITERAL(" "), (vb_pattern_place){.column = p->column}))
        return no_memory(p);
    if (starts(p, "__"))
        return fault(p, p->column, "`__` is not a slot, write `_ _` for any two words");
    for (bool first = true; !slot_ends(p, 0); first = false) {
        if (!check_in_word(p, first))
            return false;
        vb_pattern_place place = {.column = p->column, .exact = exact};
        if (*p->at == '\\')
            skip(p, 1);
        else if (*p->at == '*' || *p->at == '?')
            place.wild = *p->at;
        uint32_t cp;
        vb_str c = next_char(p, &cp);
        if (!vb_pattern_run_add(&s->run, place.wild != 0 ? VB_LITERAL("x") : c, place))
            return no_memory(p);
        p->at += c.len;
        p->column++;
    }
    return true;
}

/* One item, which does not begin with a blank, `|`, `)` or `~`. */
static bool read_item(parser *p, sequence *s)
{
    bool exact = *p->at == '=';
    size_t column = p->column;
    if (exact) {
        skip(p, 1);
        if (slot_ends(p, 0) || gap_mark(p) > 0 || *p->at == '~' || *p->at == '=' ||
            (*p->at == '_' && slot_ends(p, 1)))
            return fault(p, column, "`=` without a word, write it right before a word or a group, or write `\\=`");
    }
    bool word = !(*p->at == '^' || *p->at == '$' || *p->at == '(' || *p->at == '<' || gap_mark(p) > 0 ||
                  (*p->at == '_' && slot_ends(p, 1)));
    if (word)
        return read_word(p, s, exact || s->exact);
    if (!flush_words(p, s))
        return false;
    switch (*p->at) {
    case '^':
    case '$':
        return read_anchor(p, s);
    case '(':
        return read_group(p, s, exact || s->exact);
    case '<':
        return read_set(p, s, exact || s->exact);
    case '_':
        return read_any(p, s);
    default:
        return read_gap(p, s);
    }
}

/* Read up to `|`, `)`, `~` or the end.  out->node is NULL if there was no slot. */
static bool parse_sequence(parser *p, edge before, bool exact, piece *out)
{
    sequence s = {.base = p->open.n, .before = before, .exact = exact};
    bool fine = false;
    *out = (piece){0};
    skip_spaces(p);
    s.first_column = p->column;
    for (; p->at < p->end && *p->at != '|' && *p->at != ')' && *p->at != '~'; skip_spaces(p))
        if (!read_item(p, &s))
            goto done;
    if (!flush_words(p, &s) || !vb_pattern_run_end(&s.run, p->env, p->err))
        goto done;
    if (p->at < p->end && *p->at == '~' && p->depth > 0) {
        fault(p, p->column, "`~` in parentheses, write it outside or write `\\~`");
        goto done;
    }
    fine = true;
    *out = s.end;
    if (p->open.n > s.base) {
        out->node =
            vb_pattern_sequence(p->env->arena, p->open.items + s.base, p->open.n - s.base, s.first_column, p->err);
        fine = out->node != NULL;
    }
    p->open.n = s.base;
done:
    vb_pattern_run_release(&s.run);
    return fine;
}

/* A whole term, or one side of a `~`: it must fill a token and not end with a gap. */
static bool check_side(parser *p, const piece *side, size_t column, const char *what)
{
    if (side->gap != 0)
        return fault(p, side->gap, "%s ends with a gap, leave it out, or put it into the `(...)?` behind it", what);
    if (side->node == NULL || side->node->size.slots == 0)
        return fault(p, column, "%s matches nothing, it has no word", what);
    if (side->node->size.least == 0)
        return fault(p, column, "%s matches nothing, every part of it may be missing", what);
    return true;
}

/* The right side of a `~`, at which the parser stands. */
static const vb_pattern *parse_near(parser *p, const piece *left)
{
    size_t column = p->column;
    size_t most;
    if (p->env->in_set) {
        fault(p, column, "`~` in a set, write it in the term that uses the set");
        return NULL;
    }
    if (left->last != 0) {
        fault(p, left->last, "`$` is not last, move it to the end of the term or write `\\$`");
        return NULL;
    }
    skip(p, 1);
    if (!read_number(p, &most) || !slot_ends(p, 0)) {
        fault(p, column, "`~` without a number of words, write it as in `a ~5 b`, or write `\\~`");
        return NULL;
    }
    piece right;
    if (!check_side(p, left, column, "the left side of `~`") ||
        !parse_sequence(p, (edge){.may_be_first = true}, false, &right))
        return NULL;
    if (p->at < p->end && *p->at == '~') {
        fault(p, p->column, "a second `~`, a term has at most one");
        return NULL;
    }
    if (!check_side(p, &right, column, "the right side of `~`"))
        return NULL;
    return vb_pattern_near(p->env->arena, left->node, right.node, most, column, p->err);
}

/* A term that begins with `/`. */
static const vb_pattern *parse_regex(parser *p)
{
    size_t column = p->column;
    const char *close = p->at + 1;
    while (close < p->end && *close != '/')
        close += *close == '\\' && p->end - close > 1 ? 2 : 1;
    vb_str source = {p->at + 1, (size_t)(close - p->at) - 1};
    if (p->env->in_set) {
        fault(p, column, "a regular expression in a set, make it a term");
    } else if (close >= p->end) {
        fault(p, column, "`/` without a second one, close the regular expression or write `\\/`");
    } else if (close + 1 < p->end) {
        for (const char *c = p->at; c <= close; c++)
            column += ((unsigned char)*c & 0xC0) != 0x80;
        fault(p, column, "something behind `/.../`, which is the whole term; write `\\/` for a slash in it");
    } else if (source.len == 0) {
        fault(p, column, "an empty regular expression, write one between the slashes");
    } else {
        return vb_pattern_leaf(p->env->arena, (vb_pattern){.kind = VB_PATTERN_REGEX, .text = source}, column, p->err);
    }
    return NULL;
}

static const vb_pattern *parse_term(parser *p)
{
    skip_spaces(p);
    size_t column = p->column;
    if (p->at == p->end) {
        fault(p, 1, "empty term, write a word");
        return NULL;
    }
    if (*p->at == '/')
        return parse_regex(p);
    piece term;
    if (!parse_sequence(p, (edge){.may_be_first = true, .must_be_first = true}, false, &term))
        return NULL;
    if (p->at < p->end && *p->at == '~') {
        term.node = parse_near(p, &term);
        if (term.node == NULL)
            return NULL;
    } else if (p->at == p->end && !check_side(p, &term, column, "the term")) {
        return NULL;
    }
    if (p->at < p->end && (*p->at == '|' || *p->at == ')')) {
        fault(p, p->column,
              *p->at == '|' ? "stray `|`, write alternatives in parentheses or write `\\|`"
                            : "`)` without `(`, open it or write `\\)`");
        return NULL;
    }
    return term.node;
}

const vb_pattern *vb_pattern_parse(vb_str source, const vb_pattern_env *env, vb_error *err)
{
    if (env->plain)
        return vb_pattern_parse_plain(source, env, err);
    vb_str text = vb_str_trim(source);
    parser p = {.env = env, .err = err, .at = text.ptr, .end = text.ptr + text.len};
    p.column = 1 + (size_t)(text.ptr - source.ptr);
    const vb_pattern *pattern = parse_term(&p);
    free(p.open.items);
    return pattern;
}
