#include "match/pairs.h"

#include "base/grow.h"
#include "match/vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAP = 1 << 12, MOST_PAIRS = 1 << 17, MOST_TRIGGERS = 1 << 20 };

/* Two words by their numbers, and their triggers. */
struct vb_pair_entry {
    uint32_t left, right; /* one more than the number; 0: free */
    uint32_t beg, n;
};

void vb_pairs_init(vb_pair_table *table)
{
    *table = (vb_pair_table){.most = MOST_PAIRS, .seed = vb_hash_seed()};
}

void vb_pairs_release(vb_pair_table *table)
{
    free(table->entries);
    free(table->triggers);
    *table = (vb_pair_table){0};
}

void vb_pairs_clear(vb_pair_table *table)
{
    if (table->n > 0)
        memset(table->entries, 0, table->cap * sizeof *table->entries);
    table->n = table->n_triggers = 0;
}

static inline struct vb_pair_entry *entry_for(struct vb_pair_entry *entries, size_t cap, uint64_t seed, uint32_t left,
                                              uint32_t right)
{
    uint64_t hash = (((uint64_t)left << 32 | right) ^ seed) * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(hash >> 32) & (cap - 1);
    while (entries[i].left != 0 && (entries[i].left != left || entries[i].right != right))
        i = (i + 1) & (cap - 1);
    return &entries[i];
}

static bool widen(vb_pair_table *table)
{
    size_t cap = table->cap == 0 ? FIRST_CAP : table->cap * 2;
    struct vb_pair_entry *entries = calloc(cap, sizeof *entries);
    if (entries == NULL)
        return false;
    for (size_t i = 0; i < table->cap; i++)
        if (table->entries[i].left != 0)
            *entry_for(entries, cap, table->seed, table->entries[i].left, table->entries[i].right) =
                table->entries[i];
    free(table->entries);
    table->entries = entries;
    table->cap = cap;
    return true;
}

/* Add those of a slot's pairs to the table's triggers whose other slot a word fills. */
static bool add_filled(vb_pair_table *table, const vb_pairs *pairs, const vb_word *other)
{
    for (size_t k = 0; k < pairs->n; k++) {
        if (!vb_word_fills(other, pairs->items[k].other))
            continue;
        if (!VB_PUSH_ROOM(table->triggers, table->n_triggers, table->cap_triggers))
            return false;
        table->triggers[table->n_triggers++] = pairs->items[k].trigger;
    }
    return true;
}

/* Add what two words set off to the table's triggers: by the pairs of that word which has fewer. */
static bool decide(vb_pair_table *table, const vb_coder *coder, const vb_word *left, const vb_word *right)
{
    bool ok = true;
    if (left->n_leads <= right->n_follows)
        for (uint32_t i = 0; ok && i < left->n_slots; i++)
            ok = add_filled(table, &coder->slots[left->slots[i]].leads, right);
    else
        for (uint32_t i = 0; ok && i < right->n_slots; i++)
            ok = add_filled(table, &coder->slots[right->slots[i]].follows, left);
    return ok;
}

/* Kept out of line: it is rare. */
__attribute__((noinline)) static struct vb_pair_entry *learn(vb_vocabulary *vocabulary, const vb_word *left,
                                                             const vb_word *right)
{
    vb_pair_table *table = &vocabulary->pairs;
    if (table->n >= table->most || table->n_triggers >= MOST_TRIGGERS)
        vb_pairs_clear(table);
    if (table->n >= table->cap / 2 && !widen(table))
        return NULL;
    size_t beg = table->n_triggers;
    if (!decide(table, vocabulary->coder, left, right))
        return NULL;
    struct vb_pair_entry *entry =
        entry_for(table->entries, table->cap, table->seed, left->number + 1, right->number + 1);
    *entry = (struct vb_pair_entry){left->number + 1, right->number + 1, (uint32_t)beg,
                                    (uint32_t)(table->n_triggers - beg)};
    table->n++;
    return entry;
}

bool vb_vocabulary_pair(vb_vocabulary *vocabulary, const vb_word *left, const vb_word *right,
                        const vb_trigger **triggers, size_t *n)
{
    const vb_pair_table *table = &vocabulary->pairs;
    const struct vb_pair_entry *entry = NULL;
    if (table->cap > 0)
        entry = entry_for(table->entries, table->cap, table->seed, left->number + 1, right->number + 1);
    if (entry == NULL || entry->left == 0)
        entry = learn(vocabulary, left, right);
    if (entry == NULL)
        return false;
    *triggers = table->triggers + entry->beg;
    *n = entry->n;
    return true;
}
