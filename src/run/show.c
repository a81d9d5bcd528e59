/* A lexicon for a person: its tree, with counts. */
#include "base/str.h"
#include "lexicon/lexicon.h"
#include "lexicon/source.h"
#include "output/rows.h"
#include "run/show_term.h"
#include "run/write.h"
#include "text/width.h"

#include <stdlib.h>

/* What is shown, of which category and below. */
typedef struct {
    const vb_lexicon *lexicon;
    size_t top;          /* VB_NO_CATEGORY: all */
    size_t *own, *below; /* terms, one a category; `below` with its own */
    size_t *indicators;  /* words, one a category, then those of none */
    size_t n_indicators;
} tree;

static size_t indicators_of(const tree *t, size_t category)
{
    return t->indicators[category == VB_NO_CATEGORY ? t->lexicon->n_categories : category];
}

/* Each word of a set of them is an indicator. */
static size_t count_words(const vb_pattern *pattern)
{
    size_t n = 0;
    for (size_t i = 0; pattern->kind == VB_PATTERN_CHOICE && i < pattern->n; i++)
        n += count_words(pattern->children[i]);
    return pattern->kind == VB_PATTERN_CHOICE ? n : 1;
}

static bool count_terms(tree *t)
{
    const vb_lexicon *lexicon = t->lexicon;
    t->own = calloc(lexicon->n_categories + 1, sizeof *t->own);
    t->below = calloc(lexicon->n_categories + 1, sizeof *t->below);
    t->indicators = calloc(lexicon->n_categories + 1, sizeof *t->indicators);
    if (t->own == NULL || t->below == NULL || t->indicators == NULL)
        return false;
    for (size_t i = 0; i < lexicon->n_terms; i++) {
        size_t c = lexicon->terms[i].category;
        if (lexicon->terms[i].role == VB_ROLE_INDICATOR) {
            size_t n = count_words(lexicon->terms[i].pattern);
            t->indicators[c == VB_NO_CATEGORY ? lexicon->n_categories : c] += n;
            t->n_indicators += n;
        }
        if (lexicon->terms[i].role != VB_ROLE_CATEGORY)
            continue;
        t->own[c]++;
        for (; c != VB_NO_CATEGORY; c = lexicon->categories[c].parent)
            t->below[c]++;
    }
    return true;
}

static bool is_shown(const tree *t, size_t category)
{
    while (category != VB_NO_CATEGORY && category != t->top)
        category = t->lexicon->categories[category].parent;
    return category == t->top;
}

/* ---- Text ---- */

static void add_spaces(vb_buffer *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_char(out, ' ');
}

/* The name behind the indent of its level. */
static void add_name(const tree *t, size_t category, vb_buffer *out)
{
    const vb_category *c = &t->lexicon->categories[category];
    size_t top = t->top == VB_NO_CATEGORY ? 1 : t->lexicon->categories[t->top].level;
    add_spaces(out, 2 * (c->level - top));
    vb_terminal_text(out, c->level == top ? c->path : c->name);
}

static void add_tree(const tree *t, vb_buffer *out)
{
    vb_buffer name = {0};
    size_t widest = strlen("category");
    for (size_t i = 0; i < t->lexicon->n_categories; i++) {
        vb_buffer_clear(&name);
        if (is_shown(t, i))
            add_name(t, i, &name);
        size_t width = vb_display_width(vb_buffer_str(&name));
        widest = width > widest ? width : widest;
    }
    vb_buffer_add_text(out, "category");
    add_spaces(out, widest - strlen("category"));
    vb_buffer_add_text(out, "   terms  with below  ");
    vb_buffer_add_text(out, t->n_indicators > 0 ? "indicators  label\n" : "label\n");
    for (size_t i = 0; i < t->lexicon->n_categories; i++) {
        if (!is_shown(t, i))
            continue;
        vb_buffer_clear(&name);
        add_name(t, i, &name);
        vb_buffer_add_str(out, vb_buffer_str(&name));
        add_spaces(out, widest - vb_display_width(vb_buffer_str(&name)));
        vb_buffer_printf(out, "  %6zu  %10zu  ", t->own[i], t->below[i]);
        if (t->n_indicators > 0)
            vb_buffer_printf(out, "%10zu  ", indicators_of(t, i));
        vb_terminal_text(out, vb_lexicon_label(t->lexicon, i));
        vb_buffer_add_char(out, '\n');
    }
    if (t->top == VB_NO_CATEGORY && indicators_of(t, VB_NO_CATEGORY) > 0)
        vb_buffer_printf(out, "\n%zu indicators of no category\n", indicators_of(t, VB_NO_CATEGORY));
    out->failed = out->failed || name.failed;
    vb_buffer_release(&name);
}

/* Every term and indicator, and what it is made of. */
static bool add_terms(const tree *t, vb_families *families, vb_buffer *out)
{
    for (size_t i = 0; i < t->lexicon->n_terms; i++) {
        const vb_term *term = &t->lexicon->terms[i];
        bool is_indicator = term->role == VB_ROLE_INDICATOR;
        if ((!is_indicator && term->role != VB_ROLE_CATEGORY) || !is_shown(t, term->category))
            continue;
        vb_terminal_text(out, vb_str_of(t->lexicon->parts[term->part].file));
        vb_buffer_printf(out, ":%zu: %s", term->line, is_indicator ? "indicator " : "");
        vb_terminal_text(out, term->source);
        vb_buffer_add_char(out, '\n');
        if (!vb_show_term(t->lexicon, term, families, out))
            return false;
    }
    return true;
}

static bool add_text(const tree *t, vb_families *families, vb_buffer *out)
{
    const vb_lexicon *lexicon = t->lexicon;
    vb_terminal_text(out, lexicon->name);
    vb_buffer_add_text(out, lexicon->version.len > 0 ? " " : "");
    vb_terminal_text(out, lexicon->version);
    vb_buffer_add_text(out, lexicon->title.len > 0 ? ": " : "");
    vb_terminal_text(out, lexicon->title);
    vb_buffer_add_text(out, "\n\n");
    add_tree(t, out);
    if (t->top == VB_NO_CATEGORY)
        return true;
    vb_buffer_add_char(out, '\n');
    return add_terms(t, families, out);
}

/* ---- JSON ---- */

static void add_member(vb_buffer *out, const char *key, vb_str text)
{
    if (text.ptr == NULL)
        return;
    vb_buffer_printf(out, ", \"%s\": ", key);
    vb_json_string(out, text);
}

/* A list of the terms, as written, that do this for the category. */
static void add_sources(const tree *t, const char *key, vb_role role, size_t category, vb_buffer *out)
{
    bool none = true;
    vb_buffer_printf(out, ", \"%s\": [", key);
    for (size_t i = 0; i < t->lexicon->n_terms; i++) {
        const vb_term *term = &t->lexicon->terms[i];
        if (term->role != role || term->category != category)
            continue;
        vb_buffer_add_text(out, none ? "" : ", ");
        none = false;
        vb_json_string(out, term->source);
    }
    vb_buffer_add_char(out, ']');
}

/* How many indicators there are, and of what sets, where the lexicon has any. */
static void add_indicators(const tree *t, size_t category, vb_buffer *out)
{
    if (t->n_indicators == 0)
        return;
    vb_buffer_printf(out, ", \"n_indicators\": %zu", indicators_of(t, category));
    add_sources(t, "indicators", VB_ROLE_INDICATOR, category, out);
}

static void add_json(const tree *t, vb_buffer *out)
{
    const vb_lexicon *lexicon = t->lexicon;
    bool first = true;
    vb_buffer_add_text(out, "{\"lexicon\": ");
    vb_json_string(out, lexicon->name);
    add_member(out, "version", lexicon->version);
    add_member(out, "title", lexicon->title);
    vb_buffer_add_text(out, ", \"categories\": [");
    for (size_t i = 0; i < lexicon->n_categories; i++) {
        const vb_category *c = &lexicon->categories[i];
        if (!is_shown(t, i))
            continue;
        vb_buffer_add_text(out, first ? "\n  {\"path\": " : ",\n  {\"path\": ");
        first = false;
        vb_json_string(out, c->path);
        add_member(out, "label", vb_lexicon_label(lexicon, i));
        add_member(out, "definition", c->definition);
        vb_buffer_printf(out, ", \"own\": %zu, \"below\": %zu", t->own[i], t->below[i]);
        add_sources(t, "terms", VB_ROLE_CATEGORY, i, out);
        add_indicators(t, i, out);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "\n]");
    if (t->top == VB_NO_CATEGORY)
        add_indicators(t, VB_NO_CATEGORY, out);
    vb_buffer_add_text(out, "}\n");
}

/* ---- The whole ---- */

static vb_status show_source(const vb_job *job, vb_buffer *out, vb_error *err)
{
    vb_lexicon_source source;
    bool fine = vb_lexicon_source_open(&source, job->lexicon, err);
    if (fine)
        vb_buffer_add_str(out, source.yaml);
    vb_lexicon_source_release(&source);
    return fine ? VB_OK : err->code;
}

static vb_status show_lexicon(const vb_job *job, const vb_lexicon *lexicon, const char *path, vb_families *families,
                              vb_buffer *out, vb_error *err)
{
    tree t = {.lexicon = lexicon, .top = VB_NO_CATEGORY};
    vb_status status = VB_OK;
    if (path != NULL && (t.top = vb_lexicon_category(lexicon, vb_str_of(path))) == VB_NO_CATEGORY)
        return vb_fail(err, VB_ERROR_USAGE, "%s has no category `%.200s`, see `verbatim lexicon show %s`",
                       job->lexicon, path, job->lexicon);
    bool fine = count_terms(&t);
    if (fine && job->format == VB_FORMAT_JSON)
        add_json(&t, out);
    else if (fine)
        fine = add_text(&t, families, out);
    if (!fine)
        status = vb_fail_memory(err);
    free(t.own);
    free(t.below);
    free(t.indicators);
    return status;
}

static vb_status show(const vb_job *job, const char *path, const char *term, vb_buffer *out, vb_error *err)
{
    vb_families families = {0};
    vb_lexicon *lexicon =
        term == NULL ? vb_lexicon_open(job->lexicon, job->settings, job->n_settings, err)
                     : vb_lexicon_open_term(job->lexicon, job->settings, job->n_settings, vb_str_of(term), err);
    vb_status status = lexicon == NULL ? err->code : VB_OK;
    if (status == VB_OK && job->n_inputs > 0)
        status = vb_families_read(&families, job, err);
    if (status == VB_OK && term == NULL)
        status = show_lexicon(job, lexicon, path, &families, out, err);
    else if (status == VB_OK &&
             !(job->format == VB_FORMAT_JSON ? vb_show_term_json(lexicon, &lexicon->terms[0], &families, out)
                                             : vb_show_term(lexicon, &lexicon->terms[0], &families, out)))
        status = vb_fail_memory(err);
    vb_families_release(&families);
    vb_lexicon_free(lexicon);
    return status;
}

vb_status vb_lexicon_show(const vb_job *job, const char *path, const char *term, FILE *out, vb_error *err)
{
    vb_buffer bytes = {0};
    vb_status status =
        job->format == VB_FORMAT_YAML ? show_source(job, &bytes, err) : show(job, path, term, &bytes, err);
    if (status == VB_OK)
        status = vb_write_out(out, &bytes, err);
    vb_buffer_release(&bytes);
    return status;
}
