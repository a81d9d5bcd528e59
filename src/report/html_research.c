/* What researchers look for: base chains, intervals, tests, residuals, method. */
#include "report/html_parts.h"

#include "base/str.h"
#include "report/chart.h"
#include "report/markup.h"
#include "report/wording.h"

#include <inttypes.h>
#include <math.h>

static void cell(vb_buffer *out, const vb_buffer *text)
{
    vb_buffer_add_text(out, "<td>");
    vb_markup_text(out, vb_buffer_str(text));
    vb_buffer_add_text(out, "</td>");
    out->failed |= text->failed;
}

static void add_by(const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer by = {0};
    vb_report_add_by(section, &by);
    vb_markup_text(out, vb_buffer_str(&by));
    out->failed |= by.failed;
    vb_buffer_release(&by);
}

void vb_html_region_begin(const vb_figures_section *section, const char *caption, const char *corner, vb_buffer *out)
{
    vb_buffer_printf(out, "<p class=\"note caption\">%s</p>\n", caption);
    vb_buffer_printf(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s", caption);
    if (section->by.len > 0) {
        vb_buffer_add_text(out, ", by ");
        add_by(section, out);
    }
    vb_buffer_printf(out, "\">\n<table>\n<thead><tr><th scope=\"col\">%s</th>", corner);
}

void vb_html_region_end(vb_buffer *out)
{
    vb_buffer_add_text(out, "</tbody>\n</table>\n</div>\n");
}

void vb_html_head_cell(vb_buffer *out, vb_str label)
{
    vb_buffer_add_text(out, "<th scope=\"col\">");
    vb_markup_text(out, label);
    vb_buffer_add_text(out, "</th>");
}

void vb_html_row_head(vb_buffer *out, const vb_figures_row *row, vb_str label)
{
    vb_buffer_printf(out, "<tr%s><th scope=\"row\">", row != NULL && row->level > 1 ? " class=\"child\"" : "");
    vb_markup_text(out, label);
    vb_buffer_add_text(out, "</th>");
}

/* ---- Who answered ---- */

static void bases(const vb_figures_section *section, vb_buffer *out)
{
    static const char *const names[] = {"Rows", "Answered", "Substantive", "Recognised", "By a term"};
    vb_html_region_begin(section, "From rows to recognised answers", "Group", out);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        vb_html_head_cell(out, vb_str_of(names[i]));
    vb_buffer_add_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < section->n_columns; i++) {
        const vb_figures_column *column = &section->columns[i];
        vb_html_row_head(out, NULL, column->label);
        if (column->has_chain)
            vb_buffer_printf(out, "<td>%" PRIu64 "</td><td>%" PRIu64 "</td><td>%" PRIu64 "</td>", column->base.rows,
                             column->base.answered, column->base.substantive);
        else if (vb_report_has_base(column))
            vb_buffer_printf(out, "<td></td><td></td><td>%" PRIu64 "</td>", column->base.substantive);
        else
            vb_buffer_add_text(out, "<td></td><td></td><td></td>");
        const uint64_t last[] = {column->base.recognised, column->base.by_term};
        for (size_t k = 0; k < 2; k++)
            if (column->has_chain && last[k] != VB_NOT_SHOWN)
                vb_buffer_printf(out, "<td>%" PRIu64 "</td>", last[k]);
            else
                vb_buffer_add_text(out, "<td></td>");
        vb_buffer_add_text(out, "</tr>\n");
    }
    vb_html_region_end(out);
}

/* ---- Shares with intervals ---- */

static void intervals(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer text = {0};
    vb_html_region_begin(section, "Percent, with the Wilson 95 % interval", "Challenge", out);
    for (size_t i = 0; i < section->n_columns; i++)
        vb_html_head_cell(out, section->columns[i].label);
    vb_buffer_add_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (vb_report_row_is_empty(section, row))
            continue;
        vb_html_row_head(out, row, vb_report_row_label(report, row));
        for (size_t i = 0; i < section->n_columns; i++) {
            const vb_figure *figure = &row->figures[i];
            vb_buffer_clear(&text);
            if (figure->hidden)
                vb_buffer_add_text(&text, "not shown");
            else if (!isnan(figure->low))
                vb_buffer_printf(&text, "%.1f (%.1f–%.1f)", figure->percent, figure->low, figure->high);
            cell(out, &text);
        }
        vb_buffer_add_text(out, "</tr>\n");
    }
    vb_html_region_end(out);
    vb_buffer_release(&text);
}

/* ---- Tests ---- */

static void code_tests(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer text = {0};
    vb_html_region_begin(section, "Each challenge: named or not, between groups", "Challenge", out);
    vb_buffer_add_text(out, "<th scope=\"col\">Test</th><th scope=\"col\">p, Holm</th></tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (vb_report_row_is_empty(section, row))
            continue;
        vb_html_row_head(out, row, vb_report_row_label(report, row));
        vb_buffer_clear(&text);
        vb_report_test(&row->test, &text);
        cell(out, &text);
        vb_buffer_clear(&text);
        if (!isnan(row->test.p_adjusted))
            vb_report_p(row->test.p_adjusted, &text);
        cell(out, &text);
        vb_buffer_add_text(out, "</tr>\n");
    }
    vb_html_region_end(out);
    vb_buffer_release(&text);
}

static void leads(const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer text = {0};
    vb_html_region_begin(section, "First against second, within each group", "Group", out);
    vb_buffer_add_text(out,
                       "<th scope=\"col\">Test</th><th scope=\"col\">Smallest difference that so many answers would "
                       "show</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < section->n_columns; i++) {
        const vb_lead *lead = &section->columns[i].lead;
        vb_html_row_head(out, NULL, section->columns[i].label);
        vb_buffer_clear(&text);
        vb_report_test(&lead->test, &text);
        cell(out, &text);
        vb_buffer_clear(&text);
        if (!isnan(lead->detectable))
            vb_buffer_printf(&text, "%.1f points", lead->detectable);
        cell(out, &text);
        vb_buffer_add_text(out, "</tr>\n");
    }
    vb_html_region_end(out);
    vb_buffer_release(&text);
}

static void heat(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    if (!vb_chart_has_heat(section))
        return;
    vb_chart chart = {report, section, out};
    vb_buffer_add_text(out, "<figure>\n");
    vb_chart_heat(&chart);
    vb_buffer_add_text(
        out, "<figcaption class=\"note\">Adjusted standardised residuals, only of challenges whose own test "
             "is significant; strong colours: p &lt; 0.05 after Holm within the table.</figcaption>\n"
             "</figure>\n");
    vb_buffer text = {0};
    vb_html_region_begin(section, "Adjusted standardised residuals, p after Holm", "Challenge", out);
    for (size_t i = 0; i + 1 < section->n_columns; i++)
        vb_html_head_cell(out, section->columns[i].label);
    vb_buffer_add_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        bool any = false;
        for (size_t i = 0; i + 1 < section->n_columns; i++)
            any |= !isnan(row->figures[i].residual);
        if (!any)
            continue;
        vb_html_row_head(out, row, vb_report_row_label(report, row));
        for (size_t i = 0; i + 1 < section->n_columns; i++) {
            vb_buffer_clear(&text);
            if (!isnan(row->figures[i].residual)) {
                vb_report_residual(row->figures[i].residual, &text);
                vb_buffer_add_text(&text, ", ");
                vb_report_p(row->figures[i].p_adjusted, &text);
            }
            cell(out, &text);
        }
        vb_buffer_add_text(out, "</tr>\n");
    }
    vb_html_region_end(out);
    vb_buffer_release(&text);
}

/* The paragraphs on a section that the readable formats share, then its tables. */
static void section_research(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer lines = {0};
    if (!vb_report_has_base(vb_report_total(section)))
        return;
    if (section->by.len > 0) {
        vb_buffer_add_text(out, "<h3>By ");
        add_by(section, out);
        vb_buffer_add_text(out, "</h3>\n");
    }
    vb_report_section_notes(report, section, &lines);
    vb_html_lines(out, &lines, "lines");
    bases(section, out);
    if (vb_report_why_nothing(section) != NULL)
        return;
    intervals(report, section, out);
    leads(section, out);
    if (section->n_columns < 3)
        return;
    code_tests(report, section, out);
    heat(report, section, out);
}

static void method(const vb_report *report, vb_buffer *out)
{
    vb_buffer line = {0};
    vb_buffer_add_text(out, "<h3>Method</h3>\n<p>");
    vb_report_method(report, &line);
    vb_report_caution(report, &line);
    vb_markup_text(out, vb_buffer_str(&line));
    vb_buffer_add_text(out, "</p>\n");
    if (report->codes_column.len == 0) {
        char sha256[65];
        vb_lexicon_sha256(report->lexicon, sha256);
        vb_buffer_printf(out, "<p>SHA-256 of the word list: <code>%s</code></p>\n", sha256);
    }
    out->failed |= line.failed;
    vb_buffer_release(&line);
}

void vb_html_research(const vb_report *report, vb_buffer *out)
{
    vb_buffer_add_text(out, "<details>\n<summary>For researchers</summary>\n");
    for (size_t i = 0; i < report->figures->n_sections; i++)
        section_research(report, &report->figures->sections[i], out);
    vb_html_correction(report, out);
    method(report, out);
    vb_buffer_add_text(out, "</details>\n");
}
