/* Corrected shares in a workbook: a sheet in long form. */
#include "report/prevalence.h"
#include "report/xlsx_parts.h"

#include "base/str.h"

#include <math.h>

static void add_name(vb_workbook *book, size_t row, const vb_figures_section *section, size_t column, bool *failed)
{
    vb_buffer name = {0};
    vb_report_add_name(section, column, &name);
    vb_workbook_text(book, row, 1, VB_STYLE_TEXT, vb_buffer_str(&name));
    *failed |= name.failed;
    vb_buffer_release(&name);
}

static void add_row(vb_workbook *book, size_t row, const vb_report *report, const vb_figures_section *section,
                    size_t r, size_t k)
{
    const vb_corrected *c = vb_report_corrected(section, r, k);
    const vb_corrected_column *of = &section->correction->columns[k];
    const vb_figure *figure = &section->rows[r].figures[k];
    const char *why = vb_report_uncorrected_name(c->why);
    vb_workbook_text(book, row, 0, VB_STYLE_TEXT, section->by);
    vb_workbook_text(book, row, 2, VB_STYLE_TEXT, vb_report_code_name(report, &section->rows[r]));
    vb_workbook_text(book, row, 3, VB_STYLE_TEXT, vb_report_row_label(report, &section->rows[r]));
    vb_workbook_number(book, row, 4, VB_STYLE_EXACT, of->why == VB_UNCORRECTED_SUPPRESSED ? NAN : (double)of->gold);
    const double figures[] = {figure->percent, c->percent, c->low, c->high};
    for (size_t i = 0; i < 4; i++)
        vb_workbook_number(book, row, 5 + i, VB_STYLE_FIGURE, figures[i]);
    vb_workbook_text(book, row, 9, VB_STYLE_TEXT, vb_str_of(why == NULL ? "" : why));
}

bool vb_xlsx_correction(vb_workbook *book, const vb_report *report)
{
    static const char *const heads[] = {"by",       "group",     "code", "label", "gold",
                                        "as coded", "corrected", "low",  "high",  "uncorrected"};
    static const double widths[] = {16, 18, 24, 28, 8, 10, 10, 8, 8, 14};
    size_t n_heads = sizeof heads / sizeof *heads, row = 1;
    bool failed = false;
    if (report->gold == NULL)
        return true;
    vb_workbook_sheet(book, VB_LITERAL("Corrected"));
    for (size_t i = 0; i < n_heads; i++) {
        vb_workbook_text(book, 0, i, VB_STYLE_HEAD, vb_str_of(heads[i]));
        vb_workbook_width(book, i, widths[i]);
    }
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        const vb_figures_section *section = &report->figures->sections[s];
        for (size_t k = 0; k < section->n_columns; k++)
            for (size_t r = 0; r < section->n_rows; r++) {
                add_name(book, row, section, k, &failed);
                add_row(book, row++, report, section, r, k);
            }
    }
    vb_workbook_freeze(book, 1, 0);
    vb_workbook_filter(book, 0, row - 1, n_heads - 1);
    return !failed;
}
