/* GitHub's Markdown: a pipe table for each breakdown. */
#include "report/prevalence.h"

#include "base/str.h"
#include "output/rows.h"

#include <inttypes.h>
#include <math.h>

/* "27 (23 %) #1" */
static void add_cell(const vb_figures_row *row, size_t column, vb_buffer *out)
{
    const vb_figure *figure = &row->figures[column];
    unsigned mark = vb_report_rank_mark(row, column);
    if (figure->hidden) {
        vb_buffer_add_text(out, " – |");
        return;
    }
    vb_buffer_printf(out, " %" PRIu64, figure->n);
    if (!isnan(figure->percent))
        vb_buffer_printf(out, " (%s)", vb_report_percent(figure).text);
    if (mark > 0)
        vb_buffer_printf(out, " #%u", mark);
    vb_buffer_add_text(out, " |");
}

static void add_table(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    vb_buffer_add_text(out, mentions ? "| mentioned |" : "| main challenge |");
    for (size_t i = 0; i < section->n_columns; i++) {
        vb_buffer_add_char(out, ' ');
        vb_markdown_text(out, section->columns[i].label);
        vb_buffer_add_text(out, " |");
    }
    vb_buffer_add_text(out, "\n| :--- |");
    for (size_t i = 0; i < section->n_columns; i++)
        vb_buffer_add_text(out, " ---: |");
    vb_buffer_add_char(out, '\n');
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (!vb_report_row_is_shown(section, row))
            continue;
        vb_buffer_add_text(out, "| ");
        for (size_t i = 1; i < row->level; i++)
            vb_buffer_add_text(out, "&emsp;");
        vb_markdown_text(out, vb_report_row_label(report, row));
        vb_buffer_add_text(out, " |");
        for (size_t i = 0; i < section->n_columns; i++)
            add_cell(row, i, out);
        vb_buffer_add_char(out, '\n');
    }
    vb_buffer_add_text(out, "| *answers* |");
    for (size_t i = 0; i < section->n_columns; i++)
        if (vb_report_has_base(&section->columns[i]))
            vb_buffer_printf(out, " *%" PRIu64 "* |", section->columns[i].base.substantive);
        else
            vb_buffer_add_text(out, " – |");
    vb_buffer_add_char(out, '\n');
}

/* What `words` says, escaped, as a line behind `before`; then `words` is empty again. */
static void add_words(vb_buffer *out, const char *before, vb_buffer *words)
{
    vb_buffer_add_text(out, before);
    vb_markdown_text(out, vb_buffer_str(words));
    vb_buffer_add_char(out, '\n');
    out->failed |= words->failed;
    vb_buffer_clear(words);
}

/* The lines of `lines`, each behind `before`, below a heading (which may be empty); then it is empty again. */
static void add_lines(vb_buffer *out, const char *heading, const char *before, vb_buffer *lines)
{
    vb_str rest = vb_buffer_str(lines);
    vb_buffer_add_text(out, rest.len > 0 ? heading : "");
    while (rest.len > 0) {
        size_t len = (size_t)((const char *)memchr(rest.ptr, '\n', rest.len) - rest.ptr);
        vb_buffer_add_text(out, before);
        vb_markdown_text(out, vb_str_cut(rest, 0, len));
        vb_buffer_add_char(out, '\n');
        rest = vb_str_cut(rest, len + 1, rest.len);
    }
    out->failed |= lines->failed;
    vb_buffer_clear(lines);
}

static void add_section(const vb_report *report, const vb_figures_section *section, vb_buffer *words, vb_buffer *out)
{
    vb_report_heading(section, words);
    add_words(out, "\n## ", words);
    vb_buffer_add_char(out, '\n');
    const char *why = vb_report_why_nothing(section);
    if (why != NULL) {
        vb_buffer_printf(out, "%s\n", why);
        return;
    }
    if (vb_report_pooled(report, section, words)) {
        add_words(out, "", words);
        vb_buffer_add_char(out, '\n');
    }
    bool any = false;
    for (size_t i = 0; i + 1 < section->n_columns; i++)
        if (vb_report_sentence(report, section, i, words)) {
            add_words(out, "- ", words);
            any = true;
        }
    vb_buffer_add_text(out, any ? "\n" : "");
    add_table(report, section, out);
    vb_report_remarks(report, section, words);
    add_lines(out, "", "\n", words);
}

static void add_top(const vb_report *report, vb_buffer *words, vb_buffer *out)
{
    const vb_figures_section *first = &report->figures->sections[0];
    if (vb_report_base(vb_report_total(first), words))
        add_words(out, "\n", words);
    if (report->figures->doubtful) {
        vb_report_doubt(report, words);
        add_words(out, "\n> ", words);
    }
    if (vb_report_words(report, words) || vb_report_sentence(report, first, first->n_columns - 1, words))
        add_words(out, "\n", words);
    if (!vb_report_shows(report))
        return;
    vb_report_legend(report, words);
    vb_report_caution(report, words);
    add_words(out, "\n", words);
}

static void add_correction(const vb_report *report, vb_buffer *words, vb_buffer *out)
{
    vb_report_correction_intro(report, words);
    if (words->len == 0)
        return;
    add_lines(out, "\n## Corrected for coding error\n\n", "", words);
    for (size_t i = 0; i < report->figures->n_sections; i++) {
        const vb_figures_section *section = &report->figures->sections[i];
        vb_report_heading(section, words);
        add_words(out, "\n### ", words);
        vb_markdown_correction(report, section, out);
        vb_report_correction_notes(report, section, words);
        add_lines(out, "\n", "- ", words);
    }
}

static void add_research(const vb_report *report, vb_buffer *words, vb_buffer *out)
{
    for (size_t i = 0; i < report->figures->n_sections; i++)
        vb_report_section_notes(report, &report->figures->sections[i], words);
    vb_report_correction_method(report, words);
    if (words->len == 0)
        return;
    add_lines(out, "\n## For researchers\n\n", "- ", words);
    vb_report_method(report, words);
    add_words(out, "\n", words);
}

void vb_report_markdown(const vb_report *report, vb_buffer *out)
{
    vb_buffer words = {0};
    vb_buffer_add_str(&words, vb_report_title(report));
    add_words(out, "# ", &words);
    vb_report_origin(report, &words);
    add_words(out, "\n", &words);
    if (report->figures->n_sections > 0)
        add_top(report, &words, out);
    for (size_t i = 0; i < report->figures->n_sections; i++)
        add_section(report, &report->figures->sections[i], &words, out);
    vb_report_advice(report, &words);
    add_lines(out, "\n## What may help\n\n", "- ", &words);
    add_correction(report, &words, out);
    add_research(report, &words, out);
    vb_buffer_release(&words);
}
