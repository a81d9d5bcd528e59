#include "run/remembered.h"

#include "base/hash.h"
#include "base/str.h"

#include <stdlib.h>

enum { WAYS = VB_REMEMBERED_WAYS, LONGEST = VB_REMEMBERED_LONGEST, LINE = 64, LINES = 4 /* of most entries */ };

/* One piece of memory: this, then what `answer` points to, then the text and the bytes of the values. */
struct kept {
    vb_remembered_answer answer;
    vb_str text;
    size_t size; /* of all of it */
};

struct entry {
    uint32_t tag;      /* of the hash */
    bool found;        /* since it came, or since all of its set had been */
    struct kept *kept; /* NULL: free, as are all behind it */
};

/* Two cache lines; the newest entry first. */
struct vb_remembered_set {
    struct entry entries[WAYS];
};

bool vb_remembered_init(vb_remembered *table, size_t n_sets, size_t most)
{
    size_t size = n_sets * sizeof *table->sets;
    *table = (vb_remembered){.most = most, .seed = vb_hash_seed()};
    table->sets = aligned_alloc(LINE, size);
    if (table->sets == NULL)
        return false;
    memset(table->sets, 0, size);
    table->n_sets = n_sets;
    return true;
}

void vb_remembered_clear(vb_remembered *table)
{
    for (size_t i = 0; i < table->n_sets; i++)
        for (size_t k = 0; k < WAYS; k++) {
            free(table->sets[i].entries[k].kept);
            table->sets[i].entries[k] = (struct entry){0};
        }
    table->bytes = 0;
}

void vb_remembered_release(vb_remembered *table)
{
    vb_remembered_clear(table);
    free(table->sets);
    *table = (vb_remembered){0};
}

uint64_t vb_remembered_hash(const vb_remembered *table, vb_str text)
{
    return text.len < LONGEST ? vb_hash(text, table->seed) : 0; /* a longer one is not remembered */
}

static struct vb_remembered_set *set_of(const vb_remembered *table, uint64_t hash)
{
    return &table->sets[hash & (table->n_sets - 1)];
}

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

void vb_remembered_expect(const vb_remembered *table, uint64_t hash)
{
    if (table->n_sets == 0)
        return;
    const char *set = (const char *)set_of(table, hash);
    __builtin_prefetch(set);
    __builtin_prefetch(set + LINE);
}

void vb_remembered_fetch(const vb_remembered *table, uint64_t hash)
{
    if (table->n_sets == 0)
        return;
    const struct entry *entries = set_of(table, hash)->entries;
    for (size_t i = 0; i < WAYS && entries[i].kept != NULL; i++)
        if (entries[i].tag == tag_of(hash))
            for (size_t line = 0; line < LINES; line++) /* as numbers: they may lie behind the entry */
                __builtin_prefetch((const void *)((uintptr_t)entries[i].kept + line * LINE));
}

const vb_remembered_answer *vb_remembered_find(vb_remembered *table, vb_str text, uint64_t hash)
{
    if (table->n_sets == 0)
        return NULL;
    struct entry *entries = set_of(table, hash)->entries;
    for (size_t i = 0; i < WAYS && entries[i].kept != NULL; i++)
        if (entries[i].tag == tag_of(hash) && vb_str_equal(entries[i].kept->text, text)) {
            entries[i].found = true;
            return &entries[i].kept->answer;
        }
    return NULL;
}

/* Give up entries of a set until the table has room for so many bytes.  False if that does not do. */
static bool make_room(vb_remembered *table, struct entry *entries, size_t size)
{
    while (table->bytes + size > table->most) {
        size_t last = WAYS;
        while (last > 0 && entries[last - 1].kept == NULL)
            last--;
        if (last == 0)
            return false;
        size_t i = last;
        while (i > 0 && entries[i - 1].found)
            i--;
        i = i == 0 ? last : i; /* all have been found: the oldest goes */
        table->bytes -= entries[i - 1].kept->size;
        free(entries[i - 1].kept);
        memmove(&entries[i - 1], &entries[i], (WAYS - i) * sizeof *entries);
        entries[WAYS - 1] = (struct entry){0};
    }
    return true;
}

/* The place in a set that is given up for what is new: the last one free, or whose entry has not been found. */
static size_t place_in(struct entry *entries)
{
    for (size_t i = WAYS; i-- > 0;)
        if (!entries[i].found)
            return i;
    for (size_t i = 0; i < WAYS; i++)
        entries[i].found = false;
    return WAYS - 1;
}

static size_t size_of(vb_str text, const vb_remembered_answer *answer)
{
    size_t size = sizeof(struct kept) + answer->coding.n_codes * sizeof *answer->coding.codes +
                  answer->n_words * sizeof *answer->words + text.len;
    for (size_t i = 0; answer->values != NULL && i < VB_ADDED; i++)
        size += sizeof *answer->values + answer->values[i].len;
    return size;
}

/* Put `size` bytes at *end, which moves behind them. */
static void *put(char **end, const void *bytes, size_t size)
{
    void *at = *end;
    if (size > 0)
        memcpy(at, bytes, size);
    *end += size;
    return at;
}

static vb_str put_str(char **end, vb_str s)
{
    return (vb_str){put(end, s.ptr, s.len), s.len};
}

static void fill(struct kept *kept, vb_str text, const vb_remembered_answer *answer)
{
    char *end = (char *)(kept + 1);
    vb_remembered_answer *to = &kept->answer;
    *to = *answer;
    to->coding.codes = put(&end, answer->coding.codes, answer->coding.n_codes * sizeof *answer->coding.codes);
    vb_str *values = answer->values == NULL ? NULL : put(&end, answer->values, VB_ADDED * sizeof *values);
    to->values = values;
    to->words = put(&end, answer->words, answer->n_words * sizeof *answer->words);
    for (size_t i = 0; values != NULL && i < VB_ADDED; i++)
        values[i] = put_str(&end, values[i]);
    kept->text = put_str(&end, text);
}

void vb_remembered_add(vb_remembered *table, vb_str text, uint64_t hash, const vb_remembered_answer *answer)
{
    size_t size = size_of(text, answer);
    struct kept *kept = table->n_sets == 0 || size > LONGEST ? NULL : malloc(size);
    if (kept == NULL)
        return;
    struct entry *entries = set_of(table, hash)->entries;
    if (!make_room(table, entries, size)) {
        free(kept);
        return;
    }
    size_t place = place_in(entries);
    struct kept *old = entries[place].kept;
    table->bytes += size - (old == NULL ? 0 : old->size);
    fill(kept, text, answer);
    kept->size = size;
    free(old);
    memmove(&entries[1], &entries[0], place * sizeof *entries);
    entries[0] = (struct entry){.tag = tag_of(hash), .kept = kept};
}
