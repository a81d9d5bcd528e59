/* For whom a lexicon's advice is meant. */
#include "report/wording.h"

#include "base/str.h"

static unsigned rank_of(const vb_figures_section *section, size_t column, size_t category)
{
    for (size_t r = 0; r < section->n_rows; r++)
        if (section->rows[r].level == 1 && section->rows[r].category == category)
            return section->rows[r].figures[column].rank;
    return 0;
}

static bool is_total(const vb_figures_section *section, size_t column)
{
    return column + 1 == section->n_columns;
}

/* Whether a group's first challenge is known. */
static bool any_group_leads(const vb_report *report)
{
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        const vb_figures_section *section = &report->figures->sections[s];
        for (size_t k = 0; !is_total(section, k); k++)
            for (size_t r = 0; r < section->n_rows && !section->columns[k].blank; r++)
                if (section->rows[r].figures[k].rank == 1)
                    return true;
    }
    return false;
}

unsigned vb_report_advised(const vb_report *report, size_t s, size_t column, size_t category)
{
    const vb_figures_section *section = &report->figures->sections[s];
    if (section->columns[column].blank || report->lexicon->categories[category].advice_first.len == 0 ||
        (is_total(section, column) && (s > 0 || any_group_leads(report))))
        return 0;
    unsigned rank = rank_of(section, column, category);
    return rank <= 2 ? rank : 0;
}

/* "Buy-In (teachers, school leaders): "; false: it is nobody's #1 or #2. */
static bool add_advised(const vb_report *report, size_t category, vb_buffer *out)
{
    vb_buffer groups = {0};
    bool any = false;
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        const vb_figures_section *section = &report->figures->sections[s];
        for (size_t k = 0; k < section->n_columns; k++) {
            if (vb_report_advised(report, s, k, category) == 0)
                continue;
            any = true;
            if (is_total(section, k))
                continue;
            vb_buffer_add_text(&groups, groups.len > 0 ? ", " : "");
            vb_report_add_group(&section->columns[k], &groups);
        }
    }
    if (any) {
        vb_buffer_add_str(out, vb_figures_category_label(&report->lexicon->categories[category]));
        vb_buffer_add_text(out, groups.len > 0 ? " (" : "");
        vb_buffer_add_str(out, vb_buffer_str(&groups));
        vb_buffer_add_text(out, groups.len > 0 ? "): " : ": ");
    }
    out->failed = out->failed || groups.failed;
    vb_buffer_release(&groups);
    return any;
}

void vb_report_advice(const vb_report *report, vb_buffer *lines)
{
    for (size_t c = 0; c < report->lexicon->n_categories; c++) {
        const vb_category *category = &report->lexicon->categories[c];
        size_t beg = lines->len;
        if (!add_advised(report, c, lines))
            continue;
        vb_buffer_add_str(lines, category->advice_first);
        if (category->advice_second.len > 0) {
            vb_buffer_add_char(lines, ' ');
            vb_buffer_add_str(lines, category->advice_second);
        }
        vb_report_end_line(lines, beg);
    }
}
