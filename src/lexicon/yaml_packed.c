#include "lexicon/yaml_packed.h"

const vb_yaml *vb_yaml_unpack(const vb_yaml_packed *packed, vb_arena *arena)
{
    vb_yaml *nodes = vb_arena_alloc(arena, packed->n * sizeof *nodes);
    const vb_yaml **lists = vb_arena_alloc(arena, (packed->n_lists + 1) * sizeof *lists);
    if (nodes == NULL || lists == NULL)
        return NULL;
    for (size_t i = 0; i < packed->n_lists; i++)
        lists[i] = &nodes[packed->lists[i]];
    for (size_t i = 0; i < packed->n; i++) {
        const vb_yaml_packed_node *from = &packed->nodes[i];
        vb_yaml *to = &nodes[i];
        to->kind = (vb_yaml_kind)from->kind;
        to->line = from->line;
        to->column = from->column;
        to->inside = from->inside == VB_YAML_PACKED_ELSEWHERE ? VB_YAML_ELSEWHERE : from->inside;
        if (to->kind == VB_YAML_TEXT) {
            to->text = (vb_str){(const char *)packed->text + from->beg, from->n};
            continue;
        }
        to->n = from->n;
        to->items = lists + from->beg;
        to->keys = to->kind == VB_YAML_MAP ? lists + from->beg + from->n : NULL;
    }
    return nodes;
}
