/* From YAML to a lexicon: the whole way on one screen is read_all(). */
#include "lexicon/lexicon.h"

#include "base/sha256.h"
#include "lexicon/frozen.h"
#include "lexicon/reader.h"

#include <stdlib.h>

/* The base name of a file without its ending. */
static vb_str name_of_file(const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *base = slash == NULL ? file : slash + 1;
    const char *dot = strrchr(base, '.');
    return (vb_str){base, dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base)};
}

/* What a plain dictionary gives instead of `settings`. */
static bool set_plain(vb_reader *r)
{
    r->parts[0].name = vb_arena_copy(r->arena, name_of_file(r->parts[0].source.file));
    if (r->parts[0].name.ptr == NULL)
        return vb_reader_no_memory(r);
    r->parts[0].settings = (vb_settings){
        .language = "english",
        .overlap = VB_OVERLAP_KEY,
        .breaks = VB_BREAKS_NONE,
        .gap = 3,
        .threshold = 1000,
        .tokens = VB_TOKENS_QUANTEDA,
        .count_matches = true,
    };
    return vb_read_overrides(r, 0);
}

/* Make lexicon->parts, now that all parts are known. */
static bool make_parts(vb_reader *r)
{
    vb_lexicon *lexicon = r->lexicon;
    lexicon->parts = vb_arena_alloc(r->arena, r->n_parts * sizeof *lexicon->parts);
    if (lexicon->parts == NULL)
        return vb_reader_no_memory(r);
    lexicon->n_parts = r->n_parts;
    for (size_t i = 0; i < r->n_parts; i++) {
        const vb_lexicon_source *source = &r->parts[i].source;
        vb_str file = vb_arena_copy(r->arena, vb_str_of(source->file));
        vb_str yaml = source->shipped ? source->yaml : vb_arena_copy(r->arena, source->yaml);
        if (file.ptr == NULL || yaml.ptr == NULL)
            return vb_reader_no_memory(r);
        lexicon->parts[i] = (vb_lexicon_part){
            .file = file.ptr,
            .shipped = source->shipped,
            .name = r->parts[i].name,
            .settings = r->parts[i].settings,
            .yaml = yaml,
        };
    }
    lexicon->settings = r->parts[0].settings;
    lexicon->name = r->parts[0].name;
    r->breaks = (vb_break_rules){lexicon->settings.breaks, &lexicon->abbreviations};
    return true;
}

/* `version` and `title` of the first part. */
static bool read_titles(vb_reader *r)
{
    const vb_yaml *version = vb_yaml_find(r->parts[0].root, "version");
    const vb_yaml *title = vb_yaml_find(r->parts[0].root, "title");
    return (version == NULL || vb_reader_text(r, 0, version, "`version`", &r->lexicon->version)) &&
           (title == NULL || vb_reader_text(r, 0, title, "`title`", &r->lexicon->title));
}

/* A copy of a finished array in the arena. */
static void *keep(vb_reader *r, const void *items, size_t n, size_t size)
{
    void *kept = vb_arena_alloc(r->arena, (n + 1) * size);
    if (kept == NULL)
        (void)vb_reader_no_memory(r);
    else if (n > 0)
        memcpy(kept, items, n * size);
    return kept;
}

static bool keep_all(vb_reader *r)
{
    vb_lexicon *lexicon = r->lexicon;
    lexicon->categories = keep(r, r->categories, r->n_categories, sizeof *r->categories);
    lexicon->terms = keep(r, r->terms, r->n_terms, sizeof *r->terms);
    lexicon->tests = keep(r, r->tests, r->n_tests, sizeof *r->tests);
    if (lexicon->categories == NULL || lexicon->terms == NULL || lexicon->tests == NULL)
        return false;
    lexicon->n_categories = r->n_categories;
    lexicon->n_terms = r->n_terms;
    lexicon->n_tests = r->n_tests;
    return true;
}

/* One kind of thing from all parts. */
static bool each_part(vb_reader *r, bool (*read)(vb_reader *, size_t))
{
    for (size_t part = 0; part < r->n_parts; part++)
        if (!read(r, part) && !vb_reader_go_on(r))
            return false;
    return true;
}

/* Everything that a later step looks up is read before it, whatever the order in the file.  From a source or, with
 * `tree`, from that. */
static bool read_all(vb_reader *r, vb_lexicon_source *source, const vb_lexicon_tree *tree)
{
    if (tree == NULL ? !vb_read_parts(r, source) : !vb_read_tree_parts(r, tree))
        return false;
    if (r->lexicon->plain)
        return set_plain(r) && make_parts(r) && vb_read_plain(r) && keep_all(r);
    return make_parts(r) && (read_titles(r) || vb_reader_go_on(r)) && each_part(r, vb_read_abbreviations) &&
           each_part(r, vb_read_words) && each_part(r, vb_read_sets) && each_part(r, vb_read_categories) &&
           (vb_read_headline(r) || vb_reader_go_on(r)) && each_part(r, vb_read_terms) &&
           each_part(r, vb_read_tests) && keep_all(r);
}

/* Instead of the lexicon's terms this one, which is written in the words of its first part. */
static bool read_only_term(vb_reader *r, vb_str text)
{
    vb_lexicon *lexicon = r->lexicon;
    vb_yaml node = {.kind = VB_YAML_TEXT, .line = 1, .column = 1, .text = text};
    vb_error fault = {0};
    vb_error *err = r->err;
    if (lexicon->n_categories == 0)
        return vb_reader_fault(r, 0, &node, "no category in it, so that a term can belong to none");
    r->err = &fault;
    const vb_pattern *pattern = vb_reader_pattern(r, 0, &node, false);
    r->err = err;
    if (pattern == NULL && fault.code == VB_ERROR_LEXICON)
        (void)vb_fail(err, VB_ERROR_USAGE, "the term `%.*s`, character %zu: %s", VB_ARG(text), fault.column,
                      fault.text);
    else if (pattern == NULL)
        *err = fault;
    vb_term *terms = vb_arena_alloc(r->arena, sizeof *terms);
    if (pattern == NULL || terms == NULL)
        return pattern == NULL ? false : vb_reader_no_memory(r);
    *terms = (vb_term){
        .source = vb_arena_copy(r->arena, text), .pattern = pattern, .weight = 1000, .line = 1, .column = 1};
    lexicon->terms = terms;
    lexicon->n_terms = 1;
    return terms->source.ptr != NULL || vb_reader_no_memory(r);
}

static void reader_release(vb_reader *r)
{
    for (size_t i = 0; i < r->n_parts; i++)
        vb_lexicon_source_release(&r->parts[i].source);
    free(r->parts);
    free(r->categories);
    free(r->terms);
    free(r->tests);
    vb_map_release(&r->category_keys);
    vb_pattern_cache_release(&r->patterns);
}

/* Read a source, which is taken over, or a tree; with `only` for its terms and going on behind `faults`, unless these
 * are NULL. */
static vb_lexicon *read_source(vb_lexicon_source *source, const vb_lexicon_tree *tree, const char *const *overrides,
                               size_t n_overrides, const vb_str *only, vb_lexicon_faults *faults, vb_error *err)
{
    vb_error fault = {0};
    vb_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (lexicon == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    vb_reader r = {
        .lexicon = lexicon,
        .arena = &lexicon->arena,
        .overrides = overrides,
        .n_overrides = n_overrides,
        .err = &fault,
        .faults = faults,
    };
    if (!read_all(&r, source, tree) || (only != NULL && !read_only_term(&r, *only))) {
        if (err != NULL)
            *err = fault;
        vb_lexicon_free(lexicon);
        lexicon = NULL;
    }
    reader_release(&r);
    return lexicon;
}

vb_lexicon *vb_lexicon_parse(vb_str yaml, const char *file, const char *const *overrides, size_t n_overrides,
                             vb_error *err)
{
    vb_lexicon_source source;
    vb_lexicon *lexicon = NULL;
    if (vb_lexicon_source_memory(&source, yaml, file, err))
        lexicon = read_source(&source, NULL, overrides, n_overrides, NULL, NULL, err);
    vb_lexicon_source_release(&source);
    return lexicon;
}

vb_lexicon *vb_lexicon_open(const char *name, const char *const *overrides, size_t n_overrides, vb_error *err)
{
    vb_lexicon_source source;
    vb_lexicon *lexicon = NULL;
    if (vb_lexicon_source_open(&source, name, err)) {
        const vb_frozen_lexicon *frozen = source.shipped && n_overrides == 0 ? vb_frozen_lexicon_find(name) : NULL;
        lexicon = frozen != NULL ? vb_lexicon_thaw(frozen, err)
                                 : read_source(&source, NULL, overrides, n_overrides, NULL, NULL, err);
    }
    vb_lexicon_source_release(&source);
    return lexicon;
}

vb_lexicon *vb_lexicon_open_faulty(const char *name, const char *const *overrides, size_t n_overrides,
                                   vb_lexicon_faults *faults, vb_error *err)
{
    vb_lexicon_source source;
    vb_lexicon *lexicon = NULL;
    if (vb_lexicon_source_open(&source, name, err))
        lexicon = read_source(&source, NULL, overrides, n_overrides, NULL, faults, err);
    vb_lexicon_source_release(&source);
    return lexicon;
}

vb_lexicon *vb_lexicon_open_term(const char *name, const char *const *overrides, size_t n_overrides, vb_str term,
                                 vb_error *err)
{
    vb_lexicon_source source;
    vb_lexicon *lexicon = NULL;
    if (vb_lexicon_source_open(&source, name, err))
        lexicon = read_source(&source, NULL, overrides, n_overrides, &term, NULL, err);
    vb_lexicon_source_release(&source);
    return lexicon;
}

vb_lexicon *vb_lexicon_tree_read(const vb_lexicon_tree *tree, const char *const *overrides, size_t n_overrides,
                                 vb_error *err)
{
    return read_source(NULL, tree, overrides, n_overrides, NULL, NULL, err);
}

bool vb_lexicon_tree_open(vb_lexicon_tree *tree, const char *name, vb_error *err)
{
    vb_lexicon_source source;
    vb_lexicon scratch = {0};
    vb_error fault = {0};
    vb_reader r = {.lexicon = &scratch, .arena = &scratch.arena, .err = &fault};
    *tree = (vb_lexicon_tree){0};
    bool fine = vb_lexicon_source_open(&source, name, &fault) && vb_read_parts(&r, &source);
    tree->arena = scratch.arena;
    tree->plain = scratch.plain;
    if (fine) {
        tree->parts = vb_arena_alloc(&tree->arena, r.n_parts * sizeof *tree->parts);
        fine = tree->parts != NULL || vb_reader_no_memory(&r);
    }
    for (; fine && tree->n_parts < r.n_parts; tree->n_parts++) {
        const vb_reader_part *part = &r.parts[tree->n_parts];
        vb_str file = vb_arena_copy(&tree->arena, vb_str_of(part->source.file));
        fine = file.ptr != NULL || vb_reader_no_memory(&r);
        tree->parts[tree->n_parts] = (vb_lexicon_tree_part){file.ptr, part->name, part->root};
    }
    if (!fine && err != NULL)
        *err = fault;
    reader_release(&r);
    vb_lexicon_source_release(&source);
    return fine;
}

void vb_lexicon_tree_release(vb_lexicon_tree *tree)
{
    vb_arena_release(&tree->arena);
    *tree = (vb_lexicon_tree){0};
}

void vb_lexicon_free(vb_lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    for (size_t i = 0; i < lexicon->n_parts; i++)
        vb_map_release(&lexicon->parts[i].words);
    vb_map_release(&lexicon->abbreviations);
    vb_arena_release(&lexicon->arena);
    free(lexicon);
}

size_t vb_lexicon_category(const vb_lexicon *lexicon, vb_str path)
{
    for (size_t i = 0; i < lexicon->n_categories; i++)
        if (vb_str_equal(lexicon->categories[i].path, path))
            return i;
    return VB_NO_CATEGORY;
}

bool vb_lexicon_gives_codes(const vb_lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->n_terms; i++)
        if (lexicon->terms[i].role == VB_ROLE_CATEGORY)
            return true;
    return false;
}

size_t vb_lexicon_size(const vb_lexicon *lexicon)
{
    return lexicon->n_categories;
}

vb_str vb_lexicon_path(const vb_lexicon *lexicon, size_t category)
{
    return lexicon->categories[category].path;
}

vb_str vb_lexicon_label(const vb_lexicon *lexicon, size_t category)
{
    const vb_category *c = &lexicon->categories[category];
    return c->label.ptr == NULL ? c->name : c->label;
}

const char *vb_lexicon_file(const vb_lexicon *lexicon, size_t file)
{
    for (size_t i = 0; i < lexicon->n_parts; i++)
        if (!lexicon->parts[i].shipped && file-- == 0)
            return lexicon->parts[i].file;
    return NULL;
}

void vb_lexicon_part_sha256(const vb_lexicon_part *part, unsigned char digest[VB_SHA256_SIZE])
{
    vb_sha256 hash;
    vb_sha256_init(&hash);
    vb_sha256_add(&hash, part->yaml.ptr, part->yaml.len);
    vb_sha256_finish(&hash, digest);
}

void vb_lexicon_sha256(const vb_lexicon *lexicon, char hex[65])
{
    vb_sha256 hash;
    unsigned char digest[VB_SHA256_SIZE];
    vb_sha256_init(&hash);
    for (size_t i = 0; i < lexicon->n_parts; i++)
        vb_sha256_add(&hash, lexicon->parts[i].yaml.ptr, lexicon->parts[i].yaml.len);
    vb_sha256_finish(&hash, digest);
    vb_sha256_hex(digest, hex);
}
