#include "suggest/misfires.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

enum { LEAST_ANSWERS = 2 };

static bool add(uint32_t **list, size_t *n, size_t *cap, uint32_t answer)
{
    if (*n > 0 && (*list)[*n - 1] == answer)
        return true;
    if (!VB_PUSH_ROOM(*list, *n, *cap))
        return false;
    (*list)[(*n)++] = answer;
    return true;
}

bool vb_firing_add(vb_firing *f, bool right, uint32_t answer)
{
    return right ? add(&f->right_in, &f->n_right, &f->cap_right, answer)
                 : add(&f->wrong_in, &f->n_wrong, &f->cap_wrong, answer);
}

static bool is_filled(const vb_firing *f, size_t phrase)
{
    for (size_t i = 0; i < f->n_filled; i++)
        if (f->filled[i] == phrase)
            return true;
    return false;
}

bool vb_firing_fill(vb_firing *f, size_t phrase)
{
    if (is_filled(f, phrase))
        return true;
    if (!VB_PUSH_ROOM(f->filled, f->n_filled, f->cap_filled))
        return false;
    f->filled[f->n_filled++] = phrase;
    return true;
}

void vb_firing_release(vb_firing *f)
{
    free(f->right_in);
    free(f->wrong_in);
    free(f->filled);
    *f = (vb_firing){0};
}

/* How many of the answers have the phrase; the first ones into `examples`. */
static size_t shared(const vb_suggest_phrase *phrase, const uint32_t *answers, size_t n,
                     vb_suggest_examples *examples)
{
    size_t count = 0;
    examples->n = 0;
    for (size_t i = 0, k = 0; i < n && k < phrase->n;) {
        if (answers[i] == phrase->answers[k]) {
            vb_suggest_example(examples, answers[i]);
            count++;
        }
        if (answers[i] < phrase->answers[k])
            i++;
        else
            k++;
    }
    return count;
}

/* The word beside the term that most of the wrong answers have, and no right one: for its `unless`. */
static void find_unless(const vb_suggestions *s, const vb_firing *f, vb_misfire *misfire)
{
    size_t most = 1; /* one answer's word is chance */
    vb_suggest_examples with, none;
    for (size_t i = 0; i < f->n_wrong; i++)
        vb_suggest_example(&misfire->examples, f->wrong_in[i]);
    for (size_t i = 0; i < s->phrases.n; i++) {
        const vb_suggest_phrase *phrase = &s->phrases.items[i];
        size_t wrong = phrase->n_words == 1 && phrase->n > most ? shared(phrase, f->wrong_in, f->n_wrong, &with) : 0;
        if (wrong <= most || is_filled(f, i) || shared(phrase, f->right_in, f->n_right, &none) > 0)
            continue;
        most = wrong;
        misfire->unless = vb_phrase_form(phrase);
        misfire->examples = with;
    }
}

static int worst_first(const void *a, const void *b)
{
    const vb_misfire *x = a, *y = b;
    int64_t p = (int64_t)x->wrong - (int64_t)x->right, q = (int64_t)y->wrong - (int64_t)y->right;
    return p != q ? (p < q ? 1 : -1) : vb_str_compare(x->term, y->term);
}

bool vb_misfires_find(vb_suggestions *s, const vb_firing *firings)
{
    for (size_t t = 0; t < s->lexicon->n_terms; t++) {
        const vb_firing *f = &firings[t];
        const vb_term *term = &s->lexicon->terms[t];
        if (f->n_wrong < LEAST_ANSWERS || f->n_wrong <= f->n_right)
            continue;
        if (!VB_PUSH_ROOM(s->misfires, s->n_misfires, s->cap_misfires))
            return false;
        s->misfires[s->n_misfires] = (vb_misfire){.term = term->source,
                                                  .path = s->lexicon->categories[term->category].path,
                                                  .line = term->line,
                                                  .file = s->lexicon->parts[term->part].file,
                                                  .right = f->n_right,
                                                  .wrong = f->n_wrong,
                                                  .unless = VB_LITERAL("")};
        find_unless(s, f, &s->misfires[s->n_misfires++]);
    }
    if (s->n_misfires > 0)
        qsort(s->misfires, s->n_misfires, sizeof *s->misfires, worst_first);
    s->n_misfires = s->n_misfires < VB_SUGGEST_MOST ? s->n_misfires : VB_SUGGEST_MOST;
    return true;
}
