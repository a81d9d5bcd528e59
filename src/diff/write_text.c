/* The change for a terminal. */
#include "base/str.h"
#include "diff/diff.h"
#include "output/rows.h"

#include <inttypes.h>

typedef struct {
    const vb_diff *diff;
    vb_buffer *out;
    vb_buffer scratch;
} writer;

/* Text of lexicons and answers, safe for a terminal. */
static void add_safe(writer *w, vb_str text)
{
    vb_terminal_text(w->out, text);
}

static void add_edits(writer *w)
{
    const vb_edits *edits = &w->diff->edits;
    if (edits->n == 0)
        return;
    vb_buffer_add_text(w->out, "\nEdits\n");
    for (size_t i = 0; i < edits->n; i++) {
        if (!vb_diff_shows_edit(w->diff, i))
            continue;
        const vb_edit *edit = &edits->items[i];
        const vb_entry *entry = vb_edit_entry(edit);
        vb_buffer_printf(w->out, "%4zu  %-8s %s ", i + 1, vb_edit_kind_name(edit->kind), entry->what);
        if (edit->kind == VB_EDIT_MOVED) {
            add_safe(w, edit->before->place);
            vb_buffer_add_text(w->out, " → ");
        }
        add_safe(w, entry->place);
        if (entry->text.len > 0)
            vb_buffer_add_text(w->out, ": ");
        bool both = edit->before != NULL && edit->after != NULL;
        if (both && !vb_str_equal(edit->before->text, edit->after->text)) {
            add_safe(w, edit->before->text);
            vb_buffer_add_text(w->out, " → ");
        }
        add_safe(w, entry->text);
        vb_buffer_printf(w->out, "  (%s:%zu)", entry->file, entry->node->line);
        if (w->diff->has_corpus && edit->codes)
            vb_buffer_printf(w->out, "  %zu answer%s", w->diff->answers_of[i],
                             w->diff->answers_of[i] == 1 ? "" : "s");
        vb_buffer_add_char(w->out, '\n');
    }
    size_t hidden = vb_diff_hidden_edits(w->diff);
    if (hidden > 0)
        vb_buffer_printf(w->out, "      and %zu more; --format json has all\n", hidden);
}

static void add_coded(writer *w, const vb_change *change, const vb_coded *coded, const char *when)
{
    vb_str piece;
    const vb_mark *marked;
    vb_buffer_clear(&w->scratch);
    vb_diff_codes(coded, &w->scratch);
    vb_buffer_printf(w->out, "        %-6s ", when);
    add_safe(w, vb_buffer_str(&w->scratch));
    vb_buffer_add_char(w->out, '\n');
    if (w->diff->options->no_answers)
        return;
    vb_buffer_add_text(w->out, "               ");
    for (size_t at = 0, mark = 0; vb_diff_piece(w->diff, change, coded, &at, &mark, &piece, &marked);) {
        vb_buffer_add_text(w->out, marked == NULL ? "" : "«");
        add_safe(w, piece);
        if (marked == NULL)
            continue;
        vb_buffer_add_text(w->out, "» [");
        vb_buffer_add_text(w->out, marked->state == VB_STATE_DENIED      ? "denied "
                                   : marked->state == VB_STATE_CANCELLED ? "cancelled "
                                                                         : "");
        add_safe(w, marked->path);
        vb_buffer_add_char(w->out, ']');
    }
    vb_buffer_add_char(w->out, '\n');
}

static void add_changes(writer *w)
{
    const vb_changes *changes = &w->diff->changes;
    vb_buffer_printf(w->out, "\nAnswers that change: %zu of %" PRIu64 " (%.1f %%); the primary of %" PRIu64 "\n",
                     changes->n, changes->answers, vb_share_percent(changes->n, changes->answers),
                     changes->primaries);
    for (size_t i = 0; i < changes->n && i < VB_DIFF_MOST_ANSWERS; i++) {
        const vb_change *change = &changes->items[i];
        vb_buffer_add_text(w->out, "  ");
        if (change->id.len > 0 && !w->diff->options->redact && !w->diff->options->no_answers) {
            add_safe(w, change->id);
            vb_buffer_add_text(w->out, ", ");
        }
        vb_buffer_printf(w->out, "row %zu: because of ", change->row);
        vb_diff_cause(change, w->out);
        vb_buffer_add_char(w->out, '\n');
        add_coded(w, change, &change->before, "before");
        add_coded(w, change, &change->after, "after");
    }
    if (changes->n > VB_DIFF_MOST_ANSWERS)
        vb_buffer_printf(w->out, "  and %zu more; --format json has all\n", changes->n - VB_DIFF_MOST_ANSWERS);
}

static void add_codes(writer *w)
{
    const vb_changes *changes = &w->diff->changes;
    bool first = true;
    for (size_t i = 0; i < changes->codes.n_lexicons; i++) {
        const vb_code_change *c = &changes->by_code[i];
        if (c->lost + c->gained == 0)
            continue;
        if (first)
            vb_buffer_add_text(w->out, "\nAnswers by code          before   after    lost  gained\n");
        first = false;
        vb_buffer_printf(w->out, "  %-22.*s %6" PRIu64 "  %6" PRIu64 "  %6" PRIu64 "  %6" PRIu64 "\n",
                         VB_ARG(changes->codes.paths[i]), c->before, c->after, c->lost, c->gained);
    }
}

static void add_shares(writer *w, const vb_share_table *table)
{
    if (table->n_changed == 0)
        return;
    vb_buffer_add_text(w->out, "\nMain challenges");
    if (table->by.len > 0) {
        vb_buffer_add_text(w->out, " by ");
        add_safe(w, table->by);
    }
    vb_buffer_add_text(w->out, ", where they change\n");
    for (size_t i = 0; i < table->n_rows; i++) {
        const vb_share_row *row = &table->rows[i];
        for (size_t g = 0; g < table->n_groups; g++) {
            const vb_share *c = &row->cells[g];
            if (c->before == c->after)
                continue;
            vb_buffer_add_text(w->out, "  ");
            add_safe(w, row->label);
            vb_buffer_add_text(w->out, ", ");
            add_safe(w, table->groups[g]);
            vb_buffer_printf(w->out, ": %" PRIu64 " (%.1f %%) → %" PRIu64 " (%.1f %%)\n", c->before,
                             vb_share_percent(c->before, table->bases[g].before), c->after,
                             vb_share_percent(c->after, table->bases[g].after));
        }
    }
}

static void add_figure(writer *w, const char *name, const vb_figure_change *figure)
{
    vb_buffer_printf(w->out, "  %-10s ", name);
    vb_diff_figure(figure, w->out);
    vb_buffer_add_char(w->out, '\n');
}

static void add_figures(writer *w, const vb_measures *figures)
{
    vb_buffer_add_text(w->out, "\nAgainst gold\n  ");
    vb_diff_basis(figures, w->out);
    vb_buffer_add_char(w->out, '\n');
    add_figure(w, "kappa", &figures->kappa);
    add_figure(w, "alpha", &figures->alpha);
    add_figure(w, "accuracy", &figures->accuracy);
    for (size_t i = 0; i < figures->n_codes; i++) {
        const vb_code_figures *code = &figures->codes[i];
        if (!vb_diff_code_changes(code))
            continue;
        vb_buffer_add_text(w->out, "  ");
        add_safe(w, w->diff->changes.codes.paths[code->code]);
        vb_buffer_add_char(w->out, '\n');
        add_figure(w, "  precision", &code->precision);
        add_figure(w, "  recall", &code->recall);
        add_figure(w, "  F1", &code->f1);
    }
    if (figures->unknown > 0) {
        vb_buffer_printf(w->out, "  %" PRIu64 " gold codes are in no lexicon and count as missed, such as ",
                         figures->unknown);
        add_safe(w, figures->first_unknown);
        vb_buffer_add_char(w->out, '\n');
    }
}

static void add_gates(writer *w, const vb_policy_gates *gates)
{
    vb_buffer_printf(w->out, "\nPolicy: %s\n", gates->passed ? "met" : "not met");
    for (size_t i = 0; i < gates->n; i++) {
        vb_buffer_printf(w->out, "  %-6s %s: ", gates->items[i].passed ? "ok" : "FAILED",
                         vb_policy_gate_name(gates->items[i].kind));
        add_safe(w, gates->items[i].text);
        vb_buffer_add_char(w->out, '\n');
    }
}

void vb_diff_text(const vb_diff *diff, vb_buffer *out)
{
    writer w = {.diff = diff, .out = out};
    add_safe(&w, vb_str_of(diff->options->before));
    vb_buffer_add_text(out, " → ");
    add_safe(&w, vb_str_of(diff->options->after));
    vb_buffer_add_text(out, ": ");
    vb_diff_sum_edits(diff, out);
    vb_buffer_add_char(out, '\n');
    add_edits(&w);
    if (diff->has_corpus) {
        add_changes(&w);
        add_codes(&w);
        for (size_t i = 0; i < diff->n_shares; i++)
            add_shares(&w, &diff->shares[i]);
    }
    if (diff->figures != NULL)
        add_figures(&w, diff->figures);
    if (diff->gates != NULL)
        add_gates(&w, diff->gates);
    out->failed = out->failed || w.scratch.failed;
    vb_buffer_release(&w.scratch);
}
