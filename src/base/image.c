#include "base/image.h"

#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(void *) == sizeof(vb_frozen), "pointers are frozen in their place");

enum { ALIGN = _Alignof(max_align_t) };

void *vb_image_thaw(const vb_image *image)
{
    unsigned char *thawed = malloc(image->n_moved);
    if (thawed == NULL)
        return NULL;
    memcpy(thawed, image->moved, image->n_moved);
    const unsigned char *bases[] = {image->fixed, thawed};
    for (size_t i = 0; i < image->n_pointers; i++) {
        vb_frozen to;
        unsigned char *at = thawed + image->pointers[i];
        memcpy(&to, at, sizeof to);
        const unsigned char *pointer = bases[to & 1] + (to >> 1);
        memcpy(at, &pointer, sizeof pointer);
    }
    return thawed;
}

/* A frozen map has its pairs in the place of its entries. */
bool vb_image_thaw_map(vb_map *map)
{
    const vb_map_pair *pairs = (const void *)map->entries;
    size_t n = map->n;
    *map = (vb_map){0};
    for (size_t i = 0; i < n; i++)
        if (!vb_map_set(map, pairs[i].key, pairs[i].value))
            return false;
    return true;
}

static vb_frozen append(vb_freezer *f, vb_buffer *to, const void *bytes, size_t size, size_t align)
{
    if (to == &f->fixed && to->len == 0)
        vb_buffer_add_char(to, '\0'); /* nothing is at 0, which is NULL */
    while (!to->failed && to->len % align != 0)
        vb_buffer_add_char(to, '\0');
    vb_frozen at = (vb_frozen)to->len << 1 | (to == &f->moved);
    vb_buffer_add(to, bytes, size);
    f->failed = f->failed || to->failed || to->len > UINT32_MAX;
    return at;
}

/* Look for what is known by these bytes, and keep them as a name if it is not: its `ptr` is NULL if it is. */
static vb_frozen find(vb_freezer *f, char kind, const void *bytes, size_t size, vb_str *name)
{
    vb_buffer key = {0};
    vb_buffer_add_char(&key, kind);
    vb_buffer_add(&key, bytes, size);
    size_t known = vb_map_find(&f->known, vb_buffer_str(&key));
    *name = known == VB_MAP_NONE ? vb_arena_copy(&f->arena, vb_buffer_str(&key)) : (vb_str){NULL, 0};
    f->failed = f->failed || key.failed || (known == VB_MAP_NONE && name->ptr == NULL);
    vb_buffer_release(&key);
    return known == VB_MAP_NONE ? 0 : known;
}

static vb_frozen remember(vb_freezer *f, vb_str name, vb_frozen what)
{
    f->failed = f->failed || !vb_map_set(&f->known, name, what);
    return what;
}

vb_frozen vb_freeze_bytes(vb_freezer *f, const void *bytes, size_t size)
{
    vb_str name;
    if (f->failed || size == 0)
        return 0;
    vb_frozen known = find(f, 'b', bytes, size, &name);
    return name.ptr == NULL ? known : remember(f, name, append(f, &f->fixed, bytes, size, ALIGN));
}

vb_frozen vb_freeze_text(vb_freezer *f, vb_str text)
{
    vb_str name;
    if (f->failed || text.ptr == NULL)
        return 0;
    vb_frozen known = find(f, 't', text.ptr, text.len, &name);
    /* An arena puts a NUL behind what it copies. */
    return name.ptr == NULL ? known : remember(f, name, append(f, &f->fixed, name.ptr + 1, text.len + 1, 1));
}

const void *vb_freezer_clean(vb_freezer *f, const void *items, size_t n, size_t size, const vb_hole *holes,
                             size_t n_holes)
{
    char *clean = f->failed ? NULL : vb_arena_alloc(&f->arena, n * size);
    f->failed = clean == NULL;
    if (clean != NULL && n > 0)
        memcpy(clean, items, n * size);
    for (size_t i = 0; clean != NULL && i < n; i++)
        for (size_t k = 0; k < n_holes; k++)
            memset(clean + i * size + holes[k].from, 0, holes[k].to - holes[k].from);
    return clean;
}

vb_frozen vb_freeze_block(vb_freezer *f, const void *bytes, size_t size)
{
    return f->failed || size == 0 ? 0 : append(f, &f->moved, bytes, size, ALIGN);
}

/* Note that a pointer stands in `moved`. */
static void note(vb_freezer *f, size_t at)
{
    if (VB_PUSH_ROOM(f->pointers, f->n_pointers, f->cap_pointers))
        f->pointers[f->n_pointers++] = (uint32_t)at;
    else
        f->failed = true;
}

void vb_freeze_pointer(vb_freezer *f, vb_frozen block, size_t offset, vb_frozen to)
{
    size_t at = (size_t)(block >> 1) + offset;
    if (f->failed)
        return;
    memcpy(f->moved.ptr + at, &to, sizeof to);
    if (to != 0)
        note(f, at);
}

vb_frozen vb_freeze_shared(vb_freezer *f, const void *bytes, size_t size, const size_t *pointers, size_t n)
{
    vb_str name;
    if (f->failed || size == 0)
        return 0;
    vb_frozen known = find(f, 's', bytes, size, &name);
    if (name.ptr == NULL)
        return known;
    vb_frozen at = append(f, &f->moved, bytes, size, ALIGN);
    for (size_t i = 0; i < n && !f->failed; i++) {
        vb_frozen to;
        memcpy(&to, (const char *)bytes + pointers[i], sizeof to);
        if (to != 0)
            note(f, (size_t)(at >> 1) + pointers[i]);
    }
    return remember(f, name, at);
}

void vb_freeze_map(vb_freezer *f, vb_frozen block, size_t offset, const vb_map *map)
{
    vb_map_pair *pairs = vb_map_pairs(map);
    f->failed = f->failed || pairs == NULL;
    if (!f->failed) {
        vb_map frozen = {.n = map->n};
        memcpy(f->moved.ptr + (block >> 1) + offset, &frozen, sizeof frozen);
        vb_frozen list = vb_freeze_block(f, pairs, map->n * sizeof *pairs);
        for (size_t i = 0; i < map->n; i++)
            vb_freeze_pointer(f, list, i * sizeof *pairs + offsetof(vb_map_pair, key.ptr),
                              vb_freeze_text(f, pairs[i].key));
        vb_freeze_pointer(f, block, offset + offsetof(vb_map, entries), list);
    }
    free(pairs);
}

vb_image vb_freezer_image(const vb_freezer *f)
{
    return (vb_image){.fixed = (const unsigned char *)f->fixed.ptr,
                      .moved = (const unsigned char *)f->moved.ptr,
                      .n_fixed = f->fixed.len,
                      .n_moved = f->moved.len,
                      .pointers = f->pointers,
                      .n_pointers = f->n_pointers};
}

void vb_freezer_release(vb_freezer *f)
{
    vb_buffer_release(&f->fixed);
    vb_buffer_release(&f->moved);
    free(f->pointers);
    vb_map_release(&f->known);
    vb_arena_release(&f->arena);
    *f = (vb_freezer){0};
}
