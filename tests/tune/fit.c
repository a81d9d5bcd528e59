/* The weights that lower the loss of the model, against scipy.optimize.minimize (L-BFGS-B with the same bounds, then
 * Nelder-Mead until nothing moves; SciPy 1.10) on the loss as tune/fit.h has it, written down anew:
 *   sum over answers of log(sum_j exp(2 s_j)) - 2 s_gold, plus lambda * sum of (w - own)^2. */
#include "tune/fit.h"
#include "support.h"

#include <math.h>

/* `times` answers with this gold and these matches. */
typedef struct {
    size_t times, gold, n_matches;
    vb_tune_match matches[3]; /* term, top, clause, factor */
} kind;

typedef struct {
    const char *what;
    double lambda;
    uint32_t own[3];
    kind kinds[5];
    double wanted[3];
} problem;

/* Two tops, and the threshold 1 of none: 2. */
static const char lexicon[] = "lexicon: x\ncategories:\n  a: {terms: [p, q]}\n  b: {terms: [r]}\n";

static const problem problems[] = {
    {"two terms that meet in an answer, one where its clause counts double",
     1,
     {1000, 1000, 1000},
     {{6, 0, 1, {{0, 0, 0, 1}}},
      {2, 2, 1, {{0, 0, 0, 1}}},
      {3, 1, 2, {{0, 0, 0, 1}, {2, 1, 1, 1}}},
      {2, 0, 2, {{0, 0, 0, 1}, {2, 1, 1, 2}}},
      {4, 1, 1, {{2, 1, 0, 1}}}},
     {1.523035, 1, 1.269696}},
    {"a term that is mostly wrong stops at 0.1",
     0.3,
     {1000, 1000, 1000},
     {{20, 2, 1, {{0, 0, 0, 1}}}, {1, 0, 1, {{0, 0, 0, 1}}}},
     {0.1, 1, 1}},
    {"the heaviest of a clause counts alone",
     0.5,
     {1000, 400, 800},
     {{4, 0, 2, {{0, 0, 0, 1}, {1, 0, 0, 1}}}, {2, 1, 2, {{0, 0, 0, 1}, {2, 1, 1, 1}}}, {5, 2, 1, {{1, 0, 0, 1}}}},
     {1.693071, 0.1, 2.144797}},
    {"a term of weight 0 stays there", 1, {0, 1000, 1000}, {{9, 0, 1, {{0, 0, 0, 1}}}}, {0, 1, 1}},
};

/* The problem's answers, but for those that are marked as not to be used. */
static void fill(const problem *p, vb_tune_answer *answers, vb_tune_match *matches, vb_tune_gold *gold)
{
    for (size_t k = 0; k < COUNT_OF(p->kinds); k++)
        for (size_t i = 0; i < p->kinds[k].times; i++) {
            const kind *of = &p->kinds[k];
            static double indicated[2]; /* nothing */
            answers[gold->n++] = (vb_tune_answer){
                .gold = of->gold, .indicated = indicated, .matches = gold->n_matches, .n_matches = of->n_matches};
            memcpy(matches + gold->n_matches, of->matches, of->n_matches * sizeof *matches);
            gold->n_matches += of->n_matches;
        }
}

Test(tune, solver)
{
    for (size_t i = 0; i < COUNT_OF(problems); i++) {
        const problem *p = &problems[i];
        support_coder coder = support_open(lexicon);
        vb_tune_answer answers[128];
        vb_tune_match matches[256];
        vb_tune_gold gold = {.lexicon = coder.lexicon, .n_tops = 2, .answers = answers, .matches = matches};
        bool use[128];
        double weights[3];
        vb_error err = {0};
        fill(p, answers, matches, &gold);
        size_t n = gold.n;
        fill(&problems[(i + 1) % COUNT_OF(problems)], answers, matches, &gold); /* others, that are not asked for */
        for (size_t a = 0; a < gold.n; a++)
            use[a] = a < n;
        cr_assert(vb_tune_solve(&gold, use, p->lambda, p->own, weights, &err) == VB_OK);
        for (size_t t = 0; t < 3; t++)
            cr_expect(fabs(weights[t] - p->wanted[t]) < 1e-5, "%s: weight %zu is %.6f, not %.6f", p->what, t,
                      weights[t], p->wanted[t]);
        support_close(&coder);
    }
}
