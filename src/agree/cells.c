#include "agree/cells.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>
#include <strings.h>

static bool is_one_of(vb_str cell, const char *const *words)
{
    for (; *words != NULL; words++)
        if (cell.len == strlen(*words) && strncasecmp(cell.ptr, *words, cell.len) == 0)
            return true;
    return false;
}

vb_cell_kind vb_cell_look(vb_str cell)
{
    static const char *const missing[] = {".", "NA", "N/A", "#N/A", "#NULL!", NULL};
    static const char *const none[] = {"none", "(none)", NULL};
    cell = vb_str_trim(cell);
    if (cell.len == 0)
        return VB_CELL_EMPTY;
    return is_one_of(cell, missing) ? VB_CELL_MISSING : is_one_of(cell, none) ? VB_CELL_NONE : VB_CELL_CODES;
}

bool vb_cell_next(vb_str *cell, vb_str *code)
{
    while (cell->len > 0) {
        size_t end = 0;
        while (end < cell->len && strchr(";,|", cell->ptr[end]) == NULL)
            end++;
        *code = vb_str_trim(vb_str_cut(*cell, 0, end));
        *cell = vb_str_cut(*cell, end < cell->len ? end + 1 : end, cell->len);
        if (code->len > 0 && vb_cell_look(*code) == VB_CELL_CODES)
            return true;
    }
    return false;
}

vb_mark_kind vb_mark_look(vb_str cell)
{
    static const char *const yes[] = {"1", "x", "yes", "true", "1.0", NULL};
    static const char *const no[] = {"0", "no", "false", "0.0", NULL};
    cell = vb_str_trim(cell);
    if (cell.len == 0)
        return VB_MARK_BLANK;
    return is_one_of(cell, yes) ? VB_MARK_YES : is_one_of(cell, no) ? VB_MARK_NO : VB_MARK_UNKNOWN;
}

void vb_code_table_release(vb_code_table *table)
{
    free(table->paths);
    free(table->first_row);
    free(table->first_coder);
    vb_map_release(&table->known);
    vb_arena_release(&table->arena);
    *table = (vb_code_table){0};
}

bool vb_code_table_number(vb_code_table *table, vb_str path, size_t coder, size_t row, size_t *number)
{
    char small[256];
    path = vb_str_trim(path);
    if (path.len <= sizeof small) {
        for (size_t i = 0; i < path.len; i++)
            small[i] = path.ptr[i] >= 'A' && path.ptr[i] <= 'Z' ? (char)(path.ptr[i] | 0x20) : path.ptr[i];
        path.ptr = small;
    }
    *number = vb_map_find(&table->known, path);
    if (*number != VB_MAP_NONE)
        return true;
    vb_str kept = vb_arena_copy(&table->arena, path);
    if (kept.ptr == NULL || !VB_PUSH_ROOM(table->paths, table->n, table->cap) ||
        !VB_PUSH_ROOM(table->first_row, table->n, table->cap_rows) ||
        !VB_PUSH_ROOM(table->first_coder, table->n, table->cap_coders) || !vb_map_set(&table->known, kept, table->n))
        return false;
    table->paths[table->n] = kept;
    table->first_row[table->n] = row;
    table->first_coder[table->n] = coder;
    *number = table->n++;
    return true;
}
