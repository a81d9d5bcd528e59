/* The tables in long form: a line for every code and group.  A figure that does not exist, or is suppressed, is an
 * empty cell, not a zero. */
#include "report/report.h"

#include "base/str.h"
#include "output/rows.h"
#include "report/wording.h"

#include <inttypes.h>
#include <math.h>

static void add_number(vb_buffer *out, double number)
{
    if (!isnan(number))
        vb_buffer_printf(out, "%.17g", number);
    vb_buffer_add_char(out, ',');
}

static void add_line(const vb_report *report, const vb_figures_section *section, const vb_figures_row *row,
                     size_t column, vb_str name, vb_buffer *out)
{
    const vb_figure *figure = &row->figures[column];
    vb_csv_cell(out, section->by, ',');
    vb_buffer_add_char(out, ',');
    vb_csv_cell(out, name, ',');
    vb_buffer_printf(out, ",%zu,", row->level);
    vb_csv_cell(out, vb_report_code_name(report, row), ',');
    vb_buffer_add_char(out, ',');
    if (!figure->hidden)
        vb_buffer_printf(out, "%" PRIu64, figure->n);
    vb_buffer_add_char(out, ',');
    if (vb_report_has_base(&section->columns[column]))
        vb_buffer_printf(out, "%" PRIu64, section->columns[column].base.substantive);
    vb_buffer_add_char(out, ',');
    add_number(out, figure->percent);
    add_number(out, figure->low);
    add_number(out, figure->high);
    add_number(out, figure->residual);
    add_number(out, figure->p_adjusted);
    if (figure->rank > 0)
        vb_buffer_printf(out, "%u", figure->rank);
    vb_buffer_add_text(out, figure->hidden ? ",1," : ",0,");
    vb_csv_cell(out, vb_report_row_label(report, row), ',');
    vb_buffer_add_char(out, '\n');
}

void vb_report_csv(const vb_report *report, vb_buffer *out)
{
    vb_buffer name = {0};
    vb_buffer_add_text(out,
                       "by,group,level,code,n,base,percent,low,high,residual,p_adjusted,rank,suppressed,label\n");
    for (size_t i = 0; i < report->figures->n_sections; i++) {
        const vb_figures_section *section = &report->figures->sections[i];
        for (size_t k = 0; k < section->n_columns; k++) {
            vb_buffer_clear(&name);
            vb_report_add_name(section, k, &name);
            for (size_t r = 0; r < section->n_rows; r++)
                add_line(report, section, &section->rows[r], k, vb_buffer_str(&name), out);
        }
    }
    out->failed = out->failed || name.failed;
    vb_buffer_release(&name);
}
