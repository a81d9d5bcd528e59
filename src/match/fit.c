#include "match/fit.h"

#include "base/str.h"

bool vb_fit_is_joined(const vb_matcher *m, size_t token)
{
    const vb_token *t = &m->tokens.items[token];
    vb_str between = vb_str_cut(m->answer, t[-1].end, t->beg);
    return vb_str_equal(between, VB_LITERAL("-")) || vb_str_equal(between, VB_LITERAL("\u2010")) ||
           vb_str_equal(between, VB_LITERAL("\u2011"));
}

/* Phrases that are being fitted. */
typedef struct {
    const vb_matcher *matcher;
    const vb_step *steps;
    const vb_slot_set *sets;
    const vb_token *tokens;
    size_t start, end; /* `end` is the sentence's */
    uint64_t bits[2];  /* of the tokens taken on the way at hand, from `start` on */
    bool found;        /* the best so far: */
    size_t gap, last;
    uint64_t best[2];
} fitting;

/* True if token `t` may be the step's, where the next is `at`. */
static inline bool may_take(const fitting *f, const vb_step *step, size_t at, size_t t)
{
    if (step->slot != VB_ANY_WORD && !vb_slot_set_has(&f->sets[t], step->slot))
        return false;
    if (t == f->start)
        return !step->first || t == 0;
    return (step->gapped || f->tokens[at - 1].clause == f->tokens[t].clause) &&
           (!step->joined || (t == at && vb_fit_is_joined(f->matcher, t)));
}

/* The rule of vb_match_is_better(): the way that ends at `last` is at hand. */
static bool is_better(const fitting *f, size_t last, size_t gap)
{
    if (!f->found || gap != f->gap)
        return !f->found || gap < f->gap;
    if (last != f->last)
        return last > f->last;
    size_t half = f->bits[0] == f->best[0];
    uint64_t differ = f->bits[half] ^ f->best[half];
    return (f->bits[half] & differ & (~differ + 1)) != 0;
}

/* Take steps that may stand at token `at`, from `from` up to `to`, or behind words passed over, and what follows
 * them. */
static void fit_steps(fitting *f, uint32_t from, uint32_t to, size_t at, size_t gap)
{
    for (const vb_step *step; from < to; from = step->end) {
        step = &f->steps[from];
        size_t most = f->found && f->gap < gap + step->slack ? f->gap - gap : step->slack;
        for (size_t t = at; t <= at + most && t < f->end; t++) {
            if (!may_take(f, step, at, t))
                continue;
            size_t place = t - f->start, wide = gap + (t - at);
            f->bits[place / 64] |= UINT64_C(1) << place % 64;
            if ((step->accepts || (step->accepts_last && t + 1 == f->matcher->tokens.n)) && is_better(f, t, wide)) {
                f->found = true;
                f->gap = wide;
                f->last = t;
                f->best[0] = f->bits[0];
                f->best[1] = f->bits[1];
            }
            if (from + 1 < step->end && (!f->found || wide <= f->gap))
                fit_steps(f, from + 1, step->end, t + 1, wide);
            f->bits[place / 64] &= ~(UINT64_C(1) << place % 64);
        }
        if (f->found && f->gap < gap)
            return;
    }
}

bool vb_fit(const vb_matcher *m, uint32_t term, vb_step_range range, const vb_sentence *sentence, size_t start,
            vb_match *match)
{
    fitting f = {.matcher = m,
                 .steps = m->coder->steps,
                 .sets = m->sets,
                 .tokens = m->tokens.items,
                 .start = start,
                 .end = sentence->end};
    fit_steps(&f, range.beg, range.end, start, 0);
    if (f.found)
        *match = vb_match_of(m, term, f.gap, vb_token_set_of(start, f.best));
    return f.found;
}
