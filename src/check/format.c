#include "check/format.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"
#include "lexicon/tree.h"

#include <stdlib.h>

void vb_format_add(vb_formatter *f, vb_format_edit edit, vb_buffer *text)
{
    vb_format_edits *e = f->edits;
    edit.text = vb_arena_copy(&e->arena, vb_buffer_str(text));
    edit.key = vb_arena_copy(&e->arena, edit.key);
    edit.above = vb_arena_copy(&e->arena, edit.above);
    if (text->failed || edit.text.ptr == NULL || edit.key.ptr == NULL || edit.above.ptr == NULL ||
        !VB_PUSH_ROOM(e->items, e->n, e->cap))
        f->failed = true;
    else
        e->items[e->n++] = edit;
    vb_buffer_release(text);
}

vb_str vb_format_line(const vb_formatter *f, size_t line)
{
    size_t beg = f->lines[line - 1], end = f->lines[line];
    if (end > beg && f->yaml.ptr[end - 1] == '\n')
        end--;
    if (end > beg && f->yaml.ptr[end - 1] == '\r')
        end--;
    return vb_str_cut(f->yaml, beg, end);
}

size_t vb_format_blanks(vb_str line)
{
    size_t n = 0;
    while (n < line.len && line.ptr[n] == ' ')
        n++;
    return n;
}

size_t vb_format_byte(const vb_formatter *f, size_t line, size_t column)
{
    size_t at = line > f->n_lines ? f->yaml.len : f->lines[line - 1];
    for (; column > 1 && at < f->yaml.len; column--)
        for (at++; at < f->yaml.len && ((unsigned char)f->yaml.ptr[at] & 0xC0) == 0x80;)
            at++;
    return at;
}

static bool find_lines(vb_formatter *f)
{
    size_t n = 2;
    for (size_t i = 0; i < f->yaml.len; i++)
        n += f->yaml.ptr[i] == '\n';
    f->lines = calloc(n, sizeof *f->lines);
    if (f->lines == NULL)
        return false;
    f->n_lines = 0;
    for (size_t i = 0; i < f->yaml.len; i++)
        if (f->yaml.ptr[i] == '\n' && i + 1 < f->yaml.len)
            f->lines[++f->n_lines] = i + 1;
    f->lines[++f->n_lines] = f->yaml.len;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const vb_format_edit *x = a, *y = b;
    return x->beg != y->beg ? (x->beg > y->beg) - (x->beg < y->beg) : (x->end > y->end) - (x->end < y->end);
}

/* The source with the edits since `first` that are to be done. */
static void splice(const vb_formatter *f, size_t first, vb_buffer *out)
{
    size_t at = 0;
    for (size_t i = first; i < f->edits->n; i++) {
        const vb_format_edit *e = &f->edits->items[i];
        if (!e->done || e->beg < at)
            continue;
        vb_buffer_add_str(out, vb_str_cut(f->yaml, at, e->beg));
        vb_buffer_add_str(out, e->text);
        at = e->end;
    }
    vb_buffer_add_str(out, vb_str_cut(f->yaml, at, f->yaml.len));
}

/* What a source says, keys in any order; without what stands there twice, where that is taken out. */
static void say(const vb_formatter *f, const vb_yaml *root, vb_arena *arena, vb_buffer *out)
{
    const vb_yaml *meant = f->single ? vb_format_single(root, false, arena) : root;
    if (meant == NULL)
        out->failed = true;
    else
        vb_yaml_flow(meant, out);
}

/* True if the source with its edits says what `wanted` does. */
static bool says(vb_formatter *f, size_t first, const vb_buffer *wanted)
{
    vb_arena arena = {0};
    vb_buffer text = {0}, got = {0};
    vb_error err = {0};
    splice(f, first, &text);
    const vb_yaml *root = vb_yaml_read(vb_buffer_str(&text), f->file, &arena, &err);
    if (root != NULL)
        say(f, root, &arena, &got);
    bool same = root != NULL && vb_str_equal(vb_buffer_str(&got), vb_buffer_str(wanted));
    f->failed = f->failed || text.failed || got.failed || err.code == VB_ERROR_MEMORY;
    vb_buffer_release(&text);
    vb_buffer_release(&got);
    vb_arena_release(&arena);
    return same;
}

/* Do the edits from `beg` to `end`, all at once or, if that changes what the YAML says, those halves of them that do
 * not. */
static void try_edits(vb_formatter *f, size_t first, size_t beg, size_t end, const vb_buffer *wanted)
{
    for (size_t i = beg; i < end; i++)
        f->edits->items[i].done = true;
    if (beg == end || f->failed || says(f, first, wanted))
        return;
    for (size_t i = beg; i < end; i++)
        f->edits->items[i].done = false;
    if (end - beg > 1) {
        size_t middle = beg + (end - beg) / 2;
        try_edits(f, first, beg, middle, wanted);
        try_edits(f, first, middle, end, wanted);
    }
}

typedef void (*step)(vb_formatter *f, size_t depth);

static void fix_space(vb_formatter *f, size_t depth)
{
    (void)depth;
    vb_format_quote(f);
    vb_format_space(f);
}

static void fix_double(vb_formatter *f, size_t depth)
{
    (void)depth;
    vb_format_double(f);
}

/* Take one step: *text is the source before it and behind it. */
static vb_status take(vb_formatter *f, step what, size_t depth, vb_buffer *text, vb_error *err)
{
    vb_arena arena = {0};
    vb_buffer wanted = {0}, after = {0};
    size_t first = f->edits->n;
    vb_status status = VB_OK;
    f->yaml = vb_buffer_str(text);
    f->root = vb_yaml_read(f->yaml, f->file, &arena, err);
    if (f->root == NULL)
        status = err->code;
    else if (!find_lines(f))
        status = vb_fail_memory(err);
    if (status == VB_OK)
        what(f, depth);
    if (status == VB_OK && !f->failed && f->edits->n > first) {
        qsort(f->edits->items + first, f->edits->n - first, sizeof *f->edits->items, by_place);
        f->single = what == fix_double;
        say(f, f->root, &arena, &wanted);
        f->failed = f->failed || wanted.failed;
        try_edits(f, first, first, f->edits->n, &wanted);
        splice(f, first, &after);
        vb_buffer_clear(text);
        vb_buffer_add_str(text, vb_buffer_str(&after));
    }
    if (status == VB_OK && (f->failed || after.failed || text->failed))
        status = vb_fail_memory(err);
    free(f->lines);
    f->lines = NULL;
    vb_buffer_release(&wanted);
    vb_buffer_release(&after);
    vb_arena_release(&arena);
    return status;
}

/* How many maps and lists stand within each other. */
static size_t count_levels(const vb_yaml *node)
{
    size_t most = 0;
    for (size_t i = 0; node->kind != VB_YAML_TEXT && i < node->n; i++) {
        size_t below = count_levels(node->items[i]);
        most = below > most ? below : most;
    }
    return node->kind == VB_YAML_TEXT ? 0 : most + 1;
}

vb_status vb_lexicon_format(vb_str yaml, const char *file, vb_buffer *out, vb_format_edits *edits, vb_error *err)
{
    vb_formatter f = {.file = file, .edits = edits};
    vb_arena arena = {0};
    vb_buffer text = {0};
    bool mark = yaml.len >= 3 && memcmp(yaml.ptr, "\xEF\xBB\xBF", 3) == 0;
    vb_buffer_add_str(&text, mark ? vb_str_cut(yaml, 3, yaml.len) : yaml);
    const vb_yaml *root = vb_yaml_read(vb_buffer_str(&text), file, &arena, err);
    bool full = vb_yaml_find(root, "lexicon") != NULL;
    size_t levels = root == NULL ? 0 : count_levels(root);
    /* What keeps the lines where they are comes first, and of keys the deepest, so that their lines are those of the
     * file. */
    vb_status status = root == NULL ? err->code : take(&f, fix_space, 0, &text, err);
    for (size_t depth = 0; depth < levels && status == VB_OK; depth++)
        status = take(&f, vb_format_indent, depth, &text, err);
    for (size_t depth = full ? levels / 2 + 1 : 0; depth > 0 && status == VB_OK; depth--)
        status = take(&f, vb_format_order, depth - 1, &text, err);
    if (status == VB_OK && full)
        status = take(&f, fix_double, 0, &text, err);
    if (status == VB_OK && mark)
        vb_buffer_add_text(out, "\xEF\xBB\xBF");
    if (status == VB_OK)
        vb_buffer_add_str(out, vb_buffer_str(&text));
    if (status == VB_OK && out->failed)
        status = vb_fail_memory(err);
    vb_buffer_release(&text);
    vb_arena_release(&arena);
    return status;
}

void vb_format_edits_release(vb_format_edits *edits)
{
    free(edits->items);
    vb_arena_release(&edits->arena);
    *edits = (vb_format_edits){0};
}
