/* One object: the headline's figures at its top, every view below.  docs/agree-json.md has its schema. */
#include "agree/result.h"

#include "base/str.h"
#include "output/json.h"
#include "output/rows.h"

#include <inttypes.h>
#include <math.h>

static void add_interval(vb_buffer *out, bool first, const char *key, double error, vb_interval interval)
{
    vb_json_key(out, first, key);
    vb_buffer_add_char(out, '{');
    vb_json_number(out, true, "standard_error", error);
    vb_json_number(out, false, "low", interval.low);
    vb_json_number(out, false, "high", interval.high);
    vb_buffer_add_char(out, '}');
}

static void add_by_code(const vb_agree_view *view, vb_buffer *out)
{
    vb_json_key(out, false, "by_code");
    vb_buffer_add_char(out, '{');
    for (size_t i = 0; i < view->n_codes; i++) {
        const vb_bootstrap_result *of = view->by_code + i * VB_CODE_MEASURES;
        const vb_code_counts *counts = &view->counts[i];
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        vb_json_string(out, view->codes[i]);
        vb_buffer_add_text(out, ":{");
        for (size_t m = 0; m < VB_CODE_MEASURES; m++)
            vb_json_number(out, m == 0, vb_code_measure_name((vb_code_measure)m), of[m].estimate);
        vb_json_count(out, false, "both", counts->both);
        vb_json_count(out, false, "first_only", counts->gold_only);
        vb_json_count(out, false, "second_only", counts->coded_only);
        vb_json_count(out, false, "neither", counts->neither);
        vb_buffer_add_text(out, ",\"intervals\":{");
        for (size_t m = 0; m < VB_CODE_MEASURES; m++)
            add_interval(out, m == 0, vb_code_measure_name((vb_code_measure)m), of[m].standard_error, of[m].interval);
        vb_buffer_add_text(out, "}}");
    }
    vb_buffer_add_char(out, '}');
}

static void add_matrix(const vb_agree_view *view, vb_buffer *out)
{
    size_t side = view->n_codes + 1;
    vb_json_key(out, false, "confusion");
    if (view->matrix == NULL) {
        vb_buffer_add_text(out, "null");
        return;
    }
    vb_buffer_add_text(out, "{\"codes\":[");
    for (size_t i = 0; i < view->n_codes; i++) {
        vb_json_string(out, view->codes[i]);
        vb_buffer_add_char(out, ',');
    }
    vb_buffer_add_text(out, "\"none\"],\"counts\":[");
    for (size_t i = 0; i < side * side; i++) {
        vb_buffer_add_text(out, i % side == 0 ? (i > 0 ? "],\n[" : "[") : ",");
        vb_buffer_printf(out, "%" PRIu64, view->matrix[i]);
    }
    vb_buffer_add_text(out, "]]}");
}

static void add_pairs(const vb_agree_result *result, const vb_agree_view *view, vb_buffer *out)
{
    vb_json_key(out, false, "pairs");
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < view->n_pairs; i++) {
        const vb_coder_pair *pair = &view->pairs[i];
        vb_buffer_add_text(out, i > 0 ? ",\n{" : "{");
        vb_json_text(out, true, "first", result->codings->coders[pair->a].name);
        vb_json_text(out, false, "second", result->codings->coders[pair->b].name);
        vb_json_count(out, false, "n", pair->n);
        vb_json_number(out, false, "accuracy", pair->agreement.observed);
        vb_json_number(out, false, "kappa", pair->agreement.kappa.value);
        vb_json_number(out, false, "kappa_standard_error", pair->agreement.kappa.standard_error);
        vb_json_number(out, false, "alpha", pair->agreement.alpha);
        vb_json_number(out, false, "macro_f1", pair->f1);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_char(out, ']');
}

/* The members of a view, without braces. */
static void add_view(const vb_agree_result *result, const vb_agree_view *view, vb_buffer *out)
{
    vb_buffer part = {0};
    bool two = result->codings->n_coders == 2;
    vb_agree_part_text(result, view, &part);
    vb_json_text(out, true, "part", vb_buffer_str(&part));
    vb_json_key(out, false, "level");
    if (view->level == 0)
        vb_buffer_add_text(out, "\"all\"");
    else
        vb_buffer_printf(out, "%zu", view->level);
    vb_json_count(out, false, "n", view->n);
    vb_json_count(out, false, "left_out", view->left_out);
    for (size_t m = 0; m < VB_MEASURES; m++)
        vb_json_number(out, false, vb_measure_name((vb_measure)m), view->measures[m].estimate);
    const vb_coefficient *kappa = &view->agreement.kappa, *ac1 = &view->agreement.ac1;
    vb_interval none = {NAN, NAN};
    add_interval(out, false, "kappa_asymptotic", two ? kappa->standard_error : NAN, two ? kappa->interval : none);
    add_interval(out, false, "ac1_asymptotic", two ? ac1->standard_error : NAN, two ? ac1->interval : none);
    vb_buffer_add_text(out, ",\n\"intervals\":{");
    for (size_t m = 0; m < VB_MEASURES; m++)
        add_interval(out, m == 0, vb_measure_name((vb_measure)m), view->measures[m].standard_error,
                     view->measures[m].interval);
    vb_buffer_add_char(out, '}');
    add_by_code(view, out);
    add_matrix(view, out);
    add_pairs(result, view, out);
    out->failed |= part.failed;
    vb_buffer_release(&part);
}

static void add_coders(const vb_codings *codings, vb_buffer *out)
{
    vb_json_key(out, false, "coders");
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < codings->n_coders; i++) {
        const vb_coder_info *coder = &codings->coders[i];
        vb_buffer_add_text(out, i > 0 ? ",{" : "{");
        vb_json_text(out, true, "name", coder->name);
        vb_json_count(out, false, "answers", coder->answers);
        vb_json_count(out, false, "coded_by_nobody_else", coder->alone);
        vb_json_count(out, false, "duplicates_left_out", coder->duplicates);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_char(out, ']');
}

static void add_gates(const vb_agree_result *result, vb_buffer *out)
{
    vb_json_key(out, false, "gates");
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < result->n_gates; i++) {
        const vb_gate_result *gate = &result->gates[i];
        vb_buffer_add_text(out, i > 0 ? ",{" : "{");
        vb_json_text(out, true, "name", vb_str_of(gate->name));
        vb_json_number(out, false, "least", gate->least);
        vb_json_number(out, false, "value", gate->value);
        vb_json_key(out, false, "passed");
        vb_buffer_add_text(out, gate->passed ? "true}" : "false}");
    }
    vb_buffer_add_char(out, ']');
}

static void add_disagreements(const vb_agree_result *result, vb_buffer *out)
{
    const vb_codings *codings = result->codings;
    vb_buffer set = {0};
    vb_json_count(out, false, "n_disagreements", result->n_disagreements);
    vb_json_count(out, false, "n_disagreements_primary", result->n_primary);
    vb_json_key(out, false, "disagreements");
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < result->n_listed; i++) {
        const vb_disagreement *d = &result->listed[i];
        vb_buffer_add_text(out, i > 0 ? ",\n{" : "\n{");
        vb_json_text(out, true, "id", d->answer->id);
        vb_json_count(out, false, "row", d->answer->row);
        vb_json_text(out, false, "answer", d->answer->answer);
        vb_buffer_add_text(out, ",\"codings\":[");
        for (size_t c = 0; c < codings->n_coders; c++) {
            const vb_coder_says *says = &d->answer->says[c];
            vb_str primary = vb_codings_primary(codings, says);
            vb_buffer_clear(&set);
            vb_codings_add_set(codings, says, &set);
            vb_buffer_add_text(out, c > 0 ? ",{" : "{");
            vb_json_text(out, true, "coder", codings->coders[c].name);
            vb_json_text(out, false, "primary", primary.len > 0 ? primary : (vb_str){NULL, 0});
            vb_json_text(out, false, "codes", says->has_set ? vb_buffer_str(&set) : (vb_str){NULL, 0});
            vb_buffer_add_char(out, '}');
        }
        vb_buffer_add_char(out, ']');
        vb_json_text(out, false, "evidence", d->evidence.len > 0 ? d->evidence : (vb_str){NULL, 0});
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_char(out, ']');
    out->failed |= set.failed;
    vb_buffer_release(&set);
}

void vb_agree_json(const vb_agree_result *result, vb_buffer *out)
{
    static const char *const on[] = {"both", "primary", "codes"}, *const distances[] = {"exact", "jaccard", "masi"};
    vb_buffer_add_char(out, '{');
    vb_json_text(out, true, "tool", VB_LITERAL("verbatim"));
    vb_json_text(out, false, "version", VB_LITERAL(VB_VERSION));
    vb_json_text(out, false, "command", VB_LITERAL("agree"));
    add_coders(result->codings, out);
    vb_json_text(out, false, "on", vb_str_of(on[result->how.on]));
    vb_json_text(out, false, "distance", vb_str_of(distances[result->how.distance]));
    vb_json_count(out, false, "bootstrap", result->how.bootstrap);
    vb_json_count(out, false, "seed", result->how.seed);
    vb_buffer_add_text(out, ",\"confidence\":0.95,\n");
    add_view(result, &result->views[0], out);
    vb_buffer_add_text(out, ",\n\"views\":[");
    for (size_t i = 0; i < result->n_views; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n{" : "\n{");
        add_view(result, &result->views[i], out);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_char(out, ']');
    add_gates(result, out);
    add_disagreements(result, out);
    vb_buffer_add_text(out, "}\n");
}
