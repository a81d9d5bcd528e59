#include "tune/fit.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 200 };

static const double sharpness = 2; /* of the logistic: a lead of 1 in strength is odds of e^2 */

typedef struct {
    const vb_tune_gold *gold;
    const bool *use;
    double lambda;
    const uint32_t *own;
    double *weights, *slopes, *curvatures; /* one a term */
    double *strengths;                     /* one a top, and the threshold for none */
} fitter;

/* The heaviest match of the clause that has the top of the one at `at`, its first. */
static size_t heaviest(const fitter *f, const vb_tune_match *matches, size_t n, size_t at)
{
    size_t best = at;
    for (size_t i = at + 1; i < n && matches[i].clause == matches[at].clause; i++)
        if (matches[i].top == matches[at].top && f->weights[matches[i].term] > f->weights[matches[best].term])
            best = i;
    return best;
}

/* True if an earlier match of the clause is of the same top. */
static bool is_repeated(const vb_tune_match *matches, size_t at)
{
    for (size_t i = at; i-- > 0 && matches[i].clause == matches[at].clause;)
        if (matches[i].top == matches[at].top)
            return true;
    return false;
}

/* Add an answer's share of the slopes. */
static void add_slopes(fitter *f, const vb_tune_answer *answer)
{
    const vb_tune_match *matches = f->gold->matches + answer->matches;
    size_t n = answer->n_matches, tops = f->gold->n_tops;
    double sum = 0, most = 0;
    memset(f->strengths, 0, tops * sizeof *f->strengths);
    f->strengths[tops] = f->gold->lexicon->settings.threshold / 1000.0;
    for (size_t i = 0; i < n; i++)
        if (!is_repeated(matches, i)) {
            size_t best = heaviest(f, matches, n, i);
            if (f->strengths[matches[i].top] <= 0)
                f->strengths[matches[i].top] = answer->indicated[matches[i].top];
            f->strengths[matches[i].top] += matches[best].factor * f->weights[matches[best].term];
        }
    for (size_t k = 0; k <= tops; k++)
        most = f->strengths[k] > most ? f->strengths[k] : most;
    for (size_t k = 0; k <= tops; k++)
        sum += f->strengths[k] = exp(sharpness * (f->strengths[k] - most));
    for (size_t i = 0; i < n; i++)
        if (!is_repeated(matches, i)) {
            const vb_tune_match *m = &matches[heaviest(f, matches, n, i)];
            double chance = f->strengths[m->top] / sum;
            f->slopes[m->term] += sharpness * m->factor * (chance - (m->top == answer->gold));
        }
}

static bool may_change(const fitter *f, size_t term)
{
    const vb_term *t = &f->gold->lexicon->terms[term];
    return t->role == VB_ROLE_CATEGORY && t->part == 0 && f->own[term] > 0;
}

static void descend(fitter *f)
{
    const vb_tune_gold *gold = f->gold;
    size_t n_terms = gold->lexicon->n_terms;
    for (size_t a = 0; a < gold->n; a++)
        for (size_t i = 0; f->use[a] && i < gold->answers[a].n_matches; i++) {
            const vb_tune_match *m = &gold->matches[gold->answers[a].matches + i];
            f->curvatures[m->term] += sharpness * sharpness * m->factor * m->factor / 4;
        }
    for (size_t round = 0; round < ROUNDS; round++) {
        memset(f->slopes, 0, n_terms * sizeof *f->slopes);
        for (size_t a = 0; a < gold->n; a++)
            if (f->use[a])
                add_slopes(f, &gold->answers[a]);
        for (size_t t = 0; t < n_terms; t++) {
            if (f->curvatures[t] <= 0 || !may_change(f, t))
                continue;
            double own = f->own[t] / 1000.0, high = fmax(own, VB_TUNE_MOST / 1000.0);
            double slope = f->slopes[t] + 2 * f->lambda * (f->weights[t] - own);
            double next = f->weights[t] - 0.5 * slope / (f->curvatures[t] + 2 * f->lambda);
            f->weights[t] = fmin(fmax(next, fmin(own, VB_TUNE_LEAST / 1000.0)), high);
        }
    }
}

vb_status vb_tune_solve(const vb_tune_gold *gold, const bool *use, double lambda, const uint32_t *own,
                        double *weights, vb_error *err)
{
    size_t n = gold->lexicon->n_terms;
    fitter f = {gold, use, lambda, own, .weights = weights};
    f.slopes = calloc(n + 1, sizeof *f.slopes);
    f.curvatures = calloc(n + 1, sizeof *f.curvatures);
    f.strengths = calloc(gold->n_tops + 1, sizeof *f.strengths);
    bool room = f.slopes != NULL && f.curvatures != NULL && f.strengths != NULL;
    for (size_t t = 0; t < n; t++)
        weights[t] = own[t] / 1000.0;
    if (room)
        descend(&f);
    free(f.slopes);
    free(f.curvatures);
    free(f.strengths);
    return room ? VB_OK : vb_fail_memory(err);
}

/* How many of the answers that have the term get the right primary, with the weights as they are. */
static vb_status count_right(vb_tune_gold *gold, const bool *use, size_t term, size_t *right, vb_error *err)
{
    *right = 0;
    for (size_t a = 0; a < gold->n; a++) {
        const vb_tune_answer *answer = &gold->answers[a];
        bool has = false;
        for (size_t i = 0; use[a] && i < answer->n_matches && !has; i++)
            has = gold->matches[answer->matches + i].term == term;
        size_t top;
        vb_status status = has ? vb_tune_code(gold, answer, &top, err) : VB_OK;
        if (status != VB_OK)
            return status;
        *right += has && top == answer->gold;
    }
    return VB_OK;
}

/* Undo the changes that decide nothing. */
static vb_status prune(vb_tune_gold *gold, const bool *use, const uint32_t *own, uint32_t *weights, vb_error *err)
{
    vb_term *terms = gold->lexicon->terms;
    for (size_t t = 0; t < gold->lexicon->n_terms; t++) {
        size_t with, without;
        if (weights[t] == own[t])
            continue;
        vb_status status = count_right(gold, use, t, &with, err);
        terms[t].weight = own[t];
        if (status == VB_OK)
            status = count_right(gold, use, t, &without, err);
        if (status != VB_OK)
            return status;
        if (without < with)
            terms[t].weight = weights[t];
        else
            weights[t] = own[t];
    }
    return VB_OK;
}

void vb_tune_apply(vb_tune_gold *gold, const uint32_t *weights)
{
    for (size_t t = 0; t < gold->lexicon->n_terms; t++)
        gold->lexicon->terms[t].weight = weights[t];
}

vb_status vb_tune_fit(vb_tune_gold *gold, const bool *use, double lambda, const uint32_t *own, uint32_t *weights,
                      vb_error *err)
{
    size_t n = gold->lexicon->n_terms;
    double *exact = calloc(n + 1, sizeof *exact);
    vb_status status = exact == NULL ? vb_fail_memory(err) : vb_tune_solve(gold, use, lambda, own, exact, err);
    for (size_t t = 0; t < n && status == VB_OK; t++) {
        uint32_t round = (uint32_t)lround(exact[t] * 1000 / VB_TUNE_STEP) * VB_TUNE_STEP;
        bool same = fabs(exact[t] * 1000 - own[t]) < VB_TUNE_STEP / 2.0;
        weights[t] = same || round == 0 ? own[t] : round;
    }
    free(exact);
    if (status != VB_OK)
        return status;
    vb_tune_apply(gold, weights);
    return prune(gold, use, own, weights, err);
}
