/* Corrected shares on the page: a sentence, a table for each section, the method. */
#include "report/html_parts.h"

#include "base/str.h"
#include "report/markup.h"
#include "report/prevalence.h"

#include <inttypes.h>

static void rows(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer text = {0};
    for (size_t r = 0; r < section->n_rows; r++) {
        if (!vb_report_corrects_row(section, r))
            continue;
        vb_html_row_head(out, &section->rows[r], vb_report_row_label(report, &section->rows[r]));
        for (size_t k = 0; k < section->n_columns; k++) {
            if (!vb_report_corrects_column(section, k))
                continue;
            vb_buffer_clear(&text);
            vb_report_correction_cell(section, r, k, &text);
            vb_buffer_add_text(out, "<td>");
            vb_markup_text(out, vb_buffer_str(&text));
            vb_buffer_add_text(out, "</td>");
        }
        vb_buffer_add_text(out, "</tr>\n");
    }
    out->failed |= text.failed;
    vb_buffer_release(&text);
}

static void table(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    bool gold = report->gold->kind != VB_GOLD_ELSEWHERE;
    vb_html_region_begin(section, "Percent as coded → corrected, with the 95 % interval", "Challenge", out);
    for (size_t k = 0; k < section->n_columns; k++)
        if (vb_report_corrects_column(section, k))
            vb_html_head_cell(out, section->columns[k].label);
    vb_buffer_add_text(out, "</tr></thead>\n<tbody>\n");
    rows(report, section, out);
    if (gold)
        vb_html_row_head(out, NULL, VB_LITERAL("gold answers"));
    for (size_t k = 0; gold && k < section->n_columns; k++)
        if (vb_report_corrects_column(section, k))
            vb_buffer_printf(out, "<td>%" PRIu64 "</td>", section->correction->columns[k].gold);
    vb_buffer_add_text(out, gold ? "</tr>\n" : "");
    vb_html_region_end(out);
}

void vb_html_correction(const vb_report *report, vb_buffer *out)
{
    vb_buffer lines = {0};
    if (report->gold == NULL)
        return;
    vb_buffer_add_text(out, "<h3>Corrected for coding error</h3>\n");
    vb_report_correction_intro(report, &lines);
    vb_html_lines(out, &lines, "lines");
    for (size_t i = 0; i < report->figures->n_sections; i++) {
        const vb_figures_section *section = &report->figures->sections[i];
        if (vb_report_corrects(section))
            table(report, section, out);
        lines = (vb_buffer){0};
        vb_report_correction_notes(report, section, &lines);
        vb_html_lines(out, &lines, "lines");
    }
    lines = (vb_buffer){0};
    vb_report_correction_method(report, &lines);
    vb_html_lines(out, &lines, "lines");
}
