/* A structure with all that it points to as an image: bytes that can be a constant of the program.
 *
 * What holds no pointers is `fixed`, and used where it stands.  What does is `moved`: it is copied when the image is
 * thawed, for only then is it known where things lie.  A pointer stands in the image as twice the offset of what it
 * points to, and one more if that is in `moved`; zero is NULL.  An image is good for the program that it was made
 * for: it has the layout of its structures. */
#ifndef VB_BASE_IMAGE_H
#define VB_BASE_IMAGE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"

#include <stddef.h>

typedef struct {
    const unsigned char *fixed, *moved; /* aligned for any object */
    size_t n_fixed, n_moved;
    const uint32_t *pointers; /* where in `moved` they stand */
    size_t n_pointers;
} vb_image;

/* The structure: one allocation, which begins with the block that was frozen first; release with free(), and before
 * that its maps.  The image must outlive it.  NULL when memory is out. */
void *vb_image_thaw(const vb_image *image);

/* Make a map of a thawed structure what it was.  False when memory is out; it may be released then, too. */
bool vb_image_thaw_map(vb_map *map);

/* Makes an image.  It fails stickily, as a buffer does.  All zero is empty. */
typedef struct {
    vb_buffer fixed, moved;
    uint32_t *pointers;
    size_t n_pointers, cap_pointers;
    vb_map known; /* bytes of what is shared -> vb_frozen */
    vb_arena arena;
    bool failed;
} vb_freezer;

/* Something in an image, as a pointer to it stands there; 0: NULL. */
typedef uint64_t vb_frozen;

/* Bytes that hold no pointers; text with a NUL behind it (ptr NULL: NULL).  What is there already is shared. */
vb_frozen vb_freeze_bytes(vb_freezer *f, const void *bytes, size_t size);
vb_frozen vb_freeze_text(vb_freezer *f, vb_str text);

/* Bytes of a structure that no field has, behind one and up to the next or to the end: what is there differs from one
 * build and run to another. */
typedef struct {
    size_t from, to;
} vb_hole;

#define VB_HOLE(type, field, next)                                                                                   \
    {                                                                                                                \
        offsetof(type, field) + sizeof((type *)0)->field, offsetof(type, next)                                       \
    }
#define VB_HOLE_AT_END(type, field)                                                                                  \
    {                                                                                                                \
        offsetof(type, field) + sizeof((type *)0)->field, sizeof(type)                                               \
    }

/* A copy of `n` structures of a size with zeros in their holes, so that the same always have the same bytes.  It
 * lives as long as the freezer; NULL if that has failed. */
const void *vb_freezer_clean(vb_freezer *f, const void *items, size_t n, size_t size, const vb_hole *holes,
                             size_t n_holes);
#define VB_FREEZER_CLEAN(f, items, n, holes)                                                                         \
    vb_freezer_clean(f, items, n, sizeof *(items), holes, sizeof(holes) / sizeof *(holes))

/* A block the pointers of which are set afterwards, all of them. */
vb_frozen vb_freeze_block(vb_freezer *f, const void *bytes, size_t size);

/* Set the pointer that stands `offset` bytes within a block. */
void vb_freeze_pointer(vb_freezer *f, vb_frozen block, size_t offset, vb_frozen to);

/* A block that is shared with all that are the same: in it the pointers at these offsets are vb_frozen already. */
vb_frozen vb_freeze_shared(vb_freezer *f, const void *bytes, size_t size, const size_t *pointers, size_t n);

/* How many bytes within a block a field is. */
static inline size_t vb_freeze_offset(const void *block, const void *field)
{
    return (size_t)((const char *)field - (const char *)block);
}

/* Set the map that stands `offset` bytes within a block. */
void vb_freeze_map(vb_freezer *f, vb_frozen block, size_t offset, const vb_map *map);

/* The image, which lives as long as the freezer is neither used nor released. */
vb_image vb_freezer_image(const vb_freezer *f);
void vb_freezer_release(vb_freezer *f);

#endif
