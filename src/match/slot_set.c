#include "match/slot_set.h"

bool vb_slot_set_make(vb_slot_set *set, const uint32_t *slots, size_t n, vb_arena *arena)
{
    size_t cap = 2;
    *set = (vb_slot_set){0};
    if (n == 0)
        return true;
    while (cap < n + n / 2 + 1) /* a third is free at least */
        cap *= 2;
    uint32_t *places = vb_arena_alloc(arena, cap * sizeof *places);
    if (places == NULL)
        return false;
    for (size_t i = 0; i < cap; i++)
        places[i] = VB_NO_SLOT;
    set->places = places;
    set->most = (uint32_t)cap - 1;
    for (size_t k = 0; k < n; k++) {
        uint32_t i = vb_slot_set_place(slots[k], set->most);
        while (places[i] != VB_NO_SLOT)
            i = (i + 1) & set->most;
        places[i] = slots[k];
        set->some |= UINT64_C(1) << (slots[k] % 64);
    }
    return true;
}
