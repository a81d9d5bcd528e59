/* Corrected shares in Markdown. */
#include "report/prevalence.h"

#include "output/rows.h"

#include <inttypes.h>

void vb_markdown_correction(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    if (!vb_report_corrects(section))
        return;
    bool gold = report->gold->kind != VB_GOLD_ELSEWHERE;
    vb_buffer_add_text(out, "\n| as coded → corrected, % (95 %) |");
    for (size_t k = 0; k < section->n_columns; k++) {
        if (!vb_report_corrects_column(section, k))
            continue;
        vb_buffer_add_char(out, ' ');
        vb_markdown_text(out, section->columns[k].label);
        vb_buffer_add_text(out, " |");
    }
    vb_buffer_add_text(out, "\n| :--- |");
    for (size_t k = 0; k < section->n_columns; k++)
        vb_buffer_add_text(out, vb_report_corrects_column(section, k) ? " ---: |" : "");
    vb_buffer_add_char(out, '\n');
    for (size_t r = 0; r < section->n_rows; r++) {
        if (!vb_report_corrects_row(section, r))
            continue;
        vb_buffer_add_text(out, section->rows[r].level > 1 ? "| &emsp;" : "| ");
        vb_markdown_text(out, vb_report_row_label(report, &section->rows[r]));
        for (size_t k = 0; k < section->n_columns; k++) {
            if (!vb_report_corrects_column(section, k))
                continue;
            vb_buffer_add_text(out, " | ");
            vb_report_correction_cell(section, r, k, out);
        }
        vb_buffer_add_text(out, " |\n");
    }
    vb_buffer_add_text(out, gold ? "| *gold answers* |" : "");
    for (size_t k = 0; gold && k < section->n_columns; k++)
        if (vb_report_corrects_column(section, k))
            vb_buffer_printf(out, " *%" PRIu64 "* |", section->correction->columns[k].gold);
    vb_buffer_add_text(out, gold ? "\n" : "");
}
