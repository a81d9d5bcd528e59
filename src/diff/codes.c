#include "diff/codes.h"

#include "agree/cells.h"
#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

size_t vb_codes_add(vb_codes *codes, vb_str path)
{
    size_t found = vb_map_find(&codes->by_path, path);
    if (found != VB_MAP_NONE)
        return found;
    size_t parent = VB_NO_CATEGORY, slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/')
        slash--;
    if (slash > 1) {
        parent = vb_codes_add(codes, vb_str_cut(path, 0, slash - 1));
        if (parent == VB_NO_CATEGORY)
            return VB_NO_CATEGORY;
    }
    vb_str kept = vb_arena_copy(&codes->arena, path);
    size_t number = codes->n;
    if (kept.ptr == NULL || !VB_PUSH_ROOM(codes->paths, codes->n, codes->cap) ||
        !VB_PUSH_ROOM(codes->parents, codes->n, codes->cap_parents) || !vb_map_set(&codes->by_path, kept, number))
        return VB_NO_CATEGORY;
    codes->paths[number] = kept;
    codes->parents[number] = parent;
    codes->n++;
    return number;
}

static size_t *number_lexicon(vb_codes *codes, const vb_lexicon *lexicon)
{
    size_t *of = vb_arena_alloc(&codes->arena, (lexicon->n_categories + 1) * sizeof *of);
    for (size_t i = 0; of != NULL && i < lexicon->n_categories; i++) {
        of[i] = vb_codes_add(codes, lexicon->categories[i].path);
        if (of[i] == VB_NO_CATEGORY)
            return NULL;
    }
    return of;
}

bool vb_codes_init(vb_codes *codes, const vb_lexicon *before, const vb_lexicon *after)
{
    *codes = (vb_codes){0};
    codes->of_old = number_lexicon(codes, before);
    codes->of_new = codes->of_old == NULL ? NULL : number_lexicon(codes, after);
    codes->n_lexicons = codes->n;
    return codes->of_new != NULL;
}

void vb_codes_release(vb_codes *codes)
{
    free(codes->paths);
    free(codes->parents);
    vb_map_release(&codes->by_path);
    vb_arena_release(&codes->arena);
    *codes = (vb_codes){0};
}

size_t vb_codes_level(const vb_codes *codes, size_t code)
{
    size_t level = 0;
    for (; code != VB_NO_CATEGORY; code = codes->parents[code])
        level++;
    return level;
}

void vb_code_set_add(size_t *set, size_t *n, size_t code)
{
    size_t at = *n;
    for (size_t i = 0; i < *n; i++)
        if (set[i] == code)
            return;
    for (; at > 0 && set[at - 1] > code; at--)
        set[at] = set[at - 1];
    set[at] = code;
    ++*n;
}

bool vb_codes_read(vb_codes *codes, vb_str cell, size_t *set, size_t *n, bool *judged)
{
    vb_str path;
    *n = 0;
    *judged = vb_cell_look(cell) != VB_CELL_MISSING;
    while (*judged && *n < VB_CODES_MOST_GOLD && vb_cell_next(&cell, &path)) {
        size_t code = vb_codes_add(codes, path);
        if (code == VB_NO_CATEGORY)
            return false;
        vb_code_set_add(set, n, code);
    }
    return true;
}
