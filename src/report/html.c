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
    vb_markup_text(out, vb_report_title(report));
    vb_buffer_add_text(out, "</title>\n<style>");
    vb_buffer_add_str(out, styles[0]);
    vb_buffer_add_str(out, styles[1]);
    vb_buffer_add_text(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the results</a>\n");
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

/* The buffer's text as a paragraph of a class; then it is empty. */
static void paragraph(vb_buffer *out, const char *class_name, vb_buffer *text)
{
    vb_buffer_printf(out, "<p class=\"%s\">", class_name);
    vb_markup_text(out, vb_buffer_str(text));
    vb_buffer_add_text(out, "</p>\n");
    out->failed |= text->failed;
    vb_buffer_clear(text);
}

static void header(const vb_report *report, vb_buffer *text, vb_buffer *out)
{
    vb_buffer_add_text(out, "<header>\n<h1>");
    vb_markup_text(out, vb_report_title(report));
    vb_buffer_add_text(out, "</h1>\n");
    vb_report_origin(report, text);
    paragraph(out, "meta", text);
    if (vb_report_base(vb_report_total(&report->figures->sections[0]), text))
        paragraph(out, "meta", text);
    if (report->figures->doubtful) {
        vb_buffer_add_text(out, "<div class=\"warning\">\n");
        vb_report_doubt(report, text);
        paragraph(out, "lines", text);
        if (vb_report_words(report, text))
            paragraph(out, "lines", text);
        vb_buffer_add_text(out, "</div>\n");
    }
    vb_buffer_add_text(out, "</header>\n");
}

/* ---- Sentences ---- */

/* The sentence in `text`, which is then empty, to be pasted.  A number and its % stay on one line. */
static void say(vb_buffer *text, vb_buffer *out)
{
    vb_str rest = vb_buffer_str(text);
    vb_buffer_add_text(out, "<span class=\"say\">");
    for (const char *at; (at = memmem(rest.ptr, rest.len, " %", 2)) != NULL;) {
        vb_markup_text(out, vb_str_cut(rest, 0, (size_t)(at - rest.ptr)));
        vb_buffer_add_text(out, "\u00A0%");
        rest = vb_str_cut(rest, (size_t)(at - rest.ptr) + 2, rest.len);
    }
    vb_markup_text(out, rest);
    vb_buffer_add_text(out, "</span><button type=\"button\" class=\"copy\" hidden>Copy</button>");
    out->failed |= text->failed;
    vb_buffer_clear(text);
}

/* All answers together come first. */
static void lead(const vb_report *report, vb_buffer *text, vb_buffer *out)
{
    const vb_figures_section *first = &report->figures->sections[0];
    if (!vb_report_sentence(report, first, first->n_columns - 1, text))
        return;
    vb_buffer_add_text(out, "<div class=\"sentence lead\">");
    say(text, out);
    vb_buffer_add_text(out, "</div>\n");
}

/* The way from a group to its advice. */
static void helps(const vb_report *report, size_t s, size_t column, vb_buffer *text, vb_buffer *out)
{
    size_t n = 0;
    for (unsigned rank = 1; rank <= 2; rank++)
        for (size_t c = 0; c < report->lexicon->n_categories; c++) {
            if (vb_report_advised(report, s, column, c) != rank)
                continue;
            vb_buffer_printf(out, "%s<a href=\"#advice-%zu\">",
                             n++ == 0 ? "<p class=\"helps\">What may help: " : ", ", c);
            vb_report_add_lower(text, vb_figures_category_label(&report->lexicon->categories[c]));
            vb_markup_text(out, vb_buffer_str(text));
            vb_buffer_clear(text);
            vb_buffer_add_text(out, "</a>");
        }
    vb_buffer_add_text(out, n > 0 ? "</p>" : "");
}

static void sentences(const vb_report *report, size_t s, vb_buffer *text, vb_buffer *out)
{
    const vb_figures_section *section = &report->figures->sections[s];
    size_t n = 0;
    for (size_t i = 0; i + 1 < section->n_columns; i++) {
        if (!vb_report_sentence(report, section, i, text))
            continue;
        vb_buffer_add_text(out, n++ == 0 ? "<ul class=\"sentences\">\n" : "");
        vb_buffer_add_text(out, "<li class=\"sentence\">");
        say(text, out);
        helps(report, s, i, text, out);
        vb_buffer_add_text(out, "</li>\n");
    }
    vb_buffer_add_text(out, n > 0 ? "</ul>\n" : "");
}

/* ---- Charts and tables ---- */

static void figure(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    vb_chart chart = {report, section, out};
    size_t columns[VB_CHART_COLOURS];
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    bool profile = vb_chart_has_profile(&chart);
    size_t drawn = vb_chart_columns(section, columns);
    const char *why = profile ? NULL : vb_chart_why_nothing(&chart);
    if (why != NULL) {
        vb_buffer_printf(out, "<p class=\"note\">%s</p>\n", why);
        return;
    }
    vb_buffer_add_text(out, "<figure>\n");
    if (profile)
        vb_chart_profile(&chart);
    else
        vb_chart_panels(&chart);
    vb_buffer_add_text(out, "<figcaption class=\"note\">");
    vb_buffer_add_text(out, mentions ? "Share of answers that mention each challenge"
                                     : "Share of answers with each main challenge");
    if (!profile)
        vb_buffer_add_text(out, "; thin lines: 95 % intervals");
    if (vb_report_suppresses(report) && section->n_hidden > 0)
        vb_buffer_add_text(out, profile ? "; a gap: not shown" : "; –: not shown");
    if (section->n_columns > 1 && section->n_columns - 1 > drawn)
        vb_buffer_add_text(out, ". The table has more groups");
    vb_buffer_add_text(out, ".</figcaption>\n</figure>\n");
}

static void breakdown(const vb_report *report, size_t number, vb_buffer *text, vb_buffer *out)
{
    const vb_figures_section *section = &report->figures->sections[number];
    vb_chart chart = {report, section, out};
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    vb_buffer_printf(out, "<section aria-labelledby=\"by-%zu\">\n<h2 id=\"by-%zu\">%s", number, number,
                     mentions ? "Challenges mentioned" : "Main challenge");
    if (section->by.len > 0) {
        vb_buffer_add_text(out, " by ");
        vb_report_add_by(section, text);
        vb_markup_text(out, vb_buffer_str(text));
        vb_buffer_clear(text);
    }
    vb_buffer_add_text(out, "</h2>\n");
    const char *why = vb_report_why_nothing(section);
    if (why != NULL) {
        vb_buffer_printf(out, "<p>%s</p>\n</section>\n", why);
        return;
    }
    if (vb_report_pooled(report, section, text))
        paragraph(out, "note", text);
    vb_buffer_add_text(out, vb_chart_has_profile(&chart) ? "<div class=\"beside\">\n" : "<div>\n");
    sentences(report, number, text, out);
    figure(report, section, out);
    vb_buffer_add_text(out, "</div>\n");
    vb_html_table(report, number, out);
    vb_buffer_add_text(out, "</section>\n");
}

void vb_report_html(const vb_report *report, vb_buffer *out)
{
    vb_buffer text = {0};
    head(report, out);
    header(report, &text, out);
    vb_buffer_add_text(out, "<main id=\"main\">\n");
    lead(report, &text, out);
    for (size_t i = 0; i < report->figures->n_sections; i++)
        breakdown(report, i, &text, out);
    vb_html_advice(report, out);
    if (vb_report_shows(report)) {
        vb_report_legend(report, &text);
        paragraph(out, "note legend", &text);
    }
    vb_html_research(report, out);
    vb_html_answers(report, out);
    vb_buffer_add_text(out, "</main>\n<footer class=\"meta\"><p>Made with verbatim " VB_VERSION
                            ". Nothing on this page is loaded from or sent to the network.</p></footer>\n<script>");
    vb_buffer_add_str(out, vb_page_js);
    vb_buffer_add_text(out, "</script>\n</body>\n</html>\n");
    out->failed |= text.failed;
    vb_buffer_release(&text);
}
