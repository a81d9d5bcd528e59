#include "base/arena.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct vb_arena_block {
    vb_arena_block *next;
    size_t cap;
    max_align_t data[];
};

static vb_arena_block *block_new(size_t cap, vb_arena_block *next)
{
    if (cap > SIZE_MAX - sizeof(vb_arena_block))
        return NULL;
    vb_arena_block *block = malloc(sizeof *block + cap);
    if (block != NULL)
        *block = (vb_arena_block){.next = next, .cap = cap};
    return block;
}

void *vb_arena_alloc(vb_arena *arena, size_t size)
{
    size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size_t take = (size + align - 1) / align * align;
    if (arena->block == NULL || take > arena->block->cap - arena->used) {
        vb_arena_block *block = block_new(take > BLOCK_SIZE ? take : BLOCK_SIZE, arena->block);
        if (block == NULL)
            return NULL;
        arena->block = block;
        arena->used = 0;
    }
    void *ptr = (char *)arena->block->data + arena->used;
    arena->used += take;
    return memset(ptr, 0, size);
}

vb_str vb_arena_copy(vb_arena *arena, vb_str s)
{
    char *ptr = s.len == SIZE_MAX ? NULL : vb_arena_alloc(arena, s.len + 1);
    if (ptr == NULL)
        return (vb_str){NULL, 0};
    if (s.len > 0)
        memcpy(ptr, s.ptr, s.len);
    return (vb_str){ptr, s.len};
}

static void free_after(vb_arena_block *block)
{
    while (block != NULL) {
        vb_arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void vb_arena_clear(vb_arena *arena)
{
    arena->used = 0;
    if (arena->block != NULL) {
        free_after(arena->block->next);
        arena->block->next = NULL;
    }
}

void vb_arena_release(vb_arena *arena)
{
    free_after(arena->block);
    *arena = (vb_arena){0};
}
