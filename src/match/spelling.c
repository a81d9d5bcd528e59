#include "match/spelling.h"

#include "base/grow.h"
#include "base/str.h"
#include "match/program.h"
#include "text/fold.h"
#include "text/word_list.h"

#include <stdlib.h>

enum {
    LEAST_LETTERS = 6, /* of a form */
    MOST_LETTERS = VB_WORD_LIST_MOST,
    MOST_EDITS = 2,
    LETTERS = 26,
    PREFIX = 4, /* letters */
    PREFIXES = LETTERS * LETTERS * LETTERS * LETTERS,
    LENGTHS = MOST_LETTERS + 1,
};

/* Letters from which on two edits are allowed, by the setting. */
static const size_t two_edits_from[] = {SIZE_MAX, 10, 8};

/* A surface form that fills a slot. */
typedef struct {
    vb_str text;      /* as the lexicon or the list has it */
    vb_str folded;    /* a to z */
    uint32_t letters; /* that are in it, as bits */
    uint32_t fills;   /* a number for the slots that it fills: the same for the same slots */
    size_t edits;     /* that may be made in it */
} form;

struct vb_spelling {
    vb_arena arena;
    form *forms; /* by first letter, length, letters */
    size_t n, cap;
    size_t begin[LETTERS * LENGTHS + 1]; /* of the forms with a first letter and a length */
};

typedef struct {
    vb_coder *coder;
    vb_spelling *spelling;
    vb_word_tester tester;
    vb_map known;  /* folded forms of the part at hand */
    vb_map slots;  /* slots, as bytes -> form.fills */
    vb_ids filled; /* slots of the form at hand */
    vb_buffer folded;
    size_t part;
    vb_map seen;                          /* words of the part's terms */
    uint64_t prefixes[PREFIXES / 64 + 1]; /* with which a listed word may begin that fills a slot, as bits */
} builder;

/* Marks and case are no difference.  False if the word is not of letters a to z then, or has too many. */
static bool fold_word(vb_str word, vb_buffer *folded)
{
    vb_buffer_clear(folded);
    if (word.len > 4 * (size_t)MOST_LETTERS || !vb_fold(word, VB_FOLD_CASE | VB_FOLD_MARKS, folded))
        return false;
    for (size_t i = 0; i < folded->len; i++)
        if (folded->ptr[i] < 'a' || folded->ptr[i] > 'z')
            return false;
    return folded->len > 0 && folded->len <= MOST_LETTERS;
}

static uint32_t letters_of(vb_str word)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < word.len; i++)
        letters |= UINT32_C(1) << (word.ptr[i] - 'a');
    return letters;
}

static size_t place_of(char first, size_t len)
{
    return (size_t)(first - 'a') * LENGTHS + len;
}

/* A number for the slots that the tested word fills.  False when memory is out. */
static bool number_slots(builder *b, uint32_t *number)
{
    b->filled.n = 0;
    for (size_t i = 0; i < b->tester.satisfied.n; i++) {
        const vb_ids *slots = &b->coder->predicate_slots[b->tester.satisfied.items[i]];
        for (size_t k = 0; k < slots->n; k++)
            if (!vb_ids_add(&b->filled, slots->items[k]))
                return false;
    }
    vb_ids_settle(&b->filled);
    vb_str name = {(const char *)b->filled.items, b->filled.n * sizeof *b->filled.items};
    size_t known = vb_map_find(&b->slots, name);
    if (known == VB_MAP_NONE) {
        known = b->slots.n;
        name = vb_arena_copy(&b->spelling->arena, name);
        if (name.ptr == NULL || !vb_map_set(&b->slots, name, known))
            return false;
    }
    *number = (uint32_t)known;
    return true;
}

/* Take a word as a form if it fills a slot of the part at hand.  False when memory is out. */
static bool offer(builder *b, vb_str word, vb_str folded)
{
    vb_spelling *spelling = b->spelling;
    if (folded.len < LEAST_LETTERS || vb_map_find(&b->known, folded) != VB_MAP_NONE)
        return true;
    if (!vb_word_test_part(&b->tester, b->part, word))
        return false;
    if (b->tester.satisfied.n == 0)
        return true;
    unsigned setting = b->coder->lexicon->parts[b->part].settings.spelling;
    form f = {.text = vb_arena_copy(&spelling->arena, word),
              .folded = vb_arena_copy(&spelling->arena, folded),
              .letters = letters_of(folded),
              .edits = folded.len >= two_edits_from[setting] ? 2 : 1};
    if (f.text.ptr == NULL || f.folded.ptr == NULL || !vb_word_test(&b->tester, word) || !number_slots(b, &f.fills) ||
        !VB_PUSH_ROOM(spelling->forms, spelling->n, spelling->cap) || !vb_map_set(&b->known, f.folded, 0))
        return false;
    spelling->forms[spelling->n++] = f;
    return true;
}

/* The number of the first prefix that begins with these letters; how many do, in *n. */
static size_t prefix_of(vb_str letters, size_t *n)
{
    size_t number = 0;
    *n = 1;
    for (size_t i = 0; i < PREFIX; i++) {
        bool has = i < letters.len;
        number = number * LETTERS + (has ? (size_t)(letters.ptr[i] - 'a') : 0);
        *n *= has ? 1 : LETTERS;
    }
    return number;
}

static void mark_prefix(builder *b, vb_str letters)
{
    size_t n, first = prefix_of(letters, &n);
    for (size_t i = first; i < first + n; i++)
        b->prefixes[i / 64] |= UINT64_C(1) << (i % 64);
}

static bool has_prefix(const builder *b, vb_str word)
{
    size_t n, i = prefix_of(word, &n);
    return (b->prefixes[i / 64] >> (i % 64) & 1) != 0;
}

/* Mark how words begin that fit a glob: as it does up to its first wildcard. */
static void mark_glob(builder *b, vb_str glob)
{
    size_t n = 0;
    while (n < glob.len && n < PREFIX && glob.ptr[n] != '*' && glob.ptr[n] != '?' && glob.ptr[n] != '\\')
        n++;
    if (n == 0)
        mark_prefix(b, (vb_str){"", 0});
    else if (fold_word(vb_str_cut(glob, 0, n), &b->folded))
        mark_prefix(b, vb_buffer_str(&b->folded));
}

/* Mark how listed words begin that have the word's stem: as it does, but for a last i that was a y.  What a `words`
 * repair alone leads to the stem, from another beginning, is no form to be near to.  False when memory is out. */
static bool mark_stems(builder *b, vb_str word)
{
    enum { LEAST_STEM = 3 }; /* of a form, which has six letters */
    vb_keys keys;
    if (!vb_keys_make(&b->tester.keys, b->part, word, &keys))
        return false;
    for (size_t i = 0; i < keys.n_stems; i++) {
        vb_str stem = keys.stems[i];
        if (stem.len < LEAST_STEM || !fold_word(stem, &b->folded))
            continue;
        stem = vb_buffer_str(&b->folded);
        mark_prefix(b, vb_str_cut(stem, 0, stem.len - (stem.ptr[stem.len - 1] == 'i')));
    }
    return !b->folded.failed;
}

/* Offer the words of a term.  False when memory is out. */
static bool offer_words(builder *b, const vb_pattern *pattern)
{
    if (pattern->kind == VB_PATTERN_GLOB)
        mark_glob(b, pattern->text);
    if (pattern->kind == VB_PATTERN_WORD && vb_map_find(&b->seen, pattern->text) == VB_MAP_NONE) {
        if (!vb_map_set(&b->seen, pattern->text, 0) || !mark_stems(b, pattern->text))
            return false;
        if (fold_word(pattern->text, &b->folded) && !offer(b, pattern->text, vb_buffer_str(&b->folded)))
            return false;
    }
    for (size_t i = 0; i < pattern->n; i++)
        if (!offer_words(b, pattern->children[i]))
            return false;
    return !b->folded.failed;
}

/* Offer the words of a part's terms, then those of its language.  False when memory is out. */
static bool offer_part(builder *b)
{
    const vb_lexicon *lexicon = b->coder->lexicon;
    memset(b->prefixes, 0, sizeof b->prefixes);
    for (size_t t = 0; t < lexicon->n_terms; t++)
        if (lexicon->terms[t].part == b->part && !offer_words(b, lexicon->terms[t].pattern))
            return false;
    const vb_word_list *list = vb_word_list_of(lexicon->parts[b->part].settings.language);
    if (list == NULL) /* reading the settings refuses that */
        return true;
    vb_word_cursor cursor = vb_word_list_seek(list, (vb_str){"", 0});
    for (vb_str word; vb_word_cursor_next(&cursor, &word);)
        if (has_prefix(b, word) && !offer(b, word, word))
            return false;
    return true;
}

static int compare_forms(const void *a, const void *b)
{
    vb_str x = ((const form *)a)->folded, y = ((const form *)b)->folded;
    size_t i = place_of(x.ptr[0], x.len), k = place_of(y.ptr[0], y.len);
    return i != k ? (i < k ? -1 : 1) : vb_str_compare(x, y);
}

static void sort_forms(vb_spelling *spelling)
{
    if (spelling->n > 0)
        qsort(spelling->forms, spelling->n, sizeof *spelling->forms, compare_forms);
    size_t at = 0;
    for (size_t place = 0; place <= LETTERS * LENGTHS; place++) {
        while (at < spelling->n &&
               place_of(spelling->forms[at].folded.ptr[0], spelling->forms[at].folded.len) < place)
            at++;
        spelling->begin[place] = at;
    }
}

bool vb_spelling_is_asked(const vb_lexicon *lexicon)
{
    for (size_t p = 0; p < lexicon->n_parts; p++)
        if (lexicon->parts[p].settings.spelling > 0)
            return true;
    return false;
}

vb_status vb_spelling_build(vb_coder *coder, vb_error *err)
{
    if (!vb_spelling_is_asked(coder->lexicon))
        return VB_OK;
    builder *b = calloc(1, sizeof *b);
    coder->spelling = calloc(1, sizeof *coder->spelling);
    if (b == NULL || coder->spelling == NULL) {
        free(b);
        return vb_fail_memory(err);
    }
    b->coder = coder;
    b->spelling = coder->spelling;
    vb_status status = vb_word_tester_init(&b->tester, coder, err);
    for (b->part = 0; status == VB_OK && b->part < coder->lexicon->n_parts; b->part++) {
        if (coder->lexicon->parts[b->part].settings.spelling > 0 && !offer_part(b))
            status = vb_fail_memory(err);
        vb_map_release(&b->known);
        vb_map_release(&b->seen);
    }
    sort_forms(b->spelling);
    vb_word_tester_release(&b->tester);
    vb_map_release(&b->slots);
    free(b->filled.items);
    vb_buffer_release(&b->folded);
    free(b);
    return status;
}

void vb_spelling_free(vb_spelling *spelling)
{
    if (spelling == NULL)
        return;
    free(spelling->forms);
    vb_arena_release(&spelling->arena);
    free(spelling);
}

/* The form that is nearest to a folded word, NULL if there is none or the nearest fill different slots. */
static const form *nearest(const vb_spelling *spelling, vb_str word)
{
    const form *best = NULL;
    size_t least = MOST_EDITS + 1;
    bool tie = false;
    uint32_t letters = letters_of(word);
    size_t shortest = word.len > MOST_EDITS ? word.len - MOST_EDITS : 1;
    for (size_t len = shortest; len <= word.len + MOST_EDITS && len <= MOST_LETTERS; len++) {
        size_t place = place_of(word.ptr[0], len);
        size_t apart = len > word.len ? len - word.len : word.len - len;
        for (size_t i = spelling->begin[place]; i < spelling->begin[place + 1]; i++) {
            const form *f = &spelling->forms[i];
            size_t limit = f->edits < least ? f->edits : least;
            /* An edit takes a letter away and brings another at most. */
            if (apart > limit || (size_t)__builtin_popcount(f->letters ^ letters) > 2 * limit)
                continue;
            size_t edits = vb_str_distance(word, f->folded, limit);
            if (edits > limit)
                continue;
            bool nearer = edits < least;
            tie = !nearer && (tie || f->fills != best->fills);
            best = nearer || vb_str_compare(f->folded, best->folded) < 0 ? f : best;
            least = edits;
        }
    }
    return tie ? NULL : best;
}

/* True if a list of some part's language has the folded word. */
static bool is_listed(const vb_lexicon *lexicon, vb_str folded)
{
    for (size_t p = 0; p < lexicon->n_parts; p++) {
        const vb_word_list *list = vb_word_list_of(lexicon->parts[p].settings.language);
        if (list != NULL && vb_word_list_has(list, folded))
            return true;
    }
    return false;
}

/* True if a listed word is left when a prefix is taken off: lists have no `ungraded`, which is near to `upgraded`.
 * Left out are prefixes that slips make: in- of `inovation`. */
static bool is_prefixed(const vb_lexicon *lexicon, vb_str folded)
{
    static const char *const prefixes[] = {"anti",  "auto", "co",    "de",   "des",   "dis",   "hyper", "inter",
                                           "micro", "mid",  "mini",  "mis",  "multi", "neuro", "non",   "off",
                                           "out",   "over", "para",  "post", "pre",   "re",    "self",  "semi",
                                           "sobre", "sub",  "super", "tele", "un",    "under"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t len = strlen(prefixes[i]);
        if (folded.len > len && memcmp(folded.ptr, prefixes[i], len) == 0 &&
            is_listed(lexicon, vb_str_cut(folded, len, folded.len)))
            return true;
    }
    return false;
}

/* Whether the list has a word with the stem, in *has.  False when memory is out. */
static bool find_stem(const vb_word_list *list, vb_stemmer *stemmer, vb_str stem, bool *has)
{
    *has = false;
    if (stem.len < 2)
        return true;
    vb_str common = {stem.ptr, stem.len - 1}; /* policy, policies: polici */
    vb_word_cursor cursor = vb_word_list_seek(list, common);
    for (vb_str listed; !*has && vb_word_cursor_next(&cursor, &listed);) {
        if (listed.len < common.len || memcmp(listed.ptr, common.ptr, common.len) != 0)
            return true;
        vb_str own = vb_stemmer_stem(stemmer, listed);
        if (own.ptr == NULL)
            return false;
        *has = vb_str_equal(own, stem);
    }
    return true;
}

/* Whether a word is an ending of a listed one, in the language of some part, in *is.  False when memory is out. */
static bool is_inflected(vb_word_tester *tester, vb_str word, bool *is)
{
    const vb_lexicon *lexicon = tester->coder->lexicon;
    *is = false;
    for (size_t p = 0; p < lexicon->n_parts; p++) {
        const vb_word_list *list = vb_word_list_of(lexicon->parts[p].settings.language);
        vb_keys keys;
        if (list == NULL || tester->keys.stemmers[p] == NULL)
            continue;
        if (!vb_keys_make(&tester->keys, p, word, &keys))
            return false;
        for (size_t i = 0; i < keys.n_stems && !*is; i++)
            if (!find_stem(list, tester->keys.stemmers[p], keys.stems[i], is))
                return false;
        if (*is)
            break;
    }
    return true;
}

bool vb_spelling_find(const vb_spelling *spelling, vb_word_tester *tester, vb_str word, vb_str *taken_for)
{
    vb_buffer *folded = &tester->name;
    *taken_for = (vb_str){NULL, 0};
    if (!fold_word(word, folded) || folded->len < LEAST_LETTERS - 1)
        return !folded->failed;
    if (is_listed(tester->coder->lexicon, vb_buffer_str(folded)))
        return true;
    const form *f = nearest(spelling, vb_buffer_str(folded));
    if (f != NULL && is_prefixed(tester->coder->lexicon, vb_buffer_str(folded)))
        return true;
    bool inflected = true;
    if (f != NULL && !is_inflected(tester, word, &inflected))
        return false;
    if (!inflected)
        *taken_for = f->text;
    return true;
}
