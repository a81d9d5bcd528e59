/* Bars, a small panel for each challenge: in it a bar for every group, always in the same place, the order and the
 * colour of the legend.  All panels have one scale.  A page lays them out as wide as it is; in a file of its own they
 * stand in COLUMNS. */
#include "report/chart.h"

#include "base/str.h"
#include "report/markup.h"
#include "report/wording.h"

#include <math.h>

enum {
    PANEL = 180,
    LABEL_LINE = 16,
    MOST_LABEL_LINES = 2,
    BAR = 12,
    BAR_STEP = 16,
    VALUE_ROOM = 64,
    LEAST_SCALE = 10
};
enum { COLUMNS = 3, GAP = 20, WIDTH = COLUMNS * (PANEL + GAP) - GAP, NOTE = 24 }; /* of a file of its own */

typedef struct {
    const vb_chart *chart;
    size_t columns[VB_CHART_COLOURS];
    size_t n_columns;
    size_t label_lines;
    double scale; /* units a percent */
} bars;

/* Of a code that no group can be shown of, or has, there is nothing to draw. */
static bool is_drawn(const bars *b, const vb_figures_row *row)
{
    if (row->level != 1)
        return false;
    for (size_t i = 0; i < b->n_columns; i++)
        if (row->figures[b->columns[i]].n > 0)
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

/* As many as the longest label takes. */
static size_t count_label_lines(const bars *b)
{
    size_t most = 1;
    vb_buffer nowhere = {0};
    for (size_t r = 0; r < b->chart->section->n_rows; r++) {
        const vb_figures_row *row = &b->chart->section->rows[r];
        size_t n = !is_drawn(b, row) ? 0
                                     : vb_svg_lines(&nowhere, 0, 0, PANEL, MOST_LABEL_LINES, "label",
                                                    vb_report_row_label(b->chart->report, row));
        most = n > most ? n : most;
    }
    vb_buffer_release(&nowhere);
    return most;
}

static bars bars_of(const vb_chart *chart)
{
    bars b = {.chart = chart};
    b.n_columns = vb_chart_columns(chart->section, b.columns);
    b.scale = (PANEL - VALUE_ROOM) / end_of_scale(&b);
    b.label_lines = count_label_lines(&b);
    return b;
}

static size_t count_panels(const bars *b)
{
    size_t n = 0;
    for (size_t r = 0; r < b->chart->section->n_rows; r++)
        n += is_drawn(b, &b->chart->section->rows[r]);
    return n;
}

const char *vb_chart_why_nothing(const vb_chart *chart)
{
    bars b = bars_of(chart);
    const char *why = vb_report_why_nothing(chart->section);
    if (why == NULL && count_panels(&b) == 0)
        why = "No chart: too few answers stand behind each figure of the groups, or behind what could be worked out "
              "from it.";
    return why;
}

static double panel_height(const bars *b)
{
    return LABEL_LINE * (double)b->label_lines + 4 + BAR_STEP * (double)b->n_columns;
}

static void draw_bar(const bars *b, const vb_figures_row *row, size_t i, double y)
{
    vb_buffer *out = b->chart->out;
    const vb_figure *figure = &row->figures[b->columns[i]];
    double middle = y + BAR / 2.0 + 4;
    if (figure->hidden || isnan(figure->percent)) {
        vb_svg_text(out, 2, middle, "soft", figure->hidden ? VB_LITERAL("–") : VB_LITERAL("no answers"));
        return;
    }
    int width = (int)(figure->percent * b->scale + 0.5);
    vb_buffer_printf(out, "<rect x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"", (int)y, width < 1 ? 1 : width,
                     BAR);
    vb_buffer_printf(out, b->n_columns < 2 ? "ft\"/>\n" : "f%zu\"/>\n", i);
    double end = figure->high * b->scale;
    vb_buffer_printf(out, "<path class=\"range\" d=\"M%d %dH%d\"/>\n", (int)(figure->low * b->scale),
                     (int)y + BAR / 2, (int)end);
    vb_buffer text = {0};
    vb_buffer_add_text(&text, vb_report_percent(figure).text);
    if (figure->rank == 1)
        vb_buffer_add_text(&text, " #1");
    vb_svg_text(out, (end > width ? end : width) + 5, middle, figure->rank == 1 ? "first" : "", vb_buffer_str(&text));
    out->failed |= text.failed;
    vb_buffer_release(&text);
}

static void draw_panel(const bars *b, const vb_figures_row *row)
{
    (void)vb_svg_lines(b->chart->out, 0, 12, PANEL, b->label_lines, "label",
                       vb_report_row_label(b->chart->report, row));
    double y = LABEL_LINE * (double)b->label_lines + 2;
    for (size_t i = 0; i < b->n_columns; i++, y += BAR_STEP)
        draw_bar(b, row, i, y);
}

static void add_alternative(const bars *b, vb_buffer *out)
{
    vb_buffer_add_text(out, "Bar chart: share of answers that name each challenge");
    if (b->chart->section->by.len > 0) {
        vb_buffer_add_text(out, ", by ");
        vb_report_add_by(b->chart->section, out);
    }
    vb_buffer_add_text(out, ". A table has the same figures.");
}

/* ---- Legend ---- */

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

static vb_chart_legend legend_of(const bars *b)
{
    return (vb_chart_legend){b->n_columns < 2 ? 0 : b->n_columns, name_of, draw_swatch, b};
}

/* ---- On a page, in a file ---- */

void vb_chart_panels(const vb_chart *chart)
{
    const vb_figures_section *section = chart->section;
    bars b = bars_of(chart);
    vb_chart_legend legend = legend_of(&b);
    vb_buffer alternative = {0};
    add_alternative(&b, &alternative);
    vb_svg_key(chart->out, &legend);
    vb_buffer_add_text(chart->out, "<div class=\"panels\" role=\"img\" aria-label=\"");
    vb_markup_text(chart->out, vb_buffer_str(&alternative));
    vb_buffer_add_text(chart->out, "\">\n");
    for (size_t r = 0; r < section->n_rows; r++) {
        if (!is_drawn(&b, &section->rows[r]))
            continue;
        vb_buffer_printf(chart->out, "<svg class=\"chart\" viewBox=\"0 0 %d %d\">\n", PANEL, (int)panel_height(&b));
        draw_panel(&b, &section->rows[r]);
        vb_svg_end(chart);
    }
    vb_buffer_add_text(chart->out, "</div>\n");
    chart->out->failed |= alternative.failed;
    vb_buffer_release(&alternative);
}

/* What a chart without a table has to say itself. */
static void draw_note(const bars *b, double y)
{
    const vb_figures *figures = b->chart->report->figures;
    bool mentions = figures->options.count == VB_COUNT_MENTIONS;
    vb_buffer text = {0};
    vb_buffer_add_text(&text, mentions ? "Mentioned by, share of answers" : "Main challenge, share of answers");
    vb_buffer_add_text(&text, "; the thin lines are 95 % intervals");
    vb_buffer_add_text(&text, vb_report_suppresses(b->chart->report) ? "; –: not shown" : "");
    vb_svg_text(b->chart->out, 0, y, "soft", vb_buffer_str(&text));
    b->chart->out->failed |= text.failed;
    vb_buffer_release(&text);
}

/* The sentence in the place of a chart. */
static void draw_nothing(const vb_chart *chart, const char *why)
{
    vb_svg_begin_file(chart, vb_str_of(why), WIDTH, 2 * NOTE);
    (void)vb_svg_lines(chart->out, 0, NOTE / 2.0 + 4, WIDTH, 2, "", vb_str_of(why));
    vb_svg_end_file(chart);
}

void vb_report_svg(const vb_report *report, vb_buffer *out)
{
    const vb_figures_section *section = &report->figures->sections[0];
    vb_chart chart = {report, section, out};
    const char *why = vb_chart_why_nothing(&chart);
    if (why != NULL) {
        draw_nothing(&chart, why);
        return;
    }
    bars b = bars_of(&chart);
    vb_chart_legend legend = legend_of(&b);
    double top = vb_svg_legend(NULL, &legend, WIDTH) + 8, step = panel_height(&b) + GAP / 2.0;
    double bottom = top + step * (double)((count_panels(&b) + COLUMNS - 1) / COLUMNS);
    vb_buffer alternative = {0};
    add_alternative(&b, &alternative);
    vb_svg_begin_file(&chart, vb_buffer_str(&alternative), WIDTH, bottom + NOTE);
    out->failed |= alternative.failed;
    vb_buffer_release(&alternative);
    (void)vb_svg_legend(out, &legend, WIDTH);
    size_t at = 0;
    for (size_t r = 0; r < section->n_rows; r++) {
        if (!is_drawn(&b, &section->rows[r]))
            continue;
        vb_buffer_printf(out, "<g transform=\"translate(%zu %d)\">\n", at % COLUMNS * (PANEL + GAP),
                         (int)(top + step * (double)(at / COLUMNS)));
        draw_panel(&b, &section->rows[r]);
        vb_buffer_add_text(out, "</g>\n");
        at++;
    }
    draw_note(&b, bottom + 12);
    vb_svg_end_file(&chart);
}
