#include "match/vocabulary.h"

#include "match/decide.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAP = 1 << 12, MOST_WORDS = 1 << 17, HEAD = 16 };

/* A form's first sixteen bytes, zero-filled.  A token has no zero byte, which stands alone by UAX #29, so that a
 * short form's head tells its length. */
typedef struct {
    uint64_t low, high;
} form_head;

typedef struct {
    size_t len;
    char bytes[];
} long_form;

/* A form and its word, half a cache line.  `head.low` 0: free. */
struct vb_vocabulary_entry {
    form_head head;
    const long_form *form; /* all of it, where it is longer than the head; else NULL */
    const vb_word *word;
};

vb_status vb_vocabulary_init(vb_vocabulary *vocabulary, const vb_coder *coder, vb_error *err)
{
    *vocabulary = (vb_vocabulary){.coder = coder, .most = MOST_WORDS, .seed = vb_hash_seed()};
    vb_pairs_init(&vocabulary->pairs);
    vocabulary->entries = calloc(FIRST_CAP, sizeof *vocabulary->entries);
    vocabulary->cap = FIRST_CAP;
    vb_status status =
        vocabulary->entries == NULL ? vb_fail_memory(err) : vb_word_tester_init(&vocabulary->tester, coder, err);
    if (status != VB_OK)
        vb_vocabulary_release(vocabulary);
    return status;
}

void vb_vocabulary_release(vb_vocabulary *vocabulary)
{
    vb_word_tester_release(&vocabulary->tester);
    free(vocabulary->entries);
    vb_arena_release(&vocabulary->arena);
    vb_map_release(&vocabulary->decided);
    vb_buffer_release(&vocabulary->name);
    free(vocabulary->words);
    vb_pairs_release(&vocabulary->pairs);
    free(vocabulary->found.items);
    *vocabulary = (vb_vocabulary){0};
}

void vb_vocabulary_trim(vb_vocabulary *vocabulary)
{
    if (vocabulary->n < vocabulary->most)
        return;
    memset(vocabulary->entries, 0, vocabulary->cap * sizeof *vocabulary->entries);
    vocabulary->n = vocabulary->n_words = 0;
    vb_map_release(&vocabulary->decided);
    vb_pairs_clear(&vocabulary->pairs);
    vb_arena_clear(&vocabulary->arena);
}

static inline uint64_t hash_of_head(form_head head, uint64_t seed)
{
    uint64_t hash = (head.low ^ seed) * UINT64_C(0x9E3779B97F4A7C15);
    hash = ((hash ^ hash >> 32) + head.high) * UINT64_C(0xC2B2AE3D27D4EB4F);
    return hash ^ hash >> 32;
}

static inline uint64_t hash_of(form_head head, vb_str form, uint64_t seed)
{
    return form.len > HEAD ? vb_hash(form, seed) : hash_of_head(head, seed);
}

static inline bool is_form(const struct vb_vocabulary_entry *entry, form_head head, vb_str form)
{
    if (entry->head.low != head.low || entry->head.high != head.high)
        return false;
    if (form.len <= HEAD)
        return entry->form == NULL;
    return entry->form != NULL && entry->form->len == form.len &&
           memcmp(entry->form->bytes + HEAD, form.ptr + HEAD, form.len - HEAD) == 0;
}

static inline struct vb_vocabulary_entry *entry_for(struct vb_vocabulary_entry *entries, size_t cap, uint64_t seed,
                                                    form_head head, vb_str form)
{
    size_t i = (size_t)hash_of(head, form, seed) & (cap - 1);
    while (entries[i].head.low != 0 && !is_form(&entries[i], head, form))
        i = (i + 1) & (cap - 1);
    return &entries[i];
}

static bool widen(vb_vocabulary *vocabulary)
{
    size_t cap = vocabulary->cap * 2;
    struct vb_vocabulary_entry *entries = calloc(cap, sizeof *entries);
    if (entries == NULL)
        return false;
    for (size_t i = 0; i < vocabulary->cap; i++) {
        const struct vb_vocabulary_entry *old = &vocabulary->entries[i];
        if (old->head.low == 0)
            continue;
        vb_str form =
            old->form == NULL ? (vb_str){(const char *)&old->head, HEAD} : (vb_str){old->form->bytes, old->form->len};
        *entry_for(entries, cap, vocabulary->seed, old->head, form) = *old;
    }
    free(vocabulary->entries);
    vocabulary->entries = entries;
    vocabulary->cap = cap;
    return true;
}

static bool learn(vb_vocabulary *vocabulary, form_head head, vb_str token, const vb_word **word)
{
    if (!vb_vocabulary_decide(vocabulary, token, word))
        return false;
    if (vocabulary->n >= vocabulary->cap / 2 && !widen(vocabulary))
        return false;
    long_form *form = NULL;
    if (token.len > HEAD) {
        form = vb_arena_alloc(&vocabulary->arena, sizeof *form + token.len);
        if (form == NULL)
            return false;
        form->len = token.len;
        memcpy(form->bytes, token.ptr, token.len);
    }
    *entry_for(vocabulary->entries, vocabulary->cap, vocabulary->seed, head, token) =
        (struct vb_vocabulary_entry){head, form, *word};
    vocabulary->n++;
    return true;
}

/* The head of a form that has sixteen bytes to read, whether they are its own or not. */
static inline form_head head_of(vb_str token)
{
    static const unsigned char ones_then_zeros[2 * HEAD] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                            255, 255, 255, 255, 255, 255, 255, 255};
    form_head head, mask;
    memcpy(&head, token.ptr, HEAD);
    memcpy(&mask, ones_then_zeros + HEAD - (token.len < HEAD ? token.len : HEAD), HEAD);
    return (form_head){head.low & mask.low, head.high & mask.high};
}

/* Any form, known or not; out of line, so that it does not burden the look-up of nearly all. */
__attribute__((noinline)) static bool find_slowly(vb_vocabulary *vocabulary, vb_str token, const char *limit,
                                                  const vb_word **word)
{
    form_head head = {0, 0};
    if ((size_t)(limit - token.ptr) >= HEAD)
        head = head_of(token);
    else
        memcpy(&head, token.ptr, token.len < HEAD ? token.len : HEAD);
    const struct vb_vocabulary_entry *entry =
        entry_for(vocabulary->entries, vocabulary->cap, vocabulary->seed, head, token);
    if (entry->head.low == 0)
        return learn(vocabulary, head, token, word);
    *word = entry->word;
    return true;
}

bool vb_vocabulary_find(vb_vocabulary *vocabulary, vb_str token, const char *limit, const vb_word **word)
{
    if (token.len > HEAD || (size_t)(limit - token.ptr) < HEAD)
        return find_slowly(vocabulary, token, limit, word);
    form_head head = head_of(token);
    size_t most = vocabulary->cap - 1;
    const struct vb_vocabulary_entry *entries = vocabulary->entries;
    for (size_t i = (size_t)hash_of_head(head, vocabulary->seed) & most; entries[i].head.low != 0;
         i = (i + 1) & most) {
        if (entries[i].head.low != head.low || entries[i].head.high != head.high || entries[i].form != NULL)
            continue;
        *word = entries[i].word;
        __builtin_prefetch(entries[i].word); /* it is read only when all of the answer's words are known */
        return true;
    }
    return find_slowly(vocabulary, token, limit, word);
}
