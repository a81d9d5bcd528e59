#include "base/hash.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

struct vb_map_entry {
    vb_str key; /* ptr NULL: free */
    uint64_t hash;
    size_t value;
};

__extension__ typedef unsigned __int128 wide;

/* Multiply, and fold the upper half of the product over the lower: a bit reaches others on both sides of it.  The
 * factor is the prime next to the fractional part of the golden ratio: with one that had small divisors, fractions of
 * 2^64 - 1 would all come to the same. */
static uint64_t mix(uint64_t a, uint64_t b)
{
    wide product = (wide)(a ^ b) * UINT64_C(0x9E3779B97F4A7C55);
    return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

static uint64_t eight_at(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static uint64_t four_at(const char *p)
{
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* In two lanes, because a multiplication waits for the one before it.  The last bytes are taken eight at a time, too,
 * however many there are: some of them twice. */
uint64_t vb_hash(vb_str key, uint64_t seed)
{
    uint64_t even = mix(seed, key.len), odd = even;
    const char *p = key.ptr, *end = p + key.len;
    if (key.len > 8) {
        for (; end - p > 16; p += 16) {
            even = mix(even, eight_at(p));
            odd = mix(odd, eight_at(p + 8));
        }
        if (end - p > 8)
            even = mix(even, eight_at(p));
        odd = mix(odd, eight_at(end - 8));
    } else if (key.len >= 4) {
        odd = mix(odd, four_at(p) | four_at(end - 4) << 32);
    } else if (key.len > 0) {
        const unsigned char *u = (const unsigned char *)p;
        odd = mix(odd, u[0] | (uint64_t)u[key.len / 2] << 8 | (uint64_t)u[key.len - 1] << 16);
    }
    uint64_t hash = mix(even, odd * 3); /* lanes that are equal would undo each other */
    return mix(hash, hash >> 29);
}

uint64_t vb_hash_seed(void)
{
    uint64_t seed;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == (ssize_t)sizeof seed)
        return seed;
    return mix((uint64_t)time(NULL), (uint64_t)(uintptr_t)&seed);
}

static struct vb_map_entry *slot_for(struct vb_map_entry *entries, size_t cap, vb_str key, uint64_t hash)
{
    for (size_t i = (size_t)hash & (cap - 1);; i = (i + 1) & (cap - 1)) {
        struct vb_map_entry *e = &entries[i];
        if (e->key.ptr == NULL || (e->hash == hash && vb_str_equal(e->key, key)))
            return e;
    }
}

size_t vb_map_find(const vb_map *map, vb_str key)
{
    if (map->n == 0)
        return VB_MAP_NONE;
    const struct vb_map_entry *e = slot_for(map->entries, map->cap, key, vb_hash(key, map->seed));
    return e->key.ptr == NULL ? VB_MAP_NONE : e->value;
}

static bool widen(vb_map *map)
{
    size_t cap = map->cap == 0 ? 16 : map->cap * 2;
    struct vb_map_entry *entries = calloc(cap, sizeof *entries);
    if (entries == NULL)
        return false;
    for (size_t i = 0; i < map->cap; i++)
        if (map->entries[i].key.ptr != NULL)
            *slot_for(entries, cap, map->entries[i].key, map->entries[i].hash) = map->entries[i];
    free(map->entries);
    map->entries = entries;
    map->cap = cap;
    return true;
}

bool vb_map_set(vb_map *map, vb_str key, size_t value)
{
    if (map->cap == 0)
        map->seed = vb_hash_seed();
    if (map->n >= map->cap / 2 && !widen(map))
        return false;
    if (key.ptr == NULL)
        key = VB_LITERAL("");
    uint64_t hash = vb_hash(key, map->seed);
    struct vb_map_entry *e = slot_for(map->entries, map->cap, key, hash);
    if (e->key.ptr == NULL)
        map->n++;
    *e = (struct vb_map_entry){key, hash, value};
    return true;
}

static int compare_pairs(const void *a, const void *b)
{
    return vb_str_compare(((const vb_map_pair *)a)->key, ((const vb_map_pair *)b)->key);
}

vb_map_pair *vb_map_pairs(const vb_map *map)
{
    vb_map_pair *pairs = calloc(map->n + 1, sizeof *pairs);
    size_t n = 0;
    for (size_t i = 0; pairs != NULL && i < map->cap; i++)
        if (map->entries[i].key.ptr != NULL)
            pairs[n++] = (vb_map_pair){map->entries[i].key, map->entries[i].value};
    if (n > 1)
        qsort(pairs, n, sizeof *pairs, compare_pairs);
    return pairs;
}

void vb_map_release(vb_map *map)
{
    free(map->entries);
    *map = (vb_map){0};
}
