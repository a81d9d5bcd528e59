/* A profile: how the share of the most named challenges goes from stage to stage. */
#include "report/chart.h"

#include "base/str.h"
#include "report/wording.h"

#include <math.h>

enum { LEFT = 36, RIGHT = 150, TOP = 14, PLOT = 230, LABELS = 66, LABEL_STEP = 15, GRID_STEP = 10 };

typedef struct {
    const vb_chart *chart;
    size_t columns[VB_CHART_COLOURS];
    size_t n_columns;
    size_t rows[VB_CHART_COLOURS];
    size_t n_rows;
    double most; /* percent at the top */
} profile;

bool vb_chart_has_profile(const vb_figures_section *section)
{
    size_t columns[VB_CHART_COLOURS];
    return section->lexicon != NULL && vb_str_equal(section->lexicon->name, VB_LITERAL("stages")) &&
           vb_chart_columns(section, columns) >= 2;
}

static double x_at(const profile *p, size_t i)
{
    return LEFT + (VB_CHART_WIDTH - LEFT - RIGHT) * (double)i / (double)(p->n_columns - 1);
}

static double y_at(const profile *p, double percent)
{
    return TOP + PLOT * (1 - percent / p->most);
}

static const vb_figure *figure_at(const profile *p, size_t row, size_t i)
{
    return &p->chart->section->rows[p->rows[row]].figures[p->columns[i]];
}

static void choose(profile *p)
{
    const vb_figures_section *section = p->chart->section;
    p->n_columns = vb_chart_columns(section, p->columns);
    for (size_t r = 0; r < section->n_rows && p->n_rows < VB_CHART_COLOURS; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (row->kind == VB_ROW_CODE && row->level == 1 && row->figures[section->n_columns - 1].n > 0)
            p->rows[p->n_rows++] = r;
    }
    p->most = GRID_STEP;
    for (size_t r = 0; r < p->n_rows; r++)
        for (size_t i = 0; i < p->n_columns; i++)
            if (figure_at(p, r, i)->percent > p->most)
                p->most = figure_at(p, r, i)->percent;
    p->most = GRID_STEP * ceil(p->most / GRID_STEP);
}

static void grid(const profile *p)
{
    vb_buffer *out = p->chart->out;
    for (int percent = 0; percent <= (int)p->most; percent += GRID_STEP) {
        int y = (int)y_at(p, percent);
        vb_buffer_printf(out, "<path class=\"grid\" d=\"M%d %dH%d\"/>\n", LEFT, y, VB_CHART_WIDTH - RIGHT + 6);
        vb_buffer label = {0};
        vb_buffer_printf(&label, "%d %%", percent);
        vb_svg_text(out, LEFT - 6, y + 4, "soft end", vb_buffer_str(&label));
        out->failed |= label.failed;
        vb_buffer_release(&label);
    }
    double step = p->n_columns < 2 ? 0 : x_at(p, 1) - x_at(p, 0);
    for (size_t i = 0; i < p->n_columns; i++)
        vb_svg_lines(out, x_at(p, i), TOP + PLOT + 18, step < 60 ? 60 : step, 4, "soft middle",
                     p->chart->section->columns[p->columns[i]].label);
}

/* A line through the stages that may be shown, a dot at each. */
static void draw_line(const profile *p, size_t row)
{
    vb_buffer *out = p->chart->out;
    vb_buffer_printf(out, "<path class=\"line s%zu\" d=\"", row);
    bool on = false;
    for (size_t i = 0; i < p->n_columns; i++) {
        const vb_figure *figure = figure_at(p, row, i);
        if (!figure->hidden)
            vb_buffer_printf(out, "%s%d %d", on ? "L" : "M", (int)x_at(p, i), (int)y_at(p, figure->percent));
        on = !figure->hidden;
    }
    vb_buffer_add_text(out, "\"/>\n");
    for (size_t i = 0; i < p->n_columns; i++)
        if (!figure_at(p, row, i)->hidden)
            vb_buffer_printf(out, "<circle class=\"dot f%zu\" cx=\"%d\" cy=\"%d\" r=\"4\"/>\n", row, (int)x_at(p, i),
                             (int)y_at(p, figure_at(p, row, i)->percent));
}

/* The codes' names at the right, in the order of their last points, none over another. */
static void draw_names(const profile *p)
{
    size_t order[VB_CHART_COLOURS];
    double y[VB_CHART_COLOURS];
    for (size_t r = 0; r < p->n_rows; r++) {
        const vb_figure *last = figure_at(p, r, p->n_columns - 1);
        y[r] = y_at(p, last->hidden ? 0 : last->percent);
        size_t k = r;
        for (; k > 0 && y[order[k - 1]] > y[r]; k--)
            order[k] = order[k - 1];
        order[k] = r;
    }
    double lowest = TOP + PLOT; /* push up from the bottom, then they keep apart */
    for (size_t k = p->n_rows; k-- > 0; lowest = y[order[k]] - LABEL_STEP)
        if (y[order[k]] > lowest)
            y[order[k]] = lowest;
    double least = TOP;
    for (size_t k = 0; k < p->n_rows; least = y[order[k]] + LABEL_STEP, k++)
        if (y[order[k]] < least)
            y[order[k]] = least;
    for (size_t r = 0; r < p->n_rows; r++) {
        char classes[16];
        (void)snprintf(classes, sizeof classes, "label f%zu", r);
        vb_svg_lines(p->chart->out, VB_CHART_WIDTH - RIGHT + 12, y[r] + 4, RIGHT - 12, 1, classes,
                     vb_report_row_label(p->chart->report, &p->chart->section->rows[p->rows[r]]));
    }
}

void vb_chart_profile(const vb_chart *chart)
{
    profile p = {.chart = chart};
    choose(&p);
    vb_svg_begin(chart, VB_LITERAL("Line chart: share of answers that name each of the most named challenges, from "
                                   "stage to stage. The table has the same figures."),
                 TOP + PLOT + LABELS, false);
    grid(&p);
    for (size_t r = p.n_rows; r-- > 0;)
        draw_line(&p, r);
    draw_names(&p);
    vb_svg_end(chart);
}
