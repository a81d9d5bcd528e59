/* Bare words that other programs read as truth values, and terms that stand there twice. */
#include "base/hash.h"
#include "base/str.h"
#include "check/format.h"
#include "check/lint.h"
#include "lexicon/tree.h"

static void quote(vb_formatter *f, const vb_yaml *node)
{
    vb_buffer text = {0};
    if (node->inside != 0 || !vb_lint_is_trap(node->text))
        return;
    size_t beg = vb_format_byte(f, node->line, node->column);
    vb_buffer_printf(&text, "\"%.*s\"", VB_ARG(node->text));
    vb_format_add(
        f, (vb_format_edit){.kind = VB_FORMAT_QUOTE, .beg = beg, .end = beg + node->text.len, .line = node->line},
        &text);
}

static void quote_below(vb_formatter *f, const vb_yaml *node, bool truth)
{
    if (node->kind == VB_YAML_TEXT && !truth)
        quote(f, node);
    for (size_t i = 0; node->kind != VB_YAML_TEXT && i < node->n; i++) {
        bool map = node->kind == VB_YAML_MAP;
        if (map)
            quote(f, node->keys[i]);
        quote_below(f, node->items[i], map && vb_lint_means_truth(node->keys[i]->text));
    }
}

void vb_format_quote(vb_formatter *f)
{
    quote_below(f, f->root, false);
}

/* The number of an item of the list that says the same as item `i` and stands before it; `i` if there is none. */
static size_t find_first(vb_map *seen, const vb_yaml *list, size_t i, vb_arena *arena, bool *fine)
{
    vb_buffer flow = {0};
    vb_yaml_flow(list->items[i], &flow);
    vb_str key = vb_arena_copy(arena, vb_buffer_str(&flow));
    size_t first = key.ptr == NULL ? VB_MAP_NONE : vb_map_find(seen, key);
    if (flow.failed || key.ptr == NULL || (first == VB_MAP_NONE && !vb_map_set(seen, key, i)))
        *fine = false;
    vb_buffer_release(&flow);
    return first == VB_MAP_NONE ? i : first;
}

/* Take out the lines of an item of a block, unless they have a comment. */
static void take_out(vb_formatter *f, const vb_yaml *item)
{
    vb_buffer nothing = {0};
    const vb_yaml *last = item->kind == VB_YAML_TEXT ? item : item->items[item->n - 1];
    size_t beg = f->lines[item->line - 1], end = f->lines[last->line];
    if (memchr(f->yaml.ptr + beg, '#', end - beg) == NULL)
        vb_format_add(f, (vb_format_edit){.kind = VB_FORMAT_DOUBLE, .beg = beg, .end = end, .line = item->line},
                      &nothing);
}

static void sort_out(vb_formatter *f, const vb_yaml *list)
{
    vb_map seen = {0};
    vb_arena arena = {0};
    bool fine = true;
    for (size_t i = 0; i < list->n && fine; i++) {
        const vb_yaml *item = list->items[i];
        if (find_first(&seen, list, i, &arena, &fine) != i && (item->kind == VB_YAML_TEXT || item->n > 0))
            take_out(f, item);
    }
    f->failed = f->failed || !fine;
    vb_map_release(&seen);
    vb_arena_release(&arena);
}

static bool holds_terms(vb_str key)
{
    return vb_str_equal(key, VB_LITERAL("terms")) || vb_str_equal(key, VB_LITERAL("indicators"));
}

static void walk(vb_formatter *f, const vb_yaml *node, bool terms)
{
    if (terms && node->kind == VB_YAML_LIST && f->yaml.ptr[vb_format_byte(f, node->line, node->column)] == '-')
        sort_out(f, node);
    for (size_t i = 0; node->kind == VB_YAML_MAP && i < node->n; i++)
        walk(f, node->items[i], holds_terms(node->keys[i]->text));
}

const vb_yaml *vb_format_single(const vb_yaml *node, bool terms, vb_arena *arena)
{
    if (node->kind == VB_YAML_TEXT || (node->kind == VB_YAML_LIST && !terms))
        return node;
    vb_yaml *copy = vb_arena_alloc(arena, sizeof *copy);
    const vb_yaml **items = vb_arena_alloc(arena, (node->n + 1) * sizeof *items);
    vb_map seen = {0};
    bool fine = copy != NULL && items != NULL;
    size_t n = 0;
    for (size_t i = 0; i < node->n && fine; i++) {
        if (node->kind == VB_YAML_LIST && find_first(&seen, node, i, arena, &fine) != i)
            continue;
        bool below = node->kind == VB_YAML_MAP && holds_terms(node->keys[i]->text);
        items[n] = node->kind == VB_YAML_LIST ? node->items[i] : vb_format_single(node->items[i], below, arena);
        fine = fine && items[n++] != NULL;
    }
    vb_map_release(&seen);
    if (!fine)
        return NULL;
    *copy = *node;
    copy->items = items;
    copy->n = n;
    return copy;
}

void vb_format_double(vb_formatter *f)
{
    const vb_yaml *settings = vb_yaml_find(f->root, "settings"), *overlap = vb_yaml_find(settings, "overlap");
    /* Where each of two overlapping matches counts, a term that is there twice counts twice. */
    bool all =
        overlap != NULL && overlap->kind == VB_YAML_TEXT && !vb_str_equal(overlap->text, VB_LITERAL("longest"));
    const vb_yaml *categories = vb_yaml_find(f->root, "categories");
    if (!all && categories != NULL)
        walk(f, categories, false);
}
