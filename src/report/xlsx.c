/* A workbook: what can be said in words, a sheet with table and chart for each breakdown, the tests, and every figure
 * in long form. */
#include "report/report.h"

#include "base/str.h"
#include "report/prevalence.h"
#include "report/xlsx_parts.h"
#include "text/width.h"

#include <math.h>

enum {
    LABELS_WIDTH = 34,
    GROUP_WIDTH = 14,
    TEXT_WIDTH = 110,
    LINE_LETTERS = 100, /* that surely fit in TEXT_WIDTH */
    LINE_HEIGHT = 15,
    CHART_WIDTH = 760,
    CHART_LINE = 17,
    CHART_FRAME = 130,
    HEAD_HEIGHT = 45
};

typedef struct {
    const vb_report *report;
    vb_workbook *book;
    vb_buffer text; /* cleared for each cell */
    size_t row;
    bool failed;
} workbook;

static void line(workbook *w, vb_cell_style style, vb_str text)
{
    /* Not every program finds the height of wrapped lines by itself. */
    size_t lines = style == VB_STYLE_WRAPPED ? 1 + vb_display_width(text) / LINE_LETTERS : 1;
    if (lines > 1)
        vb_workbook_height(w->book, w->row, (double)lines * LINE_HEIGHT);
    vb_workbook_text(w->book, w->row++, 0, style, text);
}

/* A line with what is in w->text, which is then empty. */
static void line_of_text(workbook *w, vb_cell_style style)
{
    w->failed |= w->text.failed;
    line(w, style, vb_buffer_str(&w->text));
    vb_buffer_clear(&w->text);
}

/* Likewise where it holds lines. */
static void lines_of_text(workbook *w)
{
    vb_str rest = vb_buffer_str(&w->text);
    while (rest.len > 0) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        size_t len = end == NULL ? rest.len : (size_t)(end - rest.ptr);
        line(w, VB_STYLE_WRAPPED, vb_str_cut(rest, 0, len));
        rest = vb_str_cut(rest, end == NULL ? len : len + 1, rest.len);
    }
    w->failed |= w->text.failed;
    vb_buffer_clear(&w->text);
}

/* What is in w->text as a cell. */
static void cell_of_text(workbook *w, size_t column, vb_cell_style style)
{
    w->failed |= w->text.failed;
    vb_workbook_text(w->book, w->row, column, style, vb_buffer_str(&w->text));
    vb_buffer_clear(&w->text);
}

static bool is_mentions(const workbook *w)
{
    return w->report->figures->options.count == VB_COUNT_MENTIONS;
}

static vb_str by_title(workbook *w, const vb_figures_section *section)
{
    vb_buffer_clear(&w->text);
    vb_buffer_add_text(&w->text, section->by.len > 0 ? "By " : "All answers");
    vb_buffer_add_str(&w->text, section->by);
    w->failed |= w->text.failed;
    return vb_buffer_str(&w->text);
}

/* ---- Words ---- */

static void add_words(workbook *w)
{
    const vb_report *report = w->report;
    const vb_figures *figures = report->figures;
    vb_workbook_sheet(w->book, VB_LITERAL("Summary"));
    vb_workbook_width(w->book, 0, TEXT_WIDTH);
    w->row = 0;
    line(w, VB_STYLE_TITLE, report->question);
    vb_report_origin(report, &w->text);
    line_of_text(w, VB_STYLE_NOTE);
    vb_report_base(&figures->sections[0].columns[figures->sections[0].n_columns - 1], &w->text);
    line_of_text(w, VB_STYLE_NOTE);
    if (figures->doubtful)
        line(w, VB_STYLE_WRAPPED, vb_str_of(vb_report_doubt));
    if (vb_report_words(report, &w->text))
        line_of_text(w, VB_STYLE_WRAPPED);
    for (size_t s = 0; s < figures->n_sections; s++) {
        const vb_figures_section *section = &figures->sections[s];
        w->row++;
        line(w, VB_STYLE_HEAD, by_title(w, section));
        vb_buffer_clear(&w->text);
        for (size_t i = 0; i < section->n_columns; i++)
            if (vb_report_sentence(report, section, i, &w->text))
                line_of_text(w, VB_STYLE_WRAPPED);
        vb_report_remarks(report, section, &w->text);
        vb_report_section_notes(report, section, &w->text);
        lines_of_text(w);
    }
    vb_report_advice(report, &w->text);
    if (w->text.len > 0) {
        w->row++;
        line(w, VB_STYLE_HEAD, VB_LITERAL("What may help"));
        lines_of_text(w);
    }
    vb_report_correction_intro(report, &w->text);
    if (w->text.len > 0) {
        w->row++;
        line(w, VB_STYLE_HEAD, VB_LITERAL("Corrected for coding error (sheet Corrected)"));
        for (size_t s = 0; s < figures->n_sections; s++)
            vb_report_correction_notes(report, &figures->sections[s], &w->text);
        lines_of_text(w);
    }
    w->row++;
    line(w, VB_STYLE_HEAD, VB_LITERAL("Method"));
    vb_report_method(report, &w->text);
    line_of_text(w, VB_STYLE_WRAPPED);
    vb_report_correction_method(report, &w->text);
    lines_of_text(w);
}

/* ---- Tables ---- */

static void add_head(workbook *w, const vb_figures_section *section, const char *corner)
{
    vb_workbook_height(w->book, w->row, HEAD_HEIGHT);
    vb_workbook_text(w->book, w->row, 0, VB_STYLE_HEAD, vb_str_of(corner));
    for (size_t i = 0; i < section->n_columns; i++)
        vb_workbook_text(w->book, w->row, i + 1, VB_STYLE_HEAD, section->columns[i].label);
    w->row++;
}

/* Rows of one level, as shares of 1 or as counts.  How many there were. */
static size_t add_rows(workbook *w, const vb_figures_section *section, size_t level, bool shares)
{
    size_t n = 0;
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        if (row->level != level || vb_report_row_is_empty(section, row))
            continue;
        vb_workbook_text(w->book, w->row, 0, VB_STYLE_TEXT, vb_report_row_label(w->report, row));
        for (size_t i = 0; i < section->n_columns; i++) {
            const vb_figure *figure = &row->figures[i];
            if (figure->hidden)
                vb_workbook_text(w->book, w->row, i + 1, VB_STYLE_ABSENT, VB_LITERAL("not shown"));
            else
                vb_workbook_number(w->book, w->row, i + 1, shares ? VB_STYLE_SHARE : VB_STYLE_COUNT,
                                   shares ? figure->percent / 100 : (double)figure->n);
        }
        w->row++;
        n++;
    }
    return n;
}

static void add_bases(workbook *w, const vb_figures_section *section)
{
    vb_workbook_text(w->book, w->row, 0, VB_STYLE_NOTE, VB_LITERAL("substantive answers"));
    for (size_t i = 0; i < section->n_columns; i++)
        if (vb_report_has_base(&section->columns[i]))
            vb_workbook_number(w->book, w->row, i + 1, VB_STYLE_COUNT, (double)section->columns[i].base.substantive);
        else
            vb_workbook_text(w->book, w->row, i + 1, VB_STYLE_ABSENT, VB_LITERAL("not shown"));
    w->row += 2;
}

static void add_chart(workbook *w, const vb_figures_section *section, size_t head, size_t n)
{
    size_t groups = section->n_columns == 1 ? 1 : section->n_columns - 1;
    vb_bar_chart chart = {.title = is_mentions(w) ? VB_LITERAL("Answers that mention each challenge")
                                                  : VB_LITERAL("Answers with each main challenge"),
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
    vb_workbook_bars(w->book, &chart);
}

static void add_section(workbook *w, const vb_figures_section *section)
{
    vb_workbook_sheet(w->book, by_title(w, section));
    vb_workbook_width(w->book, 0, LABELS_WIDTH);
    for (size_t i = 0; i < section->n_columns; i++)
        vb_workbook_width(w->book, i + 1, GROUP_WIDTH);
    w->row = 0;
    line(w, VB_STYLE_TITLE, by_title(w, section));
    line(w, VB_STYLE_NOTE, w->report->question);
    w->row++;
    size_t head = w->row;
    add_head(w, section, is_mentions(w) ? "mentioned by, share" : "main challenge, share");
    size_t n = add_rows(w, section, 1, true);
    add_bases(w, section);
    if (n > 0)
        add_chart(w, section, head, n);
    add_head(w, section, is_mentions(w) ? "mentioned by, answers" : "main challenge, answers");
    (void)add_rows(w, section, 1, false);
    w->row++;
    if (w->report->figures->options.level > 1) {
        add_head(w, section, "sub-codes (exploratory), share");
        (void)add_rows(w, section, 2, true);
        w->row++;
        add_head(w, section, "sub-codes (exploratory), answers");
        (void)add_rows(w, section, 2, false);
    }
}

/* ---- Tests ---- */

static void add_test(workbook *w, vb_str by, vb_str what, const vb_test *test)
{
    vb_workbook_text(w->book, w->row, 0, VB_STYLE_TEXT, by);
    vb_workbook_text(w->book, w->row, 1, VB_STYLE_TEXT, what);
    vb_report_test(test, &w->text);
    cell_of_text(w, 2, VB_STYLE_TEXT);
    if (test->kind != VB_TEST_NONE) {
        vb_workbook_number(w->book, w->row, 3, VB_STYLE_EXACT, test->statistic);
        vb_workbook_number(w->book, w->row, 4, VB_STYLE_EXACT, test->df);
        vb_workbook_number(w->book, w->row, 5, VB_STYLE_EXACT, test->p);
        vb_workbook_number(w->book, w->row, 6, VB_STYLE_EXACT, test->p_adjusted);
    }
    w->row++;
}

static void add_tests(workbook *w)
{
    static const char *const heads[] = {"by", "what", "test", "statistic", "df", "p", "p, Holm"};
    static const double widths[] = {16, 34, 44, 12, 10, 12, 12};
    vb_workbook_sheet(w->book, VB_LITERAL("Tests"));
    w->row = 0;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        vb_workbook_text(w->book, 0, i, VB_STYLE_HEAD, vb_str_of(heads[i]));
        vb_workbook_width(w->book, i, widths[i]);
    }
    w->row = 1;
    for (size_t s = 0; s < w->report->figures->n_sections; s++) {
        const vb_figures_section *section = &w->report->figures->sections[s];
        if (section->n_columns > 1)
            add_test(w, section->by, VB_LITERAL("all challenges, between groups"), &section->test);
        for (size_t r = 0; r < section->n_rows && section->n_columns > 1; r++)
            if (!vb_report_row_is_empty(section, &section->rows[r]))
                add_test(w, section->by, vb_report_row_label(w->report, &section->rows[r]), &section->rows[r].test);
        for (size_t i = 0; i < section->n_columns; i++) {
            vb_buffer what = {0};
            vb_buffer_add_text(&what, "first against second: ");
            vb_buffer_add_str(&what, section->columns[i].label);
            w->failed |= what.failed;
            add_test(w, section->by, vb_buffer_str(&what), &section->columns[i].lead.test);
            vb_buffer_release(&what);
        }
    }
    vb_workbook_freeze(w->book, 1, 0);
}

/* ---- Long form ---- */

static void add_figure(workbook *w, const vb_figures_section *section, const vb_figures_row *row, size_t column)
{
    const vb_figure *figure = &row->figures[column];
    vb_workbook_text(w->book, w->row, 0, VB_STYLE_TEXT, section->by);
    vb_report_add_name(section, column, &w->text);
    cell_of_text(w, 1, VB_STYLE_TEXT);
    vb_workbook_number(w->book, w->row, 2, VB_STYLE_EXACT, (double)row->level);
    vb_workbook_text(w->book, w->row, 3, VB_STYLE_TEXT, vb_report_code_name(w->report, row));
    vb_workbook_number(w->book, w->row, 4, VB_STYLE_EXACT, figure->hidden ? NAN : (double)figure->n);
    const vb_figures_column *group = &section->columns[column];
    vb_workbook_number(w->book, w->row, 5, VB_STYLE_EXACT,
                       vb_report_has_base(group) ? (double)group->base.substantive : NAN);
    const double figures[] = {figure->percent, figure->low, figure->high, figure->residual, figure->p_adjusted};
    for (size_t i = 0; i < 5; i++)
        vb_workbook_number(w->book, w->row, 6 + i, VB_STYLE_EXACT, figure->hidden ? NAN : figures[i]);
    vb_workbook_number(w->book, w->row, 11, VB_STYLE_EXACT, figure->rank == 0 ? NAN : (double)figure->rank);
    vb_workbook_number(w->book, w->row, 12, VB_STYLE_EXACT, figure->hidden);
    vb_workbook_text(w->book, w->row, 13, VB_STYLE_TEXT, vb_report_row_label(w->report, row));
    w->row++;
}

static void add_figures(workbook *w)
{
    static const char *const heads[] = {"by",  "group", "level",    "code",       "n",    "base",       "percent",
                                        "low", "high",  "residual", "p_adjusted", "rank", "suppressed", "label"};
    size_t n_heads = sizeof heads / sizeof *heads;
    vb_workbook_sheet(w->book, VB_LITERAL("Figures"));
    for (size_t i = 0; i < n_heads; i++)
        vb_workbook_text(w->book, 0, i, VB_STYLE_HEAD, vb_str_of(heads[i]));
    w->row = 1;
    for (size_t s = 0; s < w->report->figures->n_sections; s++) {
        const vb_figures_section *section = &w->report->figures->sections[s];
        for (size_t i = 0; i < section->n_columns; i++)
            for (size_t r = 0; r < section->n_rows; r++)
                add_figure(w, section, &section->rows[r], i);
    }
    vb_workbook_freeze(w->book, 1, 0);
    vb_workbook_filter(w->book, 0, w->row - 1, n_heads - 1);
}

vb_status vb_report_xlsx(const vb_report *report, const char *path, vb_error *err)
{
    workbook w = {.report = report, .book = vb_workbook_new(path, report->question, err)};
    if (w.book == NULL)
        return err->code;
    add_words(&w);
    for (size_t s = 0; s < report->figures->n_sections; s++)
        add_section(&w, &report->figures->sections[s]);
    add_tests(&w);
    add_figures(&w);
    w.failed |= !vb_xlsx_correction(w.book, report);
    vb_buffer_release(&w.text);
    if (w.failed) {
        vb_workbook_discard(w.book);
        return vb_fail_memory(err);
    }
    return vb_workbook_finish(w.book, err);
}
