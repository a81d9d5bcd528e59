#include "match/pairs.h"

#include "base/grow.h"
#include "match/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* An entry has two words by one more than their numbers, then where what they set off begins. */
enum {
    WORD_BITS = 18,
    PLACE_BITS = 28,
    FIRST_CAP = 1 << 12,
    MOST_PAIRS = 1 << 19,
    MOST_TRIGGERS = 1 << 20,
    NOTHING = 0, /* the place of a list that all share */
};

void vb_pairs_init(vb_pair_table *table)
{
    *table = (vb_pair_table){.most = MOST_PAIRS, .seed = vb_hash_seed()};
}

void vb_pairs_release(vb_pair_table *table)
{
    free(table->entries);
    free(table->lists);
    *table = (vb_pair_table){0};
}

void vb_pairs_clear(vb_pair_table *table)
{
    if (table->n > 0)
        memset(table->entries, 0, table->cap * sizeof *table->entries);
    table->n = table->n_lists = 0;
}

static inline uint64_t key_of(const vb_word *left, const vb_word *right)
{
    return (uint64_t)(left->number + 1) << (WORD_BITS + PLACE_BITS) | (uint64_t)(right->number + 1) << PLACE_BITS;
}

/* Where an entry is, or behind it. */
static inline size_t place_of(uint64_t key, size_t cap, uint64_t seed)
{
    uint64_t hash = key ^ seed;
    hash = (hash ^ hash >> WORD_BITS) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash >> 32) & (cap - 1);
}

static inline uint64_t *entry_for(uint64_t *entries, size_t cap, uint64_t seed, uint64_t key)
{
    size_t i = place_of(key, cap, seed);
    while (entries[i] != 0 && entries[i] >> PLACE_BITS != key >> PLACE_BITS)
        i = (i + 1) & (cap - 1);
    return &entries[i];
}

static bool widen(vb_pair_table *table)
{
    size_t cap = table->cap == 0 ? FIRST_CAP : table->cap * 2;
    uint64_t *entries = calloc(cap, sizeof *entries);
    if (entries == NULL)
        return false;
    for (size_t i = 0; i < table->cap; i++)
        if (table->entries[i] != 0)
            *entry_for(entries, cap, table->seed, table->entries[i]) = table->entries[i];
    free(table->entries);
    table->entries = entries;
    table->cap = cap;
    return true;
}

/* Add what a word sets off with a word that fills the other slots, seen from the one side or the other.  False when
 * memory is out. */
static bool add_filled(vb_pair_table *table, const vb_coder *coder, const vb_side *sides, size_t n,
                       const vb_word *other)
{
    for (size_t i = 0; i < n; i++) {
        if (!vb_word_fills(other, sides[i].other))
            continue;
        const vb_pair *pair = &coder->pairs[sides[i].pair];
        if (!vb_grow(&table->lists, &table->cap_lists, table->n_lists + pair->n, sizeof *table->lists))
            return false;
        memcpy(table->lists + table->n_lists, coder->pair_triggers + pair->beg, pair->n * sizeof *table->lists);
        table->n_lists += pair->n;
    }
    return true;
}

/* Make the list of what two words set off, by that word that has fewer pairs.  Before it stands an item whose `term`
 * is its length; all empty lists are one.  False when memory is out. */
static bool decide(vb_pair_table *table, const vb_coder *coder, const vb_word *left, const vb_word *right,
                   size_t *beg)
{
    *beg = table->n_lists;
    if (!VB_PUSH_ROOM(table->lists, table->n_lists, table->cap_lists))
        return false;
    table->lists[table->n_lists++] = (vb_trigger){0};
    bool ok = left->n_leads <= right->n_follows ? add_filled(table, coder, left->leads, left->n_leads, right)
                                                : add_filled(table, coder, right->follows, right->n_follows, left);
    table->lists[*beg].term = (table->n_lists - *beg - 1) & VB_TRIGGER_MOST_TERM;
    if (table->lists[*beg].term == 0 && *beg > NOTHING) {
        table->n_lists = *beg;
        *beg = NOTHING;
    }
    return ok;
}

/* Kept out of line: it is rare. */
__attribute__((noinline)) static uint64_t *learn(vb_vocabulary *vocabulary, const vb_word *left, const vb_word *right)
{
    vb_pair_table *table = &vocabulary->pairs;
    size_t beg;
    if (table->n >= table->most || table->n_lists >= MOST_TRIGGERS)
        vb_pairs_clear(table);
    if (table->n >= table->cap / 2 && !widen(table))
        return NULL;
    if (table->n_lists == 0) { /* the empty list is the first */
        if (!VB_PUSH_ROOM(table->lists, table->n_lists, table->cap_lists))
            return NULL;
        table->lists[table->n_lists++] = (vb_trigger){0};
    }
    if (!decide(table, vocabulary->coder, left, right, &beg))
        return NULL;
    uint64_t key = key_of(left, right), *entry = entry_for(table->entries, table->cap, table->seed, key);
    *entry = key | beg;
    table->n++;
    return entry;
}

void vb_vocabulary_expect_pair(const vb_vocabulary *vocabulary, const vb_word *left, const vb_word *right)
{
    const vb_pair_table *table = &vocabulary->pairs;
    if (table->cap > 0)
        __builtin_prefetch(&table->entries[place_of(key_of(left, right), table->cap, table->seed)]);
}

bool vb_vocabulary_pair(vb_vocabulary *vocabulary, const vb_word *left, const vb_word *right,
                        const vb_trigger **triggers, size_t *n)
{
    const vb_pair_table *table = &vocabulary->pairs;
    uint64_t key = key_of(left, right), *entry = NULL;
    if (table->cap > 0)
        entry = entry_for(table->entries, table->cap, table->seed, key);
    if (entry == NULL || *entry == 0)
        entry = learn(vocabulary, left, right);
    if (entry == NULL)
        return false;
    const vb_trigger *list = table->lists + (*entry & ((UINT64_C(1) << PLACE_BITS) - 1));
    *triggers = list + 1;
    *n = list->term;
    return true;
}

/* ---- Numbering ---- */

/* Put plans in the order of their left or right slots into `to`; those with the same stay as they stand.  `places`
 * are n_slots + 1 zeros. */
static void order_by(bool left, const vb_pair_plan *plans, size_t n, size_t n_slots, uint32_t *places,
                     vb_pair_plan *to)
{
    for (size_t i = 0; i < n; i++)
        places[1 + (left ? plans[i].left : plans[i].right)]++;
    for (size_t slot = 1; slot < n_slots; slot++)
        places[slot] += places[slot - 1];
    for (size_t i = 0; i < n; i++)
        to[places[left ? plans[i].left : plans[i].right]++] = plans[i];
}

/* Order plans by left slot, then right slot, then term: as they come they are ordered by term.  False when memory is
 * out. */
static bool order_plans(vb_pair_plan *plans, size_t n, size_t n_slots)
{
    vb_pair_plan *by_right = calloc(n + 1, sizeof *by_right);
    uint32_t *places = calloc(2 * (n_slots + 1), sizeof *places);
    bool ok = by_right != NULL && places != NULL;
    if (ok) {
        order_by(false, plans, n, n_slots, places, by_right);
        order_by(true, by_right, n, n_slots, places + n_slots + 1, plans);
    }
    free(by_right);
    free(places);
    return ok;
}

/* Tell a slot of a pair.  False when memory is out. */
static bool add_side(vb_sides *sides, uint32_t other, uint32_t pair)
{
    if (sides->n == 0 || sides->items[sides->n - 1].pair != pair) {
        if (!VB_PUSH_ROOM(sides->items, sides->n, sides->cap))
            return false;
        sides->items[sides->n++] = (vb_side){other, pair};
    }
    return true;
}

bool vb_pairs_build(vb_builder *builder)
{
    vb_coder *coder = builder->coder;
    vb_pair_plan *plans = builder->pairs;
    size_t n = builder->n_pairs;
    if (!order_plans(plans, n, coder->n_slots))
        return false;
    coder->pairs = calloc(n + 1, sizeof *coder->pairs);
    coder->pair_triggers = calloc(n + 1, sizeof *coder->pair_triggers);
    coder->n_pair_triggers = n;
    bool ok = coder->pairs != NULL && coder->pair_triggers != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        uint32_t left = plans[i].left, right = plans[i].right;
        if (i == 0 || left != plans[i - 1].left || right != plans[i - 1].right)
            coder->pairs[coder->n_pairs++].beg = (uint32_t)i;
        uint32_t pair = (uint32_t)coder->n_pairs - 1;
        coder->pairs[pair].n++;
        coder->pair_triggers[i] = plans[i].trigger;
        ok = add_side(&coder->slots[left].leads, right, pair) && add_side(&coder->slots[right].follows, left, pair);
    }
    return ok;
}
