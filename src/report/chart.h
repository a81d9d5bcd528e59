/* Charts of a section as SVG.  They are drawn in units that are about pixels, and scale; colours come from
 * page/chart.css by class. */
#ifndef VB_REPORT_CHART_H
#define VB_REPORT_CHART_H

#include "report/report.h"

enum { VB_CHART_COLOURS = 6 /* groups, or codes, that are told apart */ };

typedef struct {
    const vb_report *report;
    const vb_figures_section *section;
    vb_buffer *out;
} vb_chart;

/* The groups that charts show: the section's first VB_CHART_COLOURS that are neither blank nor empty; of a section
 * without groups the total alone.  Their number. */
size_t vb_chart_columns(const vb_figures_section *section, size_t columns[VB_CHART_COLOURS]);

/* A sentence that stands in the place of the panels, where no group can be shown of any code, or where
 * vb_report_why_nothing() has one.  NULL: there is a panel. */
const char *vb_chart_why_nothing(const vb_chart *chart);

/* A panel for each code of level 1, with a bar for each of the groups, its share and its 95 % interval: for a page,
 * each an <svg>, with the key.  vb_report_svg() has them in one. */
void vb_chart_panels(const vb_chart *chart);

/* Whether the groups are stages, in an order of their own, and enough of them may be shown for a profile to say
 * something. */
bool vb_chart_has_profile(const vb_chart *chart);

/* The share of the first VB_CHART_COLOURS codes that most stages may be shown of, from stage to stage, with the key.
 */
void vb_chart_profile(const vb_chart *chart);

/* Whether any residual was worked out. */
bool vb_chart_has_heat(const vb_figures_section *section);

/* Codes × groups, coloured by the adjusted residuals. */
void vb_chart_heat(const vb_chart *chart);

/* ---- Drawing ---- */

/* <svg> with a text alternative, its size in units. */
void vb_svg_begin(const vb_chart *chart, vb_str alternative, int width, double height);
void vb_svg_end(const vb_chart *chart);

/* The same as a file of its own, with its style and a margin. */
void vb_svg_begin_file(const vb_chart *chart, vb_str alternative, int width, double height);
void vb_svg_end_file(const vb_chart *chart);

/* Text at a baseline.  `classes` NUL-terminated. */
void vb_svg_text(vb_buffer *out, double x, double y, const char *classes, vb_str text);

/* Text broken at spaces into lines of about `width` units, the first at `y`; at most `lines`, the last one cut.
 * The number of lines. */
size_t vb_svg_lines(vb_buffer *out, double x, double y, double width, size_t lines, const char *classes, vb_str text);

/* What a legend names. */
typedef struct {
    size_t n;
    vb_str (*name)(const void *context, size_t i);
    void (*mark)(vb_buffer *out, size_t i, double x, double y); /* its sign, about this centre, 12 units wide */
    const void *context;
} vb_chart_legend;

/* The legend at the top, its items in lines.  The height that it takes; `out` NULL: only that. */
double vb_svg_legend(vb_buffer *out, const vb_chart_legend *legend, int chart_width);

/* The legend as a list of a page. */
void vb_svg_key(vb_buffer *out, const vb_chart_legend *legend);

#endif
