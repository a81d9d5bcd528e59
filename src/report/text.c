/* The report for a terminal: what was read, a sentence for each group, tables; then advice, and tests for
 * researchers. */
#include "base/str.h"
#include "output/rows.h"
#include "report/prevalence.h"
#include "text/width.h"

enum { DEFAULT_WIDTH = 80, INDENT = 2 /* of the further lines of a sentence */ };

void vb_text_set_style(vb_text_page *p, vb_text_style style)
{
    static const char *const codes[] = {[VB_TEXT_PLAIN] = "\x1B[0m",
                                        [VB_TEXT_HEADING] = "\x1B[1m",
                                        [VB_TEXT_FIRST] = "\x1B[1m",
                                        [VB_TEXT_BAR] = "\x1B[36m",
                                        [VB_TEXT_FAINT] = "\x1B[2m"};
    if (p->report->colour)
        vb_buffer_add_text(p->out, codes[style]);
}

void vb_text_add_spaces(vb_buffer *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_char(out, ' ');
}

vb_str vb_text_safe(vb_text_page *p, vb_str text)
{
    vb_buffer shown = {0};
    vb_terminal_text(&shown, text);
    vb_str copy = shown.failed ? (vb_str){NULL, 0} : vb_arena_copy(&p->arena, vb_buffer_str(&shown));
    vb_buffer_release(&shown);
    if (copy.ptr == NULL) {
        p->out->failed = true;
        return VB_LITERAL("");
    }
    return copy;
}

/* What `words` says, wrapped, the further lines indented; then it is empty again. */
static void add_paragraph(vb_text_page *p, vb_buffer *words, size_t indent)
{
    vb_str rest = vb_text_safe(p, vb_buffer_str(words));
    p->out->failed |= words->failed;
    vb_buffer_clear(words);
    for (size_t before = 0; rest.len > 0; before = indent) {
        vb_text_add_spaces(p->out, before);
        vb_buffer_add_str(p->out, vb_display_line(&rest, p->width > before ? p->width - before : 1));
        vb_buffer_add_char(p->out, '\n');
    }
}

/* What `words` says on one line, underlined; then it is empty again.  A column may be called by a whole question, so
 * what is longer than the line is cut. */
static void add_heading(vb_text_page *p, vb_buffer *words, char line)
{
    vb_str text = vb_str_trim(vb_text_safe(p, vb_buffer_str(words)));
    size_t width = vb_display_width(text);
    p->out->failed |= words->failed;
    vb_buffer_clear(words);
    vb_text_set_style(p, VB_TEXT_HEADING);
    if (width > p->width) {
        text.len = vb_display_cut(text, p->width - 1);
        text = vb_str_trim(text);
        width = vb_display_width(text) + 1;
        vb_buffer_add_str(p->out, text);
        vb_buffer_add_text(p->out, "…");
    } else {
        vb_buffer_add_str(p->out, text);
    }
    vb_buffer_add_char(p->out, '\n');
    for (size_t i = 0; i < width; i++)
        vb_buffer_add_char(p->out, line);
    vb_text_set_style(p, VB_TEXT_PLAIN);
    vb_buffer_add_char(p->out, '\n');
}

static void add_title(vb_text_page *p, vb_buffer *words, const char *title, char line)
{
    vb_buffer_add_char(p->out, '\n');
    vb_buffer_add_text(words, title);
    add_heading(p, words, line);
}

/* The lines of `lines` as paragraphs below a title (NULL: an empty line); then it is empty again. */
static void add_lines(vb_text_page *p, const char *title, vb_buffer *lines)
{
    vb_str rest = lines->failed ? (vb_str){0} : vb_buffer_str(lines); /* which may end within a line if it failed */
    vb_buffer words = {0};
    if (rest.len > 0 && title != NULL)
        add_title(p, &words, title, '-');
    else if (rest.len > 0)
        vb_buffer_add_char(p->out, '\n');
    while (rest.len > 0) {
        size_t len = (size_t)((const char *)memchr(rest.ptr, '\n', rest.len) - rest.ptr);
        vb_buffer_add_str(&words, vb_str_cut(rest, 0, len));
        add_paragraph(p, &words, INDENT);
        rest = vb_str_cut(rest, len + 1, rest.len);
    }
    p->out->failed |= lines->failed;
    vb_buffer_clear(lines);
    vb_buffer_release(&words);
}

static void add_section(vb_text_page *p, vb_buffer *words)
{
    vb_buffer_add_char(p->out, '\n');
    vb_report_heading(p->section, words);
    add_heading(p, words, '-');
    const char *why = vb_report_why_nothing(p->section);
    if (why != NULL) {
        vb_buffer_add_text(words, why);
        add_paragraph(p, words, 0);
        return;
    }
    size_t n = vb_report_pooled(p->report, p->section, words);
    add_paragraph(p, words, INDENT);
    for (size_t k = 0; k + 1 < p->section->n_columns; k++)
        if (vb_report_sentence(p->report, p->section, k, words)) {
            add_paragraph(p, words, INDENT);
            n++;
        }
    if (n > 0)
        vb_buffer_add_char(p->out, '\n');
    vb_text_table(p);
    vb_report_remarks(p->report, p->section, words);
    add_lines(p, NULL, words);
}

static void add_correction(vb_text_page *p, vb_buffer *words)
{
    vb_report_correction_intro(p->report, words);
    if (words->len == 0)
        return;
    add_lines(p, "Corrected for coding error", words);
    for (size_t i = 0; i < p->report->figures->n_sections; i++) {
        p->section = &p->report->figures->sections[i];
        vb_buffer_add_char(p->out, '\n');
        vb_report_heading(p->section, words);
        add_heading(p, words, '-');
        vb_text_correction(p);
        vb_report_correction_notes(p->report, p->section, words);
        add_lines(p, NULL, words);
    }
}

static void add_research(vb_text_page *p, vb_buffer *words)
{
    const vb_figures *figures = p->report->figures;
    for (size_t i = 0; i < figures->n_sections; i++)
        vb_report_section_notes(p->report, &figures->sections[i], words);
    if (words->len == 0 && p->report->gold == NULL)
        return;
    size_t beg = words->len;
    vb_report_method(p->report, words);
    vb_report_end_line(words, beg);
    vb_report_correction_method(p->report, words);
    add_lines(p, "For researchers", words);
}

static void add_top(vb_text_page *p, vb_buffer *words)
{
    const vb_report *report = p->report;
    const vb_figures_section *first = &report->figures->sections[0];
    (void)vb_report_base(vb_report_total(first), words);
    add_paragraph(p, words, 0);
    if (!vb_report_shows(report))
        return;
    vb_buffer_add_char(p->out, '\n');
    if (report->figures->doubtful) {
        vb_report_doubt(report, words);
        add_paragraph(p, words, 0);
        if (vb_report_words(report, words))
            add_paragraph(p, words, INDENT);
        vb_buffer_add_char(p->out, '\n');
    } else if (vb_report_sentence(report, first, first->n_columns - 1, words)) {
        add_paragraph(p, words, 0);
        vb_buffer_add_char(p->out, '\n');
    }
    vb_text_set_style(p, VB_TEXT_FAINT);
    vb_report_legend(report, words);
    vb_report_caution(report, words);
    add_paragraph(p, words, 0);
    vb_text_set_style(p, VB_TEXT_PLAIN);
}

void vb_report_text(const vb_report *report, vb_buffer *out)
{
    vb_text_page p = {.report = report, .out = out, .width = report->width > 0 ? report->width : DEFAULT_WIDTH};
    vb_buffer words = {0};
    vb_buffer_add_str(&words, vb_report_title(report));
    add_heading(&p, &words, '=');
    vb_report_origin(report, &words);
    add_paragraph(&p, &words, 0);
    if (report->figures->n_sections > 0)
        add_top(&p, &words);
    for (size_t i = 0; i < report->figures->n_sections; i++) {
        p.section = &report->figures->sections[i];
        add_section(&p, &words);
    }
    vb_report_advice(report, &words);
    add_lines(&p, "What may help", &words);
    add_correction(&p, &words);
    add_research(&p, &words);
    vb_buffer_release(&words);
    vb_arena_release(&p.arena);
}
