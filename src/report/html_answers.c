/* The answers on the page (--with-answers): filters and an empty list, which the page's script fills out of data. */
#include "report/html_parts.h"

#include "base/str.h"
#include "report/markup.h"
#include "report/wording.h"

#include <inttypes.h>

static void add_codes(const vb_report *report, vb_buffer *out)
{
    vb_buffer_add_text(out, "{\"codes\":[");
    for (size_t i = 0; i < report->lexicon->n_categories; i++) {
        const vb_category *category = &report->lexicon->categories[i];
        vb_buffer_add_text(out, i > 0 ? ",{\"label\":" : "{\"label\":");
        vb_markup_json(out, vb_figures_category_label(category));
        if (category->parent == VB_NO_CATEGORY)
            vb_buffer_add_text(out, ",\"parent\":-1}");
        else
            vb_buffer_printf(out, ",\"parent\":%zu}", category->parent);
    }
    vb_buffer_printf(out, "],\n\"count\":\"%s\",\n\"sections\":[",
                     report->figures->options.count == VB_COUNT_MENTIONS ? "mentions" : "primary");
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        const vb_figures_section *section = &report->figures->sections[s];
        vb_buffer_add_text(out, s > 0 ? ",{\"groups\":[" : "{\"groups\":[");
        for (size_t i = 0; i + 1 < section->n_columns; i++) {
            vb_buffer_add_text(out, i > 0 ? "," : "");
            vb_markup_json(out, section->columns[i].label);
        }
        vb_buffer_add_text(out, "]}");
    }
    vb_buffer_add_text(out, "],\n\"answers\":[");
}

/* "t": what is plain as strings, what is evidence as [text, code]. */
static void add_text(const vb_report_answer *answer, vb_buffer *out)
{
    size_t at = 0;
    bool begun = false;
    vb_buffer_add_text(out, "{\"t\":[");
    for (size_t i = 0; i <= answer->n_marks; i++) {
        size_t beg = i < answer->n_marks ? answer->marks[i].beg : answer->text.len;
        if (beg > at || (i == answer->n_marks && !begun)) {
            vb_buffer_add_text(out, begun ? "," : "");
            vb_markup_json(out, vb_str_cut(answer->text, at, beg));
            begun = true;
        }
        if (i == answer->n_marks)
            break;
        vb_buffer_add_text(out, begun ? ",[" : "[");
        vb_markup_json(out, vb_str_cut(answer->text, beg, answer->marks[i].end));
        vb_buffer_printf(out, ",%zu]", answer->marks[i].category);
        begun = true;
        at = answer->marks[i].end;
    }
    vb_buffer_add_text(out, "]");
}

static void add_number(size_t number, vb_buffer *out)
{
    if (number == SIZE_MAX)
        vb_buffer_add_text(out, "-1");
    else
        vb_buffer_printf(out, "%zu", number);
}

static void add_answer(const vb_report *report, const vb_report_answer *answer, vb_buffer *out)
{
    add_text(answer, out);
    vb_buffer_add_text(out, ",\"g\":[");
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        const vb_figures_section *section = &report->figures->sections[s];
        size_t column = answer->columns[s];
        vb_buffer_add_text(out, s > 0 ? "," : "");
        add_number(column + 1 < section->n_columns ? column : SIZE_MAX, out);
    }
    vb_buffer_add_text(out, "],\"p\":");
    add_number(answer->primary, out);
    vb_buffer_add_text(out, ",\"c\":[");
    for (size_t i = 0; i < answer->n_codes; i++)
        vb_buffer_printf(out, i > 0 ? ",%zu" : "%zu", answer->codes[i]);
    vb_buffer_add_text(out, "]}");
}

static void add_filters(const vb_report *report, vb_buffer *out)
{
    const vb_figures *figures = report->figures;
    const vb_figures_section *first = &figures->sections[0];
    vb_buffer_add_text(
        out, "<form class=\"filters\" id=\"filters\" role=\"search\">\n"
             "<label>Words in the answer<input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n"
             "<label>Challenge<select name=\"code\"><option value=\"-1\">any</option>");
    for (size_t r = 0; r < first->n_rows; r++) {
        const vb_figures_row *row = &first->rows[r];
        if (row->kind == VB_ROW_OTHER || vb_report_row_is_empty(first, row))
            continue;
        if (row->kind == VB_ROW_CODE)
            vb_buffer_printf(out, "<option value=\"%zu\">", row->category);
        else
            vb_buffer_add_text(out, "<option value=\"-2\">");
        vb_markup_text(out,
                       row->kind == VB_ROW_CODE ? vb_report_row_label(report, row) : VB_LITERAL("not recognised"));
        vb_buffer_add_text(out, "</option>");
    }
    vb_buffer_add_text(out,
                       "</select></label>\n<label>Group<select name=\"group\"><option value=\"\">everyone</option>");
    for (size_t s = 0; s < figures->n_sections; s++)
        for (size_t i = 0; i + 1 < figures->sections[s].n_columns; i++) {
            vb_buffer_printf(out, "<option value=\"%zu:%zu\">", s, i);
            vb_markup_text(out, figures->sections[s].columns[i].label);
            vb_buffer_add_text(out, "</option>");
        }
    vb_buffer_add_text(out, "</select></label>\n<label><span>Only as the main challenge</span>"
                            "<input type=\"checkbox\" name=\"only\"></label>\n"
                            "<button type=\"reset\">Show all</button>\n</form>\n");
}

void vb_html_answers(const vb_report *report, vb_buffer *out)
{
    if (!report->with_answers)
        return;
    vb_buffer_add_text(out, "<section id=\"answers\" aria-labelledby=\"answers-heading\">\n"
                            "<h2 id=\"answers-heading\" tabindex=\"-1\">Answers</h2>\n<p class=\"note\">");
    if (report->n_answers < report->answers_of)
        vb_buffer_printf(out, "A random sample of %zu of %" PRIu64 " answers (seed %" PRIu64 "). ", report->n_answers,
                         report->answers_of, report->figures->options.seed);
    vb_buffer_add_text(out,
                       "E-mail addresses, telephone numbers, web addresses and names after titles are taken out; "
                       "read what is left before you pass this page on. What led to a code is marked.</p>\n");
    add_filters(report, out);
    vb_buffer_add_text(out, "<p id=\"answer-count\" class=\"note\" role=\"status\"></p>\n"
                            "<ul id=\"answer-list\" class=\"answers\"></ul>\n"
                            "<button type=\"button\" id=\"more\" hidden>Show more answers</button>\n"
                            "<noscript><p>The answers are listed by a script, which is turned off.</p></noscript>\n"
                            "</section>\n<script type=\"application/json\" id=\"answer-data\">");
    add_codes(report, out);
    for (size_t i = 0; i < report->n_answers; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_answer(report, &report->answers[i], out);
    }
    vb_buffer_add_text(out, "]}</script>\n");
}
