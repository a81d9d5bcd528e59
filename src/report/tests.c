/* The tests of a section in words, for researchers. */
#include "report/wording.h"

#include "base/str.h"

#include <inttypes.h>
#include <math.h>

static const double significance = 0.05;

void vb_report_p(double p, vb_buffer *out)
{
    if (p < 0.001)
        vb_buffer_add_text(out, "p < 0.001");
    else
        vb_buffer_printf(out, "p = %.3f", p);
}

void vb_report_residual(double z, vb_buffer *out)
{
    vb_buffer_printf(out, "%s%.1f", z < 0 ? "−" : "+", fabs(z));
}

static void add_df(vb_buffer *out, double df)
{
    vb_buffer_printf(out, df == floor(df) ? ", df = %.0f, " : ", df = %.2f, ", df);
}

static const char *why_not(vb_untested why)
{
    switch (why) {
    case VB_UNTESTED_GROUPS:
        return "fewer than two groups have answers";
    case VB_UNTESTED_OVERLAP:
        return "respondents stand in several groups";
    case VB_UNTESTED_CONSTANT:
        return "nothing differs";
    case VB_UNTESTED_SUPPRESSED:
        return "it rests on counts that are not shown";
    case VB_UNTESTED_DOUBTFUL:
        return "too little was recognised";
    case VB_UNTESTED_FEW:
        return "too few answers";
    case VB_UNTESTED_PARTIAL:
        return "one of the other challenges may have more";
    case VB_UNTESTED_NOT:
        break;
    }
    return "";
}

void vb_report_test(const vb_test *test, vb_buffer *out)
{
    switch (test->kind) {
    case VB_TEST_CHI_SQUARE:
        vb_buffer_printf(out, "χ² = %.2f", test->statistic);
        add_df(out, test->df);
        break;
    case VB_TEST_RAO_SCOTT:
        vb_buffer_printf(out,
                         "sum of the codes' Pearson statistics with the second-order Rao–Scott correction, "
                         "X² = %.2f",
                         test->statistic);
        add_df(out, test->df);
        break;
    case VB_TEST_FISHER:
        vb_buffer_printf(out, "Fisher's exact test (an expected count is %.1f, under 5), ", test->least_expected);
        break;
    case VB_TEST_FISHER_SIMULATED:
        vb_buffer_printf(out,
                         "Fisher's exact test by %" PRIu64 " random tables (an expected count is %.1f, under 5; "
                         "standard error of p %.4f), ",
                         test->replicates, test->least_expected, test->p_error);
        break;
    case VB_TEST_BINOMIAL:
    case VB_TEST_MCNEMAR:
        break;
    case VB_TEST_NONE:
        vb_buffer_add_text(out, "not tested: ");
        vb_buffer_add_text(out, why_not(test->why));
        return;
    }
    vb_report_p(test->p, out);
}

/* End a sentence, and its line. */
static void end(vb_buffer *lines, size_t beg)
{
    vb_buffer_add_char(lines, '.');
    vb_report_end_line(lines, beg);
}

static void add_row_label(const vb_report *report, const vb_figures_section *section, size_t row, vb_buffer *out)
{
    vb_report_add_lower(out, vb_report_row_label(report, &section->rows[row]));
}

static void add_all(const vb_figures_section *section, vb_buffer *lines)
{
    size_t beg = lines->len;
    vb_buffer_add_text(lines, "All codes by ");
    vb_report_add_by(section, lines);
    vb_buffer_add_text(lines, ": ");
    vb_report_test(&section->test, lines);
    if (!isnan(section->cramer_v))
        vb_buffer_printf(lines, "; Cramér's V = %.3f", section->cramer_v);
    if (!isnan(section->cramer_v_corrected))
        vb_buffer_printf(lines, ", corrected for bias %.3f", section->cramer_v_corrected);
    for (size_t i = 0; i < section->n_left_out; i++) {
        vb_buffer_add_text(lines, i > 0 ? ", " : "; left out, because nobody or everybody mentioned it: ");
        vb_report_add_lower(lines, section->left_out[i]);
    }
    end(lines, beg);
}

/* How many codes of a level are tested, and the least adjusted p. */
static size_t count_tested(const vb_figures_section *section, size_t level, double *least)
{
    size_t n = 0;
    *least = INFINITY;
    for (size_t r = 0; r < section->n_rows; r++) {
        double p = section->rows[r].test.p_adjusted;
        if (section->rows[r].level != level || isnan(p))
            continue;
        *least = p < *least ? p : *least;
        n++;
    }
    return n;
}

/* The codes of a level that differ, or how near the nearest comes. */
static void add_codes(const vb_report *report, const vb_figures_section *section, size_t level, vb_buffer *lines)
{
    size_t beg = lines->len, n = 0;
    double least;
    size_t tested = count_tested(section, level, &least);
    if (tested == 0)
        return;
    vb_buffer_printf(lines, "%s (Holm over %zu): ", level == 1 ? "Code by code" : "Sub-codes, exploratory", tested);
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_test *test = &section->rows[r].test;
        if (section->rows[r].level != level || isnan(test->p_adjusted) || test->p_adjusted >= significance)
            continue;
        vb_buffer_add_text(lines, n++ > 0 ? "; " : "");
        add_row_label(report, section, r, lines);
        vb_buffer_add_text(lines, ", ");
        vb_report_test(test, lines);
        vb_buffer_add_text(lines, ", adjusted ");
        vb_report_p(test->p_adjusted, lines);
    }
    if (n == 0) {
        vb_buffer_add_text(lines, "none differs between the groups, least adjusted ");
        vb_report_p(least, lines);
    }
    end(lines, beg);
}

/* "Stand out: teachers more often training (z = +3.1, adjusted p = 0.004)". */
static void add_residuals(const vb_report *report, const vb_figures_section *section, vb_buffer *lines)
{
    size_t beg = lines->len, n = 0, groups = 0;
    for (size_t k = 0; k < section->n_columns; k++)
        groups += section->columns[k].tested;
    for (size_t r = 0; r < section->n_rows; r++)
        for (size_t k = 0; k < section->n_columns; k++) {
            const vb_figure *figure = &section->rows[r].figures[k];
            bool again = groups == 2 && figure->residual < 0; /* two groups: the other one says it */
            if (isnan(figure->p_adjusted) || figure->p_adjusted >= significance || again)
                continue;
            vb_buffer_add_text(lines, n++ > 0 ? "; " : "Stand out (adjusted standardised residuals, Holm): ");
            vb_report_add_group(&section->columns[k], lines);
            vb_buffer_add_text(lines, figure->residual > 0 ? " more often " : " less often ");
            add_row_label(report, section, r, lines);
            vb_buffer_add_text(lines, " (z = ");
            vb_report_residual(figure->residual, lines);
            vb_buffer_add_text(lines, ", adjusted ");
            vb_report_p(figure->p_adjusted, lines);
            vb_buffer_add_char(lines, ')');
        }
    if (n > 0)
        end(lines, beg);
}

static void add_leads(const vb_report *report, const vb_figures_section *section, vb_buffer *lines)
{
    size_t beg = lines->len, n = 0;
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    for (size_t k = 0; k < section->n_columns; k++) {
        const vb_lead *lead = &section->columns[k].lead;
        if (lead->test.kind == VB_TEST_NONE)
            continue;
        if (n++ > 0)
            vb_buffer_add_text(lines, "; ");
        else
            vb_buffer_printf(lines,
                             "#1 against #2 (exact %s test; in parentheses the difference that would have shown with "
                             "80 %% power at 5 %%): ",
                             mentions ? "McNemar" : "binomial");
        vb_report_add_group(&section->columns[k], lines);
        vb_buffer_add_char(lines, ' ');
        vb_report_p(lead->test.p, lines);
        if (!isnan(lead->detectable))
            vb_buffer_printf(lines, " (%.1f points)", lead->detectable);
    }
    if (n > 0)
        end(lines, beg);
}

static void add_recognition(const vb_figures_section *section, vb_buffer *lines)
{
    size_t beg = lines->len;
    if (section->recognition.kind == VB_TEST_NONE)
        return;
    vb_buffer_add_text(lines, "Recognised by ");
    vb_report_add_by(section, lines);
    vb_buffer_add_text(lines, ": ");
    vb_report_test(&section->recognition, lines);
    end(lines, beg);
}

static void add_detectable(const vb_report *report, const vb_figures_section *section, vb_buffer *lines)
{
    size_t beg = lines->len;
    if (isnan(section->detectable))
        return;
    vb_buffer_add_text(lines, "Smallest difference between the two largest groups that would have shown in ");
    add_row_label(report, section, 0, lines);
    vb_buffer_printf(lines, " with 80 %% power at 5 %%: %.1f percentage points", section->detectable);
    end(lines, beg);
}

void vb_report_section_notes(const vb_report *report, const vb_figures_section *section, vb_buffer *lines)
{
    if (section->n_columns > 1) {
        add_all(section, lines);
        add_codes(report, section, 1, lines);
        add_codes(report, section, 2, lines);
        add_residuals(report, section, lines);
        add_recognition(section, lines);
    }
    add_leads(report, section, lines);
    add_detectable(report, section, lines);
}

void vb_report_method(const vb_report *report, vb_buffer *out)
{
    bool groups = false;
    for (size_t i = 0; i < report->figures->n_sections; i++)
        groups |= report->figures->sections[i].n_columns > 1;
    if (groups)
        vb_buffer_printf(
            out,
            "Answers without a group are shown and not tested.  Of a table with an expected count under 5 "
            "the test is Fisher's; seed %" PRIu64 ".  ",
            report->figures->options.seed);
    vb_buffer_add_text(out,
                       "Answers of people from one school are not independent: where schools were sampled, true "
                       "standard errors are larger than these tests and intervals take them to be.  CSV and JSON "
                       "have every figure in full, with Wilson's 95 % intervals.");
}
