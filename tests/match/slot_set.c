/* Sets of slots, against arrays of flags. */
#include "match/slot_set.h"

#include "support.h"
#include "text/random.h"

enum { SLOTS = 3000 };

Test(slot_set, has_what_it_was_made_of_and_nothing_else)
{
    static const size_t sizes[] = {0, 1, 2, 3, 5, 8, 64, 65, 700, 2999};
    random_state state = RANDOM_SEED;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        vb_arena arena = {0};
        vb_slot_set set;
        uint32_t slots[SLOTS];
        bool in[SLOTS] = {false};
        for (size_t n = 0; n < sizes[i];) {
            uint32_t slot = (uint32_t)(random_next(&state) % SLOTS);
            if (!in[slot])
                slots[n++] = slot;
            in[slot] = true;
        }
        cr_assert(vb_slot_set_make(&set, slots, sizes[i], &arena));
        for (uint32_t slot = 0; slot < SLOTS; slot++)
            cr_expect(vb_slot_set_has(&set, slot) == in[slot], "%zu slots, slot %u", sizes[i], slot);
        vb_arena_release(&arena);
    }
}

/* Slots a power of two apart have the same lowest bits, and so the same bit of `some`. */
Test(slot_set, keeps_alike_slots_apart)
{
    vb_arena arena = {0};
    vb_slot_set set;
    static const uint32_t slots[] = {5, 5 + (1 << 10), 5 + (1 << 20), 5 + (1 << 30)};
    cr_assert(vb_slot_set_make(&set, slots, 4, &arena));
    for (size_t i = 0; i < 4; i++)
        cr_expect(vb_slot_set_has(&set, slots[i]));
    cr_expect(!vb_slot_set_has(&set, 5 + (1 << 11)));
    cr_expect(!vb_slot_set_has(&set, 6));
    vb_arena_release(&arena);
}
