/* A workbook's sheets for those who go on working with the figures: the tests, and every figure in long form. */
#include "report/xlsx_parts.h"

#include "base/str.h"
#include "report/wording.h"

#include <math.h>

static void add_test(vb_xlsx_book *b, vb_str by, vb_str what, const vb_test *test)
{
    vb_workbook_text(b->book, b->row, 0, VB_STYLE_TEXT, by);
    vb_workbook_text(b->book, b->row, 1, VB_STYLE_TEXT, what);
    vb_report_test(test, &b->text);
    vb_xlsx_cell(b, 2, VB_STYLE_TEXT);
    if (test->kind != VB_TEST_NONE) {
        vb_workbook_number(b->book, b->row, 3, VB_STYLE_EXACT, test->statistic);
        vb_workbook_number(b->book, b->row, 4, VB_STYLE_EXACT, test->df);
        vb_workbook_number(b->book, b->row, 5, VB_STYLE_EXACT, test->p);
        vb_workbook_number(b->book, b->row, 6, VB_STYLE_EXACT, test->p_adjusted);
    }
    b->row++;
}

void vb_xlsx_tests(vb_xlsx_book *b)
{
    static const char *const heads[] = {"by", "what", "test", "statistic", "df", "p", "p, Holm"};
    static const double widths[] = {16, 34, 44, 12, 10, 12, 12};
    vb_workbook_sheet(b->book, VB_LITERAL("Tests"));
    b->row = 0;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        vb_workbook_text(b->book, 0, i, VB_STYLE_HEAD, vb_str_of(heads[i]));
        vb_workbook_width(b->book, i, widths[i]);
    }
    b->row = 1;
    for (size_t s = 0; s < b->report->figures->n_sections; s++) {
        const vb_figures_section *section = &b->report->figures->sections[s];
        if (section->n_columns > 1)
            add_test(b, section->by, VB_LITERAL("all challenges, between groups"), &section->test);
        for (size_t r = 0; r < section->n_rows && section->n_columns > 1; r++)
            if (!vb_report_row_is_empty(section, &section->rows[r]))
                add_test(b, section->by, vb_report_row_label(b->report, &section->rows[r]), &section->rows[r].test);
        for (size_t i = 0; i < section->n_columns; i++) {
            vb_buffer what = {0};
            vb_buffer_add_text(&what, "first against second: ");
            vb_buffer_add_str(&what, section->columns[i].label);
            b->failed |= what.failed;
            add_test(b, section->by, vb_buffer_str(&what), &section->columns[i].lead.test);
            vb_buffer_release(&what);
        }
    }
    vb_workbook_freeze(b->book, 1, 0);
}

/* ---- Long form ---- */

static void add_figure(vb_xlsx_book *b, const vb_figures_section *section, const vb_figures_row *row, size_t column)
{
    const vb_figure *figure = &row->figures[column];
    vb_workbook_text(b->book, b->row, 0, VB_STYLE_TEXT, section->by);
    vb_report_add_name(section, column, &b->text);
    vb_xlsx_cell(b, 1, VB_STYLE_TEXT);
    vb_workbook_number(b->book, b->row, 2, VB_STYLE_EXACT, (double)row->level);
    vb_workbook_text(b->book, b->row, 3, VB_STYLE_TEXT, vb_report_code_name(b->report, row));
    vb_workbook_number(b->book, b->row, 4, VB_STYLE_EXACT, figure->hidden ? NAN : (double)figure->n);
    const vb_figures_column *group = &section->columns[column];
    vb_workbook_number(b->book, b->row, 5, VB_STYLE_EXACT,
                       vb_report_has_base(group) ? (double)group->base.substantive : NAN);
    const double figures[] = {figure->percent, figure->low, figure->high, figure->residual, figure->p_adjusted};
    for (size_t i = 0; i < 5; i++)
        vb_workbook_number(b->book, b->row, 6 + i, VB_STYLE_EXACT, figure->hidden ? NAN : figures[i]);
    vb_workbook_number(b->book, b->row, 11, VB_STYLE_EXACT, figure->rank == 0 ? NAN : (double)figure->rank);
    vb_workbook_number(b->book, b->row, 12, VB_STYLE_EXACT, figure->hidden);
    vb_workbook_text(b->book, b->row, 13, VB_STYLE_TEXT, vb_report_row_label(b->report, row));
    b->row++;
}

void vb_xlsx_figures(vb_xlsx_book *b)
{
    static const char *const heads[] = {"by",  "group", "level",    "code",       "n",    "base",       "percent",
                                        "low", "high",  "residual", "p_adjusted", "rank", "suppressed", "label"};
    size_t n_heads = sizeof heads / sizeof *heads;
    vb_workbook_sheet(b->book, VB_LITERAL("Figures"));
    for (size_t i = 0; i < n_heads; i++)
        vb_workbook_text(b->book, 0, i, VB_STYLE_HEAD, vb_str_of(heads[i]));
    b->row = 1;
    for (size_t s = 0; s < b->report->figures->n_sections; s++) {
        const vb_figures_section *section = &b->report->figures->sections[s];
        for (size_t i = 0; i < section->n_columns; i++)
            for (size_t r = 0; r < section->n_rows; r++)
                add_figure(b, section, &section->rows[r], i);
    }
    vb_workbook_freeze(b->book, 1, 0);
    vb_workbook_filter(b->book, 0, b->row - 1, n_heads - 1);
}
