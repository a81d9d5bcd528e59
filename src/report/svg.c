#include "report/chart.h"

#include "base/str.h"
#include "report/markup.h"
#include "report/page.h"
#include "report/wording.h"
#include "text/width.h"

/* Charts are drawn in whole units. */
static int unit(double x)
{
    return (int)(x + (x < 0 ? -0.5 : 0.5));
}

static void begin(const vb_chart *chart, vb_str alternative, int width, double height, const char *more)
{
    vb_buffer_printf(chart->out, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\"%s aria-label=\"", width,
                     unit(height), more);
    vb_markup_text(chart->out, alternative);
    vb_buffer_add_text(chart->out, "\">\n");
}

void vb_svg_begin(const vb_chart *chart, vb_str alternative, int width, double height)
{
    begin(chart, alternative, width, height, "");
}

void vb_svg_begin_file(const vb_chart *chart, vb_str alternative, int width, double height)
{
    enum { MARGIN = 16 };
    char size[120];
    (void)snprintf(size, sizeof size, " xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\"",
                   2 * (width + 2 * MARGIN), 2 * (unit(height) + 2 * MARGIN));
    begin(chart, alternative, width + 2 * MARGIN, height + 2 * MARGIN, size);
    vb_buffer_add_text(chart->out, "<style>\n");
    vb_buffer_add_str(chart->out, vb_chart_css);
    vb_buffer_printf(chart->out,
                     "</style>\n<rect width=\"100%%\" height=\"100%%\" class=\"paper\"/>\n"
                     "<g transform=\"translate(%d %d)\">\n",
                     MARGIN, MARGIN);
}

void vb_svg_end_file(const vb_chart *chart)
{
    vb_buffer_add_text(chart->out, "</g>\n</svg>\n");
}

void vb_svg_end(const vb_chart *chart)
{
    vb_buffer_add_text(chart->out, "</svg>\n");
}

void vb_svg_text(vb_buffer *out, double x, double y, const char *classes, vb_str text)
{
    vb_buffer_printf(out, "<text x=\"%d\" y=\"%d\"", unit(x), unit(y));
    if (classes[0] != '\0')
        vb_buffer_printf(out, " class=\"%s\"", classes);
    vb_buffer_add_char(out, '>');
    vb_markup_text(out, text);
    vb_buffer_add_text(out, "</text>\n");
}

/* About how wide a sans-serif letter is, on the wide side: of 13 units, in bold, of 12. */
static double letter_width(const char *classes)
{
    return strstr(classes, "label") != NULL ? 7.6 : strstr(classes, "soft") != NULL ? 6.4 : 7.2;
}

size_t vb_svg_lines(vb_buffer *out, double x, double y, double width, size_t lines, const char *classes, vb_str text)
{
    size_t columns = width < 20 ? 3 : (size_t)(width / letter_width(classes));
    size_t n = 0;
    while (text.len > 0 && n < lines) {
        vb_str line = vb_display_line(&text, columns);
        if (n + 1 == lines && text.len > 0) {
            vb_buffer cut = {0};
            vb_buffer_add_str(&cut, vb_str_cut(line, 0, vb_display_cut(line, columns - 1)));
            vb_buffer_add_text(&cut, "…");
            vb_svg_text(out, x, y + 14 * (double)n, classes, vb_buffer_str(&cut));
            out->failed |= cut.failed;
            vb_buffer_release(&cut);
        } else {
            vb_svg_text(out, x, y + 14 * (double)n, classes, line);
        }
        n++;
    }
    return n;
}

double vb_svg_legend(vb_buffer *out, const vb_chart_legend *legend, int chart_width)
{
    enum { LINE = 20, MARK = 18, BETWEEN = 14 };
    double x = 0;
    double y = 8;
    for (size_t i = 0; i < legend->n; i++) {
        vb_str name = legend->name(legend->context, i);
        double width = MARK + letter_width("") * (double)vb_display_width(name) + BETWEEN;
        if (x > 0 && x + width > chart_width) {
            x = 0;
            y += LINE;
        }
        if (out != NULL) {
            legend->mark(out, i, x + 6, y);
            vb_svg_lines(out, x + MARK, y + 4, chart_width - x - MARK, 1, "", name);
        }
        x += width;
    }
    return legend->n == 0 ? 0 : y + LINE;
}

void vb_svg_key(vb_buffer *out, const vb_chart_legend *legend)
{
    if (legend->n == 0)
        return;
    vb_buffer_add_text(out, "<ul class=\"key\">\n");
    for (size_t i = 0; i < legend->n; i++) {
        vb_buffer_add_text(out, "<li><svg class=\"chart\" viewBox=\"-7 -7 14 14\" aria-hidden=\"true\">");
        legend->mark(out, i, 0, 0);
        vb_buffer_add_text(out, "</svg>");
        vb_markup_text(out, legend->name(legend->context, i));
        vb_buffer_add_text(out, "</li>\n");
    }
    vb_buffer_add_text(out, "</ul>\n");
}

size_t vb_chart_columns(const vb_figures_section *section, size_t columns[VB_CHART_COLOURS])
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < section->n_columns && n < VB_CHART_COLOURS; i++)
        if (!section->columns[i].blank && section->columns[i].base.substantive > 0)
            columns[n++] = i;
    if (n == 0)
        columns[n++] = section->n_columns - 1;
    return n;
}
