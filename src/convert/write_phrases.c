/* Formats of other programs: quanteda's YAML, LIWC-22's .dicx; and CSV. */
#include "base/grow.h"
#include "base/str.h"
#include "convert/writers.h"
#include "lexicon/pattern_print.h"
#include "output/rows.h"

#include <stdlib.h>

void vb_dictionary_path(const vb_dictionary *d, size_t category, vb_buffer *out)
{
    const vb_dictionary_category *c = &d->categories[category];
    if (c->parent != VB_NO_CATEGORY) {
        vb_dictionary_path(d, c->parent, out);
        vb_buffer_add_char(out, '/');
    }
    vb_buffer_add_str(out, c->name);
}

static bool is_stemmed(const vb_dictionary *d)
{
    if (d->lexicon != NULL)
        return d->lexicon->settings.stem;
    for (size_t i = 0; i < d->n_settings; i++)
        if (strcmp(d->settings[i].key, "stem") == 0)
            return strcmp(d->settings[i].value, "true") == 0;
    return true;
}

/* What is said of a term's surroundings: without it the term would count where it must not. */
static const char *bound_of(const vb_dictionary_entry *e)
{
    return e->n_with > 0 || e->n_unless > 0 ? "it has `with` or `unless`"
           : e->alone                       ? "it counts only where it stands alone"
           : e->most_words > 0              ? "it counts only in short answers"
           : e->weight == 0                 ? "it has weight 0: it only hides others"
                                            : NULL;
}

vb_phrases vb_entry_phrases(vb_dictionary *d, const vb_dictionary_entry *e, const char *program, bool weighted)
{
    const char *why = bound_of(e);
    vb_phrases phrases = {NULL, 0};
    if (why == NULL)
        phrases = vb_phrases_of(e->pattern, &d->arena, &why);
    d->failed = d->failed || (phrases.items == NULL && why == NULL);
    if (phrases.items == NULL) {
        vb_dictionary_lose(d, VB_LEFT_OUT, e->spot, "`%.*s`: %s, which %s has no word for", VB_ARG(e->source),
                           why == NULL ? "" : why, program);
        return phrases;
    }
    if (e->match_case)
        vb_dictionary_lose(d, VB_CHANGED, e->spot, "`%.*s`: %s matches it in capitals and small letters",
                           VB_ARG(e->source), program);
    else if (is_stemmed(d) && vb_phrases_are_stems(e->pattern))
        vb_dictionary_lose(d, VB_CHANGED, e->spot, "`%.*s`: %s matches the words themselves, not those of their stem",
                           VB_ARG(e->source), program);
    if (e->weight != 1000 && !weighted) {
        vb_buffer weight = {0};
        vb_dictionary_number(&weight, e->weight);
        vb_dictionary_lose(d, VB_CHANGED, e->spot, "`%.*s`: %s has no weights, its own is %.*s", VB_ARG(e->source),
                           program, VB_ARG(vb_buffer_str(&weight)));
        vb_buffer_release(&weight);
    }
    return phrases;
}

/* ---- quanteda ---- */

static void indent(vb_buffer *out, size_t depth)
{
    for (size_t i = 0; i < 2 * depth; i++)
        vb_buffer_add_char(out, ' ');
}

static size_t add_values(vb_dictionary *d, size_t category, size_t depth, vb_buffer *out)
{
    size_t written = 0;
    for (size_t i = 0; i < d->n_entries; i++) {
        if (d->entries[i].category != category)
            continue;
        vb_phrases phrases = vb_entry_phrases(d, &d->entries[i], "quanteda", false);
        for (size_t k = 0; k < phrases.n; k++, written++) {
            indent(out, depth);
            vb_buffer_add_text(out, "- ");
            vb_yaml_text(out, phrases.items[k]);
            vb_buffer_add_char(out, '\n');
        }
    }
    return written;
}

static bool has_values(const vb_dictionary *d, size_t category)
{
    for (size_t i = 0; i < d->n_entries; i++)
        if (d->entries[i].category == category)
            return true;
    return false;
}

static bool has_below(const vb_dictionary *d, size_t category)
{
    for (size_t i = category + 1; i < d->n_categories; i++)
        if (d->categories[i].parent == category)
            return true;
    return false;
}

static size_t add_keys(vb_dictionary *d, size_t parent, size_t depth, vb_buffer *out)
{
    size_t written = 0;
    for (size_t i = 0; i < d->n_categories; i++) {
        if (d->categories[i].parent != parent)
            continue;
        bool below = has_below(d, i), values = has_values(d, i);
        indent(out, depth);
        vb_yaml_text(out, d->categories[i].name);
        vb_buffer_add_text(out, below || values ? ":\n" : ": []\n");
        if (below && values) { /* as quanteda's as.yaml() does where a key has both */
            indent(out, depth + 1);
            vb_buffer_add_text(out, "__:\n");
        }
        written += add_values(d, i, depth + 1 + (below && values), out);
        if (below)
            written += add_keys(d, i, depth + 1, out);
    }
    return written;
}

size_t vb_write_quanteda(vb_dictionary *d, vb_buffer *out)
{
    return add_keys(d, VB_NO_CATEGORY, 0, out);
}

/* ---- .dicx ---- */

/* A word of the table, and its weights, one a category. */
typedef struct {
    vb_str phrase;
    uint32_t *weights; /* thousandths; 0: not in it */
} row;

typedef struct {
    row *rows;
    size_t n, cap;
    vb_map known;
} rows;

/* LIWC has one wildcard, at the end. */
static bool is_liwc(vb_str phrase)
{
    for (size_t i = 0; i < phrase.len; i++)
        if (phrase.ptr[i] == '?' ||
            (phrase.ptr[i] == '*' && (i == 0 || i + 1 < phrase.len || phrase.ptr[i - 1] == ' ')))
            return false;
    return true;
}

static bool add_to_row(vb_dictionary *d, rows *all, vb_str phrase, size_t category, uint32_t weight)
{
    size_t at = vb_map_find(&all->known, phrase);
    if (at == VB_MAP_NONE) {
        uint32_t *weights = vb_arena_alloc(&d->arena, (d->n_categories + 1) * sizeof *weights);
        if (weights == NULL || !VB_PUSH_ROOM(all->rows, all->n, all->cap) || !vb_map_set(&all->known, phrase, all->n))
            return false;
        at = all->n++;
        all->rows[at] = (row){phrase, weights};
    }
    all->rows[at].weights[category] = weight;
    return true;
}

static size_t collect_rows(vb_dictionary *d, rows *all)
{
    size_t written = 0;
    for (size_t i = 0; i < d->n_entries && !d->failed; i++) {
        const vb_dictionary_entry *e = &d->entries[i];
        vb_phrases phrases = vb_entry_phrases(d, e, "LIWC", true);
        for (size_t k = 0; k < phrases.n && !d->failed; k++) {
            if (!is_liwc(phrases.items[k])) {
                vb_dictionary_lose(d, VB_LEFT_OUT, e->spot, "`%.*s` of `%.*s`: LIWC has a wildcard at the end only",
                                   VB_ARG(phrases.items[k]), VB_ARG(e->source));
                continue;
            }
            d->failed = !add_to_row(d, all, phrases.items[k], e->category, e->weight);
            written++;
        }
    }
    return written;
}

static void add_path_cell(const vb_dictionary *d, size_t category, vb_buffer *out)
{
    vb_buffer path = {0};
    vb_dictionary_path(d, category, &path);
    vb_csv_cell(out, vb_buffer_str(&path), ',');
    out->failed = out->failed || path.failed;
    vb_buffer_release(&path);
}

/* LIWC's entries have their punctuation marks where text has them: `:)`, not `: )`. */
static void add_liwc_cell(vb_str phrase, vb_buffer *out)
{
    vb_buffer text = {0};
    for (size_t i = 0; i < phrase.len; i++)
        if (phrase.ptr[i] != ' ' || strchr(".,;:!?()", phrase.ptr[i + 1]) == NULL)
            vb_buffer_add_char(&text, phrase.ptr[i]);
    vb_csv_cell(out, vb_buffer_str(&text), ',');
    out->failed = out->failed || text.failed;
    vb_buffer_release(&text);
}

size_t vb_write_dicx(vb_dictionary *d, vb_buffer *out)
{
    rows all = {0};
    size_t written = collect_rows(d, &all);
    bool weighted = false;
    for (size_t i = 0; i < d->n_entries; i++)
        weighted = weighted || d->entries[i].weight != 1000;
    vb_buffer_add_text(out, "DicTerm");
    for (size_t c = 0; c < d->n_categories; c++) {
        vb_buffer_add_char(out, ',');
        add_path_cell(d, c, out);
    }
    vb_buffer_add_char(out, '\n');
    for (size_t i = 0; i < all.n && !d->failed; i++) {
        add_liwc_cell(all.rows[i].phrase, out);
        for (size_t c = 0; c < d->n_categories; c++) {
            vb_buffer_add_char(out, ',');
            if (all.rows[i].weights[c] > 0 && weighted)
                vb_dictionary_number(out, all.rows[i].weights[c]);
            else if (all.rows[i].weights[c] > 0)
                vb_buffer_add_char(out, 'X');
        }
        vb_buffer_add_char(out, '\n');
    }
    free(all.rows);
    vb_map_release(&all.known);
    return written;
}

/* ---- CSV ---- */

/* The term as it is written, but sets, which a table does not have, are written out. */
static void add_term_cell(const vb_dictionary_entry *e, vb_buffer *out)
{
    vb_buffer term = {0};
    if (memchr(e->term.ptr, '<', e->term.len) != NULL)
        vb_pattern_print(e->pattern, &term);
    else
        vb_buffer_add_str(&term, e->term);
    vb_csv_cell(out, vb_buffer_str(&term), ',');
    out->failed = out->failed || term.failed;
    vb_buffer_release(&term);
}

size_t vb_write_table(vb_dictionary *d, vb_buffer *out)
{
    size_t written = 0;
    if (d->n_settings > 0)
        vb_dictionary_lose(d, VB_CHANGED, (vb_spot){d->file, 1, 1},
                           "the settings %s: %s%s: a table has none, give them by --set when it is read",
                           d->settings[0].key, d->settings[0].value, d->n_settings > 1 ? ", ..." : "");
    vb_buffer_add_text(out, "category,term,weight\n");
    for (size_t i = 0; i < d->n_entries; i++) {
        const vb_dictionary_entry *e = &d->entries[i];
        if (e->n_with > 0 || e->n_unless > 0 || e->alone || e->most_words > 0 || e->match_case) {
            vb_dictionary_lose(d, VB_LEFT_OUT, e->spot,
                               "`%.*s`: a table has no place for its case, with, unless, alone or most-words",
                               VB_ARG(e->source));
            continue;
        }
        add_path_cell(d, e->category, out);
        vb_buffer_add_char(out, ',');
        add_term_cell(e, out);
        vb_buffer_add_char(out, ',');
        vb_dictionary_number(out, e->weight);
        vb_buffer_add_char(out, '\n');
        written++;
    }
    return written;
}
