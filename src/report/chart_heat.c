/* A heat map: which groups name a challenge more, or less, often than the others, by adjusted residuals. */
#include "report/chart.h"

#include "base/str.h"
#include "report/wording.h"

#include <math.h>

enum { WIDTH = 480, NAMES = 170, TOP = 64, CELL = 26 };

static const double SIGNIFICANT = 0.05;

static bool has_residuals(const vb_figures_section *section, const vb_figures_row *row)
{
    for (size_t i = 0; i + 1 < section->n_columns; i++)
        if (!isnan(row->figures[i].residual))
            return true;
    return false;
}

bool vb_chart_has_heat(const vb_figures_section *section)
{
    for (size_t r = 0; r < section->n_rows; r++)
        if (has_residuals(section, &section->rows[r]))
            return true;
    return false;
}

static void cell(vb_buffer *out, const vb_figure *figure, int x, int y, int width)
{
    bool significant = figure->p_adjusted < SIGNIFICANT;
    const char *shade = isnan(figure->residual) ? "" : figure->residual < 0 ? " less" : " more";
    const char *strength = shade[0] == '\0' ? "" : significant ? "2" : "1";
    vb_buffer_printf(out, "<rect class=\"cell%s%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", shade,
                     strength, x, y, width, CELL);
    if (isnan(figure->residual))
        return;
    vb_buffer number = {0};
    vb_report_residual(figure->residual, &number);
    vb_svg_text(out, x + width / 2.0, y + CELL / 2.0 + 5, significant ? "middle on" : "middle",
                vb_buffer_str(&number));
    out->failed |= number.failed;
    vb_buffer_release(&number);
}

void vb_chart_heat(const vb_chart *chart)
{
    const vb_figures_section *section = chart->section;
    size_t columns[VB_CHART_COLOURS];
    size_t n = vb_chart_columns(section, columns);
    int width = (WIDTH - NAMES) / (int)n;
    size_t n_rows = 0;
    for (size_t r = 0; r < section->n_rows; r++)
        n_rows += has_residuals(section, &section->rows[r]);
    vb_svg_begin(chart,
                 VB_LITERAL("Heat map of adjusted standardised residuals: which groups name a challenge more or "
                            "less often than the others. The table of tests has the same figures."),
                 WIDTH, TOP + CELL * (double)n_rows + 4);
    for (size_t i = 0; i < n; i++)
        vb_svg_lines(chart->out, NAMES + width * ((double)i + 0.5), 14, width - 4, 3, "soft middle",
                     section->columns[columns[i]].label);
    int y = TOP;
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (!has_residuals(section, row))
            continue;
        vb_svg_lines(chart->out, row->level > 1 ? 14 : 0, y + CELL / 2.0 + 4, NAMES - 16, 1, "",
                     vb_report_row_label(chart->report, row));
        for (size_t i = 0; i < n; i++)
            cell(chart->out, &row->figures[columns[i]], NAMES + (int)i * width, y, width);
        y += CELL;
    }
    vb_svg_end(chart);
}
