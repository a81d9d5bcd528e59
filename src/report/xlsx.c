/* A workbook: what can be said in words, a sheet with table and chart for each breakdown, the tests, and every figure
 * in long form. */
#include "report/xlsx_parts.h"

#include "base/str.h"
#include "report/prevalence.h"
#include "text/width.h"

enum {
    LABELS_WIDTH = 34,
    GROUP_WIDTH = 14,
    TEXT_WIDTH = 96,
    LINE_LETTERS = 88, /* that surely fit in TEXT_WIDTH */
    LINE_HEIGHT = 15,
    CHART_WIDTH = 760,
    CHART_LINE = 17,
    CHART_FRAME = 130,
    HEAD_HEIGHT = 45
};

static void line(vb_xlsx_book *b, vb_cell_style style, vb_str text)
{
    /* Not every program finds the height of wrapped lines by itself. */
    size_t lines = style == VB_STYLE_WRAPPED ? 1 + vb_display_width(text) / LINE_LETTERS : 1;
    if (lines > 1)
        vb_workbook_height(b->book, b->row, (double)lines * LINE_HEIGHT);
    vb_workbook_text(b->book, b->row++, 0, style, text);
}

/* A line with what is in b->text, which is then empty. */
static void line_of_text(vb_xlsx_book *b, vb_cell_style style)
{
    b->failed |= b->text.failed;
    line(b, style, vb_buffer_str(&b->text));
    vb_buffer_clear(&b->text);
}

/* Likewise where it holds lines. */
static void lines_of_text(vb_xlsx_book *b, vb_cell_style style)
{
    vb_str rest = vb_buffer_str(&b->text);
    while (rest.len > 0) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        size_t len = end == NULL ? rest.len : (size_t)(end - rest.ptr);
        line(b, style, vb_str_cut(rest, 0, len));
        rest = vb_str_cut(rest, end == NULL ? len : len + 1, rest.len);
    }
    b->failed |= b->text.failed;
    vb_buffer_clear(&b->text);
}

void vb_xlsx_cell(vb_xlsx_book *b, size_t column, vb_cell_style style)
{
    b->failed |= b->text.failed;
    vb_workbook_text(b->book, b->row, column, style, vb_buffer_str(&b->text));
    vb_buffer_clear(&b->text);
}

static bool is_mentions(const vb_xlsx_book *b)
{
    return b->report->figures->options.count == VB_COUNT_MENTIONS;
}

/* ---- Words ---- */

static void add_top(vb_xlsx_book *b)
{
    const vb_report *report = b->report;
    const vb_figures_section *first = &report->figures->sections[0];
    line(b, VB_STYLE_TITLE, vb_report_title(report));
    vb_report_origin(report, &b->text);
    line_of_text(b, VB_STYLE_NOTE);
    if (vb_report_base(vb_report_total(first), &b->text))
        line_of_text(b, VB_STYLE_NOTE);
    if (report->figures->doubtful) {
        vb_report_doubt(report, &b->text);
        line_of_text(b, VB_STYLE_WRAPPED);
    }
    if (vb_report_words(report, &b->text) ||
        (first->n_columns > 1 && vb_report_sentence(report, first, first->n_columns - 1, &b->text))) {
        b->row++;
        line_of_text(b, VB_STYLE_WRAPPED);
    }
}

static void add_sentences(vb_xlsx_book *b, const vb_figures_section *section)
{
    const char *why = vb_report_why_nothing(section);
    b->row++;
    vb_report_heading(section, &b->text);
    line_of_text(b, VB_STYLE_HEAD);
    if (why != NULL) {
        line(b, VB_STYLE_WRAPPED, vb_str_of(why));
        return;
    }
    if (vb_report_pooled(b->report, section, &b->text))
        line_of_text(b, VB_STYLE_WRAPPED);
    for (size_t i = 0; i < section->n_columns; i++)
        if ((i + 1 < section->n_columns || i == 0) && vb_report_sentence(b->report, section, i, &b->text))
            line_of_text(b, VB_STYLE_WRAPPED);
    vb_report_remarks(b->report, section, &b->text);
    lines_of_text(b, VB_STYLE_WRAPPED);
}

static void add_correction(vb_xlsx_book *b)
{
    vb_report_correction_intro(b->report, &b->text);
    if (b->text.len == 0)
        return;
    b->row++;
    line(b, VB_STYLE_HEAD, VB_LITERAL("Corrected for coding error (sheet Corrected)"));
    for (size_t s = 0; s < b->report->figures->n_sections; s++)
        vb_report_correction_notes(b->report, &b->report->figures->sections[s], &b->text);
    lines_of_text(b, VB_STYLE_WRAPPED);
}

static void add_research(vb_xlsx_book *b)
{
    b->row++;
    line(b, VB_STYLE_HEAD, VB_LITERAL("For researchers"));
    for (size_t s = 0; s < b->report->figures->n_sections; s++)
        vb_report_section_notes(b->report, &b->report->figures->sections[s], &b->text);
    lines_of_text(b, VB_STYLE_WRAPPED);
    vb_report_method(b->report, &b->text);
    line_of_text(b, VB_STYLE_WRAPPED);
    vb_report_correction_method(b->report, &b->text);
    lines_of_text(b, VB_STYLE_WRAPPED);
    if (b->report->codes_column.len > 0)
        return;
    char sha256[65];
    vb_lexicon_sha256(b->report->lexicon, sha256);
    vb_buffer_printf(&b->text, "SHA-256 of the word list: %s", sha256);
    line_of_text(b, VB_STYLE_WRAPPED);
}

static void add_words(vb_xlsx_book *b)
{
    vb_workbook_sheet(b->book, VB_LITERAL("Summary"));
    vb_workbook_width(b->book, 0, TEXT_WIDTH);
    b->row = 0;
    add_top(b);
    for (size_t s = 0; s < b->report->figures->n_sections; s++)
        add_sentences(b, &b->report->figures->sections[s]);
    vb_report_advice(b->report, &b->text);
    if (b->text.len > 0) {
        b->row++;
        line(b, VB_STYLE_HEAD, VB_LITERAL("What may help"));
        lines_of_text(b, VB_STYLE_WRAPPED);
    }
    add_correction(b);
    if (vb_report_shows(b->report)) {
        b->row++;
        line(b, VB_STYLE_HEAD, VB_LITERAL("How to read it"));
        vb_report_legend(b->report, &b->text);
        vb_report_caution(b->report, &b->text);
        line_of_text(b, VB_STYLE_WRAPPED);
    }
    add_research(b);
}

/* ---- Tables ---- */

static void add_head(vb_xlsx_book *b, const vb_figures_section *section, const char *corner)
{
    vb_workbook_height(b->book, b->row, HEAD_HEIGHT);
    vb_workbook_text(b->book, b->row, 0, VB_STYLE_HEAD, vb_str_of(corner));
    for (size_t i = 0; i < section->n_columns; i++)
        vb_workbook_text(b->book, b->row, i + 1, VB_STYLE_HEAD, section->columns[i].label);
    b->row++;
}

/* Rows of one level, as shares of 1 or as counts.  How many there were. */
static size_t add_rows(vb_xlsx_book *b, const vb_figures_section *section, size_t level, bool shares)
{
    size_t n = 0;
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (row->level != level || !vb_report_row_is_shown(section, row))
            continue;
        vb_workbook_text(b->book, b->row, 0, VB_STYLE_TEXT, vb_report_row_label(b->report, row));
        for (size_t i = 0; i < section->n_columns; i++) {
            const vb_figure *figure = &row->figures[i];
            if (figure->hidden)
                vb_workbook_text(b->book, b->row, i + 1, VB_STYLE_ABSENT, VB_LITERAL("not shown"));
            else
                vb_workbook_number(b->book, b->row, i + 1, shares ? VB_STYLE_SHARE : VB_STYLE_COUNT,
                                   shares ? figure->percent / 100 : (double)figure->n);
        }
        b->row++;
        n++;
    }
    return n;
}

static void add_bases(vb_xlsx_book *b, const vb_figures_section *section)
{
    vb_workbook_text(b->book, b->row, 0, VB_STYLE_NOTE, VB_LITERAL("answers"));
    for (size_t i = 0; i < section->n_columns; i++)
        if (vb_report_has_base(&section->columns[i]))
            vb_workbook_number(b->book, b->row, i + 1, VB_STYLE_COUNT, (double)section->columns[i].base.substantive);
        else
            vb_workbook_text(b->book, b->row, i + 1, VB_STYLE_ABSENT, VB_LITERAL("not shown"));
    b->row += 2;
}

static void add_chart(vb_xlsx_book *b, const vb_figures_section *section, size_t head, size_t n)
{
    size_t groups = section->n_columns == 1 ? 1 : section->n_columns - 1;
    vb_bar_chart chart = {.title = is_mentions(b) ? VB_LITERAL("Mentioned by, share of answers")
                                                  : VB_LITERAL("Main challenge, share of answers"),
                          .name_row = head,
                          .first_row = head + 1,
                          .last_row = head + n,
                          .label_column = 0,
                          .first_column = 1,
                          .last_column = groups,
                          .at_row = head,
                          .at_column = section->n_columns + 2,
                          .width = CHART_WIDTH,
                          .height = (unsigned)(n * (groups + 1) * CHART_LINE + CHART_FRAME)};
    vb_workbook_bars(b->book, &chart);
}

static void add_section(vb_xlsx_book *b, const vb_figures_section *section)
{
    const char *why = vb_report_why_nothing(section);
    vb_report_heading(section, &b->text);
    vb_workbook_sheet(b->book, vb_buffer_str(&b->text));
    vb_workbook_width(b->book, 0, why == NULL ? LABELS_WIDTH : TEXT_WIDTH);
    for (size_t i = 0; i < section->n_columns && why == NULL; i++)
        vb_workbook_width(b->book, i + 1, GROUP_WIDTH);
    b->row = 0;
    line_of_text(b, VB_STYLE_TITLE);
    line(b, VB_STYLE_NOTE, vb_report_title(b->report));
    b->row++;
    if (why != NULL) {
        line(b, VB_STYLE_TEXT, vb_str_of(why));
        return;
    }
    size_t head = b->row;
    add_head(b, section, is_mentions(b) ? "mentioned by, share" : "main challenge, share");
    size_t n = add_rows(b, section, 1, true);
    add_bases(b, section);
    if (n > 0)
        add_chart(b, section, head, n);
    add_head(b, section, is_mentions(b) ? "mentioned by, answers" : "main challenge, answers");
    (void)add_rows(b, section, 1, false);
    b->row++;
    if (b->report->figures->options.level > 1) {
        add_head(b, section, "sub-codes (exploratory), share");
        (void)add_rows(b, section, 2, true);
        b->row++;
        add_head(b, section, "sub-codes (exploratory), answers");
        (void)add_rows(b, section, 2, false);
        b->row++;
    }
    if (vb_report_pooled(b->report, section, &b->text))
        line_of_text(b, VB_STYLE_NOTE);
    vb_report_remarks(b->report, section, &b->text);
    lines_of_text(b, VB_STYLE_NOTE);
}

vb_status vb_report_xlsx(const vb_report *report, const char *path, vb_error *err)
{
    vb_xlsx_book b = {.report = report, .book = vb_workbook_new(path, vb_report_title(report), err)};
    if (b.book == NULL)
        return err->code;
    add_words(&b);
    for (size_t s = 0; s < report->figures->n_sections; s++)
        add_section(&b, &report->figures->sections[s]);
    vb_xlsx_tests(&b);
    vb_xlsx_figures(&b);
    b.failed |= !vb_xlsx_correction(b.book, report);
    vb_buffer_release(&b.text);
    if (b.failed) {
        vb_workbook_discard(b.book);
        return vb_fail_memory(err);
    }
    return vb_workbook_finish(b.book, err);
}
