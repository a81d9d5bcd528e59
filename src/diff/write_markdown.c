/* The change as a comment on a pull request: GitHub's Markdown. */
#include "base/str.h"
#include "diff/diff.h"
#include "output/rows.h"

#include <inttypes.h>

typedef struct {
    const vb_diff *diff;
    vb_buffer *out;
    vb_buffer scratch;
} writer;

/* Text of lexicons and answers as text: no mark-up, no HTML, no mention of a user, on one line. */
static void add_escaped(writer *w, vb_str text)
{
    vb_buffer safe = {0};
    vb_terminal_text(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] == '@') {
            vb_buffer_add_text(w->out, "&#64;");
            continue;
        }
        if (safe.ptr[i] != '\0' && strchr("\\`*_[]<>|~&#$", safe.ptr[i]) != NULL)
            vb_buffer_add_char(w->out, '\\');
        vb_buffer_add_char(w->out, safe.ptr[i]);
    }
    w->out->failed |= safe.failed;
    vb_buffer_release(&safe);
}

static void add_edits(writer *w)
{
    const vb_diff *diff = w->diff;
    if (diff->edits.n == 0)
        return;
    vb_buffer_add_text(w->out, diff->has_corpus ? "\n| # | edit | where | before | after | answers |\n"
                                                  "| ---: | :--- | :--- | :--- | :--- | ---: |\n"
                                                : "\n| # | edit | where | before | after |\n"
                                                  "| ---: | :--- | :--- | :--- | :--- |\n");
    for (size_t i = 0; i < diff->edits.n; i++) {
        if (!vb_diff_shows_edit(diff, i))
            continue;
        const vb_edit *edit = &diff->edits.items[i];
        const vb_entry *entry = vb_edit_entry(edit);
        vb_buffer_printf(w->out, "| %zu | %s %s | ", i + 1, entry->what, vb_edit_kind_name(edit->kind));
        if (edit->kind == VB_EDIT_MOVED) {
            add_escaped(w, edit->before->place);
            vb_buffer_add_text(w->out, " → ");
        }
        add_escaped(w, entry->place);
        vb_buffer_printf(w->out, "%sline %zu | ", entry->place.len > 0 ? ", " : "", entry->node->line);
        if (edit->before != NULL)
            add_escaped(w, edit->before->text);
        vb_buffer_add_text(w->out, " | ");
        if (edit->after != NULL)
            add_escaped(w, edit->after->text);
        vb_buffer_add_text(w->out, " |");
        if (diff->has_corpus && edit->codes)
            vb_buffer_printf(w->out, " %zu |", diff->answers_of[i]);
        else if (diff->has_corpus)
            vb_buffer_add_text(w->out, " |");
        vb_buffer_add_char(w->out, '\n');
    }
    size_t hidden = vb_diff_hidden_edits(diff);
    if (hidden > 0)
        vb_buffer_printf(w->out, "\nand %zu more edits.\n", hidden);
}

static void add_coded(writer *w, const vb_change *change, const vb_coded *coded, const char *when)
{
    vb_str piece;
    const vb_mark *marked;
    vb_buffer_clear(&w->scratch);
    vb_diff_codes(coded, &w->scratch);
    vb_buffer_printf(w->out, "  - %s: ", when);
    add_escaped(w, vb_buffer_str(&w->scratch));
    if (w->diff->options->no_answers) {
        vb_buffer_add_char(w->out, '\n');
        return;
    }
    vb_buffer_add_text(w->out, "<br>");
    for (size_t at = 0, mark = 0; vb_diff_piece(w->diff, change, coded, &at, &mark, &piece, &marked);) {
        if (marked == NULL) {
            add_escaped(w, piece);
            continue;
        }
        /* Tags and not stars: stars do not mark what stands between letters and punctuation. */
        bool counts = marked->state == VB_STATE_COUNTS;
        vb_buffer_add_text(w->out, counts ? "<b>" : "<s>");
        add_escaped(w, piece);
        vb_buffer_add_text(w->out, counts ? "</b> <sup>" : "</s> <sup>");
        vb_buffer_add_text(w->out, marked->state == VB_STATE_DENIED      ? "denied "
                                   : marked->state == VB_STATE_CANCELLED ? "cancelled "
                                                                         : "");
        add_escaped(w, marked->path);
        vb_buffer_add_text(w->out, "</sup>");
    }
    vb_buffer_add_char(w->out, '\n');
}

static void add_changes(writer *w)
{
    const vb_changes *changes = &w->diff->changes;
    const vb_diff_options *options = w->diff->options;
    vb_buffer_printf(w->out, "\n**%zu of %" PRIu64 " answers change (%.1f %%)**, the primary of %" PRIu64 ".\n",
                     changes->n, changes->answers, vb_share_percent(changes->n, changes->answers),
                     changes->primaries);
    if (changes->n == 0)
        return;
    vb_buffer_printf(w->out, "\n<details%s><summary>The answers</summary>\n\n", changes->n <= 10 ? " open" : "");
    for (size_t i = 0; i < changes->n && i < VB_DIFF_MOST_ANSWERS; i++) {
        const vb_change *change = &changes->items[i];
        vb_buffer_add_text(w->out, "- ");
        if (change->id.len > 0 && !options->redact && !options->no_answers) {
            add_escaped(w, change->id);
            vb_buffer_add_text(w->out, ", ");
        }
        vb_buffer_printf(w->out, "row %zu, because of ", change->row);
        vb_diff_cause(change, w->out);
        vb_buffer_add_char(w->out, '\n');
        add_coded(w, change, &change->before, "before");
        add_coded(w, change, &change->after, "after");
    }
    if (changes->n > VB_DIFF_MOST_ANSWERS)
        vb_buffer_printf(w->out, "- and %zu more\n", changes->n - VB_DIFF_MOST_ANSWERS);
    vb_buffer_add_text(w->out, "\n</details>\n");
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
            vb_buffer_add_text(w->out, "\n| code | answers before | after | lost | gained |\n"
                                       "| :--- | ---: | ---: | ---: | ---: |\n");
        first = false;
        vb_buffer_add_text(w->out, "| ");
        add_escaped(w, changes->codes.paths[i]);
        vb_buffer_printf(w->out, " | %" PRIu64 " | %" PRIu64 " | %" PRIu64 " | %" PRIu64 " |\n", c->before, c->after,
                         c->lost, c->gained);
    }
}

static void add_shares(writer *w, const vb_share_table *table)
{
    if (table->n_changed == 0)
        return;
    vb_buffer_add_text(w->out, "\n| main challenge");
    if (table->by.len > 0) {
        vb_buffer_add_text(w->out, " by ");
        add_escaped(w, table->by);
    }
    vb_buffer_add_text(w->out, " |");
    for (size_t g = 0; g < table->n_groups; g++) {
        vb_buffer_add_char(w->out, ' ');
        add_escaped(w, table->groups[g]);
        vb_buffer_add_text(w->out, " |");
    }
    vb_buffer_add_text(w->out, "\n| :--- |");
    for (size_t g = 0; g < table->n_groups; g++)
        vb_buffer_add_text(w->out, " ---: |");
    vb_buffer_add_char(w->out, '\n');
    for (size_t i = 0; i < table->n_rows; i++) {
        const vb_share_row *row = &table->rows[i];
        if (!row->changed)
            continue;
        vb_buffer_add_text(w->out, "| ");
        add_escaped(w, row->label);
        vb_buffer_add_text(w->out, " |");
        for (size_t g = 0; g < table->n_groups; g++) {
            const vb_share *c = &row->cells[g];
            double before = vb_share_percent(c->before, table->bases[g].before);
            double after = vb_share_percent(c->after, table->bases[g].after);
            if (c->before == c->after)
                vb_buffer_printf(w->out, " %.1f %% |", after);
            else
                vb_buffer_printf(w->out, " **%.1f → %.1f %%** (%" PRIu64 " → %" PRIu64 ") |", before, after,
                                 c->before, c->after);
        }
        vb_buffer_add_char(w->out, '\n');
    }
}

/* A row: before, after, change, its interval. */
static void add_figure(writer *w, vb_str code, const char *name, const vb_figure_change *figure)
{
    vb_buffer_add_text(w->out, "| ");
    add_escaped(w, code);
    vb_buffer_printf(w->out, "%s%s | ", code.len > 0 ? ", " : "", name);
    vb_diff_number(figure->before.estimate, false, w->out);
    vb_buffer_add_text(w->out, " | ");
    vb_diff_number(figure->after.estimate, false, w->out);
    vb_buffer_add_text(w->out, " | ");
    vb_diff_number(figure->change.estimate, true, w->out);
    vb_buffer_add_text(w->out, " | ");
    vb_diff_number(figure->change.interval.low, true, w->out);
    vb_buffer_add_text(w->out, " to ");
    vb_diff_number(figure->change.interval.high, true, w->out);
    vb_buffer_add_text(w->out, " |\n");
}

static void add_figures(writer *w, const vb_measures *figures)
{
    vb_buffer_add_text(w->out, "\n| against gold | before | after | change | 95 % interval |\n"
                               "| :--- | ---: | ---: | ---: | ---: |\n");
    add_figure(w, VB_LITERAL(""), "κ", &figures->kappa);
    add_figure(w, VB_LITERAL(""), "α", &figures->alpha);
    add_figure(w, VB_LITERAL(""), "accuracy", &figures->accuracy);
    for (size_t i = 0; i < figures->n_codes; i++) {
        const vb_code_figures *code = &figures->codes[i];
        vb_str path = w->diff->changes.codes.paths[code->code];
        if (!vb_diff_code_changes(code))
            continue;
        add_figure(w, path, "precision", &code->precision);
        add_figure(w, path, "recall", &code->recall);
        add_figure(w, path, "F1", &code->f1);
    }
    vb_buffer_add_char(w->out, '\n');
    vb_diff_basis(figures, w->out);
    if (figures->unknown > 0) {
        vb_buffer_printf(w->out, " %" PRIu64 " gold codes are in no lexicon and count as missed, such as ",
                         figures->unknown);
        add_escaped(w, figures->first_unknown);
        vb_buffer_add_char(w->out, '.');
    }
    vb_buffer_add_char(w->out, '\n');
}

static void add_gates(writer *w, const vb_policy_gates *gates)
{
    vb_buffer_printf(w->out, "\n**Policy: %s**\n\n", gates->passed ? "met" : "not met");
    for (size_t i = 0; i < gates->n; i++) {
        vb_buffer_printf(w->out, "- %s %s: ", gates->items[i].passed ? "✅" : "❌", vb_policy_gate_name(gates->items[i].kind));
        add_escaped(w, gates->items[i].text);
        vb_buffer_add_char(w->out, '\n');
    }
}

void vb_diff_markdown(const vb_diff *diff, vb_buffer *out)
{
    writer w = {.diff = diff, .out = out};
    vb_buffer_add_text(out, "### Lexicon change: ");
    vb_diff_sum_edits(diff, out);
    vb_buffer_add_text(out, "\n\n");
    add_escaped(&w, vb_str_of(diff->options->before));
    vb_buffer_add_text(out, " → ");
    add_escaped(&w, vb_str_of(diff->options->after));
    if (diff->has_corpus) {
        vb_buffer_add_text(out, " on ");
        add_escaped(&w, diff->source);
    }
    vb_buffer_add_char(out, '\n');
    if (diff->gates != NULL)
        add_gates(&w, diff->gates);
    add_edits(&w);
    if (diff->has_corpus) {
        add_changes(&w);
        add_codes(&w);
        for (size_t i = 0; i < diff->n_shares; i++)
            add_shares(&w, &diff->shares[i]);
    }
    if (diff->figures != NULL)
        add_figures(&w, diff->figures);
    out->failed = out->failed || w.scratch.failed;
    vb_buffer_release(&w.scratch);
}
