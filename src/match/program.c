#include "match/program.h"

#include "base/grow.h"
#include "match/slots.h"

#include <stdlib.h>
#include <string.h>

#define NO_NODE UINT32_MAX

/* More ways than this through a program, and the matcher remembers where it has been. */
enum { MANY_WAYS = 256 };

/* A split of at most so many ways may be taken up by another that leads to it. */
enum { FEW_WAYS = 32 };

bool vb_ids_add(vb_ids *ids, size_t id)
{
    if (!VB_PUSH_ROOM(ids->items, ids->n, ids->cap))
        return false;
    ids->items[ids->n++] = (uint32_t)id;
    return true;
}

static int compare_ids(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void vb_ids_settle(vb_ids *ids)
{
    enum { FEW = 16 }; /* as most lists are: qsort() would take longer */
    if (ids->n < 2)
        return;
    if (ids->n > FEW)
        qsort(ids->items, ids->n, sizeof *ids->items, compare_ids);
    for (size_t i = 1; ids->n <= FEW && i < ids->n; i++) {
        uint32_t id = ids->items[i];
        size_t k = i;
        for (; k > 0 && ids->items[k - 1] > id; k--)
            ids->items[k] = ids->items[k - 1];
        ids->items[k] = id;
    }
    size_t kept = 1;
    for (size_t i = 1; i < ids->n; i++)
        if (ids->items[i] != ids->items[kept - 1])
            ids->items[kept++] = ids->items[i];
    ids->n = kept;
}

static uint32_t node_new(vb_coder *coder, vb_node node)
{
    if (node.next == NO_NODE || !VB_PUSH_ROOM(coder->nodes, coder->n_nodes, coder->cap_nodes))
        return NO_NODE;
    coder->nodes[coder->n_nodes] = node;
    return (uint32_t)coder->n_nodes++;
}

static uint32_t build(vb_builder *builder, const vb_pattern *pattern, uint32_t next);

static uint32_t build_slot(vb_builder *builder, bool joined, uint32_t next)
{
    vb_predicate_mask mask = vb_slot_mask(builder);
    vb_ids_settle(&builder->found);
    uint32_t predicate = builder->found.n == 1 ? builder->found.items[0] : VB_NO_PREDICATE;
    uint32_t slot = vb_slot_take(builder);
    if (slot == UINT32_MAX)
        return NO_NODE;
    return node_new(builder->coder, (vb_node){.kind = VB_NODE_SLOT,
                                              .joined = joined,
                                              .slot = slot,
                                              .predicate = predicate,
                                              .next = next,
                                              .mask = mask});
}

/* The place of a mask's only predicate. */
static uint16_t way_bit(const vb_predicate_mask *mask)
{
    uint16_t bit = VB_NO_WAY_BIT;
    for (unsigned i = 0; i < 4; i++) {
        if (mask->bits[i] == 0)
            continue;
        if (bit != VB_NO_WAY_BIT || (mask->bits[i] & (mask->bits[i] - 1)) != 0)
            return VB_NO_WAY_BIT;
        bit = (uint16_t)(64 * i + (unsigned)__builtin_ctzll(mask->bits[i]));
    }
    return bit;
}

static size_t ways_of(const vb_node *node)
{
    return node->kind == VB_NODE_SPLIT && node->n_ways <= FEW_WAYS ? node->n_ways : 1;
}

/* A split whose way is another small split has that one's ways instead. */
static uint32_t split_new(vb_builder *builder, const uint32_t *starts, uint32_t n)
{
    vb_coder *coder = builder->coder;
    const vb_node *nodes = coder->nodes;
    size_t n_ways = coder->n_ways;
    for (uint32_t i = 0; i < n; i++)
        n_ways += ways_of(&nodes[starts[i]]);
    if (!vb_grow(&coder->ways, &coder->cap_ways, n_ways, sizeof *coder->ways))
        return NO_NODE;
    vb_way *ways = coder->ways + coder->n_ways;
    vb_node split = {.kind = VB_NODE_SPLIT, .ways = (uint32_t)coder->n_ways};
    coder->n_ways = n_ways;
    for (uint32_t i = 0; i < n; i++) {
        const vb_node *way = &nodes[starts[i]];
        if (way->kind == VB_NODE_SPLIT && ways_of(way) == way->n_ways) {
            memcpy(ways + split.n_ways, coder->ways + way->ways, way->n_ways * sizeof *ways);
            split.n_ways += way->n_ways;
            vb_mask_join(&split.mask, &way->mask);
            split.other_ways = split.other_ways || way->other_ways;
        } else {
            bool is_slot = way->kind == VB_NODE_SLOT;
            ways[split.n_ways++] = (vb_way){starts[i], is_slot ? way_bit(&way->mask) : VB_NO_WAY_BIT, 0};
            if (is_slot)
                vb_mask_join(&split.mask, &way->mask);
            else
                split.other_ways = true;
        }
    }
    return node_new(coder, split);
}

/* The children that one word decides share one slot; every other child is a way of its own, and all go on at the same
 * `next`: branches, never products. */
static uint32_t build_choice(vb_builder *builder, const vb_pattern *pattern, uint32_t next)
{
    uint32_t *ways = vb_arena_alloc(&builder->coder->arena, (pattern->n + 1) * sizeof *ways);
    if (ways == NULL)
        return NO_NODE;
    uint32_t n = 0;
    for (size_t i = 0; i < pattern->n; i++)
        if (vb_slot_is_single(pattern->children[i]) && !vb_slot_collect(builder, pattern->children[i]))
            return NO_NODE;
    if (builder->found.n > 0)
        ways[n++] = build_slot(builder, false, next);
    for (size_t i = 0; i < pattern->n; i++)
        if (!vb_slot_is_single(pattern->children[i]))
            ways[n++] = build(builder, pattern->children[i], next);
    for (uint32_t i = 0; i < n; i++)
        if (ways[i] == NO_NODE)
            return NO_NODE;
    if (n == 1)
        return ways[0];
    return split_new(builder, ways, n);
}

/* `a ~5 b` is `a ...5 b` or `b ...5 a`. */
static uint32_t build_near(vb_builder *builder, const vb_pattern *pattern, uint32_t next)
{
    uint32_t *ways = vb_arena_alloc(&builder->coder->arena, 2 * sizeof *ways);
    for (size_t i = 0; ways != NULL && i < 2; i++) {
        uint32_t later = build(builder, pattern->children[1 - i], next);
        uint32_t gap = later == NO_NODE
                           ? NO_NODE
                           : node_new(builder->coder,
                                      (vb_node){.kind = VB_NODE_GAP, .most = (uint32_t)pattern->most, .next = later});
        ways[i] = gap == NO_NODE ? NO_NODE : build(builder, pattern->children[i], gap);
    }
    if (ways == NULL || ways[0] == NO_NODE || ways[1] == NO_NODE)
        return NO_NODE;
    return split_new(builder, ways, 2);
}

static uint32_t build(vb_builder *builder, const vb_pattern *pattern, uint32_t next)
{
    switch (pattern->kind) {
    case VB_PATTERN_WORD:
    case VB_PATTERN_GLOB:
    case VB_PATTERN_NUMBER:
        if (!vb_slot_collect(builder, pattern))
            return NO_NODE;
        return build_slot(builder, pattern->joined, next);
    case VB_PATTERN_ANY:
        return node_new(builder->coder, (vb_node){.kind = VB_NODE_ANY, .next = next});
    case VB_PATTERN_GAP:
        return node_new(builder->coder,
                        (vb_node){.kind = VB_NODE_GAP, .most = (uint32_t)pattern->most, .next = next});
    case VB_PATTERN_FIRST:
        return node_new(builder->coder, (vb_node){.kind = VB_NODE_FIRST, .next = next});
    case VB_PATTERN_LAST:
        return node_new(builder->coder, (vb_node){.kind = VB_NODE_LAST, .next = next});
    case VB_PATTERN_CHOICE:
        return build_choice(builder, pattern, next);
    case VB_PATTERN_SEQUENCE:
        for (size_t i = pattern->n; i-- > 0 && next != NO_NODE;)
            next = build(builder, pattern->children[i], next);
        return next;
    case VB_PATTERN_NEAR:
        return build_near(builder, pattern, next);
    case VB_PATTERN_REGEX:
        break; /* the coder's business */
    }
    return NO_NODE;
}

/* How many ways there are through a pattern, up to MANY_WAYS + 1. */
static size_t count_ways(const vb_pattern *pattern)
{
    size_t ways = 1;
    if (pattern->kind == VB_PATTERN_GAP)
        return pattern->most + 1;
    if (pattern->kind == VB_PATTERN_CHOICE) {
        ways = 0;
        bool single = false;
        for (size_t i = 0; i < pattern->n && ways <= MANY_WAYS; i++) {
            bool one = vb_slot_is_single(pattern->children[i]);
            ways += one && single ? 0 : count_ways(pattern->children[i]);
            single = single || one;
        }
    } else if (pattern->kind == VB_PATTERN_NEAR) {
        size_t sides = count_ways(pattern->children[0]) * count_ways(pattern->children[1]);
        ways = 2 * sides * (pattern->most + 1);
    } else if (pattern->kind == VB_PATTERN_SEQUENCE) {
        for (size_t i = 0; i < pattern->n && ways <= MANY_WAYS; i++)
            ways *= count_ways(pattern->children[i]);
    }
    return ways <= MANY_WAYS ? ways : MANY_WAYS + 1;
}

/* Find what can fill the first word, from `node` on. */
static void find_first(const vb_coder *coder, uint32_t node, vb_program *program)
{
    const vb_node *at = &coder->nodes[node];
    switch (at->kind) {
    case VB_NODE_SLOT:
        vb_mask_join(&program->first, &at->mask);
        break;
    case VB_NODE_ANY:
        program->any_first = true;
        break;
    case VB_NODE_SPLIT:
        for (uint32_t i = 0; i < at->n_ways; i++)
            find_first(coder, coder->ways[at->ways + i].node, program);
        break;
    case VB_NODE_GAP:
    case VB_NODE_FIRST:
    case VB_NODE_LAST:
        find_first(coder, at->next, program);
        break;
    case VB_NODE_ACCEPT:
        break;
    }
}

bool vb_program_build(vb_builder *builder, const vb_pattern *pattern, vb_program *program)
{
    vb_coder *coder = builder->coder;
    uint32_t accept = node_new(coder, (vb_node){.kind = VB_NODE_ACCEPT});
    uint32_t start = build(builder, pattern, accept);
    if (start == NO_NODE)
        return false;
    *program = (vb_program){.start = start, .most_tokens = SIZE_MAX, .remember = count_ways(pattern) > MANY_WAYS};
    const vb_node *first = &coder->nodes[start];
    program->single = first->kind == VB_NODE_SLOT && coder->nodes[first->next].kind == VB_NODE_ACCEPT;
    program->only_first = first->kind == VB_NODE_FIRST;
    find_first(coder, start, program);
    return true;
}
