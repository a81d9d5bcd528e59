#include "match/vocabulary.h"

#include "base/grow.h"
#include "base/str.h"
#include "match/program.h"
#include "match/spelling.h"

#include <stdlib.h>

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

/* Settle the list that has been found, and keep it in the arena. */
static const uint32_t *keep_found(vb_vocabulary *vocabulary, uint32_t *count)
{
    vb_ids *found = &vocabulary->found;
    vb_ids_settle(found);
    uint32_t *kept = vb_arena_alloc(&vocabulary->arena, (found->n + 1) * sizeof *kept);
    if (kept != NULL && found->n > 0)
        memcpy(kept, found->items, found->n * sizeof *kept);
    *count = (uint32_t)found->n;
    found->n = 0;
    return kept;
}

static bool find_all(vb_vocabulary *vocabulary, const vb_ids *list)
{
    for (size_t k = 0; k < list->n; k++)
        if (!vb_ids_add(&vocabulary->found, list->items[k]))
            return false;
    return true;
}

/* The slots of the predicates at hand, and the terms and pairs of these. */
static bool join_slots(vb_vocabulary *vocabulary, vb_word *word)
{
    const vb_coder *coder = vocabulary->coder;
    vocabulary->found.n = 0;
    for (uint32_t i = 0; i < word->n_predicates; i++)
        if (!find_all(vocabulary, &coder->predicate_slots[word->predicates[i]]))
            return false;
    word->slots = keep_found(vocabulary, &word->n_slots);
    if (word->slots == NULL || !vb_slot_set_make(&word->set, word->slots, word->n_slots, &vocabulary->arena))
        return false;
    for (uint32_t i = 0; i < word->n_slots; i++) {
        const vb_slot *slot = &coder->slots[word->slots[i]];
        if (!find_all(vocabulary, &slot->singles))
            return false;
    }
    word->singles = keep_found(vocabulary, &word->n_singles);
    return word->singles != NULL;
}

static void add_sides(vb_side *sides, uint32_t *n, const vb_sides *more)
{
    if (more->n > 0)
        memcpy(sides + *n, more->items, more->n * sizeof *sides);
    *n += (uint32_t)more->n;
}

/* The pairs of all of a word's slots. */
static bool join_sides(vb_vocabulary *vocabulary, vb_word *word)
{
    const vb_slot *slots = vocabulary->coder->slots;
    size_t n_leads = 0, n_follows = 0;
    for (uint32_t i = 0; i < word->n_slots; i++) {
        n_leads += slots[word->slots[i]].leads.n;
        n_follows += slots[word->slots[i]].follows.n;
    }
    vb_side *leads = vb_arena_alloc(&vocabulary->arena, (n_leads + 1) * sizeof *leads);
    vb_side *follows = vb_arena_alloc(&vocabulary->arena, (n_follows + 1) * sizeof *follows);
    if (leads == NULL || follows == NULL)
        return false;
    for (uint32_t i = 0; i < word->n_slots; i++) {
        add_sides(leads, &word->n_leads, &slots[word->slots[i]].leads);
        add_sides(follows, &word->n_follows, &slots[word->slots[i]].follows);
    }
    word->leads = leads;
    word->follows = follows;
    return true;
}

/* The triggers of all of a word's slots. */
static bool join_triggers(vb_vocabulary *vocabulary, vb_word *word)
{
    const vb_slot *slots = vocabulary->coder->slots;
    size_t n = 0;
    for (uint32_t i = 0; i < word->n_slots; i++)
        n += slots[word->slots[i]].triggers.n;
    vb_trigger *kept = vb_arena_alloc(&vocabulary->arena, (n + 1) * sizeof *kept);
    if (kept == NULL)
        return false;
    size_t first = n; /* of those that begin with ^ */
    for (uint32_t i = 0; i < word->n_slots; i++) {
        const vb_triggers *list = &slots[word->slots[i]].triggers;
        for (size_t k = 0; k < list->n; k++) {
            const vb_trigger *trigger = &list->items[k];
            kept[trigger->from_first ? --first : word->n_triggers++] = *trigger;
            if (trigger->from_first && trigger->most_back > word->first_reach)
                word->first_reach = trigger->most_back;
        }
    }
    word->n_first_triggers = (uint32_t)(n - first);
    word->triggers = kept;
    return true;
}

static bool join_signs(vb_vocabulary *vocabulary, vb_word *word)
{
    vocabulary->found.n = 0;
    for (uint32_t i = 0; i < word->n_predicates; i++)
        if (!find_all(vocabulary, &vocabulary->coder->predicate_signs[word->predicates[i]]))
            return false;
    word->signs = keep_found(vocabulary, &word->n_signs);
    return word->signs != NULL;
}

/* The word of what the tester found, which is in no list yet.  NULL when memory is out. */
static vb_word *make_word(vb_vocabulary *vocabulary)
{
    const vb_ids *satisfied = &vocabulary->tester.satisfied;
    vb_word *word = vb_arena_alloc(&vocabulary->arena, sizeof *word);
    uint32_t *predicates = vb_arena_alloc(&vocabulary->arena, (satisfied->n + 1) * sizeof *predicates);
    if (word == NULL || predicates == NULL)
        return NULL;
    if (satisfied->n > 0)
        memcpy(predicates, satisfied->items, satisfied->n * sizeof *predicates);
    word->needs = vocabulary->tester.needs;
    word->predicates = predicates;
    word->n_predicates = (uint32_t)satisfied->n;
    for (size_t i = 0; i < satisfied->n; i++)
        vb_mask_add(&word->mask, satisfied->items[i]);
    bool ok = join_slots(vocabulary, word) && join_sides(vocabulary, word) && join_triggers(vocabulary, word) &&
              join_signs(vocabulary, word);
    return ok ? word : NULL;
}

/* The word of what the tester found; NULL in *word if that is nothing.  False when memory is out. */
static bool word_of_findings(vb_vocabulary *vocabulary, const vb_word **word)
{
    const vb_word_tester *tester = &vocabulary->tester;
    vb_buffer *found = &vocabulary->name;
    *word = NULL;
    if (tester->satisfied.n == 0 && tester->needs == 0)
        return true;
    vb_buffer_clear(found);
    vb_buffer_add(found, (const char *)&tester->needs, sizeof tester->needs);
    if (tester->satisfied.n > 0)
        vb_buffer_add(found, (const char *)tester->satisfied.items,
                      tester->satisfied.n * sizeof *tester->satisfied.items);
    if (found->failed)
        return false;
    size_t known = vb_map_find(&vocabulary->decided, vb_buffer_str(found));
    if (known == VB_MAP_NONE) {
        vb_word *made = make_word(vocabulary);
        vb_str name = vb_arena_copy(&vocabulary->arena, vb_buffer_str(found));
        if (made == NULL || name.ptr == NULL ||
            !VB_PUSH_ROOM(vocabulary->words, vocabulary->n_words, vocabulary->cap_words))
            return false;
        known = vocabulary->n_words;
        made->number = (uint32_t)known;
        if (!vb_map_set(&vocabulary->decided, name, known))
            return false;
        vocabulary->words[vocabulary->n_words++] = made;
    }
    *word = vocabulary->words[known];
    return true;
}

/* Decide a word that fills no slot: as the one that it is taken for, if there is one.  Regular expressions see what
 * was written. */
static bool decide_misspelt(vb_vocabulary *vocabulary, vb_str token, const vb_word **decided)
{
    vb_str form;
    const vb_word *word;
    uint64_t needs = vocabulary->tester.needs;
    if (!vb_spelling_find(vocabulary->coder->spelling, &vocabulary->tester, token, &form))
        return false;
    if (form.ptr == NULL)
        return true;
    if (!vb_word_test(&vocabulary->tester, form) || !word_of_findings(vocabulary, &word))
        return false;
    vb_word *own = vb_arena_alloc(&vocabulary->arena, sizeof *own);
    if (own == NULL)
        return false;
    *own = *word;
    own->needs = needs;
    own->taken_for = form;
    *decided = own;
    return true;
}

/* Decide a word: NULL in *decided if there is nothing to say of it. */
static bool decide(vb_vocabulary *vocabulary, vb_str token, const vb_word **decided)
{
    if (!vb_word_test(&vocabulary->tester, token) || !word_of_findings(vocabulary, decided))
        return false;
    return vocabulary->tester.satisfied.n > 0 || vocabulary->coder->spelling == NULL ||
           decide_misspelt(vocabulary, token, decided);
}

static bool learn(vb_vocabulary *vocabulary, form_head head, vb_str token, const vb_word **word)
{
    if (!decide(vocabulary, token, word))
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
