/* GitHub's Markdown: a pipe table for each breakdown. */
#include "report/report.h"

#include "base/str.h"
#include "output/rows.h"
#include "report/wording.h"

#include <inttypes.h>
#include <math.h>

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
static void add_cell(const vb_figure *figure, vb_buffer *out)
{
    if (figure->hidden) {
        vb_buffer_add_text(out, " – |");
        return;
    }
    vb_buffer_printf(out, " %" PRIu64, figure->n);
    if (!isnan(figure->percent))
        vb_buffer_printf(out, " (%s)", vb_report_percent(figure).text);
    if (figure->rank > 0 && figure->rank <= VB_RANK_MARKS)
        vb_buffer_printf(out, " #%u", figure->rank);
    vb_buffer_add_text(out, " |");
}

static void add_table(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    vb_buffer_add_text(out, mentions ? "| mentioned |" : "| main challenge |");
    for (size_t i = 0; i < section->n_columns; i++) {
        vb_buffer_add_char(out, ' ');
        add_escaped(out, section->columns[i].label);
        vb_buffer_add_text(out, " |");
    }
    vb_buffer_add_text(out, "\n| :--- |");
    for (size_t i = 0; i < section->n_columns; i++)
        vb_buffer_add_text(out, " ---: |");
    vb_buffer_add_char(out, '\n');
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (vb_report_row_is_empty(section, row) || vb_report_row_is_hidden(section, row))
            continue;
        vb_buffer_add_text(out, "| ");
        for (size_t i = 1; i < row->level; i++)
            vb_buffer_add_text(out, "&emsp;");
        add_escaped(out, vb_report_row_label(report, row));
        vb_buffer_add_text(out, " |");
        for (size_t i = 0; i < section->n_columns; i++)
            add_cell(&row->figures[i], out);
        vb_buffer_add_char(out, '\n');
    }
    vb_buffer_add_text(out, "| *substantive answers* |");
    for (size_t i = 0; i < section->n_columns; i++)
        vb_buffer_printf(out, " *%" PRIu64 "* |", section->columns[i].base.substantive);
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

/* Paragraphs as such, or as the items of a list: under a heading that is written with the first. */
typedef struct {
    vb_buffer *out;
    vb_buffer heading;
    bool list, begun;
} block;

static void add_paragraph(void *context, vb_buffer *words)
{
    block *b = context;
    if (b->heading.len > 0)
        vb_buffer_add_str(b->out, vb_buffer_str(&b->heading));
    if (b->list && !b->begun)
        vb_buffer_add_char(b->out, '\n');
    b->begun = true;
    vb_buffer_clear(&b->heading);
    add_words(b->out, b->list ? "- " : "\n", words);
}

static void add_heading(const vb_figures_section *section, const char *before, vb_buffer *words, vb_buffer *out)
{
    vb_buffer_add_text(words, section->by.len > 0 ? "By " : "All answers");
    vb_buffer_add_str(words, section->by);
    add_words(out, before, words);
}

static void add_section(const vb_report *report, const vb_figures_section *section, vb_buffer *words, vb_buffer *out)
{
    add_heading(section, "\n## ", words, out);
    vb_buffer_add_char(out, '\n');
    bool any = false;
    for (size_t i = 0; i + 1 < section->n_columns; i++)
        if (vb_report_sentence(report, section, i, words)) {
            add_words(out, "- ", words);
            any = true;
        }
    vb_buffer_add_text(out, any ? "\n" : "");
    add_table(report, section, out);
    block b = {.out = out};
    vb_report_remarks(report, section, &(vb_report_paragraphs){add_paragraph, &b, words});
}

static void add_top(const vb_report *report, vb_buffer *words, vb_buffer *out)
{
    const vb_figures_section *first = &report->figures->sections[0];
    vb_report_base(vb_report_total(first), words);
    add_words(out, "\n", words);
    if (report->figures->doubtful)
        vb_buffer_printf(out, "\n**%s**\n", vb_report_doubt);
    if (vb_report_words(report, words) || vb_report_sentence(report, first, first->n_columns - 1, words))
        add_words(out, "\n", words);
    vb_report_legend(report, words);
    add_words(out, "\n", words);
}

static void add_advice(const vb_report *report, vb_buffer *words, vb_buffer *out)
{
    block b = {.out = out, .list = true};
    vb_buffer_add_text(&b.heading, "\n## What may help\n");
    vb_report_advice(report, &(vb_report_paragraphs){add_paragraph, &b, words});
    vb_buffer_release(&b.heading);
}

static void add_research(const vb_report *report, vb_buffer *words, vb_buffer *out)
{
    block b = {.out = out, .list = true};
    vb_report_paragraphs to = {add_paragraph, &b, words};
    vb_buffer_add_text(&b.heading, "\n## For researchers\n");
    for (size_t i = 0; i < report->figures->n_sections; i++)
        vb_report_tests(report, &report->figures->sections[i], &to);
    b.list = false;
    if (b.begun)
        vb_report_cautions(report, &to);
    vb_buffer_release(&b.heading);
}

void vb_report_markdown(const vb_report *report, vb_buffer *out)
{
    vb_buffer words = {0};
    vb_buffer_add_str(&words, report->question.len > 0 ? report->question : VB_LITERAL("Report"));
    add_words(out, "# ", &words);
    vb_report_origin(report, &words);
    add_words(out, "\n", &words);
    if (report->figures->n_sections > 0)
        add_top(report, &words, out);
    for (size_t i = 0; i < report->figures->n_sections; i++)
        add_section(report, &report->figures->sections[i], &words, out);
    add_advice(report, &words, out);
    add_research(report, &words, out);
    vb_buffer_release(&words);
}
