/* Terms that are one and the same to the matcher. */
#include "base/grow.h"
#include "base/str.h"
#include "check/lint.h"
#include "text/fold.h"

#include <stdlib.h>

static int by_bytes(const void *a, const void *b)
{
    return vb_str_compare(*(const vb_str *)a, *(const vb_str *)b);
}

/* Add `n` texts in the order of their bytes, each once: what they stand in has no order of its own. */
static void add_sorted(vb_str *texts, size_t n, vb_buffer *out)
{
    if (n > 0)
        qsort(texts, n, sizeof *texts, by_bytes);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || !vb_str_equal(texts[i], texts[i - 1])) {
            vb_buffer_add_str(out, texts[i]);
            vb_buffer_add_char(out, '\1');
        }
}

static void add_word(vb_lint *lint, const vb_term *term, const vb_pattern *word, vb_buffer *out)
{
    vb_keys keys;
    bool exact = word->exact || term->match_case;
    if (!vb_keys_make(lint->keys, term->part, word->text, &keys)) {
        out->failed = true;
        return;
    }
    bool stems = !exact && keys.n_stems > 0;
    const vb_str *items = stems ? keys.stems : term->match_case ? keys.cased : keys.forms;
    size_t n = stems ? keys.n_stems : term->match_case ? keys.n_cased : keys.n_forms;
    vb_buffer_add_char(out, stems ? 's' : 'f');
    for (size_t i = 0; i < n; i++) {
        vb_buffer_add_char(out, ' ');
        vb_buffer_add_str(out, items[i]);
    }
}

/* Two patterns with one signature match the same texts. */
static void add_signature(vb_lint *lint, const vb_term *term, const vb_pattern *p, vb_buffer *out)
{
    vb_buffer_printf(out, "(%d %d %u ", (int)p->kind, p->joined, p->most);
    if (p->kind == VB_PATTERN_WORD)
        add_word(lint, term, p, out);
    else if (p->kind == VB_PATTERN_GLOB && !term->match_case)
        out->failed |= !vb_fold(p->text, VB_FOLD_CASE, out);
    else
        vb_buffer_add_str(out, p->text);
    bool ordered = p->kind != VB_PATTERN_CHOICE && p->kind != VB_PATTERN_NEAR;
    vb_str *children = ordered || p->n == 0 ? NULL : calloc(p->n, sizeof *children);
    out->failed |= !ordered && p->n > 0 && children == NULL;
    for (size_t i = 0; i < p->n && !out->failed; i++) {
        vb_buffer one = {0};
        if (ordered) {
            add_signature(lint, term, p->children[i], out);
            continue;
        }
        add_signature(lint, term, p->children[i], &one);
        children[i] = vb_arena_copy(&lint->arena, vb_buffer_str(&one));
        out->failed |= one.failed || children[i].ptr == NULL;
        vb_buffer_release(&one);
    }
    if (children != NULL && !out->failed)
        add_sorted(children, p->n, out);
    free(children);
    vb_buffer_add_char(out, ')');
}

static void add_contexts(vb_lint *lint, const size_t *terms, size_t n, vb_buffer *out)
{
    vb_str *each = calloc(n + 1, sizeof *each);
    out->failed |= each == NULL;
    for (size_t i = 0; i < n && !out->failed; i++) {
        const vb_term *term = &lint->lexicon->terms[terms[i]];
        vb_buffer one = {0};
        add_signature(lint, term, term->pattern, &one);
        each[i] = vb_arena_copy(&lint->arena, vb_buffer_str(&one));
        out->failed |= one.failed || each[i].ptr == NULL;
        vb_buffer_release(&one);
    }
    vb_buffer_add_char(out, '/');
    if (!out->failed)
        add_sorted(each, n, out);
    free(each);
}

static vb_str signature_of(vb_lint *lint, const vb_term *term)
{
    vb_buffer text = {0};
    vb_buffer_printf(&text, "%d %d %d %zu %zu ", term->role == VB_ROLE_INDICATOR, term->match_case, term->alone,
                     term->most_words, term->part);
    add_signature(lint, term, term->pattern, &text);
    add_contexts(lint, term->with, term->n_with, &text);
    add_contexts(lint, term->unless, term->n_unless, &text);
    vb_str kept = {NULL, 0};
    if (!text.failed)
        kept = vb_arena_copy(&lint->arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    lint->findings->failed = lint->findings->failed || kept.ptr == NULL;
    return kept;
}

static bool is_above(const vb_lexicon *lexicon, size_t above, size_t category)
{
    while (category != VB_NO_CATEGORY && category != above)
        category = lexicon->categories[category].parent;
    return category == above;
}

/* In an answer of this term alone its category is a code, whatever the other's is: rule 6. */
static bool codes_beside(const vb_lexicon *lexicon, const vb_term *term, const vb_term *other)
{
    const vb_settings *settings = &lexicon->settings;
    return term->weight >= settings->threshold &&
           (uint64_t)term->weight * 1000 >= (uint64_t)settings->share * other->weight;
}

static void compare(vb_lint *lint, const vb_term *first, const vb_term *again)
{
    const vb_lexicon *lexicon = lint->lexicon;
    bool same = vb_str_equal(first->source, again->source);
    if (first->role != again->role)
        return; /* a cue that is a term too: see shadows.c for what that does */
    if (first->role == VB_ROLE_INDICATOR && first->category != again->category)
        return; /* a word may speak for two */
    if (first->category == again->category) {
        (void)vb_findings_add(lint->findings, "duplicate-term", vb_lint_term_place(lint, again),
                              VB_LITERAL("take one of the two out"), "`%.*s` is in line %zu already%s%.*s%s",
                              VB_ARG(again->source), first->line, same ? "" : " as `",
                              VB_ARG(same ? VB_LITERAL("") : first->source),
                              same ? "" : "`, which is the same after folding and stemming");
        return;
    }
    vb_str path = lexicon->categories[first->category].path;
    bool within =
        is_above(lexicon, first->category, again->category) || is_above(lexicon, again->category, first->category);
    vb_check_finding *f =
        vb_findings_add(lint->findings, "term-in-two-categories", vb_lint_term_place(lint, again),
                        within ? VB_LITERAL("keep it in the deeper one, which counts for the other too")
                               : VB_LITERAL("keep it in one of the two"),
                        "`%.*s` is in `%.*s` too, line %zu%s%.*s%s", VB_ARG(again->source), VB_ARG(path), first->line,
                        same ? "" : ", as `", VB_ARG(same ? VB_LITERAL("") : first->source), same ? "" : "`");
    if (f != NULL && !(codes_beside(lexicon, first, again) && codes_beside(lexicon, again, first)))
        f->severity = VB_SEVERITY_NOTE; /* a hint by its weight, said in both on purpose */
}

void vb_lint_duplicates(vb_lint *lint)
{
    vb_map seen = {0};
    const vb_lexicon *lexicon = lint->lexicon;
    for (size_t i = 0; lint->keys != NULL && i < lexicon->n_terms && !lint->findings->failed; i++) {
        const vb_term *term = &lexicon->terms[i];
        if (term->role == VB_ROLE_CONTEXT || term->part != 0)
            continue;
        vb_str signature = signature_of(lint, term);
        if (signature.ptr == NULL)
            break;
        size_t first = vb_map_find(&seen, signature);
        if (first != VB_MAP_NONE)
            compare(lint, &lexicon->terms[first], term);
        else if (!vb_map_set(&seen, signature, i))
            lint->findings->failed = true;
    }
    vb_map_release(&seen);
}
