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
#include "lexicon/pattern_scan.h"
#include "lexicon/pattern_words.h"

#include <stdlib.h>

typedef struct vb_pattern_parser {
    vb_scanner scan;
    const vb_pattern_env *env;
    vb_error *err;
    size_t depth;                                   /* of open groups */
    vb_pattern_list open;                           /* nodes whose parent is not made yet, a stack */
    vb_pattern_run runs[VB_PATTERN_MOST_DEPTH + 1]; /* one for each depth: its sequence's words since the last gap */
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
    vb_pattern_run *run; /* its words since the last gap */
} sequence;

static bool no_memory(parser *p)
{
    (void)vb_fail_memory(p->err);
    return false;
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
        return vb_scan_fault(&p->scan, s->end.last, "`$` is not last, move it to the end of the term or write `\\$`");
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
    if (!vb_pattern_run_words(s->run, p->env, &p->open, p->err))
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
        return vb_pattern_run_end(s->run, p->env, p->err);
    if (!vb_pattern_run_add(s->run, VB_LITERAL(" x "), (vb_pattern_place){.column = (uint32_t)column}))
        return no_memory(p);
    s->run->from = s->run->text.len;
    return true;
}

static bool read_anchor(parser *p, sequence *s)
{
    size_t column = p->scan.column;
    bool first = *p->scan.at == '^';
    if (p->env->in_set)
        return vb_scan_fault(&p->scan, column, "`%c` in a set, write it in the term that uses the set", *p->scan.at);
    if (first && !s->before.must_be_first)
        return vb_scan_fault(&p->scan, column, "`^` is not first, move it to the start of the term or write `\\^`");
    vb_scan_skip(&p->scan, 1);
    piece anchor = {.last = first ? 0 : column};
    vb_pattern leaf = {.kind = first ? VB_PATTERN_FIRST : VB_PATTERN_LAST};
    anchor.node = vb_pattern_leaf(p->env->arena, leaf, column, p->err);
    return add_slot(p, s, anchor, column);
}

static bool read_gap(parser *p, sequence *s)
{
    size_t column = p->scan.column;
    bool dots = *p->scan.at == '.';
    p->scan.at += vb_scan_gap_mark(&p->scan);
    p->scan.column += dots ? 3 : 1;
    uint32_t most;
    if (!vb_scan_number(&p->scan, &most))
        most = (uint32_t)p->env->gap;
    if (!vb_scan_slot_ends(&p->scan, 0))
        return vb_scan_fault(&p->scan, column, "a gap has something behind it, write `...` or `...5` and a blank");
    if (s->before.may_be_first)
        return vb_scan_fault(&p->scan, column, "the term begins with a gap, which says nothing, leave it out");
    piece gap = {.gap = column};
    gap.node = vb_pattern_leaf(p->env->arena, (vb_pattern){.kind = VB_PATTERN_GAP, .most = most}, column, p->err);
    return add_slot(p, s, gap, column);
}

static bool read_any(parser *p, sequence *s)
{
    size_t column = p->scan.column;
    vb_scan_skip(&p->scan, 1);
    piece any = {.node = vb_pattern_leaf(p->env->arena, (vb_pattern){.kind = VB_PATTERN_ANY}, column, p->err)};
    return add_slot(p, s, any, column);
}

static bool read_set(parser *p, sequence *s, bool exact)
{
    size_t column = p->scan.column;
    const char *beg = p->scan.at + 1;
    const char *close = memchr(beg, '>', (size_t)(p->scan.end - beg));
    if (close == NULL)
        return vb_scan_fault(&p->scan, column, "`<` without `>`, close the name of the set or write `\\<`");
    vb_str name = {beg, (size_t)(close - beg)};
    piece set = {0};
    if (vb_str_equal(name, VB_LITERAL("number"))) {
        set.node = vb_pattern_leaf(p->env->arena, (vb_pattern){.kind = VB_PATTERN_NUMBER}, column, p->err);
    } else if (p->env->set == NULL) {
        return vb_scan_fault(&p->scan, column, "unknown set `%.*s`, define it under `sets`", VB_ARG(name));
    } else {
        set.node = p->env->set(p->env->context, name, p->err);
        if (set.node == NULL && p->err != NULL && p->err->line == 0)
            p->err->column = column;
        if (set.node != NULL && exact)
            set.node = vb_pattern_exact(p->env->arena, set.node, p->err);
    }
    for (p->scan.at = close + 1; beg < close; beg++)
        p->scan.column += ((unsigned char)*beg & 0xC0) != 0x80;
    p->scan.column += 2;
    return set.node != NULL && vb_scan_expect_end(&p->scan, "`>`") && add_slot(p, s, set, column);
}

static bool parse_sequence(parser *p, edge before, bool exact, piece *out);

/* Read the alternatives of a group and its `)`.  Leaves them on the stack. */
static bool read_alternatives(parser *p, edge before, bool exact, piece *end)
{
    size_t open = p->scan.column;
    for (bool more = true; more;) {
        vb_scan_skip(&p->scan, 1); /* `(` or `|` */
        piece way;
        if (!parse_sequence(p, before, exact, &way))
            return false;
        if (p->scan.at == p->scan.end)
            return vb_scan_fault(&p->scan, open, "`(` without `)`, close it or write `\\(`");
        more = *p->scan.at == '|';
        if (way.node == NULL && !more && p->scan.column == open + 1)
            return vb_scan_fault(&p->scan, open, "empty group, leave it out or write `\\(\\)`");
        if (way.node == NULL)
            return vb_scan_fault(&p->scan, p->scan.column,
                                 "empty alternative, write `(...)?` around what may be missing");
        if (!push(p, way.node))
            return false;
        end->gap = way.gap != 0 ? way.gap : end->gap;
        end->last = way.last != 0 ? way.last : end->last;
    }
    vb_scan_skip(&p->scan, 1);
    return true;
}

static bool read_group(parser *p, sequence *s, bool exact)
{
    size_t column = p->scan.column;
    size_t base = p->open.n;
    if (p->depth == VB_PATTERN_MOST_DEPTH)
        return vb_scan_fault(&p->scan, column, "more than %d groups within each other, split the term",
                             VB_PATTERN_MOST_DEPTH);
    p->depth++;
    piece group = {0};
    if (!read_alternatives(p, s->before, exact, &group))
        return false;
    p->depth--;
    if (p->scan.at < p->scan.end && *p->scan.at == '?') {
        vb_scan_skip(&p->scan, 1);
        if (!push(p, vb_pattern_sequence(p->env->arena, NULL, 0, column, p->err)))
            return false;
    }
    if (!vb_scan_expect_end(&p->scan, "`)`"))
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
    if (!first && vb_scan_gap_mark(&p->scan) > 0)
        return vb_scan_fault(&p->scan, p->scan.column, "no blank before a gap, write one (or `\\.` for a dot)");
    if (!first && (*p->scan.at == '(' || *p->scan.at == '<' || *p->scan.at == '~'))
        return vb_scan_fault(&p->scan, p->scan.column, "`%c` within a word, write a blank before it or `\\%c`",
                             *p->scan.at, *p->scan.at);
    if (*p->scan.at == '>')
        return vb_scan_fault(&p->scan, p->scan.column,
                             "stray `>`, a set is written `<name>`; write `\\>` for the character");
    if (first && *p->scan.at == '/')
        return vb_scan_fault(&p->scan, p->scan.column,
                             "`/.../` is not the whole term, split the term or write `\\/`");
    if (*p->scan.at == '\\' && p->scan.at + 1 == p->scan.end)
        return vb_scan_fault(&p->scan, p->scan.column, "nothing behind `\\`, write `\\\\` for the character");
    return true;
}

/* Add one run of characters up to a blank to the words. */
static bool read_word(parser *p, sequence *s, bool exact)
{
    if (!vb_pattern_run_add(s->run, VB_LITERAL(" "), (vb_pattern_place){.column = (uint32_t)p->scan.column}))
        return no_memory(p);
    if (*p->scan.at == '_' && vb_scan_starts(&p->scan, "__"))
        return vb_scan_fault(&p->scan, p->scan.column, "`__` is not a slot, write `_ _` for any two words");
    for (bool first = true;; first = false) {
        vb_pattern_place place = {.column = (uint32_t)p->scan.column, .exact = exact};
        size_t letters = vb_scan_letters(&p->scan);
        if (letters > 0) {
            if (!vb_pattern_run_add_letters(s->run, (vb_str){p->scan.at, letters}, place))
                return no_memory(p);
            vb_scan_skip(&p->scan, letters);
            continue;
        }
        if (vb_scan_slot_ends(&p->scan, 0))
            return true;
        if (!check_in_word(p, first))
            return false;
        if (*p->scan.at == '\\')
            vb_scan_skip(&p->scan, 1);
        else if (*p->scan.at == '*' || *p->scan.at == '?')
            place.wild = *p->scan.at;
        uint32_t cp;
        vb_str c = vb_scan_char(&p->scan, &cp);
        if (!vb_pattern_run_add(s->run, place.wild != 0 ? VB_LITERAL("x") : c, place))
            return no_memory(p);
        p->scan.at += c.len;
        p->scan.column++;
    }
}

/* One item, which does not begin with a blank, `|`, `)` or `~`. */
static bool read_item(parser *p, sequence *s)
{
    bool exact = *p->scan.at == '=';
    size_t column = p->scan.column;
    if (exact) {
        vb_scan_skip(&p->scan, 1);
        if (vb_scan_slot_ends(&p->scan, 0) || vb_scan_gap_mark(&p->scan) > 0 || *p->scan.at == '~' ||
            *p->scan.at == '=' || (*p->scan.at == '_' && vb_scan_slot_ends(&p->scan, 1)))
            return vb_scan_fault(&p->scan, column,
                                 "`=` without a word, write it right before a word or a group, or write `\\=`");
    }
    bool word = !(*p->scan.at == '^' || *p->scan.at == '$' || *p->scan.at == '(' || *p->scan.at == '<' ||
                  vb_scan_gap_mark(&p->scan) > 0 || (*p->scan.at == '_' && vb_scan_slot_ends(&p->scan, 1)));
    if (word)
        return read_word(p, s, exact || s->exact);
    if (!flush_words(p, s))
        return false;
    switch (*p->scan.at) {
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
    sequence s = {.base = p->open.n, .before = before, .exact = exact, .run = &p->runs[p->depth]};
    *out = (piece){0};
    vb_scan_spaces(&p->scan);
    s.first_column = p->scan.column;
    for (; p->scan.at < p->scan.end && *p->scan.at != '|' && *p->scan.at != ')' && *p->scan.at != '~';
         vb_scan_spaces(&p->scan))
        if (!read_item(p, &s))
            return false;
    if (!flush_words(p, &s) || !vb_pattern_run_end(s.run, p->env, p->err))
        return false;
    if (p->scan.at < p->scan.end && *p->scan.at == '~' && p->depth > 0)
        return vb_scan_fault(&p->scan, p->scan.column, "`~` in parentheses, write it outside or write `\\~`");
    *out = s.end;
    size_t n = p->open.n - s.base;
    p->open.n = s.base;
    if (n > 0)
        out->node = vb_pattern_sequence(p->env->arena, p->open.items + s.base, n, s.first_column, p->err);
    return n == 0 || out->node != NULL;
}

/* A whole term, or one side of a `~`: it must fill a token and not end with a gap. */
static bool check_side(parser *p, const piece *side, size_t column, const char *what)
{
    if (side->gap != 0)
        return vb_scan_fault(&p->scan, side->gap,
                             "%s ends with a gap, leave it out, or put it into the `(...)?` behind it", what);
    if (side->node == NULL || side->node->size.slots == 0)
        return vb_scan_fault(&p->scan, column, "%s matches nothing, it has no word", what);
    if (side->node->size.least == 0)
        return vb_scan_fault(&p->scan, column, "%s matches nothing, every part of it may be missing", what);
    return true;
}

/* The right side of a `~`, at which the parser stands. */
static const vb_pattern *parse_near(parser *p, const piece *left)
{
    size_t column = p->scan.column;
    uint32_t most;
    if (p->env->in_set) {
        (void)vb_scan_fault(&p->scan, column, "`~` in a set, write it in the term that uses the set");
        return NULL;
    }
    if (left->last != 0) {
        (void)vb_scan_fault(&p->scan, left->last, "`$` is not last, move it to the end of the term or write `\\$`");
        return NULL;
    }
    vb_scan_skip(&p->scan, 1);
    if (!vb_scan_number(&p->scan, &most) || !vb_scan_slot_ends(&p->scan, 0)) {
        (void)vb_scan_fault(&p->scan, column,
                            "`~` without a number of words, write it as in `a ~5 b`, or write `\\~`");
        return NULL;
    }
    piece right;
    if (!check_side(p, left, column, "the left side of `~`") ||
        !parse_sequence(p, (edge){.may_be_first = true}, false, &right))
        return NULL;
    if (p->scan.at < p->scan.end && *p->scan.at == '~') {
        (void)vb_scan_fault(&p->scan, p->scan.column, "a second `~`, a term has at most one");
        return NULL;
    }
    if (!check_side(p, &right, column, "the right side of `~`"))
        return NULL;
    return vb_pattern_near(p->env->arena, left->node, right.node, most, column, p->err);
}

/* A term that begins with `/`. */
static const vb_pattern *parse_regex(parser *p)
{
    size_t column = p->scan.column;
    const char *close = p->scan.at + 1;
    while (close < p->scan.end && *close != '/')
        close += *close == '\\' && p->scan.end - close > 1 ? 2 : 1;
    vb_str source = {p->scan.at + 1, (size_t)(close - p->scan.at) - 1};
    if (p->env->in_set) {
        (void)vb_scan_fault(&p->scan, column, "a regular expression in a set, make it a term");
    } else if (close >= p->scan.end) {
        (void)vb_scan_fault(&p->scan, column,
                            "`/` without a second one, close the regular expression or write `\\/`");
    } else if (close + 1 < p->scan.end) {
        for (const char *c = p->scan.at; c <= close; c++)
            column += ((unsigned char)*c & 0xC0) != 0x80;
        (void)vb_scan_fault(&p->scan, column,
                            "something behind `/.../`, which is the whole term; write `\\/` for a slash in it");
    } else if (source.len == 0) {
        (void)vb_scan_fault(&p->scan, column, "an empty regular expression, write one between the slashes");
    } else {
        return vb_pattern_leaf(p->env->arena, (vb_pattern){.kind = VB_PATTERN_REGEX, .text = source}, column, p->err);
    }
    return NULL;
}

static const vb_pattern *parse_term(parser *p)
{
    vb_scan_spaces(&p->scan);
    size_t column = p->scan.column;
    if (p->scan.at == p->scan.end) {
        (void)vb_scan_fault(&p->scan, 1, "empty term, write a word");
        return NULL;
    }
    if (*p->scan.at == '/')
        return parse_regex(p);
    piece term;
    if (!parse_sequence(p, (edge){.may_be_first = true, .must_be_first = true}, false, &term))
        return NULL;
    if (p->scan.at < p->scan.end && *p->scan.at == '~') {
        term.node = parse_near(p, &term);
        if (term.node == NULL)
            return NULL;
    } else if (p->scan.at == p->scan.end && !check_side(p, &term, column, "the term")) {
        return NULL;
    }
    if (p->scan.at < p->scan.end && (*p->scan.at == '|' || *p->scan.at == ')')) {
        (void)vb_scan_fault(&p->scan, p->scan.column,
                            *p->scan.at == '|' ? "stray `|`, write alternatives in parentheses or write `\\|`"
                                               : "`)` without `(`, open it or write `\\)`");
        return NULL;
    }
    return term.node;
}

static void parser_free(parser *p)
{
    if (p == NULL)
        return;
    free(p->open.items);
    for (size_t i = 0; i <= VB_PATTERN_MOST_DEPTH; i++)
        vb_pattern_run_release(&p->runs[i]);
    free(p);
}

void vb_pattern_cache_release(vb_pattern_cache *cache)
{
    parser_free(cache->parser);
    vb_map_release(&cache->words);
    *cache = (vb_pattern_cache){0};
}

const vb_pattern *vb_pattern_parse(vb_str source, const vb_pattern_env *env, vb_error *err)
{
    if (env->plain)
        return vb_pattern_parse_plain(source, env, err);
    vb_pattern_cache none = {0}, *cache = env->cache == NULL ? &none : env->cache;
    parser *p = cache->parser != NULL ? cache->parser : calloc(1, sizeof *p);
    if (p == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    cache->parser = NULL; /* a set that is read for this term has one of its own */
    vb_str text = vb_str_trim(source);
    p->scan = (vb_scanner){text.ptr, text.ptr + text.len, 1 + (size_t)(text.ptr - source.ptr), err};
    p->env = env;
    p->err = err;
    p->depth = p->open.n = 0;
    for (size_t i = 0; i <= VB_PATTERN_MOST_DEPTH; i++)
        vb_pattern_run_clear(&p->runs[i]); /* a fault may have left something */
    const vb_pattern *pattern = parse_term(p);
    if (cache != &none && cache->parser == NULL)
        cache->parser = p;
    else
        parser_free(p);
    return pattern;
}
