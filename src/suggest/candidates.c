#include "suggest/candidates.h"

#include "base/grow.h"
#include "stats/keyness.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_ANSWERS = 2 };
static const double LEAST_KEYNESS = 3.84; /* p < 0.05 */

static bool add_candidate(vb_suggestions *s, vb_candidate candidate)
{
    if (!VB_PUSH_ROOM(s->candidates, s->n_candidates, s->cap_candidates))
        return false;
    s->candidates[s->n_candidates++] = candidate;
    return true;
}

bool vb_suggest_compares(const vb_suggestions *s)
{
    return 2 * s->uncoded <= s->n_answers;
}

static bool try_uncoded(vb_suggestions *s, const vb_suggest_phrase *phrase)
{
    uint64_t uncoded = 0;
    for (size_t i = 0; i < phrase->n; i++)
        uncoded += !s->answers[phrase->answers[i]].coded;
    double g2 = vb_log_likelihood(uncoded, s->uncoded, phrase->n - uncoded, s->n_answers - s->uncoded);
    if (uncoded < LEAST_ANSWERS || (vb_suggest_compares(s) && g2 < LEAST_KEYNESS))
        return true;
    return add_candidate(
        s, (vb_candidate){
               .phrase = phrase, .uncoded = uncoded, .answers = phrase->n, .keyness = g2, .code = VB_NO_CATEGORY});
}

static void predict(const vb_suggestions *s, const vb_suggest_phrase *phrase, size_t code, vb_prediction halves[2])
{
    halves[0] = halves[1] = (vb_prediction){0, 0};
    for (size_t i = 0; i < phrase->n; i++) {
        const vb_suggest_answer *a = &s->answers[phrase->answers[i]];
        if (!a->judged || vb_suggest_has(a->codes, a->n_codes, code))
            continue;
        if (vb_suggest_has(a->gold, a->n_gold, code))
            halves[a->second].gain++;
        else
            halves[a->second].loss++;
    }
}

static vb_code_counts count_code(const vb_suggestions *s, size_t code)
{
    vb_code_counts counts = {0};
    for (size_t i = 0; i < s->n_answers; i++) {
        const vb_suggest_answer *a = &s->answers[i];
        bool gold = vb_suggest_has(a->gold, a->n_gold, code), coded = vb_suggest_has(a->codes, a->n_codes, code);
        if (a->second && a->judged)
            *(gold ? coded ? &counts.both : &counts.gold_only : coded ? &counts.coded_only : &counts.neither) += 1;
    }
    return counts;
}

/* The deepest code that the phrase adds most to, on the first half. */
static bool try_gold(vb_suggestions *s, const vb_suggest_phrase *phrase)
{
    size_t best = VB_NO_CATEGORY;
    vb_prediction best_halves[2] = {{0, 0}, {0, 0}}, halves[2];
    uint64_t uncoded = 0;
    for (size_t i = 0; i < phrase->n; i++) {
        const vb_suggest_answer *a = &s->answers[phrase->answers[i]];
        uncoded += !a->coded;
        for (size_t k = 0; !a->second && k < a->n_gold; k++) {
            size_t code = a->gold[k];
            if (code >= s->codes.n_lexicons || vb_suggest_has(a->codes, a->n_codes, code))
                continue;
            predict(s, phrase, code, halves);
            int64_t net = (int64_t)halves[0].gain - (int64_t)halves[0].loss;
            int64_t best_net = (int64_t)best_halves[0].gain - (int64_t)best_halves[0].loss;
            bool deeper = net == best_net && best != VB_NO_CATEGORY &&
                          vb_codes_level(&s->codes, code) > vb_codes_level(&s->codes, best);
            if (net > 0 && (net > best_net || deeper)) {
                best = code;
                best_halves[0] = halves[0];
                best_halves[1] = halves[1];
            }
        }
    }
    if (best == VB_NO_CATEGORY || best_halves[0].gain < LEAST_ANSWERS)
        return true;
    if (best_halves[1].gain <= best_halves[1].loss) {
        s->unconfirmed++;
        return true;
    }
    vb_code_counts counts = count_code(s, best), after = counts;
    after.both += best_halves[1].gain;
    after.gold_only -= best_halves[1].gain;
    after.coded_only += best_halves[1].loss;
    after.neither -= best_halves[1].loss;
    uint64_t lacking = 0, gains = best_halves[0].gain + best_halves[1].gain;
    for (size_t i = 0; i < s->n_answers; i++)
        lacking += vb_suggest_has(s->answers[i].gold, s->answers[i].n_gold, best) &&
                   !vb_suggest_has(s->answers[i].codes, s->answers[i].n_codes, best);
    return add_candidate(
        s, (vb_candidate){.phrase = phrase,
                          .uncoded = uncoded,
                          .answers = phrase->n,
                          .keyness = vb_log_likelihood(gains, lacking, phrase->n - gains, s->n_answers - lacking),
                          .code = best,
                          .found = best_halves[0],
                          .confirmed = best_halves[1],
                          .before = vb_code_scores_make(&counts),
                          .after = vb_code_scores_make(&after)});
}

static int64_t net_of(const vb_candidate *c)
{
    return (int64_t)(c->found.gain + c->confirmed.gain) - (int64_t)(c->found.loss + c->confirmed.loss);
}

static int best_first(const void *a, const void *b)
{
    const vb_candidate *x = a, *y = b;
    if (net_of(x) != net_of(y))
        return net_of(x) < net_of(y) ? 1 : -1;
    if (x->keyness < y->keyness || x->keyness > y->keyness)
        return x->keyness < y->keyness ? 1 : -1;
    if (x->phrase->n_words != y->phrase->n_words)
        return x->phrase->n_words < y->phrase->n_words ? 1 : -1; /* the longer one says more */
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);    /* as they were met */
}

static int commonest_first(const void *a, const void *b)
{
    const vb_candidate *x = a, *y = b;
    if (x->uncoded != y->uncoded)
        return x->uncoded < y->uncoded ? 1 : -1;
    return best_first(a, b);
}

static bool same_answers(const vb_suggest_phrase *a, const vb_suggest_phrase *b)
{
    return a->n == b->n && memcmp(a->answers, b->answers, a->n * sizeof *a->answers) == 0;
}

/* Of phrases that stand in the same answers the first says it all. */
static void thin_out(vb_suggestions *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->n_candidates && kept < VB_SUGGEST_MOST; i++) {
        bool again = false;
        for (size_t k = 0; k < kept; k++)
            again = again || same_answers(s->candidates[i].phrase, s->candidates[k].phrase);
        if (!again)
            s->candidates[kept++] = s->candidates[i];
    }
    s->n_candidates = kept;
}

bool vb_candidates_find(vb_suggestions *s)
{
    for (size_t i = 0; i < s->phrases.n; i++) {
        const vb_suggest_phrase *phrase = &s->phrases.items[i];
        bool tried = phrase->n < LEAST_ANSWERS || (s->options->gold == NULL ? try_uncoded : try_gold)(s, phrase);
        if (!tried)
            return false;
    }
    if (s->n_candidates > 0)
        qsort(s->candidates, s->n_candidates, sizeof *s->candidates,
              s->options->gold == NULL && !vb_suggest_compares(s) ? commonest_first : best_first);
    thin_out(s);
    return true;
}

vb_suggest_examples vb_suggest_examples_of(const vb_suggestions *s, const vb_candidate *c)
{
    vb_suggest_examples found = {.n = 0};
    for (size_t i = 0; i < c->phrase->n; i++) {
        const vb_suggest_answer *a = &s->answers[c->phrase->answers[i]];
        bool lacks = vb_suggest_has(a->gold, a->n_gold, c->code) && !vb_suggest_has(a->codes, a->n_codes, c->code);
        if (c->code == VB_NO_CATEGORY ? !a->coded : lacks)
            vb_suggest_example(&found, c->phrase->answers[i]);
    }
    return found;
}
