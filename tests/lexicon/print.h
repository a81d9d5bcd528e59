/* Patterns and lexicons as text, for comparing with expectations written by hand. */
#ifndef TESTS_LEXICON_PRINT_H
#define TESTS_LEXICON_PRINT_H

#include "base/buffer.h"
#include "base/str.h"
#include "lexicon/lexicon.h"

#include <stdlib.h>

static void print_pattern(vb_buffer *out, const vb_pattern *p);

static inline void print_children(vb_buffer *out, const vb_pattern *p, const char *open, const char *between,
                                  const char *close)
{
    vb_buffer_add_text(out, open);
    for (size_t i = 0; i < p->n; i++) {
        vb_buffer_add_text(out, i == 0 ? "" : between);
        print_pattern(out, p->children[i]);
    }
    vb_buffer_add_text(out, close);
}

/* word, =exact, {glob}, -joined, #, _, ...3, ^, $, [a b], (a|b), near5(a b), /re/ */
static void print_pattern(vb_buffer *out, const vb_pattern *p)
{
    vb_buffer_add_text(out, p->joined ? "-" : "");
    switch (p->kind) {
    case VB_PATTERN_WORD:
        vb_buffer_printf(out, "%s%.*s", p->exact ? "=" : "", VB_ARG(p->text));
        break;
    case VB_PATTERN_GLOB:
        vb_buffer_printf(out, "{%.*s}", VB_ARG(p->text));
        break;
    case VB_PATTERN_NUMBER:
        vb_buffer_add_text(out, "#");
        break;
    case VB_PATTERN_ANY:
        vb_buffer_add_text(out, "_");
        break;
    case VB_PATTERN_GAP:
        vb_buffer_printf(out, "...%u", p->most);
        break;
    case VB_PATTERN_FIRST:
        vb_buffer_add_text(out, "^");
        break;
    case VB_PATTERN_LAST:
        vb_buffer_add_text(out, "$");
        break;
    case VB_PATTERN_SEQUENCE:
        print_children(out, p, "[", " ", "]");
        break;
    case VB_PATTERN_CHOICE:
        print_children(out, p, "(", "|", ")");
        break;
    case VB_PATTERN_NEAR:
        vb_buffer_printf(out, "near%u", p->most);
        print_children(out, p, "(", " ", ")");
        break;
    case VB_PATTERN_REGEX:
        vb_buffer_printf(out, "/%.*s/", VB_ARG(p->text));
        break;
    }
}

static inline void print_contexts(vb_buffer *out, const vb_lexicon *lexicon, const char *what, const size_t *list,
                                  size_t n)
{
    for (size_t i = 0; i < n; i++) {
        vb_buffer_printf(out, " %s ", what);
        print_pattern(out, lexicon->terms[list[i]].pattern);
    }
}

/* One line: owner, pattern, and what differs from the usual. */
static inline void print_term(vb_buffer *out, const vb_lexicon *lexicon, const vb_term *term)
{
    static const char *const roles[] = {"",       "after",      "before",  "turn",   "emphasis",
                                        "ignore", "non-answer", "context", "joiner", "indicator "};
    vb_buffer_add_text(out, roles[term->role]);
    if (term->category != VB_NO_CATEGORY)
        vb_buffer_add_str(out, lexicon->categories[term->category].path);
    vb_buffer_add_text(out, ": ");
    print_pattern(out, term->pattern);
    if (term->weight != 1000)
        vb_buffer_printf(out, " weight %u", (unsigned)term->weight);
    if (term->match_case)
        vb_buffer_add_text(out, " case");
    print_contexts(out, lexicon, "with", term->with, term->n_with);
    print_contexts(out, lexicon, "unless", term->unless, term->n_unless);
    if (term->note.ptr != NULL)
        vb_buffer_printf(out, " note %.*s", VB_ARG(term->note));
    if (term->part > 0)
        vb_buffer_printf(out, " part %zu", term->part);
}

static inline void print_settings(vb_buffer *out, const vb_settings *s)
{
    static const char *const overlap[] = {"longest", "key", "all"};
    vb_buffer_printf(out, "%s %s %s %s %s %s %s gap=%zu threshold=%u", s->language,
                     s->fold_diacritics ? "fold" : "keep", s->stem ? "stem" : "unstemmed", overlap[s->overlap],
                     s->breaks == VB_BREAKS_NONE ? "none" : "sentence",
                     s->tokens == VB_TOKENS_WORDS ? "words" : "quanteda", s->count_matches ? "matches" : "clauses",
                     s->gap, (unsigned)s->threshold);
    if (s->share > 0)
        vb_buffer_printf(out, " share=%u", (unsigned)s->share);
    if (s->indication > 0)
        vb_buffer_printf(out, " indication=%u", (unsigned)s->indication);
    vb_buffer_printf(out, " spelling=%u", s->spelling);
}

static inline int compare_lines(const void *a, const void *b)
{
    const vb_str *x = a;
    const vb_str *y = b;
    return vb_str_compare(*x, *y);
}

/* Everything that coding depends on, a line each, in byte order: the same for the same lexicon written otherwise. */
static inline void print_lexicon(vb_buffer *out, const vb_lexicon *lexicon)
{
    vb_buffer text = {0};
    vb_buffer_printf(&text, "lexicon %.*s %.*s %.*s\nsettings ", VB_ARG(lexicon->name), VB_ARG(lexicon->version),
                     VB_ARG(lexicon->title));
    print_settings(&text, &lexicon->settings);
    vb_buffer_add_text(&text, "\n");
    for (size_t i = 0; i < lexicon->n_categories; i++) {
        const vb_category *c = &lexicon->categories[i];
        vb_buffer_printf(&text, "category %.*s %.*s %zu: %.*s; %.*s; %.*s; %.*s\n", VB_ARG(c->path), VB_ARG(c->name),
                         c->level, VB_ARG(c->label), VB_ARG(c->definition), VB_ARG(c->advice_first),
                         VB_ARG(c->advice_second));
    }
    for (size_t i = 0; i < lexicon->n_terms; i++) {
        vb_buffer_add_text(&text, "term ");
        print_term(&text, lexicon, &lexicon->terms[i]);
        vb_buffer_add_text(&text, "\n");
    }
    for (size_t i = 0; i < lexicon->n_headline; i++)
        vb_buffer_printf(&text, "headline %zu %.*s\n", i, VB_ARG(lexicon->categories[lexicon->headline[i]].path));
    for (size_t i = 0; i < lexicon->n_tests; i++) {
        const vb_lexicon_test *t = &lexicon->tests[i];
        vb_buffer_printf(&text, "test %.*s;%s", VB_ARG(t->answer), t->has_codes ? " codes" : "");
        for (size_t k = 0; k < t->n_codes; k++)
            vb_buffer_printf(&text, " %.*s", VB_ARG(t->codes[k]));
        vb_buffer_printf(&text, "%s%.*s\n", t->has_primary ? " primary " : "", VB_ARG(t->primary));
    }
    vb_str *lines = calloc(text.len + 1, sizeof *lines);
    size_t n = 0;
    for (size_t beg = 0, end = 0; lines != NULL && end < text.len; end++) {
        if (text.ptr[end] == '\n') {
            lines[n++] = vb_str_cut(vb_buffer_str(&text), beg, end + 1);
            beg = end + 1;
        }
    }
    if (lines != NULL)
        qsort(lines, n, sizeof *lines, compare_lines);
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_str(out, lines[i]);
    free(lines);
    vb_buffer_release(&text);
}

/* The contents, NUL-terminated, for a comparison of texts. */
static inline const char *printed(vb_buffer *out)
{
    vb_buffer_add_char(out, '\0');
    return out->failed ? "out of memory" : out->ptr;
}

#endif
