#include "run/show_term.h"

#include "base/grow.h"
#include "base/str.h"
#include "lexicon/pattern_print.h"
#include "match/slots.h"
#include "match/vocabulary.h"
#include "output/rows.h"
#include "text/fold.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MARGIN = 4, MOST_SHOWN = 40 }; /* words of a family in text; JSON has all */

/* ---- The parts of a term ---- */

typedef struct {
    const vb_pattern *pattern;
    size_t depth; /* of alternatives around it */
    bool single;  /* one word fills it */
} part;

typedef struct {
    const vb_lexicon *lexicon;
    const vb_term *term;
    const vb_families *families;
    vb_buffer *out;
    part *parts;
    size_t n, cap;
    vb_arena arena;
} view;

static bool add_part(view *v, const vb_pattern *pattern, size_t depth, bool single)
{
    if (!VB_PUSH_ROOM(v->parts, v->n, v->cap))
        return false;
    v->parts[v->n++] = (part){pattern, depth, single};
    return true;
}

/* The parts in the order in which they are filled; `not there` is no part. */
static bool find_parts(view *v, const vb_pattern *pattern, size_t depth)
{
    bool single = vb_slot_is_single(pattern) || pattern->kind == VB_PATTERN_WORD || pattern->kind == VB_PATTERN_GLOB;
    if (pattern->kind != VB_PATTERN_SEQUENCE && !add_part(v, pattern, depth, single))
        return false;
    bool opens = !single && (pattern->kind == VB_PATTERN_CHOICE || pattern->kind == VB_PATTERN_NEAR);
    if (!opens && pattern->kind != VB_PATTERN_SEQUENCE)
        return true;
    for (size_t i = 0; i < pattern->n; i++) {
        const vb_pattern *child = pattern->children[i];
        bool phrase = opens && child->kind == VB_PATTERN_SEQUENCE && child->n > 1; /* a line of its own */
        if (phrase && !add_part(v, child, depth + 1, false))
            return false;
        if (!find_parts(v, child, depth + opens + phrase))
            return false;
    }
    return true;
}

static void add_words(const view *v, const char *before, vb_str word, vb_key_maker *keys, vb_buffer *out)
{
    vb_keys made;
    vb_buffer_add_text(out, before);
    if (!vb_keys_make(keys, v->term->part, word, &made)) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < made.n_stems; i++) {
        vb_buffer_add_text(out, i > 0 ? " or `" : "`");
        vb_terminal_text(out, made.stems[i]);
        vb_buffer_add_char(out, '`');
    }
}

/* Alternatives of a choice that are not "nothing". */
static size_t n_ways(const vb_pattern *choice)
{
    size_t n = 0;
    for (size_t i = 0; i < choice->n; i++)
        n += choice->children[i]->kind != VB_PATTERN_SEQUENCE || choice->children[i]->n > 0;
    return n;
}

/* What fills a part, in words. */
static void describe(const view *v, const part *p, vb_key_maker *keys, vb_buffer *out)
{
    const vb_pattern *pattern = p->pattern;
    bool stems = v->lexicon->parts[v->term->part].settings.stem && !v->term->match_case;
    switch (pattern->kind) {
    case VB_PATTERN_WORD:
        if (pattern->exact || !stems)
            vb_buffer_add_text(out, v->term->match_case ? "this word, case and all" : "this word");
        else
            add_words(v, "words of the stem ", pattern->text, keys, out);
        vb_buffer_add_text(out, pattern->joined ? ", joined by a hyphen" : "");
        return;
    case VB_PATTERN_GLOB:
        vb_buffer_add_text(out, pattern->joined ? "words that fit, joined by a hyphen" : "words that fit");
        return;
    case VB_PATTERN_NUMBER:
        vb_buffer_add_text(out, "digits or a number word");
        return;
    case VB_PATTERN_ANY:
        vb_buffer_add_text(out, "any one word");
        return;
    case VB_PATTERN_GAP:
        vb_buffer_printf(out, "at most %u word%s between", pattern->most, pattern->most == 1 ? "" : "s");
        return;
    case VB_PATTERN_FIRST:
        vb_buffer_add_text(out, "here the answer begins");
        return;
    case VB_PATTERN_LAST:
        vb_buffer_add_text(out, "here the answer ends");
        return;
    case VB_PATTERN_CHOICE:
        if (vb_pattern_is_hyphenated(pattern))
            vb_buffer_add_text(out, "apart, hyphenated or closed");
        else if (n_ways(pattern) == pattern->n)
            vb_buffer_printf(out, "one of %zu", pattern->n);
        else
            vb_buffer_add_text(out, n_ways(pattern) == 1 ? "may be missing" : "one of these, or none");
        return;
    case VB_PATTERN_NEAR:
        vb_buffer_printf(out, "both, at most %u word%s between, in either order", pattern->most,
                         pattern->most == 1 ? "" : "s");
        return;
    case VB_PATTERN_REGEX:
        vb_buffer_add_text(out, "a regular expression");
        return;
    case VB_PATTERN_SEQUENCE:
        vb_buffer_add_text(out, "one after the other");
        return;
    }
}

/* ---- Families ---- */

/* A lexicon whose terms are the single parts, so that the vocabulary itself says which words fill them. */
static vb_lexicon slots_of(view *v, size_t *part_of, vb_term *terms)
{
    vb_lexicon slots = *v->lexicon;
    slots.terms = terms;
    slots.n_terms = 0;
    for (size_t i = 0; i < v->n; i++) {
        vb_pattern *free_standing = v->parts[i].single ? vb_arena_alloc(&v->arena, sizeof *free_standing) : NULL;
        if (free_standing == NULL)
            continue;
        *free_standing = *v->parts[i].pattern;
        free_standing->joined = false;
        part_of[slots.n_terms] = i;
        terms[slots.n_terms++] = (vb_term){.source = v->term->source,
                                           .pattern = free_standing,
                                           .part = v->term->part,
                                           .weight = 1000,
                                           .match_case = v->term->match_case};
    }
    return slots;
}

typedef struct {
    vb_str form; /* folded */
    uint64_t n;
} relative;

typedef struct {
    vb_map known;
    relative *items;
    size_t n, cap;
} family;

static bool add_relative(view *v, family *f, const struct vb_family_word *word)
{
    vb_buffer folded = {0};
    bool fine = vb_fold(word->form, v->term->match_case ? 0 : VB_FOLD_CASE, &folded) && !folded.failed;
    size_t at = fine ? vb_map_find(&f->known, vb_buffer_str(&folded)) : 0;
    if (fine && at == VB_MAP_NONE) {
        vb_str kept = vb_arena_copy(&v->arena, vb_buffer_str(&folded));
        fine = kept.ptr != NULL && VB_PUSH_ROOM(f->items, f->n, f->cap) && vb_map_set(&f->known, kept, f->n);
        if (fine)
            f->items[at = f->n++] = (relative){kept, 0};
    }
    if (fine)
        f->items[at].n += word->n;
    vb_buffer_release(&folded);
    return fine;
}

static int by_frequency(const void *a, const void *b)
{
    const relative *x = a, *y = b;
    return x->n != y->n ? (x->n > y->n ? -1 : 1) : vb_str_compare(x->form, y->form);
}

/* The families of all parts, one a part; false when memory is out. */
static bool find_families(view *v, family *families)
{
    size_t *part_of = vb_arena_alloc(&v->arena, (v->n + 1) * sizeof *part_of);
    vb_term *terms = vb_arena_alloc(&v->arena, (v->n + 1) * sizeof *terms);
    vb_vocabulary vocabulary = {0};
    vb_coder *coder = NULL;
    vb_error err = {0};
    bool fine = part_of != NULL && terms != NULL;
    vb_lexicon slots;
    if (fine) {
        slots = slots_of(v, part_of, terms);
        coder = vb_coder_new(&slots, &err);
        fine = coder != NULL && vb_vocabulary_init(&vocabulary, coder, &err) == VB_OK;
    }
    for (size_t i = 0; fine && i < v->families->n; i++) {
        const vb_word *word = NULL;
        vb_str form = v->families->words[i].form;
        vb_vocabulary_trim(&vocabulary);
        fine = vb_vocabulary_find(&vocabulary, form, form.ptr + form.len, &word);
        for (uint32_t k = 0; fine && word != NULL && k < word->n_singles; k++)
            fine = add_relative(v, &families[part_of[word->singles[k]]], &v->families->words[i]);
    }
    for (size_t i = 0; i < v->n; i++)
        if (families[i].n > 0)
            qsort(families[i].items, families[i].n, sizeof *families[i].items, by_frequency);
    if (vocabulary.coder != NULL)
        vb_vocabulary_release(&vocabulary);
    vb_coder_free(coder);
    return fine;
}

/* ---- Writing ---- */

static void add_spaces(vb_buffer *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_char(out, ' ');
}

static void add_text_part(view *v, const part *p, const family *f, vb_key_maker *keys)
{
    vb_buffer source = {0};
    vb_pattern_print(p->pattern, &source);
    add_spaces(v->out, MARGIN + 2 * p->depth);
    vb_terminal_text(v->out, vb_buffer_str(&source));
    vb_buffer_add_text(v->out, source.len > 0 ? "  - " : "- ");
    describe(v, p, keys, v->out);
    vb_buffer_add_char(v->out, '\n');
    v->out->failed = v->out->failed || source.failed;
    vb_buffer_release(&source);
    if (!v->families->read || !p->single)
        return;
    add_spaces(v->out, MARGIN + 4 + 2 * p->depth);
    for (size_t i = 0; i < f->n && i < MOST_SHOWN; i++) {
        vb_buffer_add_text(v->out, i > 0 ? ", " : "");
        vb_terminal_text(v->out, f->items[i].form);
        vb_buffer_printf(v->out, " %" PRIu64, f->items[i].n);
    }
    if (f->n > MOST_SHOWN)
        vb_buffer_printf(v->out, " and %zu more", f->n - MOST_SHOWN);
    vb_buffer_add_text(v->out, f->n == 0 ? "(no word of the corpus)\n" : "\n");
}

static void add_json_part(view *v, const part *p, const family *f, vb_key_maker *keys)
{
    vb_buffer text = {0};
    vb_pattern_print(p->pattern, &text);
    vb_buffer_printf(v->out, "%s\n  {\"depth\": %zu, \"slot\": ", p == v->parts ? "" : ",", p->depth);
    vb_json_string(v->out, vb_buffer_str(&text));
    vb_buffer_clear(&text);
    describe(v, p, keys, &text);
    vb_buffer_add_text(v->out, ", \"matches\": ");
    vb_json_string(v->out, vb_buffer_str(&text));
    if (v->families->read && p->single) {
        vb_buffer_add_text(v->out, ", \"words\": [");
        for (size_t i = 0; i < f->n; i++) {
            vb_buffer_add_text(v->out, i > 0 ? ", {\"word\": " : "{\"word\": ");
            vb_json_string(v->out, f->items[i].form);
            vb_buffer_printf(v->out, ", \"n\": %" PRIu64 "}", f->items[i].n);
        }
        vb_buffer_add_char(v->out, ']');
    }
    vb_buffer_add_char(v->out, '}');
    v->out->failed = v->out->failed || text.failed;
    vb_buffer_release(&text);
}

static bool show(const vb_lexicon *lexicon, const vb_term *term, const vb_families *families, vb_buffer *out,
                 bool json)
{
    view v = {.lexicon = lexicon, .term = term, .families = families, .out = out};
    vb_key_maker keys = {0};
    vb_error err = {0};
    bool fine = find_parts(&v, term->pattern, 0) && vb_key_maker_init(&keys, lexicon, &err) == VB_OK;
    family *found = calloc(v.n + 1, sizeof *found);
    fine = fine && found != NULL && (!families->read || find_families(&v, found));
    for (size_t i = 0; fine && i < v.n; i++) {
        if (json)
            add_json_part(&v, &v.parts[i], &found[i], &keys);
        else
            add_text_part(&v, &v.parts[i], &found[i], &keys);
    }
    for (size_t i = 0; found != NULL && i < v.n; i++) {
        free(found[i].items);
        vb_map_release(&found[i].known);
    }
    free(found);
    free(v.parts);
    if (keys.lexicon != NULL)
        vb_key_maker_release(&keys);
    vb_arena_release(&v.arena);
    return fine;
}

bool vb_show_term(const vb_lexicon *lexicon, const vb_term *term, const vb_families *families, vb_buffer *out)
{
    return show(lexicon, term, families, out, false);
}

bool vb_show_term_json(const vb_lexicon *lexicon, const vb_term *term, const vb_families *families, vb_buffer *out)
{
    vb_buffer_add_text(out, "{\"term\": ");
    vb_json_string(out, term->source);
    vb_buffer_add_text(out, ", \"parts\": [");
    bool fine = show(lexicon, term, families, out, true);
    vb_buffer_add_text(out, "\n]}\n");
    return fine;
}
