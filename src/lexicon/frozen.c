#include "lexicon/frozen.h"

#include "base/str.h"
#include "lexicon/shipped.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const vb_frozen_lexicon *vb_frozen_lexicon_find(const char *name)
{
    const vb_frozen_lexicon *found = vb_frozen_lexicons;
    while (found->name != NULL && strcmp(found->name, name) != 0)
        found++;
    return found->name == NULL ? NULL : found;
}

/* ---- Freezing ---- */

typedef struct {
    vb_freezer *f;
    vb_map patterns; /* their addresses, as bytes -> vb_frozen */
} freezing;

/* The padding of settings, which are a field. */
#define SETTINGS_HOLES(type)                                                                                         \
    VB_HOLE(type, settings.stem, settings.overlap), VB_HOLE(type, settings.breaks, settings.gap),                    \
    {                                                                                                                \
        offsetof(type, settings.count_matches) + sizeof(bool), offsetof(type, settings) + sizeof(vb_settings)        \
    }

static void freeze_text(vb_freezer *f, vb_frozen at, const void *block, const vb_str *text)
{
    vb_freeze_pointer(f, at, vb_freeze_offset(block, &text->ptr), vb_freeze_text(f, *text));
}

/* Text that is known by its NUL. */
static void freeze_name(vb_freezer *f, vb_frozen at, const void *block, const char *const *name)
{
    vb_freeze_pointer(f, at, vb_freeze_offset(block, name), *name == NULL ? 0 : vb_freeze_text(f, vb_str_of(*name)));
}

static vb_frozen freeze_texts(vb_freezer *f, const vb_str *texts, size_t n)
{
    vb_frozen at = vb_freeze_block(f, texts, n * sizeof *texts);
    for (size_t i = 0; i < n; i++)
        freeze_text(f, at, texts, &texts[i]);
    return at;
}

static vb_frozen freeze_pattern(freezing *z, const vb_pattern *const *pattern);

/* Equal patterns become one, which they may (see pattern.h). */
static vb_frozen freeze_children(freezing *z, const vb_pattern *pattern)
{
    vb_frozen *list = calloc(pattern->n + 1, sizeof *list);
    size_t *offsets = calloc(pattern->n + 1, sizeof *offsets);
    vb_frozen at = 0;
    z->f->failed = z->f->failed || list == NULL || offsets == NULL;
    for (size_t i = 0; i < pattern->n && !z->f->failed; i++) {
        list[i] = freeze_pattern(z, &pattern->children[i]);
        offsets[i] = i * sizeof *list;
    }
    if (!z->f->failed)
        at = vb_freeze_shared(z->f, list, pattern->n * sizeof *list, offsets, pattern->n);
    free(list);
    free(offsets);
    return at;
}

static vb_frozen freeze_pattern(freezing *z, const vb_pattern *const *pattern)
{
    static const size_t pointers[] = {offsetof(vb_pattern, text.ptr), offsetof(vb_pattern, children)};
    vb_str address = {(const char *)pattern, sizeof *pattern};
    size_t known = vb_map_find(&z->patterns, address);
    if (known != VB_MAP_NONE || z->f->failed)
        return known;
    static const vb_hole holes[] = {VB_HOLE(vb_pattern, joined, text)};
    const vb_pattern *clean = VB_FREEZER_CLEAN(z->f, *pattern, 1, holes);
    if (clean == NULL)
        return 0;
    vb_pattern copy;
    memcpy(&copy, clean, sizeof copy);
    vb_frozen text = vb_freeze_text(z->f, copy.text), children = freeze_children(z, *pattern);
    memcpy(&copy.text.ptr, &text, sizeof text);
    memcpy(&copy.children, &children, sizeof children);
    vb_frozen at = vb_freeze_shared(z->f, &copy, sizeof copy, pointers, sizeof pointers / sizeof *pointers);
    z->f->failed = z->f->failed || !vb_map_set(&z->patterns, address, at);
    return at;
}

static vb_frozen freeze_terms(freezing *z, const vb_term *terms, size_t n)
{
    static const vb_hole holes[] = {VB_HOLE(vb_term, role, category), VB_HOLE(vb_term, alone, most_words)};
    vb_frozen at = vb_freeze_block(z->f, VB_FREEZER_CLEAN(z->f, terms, n, holes), n * sizeof *terms);
    for (size_t i = 0; i < n; i++) {
        const vb_term *term = &terms[i];
        freeze_text(z->f, at, terms, &term->source);
        freeze_text(z->f, at, terms, &term->note);
        vb_freeze_pointer(z->f, at, vb_freeze_offset(terms, &term->pattern), freeze_pattern(z, &term->pattern));
        vb_freeze_pointer(z->f, at, vb_freeze_offset(terms, &term->with),
                          vb_freeze_bytes(z->f, term->with, term->n_with * sizeof *term->with));
        vb_freeze_pointer(z->f, at, vb_freeze_offset(terms, &term->unless),
                          vb_freeze_bytes(z->f, term->unless, term->n_unless * sizeof *term->unless));
    }
    return at;
}

static vb_frozen freeze_parts(vb_freezer *f, const vb_lexicon_part *parts, size_t n)
{
    static const vb_hole holes[] = {VB_HOLE(vb_lexicon_part, shipped, name), SETTINGS_HOLES(vb_lexicon_part)};
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, parts, n, holes), n * sizeof *parts);
    for (size_t i = 0; i < n; i++) {
        const vb_lexicon_part *part = &parts[i];
        freeze_name(f, at, parts, &part->file);
        freeze_name(f, at, parts, &part->settings.language);
        freeze_text(f, at, parts, &part->name);
        vb_freeze_pointer(f, at, vb_freeze_offset(parts, &part->yaml.ptr), 0);
        vb_freeze_pointer(f, at, vb_freeze_offset(parts, &part->word_values),
                          freeze_texts(f, part->word_values, part->words.n));
        vb_freeze_map(f, at, vb_freeze_offset(parts, &part->words), &part->words);
    }
    return at;
}

static vb_frozen freeze_categories(vb_freezer *f, const vb_category *categories, size_t n)
{
    vb_frozen at = vb_freeze_block(f, categories, n * sizeof *categories);
    for (size_t i = 0; i < n; i++) {
        const vb_category *c = &categories[i];
        const vb_str *const texts[] = {&c->path,       &c->name,         &c->label,
                                       &c->definition, &c->advice_first, &c->advice_second};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            freeze_text(f, at, categories, texts[k]);
    }
    return at;
}

static vb_frozen freeze_tests(vb_freezer *f, const vb_lexicon_test *tests, size_t n)
{
    static const vb_hole holes[] = {VB_HOLE(vb_lexicon_test, has_primary, codes),
                                    VB_HOLE(vb_lexicon_test, status, note)};
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, tests, n, holes), n * sizeof *tests);
    for (size_t i = 0; i < n; i++) {
        freeze_text(f, at, tests, &tests[i].answer);
        freeze_text(f, at, tests, &tests[i].primary);
        freeze_text(f, at, tests, &tests[i].note);
        freeze_name(f, at, tests, &tests[i].file);
        vb_freeze_pointer(f, at, vb_freeze_offset(tests, &tests[i].codes),
                          freeze_texts(f, tests[i].codes, tests[i].n_codes));
    }
    return at;
}

void vb_lexicon_freeze(const vb_lexicon *lexicon, vb_freezer *f)
{
    static const vb_hole holes[] = {VB_HOLE(vb_lexicon, plain, settings), SETTINGS_HOLES(vb_lexicon)};
    freezing z = {.f = f};
    vb_lexicon root = *lexicon;
    root.arena = (vb_arena){0};
    root.frozen = NULL;
    vb_frozen at = vb_freeze_block(f, VB_FREEZER_CLEAN(f, &root, 1, holes), sizeof root);
    freeze_text(f, at, &root, &root.name);
    freeze_text(f, at, &root, &root.version);
    freeze_text(f, at, &root, &root.title);
    freeze_name(f, at, &root, &root.settings.language);
    vb_freeze_map(f, at, offsetof(vb_lexicon, abbreviations), &lexicon->abbreviations);
    vb_freeze_pointer(f, at, offsetof(vb_lexicon, parts), freeze_parts(f, root.parts, root.n_parts));
    vb_freeze_pointer(f, at, offsetof(vb_lexicon, categories),
                      freeze_categories(f, root.categories, root.n_categories));
    vb_freeze_pointer(f, at, offsetof(vb_lexicon, terms), freeze_terms(&z, root.terms, root.n_terms));
    vb_freeze_pointer(f, at, offsetof(vb_lexicon, headline),
                      vb_freeze_bytes(f, root.headline, root.n_headline * sizeof *root.headline));
    vb_freeze_pointer(f, at, offsetof(vb_lexicon, tests), freeze_tests(f, root.tests, root.n_tests));
    vb_map_release(&z.patterns);
}

/* ---- Thawing ---- */

/* The bytes of a part's YAML are shipped as they are. */
static vb_str yaml_of(const vb_lexicon_part *part)
{
    for (const vb_shipped_lexicon *s = vb_shipped_lexicons; s->name != NULL; s++)
        if (strncmp(part->file, s->name, strlen(s->name)) == 0 && strcmp(part->file + strlen(s->name), ".yaml") == 0)
            return s->yaml;
    return (vb_str){NULL, 0};
}

vb_lexicon *vb_lexicon_thaw(const vb_frozen_lexicon *frozen, vb_error *err)
{
    vb_lexicon *lexicon = vb_image_thaw(&frozen->lexicon);
    bool ok = lexicon != NULL && vb_image_thaw_map(&lexicon->abbreviations);
    for (size_t p = 0; lexicon != NULL && p < lexicon->n_parts; p++) {
        lexicon->parts[p].yaml = yaml_of(&lexicon->parts[p]);
        ok = vb_image_thaw_map(&lexicon->parts[p].words) && ok;
    }
    if (ok) {
        lexicon->frozen = frozen;
        return lexicon;
    }
    vb_lexicon_free(lexicon);
    (void)vb_fail_memory(err);
    return NULL;
}
