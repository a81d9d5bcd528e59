#include "lexicon/splice.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

/* Bytes of the source that give way to a text. */
typedef struct {
    size_t beg, end;
    vb_str text;
} edit;

typedef struct {
    vb_str source;
    vb_term_change *changes;
    size_t n_changes;
    edit *edits;
    size_t n, cap;
    vb_arena arena;
    bool failed;
} splicer;

/* The byte at a line and column, which count characters; source.len if there is none. */
static size_t byte_at(vb_str source, size_t line, size_t column)
{
    size_t at = 0;
    if (source.len >= 3 && memcmp(source.ptr, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    for (; line > 1 && at < source.len; at++)
        line -= source.ptr[at] == '\n';
    for (; column > 1 && at < source.len; column--)
        for (at++; at < source.len && ((unsigned char)source.ptr[at] & 0xC0) == 0x80;)
            at++;
    return at;
}

/* The bytes of a text as it is written, quotes and all.  False if they are not as they seem. */
static bool find_text(vb_str source, const vb_yaml *node, size_t *beg, size_t *end)
{
    if (node->inside == VB_YAML_ELSEWHERE)
        return false;
    *beg = byte_at(source, node->line, node->column);
    *end = *beg + node->text.len + 2 * node->inside;
    return *end <= source.len &&
           vb_str_equal(vb_str_cut(source, *beg + node->inside, *end - node->inside), node->text);
}

static vb_term_change *change_of(const splicer *s, const vb_yaml *term)
{
    for (size_t i = 0; term != NULL && term->kind == VB_YAML_TEXT && i < s->n_changes; i++)
        if (s->changes[i].line == term->line && s->changes[i].column == term->column)
            return &s->changes[i];
    return NULL;
}

/* Add an edit with the text of the buffer, which is released. */
static void add_edit(splicer *s, size_t beg, size_t end, vb_buffer *text)
{
    vb_str own = vb_arena_copy(&s->arena, vb_buffer_str(text));
    if (text->failed || own.ptr == NULL || !VB_PUSH_ROOM(s->edits, s->n, s->cap))
        s->failed = true;
    else
        s->edits[s->n++] = (edit){beg, end, own};
    vb_buffer_release(text);
}

/* A plain text that would not be one within braces. */
static bool needs_quotes(vb_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (memchr(",[]{}:#", text.ptr[i], 7) != NULL)
            return true;
    return false;
}

/* `- foo bar` is `- {term: foo bar, weight: 0.7}` then. */
static void edit_text(splicer *s, const vb_yaml *node, vb_term_change *change)
{
    size_t beg, end;
    vb_buffer text = {0};
    if (!find_text(s->source, node, &beg, &end))
        return;
    vb_buffer_add_text(&text, "{term: ");
    if (node->inside == 0 && needs_quotes(node->text)) {
        vb_buffer_add_char(&text, '\'');
        for (size_t i = 0; i < node->text.len; i++)
            vb_buffer_add_text(&text,
                               (const char[3]){node->text.ptr[i], node->text.ptr[i] == '\'' ? '\'' : '\0', '\0'});
        vb_buffer_add_char(&text, '\'');
    } else {
        vb_buffer_add_str(&text, vb_str_cut(s->source, beg, end));
    }
    vb_buffer_printf(&text, ", %s: ", change->key);
    vb_buffer_add_str(&text, change->value);
    vb_buffer_add_char(&text, '}');
    add_edit(s, beg, end, &text);
    change->done = true;
}

/* A map that has the key gets another value; one that has not gets it before its first key. */
static void edit_map(splicer *s, const vb_yaml *map, vb_term_change *change)
{
    const vb_yaml *value = vb_yaml_find(map, change->key), *key = map->keys[0];
    size_t beg, end;
    vb_buffer text = {0};
    if ((value != NULL && value->kind != VB_YAML_TEXT) ||
        !find_text(s->source, value != NULL ? value : key, &beg, &end))
        return;
    bool braces = s->source.ptr[byte_at(s->source, map->line, map->column)] == '{';
    if (value == NULL)
        vb_buffer_printf(&text, "%s: ", change->key);
    vb_buffer_add_str(&text, change->value);
    if (value == NULL && braces)
        vb_buffer_add_text(&text, ", ");
    else if (value == NULL)
        vb_buffer_printf(&text, "\n%*s", (int)key->column - 1, "");
    add_edit(s, beg, value == NULL ? beg : end, &text);
    change->done = true;
}

static void walk(splicer *s, const vb_yaml *node)
{
    for (size_t i = 0; node != NULL && node->kind != VB_YAML_TEXT && i < node->n; i++) {
        const vb_yaml *item = node->items[i], *term = vb_yaml_find(item, "term");
        vb_term_change *change = change_of(s, term != NULL ? term : item);
        if (change == NULL)
            walk(s, item);
        else if (item->kind == VB_YAML_MAP)
            edit_map(s, item, change);
        else
            edit_text(s, item, change);
    }
}

static int compare_edits(const void *a, const void *b)
{
    const edit *x = a, *y = b;
    return (x->beg > y->beg) - (x->beg < y->beg);
}

vb_status vb_terms_splice(vb_str source, const char *file, vb_term_change *changes, size_t n, vb_buffer *out,
                          vb_error *err)
{
    splicer s = {.source = source, .changes = changes, .n_changes = n};
    vb_status status = VB_OK;
    const vb_yaml *root = vb_yaml_read(source, file, &s.arena, err);
    if (root == NULL) {
        status = err->code;
        goto done;
    }
    walk(&s, vb_yaml_find(root, "categories"));
    if (s.n > 0)
        qsort(s.edits, s.n, sizeof *s.edits, compare_edits);
    size_t at = 0;
    for (size_t i = 0; i < s.n; i++) {
        vb_buffer_add_str(out, vb_str_cut(source, at, s.edits[i].beg));
        vb_buffer_add_str(out, s.edits[i].text);
        at = s.edits[i].end;
    }
    vb_buffer_add_str(out, vb_str_cut(source, at, source.len));
    if (s.failed || out->failed)
        status = vb_fail_memory(err);
done:
    free(s.edits);
    vb_arena_release(&s.arena);
    return status;
}

/* The line where an entry ends; 0: not known. */
static size_t last_line(const vb_yaml *node)
{
    if (node->kind == VB_YAML_TEXT)
        return node->inside == VB_YAML_ELSEWHERE ? 0 : node->line;
    return node->n == 0 ? node->line : last_line(node->items[node->n - 1]);
}

bool vb_entry_splice(vb_str source, const vb_yaml *node, size_t at, vb_str entry, vb_buffer *out)
{
    bool list = node->kind == VB_YAML_LIST;
    size_t byte = byte_at(source, node->line, node->column);
    if (byte >= source.len || (at == 0 && node->n > 0))
        return false;
    if (source.ptr[byte] == '[' || source.ptr[byte] == '{') {
        vb_buffer_add_str(out, vb_str_cut(source, 0, byte + 1));
        vb_buffer_add_str(out, entry);
        vb_buffer_add_text(out, node->n > 0 ? ", " : "");
        vb_buffer_add_str(out, vb_str_cut(source, byte + 1, source.len));
        return true;
    }
    size_t line = at == 0 ? 0 : last_line(node->items[at - 1]);
    if (line == 0)
        return false;
    size_t end = byte_at(source, line, 1);
    while (end < source.len && source.ptr[end] != '\n')
        end++;
    bool carriage = end > 0 && source.ptr[end - 1] == '\r';
    end -= carriage;
    vb_buffer_add_str(out, vb_str_cut(source, 0, end));
    vb_buffer_printf(out, "%s\n%*s%s", carriage ? "\r" : "", (int)node->column - 1, "", list ? "- " : "");
    vb_buffer_add_str(out, entry);
    vb_buffer_add_str(out, vb_str_cut(source, end, source.len));
    return true;
}
