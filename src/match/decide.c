#include "match/decide.h"

#include "base/grow.h"
#include "match/program.h"
#include "match/spelling.h"

#include <string.h>

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

bool vb_vocabulary_decide(vb_vocabulary *vocabulary, vb_str token, const vb_word **decided)
{
    if (!vb_word_test(&vocabulary->tester, token) || !word_of_findings(vocabulary, decided))
        return false;
    return vocabulary->tester.satisfied.n > 0 || vocabulary->coder->spelling == NULL ||
           decide_misspelt(vocabulary, token, decided);
}
