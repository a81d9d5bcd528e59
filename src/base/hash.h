/* Hashing bytes, and a map from bytes to small numbers. */
#ifndef VB_BASE_HASH_H
#define VB_BASE_HASH_H

#include "verbatim.h"

/* A seeded 64-bit hash: not cryptographic; the seed keeps chosen input from piling up in one place. */
uint64_t vb_hash(vb_str key, uint64_t seed);

/* A seed from the system's random source, or from the clock and an address where there is none. */
uint64_t vb_hash_seed(void);

/* A map from bytes to numbers.  It borrows its keys: they must outlive it.  All zero is an empty map. */
typedef struct {
    struct vb_map_entry *entries;
    size_t n, cap;
    uint64_t seed;
} vb_map;

#define VB_MAP_NONE SIZE_MAX

size_t vb_map_find(const vb_map *map, vb_str key); /* the value, or VB_MAP_NONE */

/* Set key's value, replacing an older one.  False when memory is out. */
bool vb_map_set(vb_map *map, vb_str key, size_t value);

typedef struct {
    vb_str key;
    size_t value;
} vb_map_pair;

/* All map->n pairs by their keys' bytes; to be freed.  NULL when memory is out. */
vb_map_pair *vb_map_pairs(const vb_map *map);

void vb_map_release(vb_map *map);

#endif
