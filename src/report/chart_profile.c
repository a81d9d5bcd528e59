/* A profile: how the share of the most named challenges goes from stage to stage. */
#include "report/chart.h"

#include "base/str.h"
#include "report/wording.h"

#include <math.h>

enum { WIDTH = 420, LEFT = 48, RIGHT = 36, TOP = 8, PLOT = 148, LABELS = 50, GRID_STEP = 10 };

typedef struct {
    const vb_chart *chart;
    size_t columns[VB_CHART_COLOURS];
    size_t n_columns;
    size_t rows[VB_CHART_COLOURS];
    size_t n_rows;
    double most; /* percent at the top */
} profile;

static double x_at(const profile *p, size_t i)
{
    return LEFT + (WIDTH - LEFT - RIGHT) * (double)i / (double)(p->n_columns - 1);
}

static double y_at(const profile *p, double percent)
{
    return TOP + PLOT * (1 - percent / p->most);
}

static const vb_figure *figure_at(const profile *p, size_t row, size_t i)
{
    return &p->chart->section->rows[p->rows[row]].figures[p->columns[i]];
}

/* A line with gaps where most is not shown would be dots. */
static bool is_mostly_shown(const profile *p, const vb_figures_row *row)
{
    size_t shown = 0;
    for (size_t i = 0; i < p->n_columns; i++)
        shown += !row->figures[p->columns[i]].hidden;
    return row->kind == VB_ROW_CODE && row->level == 1 && 2 * shown > p->n_columns;
}

static profile profile_of(const vb_chart *chart)
{
    const vb_figures_section *section = chart->section;
    profile p = {.chart = chart, .most = GRID_STEP};
    p.n_columns = vb_chart_columns(section, p.columns);
    for (size_t r = 0; r < section->n_rows && p.n_rows < VB_CHART_COLOURS; r++)
        if (is_mostly_shown(&p, &section->rows[r]) && vb_report_row_is_shown(section, &section->rows[r]))
            p.rows[p.n_rows++] = r;
    for (size_t r = 0; r < p.n_rows; r++)
        for (size_t i = 0; i < p.n_columns; i++)
            if (figure_at(&p, r, i)->percent > p.most)
                p.most = figure_at(&p, r, i)->percent;
    p.most = GRID_STEP * ceil(p.most / GRID_STEP);
    return p;
}

bool vb_chart_has_profile(const vb_chart *chart)
{
    const vb_lexicon *lexicon = chart->section->lexicon;
    profile p = profile_of(chart);
    return lexicon != NULL && vb_str_equal(lexicon->name, VB_LITERAL("stages")) && p.n_columns > 2 && p.n_rows > 1;
}

static void grid(const profile *p)
{
    vb_buffer *out = p->chart->out;
    for (int percent = 0; percent <= (int)p->most; percent += GRID_STEP) {
        int y = (int)y_at(p, percent);
        vb_buffer_printf(out, "<path class=\"grid\" d=\"M%d %dH%d\"/>\n", LEFT - 8, y, WIDTH - RIGHT + 8);
        vb_buffer label = {0};
        vb_buffer_printf(&label, "%d %%", percent);
        vb_svg_text(out, LEFT - 14, y + 4, "soft end", vb_buffer_str(&label));
        out->failed |= label.failed;
        vb_buffer_release(&label);
    }
    double step = x_at(p, 1) - x_at(p, 0);
    for (size_t i = 0; i < p->n_columns; i++)
        vb_svg_lines(out, x_at(p, i), TOP + PLOT + 18, step < 60 ? 60 : step, 4, "soft middle",
                     p->chart->section->columns[p->columns[i]].label);
}

/* Each line has a mark of its own, so that colour is not all that tells them apart. */
static void draw_mark(vb_buffer *out, size_t row, double x, double y)
{
    static const char *const shapes[VB_CHART_COLOURS] = {"M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
                                                         "M-5 -5h10v10h-10z",
                                                         "M0 -7l7 7l-7 7l-7 -7z",
                                                         "M0 -6l6 11h-12z",
                                                         "M0 6l6 -11h-12z",
                                                         "M-6 -2h4v-4h4v4h4v4h-4v4h-4v-4h-4z"};
    vb_buffer_printf(out, "<path class=\"dot f%zu\" transform=\"translate(%d %d)\" d=\"%s\"/>\n", row, (int)(x + 0.5),
                     (int)(y + 0.5), shapes[row]);
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
            draw_mark(out, row, x_at(p, i), y_at(p, figure_at(p, row, i)->percent));
}

static vb_str name_of(const void *context, size_t i)
{
    const profile *p = context;
    return vb_report_row_label(p->chart->report, &p->chart->section->rows[p->rows[i]]);
}

void vb_chart_profile(const vb_chart *chart)
{
    profile p = profile_of(chart);
    vb_chart_legend legend = {p.n_rows, name_of, draw_mark, &p};
    vb_svg_key(chart->out, &legend);
    vb_svg_begin(chart,
                 VB_LITERAL("Line chart: share of answers that name each of the most named challenges, from "
                            "stage to stage. A table has the same figures."),
                 WIDTH, TOP + PLOT + LABELS);
    grid(&p);
    for (size_t r = p.n_rows; r-- > 0;)
        draw_line(&p, r);
    vb_svg_end(chart);
}
