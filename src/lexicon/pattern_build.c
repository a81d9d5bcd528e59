#include "lexicon/pattern_build.h"

#include <string.h>

static bool fits(const vb_pattern *node, size_t column, vb_error *err)
{
    const char *fault = NULL;
    size_t most = 0;
    if (node->size.slots > VB_PATTERN_MOST_SLOTS) {
        fault = "words and gaps in a row";
        most = VB_PATTERN_MOST_SLOTS;
    } else if (node->size.gap > VB_PATTERN_MOST_GAP) {
        fault = "words in gaps";
        most = VB_PATTERN_MOST_GAP;
    } else if (node->size.alternatives > VB_PATTERN_MOST_ALTERNATIVES) {
        fault = "alternatives";
        most = VB_PATTERN_MOST_ALTERNATIVES;
    } else if (node->size.depth > VB_PATTERN_MOST_DEPTH) {
        fault = "groups or sets within each other";
        most = VB_PATTERN_MOST_DEPTH;
    }
    if (fault != NULL)
        (void)vb_fail_at(err, VB_ERROR_LEXICON, NULL, 0, column,
                         "the term has more than %zu %s, split it into several terms", most, fault);
    return fault == NULL;
}

/* `node` with its children, in the arena. */
static const vb_pattern *keep(vb_arena *arena, vb_pattern node, const vb_pattern *const *children, size_t column,
                              vb_error *err)
{
    if (!fits(&node, column, err))
        return NULL;
    vb_pattern *kept = vb_arena_alloc(arena, sizeof *kept);
    const vb_pattern **list = node.n == 0 ? NULL : vb_arena_alloc(arena, node.n * sizeof *list);
    if (kept == NULL || (list == NULL && node.n > 0)) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    if (node.n > 0)
        memcpy(list, children, node.n * sizeof *list);
    node.children = list;
    *kept = node;
    return kept;
}

const vb_pattern *vb_pattern_leaf(vb_arena *arena, vb_pattern node, size_t column, vb_error *err)
{
    if (node.text.ptr != NULL) {
        node.text = vb_arena_copy(arena, node.text);
        if (node.text.ptr == NULL) {
            (void)vb_fail_memory(err);
            return NULL;
        }
    }
    bool anchor = node.kind == VB_PATTERN_FIRST || node.kind == VB_PATTERN_LAST;
    bool gap = node.kind == VB_PATTERN_GAP;
    node.n = 0;
    node.size = (vb_pattern_size){.least = anchor || gap ? 0 : 1, .slots = anchor ? 0 : 1, .gap = node.most};
    return keep(arena, node, NULL, column, err);
}

static void add_size(vb_pattern_size *sum, const vb_pattern *child)
{
    sum->least += child->size.least;
    sum->slots += child->size.slots;
    sum->gap += child->size.gap;
    sum->alternatives += child->size.alternatives;
    if (sum->depth < child->size.depth)
        sum->depth = child->size.depth;
}

const vb_pattern *vb_pattern_sequence(vb_arena *arena, const vb_pattern *const *children, size_t n, size_t column,
                                      vb_error *err)
{
    if (n == 1)
        return children[0];
    vb_pattern node = {.kind = VB_PATTERN_SEQUENCE, .n = n};
    for (size_t i = 0; i < n; i++) {
        add_size(&node.size, children[i]);
        if (!fits(&node, column, err)) /* at each step, so that no sum overflows */
            return NULL;
    }
    return keep(arena, node, children, column, err);
}

const vb_pattern *vb_pattern_choice(vb_arena *arena, const vb_pattern *const *children, size_t n, bool nested,
                                    size_t column, vb_error *err)
{
    vb_pattern node = {.kind = VB_PATTERN_CHOICE, .n = n, .size = {.least = UINT32_MAX, .alternatives = (uint32_t)n}};
    for (size_t i = 0; i < n; i++) {
        const vb_pattern_size *size = &children[i]->size;
        node.size.least = size->least < node.size.least ? size->least : node.size.least;
        node.size.slots = size->slots > node.size.slots ? size->slots : node.size.slots;
        node.size.gap = size->gap > node.size.gap ? size->gap : node.size.gap;
        node.size.depth = size->depth > node.size.depth ? size->depth : node.size.depth;
        node.size.alternatives += size->alternatives;
        if (!fits(&node, column, err))
            return NULL;
    }
    node.size.depth += nested;
    return keep(arena, node, children, column, err);
}

const vb_pattern *vb_pattern_near(vb_arena *arena, const vb_pattern *left, const vb_pattern *right, uint32_t most,
                                  size_t column, vb_error *err)
{
    const vb_pattern *children[] = {left, right};
    vb_pattern node = {.kind = VB_PATTERN_NEAR, .most = most, .n = 2, .size = {.gap = most}};
    add_size(&node.size, left);
    add_size(&node.size, right);
    return keep(arena, node, children, column, err);
}

const vb_pattern *vb_pattern_exact(vb_arena *arena, const vb_pattern *pattern, vb_error *err)
{
    if (pattern->kind != VB_PATTERN_WORD && pattern->n == 0)
        return pattern;
    vb_pattern *copy = vb_arena_alloc(arena, sizeof *copy);
    const vb_pattern **children = vb_arena_alloc(arena, (pattern->n + 1) * sizeof *children);
    if (copy == NULL || children == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    *copy = *pattern;
    copy->exact = copy->kind == VB_PATTERN_WORD;
    copy->children = children;
    for (size_t i = 0; i < pattern->n; i++) {
        children[i] = vb_pattern_exact(arena, pattern->children[i], err);
        if (children[i] == NULL)
            return NULL;
    }
    return copy;
}
