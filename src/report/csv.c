/* The tables in long form: a line for every code and group.  A figure that does not exist, or is suppressed, is an
 * empty cell, not a zero. */
#include "report/prevalence.h"

#include "base/str.h"
#include "output/rows.h"

#include <inttypes.h>
#include <math.h>

static void add_number(vb_buffer *out, double number)
{
    if (!isnan(number))
        vb_buffer_printf(out, "%.17g", number);
    vb_buffer_add_char(out, ',');
}

/* Behind all others, so that the columns before are the same with gold and without. */
static void add_correction(const vb_figures_section *section, size_t row, size_t column, vb_buffer *out)
{
    const vb_corrected *c = vb_report_corrected(section, row, column);
    const vb_corrected_column *of = &section->correction->columns[column];
    const char *why = vb_report_uncorrected_name(c->why);
    vb_buffer_add_char(out, ',');
    add_number(out, c->percent);
    add_number(out, c->low);
    add_number(out, c->high);
    if (of->why != VB_UNCORRECTED_SUPPRESSED)
        vb_buffer_printf(out, "%" PRIu64, of->gold);
    vb_buffer_add_char(out, ',');
    vb_buffer_add_text(out, why == NULL ? "" : why);
}

static void add_line(const vb_report *report, const vb_figures_section *section, size_t r, size_t column, vb_str name,
                     vb_buffer *out)
{
    const vb_figures_row *row = &section->rows[r];
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
    if (report->gold != NULL)
        add_correction(section, r, column, out);
    vb_buffer_add_char(out, '\n');
}

void vb_report_csv(const vb_report *report, vb_buffer *out)
{
    vb_buffer name = {0};
    vb_buffer_add_text(out, "by,group,level,code,n,base,percent,low,high,residual,p_adjusted,rank,suppressed,label");
    vb_buffer_add_text(out,
                       report->gold == NULL ? "\n" : ",corrected,corrected_low,corrected_high,gold,uncorrected\n");
    for (size_t i = 0; i < report->figures->n_sections; i++) {
        const vb_figures_section *section = &report->figures->sections[i];
        for (size_t k = 0; k < section->n_columns; k++) {
            vb_buffer_clear(&name);
            vb_report_add_name(section, k, &name);
            for (size_t r = 0; r < section->n_rows; r++)
                add_line(report, section, r, k, vb_buffer_str(&name), out);
        }
    }
    out->failed = out->failed || name.failed;
    vb_buffer_release(&name);
}
