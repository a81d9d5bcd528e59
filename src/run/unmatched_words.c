#include "run/unmatched_words.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

enum {
    LEAST_LETTERS = 4,
    MOST_TOKENS = 200,       /* of an answer */
    MOST_SURFACES = 1 << 16, /* then they are forgotten, between batches */
};

#define NOTHING UINT32_MAX /* what a word that says nothing is counted as */

/* Words of four letters and more that say nothing by themselves; shorter ones are left out all. */
static const char *const function_words[] = {
    "about",  "after",   "again",   "also",   "always", "another", "anything", "around",  "because", "been",
    "before", "being",   "between", "both",   "cannot", "come",    "could",    "didn't",  "does",    "doesn't",
    "doing",  "don't",   "done",    "each",   "even",   "every",   "everyone", "first",   "from",    "getting",
    "goes",   "going",   "have",    "having", "here",   "into",    "isn't",    "it's",    "just",    "keep",
    "know",   "like",    "made",    "make",   "making", "many",    "more",     "most",    "much",    "must",
    "need",   "needs",   "never",   "only",   "other",  "others",  "over",     "people",  "same",    "should",
    "since",  "some",    "someone", "still",  "such",   "take",    "than",     "that",    "that's",  "their",
    "them",   "then",    "there",   "these",  "they",   "they're", "thing",    "things",  "think",   "this",
    "those",  "through", "until",   "very",   "want",   "wasn't",  "we're",    "well",    "went",    "were",
    "what",   "when",    "where",   "which",  "while",  "will",    "with",     "without", "would",   "year",
    "years",  "your",
};

void vb_unmatched_words_release(vb_unmatched_words *words)
{
    vb_map_release(&words->surfaces);
    vb_map_release(&words->forms);
    free(words->items);
    free(words->batch);
    vb_arena_release(&words->arena);
    *words = (vb_unmatched_words){0};
}

bool vb_unmatched_words_clear(vb_unmatched_words *words)
{
    words->n_batch = 0;
    if (words->surfaces.n < MOST_SURFACES)
        return false;
    vb_map_release(&words->surfaces);
    vb_map_release(&words->forms);
    vb_arena_clear(&words->arena);
    words->n = 0;
    return true;
}

static int compare_words(const void *a, const void *b)
{
    const char *const *word = b;
    return vb_str_compare(*(const vb_str *)a, vb_str_of(*word));
}

static bool says_something(vb_str form)
{
    size_t letters = 0;
    bool has_letter = false;
    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.ptr[i];
        letters += (c & 0xC0) != 0x80;
        has_letter = has_letter || (c >= 'a' && c <= 'z') || c >= 0x80;
    }
    return has_letter && letters >= LEAST_LETTERS && form.len <= VB_PATTERN_LONGEST_WORD &&
           bsearch(&form, function_words, sizeof function_words / sizeof *function_words, sizeof *function_words,
                   compare_words) == NULL;
}

/* The index of a form, made if it is new.  False when memory is out. */
static bool find_form(vb_unmatched_words *words, vb_str stem, vb_str form, size_t *index)
{
    *index = vb_map_find(&words->forms, form);
    if (*index != VB_MAP_NONE)
        return true;
    vb_unmatched_word word = {.stem = vb_arena_copy(&words->arena, stem), .form = vb_arena_copy(&words->arena, form)};
    *index = words->n;
    if (word.stem.ptr == NULL || word.form.ptr == NULL || !VB_PUSH_ROOM(words->items, words->n, words->cap) ||
        !vb_map_set(&words->forms, word.form, *index))
        return false;
    words->items[words->n++] = word;
    return true;
}

/* What a word as written is counted as: an index or NOTHING.  False when memory is out. */
static bool decide(vb_unmatched_words *words, vb_session *session, vb_str surface, size_t *index)
{
    vb_keys keys;
    *index = vb_map_find(&words->surfaces, surface);
    if (*index != VB_MAP_NONE)
        return true;
    if (!vb_keys_make(&session->matcher.vocabulary.tester.keys, 0, surface, &keys))
        return false;
    *index = NOTHING;
    if (keys.n_forms > 0 && says_something(keys.forms[0]) &&
        !find_form(words, keys.n_stems > 0 ? keys.stems[0] : keys.forms[0], keys.forms[0], index))
        return false;
    vb_str kept = vb_arena_copy(&words->arena, surface);
    return kept.ptr != NULL && vb_map_set(&words->surfaces, kept, *index);
}

static bool push(vb_unmatched_words *words, uint32_t number)
{
    if (!VB_PUSH_ROOM(words->batch, words->n_batch, words->cap_batch))
        return false;
    words->batch[words->n_batch++] = number;
    return true;
}

/* Add to the answer at hand, unless it is there already. */
static bool add(vb_unmatched_words *words, size_t index)
{
    if (words->items[index].answer == words->answers + 1)
        return true;
    words->items[index].answer = words->answers + 1;
    return push(words, (uint32_t)index);
}

bool vb_unmatched_words_add(vb_unmatched_words *words, vb_str stem, vb_str form)
{
    size_t index;
    return find_form(words, stem, form, &index) && add(words, index);
}

bool vb_unmatched_words_end(vb_unmatched_words *words)
{
    words->answers++;
    return push(words, VB_UNMATCHED_END);
}

bool vb_unmatched_words_note_again(vb_unmatched_words *words, const uint32_t *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!add(words, numbers[i]))
            return false;
    return vb_unmatched_words_end(words);
}

bool vb_unmatched_words_note(vb_unmatched_words *words, vb_session *session)
{
    const vb_matcher *m = &session->matcher;
    for (size_t t = 0; t < m->tokens.n && t < MOST_TOKENS; t++) {
        size_t index;
        if (m->words[t] != NULL && m->words[t]->n_slots > 0)
            continue;
        vb_str surface = vb_matcher_text(m, t, t);
        if (surface.len > VB_PATTERN_LONGEST_WORD)
            continue;
        if (!decide(words, session, surface, &index) || (index != NOTHING && !add(words, index)))
            return false;
    }
    return vb_unmatched_words_end(words);
}
