/* Sets of tokens against sets that are lists of yes and no. */
#include "match/token_set.h"

#include "support.h"
#include "text/random.h"

enum { ROOM = 600 };

/* Token base + i is in the set if has[i]. */
typedef struct {
    bool has[ROOM];
} naive;

/* Where the tokens of a round begin: at the answer's start, or so far on that 32 bits do not hold them. */
static const size_t bases[] = {0, 1, 63, (size_t)1 << 40};

static naive naive_of(const vb_token_set *set, size_t base)
{
    naive result = {0};
    for (size_t i = 0; i < ROOM; i++)
        result.has[i] = vb_token_set_has(set, base + i);
    return result;
}

static size_t naive_first(const naive *set)
{
    size_t i = 0;
    while (i < ROOM && !set->has[i])
        i++;
    return i;
}

static size_t naive_last(const naive *set)
{
    size_t i = ROOM;
    while (i > 0 && !set->has[i - 1])
        i--;
    return i - 1;
}

static size_t naive_count(const naive *set)
{
    size_t n = 0;
    for (size_t i = 0; i < ROOM; i++)
        n += set->has[i];
    return n;
}

static bool naive_is_run(const naive *set)
{
    return naive_count(set) == naive_last(set) - naive_first(set) + 1;
}

static bool naive_equal(const naive *a, const naive *b)
{
    return memcmp(a->has, b->has, sizeof a->has) == 0;
}

/* Make the same set both ways: a run of up to 400 tokens, a few tokens, or many within 128. */
static vb_token_set random_set(random_state *state, size_t base, naive *same)
{
    *same = (naive){0};
    size_t first = random_next(state) % 150, kind = random_next(state) % 4;
    if (kind == 0) {
        size_t last = first + random_next(state) % (random_next(state) % 2 == 0 ? 8 : 400);
        for (size_t i = first; i <= last; i++)
            same->has[i] = true;
        return vb_token_set_run(base + first, base + last);
    }
    uint64_t bits[2] = {1, 0};
    same->has[first] = true;
    size_t span = kind == 1 ? 6 : kind == 2 ? 70 : VB_TOKEN_SET_SPAN;
    size_t n = random_next(state) % (random_next(state) % 4 == 0 ? 3 * span : 8);
    for (size_t i = 0; i < n; i++) {
        size_t bit = random_next(state) % span;
        bits[bit / 64] |= (uint64_t)1 << bit % 64;
        same->has[first + bit] = true;
    }
    return vb_token_set_of(base + first, bits);
}

/* Its fields say what it holds, and say it in the one way that there is. */
static void check_fields(const vb_token_set *set, const naive *same, size_t base, size_t round)
{
    naive held = naive_of(set, base);
    cr_assert(naive_equal(&held, same), "round %zu: has", round);
    cr_assert(set->first == base + naive_first(same) && set->last == base + naive_last(same), "round %zu: ends",
              round);
    cr_assert(vb_token_set_count(set) == naive_count(same), "round %zu: count", round);
    cr_assert(set->dense == naive_is_run(same), "round %zu: dense", round);
    for (size_t i = 0; i < VB_TOKEN_SET_SPAN; i++) {
        bool bit = set->bits[i / 64] >> i % 64 & 1;
        bool expected = !set->dense && naive_first(same) + i < ROOM && same->has[naive_first(same) + i];
        cr_assert(bit == expected, "round %zu: bit %zu", round, i);
    }
}

Test(token_set, against_naive)
{
    random_state state = RANDOM_SEED;
    size_t met = 0, within = 0;
    for (size_t round = 0; round < 50000; round++) {
        size_t base = bases[round % COUNT_OF(bases)];
        naive x, y;
        vb_token_set a = random_set(&state, base, &x), b = random_set(&state, base, &y);
        check_fields(&a, &x, base, round);
        check_fields(&b, &y, base, round);
        bool part = true, meets = false;
        for (size_t i = 0; i < ROOM; i++) {
            part = part && (!x.has[i] || y.has[i]);
            meets = meets || (x.has[i] && y.has[i]);
        }
        cr_assert(vb_token_set_within(&a, &b) == part, "round %zu: within", round);
        cr_assert(vb_token_set_equal(&a, &b) == naive_equal(&x, &y), "round %zu: equal", round);
        cr_assert(vb_token_set_meets(&a, &b) == meets, "round %zu: meets", round);
        cr_assert(vb_token_set_meets(&b, &a) == meets, "round %zu: meets, the other way", round);
        cr_assert(vb_token_set_within(&a, &a) && vb_token_set_equal(&a, &a) && vb_token_set_meets(&a, &a));
        met += meets;
        within += part;
    }
    cr_expect(met > 5000 && within > 500, "%zu, %zu: too few to tell", met, within);
}

/* Subsets are rare by chance: take tokens out of a set instead. */
Test(token_set, parts)
{
    random_state state = RANDOM_SEED;
    for (size_t round = 0; round < 20000; round++) {
        size_t base = bases[round % COUNT_OF(bases)];
        naive x;
        vb_token_set whole = random_set(&state, base, &x);
        size_t first = naive_first(&x);
        while (random_next(&state) % 2 == 0 || !x.has[first])
            first = first == naive_last(&x) ? naive_first(&x) : first + 1;
        uint64_t bits[2] = {0, 0};
        for (size_t i = first; i < ROOM && i < first + VB_TOKEN_SET_SPAN; i++)
            if (x.has[i] && (i == first || random_next(&state) % 3 > 0))
                bits[(i - first) / 64] |= (uint64_t)1 << (i - first) % 64;
        vb_token_set part = vb_token_set_of(base + first, bits);
        cr_assert(vb_token_set_within(&part, &whole), "round %zu", round);
        bool same = vb_token_set_count(&part) == naive_count(&x);
        cr_assert(vb_token_set_within(&whole, &part) == same, "round %zu", round);
        cr_assert(vb_token_set_equal(&whole, &part) == same, "round %zu", round);
    }
}

/* The ends of the widest set. */
Test(token_set, widest)
{
    vb_token_set two = vb_token_set_of(7, (const uint64_t[2]){1, (uint64_t)1 << 63});
    cr_expect(two.first == 7 && two.last == 7 + 127 && !two.dense);
    cr_expect_eq(vb_token_set_count(&two), 2);
    cr_expect(vb_token_set_has(&two, 134) && !vb_token_set_has(&two, 135) && !vb_token_set_has(&two, 6));
    cr_expect_not(vb_token_set_has(&two, 7 + 64));
    vb_token_set full = vb_token_set_of(7, (const uint64_t[2]){UINT64_MAX, UINT64_MAX}),
                 run = vb_token_set_run(7, 134);
    cr_expect(full.dense && vb_token_set_equal(&full, &run) && vb_token_set_within(&two, &full));
    vb_token_set one = vb_token_set_of(9, (const uint64_t[2]){1, 0}), same = vb_token_set_run(9, 9);
    cr_expect(one.dense && one.last == 9 && vb_token_set_equal(&one, &same));
}
