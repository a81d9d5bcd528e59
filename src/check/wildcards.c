/* What wildcards take in. */
#include "base/str.h"
#include "check/lint.h"
#include "match/glob.h"
#include "text/fold.h"

#include <stdlib.h>

enum { MOST_NAMED = 12, MANY = 20 }; /* words that are named; from how many it is a warning */

typedef struct {
    vb_lint *lint;
    const vb_families *words;
    vb_str *folded; /* one a word */
    vb_map seen;    /* globs */
} reach;

typedef struct {
    size_t word;
    uint64_t n;
} caught;

static int by_frequency(const void *a, const void *b)
{
    const caught *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

/* The folded words of the corpus, the same form counted once at its first word. */
static bool fold_words(reach *r, caught *counts, size_t *n)
{
    vb_map known = {0};
    unsigned flags = VB_FOLD_CASE | (r->lint->lexicon->settings.fold_diacritics ? VB_FOLD_MARKS : 0);
    bool fine = true;
    for (size_t i = 0; i < r->words->n && fine; i++) {
        vb_buffer text = {0};
        fine = vb_fold(r->words->words[i].form, flags, &text);
        size_t at = fine ? vb_map_find(&known, vb_buffer_str(&text)) : 0;
        if (fine && at == VB_MAP_NONE) {
            r->folded[*n] = vb_arena_copy(&r->lint->arena, vb_buffer_str(&text));
            fine = r->folded[*n].ptr != NULL && vb_map_set(&known, r->folded[*n], *n);
            counts[*n] = (caught){*n, r->words->words[i].n};
            *n += fine;
        } else if (fine) {
            counts[at].n += r->words->words[i].n;
        }
        vb_buffer_release(&text);
    }
    vb_map_release(&known);
    return fine;
}

static bool report(reach *r, const vb_term *term, vb_str glob, const caught *counts, size_t n_counts)
{
    vb_buffer folded = {0}, list = {0};
    caught *found = calloc(n_counts + 1, sizeof *found);
    size_t n = 0;
    bool fine = found != NULL && vb_fold(glob, VB_FOLD_CASE, &folded);
    for (size_t i = 0; i < n_counts && fine; i++)
        if (vb_glob_fits(vb_buffer_str(&folded), r->folded[i]))
            found[n++] = counts[i];
    if (fine && n > 0) {
        qsort(found, n, sizeof *found, by_frequency);
        for (size_t i = 0; i < n && i < MOST_NAMED; i++) {
            vb_buffer_printf(&list, "%s%.*s ", i > 0 ? ", " : "", VB_ARG(r->folded[found[i].word]));
            vb_buffer_printf(&list, "%llu", (unsigned long long)found[i].n);
        }
        if (n > MOST_NAMED)
            vb_buffer_printf(&list, " and %zu more", n - MOST_NAMED);
        vb_str names = vb_buffer_str(&list);
        vb_check_finding *f = vb_findings_add(r->lint->findings, "wildcard-reach", vb_lint_term_place(r->lint, term),
                                              VB_LITERAL(""), "`%.*s` takes in %zu word%s of the corpus: %.*s",
                                              VB_ARG(glob), n, n == 1 ? "" : "s", VB_ARG(names));
        if (f != NULL && n > MANY)
            f->severity = VB_SEVERITY_WARNING;
        if (f != NULL)
            f->harm = (double)n;
    }
    fine = fine && !folded.failed && !list.failed;
    vb_buffer_release(&folded);
    vb_buffer_release(&list);
    free(found);
    return fine;
}

static bool walk(reach *r, const vb_term *term, const vb_pattern *p, const caught *counts, size_t n)
{
    if (p->kind == VB_PATTERN_GLOB && vb_map_find(&r->seen, p->text) == VB_MAP_NONE)
        return vb_map_set(&r->seen, p->text, 0) && report(r, term, p->text, counts, n);
    for (size_t i = 0; i < p->n; i++)
        if (!walk(r, term, p->children[i], counts, n))
            return false;
    return true;
}

void vb_lint_wildcards(vb_lint *lint, const vb_families *words)
{
    reach r = {.lint = lint, .words = words};
    size_t n = 0;
    caught *counts = calloc(words->n + 1, sizeof *counts);
    r.folded = calloc(words->n + 1, sizeof *r.folded);
    bool fine = counts != NULL && r.folded != NULL && fold_words(&r, counts, &n);
    for (size_t i = 0; fine && i < lint->lexicon->n_terms; i++) {
        const vb_term *term = &lint->lexicon->terms[i];
        if (term->part == 0 && !term->match_case)
            fine = walk(&r, term, term->pattern, counts, n);
    }
    lint->findings->failed = lint->findings->failed || !fine;
    vb_map_release(&r.seen);
    free(r.folded);
    free(counts);
}
