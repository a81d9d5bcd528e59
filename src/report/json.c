/* One object with everything, keys in a fixed order.  What does not exist is null. */
#include "report/report.h"

#include "base/str.h"
#include "output/rows.h"
#include "report/wording.h"

#include <inttypes.h>

/* "key":, with a comma before it but for the first of its object. */
static void add_key(vb_buffer *out, bool first, const char *key)
{
    vb_buffer_printf(out, first ? "\"%s\":" : ",\"%s\":", key);
}

static void add_text(vb_buffer *out, bool first, const char *key, vb_str text)
{
    add_key(out, first, key);
    if (text.ptr == NULL)
        vb_buffer_add_text(out, "null");
    else
        vb_json_string(out, text);
}

static void add_count(vb_buffer *out, bool first, const char *key, uint64_t n)
{
    add_key(out, first, key);
    vb_buffer_printf(out, "%" PRIu64, n);
}

/* The total is a group without a name; the blank one's name is "". */
static vb_str group_name(const vb_report_section *section, size_t column)
{
    if (column + 1 == section->table.n_columns)
        return (vb_str){NULL, 0};
    vb_str name = section->table.groups[column].name;
    return name.len > 0 ? name : VB_LITERAL("");
}

static void add_group(const vb_report_section *section, size_t column, vb_buffer *out)
{
    vb_str name = group_name(section, column);
    const vb_base_chain *base = &section->table.bases[column];
    const char *kind = name.ptr == NULL ? "total" : name.len == 0 ? "blank" : "group";
    vb_buffer_add_char(out, '{');
    add_text(out, true, "name", name);
    add_text(out, false, "label", vb_report_group_label(section, column));
    add_text(out, false, "kind", vb_str_of(kind));
    add_count(out, false, "rows", base->rows);
    add_count(out, false, "answered", base->answered);
    add_count(out, false, "substantive", base->substantive);
    add_count(out, false, "recognised", base->recognised);
    vb_buffer_add_char(out, '}');
}

static void add_cell(const vb_report_section *section, const vb_crosstab_row *row, size_t column, vb_buffer *out)
{
    const vb_crosstab_cell *cell = &row->cells[column];
    vb_buffer_add_char(out, '{');
    add_text(out, true, "group", group_name(section, column));
    add_count(out, false, "n", cell->n);
    add_key(out, false, "percent");
    if (section->table.bases[column].substantive > 0)
        vb_buffer_printf(out, "%.17g", cell->percent);
    else
        vb_buffer_add_text(out, "null");
    add_key(out, false, "mentions");
    if (row->kind == VB_ROW_UNCODED)
        vb_buffer_add_text(out, "null");
    else
        vb_buffer_printf(out, "%" PRIu64, cell->mentions);
    add_key(out, false, "rank");
    if (cell->rank == 0)
        vb_buffer_add_text(out, "null");
    else
        vb_buffer_printf(out, "%u", cell->rank);
    vb_buffer_add_char(out, '}');
}

static void add_row(const vb_report *report, const vb_report_section *section, const vb_crosstab_row *row,
                    vb_buffer *out)
{
    static const char *const kinds[] = {
        [VB_ROW_CODE] = "code", [VB_ROW_OTHER] = "other", [VB_ROW_UNCODED] = "uncoded"};
    bool has_code = row->kind == VB_ROW_CODE;
    vb_buffer_add_char(out, '{');
    add_text(out, true, "code", has_code ? report->lexicon->categories[row->category].path : (vb_str){NULL, 0});
    add_text(out, false, "label", vb_report_row_label(report, row));
    add_count(out, false, "level", row->level);
    add_text(out, false, "kind", vb_str_of(kinds[row->kind]));
    vb_buffer_add_text(out, ",\"cells\":[");
    for (size_t i = 0; i < section->table.n_columns; i++) {
        vb_buffer_add_text(out, i > 0 ? "," : "");
        add_cell(section, row, i, out);
    }
    vb_buffer_add_text(out, "]}");
}

static void add_section(const vb_report *report, const vb_report_section *section, vb_buffer *out)
{
    vb_buffer_add_char(out, '{');
    add_text(out, true, "by", section->by.len > 0 ? section->by : (vb_str){NULL, 0});
    vb_buffer_add_text(out, ",\"groups\":[");
    for (size_t i = 0; i < section->table.n_columns; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_group(section, i, out);
    }
    vb_buffer_add_text(out, "],\n\"codes\":[");
    for (size_t i = 0; i < section->table.n_rows; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_row(report, section, &section->table.rows[i], out);
    }
    vb_buffer_add_text(out, "]}");
}

void vb_report_json(const vb_report *report, vb_buffer *out)
{
    vb_buffer_add_char(out, '{');
    add_text(out, true, "tool", VB_LITERAL("verbatim"));
    add_text(out, false, "version", VB_LITERAL(VB_VERSION));
    vb_buffer_add_text(out, ",\"lexicon\":{");
    add_text(out, true, "name", report->lexicon->name);
    add_text(out, false, "version", report->lexicon->version);
    vb_buffer_add_char(out, '}');
    add_text(out, false, "source", report->source);
    add_text(out, false, "question", report->question);
    add_count(out, false, "level", report->level);
    add_key(out, false, "headline");
    vb_buffer_add_text(out, report->headline ? "true" : "false");
    vb_buffer_add_text(out, ",\n\"breakdowns\":[");
    for (size_t i = 0; i < report->n_sections; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_section(report, &report->sections[i], out);
    }
    vb_buffer_add_text(out, "]}\n");
}
