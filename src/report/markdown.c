/* GitHub's Markdown: a pipe table for each breakdown. */
#include "report/report.h"

#include "base/str.h"
#include "output/rows.h"
#include "report/wording.h"

#include <inttypes.h>

/* Text of strangers as text: no mark-up, no HTML, no control characters, on one line. */
static void add_escaped(vb_buffer *out, vb_str text)
{
    vb_buffer safe = {0};
    vb_terminal_text(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        if (strchr("\\`*_[]<>|~&#$", safe.ptr[i]) != NULL && safe.ptr[i] != '\0')
            vb_buffer_add_char(out, '\\');
        vb_buffer_add_char(out, safe.ptr[i]);
    }
    out->failed |= safe.failed;
    vb_buffer_release(&safe);
}

/* "27 (23 %) #1" */
static void add_cell(const vb_report_section *section, const vb_crosstab_row *row, size_t column, vb_buffer *out)
{
    const vb_crosstab_cell *cell = &row->cells[column];
    unsigned mark = vb_report_mark(section, row, column);
    vb_buffer_printf(out, " %" PRIu64, cell->n);
    if (section->table.bases[column].substantive > 0)
        vb_buffer_printf(out, " (%s)", vb_report_percent(cell).text);
    if (mark > 0)
        vb_buffer_printf(out, " #%u", mark);
    vb_buffer_add_text(out, " |");
}

static void add_table(const vb_report *report, const vb_report_section *section, vb_buffer *out)
{
    const vb_crosstab *table = &section->table;
    vb_buffer_add_text(out, "| main challenge |");
    for (size_t i = 0; i < table->n_columns; i++) {
        vb_buffer_add_char(out, ' ');
        add_escaped(out, vb_report_group_label(section, i));
        vb_buffer_add_text(out, " |");
    }
    vb_buffer_add_text(out, "\n| :--- |");
    for (size_t i = 0; i < table->n_columns; i++)
        vb_buffer_add_text(out, " ---: |");
    vb_buffer_add_char(out, '\n');
    for (size_t r = 0; r < table->n_rows; r++) {
        const vb_crosstab_row *row = &table->rows[r];
        if (vb_report_row_is_empty(section, row))
            continue;
        vb_buffer_add_text(out, "| ");
        for (size_t i = 1; i < row->level; i++)
            vb_buffer_add_text(out, "&emsp;");
        add_escaped(out, vb_report_row_label(report, row));
        vb_buffer_add_text(out, " |");
        for (size_t i = 0; i < table->n_columns; i++)
            add_cell(section, row, i, out);
        vb_buffer_add_char(out, '\n');
    }
    vb_buffer_add_text(out, "| *substantive answers* |");
    for (size_t i = 0; i < table->n_columns; i++)
        vb_buffer_printf(out, " *%" PRIu64 "* |", table->bases[i].substantive);
    vb_buffer_add_char(out, '\n');
}

/* What `words` says, escaped, as a line behind `before`; then `words` is empty again. */
static void add_words(vb_buffer *out, const char *before, vb_buffer *words)
{
    vb_buffer_add_text(out, before);
    add_escaped(out, vb_buffer_str(words));
    vb_buffer_add_char(out, '\n');
    out->failed |= words->failed;
    vb_buffer_clear(words);
}

static void add_section(const vb_report *report, const vb_report_section *section, vb_buffer *words, vb_buffer *out)
{
    vb_buffer_add_text(words, section->by.len > 0 ? "By " : "All answers");
    vb_buffer_add_str(words, section->by);
    add_words(out, "\n## ", words);
    vb_buffer_add_char(out, '\n');
    bool any = false;
    for (size_t i = 0; i + 1 < section->table.n_columns; i++)
        if (vb_report_sentence(report, section, i, words)) {
            add_words(out, "- ", words);
            any = true;
        }
    vb_buffer_add_text(out, any ? "\n" : "");
    add_table(report, section, out);
    if (vb_report_unnamed(report, section, words))
        add_words(out, "\n", words);
}

void vb_report_markdown(const vb_report *report, vb_buffer *out)
{
    vb_buffer words = {0};
    vb_buffer_add_str(&words, report->question.len > 0 ? report->question : VB_LITERAL("Report"));
    add_words(out, "# ", &words);
    vb_report_origin(report, &words);
    add_words(out, "\n", &words);
    if (report->n_sections > 0) {
        const vb_report_section *first = &report->sections[0];
        vb_report_base(vb_report_total(first), &words);
        add_words(out, "\n", &words);
        if (vb_report_is_doubtful(first))
            vb_buffer_printf(out, "\n**%s**\n", vb_report_doubt);
        if (vb_report_sentence(report, first, first->table.n_columns - 1, &words))
            add_words(out, "\n", &words);
        vb_report_legend(report, &words);
        add_words(out, "\n", &words);
    }
    for (size_t i = 0; i < report->n_sections; i++)
        add_section(report, &report->sections[i], &words, out);
    vb_buffer_release(&words);
}
