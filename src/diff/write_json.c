/* The change as JSON. */
#include "base/str.h"
#include "diff/diff.h"
#include "output/rows.h"

#include <inttypes.h>
#include <math.h>

static void add_member(vb_buffer *out, const char *key, vb_str value)
{
    vb_buffer_printf(out, "\"%s\": ", key);
    if (value.ptr == NULL)
        vb_buffer_add_text(out, "null");
    else
        vb_json_string(out, value);
}

static void add_entry(const vb_entry *entry, const char *key, vb_buffer *out)
{
    vb_buffer_printf(out, ", \"%s\": ", key);
    if (entry == NULL) {
        vb_buffer_add_text(out, "null");
        return;
    }
    vb_buffer_add_char(out, '{');
    add_member(out, "file", vb_str_of(entry->file));
    vb_buffer_printf(out, ", \"line\": %zu, \"column\": %zu, ", entry->node->line, entry->node->column);
    add_member(out, "place", entry->place);
    vb_buffer_add_text(out, ", ");
    add_member(out, "text", entry->text);
    vb_buffer_add_char(out, '}');
}

static void add_edits(const vb_diff *diff, vb_buffer *out)
{
    vb_buffer_add_text(out, "\n  \"edits\": [");
    for (size_t i = 0; i < diff->edits.n; i++) {
        const vb_edit *edit = &diff->edits.items[i];
        vb_buffer_printf(out, "%s\n    {\"number\": %zu, \"edit\": \"%s\", \"what\": \"%s\"", i == 0 ? "" : ",",
                         i + 1, vb_edit_kind_name(edit->kind), vb_edit_entry(edit)->what);
        add_entry(edit->before, "before", out);
        add_entry(edit->after, "after", out);
        if (diff->has_corpus)
            vb_buffer_printf(out, ", \"answers\": %zu", diff->answers_of[i]);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, diff->edits.n > 0 ? "\n  ]" : "]");
}

/* "a;b" as an array. */
static void add_codes(vb_str codes, vb_buffer *out)
{
    vb_buffer_add_text(out, "\"codes\": [");
    for (size_t beg = 0; beg < codes.len;) {
        const char *semicolon = memchr(codes.ptr + beg, ';', codes.len - beg);
        size_t end = semicolon == NULL ? codes.len : (size_t)(semicolon - codes.ptr);
        vb_buffer_add_text(out, beg > 0 ? ", " : "");
        vb_json_string(out, vb_str_cut(codes, beg, end));
        beg = end + 1;
    }
    vb_buffer_add_char(out, ']');
}

static void add_coded(const vb_diff *diff, const vb_coded *coded, const char *key, vb_buffer *out)
{
    static const char *const states[] = {"counts", "cancelled", "hidden",
                                         "denied", "cue",       "indicates"}; /* vb_state */
    vb_buffer_printf(out, ",\n     \"%s\": {", key);
    add_member(out, "primary", coded->primary.len == 0 ? (vb_str){NULL, 0} : coded->primary);
    vb_buffer_add_text(out, ", ");
    add_codes(coded->codes, out);
    vb_buffer_add_text(out, ", ");
    add_member(out, "reason", coded->reason);
    if (!diff->options->no_answers) {
        vb_buffer_add_text(out, ", ");
        add_member(out, "evidence", coded->evidence);
    }
    vb_buffer_add_text(out, ", \"marks\": [");
    for (size_t i = 0; i < coded->n_marks; i++) {
        const vb_mark *m = &coded->marks[i];
        vb_buffer_printf(out, "%s{\"begin\": %zu, \"end\": %zu, \"state\": \"%s\", ", i == 0 ? "" : ", ", m->beg,
                         m->end, states[m->state]);
        add_member(out, "code", m->path);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "]}");
}

static void add_changes(const vb_diff *diff, vb_buffer *out)
{
    static const char *const causes[] = {"one", "each", "together", "untried"}; /* vb_cause_kind */
    const vb_changes *changes = &diff->changes;
    vb_buffer_printf(out,
                     ",\n  \"corpus\": {\"rows\": %" PRIu64 ", \"answers\": %" PRIu64 ", \"unreadable\": %" PRIu64
                     ", \"changed\": %zu, \"primaries\": %" PRIu64 ", \"trials\": %zu, ",
                     changes->rows, changes->answers, changes->unreadable, changes->n, changes->primaries,
                     diff->causes.trials);
    add_member(out, "source", diff->source);
    vb_buffer_add_text(out, "},\n  \"changes\": [");
    for (size_t i = 0; i < changes->n; i++) {
        const vb_change *change = &changes->items[i];
        vb_buffer_printf(out, "%s\n    {", i == 0 ? "" : ",");
        add_member(out, "file", vb_str_of(change->file));
        vb_buffer_printf(out, ", \"row\": %zu", change->row);
        if (!diff->options->redact && !diff->options->no_answers) {
            vb_buffer_add_text(out, ", ");
            add_member(out, "id", change->id);
            vb_buffer_add_text(out, ", ");
            add_member(out, "answer", change->text);
        }
        vb_buffer_printf(out, ",\n     \"cause\": \"%s\", \"edits\": [", causes[change->cause]);
        for (size_t k = 0; k < change->n_edits; k++)
            vb_buffer_printf(out, "%s%zu", k == 0 ? "" : ", ", change->edits[k] + 1);
        vb_buffer_add_char(out, ']');
        add_coded(diff, &change->before, "before", out);
        add_coded(diff, &change->after, "after", out);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, changes->n > 0 ? "\n  ]" : "]");
}

static void add_by_code(const vb_diff *diff, vb_buffer *out)
{
    const vb_changes *changes = &diff->changes;
    vb_buffer_add_text(out, ",\n  \"codes\": [");
    for (size_t i = 0; i < changes->codes.n_lexicons; i++) {
        const vb_code_change *c = &changes->by_code[i];
        vb_buffer_printf(out, "%s\n    {", i == 0 ? "" : ",");
        add_member(out, "code", changes->codes.paths[i]);
        vb_buffer_printf(
            out, ", \"before\": %" PRIu64 ", \"after\": %" PRIu64 ", \"lost\": %" PRIu64 ", \"gained\": %" PRIu64 "}",
            c->before, c->after, c->lost, c->gained);
    }
    vb_buffer_add_text(out, "\n  ]");
}

static void add_shares(const vb_diff *diff, vb_buffer *out)
{
    vb_buffer_add_text(out, ",\n  \"tables\": [");
    for (size_t t = 0; t < diff->n_shares; t++) {
        const vb_share_table *table = &diff->shares[t];
        vb_buffer_printf(out, "%s\n    {", t == 0 ? "" : ",");
        add_member(out, "by", table->by.len == 0 ? (vb_str){NULL, 0} : table->by);
        vb_buffer_add_text(out, ", \"groups\": [");
        for (size_t g = 0; g < table->n_groups; g++) {
            vb_buffer_add_text(out, g == 0 ? "{" : ", {");
            add_member(out, "group", table->groups[g]);
            vb_buffer_printf(out, ", \"base\": [%" PRIu64 ", %" PRIu64 "]}", table->bases[g].before,
                             table->bases[g].after);
        }
        vb_buffer_add_text(out, "], \"rows\": [");
        for (size_t i = 0; i < table->n_rows; i++) {
            vb_buffer_add_text(out, i == 0 ? "\n      {" : ",\n      {");
            add_member(out, "code", table->rows[i].path.len == 0 ? (vb_str){NULL, 0} : table->rows[i].path);
            vb_buffer_add_text(out, ", \"n\": [");
            for (size_t g = 0; g < table->n_groups; g++)
                vb_buffer_printf(out, "%s[%" PRIu64 ", %" PRIu64 "]", g == 0 ? "" : ", ",
                                 table->rows[i].cells[g].before, table->rows[i].cells[g].after);
            vb_buffer_add_text(out, "]}");
        }
        vb_buffer_add_text(out, "]}");
    }
    vb_buffer_add_text(out, "\n  ]");
}

static void add_number(double value, vb_buffer *out)
{
    if (isnan(value))
        vb_buffer_add_text(out, "null");
    else
        vb_buffer_printf(out, "%.6f", value);
}

static void add_figure(const char *key, const vb_figure_change *figure, vb_buffer *out)
{
    const struct {
        const char *key;
        const vb_bootstrap_result *result;
    } parts[] = {{"before", &figure->before}, {"after", &figure->after}, {"change", &figure->change}};
    vb_buffer_printf(out, "\"%s\": {", key);
    for (size_t i = 0; i < 3; i++) {
        vb_buffer_printf(out, "%s\"%s\": {\"value\": ", i == 0 ? "" : ", ", parts[i].key);
        add_number(parts[i].result->estimate, out);
        vb_buffer_add_text(out, ", \"low\": ");
        add_number(parts[i].result->interval.low, out);
        vb_buffer_add_text(out, ", \"high\": ");
        add_number(parts[i].result->interval.high, out);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_char(out, '}');
}

static void add_counts(const char *key, const vb_code_counts *counts, vb_buffer *out)
{
    vb_buffer_printf(out,
                     "\"%s\": {\"both\": %" PRIu64 ", \"gold_only\": %" PRIu64 ", \"coded_only\": %" PRIu64
                     ", \"neither\": %" PRIu64 "}, ",
                     key, counts->both, counts->gold_only, counts->coded_only, counts->neither);
}

static void add_figures(const vb_diff *diff, vb_buffer *out)
{
    const vb_measures *f = diff->figures;
    vb_buffer_printf(out,
                     ",\n  \"gold\": {\"answers\": %" PRIu64
                     ", \"compares\": \"%s\", \"level\": %zu, \"unknown\": %" PRIu64 ",\n    ",
                     f->n, f->of_sets ? "codes" : "primary", f->level, f->unknown);
    add_figure("kappa", &f->kappa, out);
    vb_buffer_add_text(out, ",\n    ");
    add_figure("alpha", &f->alpha, out);
    vb_buffer_add_text(out, ",\n    ");
    add_figure("accuracy", &f->accuracy, out);
    vb_buffer_printf(out, ",\n    \"mcnemar\": {\"only_after\": %" PRIu64 ", \"only_before\": %" PRIu64 ", \"p\": ",
                     f->mended, f->broken);
    add_number(f->p, out);
    vb_buffer_add_text(out, "},\n    \"codes\": [");
    for (size_t i = 0; i < f->n_codes; i++) {
        vb_buffer_add_text(out, i == 0 ? "\n      {" : ",\n      {");
        add_member(out, "code", diff->changes.codes.paths[f->codes[i].code]);
        vb_buffer_add_text(out, ", ");
        add_counts("before", &f->codes[i].before, out);
        add_counts("after", &f->codes[i].after, out);
        add_figure("precision", &f->codes[i].precision, out);
        vb_buffer_add_text(out, ", ");
        add_figure("recall", &f->codes[i].recall, out);
        vb_buffer_add_text(out, ", ");
        add_figure("f1", &f->codes[i].f1, out);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "]}");
}

static void add_gates(const vb_policy_gates *gates, vb_buffer *out)
{
    vb_buffer_printf(out, ",\n  \"policy\": {\"passed\": %s, \"gates\": [", gates->passed ? "true" : "false");
    for (size_t i = 0; i < gates->n; i++) {
        vb_buffer_printf(out, "%s\n    {\"gate\": \"%s\", \"passed\": %s, ", i == 0 ? "" : ",",
                         vb_policy_gate_name(gates->items[i].kind), gates->items[i].passed ? "true" : "false");
        add_member(out, "text", gates->items[i].text);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "]}");
}

void vb_diff_json(const vb_diff *diff, vb_buffer *out)
{
    vb_buffer_add_text(out, "{");
    add_member(out, "old", vb_str_of(diff->options->before));
    vb_buffer_add_text(out, ", ");
    add_member(out, "new", vb_str_of(diff->options->after));
    vb_buffer_add_text(out, ",");
    add_edits(diff, out);
    if (diff->has_corpus) {
        add_changes(diff, out);
        add_by_code(diff, out);
        add_shares(diff, out);
    }
    if (diff->figures != NULL)
        add_figures(diff, out);
    if (diff->gates != NULL)
        add_gates(diff->gates, out);
    vb_buffer_add_text(out, "\n}\n");
}
