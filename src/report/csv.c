/* The tables in long form: a line for every code and group. */
#include "report/report.h"

#include "base/str.h"
#include "output/rows.h"
#include "report/wording.h"

#include <inttypes.h>

/* Names in parentheses are none that a lexicon can have. */
static vb_str group_name(const vb_report_section *section, size_t column)
{
    if (column + 1 == section->table.n_columns)
        return VB_LITERAL("(total)");
    vb_str name = section->table.groups[column].name;
    return name.len > 0 ? name : VB_LITERAL("(blank)");
}

static vb_str code_name(const vb_report *report, const vb_crosstab_row *row)
{
    if (row->kind == VB_ROW_OTHER)
        return VB_LITERAL("(other)");
    if (row->kind == VB_ROW_UNCODED)
        return VB_LITERAL("(uncoded)");
    return report->lexicon->categories[row->category].path;
}

static void add_cell(vb_buffer *out, vb_str cell)
{
    vb_csv_cell(out, cell, ',');
    vb_buffer_add_char(out, ',');
}

/* A figure that does not exist is an empty cell, not a zero. */
static void add_line(const vb_report *report, const vb_report_section *section, const vb_crosstab_row *row,
                     size_t column, vb_buffer *out)
{
    const vb_crosstab_cell *cell = &row->cells[column];
    uint64_t base = section->table.bases[column].substantive;
    add_cell(out, section->by);
    add_cell(out, group_name(section, column));
    vb_buffer_printf(out, "%zu,", row->level);
    add_cell(out, code_name(report, row));
    add_cell(out, vb_report_row_label(report, row));
    vb_buffer_printf(out, "%" PRIu64 ",%" PRIu64 ",", cell->n, base);
    if (base > 0)
        vb_buffer_printf(out, "%.17g", cell->percent);
    vb_buffer_add_char(out, ',');
    if (row->kind != VB_ROW_UNCODED)
        vb_buffer_printf(out, "%" PRIu64, cell->mentions);
    vb_buffer_add_char(out, ',');
    if (cell->rank > 0)
        vb_buffer_printf(out, "%u", cell->rank);
    vb_buffer_add_char(out, '\n');
}

void vb_report_csv(const vb_report *report, vb_buffer *out)
{
    vb_buffer_add_text(out, "by,group,level,code,label,n,base,percent,mentions,rank\n");
    for (size_t i = 0; i < report->n_sections; i++) {
        const vb_report_section *section = &report->sections[i];
        for (size_t k = 0; k < section->table.n_columns; k++)
            for (size_t r = 0; r < section->table.n_rows; r++)
                add_line(report, section, &section->table.rows[r], k, out);
    }
}
