#include "report/wording.h"

#include "base/str.h"

#include <math.h>

vb_str vb_report_code_name(const vb_report *report, const vb_figures_row *row)
{
    if (row->kind == VB_ROW_OTHER)
        return VB_LITERAL("(other)");
    if (row->kind == VB_ROW_UNCODED)
        return VB_LITERAL("(uncoded)");
    return report->lexicon->categories[row->category].path;
}

vb_str vb_report_row_label(const vb_report *report, const vb_figures_row *row)
{
    if (row->kind == VB_ROW_OTHER)
        return VB_LITERAL("other challenges");
    if (row->kind == VB_ROW_UNCODED)
        return VB_LITERAL("no challenge recognised");
    return vb_figures_category_label(&report->lexicon->categories[row->category]);
}

void vb_report_add_group(const vb_figures_column *column, vb_buffer *out)
{
    if (column->category != VB_NO_CATEGORY)
        vb_report_add_lower(out, column->label);
    else
        vb_buffer_add_str(out, column->label);
}

/* Names in parentheses are none that a lexicon can have. */
void vb_report_add_name(const vb_figures_section *section, size_t column, vb_buffer *out)
{
    vb_str name = section->columns[column].name;
    if (column + 1 == section->n_columns || name.len == 0) {
        vb_buffer_add_text(out, column + 1 == section->n_columns ? "(total)" : "(blank)");
        return;
    }
    for (size_t beg = 0, end; beg <= name.len; beg = end + 1) {
        const char *found = memchr(name.ptr + beg, VB_PART_SEPARATOR, name.len - beg);
        end = found == NULL ? name.len : (size_t)(found - name.ptr);
        vb_buffer_add_text(out, beg > 0 ? " × " : "");
        vb_buffer_add_str(out, end > beg ? vb_str_cut(name, beg, end) : VB_LITERAL("(blank)"));
    }
}

bool vb_report_row_is_empty(const vb_figures_section *section, const vb_figures_row *row)
{
    const vb_figure *total = &row->figures[section->n_columns - 1];
    return row->kind == VB_ROW_CODE && !total->hidden && total->n == 0;
}

bool vb_report_row_is_hidden(const vb_figures_section *section, const vb_figures_row *row)
{
    return row->figures[section->n_columns - 1].hidden;
}

bool vb_report_shows(const vb_report *report)
{
    for (size_t i = 0; i < report->figures->n_sections; i++)
        if (vb_report_why_nothing(&report->figures->sections[i]) == NULL)
            return true;
    return false;
}

vb_str vb_report_title(const vb_report *report)
{
    bool is_text = report->question.len > 0 && memchr(report->question.ptr, ' ', report->question.len) != NULL;
    if (!is_text && report->lexicon->title.len > 0)
        return report->lexicon->title;
    return report->question.len > 0 ? report->question : VB_LITERAL("Report");
}

void vb_report_add_by(const vb_figures_section *section, vb_buffer *out)
{
    vb_str by = section->by;
    bool is_question = by.len > 0 && memchr(by.ptr, '?', by.len) != NULL;
    vb_buffer_add_text(out, is_question ? "“" : "");
    for (size_t i = 0; i < by.len; i++)
        vb_buffer_add_char(out, by.ptr[i] == '_' ? ' ' : by.ptr[i]);
    vb_buffer_add_text(out, is_question ? "”" : "");
}

void vb_report_heading(const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer_add_text(out, section->by.len > 0 ? "By " : "All answers");
    vb_report_add_by(section, out);
}

const vb_figures_column *vb_report_total(const vb_figures_section *section)
{
    return &section->columns[section->n_columns - 1];
}

bool vb_report_has_base(const vb_figures_column *column)
{
    return column->has_chain || column->base.substantive > 0;
}

bool vb_report_row_is_shown(const vb_figures_section *section, const vb_figures_row *row)
{
    return !vb_report_row_is_empty(section, row) && !vb_report_row_is_hidden(section, row);
}

const char *vb_report_why_nothing(const vb_figures_section *section)
{
    const vb_figures_column *total = vb_report_total(section);
    if (!vb_report_has_base(total))
        return "There are too few answers: nothing is shown, so that nobody can be recognised.";
    if (total->base.substantive == 0)
        return "There are no answers to count.";
    for (size_t r = 0; r < section->n_rows; r++)
        if (!vb_report_row_is_hidden(section, &section->rows[r]))
            return NULL;
    return "There are too few answers behind each figure, or behind what could be worked out from it: none is shown.";
}

bool vb_report_is_headline(const vb_report *report)
{
    return report->figures->options.headline && report->lexicon->n_headline > 0;
}

bool vb_report_suppresses(const vb_report *report)
{
    return report->figures->options.min_group > 0 || report->figures->options.min_cell > 0;
}

vb_report_share vb_report_percent(const vb_figure *figure)
{
    vb_report_share share;
    unsigned whole = isnan(figure->percent) ? 0 : (unsigned)(figure->percent + 0.5); /* halves go up, as expected */
    whole = whole < 100 ? whole : 100;
    if (whole == 0 && figure->n > 0)
        (void)snprintf(share.text, sizeof share.text, "<1 %%");
    else
        (void)snprintf(share.text, sizeof share.text, "%u %%", whole);
    share.len = strlen(share.text);
    return share;
}

unsigned vb_report_rank_mark(const vb_figures_row *row, size_t column)
{
    unsigned rank = row->figures[column].rank;
    return rank <= VB_RANK_MARKS ? rank : 0;
}
