/* Grouped bars: under the name of each challenge a bar for every group, in the order and the colour of the legend. */
#include "report/chart.h"

#include "base/str.h"
#include "report/wording.h"

#include <math.h>

enum { CODE_LINE = 20, BAR = 13, BAR_STEP = 16, CODE_GAP = 9, VALUE_ROOM = 92, LEAST_SCALE = 10 };

typedef struct {
    const vb_chart *chart;
    size_t columns[VB_CHART_COLOURS];
    size_t n_columns;
    double scale; /* units a percent */
    double y;
} bars;

static bool is_drawn(const bars *b, const vb_figures_row *row)
{
    if (row->level != 1)
        return false;
    for (size_t i = 0; i < b->n_columns; i++)
        if (row->figures[b->columns[i]].n > 0 || row->figures[b->columns[i]].hidden)
            return true;
    return false;
}

static double end_of_scale(const bars *b)
{
    const vb_figures_section *section = b->chart->section;
    double most = LEAST_SCALE;
    for (size_t r = 0; r < section->n_rows; r++)
        for (size_t i = 0; i < b->n_columns && is_drawn(b, &section->rows[r]); i++) {
            const vb_figure *figure = &section->rows[r].figures[b->columns[i]];
            if (!figure->hidden && figure->high > most)
                most = figure->high;
        }
    return most;
}

static vb_str name_of(const void *context, size_t i)
{
    const bars *b = context;
    return b->chart->section->columns[b->columns[i]].label;
}

static void draw_swatch(vb_buffer *out, size_t i, double x, double y)
{
    vb_buffer_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" class=\"f%zu\"/>\n", (int)x - 6,
                     (int)y - 6, i);
}

static void bar(const bars *b, const vb_figures_row *row, size_t i)
{
    vb_buffer *out = b->chart->out;
    const vb_figure *figure = &row->figures[b->columns[i]];
    double middle = b->y + BAR / 2.0 + 4;
    if (figure->hidden) {
        vb_svg_text(out, 2, middle, "soft", VB_LITERAL("not shown: too few answers"));
        return;
    }
    if (b->chart->section->columns[b->columns[i]].base.substantive == 0) {
        vb_svg_text(out, 2, middle, "soft", VB_LITERAL("no answers"));
        return;
    }
    int width = (int)(figure->percent * b->scale + 0.5);
    vb_buffer_printf(out, "<rect x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"", (int)b->y,
                     width < 1 ? 1 : width, BAR);
    vb_buffer_printf(out, b->n_columns < 2 ? "ft\"/>\n" : "f%zu\"/>\n", i);
    double end = width;
    if (!isnan(figure->high)) {
        int y = (int)b->y + BAR / 2;
        end = figure->high * b->scale;
        vb_buffer_printf(out, "<path class=\"range\" d=\"M%d %dH%d\"/>\n", (int)(figure->low * b->scale), y,
                         (int)end);
    }
    vb_buffer text = {0};
    vb_buffer_add_text(&text, vb_report_percent(figure).text);
    if (figure->rank == 1)
        vb_buffer_add_text(&text, "  #1");
    vb_svg_text(out, end + 6, middle, figure->rank == 1 ? "first" : "", vb_buffer_str(&text));
    out->failed |= text.failed;
    vb_buffer_release(&text);
}

void vb_chart_bars(const vb_chart *chart, bool standalone)
{
    const vb_figures_section *section = chart->section;
    bars b = {.chart = chart};
    b.n_columns = vb_chart_columns(section, b.columns);
    b.scale = (VB_CHART_WIDTH - VALUE_ROOM) / end_of_scale(&b);
    double code_height = CODE_LINE + BAR_STEP * (double)b.n_columns + CODE_GAP;
    vb_chart_legend legend = {b.n_columns < 2 ? 0 : b.n_columns, name_of, draw_swatch, &b};
    double height = vb_svg_legend(NULL, &legend) + 4;
    for (size_t r = 0; r < section->n_rows; r++)
        height += is_drawn(&b, &section->rows[r]) ? code_height : 0;

    vb_buffer alternative = {0};
    vb_buffer_add_text(&alternative, "Bar chart: share of answers that name each challenge");
    if (section->by.len > 0) {
        vb_buffer_add_text(&alternative, ", by ");
        vb_buffer_add_str(&alternative, section->by);
    }
    vb_buffer_add_text(&alternative, ". The table beside it has the same figures.");
    vb_svg_begin(chart, vb_buffer_str(&alternative), height, standalone);
    chart->out->failed |= alternative.failed;
    vb_buffer_release(&alternative);

    b.y = vb_svg_legend(chart->out, &legend);
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (!is_drawn(&b, row))
            continue;
        vb_svg_lines(chart->out, 0, b.y + 14, VB_CHART_WIDTH, 1, "label", vb_report_row_label(chart->report, row));
        b.y += CODE_LINE;
        for (size_t i = 0; i < b.n_columns; i++, b.y += BAR_STEP)
            bar(&b, row, i);
        b.y += CODE_GAP;
    }
    vb_svg_end(chart);
}
