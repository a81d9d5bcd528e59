/* The tables of the page, and the advice. */
#include "report/html_parts.h"

#include "base/str.h"
#include "report/markup.h"
#include "report/wording.h"

#include <inttypes.h>

typedef struct {
    const vb_report *report;
    const vb_figures_section *section;
    size_t number; /* of the section */
    vb_buffer *out;
} table;

static const char not_shown[] = "<span aria-hidden=\"true\">–</span><span class=\"aloud\">not shown</span>";

/* "#1 23 % 27", for those with answers as a button that lists them. */
static void cell(const table *t, const vb_figures_row *row, size_t column)
{
    vb_buffer *out = t->out;
    const vb_figure *figure = &row->figures[column];
    bool total = column + 1 == t->section->n_columns;
    if (figure->hidden) {
        vb_buffer_printf(out, "<td class=\"hidden%s\">%s</td>", total ? " total" : "", not_shown);
        return;
    }
    unsigned mark = vb_report_rank_mark(row, column);
    vb_buffer_printf(out, "<td class=\"%s%s\">", total ? "total" : "", mark == 1 ? " first" : "");
    if (mark > 0)
        vb_buffer_printf(out, "<span class=\"rank\">#%u</span>", mark);
    bool listed = t->report->with_answers && figure->n > 0 && row->kind != VB_ROW_OTHER;
    if (listed) {
        if (row->kind == VB_ROW_CODE)
            vb_buffer_printf(out, "<button type=\"button\" data-code=\"%zu\"", row->category);
        else
            vb_buffer_add_text(out, "<button type=\"button\" data-code=\"-2\"");
        if (total)
            vb_buffer_add_text(out, " data-group=\"\">");
        else
            vb_buffer_printf(out, " data-group=\"%zu:%zu\">", t->number, column);
    }
    vb_buffer_add_text(out, "<span class=\"share\">");
    if (t->section->columns[column].base.substantive > 0)
        vb_markup_text(out, vb_str_of(vb_report_percent(figure).text));
    vb_buffer_printf(out, "</span> <span class=\"n\">%" PRIu64 "</span>%s</td>", figure->n,
                     listed ? "</button>" : "");
}

static void row_of(const table *t, const vb_figures_row *row)
{
    vb_buffer *out = t->out;
    const char *kind = row->kind != VB_ROW_CODE ? " class=\"rest\"" : row->level > 1 ? " class=\"child\"" : "";
    vb_buffer_printf(out, "<tr%s><th scope=\"row\">", kind);
    vb_markup_text(out, vb_report_row_label(t->report, row));
    vb_buffer_add_text(out, "</th>");
    for (size_t i = 0; i < t->section->n_columns; i++)
        cell(t, row, i);
    vb_buffer_add_text(out, "</tr>\n");
}

static void base(const table *t, size_t column)
{
    vb_buffer_add_text(t->out, column + 1 == t->section->n_columns ? "<td class=\"total\">" : "<td>");
    if (vb_report_has_base(&t->section->columns[column]))
        vb_buffer_printf(t->out, "%" PRIu64, t->section->columns[column].base.substantive);
    else
        vb_buffer_add_text(t->out, not_shown);
    vb_buffer_add_text(t->out, "</td>");
}

static void head(const table *t)
{
    vb_buffer *out = t->out;
    vb_buffer_add_text(out, "<thead><tr><th scope=\"col\">Challenge</th>");
    for (size_t i = 0; i < t->section->n_columns; i++) {
        vb_buffer_add_text(out, "<th scope=\"col\">");
        vb_markup_text(out, t->section->columns[i].label);
        vb_buffer_add_text(out, "</th>");
    }
    vb_buffer_add_text(out, "</tr></thead>\n");
}

static void notes(const table *t)
{
    vb_buffer lines = {0};
    vb_report_remarks(t->report, t->section, &lines);
    vb_html_lines(t->out, &lines, "note");
    if (t->report->figures->options.count == VB_COUNT_MENTIONS)
        vb_buffer_add_text(t->out,
                           "<p class=\"note\">An answer may mention several challenges, so the shares add to more "
                           "than 100 %.</p>\n");
}

void vb_html_table(const vb_report *report, size_t number, vb_buffer *out)
{
    table t = {report, &report->figures->sections[number], number, out};
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    vb_buffer_printf(out,
                     "<p class=\"note caption\" id=\"table-%zu\">%s, with the number of answers</p>\n"
                     "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"by-%zu table-%zu\">\n"
                     "<table aria-labelledby=\"table-%zu\"%s>\n",
                     number, mentions ? "Mentioned by" : "Share with this main challenge", number, number, number,
                     t.section->n_columns < 3 ? " class=\"few\"" : "");
    head(&t);
    vb_buffer_add_text(out, "<tbody>\n");
    for (size_t r = 0; r < t.section->n_rows; r++)
        if (vb_report_row_is_shown(t.section, &t.section->rows[r]))
            row_of(&t, &t.section->rows[r]);
    vb_buffer_add_text(out, "<tr class=\"bases\"><th scope=\"row\">Answers</th>");
    for (size_t i = 0; i < t.section->n_columns; i++)
        base(&t, i);
    vb_buffer_add_text(out, "</tr>\n</tbody>\n</table>\n</div>\n");
    notes(&t);
}

/* ---- Advice ---- */

/* "First for Teachers, Others; " where it is of rank 1, else "Second for …".  How many groups there are; `n` were
 * named before. */
static size_t add_places(const vb_report *report, size_t category, unsigned rank, size_t n, vb_buffer *out)
{
    size_t begun = n;
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        const vb_figures_section *section = &report->figures->sections[s];
        for (size_t i = 0; i < section->n_columns; i++) {
            if (vb_report_advised(report, s, i, category) != rank)
                continue;
            vb_buffer_add_text(out, n > begun   ? ", "
                                    : n > 0     ? "; second for "
                                    : rank == 1 ? "First for "
                                                : "Second for ");
            vb_markup_text(out, i + 1 == section->n_columns ? VB_LITERAL("all answers together")
                                                            : section->columns[i].label);
            n++;
        }
    }
    return n;
}

static void advise(const vb_category *category, size_t index, vb_str places, vb_buffer *out)
{
    vb_buffer_printf(out, "<article id=\"advice-%zu\">\n<h3>", index);
    vb_markup_text(out, vb_figures_category_label(category));
    vb_buffer_add_text(out, "</h3>\n<p class=\"note\">");
    vb_buffer_add_str(out, places);
    vb_buffer_add_text(out, ".</p>\n<ul>\n");
    const vb_str pieces[] = {category->advice_first, category->advice_second};
    for (size_t i = 0; i < 2; i++) {
        if (pieces[i].len == 0)
            continue;
        vb_buffer_add_text(out, "<li>");
        vb_markup_text(out, pieces[i]);
        vb_buffer_add_text(out, "</li>\n");
    }
    vb_buffer_add_text(out, "</ul>\n</article>\n");
}

void vb_html_advice(const vb_report *report, vb_buffer *out)
{
    bool begun = false;
    vb_buffer places = {0};
    for (size_t i = 0; i < report->lexicon->n_categories; i++) {
        size_t n = add_places(report, i, 1, 0, &places);
        if (add_places(report, i, 2, n, &places) == 0)
            continue;
        if (!begun)
            vb_buffer_add_text(out, "<section aria-labelledby=\"advice\">\n<h2 id=\"advice\">What may help</h2>\n"
                                    "<div class=\"advice\">\n");
        begun = true;
        advise(&report->lexicon->categories[i], i, vb_buffer_str(&places), out);
        vb_buffer_clear(&places);
    }
    if (begun)
        vb_buffer_add_text(out, "</div>\n</section>\n");
    out->failed |= places.failed;
    vb_buffer_release(&places);
}
