/* A set of slots that is asked about far more often than made: a table of hashes, small enough to stay in caches. */
#ifndef VB_MATCH_SLOT_SET_H
#define VB_MATCH_SLOT_SET_H

#include "base/arena.h"

#define VB_NO_SLOT UINT32_MAX

typedef struct {
    uint64_t some;          /* the slots modulo 64, as bits: of most words this alone says no */
    const uint32_t *places; /* a power of two, VB_NO_SLOT where one is free; NULL: the set is empty */
    uint32_t most;          /* the last place */
} vb_slot_set;

/* Make the set of n different slots, in the arena.  False when memory is out. */
bool vb_slot_set_make(vb_slot_set *set, const uint32_t *slots, size_t n, vb_arena *arena);

/* Where a slot is, or behind it: its hash is by Knuth's multiplicative method (TAOCP 3, 6.4). */
static inline uint32_t vb_slot_set_place(uint32_t slot, uint32_t most)
{
    return (slot * UINT32_C(2654435761)) >> 8 & most;
}

static inline bool vb_slot_set_has(const vb_slot_set *set, uint32_t slot)
{
    if ((set->some >> (slot % 64) & 1) == 0)
        return false;
    uint32_t i = vb_slot_set_place(slot, set->most);
    while (set->places[i] != slot && set->places[i] != VB_NO_SLOT)
        i = (i + 1) & set->most;
    return set->places[i] == slot;
}

#endif
