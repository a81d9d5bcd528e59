/* Terms: the best way through a term's program is the one with the fewest slots that no word of the answer fills,
 * then with the most that one does.  Order and distance of the words do not matter, but a word fills one slot of a
 * way only.
 *
 * Words: an unknown word and a word of the lexicon look alike if they begin with the same letter and their forms, or
 * their stems, are one edit apart (two if both have eight letters).  Shorter words than five letters look like too
 * many others to be worth saying. */
#include "match/near_miss.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

enum {
    MOST_HITS = 512,     /* known words of an answer, and */
    MOST_UNKNOWN = 1024, /* unknown ones that are looked at, repetitions not counted */
    LEAST_LETTERS = 4,   /* of a word that can make a term near: shorter ones are mostly grammar */
    ONE_EDIT_LETTERS = 5,
    TWO_EDITS_LETTERS = 8,
};

/* The best way through a program from a node on. */
typedef struct {
    uint32_t missing, filled;
    uint32_t way; /* SPLIT: the node that it goes to */
} route;

typedef struct {
    vb_matcher *matcher;
    vb_hit hits[MOST_HITS]; /* of every word the first two */
    size_t n_hits;
    bool *filled;  /* one a slot */
    bool *matched; /* one a term */
    route *routes; /* one a node */
    /* the way at hand */
    uint32_t slots[VB_PATTERN_MOST_SLOTS];
    size_t n_slots;
    size_t slot_of[MOST_HITS]; /* the slot of the way that a hit fills; SIZE_MAX: none */
    bool seen[MOST_HITS];
} search;

static size_t letters(vb_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

static vb_str token_text(const vb_matcher *m, size_t token)
{
    return vb_matcher_text(m, token, token);
}

static void collect_hits(search *s)
{
    const vb_matcher *m = s->matcher;
    for (size_t h = 0; h < m->n_hits && s->n_hits < MOST_HITS; h++) {
        size_t times = 0; /* kept twice at most, for terms like "step by step" */
        for (size_t i = 0; i < s->n_hits; i++)
            times += s->hits[i].word == m->hits[h].word;
        if (times == 2)
            continue;
        s->hits[s->n_hits++] = m->hits[h];
        for (uint32_t i = 0; i < m->hits[h].word->n_slots; i++)
            s->filled[m->hits[h].word->slots[i]] = true;
    }
}

static bool is_nearer(route a, route b)
{
    return a.missing != b.missing ? a.missing < b.missing : a.filled > b.filled;
}

/* A node stands behind all that it leads to (they are built from the end), so one pass finds every route. */
static void find_routes(search *s)
{
    const vb_coder *coder = s->matcher->coder;
    for (size_t i = 0; i < coder->n_nodes; i++) {
        const vb_node *node = &coder->nodes[i];
        route *at = &s->routes[i];
        switch (node->kind) {
        case VB_NODE_SLOT:
            *at = s->routes[node->next];
            at->missing += !s->filled[node->slot];
            at->filled += s->filled[node->slot];
            break;
        case VB_NODE_SPLIT:
            for (uint32_t k = 0; k < node->n_ways; k++)
                if (k == 0 || is_nearer(s->routes[node->ways[k]], *at)) {
                    *at = s->routes[node->ways[k]];
                    at->way = node->ways[k];
                }
            break;
        case VB_NODE_ANY:
        case VB_NODE_GAP:
        case VB_NODE_FIRST:
        case VB_NODE_LAST:
            *at = s->routes[node->next];
            break;
        case VB_NODE_ACCEPT:
            break;
        }
    }
}

/* Add the slots of a program's best way to s->slots. */
static void trace(search *s, const vb_program *program)
{
    const vb_coder *coder = s->matcher->coder;
    for (uint32_t i = program->start; coder->nodes[i].kind != VB_NODE_ACCEPT;) {
        const vb_node *node = &coder->nodes[i];
        if (node->kind == VB_NODE_SLOT && s->n_slots < VB_PATTERN_MOST_SLOTS)
            s->slots[s->n_slots++] = node->slot;
        i = node->kind == VB_NODE_SPLIT ? s->routes[i].way : node->next;
    }
}

/* Give the way's slot `k` a hit of its own; another slot may have to take a different one (an augmenting path). */
static bool give_hit(search *s, size_t k)
{
    for (size_t h = 0; h < s->n_hits; h++) {
        if (s->seen[h] || !vb_word_fills(s->hits[h].word, s->slots[k]))
            continue;
        s->seen[h] = true;
        if (s->slot_of[h] == SIZE_MAX || give_hit(s, s->slot_of[h])) {
            s->slot_of[h] = k;
            return true;
        }
    }
    return false;
}

/* How near term `t` came; false if it did not. */
static bool try_term(search *s, size_t t, vb_near_term *near)
{
    const vb_plan *plan = &s->matcher->coder->plans[t];
    s->n_slots = 0;
    trace(s, &plan->program);
    if (plan->kind == VB_PLAN_NEAR)
        trace(s, &plan->other);
    for (size_t h = 0; h < s->n_hits; h++)
        s->slot_of[h] = SIZE_MAX;
    *near = (vb_near_term){.term = t};
    for (size_t k = 0; k < s->n_slots; k++) {
        for (size_t h = 0; h < s->n_hits; h++)
            s->seen[h] = false;
        near->missing += s->filled[s->slots[k]] && give_hit(s, k) ? 0 : 1;
    }
    bool tells = false;
    for (size_t h = 0; h < s->n_hits; h++) {
        if (s->slot_of[h] == SIZE_MAX)
            continue;
        near->tokens[near->filled++] = s->hits[h].token;
        tells = tells || letters(token_text(s->matcher, s->hits[h].token)) >= LEAST_LETTERS;
    }
    return tells && near->filled >= near->missing;
}

static size_t letters_of(const vb_matcher *m, const vb_near_term *near)
{
    size_t n = 0;
    for (size_t i = 0; i < near->filled; i++)
        n += letters(token_text(m, near->tokens[i]));
    return n;
}

/* True if a is to stand before b: fewer missing, more filled, by longer words, then by content. */
static bool term_before(const vb_matcher *m, const vb_near_term *a, const vb_near_term *b)
{
    if (a->missing != b->missing)
        return a->missing < b->missing;
    if (a->filled != b->filled)
        return a->filled > b->filled;
    size_t letters_a = letters_of(m, a), letters_b = letters_of(m, b);
    if (letters_a != letters_b)
        return letters_a > letters_b;
    return m->coder->order[a->term] < m->coder->order[b->term];
}

static void keep_term(const vb_matcher *m, vb_near_miss *found, const vb_near_term *near)
{
    size_t k = found->n_terms;
    while (k > 0 && term_before(m, near, &found->terms[k - 1]))
        k--;
    if (k == VB_NEAR_MISS_MOST)
        return;
    found->n_terms += found->n_terms < VB_NEAR_MISS_MOST;
    memmove(&found->terms[k + 1], &found->terms[k], (found->n_terms - k - 1) * sizeof *near);
    found->terms[k] = *near;
}

/* True if term `t` is worth a closer look: it may count, and its best way has as many filled slots as missing ones.
 */
static bool may_be_near(const search *s, size_t t)
{
    const vb_coder *coder = s->matcher->coder;
    const vb_term *term = &coder->lexicon->terms[t];
    const vb_plan *plan = &coder->plans[t];
    if (term->role != VB_ROLE_CATEGORY || term->weight == 0 || plan->kind == VB_PLAN_REGEX || s->matched[t])
        return false;
    route best = s->routes[plan->program.start];
    if (plan->kind == VB_PLAN_NEAR) {
        best.filled += s->routes[plan->other.start].filled;
        best.missing += s->routes[plan->other.start].missing;
    }
    return best.filled > 0 && best.filled >= best.missing;
}

static bool find_terms(vb_matcher *m, vb_near_miss *found)
{
    const vb_coder *coder = m->coder;
    size_t n_terms = coder->lexicon->n_terms;
    search *s = calloc(1, sizeof *s);
    if (s == NULL)
        return false;
    s->matcher = m;
    s->filled = calloc(coder->n_slots + 1, sizeof *s->filled);
    s->matched = calloc(n_terms + 1, sizeof *s->matched);
    s->routes = calloc(coder->n_nodes + 1, sizeof *s->routes);
    bool ok = s->filled != NULL && s->matched != NULL && s->routes != NULL;
    if (ok) {
        for (size_t i = 0; i < m->n_matches; i++)
            s->matched[m->matches[i].term] = true;
        collect_hits(s);
        find_routes(s);
    }
    vb_near_term near;
    for (size_t t = 0; ok && t < n_terms; t++)
        if (may_be_near(s, t) && try_term(s, t, &near))
            keep_term(m, found, &near);
    free(s->filled);
    free(s->matched);
    free(s->routes);
    free(s);
    return ok;
}

/* An unknown word's keys in one part; those of all parts stand side by side. */
typedef struct {
    size_t token, part;
    vb_keys keys;
    vb_str best; /* the lexicon's word that is nearest; ptr NULL: none is near */
    size_t distance;
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
        if (!vb_keys_make(&m->vocabulary.keys, p, token_text(m, token), &u.keys) ||
            !keep_keys(&s->arena, u.keys.forms, u.keys.n_forms) ||
            !keep_keys(&s->arena, u.keys.stems, u.keys.n_stems) || !VB_PUSH_ROOM(s->items, s->n, s->cap))
            return false;
        s->items[s->n++] = u;
    }
    return true;
}

/* The tokens that are no hits, each form once. */
static bool collect_unknown(spelling *s)
{
    enum { LONGEST = 63 }; /* vb_str_distance() knows no longer ones */
    vb_matcher *m = s->matcher;
    vb_map forms = {0};
    bool ok = true;
    for (size_t t = 0, h = 0; ok && t < m->tokens.n && forms.n < MOST_UNKNOWN; t++) {
        if (h < m->n_hits && m->hits[h].token == t) {
            h++;
            continue;
        }
        vb_str form = token_text(m, t);
        if (form.len > LONGEST || letters(form) < ONE_EDIT_LETTERS || vb_map_find(&forms, form) != VB_MAP_NONE)
            continue;
        ok = vb_map_set(&forms, form, t) && add_unknown(s, t);
    }
    vb_map_release(&forms);
    return ok;
}

/* The distance of two keys, or SIZE_MAX if they are too far apart. */
static size_t distance(vb_str a, vb_str b)
{
    if (a.len == 0 || b.len == 0 || a.ptr[0] != b.ptr[0])
        return SIZE_MAX;
    size_t shorter = letters(a) < letters(b) ? letters(a) : letters(b);
    if (shorter < ONE_EDIT_LETTERS)
        return SIZE_MAX;
    size_t limit = shorter >= TWO_EDITS_LETTERS ? 2 : 1;
    size_t difference = a.len > b.len ? a.len - b.len : b.len - a.len;
    size_t edits = difference > limit ? limit + 1 : vb_str_distance(a, b, limit);
    return edits > limit ? SIZE_MAX : edits;
}

static size_t nearest_key(const vb_str *a, size_t n_a, const vb_str *b, size_t n_b)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < n_a; i++)
        for (size_t k = 0; k < n_b; k++) {
            size_t edits = distance(a[i], b[k]);
            best = edits < best ? edits : best;
        }
    return best;
}

/* A word of the lexicon at a distance (ptr NULL: none); among equally near ones the first in byte order is kept. */
static void offer(unknown *u, vb_str word, size_t edits)
{
    if (word.ptr == NULL || (u->best.ptr != NULL && edits > u->distance))
        return;
    if (u->best.ptr == NULL || edits < u->distance || vb_str_compare(word, u->best) < 0)
        u->best = word;
    u->distance = edits;
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
        !vb_keys_make(&s->matcher->vocabulary.keys, term->part, word->text, &keys))
        return false;
    for (size_t i = 0; i < s->n; i++) {
        unknown *u = &s->items[i];
        if (u->part != term->part)
            continue;
        size_t edits = nearest_key(u->keys.forms, u->keys.n_forms, keys.forms, keys.n_forms);
        size_t stem_edits =
            by_form ? SIZE_MAX : nearest_key(u->keys.stems, u->keys.n_stems, keys.stems, keys.n_stems);
        edits = stem_edits < edits ? stem_edits : edits;
        if (edits != SIZE_MAX)
            offer(u, word->text, edits);
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
    return letters(token_text(m, a->token)) > letters(token_text(m, b->token));
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

static bool find_words(vb_matcher *m, vb_near_miss *found)
{
    spelling s = {.matcher = m};
    bool ok = collect_unknown(&s);
    const vb_lexicon *lexicon = m->coder->lexicon;
    for (size_t t = 0; ok && s.n > 0 && t < lexicon->n_terms; t++)
        ok = compare_words(&s, &lexicon->terms[t], lexicon->terms[t].pattern);
    for (size_t i = 0; ok && i < s.n; i += lexicon->n_parts) {
        unknown *best = &s.items[i];
        for (size_t p = 1; p < lexicon->n_parts; p++)
            offer(best, s.items[i + p].best, s.items[i + p].distance);
        if (best->best.ptr != NULL)
            keep_word(m, found, best);
    }
    free(s.items);
    vb_map_release(&s.known);
    vb_buffer_release(&s.name);
    vb_arena_release(&s.arena);
    return ok;
}

bool vb_near_miss_find(vb_matcher *matcher, vb_near_miss *found)
{
    *found = (vb_near_miss){0};
    return find_terms(matcher, found) && find_words(matcher, found);
}
