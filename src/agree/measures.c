#include "agree/measures.h"

#include "agree/values.h"
#include "base/str.h"

#include <math.h>
#include <stdlib.h>

static const double CONFIDENCE = 0.95;

const char *vb_measure_name(vb_measure measure)
{
    static const char *const names[] = {
        "accuracy",           "kappa",           "alpha",           "pi",           "ac1",      "alpha_sets_exact",
        "alpha_sets_jaccard", "alpha_sets_masi", "macro_precision", "macro_recall", "macro_f1", "micro_precision",
        "micro_recall",       "micro_f1"};
    return names[measure];
}

const char *vb_code_measure_name(vb_code_measure measure)
{
    static const char *const names[] = {"precision", "recall", "f1", "kappa", "alpha"};
    return names[measure];
}

bool vb_part_has(const vb_part *part, const vb_coded_answer *answer)
{
    switch (part->kind) {
    case VB_PART_TEST:
        return vb_str_equal(answer->split, VB_LITERAL("test"));
    case VB_PART_TUNE:
        return answer->split.len > 0 && !vb_str_equal(answer->split, VB_LITERAL("test"));
    case VB_PART_GROUP:
        return (!part->only_test || vb_str_equal(answer->split, VB_LITERAL("test"))) &&
               vb_str_equal(answer->groups[part->by], part->group);
    case VB_PART_ALL:
        break;
    }
    return true;
}

/* Room to work one resample out in. */
typedef struct {
    const vb_code_values *values;
    vb_agree_on on;
    vb_distance distance;
    size_t k;               /* values of kappa: those that a coder gives at all */
    uint32_t *dense;        /* single values -> numbers below k */
    uint64_t *matrix;       /* k × k */
    vb_code_counts *counts; /* one a code, over all pairs */
    vb_code_counts *pair_counts;
    double *kappas; /* one a code: the sum over the pairs */
    size_t *n_kappas;
    uint32_t *binary; /* units × coders: has the code */
    bool failed;      /* memory is out */
} work;

/* ---- One pair of coders ---- */

static void count_pair(work *w, const uint32_t *times, size_t a, size_t b)
{
    const vb_code_values *v = w->values;
    memset(w->matrix, 0, w->k * w->k * sizeof *w->matrix);
    memset(w->pair_counts, 0, v->n_codes * sizeof *w->pair_counts);
    for (size_t u = 0; u < v->n_units; u++) {
        size_t i = u * v->n_coders + a, j = u * v->n_coders + b;
        if (v->single[i] != VB_NO_VALUE && v->single[j] != VB_NO_VALUE)
            w->matrix[w->dense[v->single[i]] * w->k + w->dense[v->single[j]]] += times[u];
        if (v->sets[i] == VB_NO_VALUE || v->sets[j] == VB_NO_VALUE)
            continue;
        for (size_t code = 0; code < v->n_codes; code++) {
            bool first = v->has[i * v->n_codes + code], second = v->has[j * v->n_codes + code];
            vb_code_counts *c = &w->pair_counts[code];
            *(first ? second ? &c->both : &c->gold_only : second ? &c->coded_only : &c->neither) += times[u];
        }
    }
}

/* Means over the pairs that have the figure. */
typedef struct {
    double sum;
    size_t n;
} mean;

static void add_to(mean *m, double x)
{
    if (isnan(x))
        return;
    m->sum += x;
    m->n++;
}

static double mean_of(const mean *m)
{
    return m->n > 0 ? m->sum / (double)m->n : NAN;
}

static void measure_pairs(work *w, const uint32_t *times, double *figures)
{
    const vb_code_values *v = w->values;
    mean means[4] = {{0}};
    memset(w->counts, 0, v->n_codes * sizeof *w->counts);
    memset(w->kappas, 0, v->n_codes * sizeof *w->kappas);
    memset(w->n_kappas, 0, v->n_codes * sizeof *w->n_kappas);
    for (size_t a = 0; a < v->n_coders; a++)
        for (size_t b = a + 1; b < v->n_coders; b++) {
            vb_agreement agreement;
            count_pair(w, times, a, b);
            w->failed |= !vb_agreement_make(w->matrix, w->k, CONFIDENCE, &agreement);
            add_to(&means[0], agreement.observed);
            add_to(&means[1], agreement.kappa.value);
            add_to(&means[2], agreement.pi.value);
            add_to(&means[3], agreement.ac1.value);
            for (size_t code = 0; code < v->n_codes; code++) {
                const vb_code_counts *from = &w->pair_counts[code];
                vb_code_counts *to = &w->counts[code];
                double kappa = vb_code_scores_make(from).kappa;
                to->both += from->both;
                to->gold_only += from->gold_only;
                to->coded_only += from->coded_only;
                to->neither += from->neither;
                w->kappas[code] += isnan(kappa) ? 0 : kappa;
                w->n_kappas[code] += isnan(kappa) ? 0 : 1;
            }
        }
    figures[VB_MEASURE_ACCURACY] = mean_of(&means[0]);
    figures[VB_MEASURE_KAPPA] = mean_of(&means[1]);
    figures[VB_MEASURE_PI] = mean_of(&means[2]);
    figures[VB_MEASURE_AC1] = mean_of(&means[3]);
}

/* ---- Of all coders ---- */

static double alpha(work *w, const uint32_t *times, const uint32_t *values, size_t n_values, const double *distance)
{
    vb_alpha result;
    vb_alpha_data data = {values, w->values->n_units, w->values->n_coders, n_values, distance, times};
    if (vb_alpha_make(&data, &result))
        return result.alpha;
    w->failed = true;
    return NAN;
}

static double code_alpha(work *w, const uint32_t *times, size_t code)
{
    const vb_code_values *v = w->values;
    if (v->n_coders == 2)
        return vb_code_scores_make(&w->counts[code]).alpha;
    for (size_t i = 0; i < v->n_units * v->n_coders; i++)
        w->binary[i] = v->sets[i] == VB_NO_VALUE ? VB_NO_VALUE : v->has[i * v->n_codes + code];
    return alpha(w, times, w->binary, 2, NULL);
}

/* Precision and recall need to know which of two coders is gold. */
static void measure_codes(work *w, const uint32_t *times, double *figures)
{
    const vb_code_values *v = w->values;
    bool two = v->n_coders == 2;
    vb_code_average average = vb_code_average_make(w->counts, v->n_codes);
    figures[VB_MEASURE_MACRO_PRECISION] = two ? average.macro.precision : NAN;
    figures[VB_MEASURE_MACRO_RECALL] = two ? average.macro.recall : NAN;
    figures[VB_MEASURE_MACRO_F1] = average.macro.f1;
    figures[VB_MEASURE_MICRO_PRECISION] = two ? average.precision : NAN;
    figures[VB_MEASURE_MICRO_RECALL] = two ? average.recall : NAN;
    figures[VB_MEASURE_MICRO_F1] = average.f1;
    for (size_t code = 0; code < v->n_codes; code++) {
        double *of = figures + VB_MEASURES + code * VB_CODE_MEASURES;
        vb_code_scores scores = vb_code_scores_make(&w->counts[code]);
        of[VB_CODE_PRECISION] = two ? scores.precision : NAN;
        of[VB_CODE_RECALL] = two ? scores.recall : NAN;
        of[VB_CODE_F1] = scores.f1;
        of[VB_CODE_KAPPA] = w->n_kappas[code] > 0 ? w->kappas[code] / (double)w->n_kappas[code] : NAN;
        of[VB_CODE_ALPHA] = code_alpha(w, times, code);
    }
}

static void measure(const uint32_t *times, void *context, double *figures)
{
    work *w = context;
    const vb_code_values *v = w->values;
    measure_pairs(w, times, figures);
    measure_codes(w, times, figures);
    for (size_t kind = 0; kind < 3; kind++)
        figures[VB_MEASURE_SETS_EXACT + kind] = alpha(w, times, v->sets, v->n_sets, v->distances[kind]);
    figures[VB_MEASURE_ALPHA] = w->on == VB_AGREE_CODES ? figures[VB_MEASURE_SETS_EXACT + (size_t)w->distance]
                                                        : alpha(w, times, v->single, v->n_single, NULL);
}

/* ---- The view ---- */

/* AC1 depends on how many values there are: those that nobody gives are none. */
static bool number_values(work *w, vb_arena *arena)
{
    const vb_code_values *v = w->values;
    w->dense = vb_arena_alloc(arena, (v->n_single + 1) * sizeof *w->dense);
    if (w->dense == NULL)
        return false;
    for (size_t i = 0; i < v->n_units * v->n_coders; i++)
        if (v->single[i] != VB_NO_VALUE)
            w->dense[v->single[i]] = 1;
    for (size_t i = 0; i < v->n_single; i++)
        w->dense[i] = w->dense[i] > 0 ? (uint32_t)w->k++ : VB_NO_VALUE;
    return true;
}

static bool make_room(work *w, vb_arena *arena)
{
    const vb_code_values *v = w->values;
    if (!number_values(w, arena))
        return false;
    w->matrix = vb_arena_alloc(arena, (w->k * w->k + 1) * sizeof *w->matrix);
    w->counts = vb_arena_alloc(arena, (v->n_codes + 1) * sizeof *w->counts);
    w->pair_counts = vb_arena_alloc(arena, (v->n_codes + 1) * sizeof *w->pair_counts);
    w->kappas = vb_arena_alloc(arena, (v->n_codes + 1) * sizeof *w->kappas);
    w->n_kappas = vb_arena_alloc(arena, (v->n_codes + 1) * sizeof *w->n_kappas);
    w->binary = vb_arena_alloc(arena, (v->n_units * v->n_coders + 1) * sizeof *w->binary);
    return w->matrix != NULL && w->counts != NULL && w->pair_counts != NULL && w->kappas != NULL &&
           w->n_kappas != NULL && w->binary != NULL;
}

/* What is of the pairs: the matrix, standard errors. */
static bool set_pairs(work *w, vb_arena *arena, const uint32_t *once, vb_agree_view *view)
{
    const vb_code_values *v = w->values;
    view->pairs = vb_arena_alloc(arena, v->n_coders * v->n_coders * sizeof *view->pairs);
    if (view->pairs == NULL)
        return false;
    for (size_t a = 0; a < v->n_coders; a++)
        for (size_t b = a + 1; b < v->n_coders; b++) {
            vb_coder_pair *pair = &view->pairs[view->n_pairs++];
            *pair = (vb_coder_pair){.a = a, .b = b};
            count_pair(w, once, a, b);
            if (!vb_agreement_make(w->matrix, w->k, CONFIDENCE, &pair->agreement))
                return false;
            pair->n = pair->agreement.n;
            pair->f1 = vb_code_average_make(w->pair_counts, v->n_codes).macro.f1;
        }
    if (v->n_coders != 2)
        return true;
    view->agreement = view->pairs[0].agreement;
    if (w->on == VB_AGREE_CODES)
        return true;
    size_t side = v->n_codes + 1;
    view->matrix = vb_arena_alloc(arena, side * side * sizeof *view->matrix);
    if (view->matrix == NULL)
        return false;
    for (size_t u = 0; u < v->n_units; u++)
        if (v->single[2 * u] != VB_NO_VALUE && v->single[2 * u + 1] != VB_NO_VALUE)
            view->matrix[v->single[2 * u] * side + v->single[2 * u + 1]]++;
    return true;
}

static bool fill(work *w, const vb_measure_options *options, vb_arena *arena, vb_agree_view *view)
{
    const vb_code_values *v = w->values;
    vb_bootstrap_options how = {options->seed, options->bootstrap, CONFIDENCE, false};
    size_t n_figures = VB_MEASURES + v->n_codes * VB_CODE_MEASURES;
    uint32_t *once = vb_arena_alloc(arena, (v->n_units + 1) * sizeof *once);
    view->measures = vb_arena_alloc(arena, n_figures * sizeof *view->measures);
    view->counts = vb_arena_alloc(arena, (v->n_codes + 1) * sizeof *view->counts);
    if (once == NULL || view->measures == NULL || view->counts == NULL || !make_room(w, arena))
        return false;
    for (size_t u = 0; u < v->n_units; u++)
        once[u] = 1;
    view->by_code = view->measures + VB_MEASURES;
    if (!vb_bootstrap_run(v->n_units, n_figures, measure, w, &how, view->measures) || w->failed ||
        !set_pairs(w, arena, once, view))
        return false;
    double *figures = vb_arena_alloc(arena, n_figures * sizeof *figures);
    if (figures == NULL)
        return false;
    measure(once, w, figures); /* the counts are the last resample's else */
    memcpy(view->counts, w->counts, v->n_codes * sizeof *view->counts);
    return !w->failed;
}

vb_status vb_agree_view_make(const vb_codings *codings, vb_part part, size_t level, const vb_measure_options *options,
                             vb_arena *arena, vb_agree_view *view, vb_error *err)
{
    *view = (vb_agree_view){.part = part, .level = level};
    vb_code_values values;
    vb_status status = vb_code_values_make(codings, &part, level, options->on, arena, &values, err);
    if (status != VB_OK)
        return status;
    view->n = values.n_units;
    view->left_out = values.left_out;
    view->codes = values.codes;
    view->n_codes = values.n_codes;
    work w = {.values = &values, .on = options->on, .distance = options->distance};
    return fill(&w, options, arena, view) ? VB_OK : vb_fail_memory(err);
}
