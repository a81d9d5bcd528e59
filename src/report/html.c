/* One self-contained page: what was said most and by whom, in plain words first, then tables, advice, and the
 * statistics for those who want them.  Its style and script are allowed by their digests, and nothing else is. */
#include "base/base64.h"
#include "base/sha256.h"
#include "base/str.h"
#include "report/chart.h"
#include "report/html_parts.h"
#include "report/markup.h"
#include "report/page.h"
#include "report/wording.h"

enum { BESIDE_MOST = 5 }; /* columns of a table that has room beside its chart */

/* 'sha256-…' as Content Security Policy level 2 has it. */
static void add_digest(vb_buffer *out, const vb_str *parts, size_t n)
{
    vb_sha256 hash;
    unsigned char digest[VB_SHA256_SIZE];
    char text[VB_BASE64_SIZE(VB_SHA256_SIZE)];
    vb_sha256_init(&hash);
    for (size_t i = 0; i < n; i++)
        vb_sha256_add(&hash, parts[i].ptr, parts[i].len);
    vb_sha256_finish(&hash, digest);
    vb_base64(digest, sizeof digest, text);
    vb_buffer_printf(out, "'sha256-%s'", text);
}

/* The question as it was put; where there is only a column's name, what the lexicon is about. */
static vb_str title(const vb_report *report)
{
    bool is_text = memchr(report->question.ptr, ' ', report->question.len) != NULL;
    return is_text || report->lexicon->title.len == 0 ? report->question : report->lexicon->title;
}

static void head(const vb_report *report, vb_buffer *out)
{
    const vb_str styles[] = {vb_page_css, vb_chart_css};
    vb_buffer_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    add_digest(out, styles, 2);
    vb_buffer_add_text(out, "; script-src ");
    add_digest(out, &vb_page_js, 1);
    vb_buffer_add_text(out, "; base-uri 'none'; form-action 'none'\">\n"
                            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                            "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    vb_markup_text(out, title(report));
    vb_buffer_add_text(out, "</title>\n<style>");
    vb_buffer_add_str(out, styles[0]);
    vb_buffer_add_str(out, styles[1]);
    vb_buffer_add_text(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the results</a>\n");
}

static void warn(vb_buffer *out, const char *text)
{
    vb_buffer_printf(out, "<div class=\"warning\"><p>%s</p></div>\n", text);
}

void vb_html_lines(vb_buffer *out, vb_buffer *lines, const char *class_name)
{
    vb_str rest = vb_buffer_str(lines);
    while (rest.len > 0) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        size_t len = end == NULL ? rest.len : (size_t)(end - rest.ptr);
        vb_buffer_printf(out, "<p class=\"%s\">", class_name);
        vb_markup_text(out, vb_str_cut(rest, 0, len));
        vb_buffer_add_text(out, "</p>\n");
        rest = vb_str_cut(rest, end == NULL ? len : len + 1, rest.len);
    }
    out->failed |= lines->failed;
    vb_buffer_release(lines);
}

static void header(const vb_report *report, vb_buffer *out)
{
    const vb_figures *figures = report->figures;
    const vb_figures_section *first = &figures->sections[0];
    vb_buffer line = {0};
    vb_buffer_add_text(out, "<header>\n<h1>");
    vb_markup_text(out, title(report));
    vb_buffer_add_text(out, "</h1>\n<p class=\"meta\">");
    vb_report_origin(report, &line);
    vb_markup_text(out, vb_buffer_str(&line));
    vb_buffer_clear(&line);
    vb_buffer_add_text(out, "</p>\n<p class=\"meta\">");
    vb_report_base(&first->columns[first->n_columns - 1], &line);
    vb_markup_text(out, vb_buffer_str(&line));
    vb_buffer_add_text(out, "</p>\n");
    vb_buffer_release(&line);
    if (figures->doubtful) {
        vb_buffer words = {0};
        warn(out, vb_report_doubt);
        (void)vb_report_words(report, &words);
        vb_html_lines(out, &words, "lines");
    }
    vb_buffer_add_text(out, "</header>\n");
}

static void sentences(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer line = {0};
    vb_buffer_add_text(out, "<ul class=\"sentences\">\n");
    size_t n =
        section == &report->figures->sections[0] ? section->n_columns : section->n_columns - 1; /* the total once */
    for (size_t i = 0; i < n; i++) {
        vb_buffer_clear(&line);
        if (!vb_report_sentence(report, section, i, &line))
            continue;
        vb_buffer_add_text(out, "<li><span>");
        vb_markup_text(out, vb_buffer_str(&line));
        vb_buffer_add_text(out, "</span><button type=\"button\" class=\"copy\" hidden>Copy</button></li>\n");
    }
    vb_buffer_add_text(out, "</ul>\n");
    out->failed |= line.failed;
    vb_buffer_release(&line);
}

static void figure(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    vb_chart chart = {report, section, out};
    size_t columns[VB_CHART_COLOURS];
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    vb_buffer_add_text(out, "<figure>\n");
    if (vb_chart_has_profile(section))
        vb_chart_profile(&chart);
    else
        vb_chart_bars(&chart, false);
    vb_buffer_add_text(out, "<figcaption class=\"note\">");
    vb_buffer_add_text(out, mentions ? "Share of answers that mention each challenge"
                                     : "Share of answers with each main challenge");
    if (!vb_chart_has_profile(section))
        vb_buffer_add_text(out, "; the thin lines are 95 % intervals");
    if (section->n_columns - 1 > vb_chart_columns(section, columns) && section->n_columns > 1)
        vb_buffer_add_text(out, ". Not every group is drawn: the table has them all");
    vb_buffer_add_text(out, ".</figcaption>\n</figure>\n");
}

static void breakdown(const vb_report *report, size_t number, vb_buffer *out)
{
    const vb_figures_section *section = &report->figures->sections[number];
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    vb_buffer_printf(out, "<section aria-labelledby=\"by-%zu\">\n<h2 id=\"by-%zu\">%s", number, number,
                     mentions ? "Challenges mentioned" : "Main challenge");
    if (section->by.len > 0) {
        vb_buffer_add_text(out, " by ");
        vb_markup_text(out, section->by);
    }
    vb_buffer_add_text(out, "</h2>\n");
    vb_buffer_add_text(out, section->n_columns > BESIDE_MOST ? "<div class=\"breakdown wide\">\n"
                                                             : "<div class=\"breakdown\">\n");
    figure(report, section, out);
    vb_buffer_add_text(out, "<div class=\"words\">\n");
    sentences(report, section, out);
    vb_buffer_add_text(out, "</div>\n<div class=\"side\">\n");
    vb_html_table(report, number, out);
    vb_buffer_add_text(out, "</div>\n</div>\n</section>\n");
}

void vb_report_html(const vb_report *report, vb_buffer *out)
{
    head(report, out);
    header(report, out);
    vb_buffer_add_text(out, "<main id=\"main\">\n");
    for (size_t i = 0; i < report->figures->n_sections; i++)
        breakdown(report, i, out);
    if (!report->figures->doubtful)
        vb_html_advice(report, out);
    vb_html_research(report, out);
    vb_html_answers(report, out);
    vb_buffer_add_text(out, "</main>\n<footer class=\"meta\"><p>Made with verbatim " VB_VERSION
                            ". Nothing on this page is loaded from or sent to the network.</p></footer>\n");
    if (report->with_answers || report->figures->n_sections > 0) {
        vb_buffer_add_text(out, "<script>");
        vb_buffer_add_str(out, vb_page_js);
        vb_buffer_add_text(out, "</script>\n");
    }
    vb_buffer_add_text(out, "</body>\n</html>\n");
}
