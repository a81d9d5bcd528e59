/* Corrected shares for a terminal: group by group, because a row of figures with their intervals is wide. */
#include "report/prevalence.h"

#include "base/c_locale.h"
#include "text/width.h"

#include <inttypes.h>
#include <string.h>

enum {
    GAP = 2,
    FIGURE = 10, /* "corrected", and "as coded" */
    FIGURES = 3 * (GAP + FIGURE) + 1,
    LEAST_LABEL = 23 /* columns that labels may always take, as in tables */
};

static void add_right(vb_buffer *out, const char *text, size_t width)
{
    size_t len = vb_display_width((vb_str){text, strlen(text)});
    vb_text_add_spaces(out, width > len ? width - len : 0);
    vb_buffer_add_text(out, text);
}

static size_t indent_of(const vb_figures_row *row)
{
    return GAP * row->level;
}

/* Columns of the widest label, as far as the page has them. */
static size_t label_width_of(const vb_text_page *p)
{
    size_t widest = 0, most = p->width > FIGURES + LEAST_LABEL ? p->width - FIGURES : LEAST_LABEL;
    for (size_t r = 0; r < p->section->n_rows; r++) {
        const vb_figures_row *row = &p->section->rows[r];
        size_t width = indent_of(row) + vb_display_width(vb_report_row_label(p->report, row));
        if (vb_report_corrects_row(p->section, r) && width > widest)
            widest = width;
    }
    return widest < most ? widest : most;
}

static void add_line(vb_text_page *p, size_t r, size_t column, size_t labels)
{
    const vb_figures_row *row = &p->section->rows[r];
    const vb_corrected *c = vb_report_corrected(p->section, r, column);
    char text[64];
    if (c->why != VB_CORRECTED)
        return;
    vb_str rest = vb_text_label(p, row, indent_of(row), labels);
    (void)vb_c_snprintf(text, sizeof text, "%.1f", row->figures[column].percent);
    add_right(p->out, text, GAP + FIGURE);
    (void)vb_c_snprintf(text, sizeof text, "%.1f", c->percent);
    add_right(p->out, text, GAP + FIGURE);
    (void)vb_c_snprintf(text, sizeof text, "%.1f–%.1f", c->low, c->high);
    add_right(p->out, text, GAP + FIGURE + 1);
    vb_buffer_add_char(p->out, '\n');
    vb_text_label_rest(p, rest, indent_of(row), labels);
}

/* The group, how many answers it has, and how many are gold. */
static void add_heading(vb_text_page *p, size_t column)
{
    const vb_figures_column *group = &p->section->columns[column];
    vb_buffer text = {0};
    vb_buffer_add_str(&text, group->label);
    vb_buffer_printf(&text, ": %" PRIu64 " answers", group->base.substantive);
    if (p->report->gold->kind != VB_GOLD_ELSEWHERE)
        vb_buffer_printf(&text, ", %" PRIu64 " gold", p->section->correction->columns[column].gold);
    vb_str rest = vb_text_safe(p, vb_buffer_str(&text));
    p->out->failed = p->out->failed || text.failed;
    vb_text_set_style(p, VB_TEXT_HEADING);
    while (rest.len > 0) {
        vb_buffer_add_str(p->out, vb_display_line(&rest, p->width));
        vb_buffer_add_char(p->out, '\n');
    }
    vb_text_set_style(p, VB_TEXT_PLAIN);
    vb_buffer_release(&text);
}

static void add_group(vb_text_page *p, size_t column, size_t labels)
{
    vb_buffer_add_char(p->out, '\n');
    add_heading(p, column);
    vb_text_set_style(p, VB_TEXT_FAINT);
    vb_text_add_spaces(p->out, labels);
    add_right(p->out, "as coded", GAP + FIGURE);
    add_right(p->out, "corrected", GAP + FIGURE);
    add_right(p->out, "95 %", GAP + FIGURE + 1);
    vb_text_set_style(p, VB_TEXT_PLAIN);
    vb_buffer_add_char(p->out, '\n');
    for (size_t r = 0; r < p->section->n_rows; r++)
        if (vb_report_corrects_row(p->section, r))
            add_line(p, r, column, labels);
}

void vb_text_correction(vb_text_page *p)
{
    size_t labels = label_width_of(p);
    for (size_t k = 0; k < p->section->n_columns; k++)
        if (vb_report_corrects_column(p->section, k))
            add_group(p, k, labels);
}
