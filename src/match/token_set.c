#include "match/token_set.h"

static size_t count_bits(const uint64_t bits[2])
{
    return (size_t)__builtin_popcountll(bits[0]) + (size_t)__builtin_popcountll(bits[1]);
}

/* Bits moved up by `by`; what leaves the top is lost. */
static void shift_up(uint64_t bits[2], size_t by)
{
    if (by >= 128) {
        bits[0] = bits[1] = 0;
    } else if (by >= 64) {
        bits[1] = bits[0] << (by - 64);
        bits[0] = 0;
    } else if (by > 0) {
        bits[1] = bits[1] << by | bits[0] >> (64 - by);
        bits[0] <<= by;
    }
}

static void run_bits(size_t count, uint64_t bits[2])
{
    bits[0] = count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
    bits[1] = count <= 64 ? 0 : count >= 128 ? UINT64_MAX : (UINT64_C(1) << (count - 64)) - 1;
}

/* The set's bits, counted from `first`, which is not after the set's own. */
static void bits_from(const vb_token_set *set, size_t first, uint64_t bits[2])
{
    if (set->dense) {
        run_bits(set->last - set->first + 1, bits);
    } else {
        bits[0] = set->bits[0];
        bits[1] = set->bits[1];
    }
    shift_up(bits, set->first - first);
}

static bool is_run(uint64_t bits)
{
    return (bits & (bits + 1)) == 0;
}

vb_token_set vb_token_set_of(size_t first, const uint64_t bits[2])
{
    size_t top = bits[1] != 0 ? 127 - (size_t)__builtin_clzll(bits[1]) : 63 - (size_t)__builtin_clzll(bits[0]);
    if (bits[1] == 0 ? is_run(bits[0]) : bits[0] == UINT64_MAX && is_run(bits[1]))
        return vb_token_set_run(first, first + top);
    return (vb_token_set){.first = first, .last = first + top, .bits = {bits[0], bits[1]}};
}

size_t vb_token_set_count(const vb_token_set *set)
{
    return set->dense ? set->last - set->first + 1 : count_bits(set->bits);
}

bool vb_token_set_has(const vb_token_set *set, size_t token)
{
    if (token < set->first || token > set->last)
        return false;
    size_t i = token - set->first;
    return set->dense || (set->bits[i / 64] >> (i % 64) & 1) != 0;
}

/* As vb_token_set_within(), where `part` lies in the span of `whole`, and that has holes. */
bool vb_token_set_within_holed(const vb_token_set *part, const vb_token_set *whole)
{
    uint64_t bits[2]; /* both lie in whole's span, which is short */
    bits_from(part, whole->first, bits);
    return (bits[0] & ~whole->bits[0]) == 0 && (bits[1] & ~whole->bits[1]) == 0;
}

bool vb_token_set_meets(const vb_token_set *a, const vb_token_set *b)
{
    if (a->last < b->first || b->last < a->first)
        return false;
    if (a->dense && b->dense)
        return true;
    /* One of them has holes and so a short span: look at its tokens. */
    const vb_token_set *holed = a->dense ? b : a;
    const vb_token_set *other = a->dense ? a : b;
    for (size_t t = holed->first; t <= holed->last; t++)
        if (vb_token_set_has(holed, t) && vb_token_set_has(other, t))
            return true;
    return false;
}
