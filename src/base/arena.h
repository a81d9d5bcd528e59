/* Memory that is given out piece by piece and taken back all at once. */
#ifndef VB_BASE_ARENA_H
#define VB_BASE_ARENA_H

#include "verbatim.h"

typedef struct vb_arena_block vb_arena_block;

typedef struct {
    vb_arena_block *block; /* the newest first */
    size_t used;           /* bytes taken of the newest */
} vb_arena;                /* all zero is an empty arena */

/* `size` bytes aligned for any object, zeroed.  NULL when memory is out. */
void *vb_arena_alloc(vb_arena *arena, size_t size);

/* A copy that lives as long as the arena's contents, with a NUL behind it.  `ptr` is NULL when memory is out. */
vb_str vb_arena_copy(vb_arena *arena, vb_str s);

void vb_arena_clear(vb_arena *arena);   /* forgets the contents, keeps one block */
void vb_arena_release(vb_arena *arena); /* frees everything */

#endif
