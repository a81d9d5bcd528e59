#include "convert/phrases.h"

#include "base/buffer.h"
#include "base/str.h"
#include "lexicon/pattern_print.h"

typedef struct {
    vb_arena *arena;
    const char *why;
    bool failed; /* memory */
} writer;

/* Phrases while they are made; `items` has room for VB_CONVERT_MOST_PHRASES. */
typedef struct {
    vb_str *items;
    size_t n;
} list;

static bool refuse(writer *w, const char *why)
{
    if (w->why == NULL)
        w->why = why;
    return false;
}

static bool new_list(writer *w, list *out)
{
    *out = (list){.items = vb_arena_alloc(w->arena, VB_CONVERT_MOST_PHRASES * sizeof *out->items)};
    w->failed = w->failed || out->items == NULL;
    return out->items != NULL;
}

/* Add a phrase, unless it is there. */
static bool add(writer *w, list *out, vb_str phrase)
{
    for (size_t i = 0; i < out->n; i++)
        if (vb_str_equal(out->items[i], phrase))
            return true;
    if (out->n == VB_CONVERT_MOST_PHRASES)
        return refuse(w, "it stands for more than 500 phrases");
    vb_str kept = vb_arena_copy(w->arena, phrase);
    w->failed = w->failed || kept.ptr == NULL;
    if (kept.ptr != NULL)
        out->items[out->n++] = kept;
    return kept.ptr != NULL;
}

/* A word: a wildcard in it must be one. */
static bool add_word(writer *w, const vb_pattern *node, list *out)
{
    vb_buffer text = {0};
    bool fine = true;
    for (size_t i = 0; i < node->text.len; i++) {
        char c = node->text.ptr[i];
        bool quoted = node->kind == VB_PATTERN_GLOB && c == '\\' && i + 1 < node->text.len;
        if (quoted)
            c = node->text.ptr[++i];
        if ((quoted || node->kind == VB_PATTERN_WORD) && (c == '*' || c == '?'))
            fine = refuse(w, "it has a `*` or `?` that is no wildcard");
        vb_buffer_add_char(&text, c);
    }
    w->failed = w->failed || text.failed;
    fine = fine && !text.failed && add(w, out, vb_buffer_str(&text));
    vb_buffer_release(&text);
    return fine;
}

static bool write_out(writer *w, const vb_pattern *node, list *out);

/* Every phrase of *left with every one of `right` behind it. */
static bool join(writer *w, list *left, const list *right, const char *joint)
{
    list both;
    vb_buffer text = {0};
    bool fine = new_list(w, &both);
    for (size_t i = 0; fine && i < left->n; i++)
        for (size_t k = 0; fine && k < right->n; k++) {
            vb_buffer_clear(&text);
            vb_buffer_add_str(&text, left->items[i]);
            if (left->items[i].len > 0 && right->items[k].len > 0)
                vb_buffer_add_text(&text, joint);
            vb_buffer_add_str(&text, right->items[k]);
            fine = !text.failed && add(w, &both, vb_buffer_str(&text));
        }
    w->failed = w->failed || text.failed;
    vb_buffer_release(&text);
    *left = both;
    return fine;
}

static bool write_sequence(writer *w, const vb_pattern *node, list *out)
{
    list all;
    if (!new_list(w, &all) || !add(w, &all, VB_LITERAL("")))
        return false;
    for (size_t i = 0; i < node->n; i++) {
        list piece;
        if (!new_list(w, &piece) || !write_out(w, node->children[i], &piece) ||
            !join(w, &all, &piece, node->children[i]->joined ? "-" : " "))
            return false;
    }
    for (size_t i = 0; i < all.n; i++)
        if (!add(w, out, all.items[i]))
            return false;
    return true;
}

/* `most` words or fewer between. */
static bool write_gap(writer *w, size_t most, list *out)
{
    vb_buffer text = {0};
    bool fine = add(w, out, VB_LITERAL(""));
    for (size_t i = 0; i < most && fine; i++) {
        vb_buffer_add_text(&text, i == 0 ? "*" : " *");
        fine = !text.failed && add(w, out, vb_buffer_str(&text));
    }
    w->failed = w->failed || text.failed;
    vb_buffer_release(&text);
    return fine;
}

/* `buy-in` is `buy in`, `buyin`, and the hyphenated word itself. */
static bool write_hyphenated(writer *w, const vb_pattern *apart, list *out)
{
    vb_buffer text = {0};
    for (size_t i = 0; i < apart->n; i++) {
        vb_buffer_add_text(&text, i > 0 ? "-" : "");
        vb_buffer_add_str(&text, apart->children[i]->text);
    }
    w->failed = w->failed || text.failed;
    bool fine = !text.failed && add(w, out, vb_buffer_str(&text));
    vb_buffer_release(&text);
    return fine;
}

static bool write_near(writer *w, const vb_pattern *node, list *out)
{
    for (size_t order = 0; order < 2; order++) {
        list all, gap, other;
        if (!new_list(w, &all) || !new_list(w, &gap) || !new_list(w, &other) ||
            !write_out(w, node->children[order], &all) || !write_gap(w, node->most, &gap) ||
            !write_out(w, node->children[1 - order], &other) || !join(w, &all, &gap, " ") ||
            !join(w, &all, &other, " "))
            return false;
        for (size_t i = 0; i < all.n; i++)
            if (!add(w, out, all.items[i]))
                return false;
    }
    return true;
}

static bool write_out(writer *w, const vb_pattern *node, list *out)
{
    switch (node->kind) {
    case VB_PATTERN_WORD:
    case VB_PATTERN_GLOB:
        return add_word(w, node, out);
    case VB_PATTERN_ANY:
        return add(w, out, VB_LITERAL("*"));
    case VB_PATTERN_GAP:
        return write_gap(w, node->most, out);
    case VB_PATTERN_SEQUENCE:
        return write_sequence(w, node, out);
    case VB_PATTERN_NEAR:
        return write_near(w, node, out);
    case VB_PATTERN_CHOICE:
        if (vb_pattern_is_hyphenated(node) && !write_hyphenated(w, node->children[0], out))
            return false;
        for (size_t i = 0; i < node->n; i++)
            if (!write_out(w, node->children[i], out))
                return false;
        return true;
    case VB_PATTERN_NUMBER:
        return refuse(w, "it has <number>");
    case VB_PATTERN_FIRST:
    case VB_PATTERN_LAST:
        return refuse(w, "it is bound to the answer's beginning or end");
    case VB_PATTERN_REGEX:
        return refuse(w, "it is a regular expression");
    }
    return false;
}

vb_phrases vb_phrases_of(const vb_pattern *pattern, vb_arena *arena, const char **why)
{
    vb_arena scratch = {0}; /* lists on the way have room for as many phrases as there may be */
    writer w = {.arena = &scratch};
    list all;
    vb_str *kept = NULL;
    bool fine = new_list(&w, &all) && write_out(&w, pattern, &all) && !w.failed;
    if (fine && (kept = vb_arena_alloc(arena, all.n * sizeof *kept)) == NULL)
        w.failed = true;
    for (size_t i = 0; kept != NULL && i < all.n; i++) {
        kept[i] = vb_arena_copy(arena, all.items[i]);
        w.failed = w.failed || kept[i].ptr == NULL;
    }
    vb_arena_release(&scratch);
    *why = w.failed ? NULL : w.why;
    return kept != NULL && !w.failed ? (vb_phrases){kept, all.n} : (vb_phrases){NULL, 0};
}

bool vb_phrases_are_stems(const vb_pattern *pattern)
{
    if (pattern->kind == VB_PATTERN_WORD && !pattern->exact)
        return true;
    for (size_t i = 0; i < pattern->n; i++)
        if (vb_phrases_are_stems(pattern->children[i]))
            return true;
    return false;
}
