/* The change as a comment on a pull request: GitHub's Markdown. */
#include "base/str.h"
#include "diff/write_parts.h"
#include "output/rows.h"

#include <inttypes.h>

/* Text of lexicons and answers as text: no mark-up, no HTML, no mention of a user, on one line. */
static void add_escaped(vb_str text, vb_buffer *out)
{
    vb_buffer safe = {0};
    vb_terminal_text(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] == '@') {
            vb_buffer_add_text(out, "&#64;");
            continue;
        }
        if (safe.ptr[i] != '\0' && strchr("\\`*_[]<>|~&#$", safe.ptr[i]) != NULL)
            vb_buffer_add_char(out, '\\');
        vb_buffer_add_char(out, safe.ptr[i]);
    }
    out->failed |= safe.failed;
    vb_buffer_release(&safe);
}

/* Tags and not stars: stars do not mark what stands between letters and punctuation. */
static const vb_diff_style style = {.escape = add_escaped,
                                    .change = "- ",
                                    .before = "  - before: ",
                                    .after = "  - after: ",
                                    .answer = "<br>",
                                    .counts = {"<b>", "</b> <sup>", "</sup>"},
                                    .other = {"<s>", "</s> <sup>", "</sup>"},
                                    .passed = "- ✅ ",
                                    .failed = "- ❌ "};

static void add_edits(const vb_diff *diff, vb_buffer *out)
{
    if (diff->edits.n == 0)
        return;
    vb_buffer_add_text(out, diff->has_corpus ? "\n| # | edit | where | before | after | answers |\n"
                                               "| ---: | :--- | :--- | :--- | :--- | ---: |\n"
                                             : "\n| # | edit | where | before | after |\n"
                                               "| ---: | :--- | :--- | :--- | :--- |\n");
    for (size_t i = 0; i < diff->edits.n; i++) {
        if (!vb_diff_shows_edit(diff, i))
            continue;
        const vb_edit *edit = &diff->edits.items[i];
        const vb_entry *entry = vb_edit_entry(edit);
        vb_buffer_printf(out, "| %zu | %s %s | ", i + 1, entry->what, vb_edit_kind_name(edit->kind));
        if (edit->kind == VB_EDIT_MOVED) {
            add_escaped(edit->before->place, out);
            vb_buffer_add_text(out, " → ");
        }
        add_escaped(entry->place, out);
        vb_buffer_printf(out, "%sline %zu | ", entry->place.len > 0 ? ", " : "", entry->node->line);
        if (edit->before != NULL)
            add_escaped(edit->before->text, out);
        vb_buffer_add_text(out, " | ");
        if (edit->after != NULL)
            add_escaped(edit->after->text, out);
        vb_buffer_add_text(out, " |");
        if (diff->has_corpus && edit->codes)
            vb_buffer_printf(out, " %zu |", diff->answers_of[i]);
        else if (diff->has_corpus)
            vb_buffer_add_text(out, " |");
        vb_buffer_add_char(out, '\n');
    }
    size_t hidden = vb_diff_hidden_edits(diff);
    if (hidden > 0)
        vb_buffer_printf(out, "\nand %zu more edits.\n", hidden);
}

static void add_changes(const vb_diff *diff, vb_buffer *out)
{
    const vb_changes *changes = &diff->changes;
    vb_buffer_printf(out, "\n**%zu of %" PRIu64 " answers change (%.1f %%)**, the primary of %" PRIu64 ".\n",
                     changes->n, changes->answers, vb_share_percent(changes->n, changes->answers),
                     changes->primaries);
    if (changes->n == 0)
        return;
    vb_buffer_printf(out, "\n<details%s><summary>The answers</summary>\n\n", changes->n <= 10 ? " open" : "");
    vb_diff_add_changes(diff, &style, out);
    vb_buffer_add_text(out, "\n</details>\n");
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
            vb_buffer_add_text(out, "\n| code | answers before | after | lost | gained |\n"
                                    "| :--- | ---: | ---: | ---: | ---: |\n");
        first = false;
        vb_buffer_add_text(out, "| ");
        add_escaped(changes->codes.paths[i], out);
        vb_buffer_printf(out, " | %" PRIu64 " | %" PRIu64 " | %" PRIu64 " | %" PRIu64 " |\n", c->before, c->after,
                         c->lost, c->gained);
    }
}

static void add_shares(const vb_share_table *table, vb_buffer *out)
{
    if (table->n_changed == 0)
        return;
    vb_buffer_add_text(out, "\n| main challenge");
    if (table->by.len > 0) {
        vb_buffer_add_text(out, " by ");
        add_escaped(table->by, out);
    }
    vb_buffer_add_text(out, " |");
    for (size_t g = 0; g < table->n_groups; g++) {
        vb_buffer_add_char(out, ' ');
        add_escaped(table->groups[g], out);
        vb_buffer_add_text(out, " |");
    }
    vb_buffer_add_text(out, "\n| :--- |");
    for (size_t g = 0; g < table->n_groups; g++)
        vb_buffer_add_text(out, " ---: |");
    vb_buffer_add_char(out, '\n');
    for (size_t i = 0; i < table->n_rows; i++) {
        const vb_share_row *row = &table->rows[i];
        if (!row->changed)
            continue;
        vb_buffer_add_text(out, "| ");
        add_escaped(row->label, out);
        vb_buffer_add_text(out, " |");
        for (size_t g = 0; g < table->n_groups; g++) {
            const vb_share *c = &row->cells[g];
            double before = vb_share_percent(c->before, table->bases[g].before);
            double after = vb_share_percent(c->after, table->bases[g].after);
            if (c->before == c->after)
                vb_buffer_printf(out, " %.1f %% |", after);
            else
                vb_buffer_printf(out, " **%.1f → %.1f %%** (%" PRIu64 " → %" PRIu64 ") |", before, after, c->before,
                                 c->after);
        }
        vb_buffer_add_char(out, '\n');
    }
}

/* A row: before, after, change, its interval. */
static void add_figure(vb_str code, const char *name, const vb_figure_change *figure, vb_buffer *out)
{
    vb_buffer_add_text(out, "| ");
    add_escaped(code, out);
    vb_buffer_printf(out, "%s%s | ", code.len > 0 ? ", " : "", name);
    vb_diff_number(figure->before.estimate, false, out);
    vb_buffer_add_text(out, " | ");
    vb_diff_number(figure->after.estimate, false, out);
    vb_buffer_add_text(out, " | ");
    vb_diff_number(figure->change.estimate, true, out);
    vb_buffer_add_text(out, " | ");
    vb_diff_number(figure->change.interval.low, true, out);
    vb_buffer_add_text(out, " to ");
    vb_diff_number(figure->change.interval.high, true, out);
    vb_buffer_add_text(out, " |\n");
}

static void add_figures(const vb_diff *diff, vb_buffer *out)
{
    const vb_measures *figures = diff->figures;
    vb_buffer_add_text(out, "\n| against gold | before | after | change | 95 % interval |\n"
                            "| :--- | ---: | ---: | ---: | ---: |\n");
    add_figure(VB_LITERAL(""), "κ", &figures->kappa, out);
    add_figure(VB_LITERAL(""), "α", &figures->alpha, out);
    add_figure(VB_LITERAL(""), "accuracy", &figures->accuracy, out);
    for (size_t i = 0; i < figures->n_codes; i++) {
        const vb_code_figures *code = &figures->codes[i];
        vb_str path = diff->changes.codes.paths[code->code];
        if (!vb_diff_code_changes(code))
            continue;
        add_figure(path, "precision", &code->precision, out);
        add_figure(path, "recall", &code->recall, out);
        add_figure(path, "F1", &code->f1, out);
    }
    vb_buffer_add_char(out, '\n');
    vb_diff_basis(figures, out);
    if (figures->unknown > 0) {
        vb_buffer_add_char(out, ' ');
        vb_diff_add_unknown(diff, &style, out);
    }
    vb_buffer_add_char(out, '\n');
}

void vb_diff_markdown(const vb_diff *diff, vb_buffer *out)
{
    vb_buffer_add_text(out, "### Lexicon change: ");
    vb_diff_sum_edits(diff, out);
    vb_buffer_add_text(out, "\n\n");
    vb_diff_add_names(diff, &style, out);
    if (diff->has_corpus) {
        vb_buffer_add_text(out, " on ");
        add_escaped(diff->source, out);
    }
    vb_buffer_add_char(out, '\n');
    if (diff->gates != NULL) {
        vb_buffer_printf(out, "\n**Policy: %s**\n\n", diff->gates->passed ? "met" : "not met");
        vb_diff_add_gates(diff, &style, out);
    }
    add_edits(diff, out);
    if (diff->has_corpus) {
        add_changes(diff, out);
        add_codes(diff, out);
        for (size_t i = 0; i < diff->n_shares; i++)
            add_shares(&diff->shares[i], out);
    }
    if (diff->figures != NULL)
        add_figures(diff, out);
}
