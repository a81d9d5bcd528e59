/* The change for a terminal. */
#include "base/str.h"
#include "diff/write_parts.h"
#include "output/rows.h"

#include <inttypes.h>

/* Text of lexicons and answers, safe for a terminal. */
static void add_safe(vb_str text, vb_buffer *out)
{
    vb_terminal_text(out, text);
}

static const vb_diff_style style = {.escape = add_safe,
                                    .change = "  ",
                                    .before = "        before ",
                                    .after = "        after  ",
                                    .answer = "\n               ",
                                    .counts = {"«", "» [", "]"},
                                    .other = {"«", "» [", "]"},
                                    .passed = "  ok     ",
                                    .failed = "  FAILED "};

static void add_edits(const vb_diff *diff, vb_buffer *out)
{
    const vb_edits *edits = &diff->edits;
    if (edits->n == 0)
        return;
    vb_buffer_add_text(out, "\nEdits\n");
    for (size_t i = 0; i < edits->n; i++) {
        if (!vb_diff_shows_edit(diff, i))
            continue;
        const vb_edit *edit = &edits->items[i];
        const vb_entry *entry = vb_edit_entry(edit);
        vb_buffer_printf(out, "%4zu  %-8s %s ", i + 1, vb_edit_kind_name(edit->kind), entry->what);
        if (edit->kind == VB_EDIT_MOVED) {
            add_safe(edit->before->place, out);
            vb_buffer_add_text(out, " → ");
        }
        add_safe(entry->place, out);
        if (entry->text.len > 0)
            vb_buffer_add_text(out, ": ");
        bool both = edit->before != NULL && edit->after != NULL;
        if (both && !vb_str_equal(edit->before->text, edit->after->text)) {
            add_safe(edit->before->text, out);
            vb_buffer_add_text(out, " → ");
        }
        add_safe(entry->text, out);
        vb_buffer_printf(out, "  (%s:%zu)", entry->file, entry->node->line);
        if (diff->has_corpus && edit->codes)
            vb_buffer_printf(out, "  %zu answer%s", diff->answers_of[i], diff->answers_of[i] == 1 ? "" : "s");
        vb_buffer_add_char(out, '\n');
    }
    size_t hidden = vb_diff_hidden_edits(diff);
    if (hidden > 0)
        vb_buffer_printf(out, "      and %zu more; --format json has all\n", hidden);
}

static void add_changes(const vb_diff *diff, vb_buffer *out)
{
    const vb_changes *changes = &diff->changes;
    vb_buffer_printf(out, "\nAnswers that change: %zu of %" PRIu64 " (%.1f %%); the primary of %" PRIu64 "\n",
                     changes->n, changes->answers, vb_share_percent(changes->n, changes->answers),
                     changes->primaries);
    vb_diff_add_changes(diff, &style, out);
}

static void add_codes(const vb_diff *diff, vb_buffer *out)
{
    const vb_changes *changes = &diff->changes;
    bool first = true;
    for (size_t i = 0; i < changes->codes.n_lexicons; i++) {
        const vb_code_change *c = &changes->by_code[i];
        if (c->lost + c->gained == 0)
            continue;
        if (first)
            vb_buffer_add_text(out, "\nAnswers by code          before   after    lost  gained\n");
        first = false;
        vb_buffer_printf(out, "  %-22.*s %6" PRIu64 "  %6" PRIu64 "  %6" PRIu64 "  %6" PRIu64 "\n",
                         VB_ARG(changes->codes.paths[i]), c->before, c->after, c->lost, c->gained);
    }
}

static void add_shares(const vb_share_table *table, vb_buffer *out)
{
    if (table->n_changed == 0)
        return;
    vb_buffer_add_text(out, "\nMain challenges");
    if (table->by.len > 0) {
        vb_buffer_add_text(out, " by ");
        add_safe(table->by, out);
    }
    vb_buffer_add_text(out, ", where they change\n");
    for (size_t i = 0; i < table->n_rows; i++) {
        const vb_share_row *row = &table->rows[i];
        for (size_t g = 0; g < table->n_groups; g++) {
            const vb_share *c = &row->cells[g];
            if (c->before == c->after)
                continue;
            vb_buffer_add_text(out, "  ");
            add_safe(row->label, out);
            vb_buffer_add_text(out, ", ");
            add_safe(table->groups[g], out);
            vb_buffer_printf(out, ": %" PRIu64 " (%.1f %%) → %" PRIu64 " (%.1f %%)\n", c->before,
                             vb_share_percent(c->before, table->bases[g].before), c->after,
                             vb_share_percent(c->after, table->bases[g].after));
        }
    }
}

static void add_figure(const char *name, const vb_figure_change *figure, vb_buffer *out)
{
    vb_buffer_printf(out, "  %-10s ", name);
    vb_diff_figure(figure, out);
    vb_buffer_add_char(out, '\n');
}

static void add_figures(const vb_diff *diff, vb_buffer *out)
{
    const vb_measures *figures = diff->figures;
    vb_buffer_add_text(out, "\nAgainst gold\n  ");
    vb_diff_basis(figures, out);
    vb_buffer_add_char(out, '\n');
    add_figure("kappa", &figures->kappa, out);
    add_figure("alpha", &figures->alpha, out);
    add_figure("accuracy", &figures->accuracy, out);
    for (size_t i = 0; i < figures->n_codes; i++) {
        const vb_code_figures *code = &figures->codes[i];
        if (!vb_diff_code_changes(code))
            continue;
        vb_buffer_add_text(out, "  ");
        add_safe(diff->changes.codes.paths[code->code], out);
        vb_buffer_add_char(out, '\n');
        add_figure("  precision", &code->precision, out);
        add_figure("  recall", &code->recall, out);
        add_figure("  F1", &code->f1, out);
    }
    if (figures->unknown > 0) {
        vb_buffer_add_text(out, "  ");
        vb_diff_add_unknown(diff, &style, out);
        vb_buffer_add_char(out, '\n');
    }
}

void vb_diff_text(const vb_diff *diff, vb_buffer *out)
{
    vb_diff_add_names(diff, &style, out);
    vb_buffer_add_text(out, ": ");
    vb_diff_sum_edits(diff, out);
    vb_buffer_add_char(out, '\n');
    add_edits(diff, out);
    if (diff->has_corpus) {
        add_changes(diff, out);
        add_codes(diff, out);
        for (size_t i = 0; i < diff->n_shares; i++)
            add_shares(&diff->shares[i], out);
    }
    if (diff->figures != NULL)
        add_figures(diff, out);
    if (diff->gates != NULL) {
        vb_buffer_printf(out, "\nPolicy: %s\n", diff->gates->passed ? "met" : "not met");
        vb_diff_add_gates(diff, &style, out);
    }
}
