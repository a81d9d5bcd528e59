#include "lexicon/yaml.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/hash.h"
#include "base/str.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <yaml.h>

enum { FEW_KEYS = 8 };

typedef struct {
    yaml_parser_t parser;
    const char *file;
    vb_arena *arena;
    vb_error *err;
    size_t nodes;
    size_t levels;
    bool full;            /* the top level has `lexicon` */
    size_t terms;         /* of the open maps and lists, how many are below a key whose texts are terms */
    const vb_yaml **open; /* nodes whose parent is not made yet, a stack */
    size_t n, cap;
    yaml_mark_t quote, quote_end; /* the last text in quotes that goes over several lines; both 0: none */
} builder;

/* A fault at `mark`, always false.  `text` may be followed by advice to quote a term. */
static bool fault(const builder *b, yaml_mark_t mark, const char *text, vb_str detail)
{
    const char *advice = b->terms > 0 || !b->full ? ", quote a term that has YAML's own characters in it" : "";
    (void)vb_fail_at(b->err, VB_ERROR_LEXICON, b->file, mark.line + 1, mark.column + 1, "%s%.*s%s", text,
                     VB_ARG(detail), advice);
    return false;
}

static bool no_memory(const builder *b)
{
    (void)vb_fail_memory(b->err);
    return false;
}

/* What libyaml found. */
static bool syntax_fault(const builder *b)
{
    const yaml_parser_t *p = &b->parser;
    if (p->error == YAML_MEMORY_ERROR)
        return no_memory(b);
    yaml_mark_t mark = p->problem_mark;
    if (p->error == YAML_READER_ERROR)
        mark = p->mark; /* what has been read; the problem has only a byte offset */
    if (p->context != NULL && p->problem != NULL && strstr(p->problem, "end of stream") != NULL)
        mark = p->context_mark; /* where the quote opens that never closes, not the end of the file */
    char text[384], opening[128] = "";
    bool flow = p->context != NULL && strstr(p->context, " flow ") != NULL;
    if (b->quote_end.line > 0 && mark.line == b->quote_end.line)
        (void)snprintf(opening, sizeof opening,
                       "; the quote that opens in line %zu, column %zu is closed only here: close it where it ends",
                       b->quote.line + 1, b->quote.column + 1);
    else if (flow && p->context_mark.line < mark.line)
        (void)snprintf(opening, sizeof opening,
                       "; the bracket that opens in line %zu, column %zu is not closed: close it where it ends",
                       p->context_mark.line + 1, p->context_mark.column + 1);
    (void)snprintf(text, sizeof text, "not YAML: %s%s%s%s", p->problem == NULL ? "unknown fault" : p->problem,
                   p->context == NULL ? "" : " ", p->context == NULL ? "" : p->context, opening);
    if (opening[0] == '\0')
        return fault(b, mark, text, VB_LITERAL(""));
    (void)vb_fail_at(b->err, VB_ERROR_LEXICON, b->file, mark.line + 1, mark.column + 1, "%s", text);
    return false;
}

static bool next(builder *b, yaml_event_t *event)
{
    return yaml_parser_parse(&b->parser, event) != 0 || syntax_fault(b);
}

static vb_str name_of(const yaml_char_t *name)
{
    return name == NULL ? VB_LITERAL("") : vb_str_of((const char *)name);
}

/* Refuse what a lexicon does not need and a reader can trip over. */
static bool check_plain(const builder *b, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL;
    const yaml_char_t *tag = NULL;
    if (event->type == YAML_ALIAS_EVENT) {
        return fault(b, event->start_mark, "an alias, write out what it stands for or quote the text: *",
                     name_of(event->data.alias.anchor));
    } else if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor != NULL)
        return fault(b, event->start_mark, "an anchor, leave it out or quote the text: &", name_of(anchor));
    if (tag != NULL)
        return fault(b, event->start_mark, "a tag, leave it out or quote the text: ", name_of(tag));
    return true;
}

static vb_yaml *new_node(builder *b, vb_yaml_kind kind, yaml_mark_t mark)
{
    if (++b->nodes > VB_YAML_MOST_NODES) {
        (void)vb_fail_at(b->err, VB_ERROR_LEXICON, b->file, mark.line + 1, mark.column + 1,
                         "more than %d entries, split the lexicon and use `include`", VB_YAML_MOST_NODES);
        return NULL;
    }
    vb_yaml *node = vb_arena_alloc(b->arena, sizeof *node);
    if (node == NULL)
        (void)no_memory(b);
    else
        *node = (vb_yaml){.kind = kind, .line = mark.line + 1, .column = mark.column + 1};
    return node;
}

static size_t count_chars(vb_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

static const vb_yaml *text_node(builder *b, const yaml_event_t *event)
{
    vb_str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    vb_yaml *node = new_node(b, VB_YAML_TEXT, event->start_mark);
    if (node == NULL)
        return NULL;
    if (text.len > 0 && memchr(text.ptr, 0, text.len) != NULL) {
        fault(b, event->start_mark, "a NUL character in a text, take it out", VB_LITERAL(""));
        return NULL;
    }
    node->text = vb_arena_copy(b->arena, text);
    if (node->text.ptr == NULL) {
        (void)no_memory(b);
        return NULL;
    }
    yaml_scalar_style_t style = event->data.scalar.style;
    size_t quotes = style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1;
    bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (quoted && event->start_mark.line < event->end_mark.line) {
        b->quote = event->start_mark;
        b->quote_end = event->end_mark;
    }
    bool straight = event->start_mark.line == event->end_mark.line &&
                    event->end_mark.column - event->start_mark.column == count_chars(text) + 2 * quotes;
    node->inside = straight ? quotes : VB_YAML_ELSEWHERE;
    return node;
}

static bool push(builder *b, const vb_yaml *node)
{
    if (node == NULL)
        return false;
    if (!VB_PUSH_ROOM(b->open, b->n, b->cap))
        return no_memory(b);
    b->open[b->n++] = node;
    return true;
}

/* True for keys of the full form whose texts are terms. */
static bool holds_terms(vb_str key)
{
    static const char *const names[] = {"terms",       "term",    "with",      "unless",   "sets",
                                        "after",       "before",  "turns",     "emphases", "ignore",
                                        "non-answers", "joiners", "indicators"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (vb_str_equal(key, vb_str_of(names[i])))
            return true;
    return false;
}

/* Move the nodes since `base`, every `step`th from `first`, into an array. */
static const vb_yaml *const *take(builder *b, size_t base, size_t first, size_t step, size_t n)
{
    const vb_yaml **list = vb_arena_alloc(b->arena, (n + 1) * sizeof *list);
    if (list == NULL)
        (void)no_memory(b);
    for (size_t i = 0; i < n && list != NULL; i++)
        list[i] = b->open[base + first + i * step];
    return list;
}

static const vb_yaml *read_node(builder *b, yaml_event_t *event);

/* Read a list up to its end, or a map with keys and values in turn. */
static const vb_yaml *read_items(builder *b, vb_yaml *node)
{
    size_t base = b->n;
    size_t terms = b->terms;
    bool map = node->kind == VB_YAML_MAP;
    for (bool is_key = map;; is_key = map && !is_key) {
        yaml_event_t event;
        if (!next(b, &event))
            return NULL;
        if (event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            break;
        }
        if (is_key && event.type != YAML_SCALAR_EVENT && event.type != YAML_ALIAS_EVENT) {
            fault(b, event.start_mark, "a key that is no text, write `key: value`", VB_LITERAL(""));
            yaml_event_delete(&event);
            return NULL;
        }
        const vb_yaml *item = read_node(b, &event);
        if (!push(b, item))
            return NULL;
        if (is_key && b->levels == 1 && vb_str_equal(item->text, VB_LITERAL("lexicon")))
            b->full = true;
        b->terms = terms + (is_key && holds_terms(item->text));
    }
    b->terms = terms;
    node->n = (b->n - base) / (map ? 2 : 1);
    node->items = take(b, base, map ? 1 : 0, map ? 2 : 1, node->n);
    node->keys = map && node->items != NULL ? take(b, base, 0, 2, node->n) : NULL;
    b->n = base;
    return node->items == NULL || (map && node->keys == NULL) ? NULL : node;
}

/* The node that begins with *event, which is deleted. */
static const vb_yaml *read_node(builder *b, yaml_event_t *event)
{
    const vb_yaml *result = NULL;
    bool fine = check_plain(b, event);
    yaml_mark_t mark = event->start_mark;
    bool text = event->type == YAML_SCALAR_EVENT;
    bool map = event->type == YAML_MAPPING_START_EVENT;
    if (fine && text)
        result = text_node(b, event);
    yaml_event_delete(event);
    if (!fine || text)
        return result;
    if (b->levels == VB_YAML_MOST_LEVELS) {
        (void)vb_fail_at(b->err, VB_ERROR_LEXICON, b->file, mark.line + 1, mark.column + 1,
                         "more than %d levels, lists and maps are nested too deep", VB_YAML_MOST_LEVELS);
        return NULL;
    }
    vb_yaml *node = new_node(b, map ? VB_YAML_MAP : VB_YAML_LIST, mark);
    if (node == NULL)
        return NULL;
    b->levels++;
    result = read_items(b, node);
    b->levels--;
    return result;
}

/* Read events up to the first that is not one of the stream's and the document's frame; *root is NULL when there is
 * no document.  Then see that nothing follows. */
static bool read_document(builder *b, const vb_yaml **root)
{
    *root = NULL;
    for (;;) {
        yaml_event_t event;
        if (!next(b, &event))
            return false;
        yaml_event_type_t type = event.type;
        if (type == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_END_EVENT) {
            yaml_event_delete(&event);
        } else if (type == YAML_STREAM_END_EVENT || type == YAML_NO_EVENT) {
            yaml_event_delete(&event);
            return true;
        } else if (type == YAML_DOCUMENT_START_EVENT) {
            yaml_mark_t mark = event.start_mark;
            yaml_event_delete(&event);
            if (*root != NULL) {
                (void)vb_fail_at(b->err, VB_ERROR_LEXICON, b->file, mark.line + 1, mark.column + 1,
                                 "a second document, keep one lexicon in a file");
                return false;
            }
        } else {
            *root = read_node(b, &event);
            if (*root == NULL)
                return false;
        }
    }
}

/* Fail where byte `bad` is. */
static void fail_encoding(vb_str source, size_t bad, const char *file, vb_error *err)
{
    size_t line = 1;
    size_t beg = 0;
    for (size_t i = 0; i < bad; i++) {
        if (source.ptr[i] == '\n') {
            line++;
            beg = i + 1;
        }
    }
    (void)vb_fail_at(err, VB_ERROR_LEXICON, file, line, count_chars(vb_str_cut(source, beg, bad)) + 1,
                     "byte %zu is not UTF-8, save the file as UTF-8", bad + 1);
}

const vb_yaml *vb_yaml_read(vb_str source, const char *file, vb_arena *arena, vb_error *err)
{
    size_t bad;
    const vb_yaml *root = NULL;
    if (source.len > VB_YAML_MOST_BYTES) {
        (void)vb_fail_at(err, VB_ERROR_LEXICON, file, 0, 0, "the lexicon is over %d MiB, split it",
                         VB_YAML_MOST_BYTES / 1024 / 1024);
        return NULL;
    }
    if (!vb_utf8_valid(source, &bad)) {
        fail_encoding(source, bad, file, err);
        return NULL;
    }
    if (source.len >= 3 && memcmp(source.ptr, "\xEF\xBB\xBF", 3) == 0)
        source = vb_str_cut(source, 3, source.len); /* a byte order mark: libyaml skips one only if it may guess */
    builder b = {.file = file, .arena = arena, .err = err};
    if (!yaml_parser_initialize(&b.parser)) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&b.parser, (const unsigned char *)source.ptr, source.len);
    bool fine = read_document(&b, &root);
    if (fine && (root == NULL || (root->kind == VB_YAML_TEXT && root->text.len == 0))) {
        (void)vb_fail_at(err, VB_ERROR_LEXICON, file, 0, 0,
                         "the lexicon is empty, write `lexicon: NAME` and categories");
        fine = false;
    }
    yaml_parser_delete(&b.parser);
    free(b.open);
    return fine ? root : NULL;
}

/* The key before the i-th that is the same, or VB_MAP_NONE.  Nearly all maps are small: `seen`, which has the keys
 * before it, is for others. */
static size_t same_key(const vb_yaml *map, size_t i, const vb_map *seen)
{
    if (map->n > FEW_KEYS)
        return vb_map_find(seen, map->keys[i]->text);
    size_t other = 0;
    while (other < i && !vb_str_equal(map->keys[other]->text, map->keys[i]->text))
        other++;
    return other < i ? other : VB_MAP_NONE;
}

bool vb_yaml_unique(const vb_yaml *node, const char *file, vb_error *err)
{
    vb_map seen = {0};
    bool fine = true;
    for (size_t i = 0; i < node->n && fine; i++) {
        fine = vb_yaml_unique(node->items[i], file, err);
        if (!fine || node->kind != VB_YAML_MAP)
            continue;
        const vb_yaml *key = node->keys[i];
        size_t other = same_key(node, i, &seen);
        if (other != VB_MAP_NONE) {
            (void)vb_fail_at(err, VB_ERROR_LEXICON, file, key->line, key->column,
                             "the key `%.*s` is in line %zu already, put both under one", VB_ARG(key->text),
                             node->keys[other]->line);
            fine = false;
        } else if (node->n > FEW_KEYS && !vb_map_set(&seen, key->text, i)) {
            (void)vb_fail_memory(err);
            fine = false;
        }
    }
    vb_map_release(&seen);
    return fine;
}

const vb_yaml *vb_yaml_find(const vb_yaml *map, const char *key)
{
    if (map == NULL || map->kind != VB_YAML_MAP)
        return NULL;
    for (size_t i = 0; i < map->n; i++)
        if (vb_str_equal(map->keys[i]->text, vb_str_of(key)))
            return map->items[i];
    return NULL;
}
