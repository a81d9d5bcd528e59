#include "match/fit.h"

#include "base/str.h"

bool vb_fit_is_joined(const vb_matcher *m, size_t token)
{
    const vb_token *t = &m->tokens.items[token];
    vb_str between = vb_str_cut(m->answer, t[-1].end, t->beg);
    return vb_str_equal(between, VB_LITERAL("-")) || vb_str_equal(between, VB_LITERAL("\u2010")) ||
           vb_str_equal(between, VB_LITERAL("\u2011"));
}

static inline bool takes(const vb_step *step, const vb_word *word)
{
    return step->slot == VB_ANY_WORD || (word != NULL && vb_word_fills(word, step->slot));
}

/* A phrase without gaps: word upon word within a clause. */
static bool fit_words(const vb_matcher *m, const vb_phrase *phrase, const vb_step *steps, size_t start)
{
    size_t n = phrase->n;
    for (size_t i = 0; i < n; i++)
        if (!takes(&steps[i], m->words[start + i]))
            return false;
    const vb_token *tokens = m->tokens.items + start;
    if (tokens[0].clause != tokens[n - 1].clause)
        return false;
    for (size_t i = 1; phrase->joined && i < n; i++)
        if (steps[i].joined && !vb_fit_is_joined(m, start + i))
            return false;
    return true;
}

/* A phrase with gaps that is being fitted. */
typedef struct {
    const vb_matcher *matcher;
    const vb_step *steps;
    size_t n, start;
    size_t end;       /* of the sentence, or of the best fit so far, which only an earlier end can be better than */
    size_t last;      /* where the last word must be; SIZE_MAX: anywhere */
    uint64_t bits[2]; /* of the tokens taken on the way at hand, from `start` on */
    uint64_t best[2];
    bool found;
} fitting;

/* True if token `t` may be step i's, the next from `at` on. */
static bool may_take(const fitting *f, size_t i, size_t at, size_t t)
{
    const vb_step *step = &f->steps[i];
    if (!takes(step, f->matcher->words[t]))
        return false;
    if (i == 0)
        return true;
    const vb_token *tokens = f->matcher->tokens.items;
    if (!step->gapped && tokens[at - 1].clause != tokens[t].clause)
        return false;
    return !step->joined || (t == at && vb_fit_is_joined(f->matcher, t));
}

/* Take the steps from i on, the first at token `at` or behind words passed over.  As all ways have as many words, the
 * one that ends earliest has the fewest gap words; of several, the one with the earlier tokens is found first. */
static void fit_from(fitting *f, size_t i, size_t at)
{
    if (i == f->n) {
        if (f->last != SIZE_MAX && at != f->last + 1)
            return;
        f->found = true;
        f->end = at - 1;
        f->best[0] = f->bits[0];
        f->best[1] = f->bits[1];
        return;
    }
    size_t slack = f->steps[i].slack;
    for (size_t t = at; t <= at + slack && t + (f->n - i) <= f->end; t++) {
        if (!may_take(f, i, at, t))
            continue;
        size_t place = t - f->start;
        f->bits[place / 64] |= UINT64_C(1) << place % 64;
        fit_from(f, i + 1, t + 1);
        f->bits[place / 64] &= ~(UINT64_C(1) << place % 64);
    }
}

bool vb_fit(const vb_matcher *m, const vb_phrase *phrase, const vb_sentence *sentence, size_t start, vb_match *match)
{
    const vb_step *steps = m->coder->steps + phrase->steps;
    size_t n = phrase->n;
    if (start + n > sentence->end || (phrase->from_first && start != 0))
        return false;
    if (!phrase->gapped) {
        if ((phrase->to_last && start + n != m->tokens.n) || !fit_words(m, phrase, steps, start))
            return false;
        *match = vb_match_of_phrase(phrase, 0, vb_token_set_run(start, start + n - 1));
        return true;
    }
    fitting f = {.matcher = m,
                 .steps = steps,
                 .n = n,
                 .start = start,
                 .end = sentence->end,
                 .last = phrase->to_last ? m->tokens.n - 1 : SIZE_MAX};
    fit_from(&f, 0, start);
    if (!f.found)
        return false;
    *match = vb_match_of_phrase(phrase, (uint32_t)(f.end + 1 - start - n), vb_token_set_of(start, f.best));
    return true;
}
