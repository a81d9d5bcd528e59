/* The figures as a document for people. */
#include "agree/result.h"

#include "base/c_locale.h"
#include "base/str.h"
#include "stats/set_distance.h"

#include <inttypes.h>
#include <math.h>

enum { MATRIX_MOST = 15 }; /* codes: wider ones are in CSV and JSON */

const char *vb_alpha_words(double alpha)
{
    if (isnan(alpha))
        return "not to be had here: nothing varies";
    if (alpha >= 0.8)
        return "at or above 0.80, which Krippendorff asks of data that conclusions rest on";
    if (alpha >= 0.667)
        return "between 0.667 and 0.80, where Krippendorff allows tentative conclusions only";
    return "below 0.667, too low even for tentative conclusions (Krippendorff)";
}

void vb_agree_part_text(const vb_agree_result *result, const vb_agree_view *view, vb_buffer *text)
{
    const vb_part *part = &view->part;
    vb_buffer_clear(text);
    switch (part->kind) {
    case VB_PART_ALL:
        vb_buffer_add_text(text, "all");
        break;
    case VB_PART_TEST:
        vb_buffer_add_text(text, "test");
        break;
    case VB_PART_TUNE:
        vb_buffer_add_text(text, "tune");
        break;
    case VB_PART_GROUP:
        vb_buffer_add_str(text, result->codings->by[part->by]);
        vb_buffer_add_text(text, " = ");
        vb_buffer_add_str(text, part->group.len > 0 ? part->group : VB_LITERAL("(blank)"));
        break;
    }
}

static const char *level_text(size_t level)
{
    return level == 0 ? "all levels" : level == 1 ? "level 1" : "level 2";
}

static void compose_head(const vb_agree_result *result, vb_document *d)
{
    const vb_codings *codings = result->codings;
    const vb_agree_view *view = &result->views[0];
    const vb_bootstrap_result *m = view->measures;
    vb_buffer names = {0};
    for (size_t i = 0; i < codings->n_coders; i++) {
        vb_buffer_add_text(&names, i == 0 ? "" : i + 1 == codings->n_coders ? " and " : ", ");
        vb_buffer_add_str(&names, codings->coders[i].name);
    }
    vb_str listed = vb_buffer_str(&names);
    vb_document_add(d, VB_BLOCK_TITLE, "Agreement of %.*s", VB_ARG(listed));
    bool has_kappa = !isnan(m[VB_MEASURE_KAPPA].estimate);
    if (view->n == 0)
        vb_document_add(d, VB_BLOCK_TEXT, "No answer is coded by two: there is nothing to compare.");
    else
        vb_document_add(d, VB_BLOCK_TEXT,
                        "On %" PRIu64
                        " %sanswers (%s, %s) they agree in %.1f %%: κ %s%.*f, α %s%.*f, macro F1 %s%.*f.",
                        view->n, view->part.kind == VB_PART_TEST ? "test " : "",
                        result->how.on == VB_AGREE_CODES ? "sets of codes" : "primary code", level_text(view->level),
                        100 * m[VB_MEASURE_ACCURACY].estimate, has_kappa ? "= " : "does not exist ", 2,
                        m[VB_MEASURE_KAPPA].estimate, "= ", 2, m[VB_MEASURE_ALPHA].estimate, "= ", 2,
                        m[VB_MEASURE_MACRO_F1].estimate);
    if (codings->has_split)
        vb_document_add(d, VB_BLOCK_TEXT,
                        "The files have a column `split`: the headline is of the answers marked test alone; those "
                        "marked tune, which the coding may have been fitted to, are shown apart.");
    if (result->how.on == VB_AGREE_CODES)
        vb_document_add(
            d, VB_BLOCK_TEXT,
            "α here is over sets of codes; the levels of 0.80 and 0.667 were made for single codes, not for sets.");
    else {
        const vb_bootstrap_result *alpha = &m[VB_MEASURE_ALPHA];
        char reach[64] = "";
        if (alpha->interval.low < 0.8 && alpha->estimate >= 0.667)
            (void)vb_c_snprintf(reach, sizeof reach, ", but its interval reaches down to %.2f", alpha->interval.low);
        vb_document_add(d, VB_BLOCK_TEXT, "α is %s%s. The level was made for single codes, not for sets of them.",
                        vb_alpha_words(alpha->estimate), reach);
    }
    d->failed |= names.failed;
    vb_buffer_release(&names);
}

/* ---- Coefficients ---- */

static void add_row(vb_document *d, const char *name, const vb_bootstrap_result *figure, double error,
                    const char *about)
{
    vb_document_cell(d, "%s", name);
    vb_document_figure(d, figure->estimate);
    vb_document_figure(d, error);
    vb_document_interval(d, figure->interval.low, figure->interval.high);
    vb_document_cell(d, "%s", about);
}

static void compose_coefficients(const vb_agree_result *result, const vb_agree_view *view, vb_document *d)
{
    static const struct {
        vb_measure measure;
        const char *name;
    } rows[] = {{VB_MEASURE_ACCURACY, "accuracy"},
                {VB_MEASURE_KAPPA, "Cohen's κ"},
                {VB_MEASURE_ALPHA, "Krippendorff's α"},
                {VB_MEASURE_PI, "Scott's π"},
                {VB_MEASURE_AC1, "Gwet's AC1"},
                {VB_MEASURE_SETS_EXACT, "α over sets, exact"},
                {VB_MEASURE_SETS_JACCARD, "α over sets, Jaccard"},
                {VB_MEASURE_SETS_MASI, "α over sets, MASI"},
                {VB_MEASURE_MACRO_F1, "macro F1"},
                {VB_MEASURE_MICRO_F1, "micro F1"}};
    bool two = result->codings->n_coders == 2;
    vb_document_table(d, 5, 1);
    vb_document_cell(d, "figure");
    vb_document_cell(d, "value");
    vb_document_cell(d, "s.e.");
    vb_document_cell(d, "%s", "95 % (bootstrap)");
    vb_document_cell(d, "%s", two ? "95 % (asymptotic)" : "");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const vb_bootstrap_result *figure = &view->measures[rows[i].measure];
        const vb_coefficient *c = rows[i].measure == VB_MEASURE_KAPPA ? &view->agreement.kappa
                                  : rows[i].measure == VB_MEASURE_AC1 ? &view->agreement.ac1
                                                                      : NULL;
        char about[64] = "";
        bool asymptotic = c != NULL && two && !isnan(c->standard_error);
        if (asymptotic)
            (void)vb_c_snprintf(about, sizeof about, "%.4f to %.4f", c->interval.low, c->interval.high);
        add_row(d, rows[i].name, figure, asymptotic ? c->standard_error : figure->standard_error, about);
    }
}

static void compose_views(const vb_agree_result *result, vb_document *d)
{
    vb_buffer part = {0};
    vb_document_add(d, VB_BLOCK_HEADING, "By part and level");
    vb_document_table(d, 8, 2);
    static const char *const head[] = {"part", "level", "answers", "accuracy", "κ", "κ, 95 %", "α", "macro F1"};
    for (size_t i = 0; i < 8; i++)
        vb_document_cell(d, "%s", head[i]);
    for (size_t i = 0; i < result->n_views; i++) {
        const vb_agree_view *view = &result->views[i];
        const vb_bootstrap_result *m = view->measures;
        vb_agree_part_text(result, view, &part);
        vb_document_cell(d, "%.*s", VB_ARG(vb_buffer_str(&part)));
        vb_document_cell(d, view->level == 0 ? "all" : "%zu", view->level);
        vb_document_cell(d, "%" PRIu64, view->n);
        vb_document_figure(d, m[VB_MEASURE_ACCURACY].estimate);
        vb_document_figure(d, m[VB_MEASURE_KAPPA].estimate);
        vb_document_interval(d, m[VB_MEASURE_KAPPA].interval.low, m[VB_MEASURE_KAPPA].interval.high);
        vb_document_figure(d, m[VB_MEASURE_ALPHA].estimate);
        vb_document_figure(d, m[VB_MEASURE_MACRO_F1].estimate);
    }
    d->failed |= part.failed;
    vb_buffer_release(&part);
}

static void compose_pairs(const vb_agree_result *result, vb_document *d)
{
    const vb_agree_view *view = &result->views[0];
    vb_document_add(d, VB_BLOCK_HEADING, "By pair of coders, %s", level_text(view->level));
    vb_document_table(d, 6, 2);
    static const char *const head[] = {"first", "second", "answers", "accuracy", "κ", "macro F1"};
    for (size_t i = 0; i < 6; i++)
        vb_document_cell(d, "%s", head[i]);
    for (size_t i = 0; i < view->n_pairs; i++) {
        const vb_coder_pair *pair = &view->pairs[i];
        vb_document_cell(d, "%.*s", VB_ARG(result->codings->coders[pair->a].name));
        vb_document_cell(d, "%.*s", VB_ARG(result->codings->coders[pair->b].name));
        vb_document_cell(d, "%" PRIu64, pair->n);
        vb_document_figure(d, pair->agreement.observed);
        vb_document_figure(d, pair->agreement.kappa.value);
        vb_document_figure(d, pair->f1);
    }
}

/* ---- Codes ---- */

static void compose_by_code(const vb_agree_result *result, const vb_agree_view *view, vb_document *d)
{
    bool two = result->codings->n_coders == 2;
    vb_document_add(d, VB_BLOCK_HEADING, "By code, %s%s", level_text(view->level),
                    two ? "" : " (counts are sums over all pairs of coders)");
    vb_document_table(d, 10, 1);
    static const char *const head[] = {"code",   "both", "only first", "only second", "precision",
                                       "recall", "F1",   "F1, 95 %",   "κ",           "α"};
    for (size_t i = 0; i < 10; i++)
        vb_document_cell(d, "%s", head[i]);
    for (size_t i = 0; i < view->n_codes; i++) {
        const vb_bootstrap_result *of = view->by_code + i * VB_CODE_MEASURES;
        vb_document_cell(d, "%.*s", VB_ARG(view->codes[i]));
        vb_document_cell(d, "%" PRIu64, view->counts[i].both);
        vb_document_cell(d, "%" PRIu64, view->counts[i].gold_only);
        vb_document_cell(d, "%" PRIu64, view->counts[i].coded_only);
        vb_document_figure(d, of[VB_CODE_PRECISION].estimate);
        vb_document_figure(d, of[VB_CODE_RECALL].estimate);
        vb_document_figure(d, of[VB_CODE_F1].estimate);
        vb_document_interval(d, of[VB_CODE_F1].interval.low, of[VB_CODE_F1].interval.high);
        vb_document_figure(d, of[VB_CODE_KAPPA].estimate);
        vb_document_figure(d, of[VB_CODE_ALPHA].estimate);
    }
    const vb_bootstrap_result *m = view->measures;
    for (int micro = 0; micro < 2; micro++) {
        size_t first = micro ? VB_MEASURE_MICRO_PRECISION : VB_MEASURE_MACRO_PRECISION;
        vb_document_cell(d, micro ? "micro" : "macro");
        for (int i = 0; i < 3; i++)
            vb_document_cell(d, "%s", "");
        for (size_t i = 0; i < 3; i++)
            vb_document_figure(d, m[first + i].estimate);
        vb_document_interval(d, m[first + 2].interval.low, m[first + 2].interval.high);
        vb_document_cell(d, "%s", "");
        vb_document_cell(d, "%s", "");
    }
}

static vb_str code_name(const vb_agree_view *view, size_t code)
{
    return code < view->n_codes ? view->codes[code] : VB_LITERAL("none");
}

static void compose_matrix(const vb_agree_result *result, const vb_agree_view *view, vb_document *d)
{
    size_t side = view->n_codes + 1;
    if (view->matrix == NULL)
        return;
    vb_document_add(
        d, VB_BLOCK_HEADING, "Confusion of the primary, %s: a row for each code of %.*s, a column for each of %.*s",
        level_text(view->level), VB_ARG(result->codings->coders[0].name), VB_ARG(result->codings->coders[1].name));
    if (view->n_codes > MATRIX_MOST) {
        vb_document_add(d, VB_BLOCK_TEXT, "%zu codes: see --format csv or json, or --level 1.", view->n_codes);
        return;
    }
    vb_document_table(d, side + 2, 1);
    vb_document_cell(d, "%s", "");
    for (size_t i = 0; i < side; i++)
        vb_document_cell(d, "%zu", i + 1);
    vb_document_cell(d, "sum");
    for (size_t a = 0; a < side; a++) {
        uint64_t sum = 0;
        vb_document_cell(d, "%zu %.*s", a + 1, VB_ARG(code_name(view, a)));
        for (size_t b = 0; b < side; b++) {
            sum += view->matrix[a * side + b];
            if (view->matrix[a * side + b] == 0)
                vb_document_cell(d, "·");
            else
                vb_document_cell(d, "%" PRIu64, view->matrix[a * side + b]);
        }
        vb_document_cell(d, "%" PRIu64, sum);
    }
}

/* ---- The rest ---- */

static void compose_gates(const vb_agree_result *result, vb_document *d)
{
    vb_document_add(d, VB_BLOCK_HEADING, "Gates");
    for (size_t i = 0; i < result->n_gates; i++) {
        const vb_gate_result *gate = &result->gates[i];
        const char *outcome = gate->passed ? "passed" : "FAILED";
        if (isnan(gate->value))
            vb_document_add(d, VB_BLOCK_ITEM, "%s: --%s %g, and the figure does not exist", outcome, gate->name,
                            gate->least);
        else
            vb_document_add(d, VB_BLOCK_ITEM, "%s: --%s %g, and it is %.4f", outcome, gate->name, gate->least,
                            gate->value);
    }
}

static void compose_disagreements(const vb_agree_result *result, vb_document *d)
{
    const vb_codings *codings = result->codings;
    vb_document_add(d, VB_BLOCK_HEADING, "Disagreements, %s: %zu on the primary, %zu on further codes; %zu listed",
                    level_text(result->views[0].level), result->n_primary,
                    result->n_disagreements - result->n_primary, result->n_listed);
    vb_buffer line = {0};
    for (size_t i = 0; i < result->n_listed; i++) {
        const vb_coded_answer *answer = result->listed[i].answer;
        vb_buffer_clear(&line);
        vb_buffer_printf(&line, "%.*s", VB_ARG(answer->id));
        for (size_t c = 0; c < codings->n_coders; c++) {
            const vb_coder_says *says = &answer->says[c];
            vb_buffer_printf(&line, "%s%.*s: ", c == 0 ? ": " : " | ", VB_ARG(codings->coders[c].name));
            vb_buffer_add_str(&line, vb_codings_primary(codings, says));
            if (says->n_codes > 1 || (says->n_codes == 1 && says->codes[0] != says->primary)) {
                vb_buffer_add_text(&line, " (");
                vb_codings_add_set(codings, says, &line);
                vb_buffer_add_char(&line, ')');
            }
            if (!says->has_set && says->primary == VB_CODE_MISSING)
                vb_buffer_add_text(&line, "not coded");
        }
        vb_document_add(d, VB_BLOCK_ITEM, "%.*s", (int)line.len, line.ptr);
        if (answer->answer.len > 0)
            vb_document_add(d, VB_BLOCK_DETAIL, "%.*s", (int)(answer->answer.len < 2000 ? answer->answer.len : 2000),
                            answer->answer.ptr);
        if (result->listed[i].evidence.len > 0)
            vb_document_add(d, VB_BLOCK_DETAIL, "evidence: %.*s",
                            (int)(result->listed[i].evidence.len < 2000 ? result->listed[i].evidence.len : 2000),
                            result->listed[i].evidence.ptr);
    }
    d->failed |= line.failed;
    vb_buffer_release(&line);
}

static void compose_method(const vb_agree_result *result, vb_document *d)
{
    const vb_codings *codings = result->codings;
    vb_document_add(d, VB_BLOCK_HEADING, "How it was worked out");
    for (size_t i = 0; i < codings->n_coders; i++) {
        const vb_coder_info *coder = &codings->coders[i];
        vb_document_add(d, VB_BLOCK_ITEM,
                        "%.*s: answers coded: %zu; left out: %zu coded by nobody else, %zu with an id that stood "
                        "before%s",
                        VB_ARG(coder->name), coder->answers, coder->alone, coder->duplicates,
                        coder->has_codes     ? coder->has_primary ? "" : "; the first code is the primary"
                        : coder->has_primary ? "; no column of codes: the primary stands for the set"
                                             : "");
    }
    if (result->how.bootstrap > 0)
        vb_document_add(d, VB_BLOCK_ITEM,
                        "bootstrap: %zu resamples of the answers, percentile intervals, seed %" PRIu64,
                        result->how.bootstrap, result->how.seed);
    vb_document_add(d, VB_BLOCK_ITEM,
                    "sets: two empty ones differ by 0, an empty one and any other by 1; MASI is 1 - Jaccard "
                    "similarity × M, M 1 for equal sets, %.2f where one holds the other, %.2f for an overlap",
                    VB_MASI_SUBSET, VB_MASI_OVERLAP);
    if (codings->n_coders > 2)
        vb_document_add(d, VB_BLOCK_ITEM,
                        "%zu coders: α takes all at once; accuracy, κ, π and AC1 are means over the pairs; F1 is of "
                        "the counts of all pairs; no coder is gold, so there is no precision or recall",
                        codings->n_coders);
    else
        vb_document_add(d, VB_BLOCK_ITEM, "precision and recall take %.*s for gold", VB_ARG(codings->coders[0].name));
}

void vb_agree_document(const vb_agree_result *result, vb_document *d)
{
    const vb_agree_view *head = &result->views[0];
    compose_head(result, d);
    if (head->n > 0) {
        compose_coefficients(result, head, d);
        if (result->n_views > 1)
            compose_views(result, d);
        if (result->codings->n_coders > 2)
            compose_pairs(result, d);
        compose_by_code(result, head, d);
        compose_matrix(result, head, d);
        for (size_t i = 1; i < result->n_views && result->views[i].part.kind == head->part.kind; i++)
            compose_by_code(result, &result->views[i], d);
    }
    if (result->n_gates > 0)
        compose_gates(result, d);
    if (result->n_disagreements > 0)
        compose_disagreements(result, d);
    compose_method(result, d);
}
