/* Shares corrected for coding error: keys `gold` and `correction`, null where there is no gold. */
#include "report/json_parts.h"
#include "report/prevalence.h"

#include <math.h>

static uint64_t outside(const vb_figures *figures)
{
    return figures->n_sections == 0 ? 0 : figures->sections[0].correction->outside;
}

void vb_json_gold(const vb_report *report, vb_buffer *out)
{
    static const char *const kinds[] = {
        [VB_GOLD_SAMPLE] = "sample", [VB_GOLD_POOLED] = "pooled", [VB_GOLD_ELSEWHERE] = "elsewhere"};
    if (report->gold == NULL) {
        vb_json_name(out, false, "gold", NULL);
        return;
    }
    vb_json_key(out, false, "gold");
    vb_buffer_add_char(out, '{');
    vb_json_text(out, true, "source", report->gold->source);
    vb_json_name(out, false, "kind", kinds[report->gold->kind]);
    vb_json_count(out, false, "answers", report->gold->answers);
    vb_json_count(out, false, "absent", report->gold->absent);
    vb_json_count(out, false, "outside", outside(report->figures));
    vb_buffer_add_char(out, '}');
}

static void add_group(const vb_figures_section *section, size_t k, vb_buffer *out)
{
    const vb_corrected_column *column = &section->correction->columns[k];
    vb_buffer_add_char(out, '{');
    vb_json_group_name(section, k, true, "group", out);
    vb_json_count_if(out, "gold", column->why != VB_UNCORRECTED_SUPPRESSED, column->gold);
    vb_json_number(out, false, "unchecked", column->unchecked);
    vb_json_name(out, false, "uncorrected", vb_report_uncorrected_name(column->why));
    vb_buffer_add_char(out, '}');
}

static void add_code(const vb_report *report, const vb_figures_section *section, size_t r, vb_buffer *out)
{
    const vb_correction *correction = section->correction;
    const vb_corrected_row *rates = correction->rows == NULL ? NULL : &correction->rows[r];
    vb_buffer_add_char(out, '{');
    vb_json_text(out, true, "code", vb_json_code_of(report, section, r));
    vb_json_text(out, false, "label", vb_report_row_label(report, &section->rows[r]));
    vb_json_number(out, false, "sensitivity", rates == NULL ? NAN : rates->sensitivity);
    vb_json_number(out, false, "specificity", rates == NULL ? NAN : rates->specificity);
    vb_buffer_add_text(out, ",\"cells\":[");
    for (size_t k = 0; k < section->n_columns; k++) {
        const vb_corrected *figure = vb_report_corrected(section, r, k);
        vb_buffer_add_text(out, k > 0 ? ",\n{" : "\n{");
        vb_json_group_name(section, k, true, "group", out);
        vb_json_number(out, false, "percent", figure->percent);
        vb_json_number(out, false, "low", figure->low);
        vb_json_number(out, false, "high", figure->high);
        vb_json_name(out, false, "uncorrected", vb_report_uncorrected_name(figure->why));
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "]}");
}

void vb_json_correction(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    if (section->correction == NULL) {
        vb_json_name(out, false, "correction", NULL);
        return;
    }
    vb_buffer_add_text(out, ",\n\"correction\":{\"groups\":[");
    for (size_t k = 0; k < section->n_columns; k++) {
        vb_buffer_add_text(out, k > 0 ? ",\n" : "\n");
        add_group(section, k, out);
    }
    vb_buffer_add_text(out, "],\n\"codes\":[");
    for (size_t r = 0; r < section->n_rows; r++) {
        vb_buffer_add_text(out, r > 0 ? ",\n" : "\n");
        add_code(report, section, r, out);
    }
    vb_buffer_add_text(out, "]}");
}
