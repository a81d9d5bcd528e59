/* An unknown word and a word of the lexicon look alike if they begin with the same letter and their forms, or their
 * stems, are one edit apart (two if both have eight letters).  Words under five letters look like too many others to
 * be worth saying. */
#include "match/near_miss_words.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

enum {
    MOST_UNKNOWN = 1024, /* unknown words of an answer that are looked at, repetitions not counted */
    FORM_LETTERS = 5,    /* the fewest of a form, and */
    STEM_LETTERS = 6,    /* of a stem, that may be one edit off; stems are short enough to meet by chance */
    TWO_EDITS_LETTERS = 8,
};

/* An unknown word's keys in one part; those of all parts stand side by side. */
typedef struct {
    size_t token, part;
    vb_keys keys;
    vb_str best;          /* the lexicon's word that is nearest; ptr NULL: none is near */
    size_t distance;      /* of their forms or of their stems */
    size_t form_distance; /* of their forms; SIZE_MAX: not near */
} unknown;

typedef struct {
    vb_matcher *matcher;
    vb_arena arena;
    unknown *items;
    size_t n, cap;
    vb_map known; /* "part text" of the lexicon's words that have been looked at */
    vb_buffer name;
} spelling;

static bool keep_keys(vb_arena *arena, vb_str *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((keys[i] = vb_arena_copy(arena, keys[i])).ptr == NULL)
            return false;
    return true;
}

static bool add_unknown(spelling *s, size_t token)
{
    vb_matcher *m = s->matcher;
    for (size_t p = 0; p < m->coder->lexicon->n_parts; p++) {
        unknown u = {.token = token, .part = p};
        if (!vb_keys_make(&m->vocabulary.tester.keys, p, vb_matcher_text(m, token, token), &u.keys) ||
            !keep_keys(&s->arena, u.keys.forms, u.keys.n_forms) ||
            !keep_keys(&s->arena, u.keys.stems, u.keys.n_stems) || !VB_PUSH_ROOM(s->items, s->n, s->cap))
            return false;
        s->items[s->n++] = u;
    }
    return true;
}

/* The tokens that fill no slot, each form once. */
static bool collect_unknown(spelling *s)
{
    enum { LONGEST = 63 }; /* vb_str_distance() knows no longer ones */
    vb_matcher *m = s->matcher;
    vb_map forms = {0};
    bool ok = true;
    for (size_t t = 0; ok && t < m->tokens.n && forms.n < MOST_UNKNOWN; t++) {
        vb_str form = vb_matcher_text(m, t, t);
        if (m->words[t] != NULL || form.len > LONGEST || vb_letters(form) < FORM_LETTERS ||
            vb_map_find(&forms, form) != VB_MAP_NONE)
            continue;
        ok = vb_map_set(&forms, form, t) && add_unknown(s, t);
    }
    vb_map_release(&forms);
    return ok;
}

/* The distance of two keys of at least `least` letters, or SIZE_MAX if they are too far apart or shorter. */
static size_t distance(vb_str a, vb_str b, size_t least)
{
    if (a.len == 0 || b.len == 0 || a.ptr[0] != b.ptr[0])
        return SIZE_MAX;
    size_t shorter = vb_letters(a) < vb_letters(b) ? vb_letters(a) : vb_letters(b);
    if (shorter < least)
        return SIZE_MAX;
    size_t limit = shorter >= TWO_EDITS_LETTERS ? 2 : 1;
    size_t difference = a.len > b.len ? a.len - b.len : b.len - a.len;
    size_t edits = difference > limit ? limit + 1 : vb_str_distance(a, b, limit);
    return edits > limit ? SIZE_MAX : edits;
}

static size_t nearest_key(const vb_str *a, size_t n_a, const vb_str *b, size_t n_b, size_t least)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < n_a; i++)
        for (size_t k = 0; k < n_b; k++) {
            size_t edits = distance(a[i], b[k], least);
            best = edits < best ? edits : best;
        }
    return best;
}

/* A word of the lexicon (ptr NULL: none) is kept if it is nearer, by form rather than by stem, or earlier in byte
 * order. */
static void offer(unknown *u, vb_str word, size_t edits, size_t form_edits)
{
    if (word.ptr == NULL)
        return;
    bool better = u->best.ptr == NULL || edits < u->distance;
    if (!better && edits == u->distance)
        better =
            form_edits < u->form_distance || (form_edits == u->form_distance && vb_str_compare(word, u->best) < 0);
    if (!better)
        return;
    u->best = word;
    u->distance = edits;
    u->form_distance = form_edits;
}

/* Compare a word of the lexicon with all unknown ones. */
static bool compare_word(spelling *s, const vb_term *term, const vb_pattern *word)
{
    bool by_form = word->exact || term->match_case;
    vb_buffer_clear(&s->name);
    vb_coder_key(by_form ? 'f' : 's', term->part, word->text, &s->name);
    if (!s->name.failed && vb_map_find(&s->known, vb_buffer_str(&s->name)) != VB_MAP_NONE)
        return true;
    vb_str name = vb_arena_copy(&s->arena, vb_buffer_str(&s->name));
    vb_keys keys;
    if (s->name.failed || name.ptr == NULL || !vb_map_set(&s->known, name, 0) ||
        !vb_keys_make(&s->matcher->vocabulary.tester.keys, term->part, word->text, &keys))
        return false;
    for (size_t i = 0; i < s->n; i++) {
        unknown *u = &s->items[i];
        if (u->part != term->part)
            continue;
        size_t form_edits = nearest_key(u->keys.forms, u->keys.n_forms, keys.forms, keys.n_forms, FORM_LETTERS);
        size_t stem_edits =
            by_form ? SIZE_MAX : nearest_key(u->keys.stems, u->keys.n_stems, keys.stems, keys.n_stems, STEM_LETTERS);
        size_t edits = stem_edits < form_edits ? stem_edits : form_edits;
        if (edits != SIZE_MAX)
            offer(u, word->text, edits, form_edits);
    }
    return true;
}

static bool compare_words(spelling *s, const vb_term *term, const vb_pattern *pattern)
{
    if (pattern->kind == VB_PATTERN_WORD)
        return compare_word(s, term, pattern);
    for (size_t i = 0; i < pattern->n; i++)
        if (!compare_words(s, term, pattern->children[i]))
            return false;
    return true;
}

static bool word_before(const vb_matcher *m, const unknown *a, const vb_near_word *b)
{
    if (a->distance != b->distance)
        return a->distance < b->distance;
    return vb_letters(vb_matcher_text(m, a->token, a->token)) > vb_letters(vb_matcher_text(m, b->token, b->token));
}

static void keep_word(const vb_matcher *m, vb_near_miss *found, const unknown *u)
{
    size_t k = found->n_words;
    while (k > 0 && word_before(m, u, &found->words[k - 1]))
        k--;
    if (k == VB_NEAR_MISS_MOST)
        return;
    found->n_words += found->n_words < VB_NEAR_MISS_MOST;
    memmove(&found->words[k + 1], &found->words[k], (found->n_words - k - 1) * sizeof *found->words);
    found->words[k] = (vb_near_word){u->token, u->best, u->distance};
}

bool vb_near_miss_words(vb_matcher *m, vb_near_miss *found)
{
    spelling s = {.matcher = m};
    bool ok = collect_unknown(&s);
    const vb_lexicon *lexicon = m->coder->lexicon;
    for (size_t t = 0; ok && s.n > 0 && t < lexicon->n_terms; t++)
        ok = compare_words(&s, &lexicon->terms[t], lexicon->terms[t].pattern);
    for (size_t i = 0; ok && i < s.n; i += lexicon->n_parts) {
        unknown *best = &s.items[i];
        for (size_t p = 1; p < lexicon->n_parts; p++)
            offer(best, s.items[i + p].best, s.items[i + p].distance, s.items[i + p].form_distance);
        if (best->best.ptr != NULL)
            keep_word(m, found, best);
    }
    free(s.items);
    vb_map_release(&s.known);
    vb_buffer_release(&s.name);
    vb_arena_release(&s.arena);
    return ok;
}
