#include "diff/measures.h"

#include "base/grow.h"
#include "base/str.h"
#include "stats/alpha.h"
#include "stats/kappa.h"
#include "stats/set_distance.h"

#include <math.h>
#include <stdlib.h>

enum { REPLICATES = 2000, MOST_SETS = 2000 };

/* The figures of one coding, in this order; then precision, recall and F1 of each code. */
enum { KAPPA, ALPHA, ACCURACY, FIRST_CODE, PER_CODE = 3 };

/* Answers with the same gold, the same coding before and after.  Numbers of `values`. */
typedef struct {
    uint32_t gold, coded[2]; /* before, after */
} pattern;

typedef struct {
    const vb_changes *changes;
    bool of_sets;
    size_t level;
    uint32_t *value_of; /* a set of the changes, cut to the level -> value */
    vb_code_set *values;
    size_t n_values, cap_values;
    vb_map numbers;
    vb_arena arena;
    pattern *patterns;
    size_t n_patterns, cap_patterns;
    uint32_t *pattern_of; /* one a unit */
    uint64_t *counts;     /* one a pattern, of the resample at hand */
    size_t *codes;        /* those that have figures -> code */
    size_t n_codes;
    bool *has;        /* value × n_codes: a code, or one below it */
    double *distance; /* value × value, of sets */
    uint64_t *confusion;
    vb_code_counts *by_code;
    uint32_t *alpha_values, *alpha_times;
    bool failed;
} measure;

/* ---- Values and patterns ---- */

static size_t cut_to_level(const measure *m, size_t code)
{
    const vb_codes *codes = &m->changes->codes;
    while (vb_codes_level(codes, code) > m->level)
        code = codes->parents[code];
    return code;
}

static bool number_set(measure *m, size_t which)
{
    const vb_code_set *set = &m->changes->sets[which];
    size_t *cut = vb_arena_alloc(&m->arena, (set->n + 1) * sizeof *cut), n = 0;
    if (cut == NULL)
        return false;
    for (size_t i = 0; i < set->n; i++)
        vb_code_set_add(cut, &n, cut_to_level(m, set->codes[i]));
    vb_str key = {(const char *)cut, n * sizeof *cut};
    size_t at = vb_map_find(&m->numbers, key);
    if (at == VB_MAP_NONE) {
        at = m->n_values;
        if (!VB_PUSH_ROOM(m->values, m->n_values, m->cap_values) || !vb_map_set(&m->numbers, key, at))
            return false;
        m->values[m->n_values++] = (vb_code_set){cut, n};
    }
    m->value_of[which] = (uint32_t)at;
    return true;
}

static bool make_patterns(measure *m)
{
    const vb_changes *changes = m->changes;
    vb_map known = {0};
    bool fine = true;
    for (size_t u = 0; u < changes->n_units && fine; u++) {
        const vb_gold_unit *unit = &changes->units[u];
        pattern *p = vb_arena_alloc(&m->arena, sizeof *p);
        if (p == NULL) {
            fine = false;
            break;
        }
        p->gold = m->value_of[unit->gold];
        p->coded[0] = m->value_of[m->of_sets ? unit->before : unit->primary_before];
        p->coded[1] = m->value_of[m->of_sets ? unit->after : unit->primary_after];
        vb_str key = {(const char *)p, sizeof *p};
        size_t at = vb_map_find(&known, key);
        if (at == VB_MAP_NONE) {
            at = m->n_patterns;
            fine = VB_PUSH_ROOM(m->patterns, m->n_patterns, m->cap_patterns) && vb_map_set(&known, key, at);
            if (fine)
                m->patterns[m->n_patterns++] = *p;
        }
        m->pattern_of[u] = (uint32_t)at;
    }
    vb_map_release(&known);
    return fine;
}

/* The codes that any value has, with those above them, in the lexicons' order. */
static bool list_codes(measure *m)
{
    const vb_codes *codes = &m->changes->codes;
    size_t *place = calloc(codes->n + 1, sizeof *place); /* one more than its number among m->codes */
    m->codes = calloc(codes->n + 1, sizeof *m->codes);
    if (place == NULL || m->codes == NULL) {
        free(place);
        return false;
    }
    for (size_t p = 0; p < m->n_patterns; p++) {
        const uint32_t three[] = {m->patterns[p].gold, m->patterns[p].coded[0], m->patterns[p].coded[1]};
        for (size_t k = 0; k < 3; k++)
            for (size_t i = 0; i < m->values[three[k]].n; i++)
                for (size_t c = m->values[three[k]].codes[i]; c != VB_NO_CATEGORY; c = codes->parents[c])
                    place[c] = 1;
    }
    for (size_t c = 0; c < codes->n; c++)
        if (place[c] > 0) {
            m->codes[m->n_codes++] = c;
            place[c] = m->n_codes;
        }
    m->has = calloc(m->n_values * m->n_codes + 1, sizeof *m->has);
    for (size_t v = 0; m->has != NULL && v < m->n_values; v++)
        for (size_t i = 0; i < m->values[v].n; i++)
            for (size_t c = m->values[v].codes[i]; c != VB_NO_CATEGORY; c = codes->parents[c])
                if (place[c] > 0)
                    m->has[v * m->n_codes + place[c] - 1] = true;
    free(place);
    return m->has != NULL;
}

static bool make_room(measure *m)
{
    size_t n = m->n_values;
    m->counts = calloc(m->n_patterns + 1, sizeof *m->counts);
    m->by_code = calloc(m->n_codes + 1, sizeof *m->by_code);
    m->confusion = m->of_sets ? NULL : calloc(n * n + 1, sizeof *m->confusion);
    m->distance = m->of_sets && n <= MOST_SETS ? calloc(n * n + 1, sizeof *m->distance) : NULL;
    m->alpha_values = calloc(2 * m->n_patterns + 1, sizeof *m->alpha_values);
    m->alpha_times = calloc(m->n_patterns + 1, sizeof *m->alpha_times);
    for (size_t a = 0; m->distance != NULL && a < n; a++)
        for (size_t b = 0; b < n; b++)
            m->distance[a * n + b] = vb_set_distance(VB_DISTANCE_MASI, m->values[a].codes, m->values[a].n,
                                                     m->values[b].codes, m->values[b].n);
    return m->counts != NULL && m->by_code != NULL && (m->of_sets || m->confusion != NULL) &&
           (!m->of_sets || n > MOST_SETS || m->distance != NULL) && m->alpha_values != NULL && m->alpha_times != NULL;
}

/* ---- One coding's figures in one resample ---- */

static void count_codes(measure *m, int when)
{
    memset(m->by_code, 0, m->n_codes * sizeof *m->by_code);
    for (size_t p = 0; p < m->n_patterns; p++) {
        const bool *gold = &m->has[m->patterns[p].gold * m->n_codes];
        const bool *coded = &m->has[m->patterns[p].coded[when] * m->n_codes];
        uint64_t n = m->counts[p];
        for (size_t c = 0; n > 0 && c < m->n_codes; c++) {
            vb_code_counts *counts = &m->by_code[c];
            *(gold[c]    ? coded[c] ? &counts->both : &counts->gold_only
              : coded[c] ? &counts->coded_only
                         : &counts->neither) += n;
        }
    }
}

static void figures_of_primary(measure *m, int when, double *figures)
{
    vb_agreement agreement;
    size_t k = m->n_values;
    memset(m->confusion, 0, k * k * sizeof *m->confusion);
    for (size_t p = 0; p < m->n_patterns; p++)
        m->confusion[m->patterns[p].gold * k + m->patterns[p].coded[when]] += m->counts[p];
    if (!vb_agreement_make(m->confusion, k, 0.95, &agreement)) {
        m->failed = true;
        return;
    }
    figures[KAPPA] = agreement.kappa.value;
    figures[ALPHA] = agreement.alpha;
    figures[ACCURACY] = agreement.observed;
}

static void figures_of_sets(measure *m, int when, double *figures)
{
    uint64_t n = 0, same = 0;
    for (size_t p = 0; p < m->n_patterns; p++) {
        m->alpha_values[2 * p] = m->patterns[p].gold;
        m->alpha_values[2 * p + 1] = m->patterns[p].coded[when];
        m->alpha_times[p] = (uint32_t)m->counts[p];
        n += m->counts[p];
        same += m->patterns[p].gold == m->patterns[p].coded[when] ? m->counts[p] : 0;
    }
    vb_alpha_data data = {.values = m->alpha_values,
                          .n_units = m->n_patterns,
                          .n_coders = 2,
                          .n_values = m->n_values,
                          .distance = m->distance,
                          .times = m->alpha_times};
    vb_alpha alpha = {.alpha = NAN};
    if (m->distance != NULL && !vb_alpha_make(&data, &alpha))
        m->failed = true;
    figures[KAPPA] = vb_code_average_make(m->by_code, m->n_codes).macro.kappa;
    figures[ALPHA] = alpha.alpha;
    figures[ACCURACY] = n == 0 ? NAN : (double)same / (double)n;
}

/* Before, after, after - before: each as a row of figures. */
static void all_figures(const uint32_t *times, void *context, double *figures)
{
    measure *m = context;
    size_t width = FIRST_CODE + PER_CODE * m->n_codes;
    memset(m->counts, 0, m->n_patterns * sizeof *m->counts);
    for (size_t u = 0; u < m->changes->n_units; u++)
        m->counts[m->pattern_of[u]] += times[u];
    for (int when = 0; when < 2; when++) {
        double *row = figures + (size_t)when * width;
        count_codes(m, when);
        if (m->of_sets)
            figures_of_sets(m, when, row);
        else
            figures_of_primary(m, when, row);
        for (size_t c = 0; c < m->n_codes; c++) {
            vb_code_scores scores = vb_code_scores_make(&m->by_code[c]);
            row[FIRST_CODE + PER_CODE * c] = scores.precision;
            row[FIRST_CODE + PER_CODE * c + 1] = scores.recall;
            row[FIRST_CODE + PER_CODE * c + 2] = scores.f1;
        }
    }
    for (size_t i = 0; i < width; i++)
        figures[2 * width + i] = figures[width + i] - figures[i];
}

/* ---- The whole ---- */

static vb_figure_change figure_at(const vb_bootstrap_result *results, size_t width, size_t i)
{
    return (vb_figure_change){results[i], results[width + i], results[2 * width + i]};
}

static bool take_figures(measure *m, const vb_bootstrap_result *results, vb_measures *figures, vb_arena *arena)
{
    size_t width = FIRST_CODE + PER_CODE * m->n_codes;
    vb_code_figures *codes = vb_arena_alloc(arena, (m->n_codes + 1) * sizeof *codes);
    if (codes == NULL)
        return false;
    figures->kappa = figure_at(results, width, KAPPA);
    figures->alpha = figure_at(results, width, ALPHA);
    figures->accuracy = figure_at(results, width, ACCURACY);
    memset(m->counts, 0, m->n_patterns * sizeof *m->counts);
    for (size_t u = 0; u < m->changes->n_units; u++)
        m->counts[m->pattern_of[u]]++;
    for (int when = 0; when < 2; when++) {
        count_codes(m, when);
        for (size_t c = 0; c < m->n_codes; c++)
            *(when == 0 ? &codes[c].before : &codes[c].after) = m->by_code[c];
    }
    for (size_t c = 0; c < m->n_codes; c++) {
        size_t first = FIRST_CODE + PER_CODE * c;
        codes[c].code = m->codes[c];
        codes[c].precision = figure_at(results, width, first);
        codes[c].recall = figure_at(results, width, first + 1);
        codes[c].f1 = figure_at(results, width, first + 2);
    }
    for (size_t p = 0; p < m->n_patterns; p++) {
        bool before = m->patterns[p].gold == m->patterns[p].coded[0];
        bool after = m->patterns[p].gold == m->patterns[p].coded[1];
        figures->mended += after && !before ? m->counts[p] : 0;
        figures->broken += before && !after ? m->counts[p] : 0;
    }
    figures->p = vb_sign_test(figures->mended, figures->broken);
    figures->codes = codes;
    figures->n_codes = m->n_codes;
    return true;
}

const vb_measures *vb_measures_make(const vb_changes *changes, uint64_t seed, vb_arena *arena)
{
    measure m = {.changes = changes, .of_sets = changes->gold_is_set};
    m.level = changes->gold_level == 0 ? SIZE_MAX : changes->gold_level;
    vb_measures *figures = vb_arena_alloc(arena, sizeof *figures);
    vb_bootstrap_result *results = NULL;
    m.value_of = calloc(changes->n_sets + 1, sizeof *m.value_of);
    m.pattern_of = calloc(changes->n_units + 1, sizeof *m.pattern_of);
    bool fine = figures != NULL && m.value_of != NULL && m.pattern_of != NULL;
    for (size_t i = 0; i < changes->n_sets && fine; i++)
        fine = number_set(&m, i);
    fine = fine && make_patterns(&m) && list_codes(&m) && make_room(&m);
    size_t n_figures = 3 * (FIRST_CODE + PER_CODE * m.n_codes);
    results = fine ? calloc(n_figures, sizeof *results) : NULL;
    vb_bootstrap_options options = {.seed = seed, .replicates = REPLICATES, .level = 0.95};
    fine = results != NULL && vb_bootstrap_run(changes->n_units, n_figures, all_figures, &m, &options, results) &&
           !m.failed;
    if (fine) {
        *figures = (vb_measures){.n = changes->n_units,
                                .of_sets = m.of_sets,
                                .level = changes->gold_level,
                                .unknown = changes->gold_unknown,
                                .first_unknown = changes->first_unknown};
        fine = take_figures(&m, results, figures, arena);
    }
    free(results);
    free(m.value_of);
    free(m.values);
    free(m.patterns);
    free(m.pattern_of);
    free(m.counts);
    free(m.codes);
    free(m.has);
    free(m.distance);
    free(m.confusion);
    free(m.by_code);
    free(m.alpha_values);
    free(m.alpha_times);
    vb_map_release(&m.numbers);
    vb_arena_release(&m.arena);
    return fine ? figures : NULL;
}
