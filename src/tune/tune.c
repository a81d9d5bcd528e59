/* lexicon tune: weights from coded answers, cross-validated, and written back. */
#include "base/c_locale.h"
#include "base/str.h"
#include "lexicon/source.h"
#include "lexicon/splice.h"
#include "run/write.h"
#include "stats/kappa.h"
#include "stats/random.h"
#include "tune/fit.h"

#include <inttypes.h>
#include <stdlib.h>

enum { FOLDS = 5, LEAST_ANSWERS = 30 };

/* Penalties that are tried, the strongest first: it wins a tie. */
static const double lambdas[] = {30, 10, 3, 1, 0.3};

enum { N_LAMBDAS = sizeof lambdas / sizeof *lambdas };

typedef struct {
    const vb_job *job;
    vb_tune_gold gold;
    uint32_t *own, *weights; /* one a term */
    bool *use;               /* one an answer */
    size_t *fold;
    uint64_t *counts; /* gold by coded, tops and none */
    vb_buffer out;
} tuner;

static bool make_room(tuner *t)
{
    size_t n_terms = t->gold.lexicon->n_terms, k = t->gold.n_tops + 1;
    t->own = calloc(n_terms + 1, sizeof *t->own);
    t->weights = calloc(n_terms + 1, sizeof *t->weights);
    t->use = calloc(t->gold.n + 1, sizeof *t->use);
    t->fold = calloc(t->gold.n + 1, sizeof *t->fold);
    t->counts = calloc(k * k, sizeof *t->counts);
    if (t->own == NULL || t->weights == NULL || t->use == NULL || t->fold == NULL || t->counts == NULL)
        return false;
    for (size_t i = 0; i < n_terms; i++)
        t->own[i] = t->gold.lexicon->terms[i].weight;
    return true;
}

/* Deal the answers out to the folds, at random but in equal parts. */
static void deal(tuner *t)
{
    vb_random random;
    vb_random_seed(&random, t->job->seed, 0);
    for (size_t i = 0; i < t->gold.n; i++)
        t->fold[i] = i % FOLDS;
    for (size_t i = t->gold.n; i > 1; i--) {
        size_t k = (size_t)vb_random_below(&random, i), other = t->fold[k];
        t->fold[k] = t->fold[i - 1];
        t->fold[i - 1] = other;
    }
}

/* Code the answers whose mark in t->use is `which`, and count them. */
static vb_status count(tuner *t, bool which, vb_error *err)
{
    size_t top, k = t->gold.n_tops + 1;
    for (size_t i = 0; i < t->gold.n; i++) {
        if (t->use[i] != which)
            continue;
        vb_status status = vb_tune_code(&t->gold, &t->gold.answers[i], &top, err);
        if (status != VB_OK)
            return status;
        t->counts[t->gold.answers[i].gold * k + top]++;
    }
    return VB_OK;
}

static void clear(tuner *t)
{
    size_t k = t->gold.n_tops + 1;
    memset(t->counts, 0, k * k * sizeof *t->counts);
}

static vb_status agreement(tuner *t, vb_agreement *agreement_, vb_error *err)
{
    return vb_agreement_make(t->counts, t->gold.n_tops + 1, 0.95, agreement_) ? VB_OK : vb_fail_memory(err);
}

/* Agreement on answers that the weights were not made from. */
static vb_status validate(tuner *t, double lambda, vb_agreement *found, vb_error *err)
{
    clear(t);
    for (size_t fold = 0; fold < FOLDS; fold++) {
        for (size_t i = 0; i < t->gold.n; i++)
            t->use[i] = t->fold[i] != fold;
        vb_tune_apply(&t->gold, t->own);
        vb_status status = vb_tune_fit(&t->gold, t->use, lambda, t->own, t->weights, err);
        if (status == VB_OK)
            status = count(t, false, err);
        if (status != VB_OK)
            return status;
    }
    return agreement(t, found, err);
}

static vb_status measure_all(tuner *t, vb_agreement *found, vb_error *err)
{
    clear(t);
    for (size_t i = 0; i < t->gold.n; i++)
        t->use[i] = true;
    vb_status status = count(t, true, err);
    return status == VB_OK ? agreement(t, found, err) : status;
}

static void add_line(tuner *t, const char *what, const vb_agreement *a, const char *how)
{
    vb_buffer_printf(&t->out, "%-8s accuracy %.3f  kappa %.3f  %s\n", what, a->observed, a->kappa.value, how);
}

/* How many answers have the term counting in them. */
static size_t answers_with(const vb_tune_gold *gold, size_t term)
{
    size_t n = 0;
    for (size_t a = 0; a < gold->n; a++) {
        bool has = false;
        for (size_t i = 0; i < gold->answers[a].n_matches && !has; i++)
            has = gold->matches[gold->answers[a].matches + i].term == term;
        n += has;
    }
    return n;
}

/* Thousandths as a decimal: 700 is 0.7. */
static void add_weight(vb_buffer *out, uint32_t weight)
{
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%u.%03u", (unsigned)(weight / 1000), (unsigned)(weight % 1000));
    while (digits[n - 1] == '0')
        n--;
    vb_buffer_add(out, digits, (size_t)(digits[n - 1] == '.' ? n - 1 : n));
}

static void add_change(tuner *t, size_t term, bool written)
{
    const vb_term *of = &t->gold.lexicon->terms[term];
    size_t beg = t->out.len;
    add_weight(&t->out, t->own[term]);
    vb_buffer_add_text(&t->out, " to ");
    add_weight(&t->out, t->weights[term]);
    while (t->out.len - beg < 12 && !t->out.failed)
        vb_buffer_add_char(&t->out, ' ');
    vb_buffer_printf(&t->out, "%5zu  line %-6zu %.*s  %.*s%s\n", answers_with(&t->gold, term), of->line,
                     VB_ARG(t->gold.lexicon->categories[of->category].path), VB_ARG(of->source),
                     written ? "" : "  (not written: its text stands over several lines or has escapes)");
}

/* The source with the changes, and the changes listed. */
static vb_status change(tuner *t, const vb_lexicon_source *source, vb_buffer *yaml, vb_error *err)
{
    const vb_lexicon *lexicon = t->gold.lexicon;
    vb_term_change *changes = calloc(lexicon->n_terms + 1, sizeof *changes);
    vb_arena arena = {0};
    size_t n = 0, terms = 0;
    vb_status status = changes == NULL ? vb_fail_memory(err) : VB_OK;
    for (size_t i = 0; i < lexicon->n_terms && status == VB_OK; i++) {
        const vb_term *term = &lexicon->terms[i];
        terms += term->role == VB_ROLE_CATEGORY;
        if (t->weights[i] == t->own[i])
            continue;
        vb_buffer value = {0};
        add_weight(&value, t->weights[i]);
        changes[n] = (vb_term_change){term->line, term->column, "weight", vb_arena_copy(&arena, vb_buffer_str(&value)),
                                      false};
        if (value.failed || changes[n++].value.ptr == NULL)
            status = vb_fail_memory(err);
        vb_buffer_release(&value);
    }
    if (status == VB_OK)
        status = vb_terms_splice(source->yaml, source->file, changes, n, yaml, err);
    if (status != VB_OK)
        goto done;
    vb_buffer_printf(&t->out, "changed  %zu of %zu terms\n", n, terms);
    if (n > 0)
        vb_buffer_add_text(&t->out, "\nweight      answers  term\n");
    for (size_t i = 0, k = 0; i < lexicon->n_terms; i++)
        if (t->weights[i] != t->own[i])
            add_change(t, i, changes[k++].done);
done:
    vb_arena_release(&arena);
    free(changes);
    return status;
}

/* Choose the penalty by cross-validation, then make the weights from all answers. */
static vb_status learn(tuner *t, vb_error *err)
{
    vb_agreement before, best = {0}, fit;
    double lambda = 0;
    vb_status status = measure_all(t, &before, err);
    for (size_t i = 0; i < N_LAMBDAS && status == VB_OK; i++) {
        vb_agreement found = {0};
        status = validate(t, lambdas[i], &found, err);
        if (status == VB_OK && (lambda <= 0 || found.observed > best.observed)) {
            best = found;
            lambda = lambdas[i];
        }
    }
    if (status != VB_OK)
        return status;
    char how[160];
    vb_buffer_printf(&t->out, "answers  %zu coded, %zu rows left out\n", t->gold.n, t->gold.left_out);
    add_line(t, "before", &before, "with the weights as they are");
    (void)vb_c_snprintf(how, sizeof how,
                        "tuned, on answers that were not used (%d-fold, penalty %g, seed %" PRIu64 ")", FOLDS, lambda,
                        t->job->seed);
    add_line(t, "after", &best, how);
    memcpy(t->weights, t->own, t->gold.lexicon->n_terms * sizeof *t->own);
    vb_tune_apply(&t->gold, t->own);
    if (best.observed <= before.observed) {
        vb_buffer_add_text(&t->out, "         that is no gain: the weights stay as they are\n");
        return VB_OK;
    }
    status = vb_tune_fit(&t->gold, t->use, lambda, t->own, t->weights, err);
    if (status == VB_OK)
        status = measure_all(t, &fit, err);
    if (status == VB_OK)
        add_line(t, "fit", &fit, "tuned, on the answers used: no estimate");
    return status;
}

vb_status vb_lexicon_tune(const vb_job *job, const char *gold, FILE *out, vb_error *err)
{
    tuner t = {.job = job};
    vb_corpus corpus = {0};
    vb_lexicon_source source = {0};
    vb_buffer yaml = {0};
    vb_status status = VB_OK;
    if (!vb_lexicon_source_open(&source, job->lexicon, err))
        status = err->code;
    if (status == VB_OK && job->output != NULL && strcmp(job->output, job->lexicon) == 0)
        status = vb_lexicon_source_is_file(&source, job->lexicon, err);
    if (status == VB_OK)
        status = vb_corpus_open(&corpus, job, err);
    if (status == VB_OK && corpus.study.lexicon->plain)
        status = vb_fail_at(err, VB_ERROR_LEXICON, source.file, 0, 0,
                            "a plain dictionary has no weights: convert it with `verbatim lexicon convert` first");
    if (status == VB_OK)
        status = vb_tune_gold_read(&t.gold, &corpus, gold, err);
    if (status == VB_OK && t.gold.n < LEAST_ANSWERS)
        status =
            vb_fail(err, VB_ERROR_INPUT, "only %zu coded answers: weights need %d at least", t.gold.n, LEAST_ANSWERS);
    if (status == VB_OK && !make_room(&t))
        status = vb_fail_memory(err);
    if (status != VB_OK)
        goto done;
    deal(&t);
    status = learn(&t, err);
    if (status == VB_OK)
        status = change(&t, &source, &yaml, err);
    if (status == VB_OK && job->output != NULL)
        status = vb_write_file(job->output, &yaml, err);
    if (status == VB_OK)
        status = vb_write_out(out, &t.out, err);
done:
    vb_tune_gold_release(&t.gold);
    free(t.own);
    free(t.weights);
    free(t.use);
    free(t.fold);
    free(t.counts);
    vb_buffer_release(&t.out);
    vb_buffer_release(&yaml);
    vb_lexicon_source_release(&source);
    vb_corpus_close(&corpus);
    return status;
}
