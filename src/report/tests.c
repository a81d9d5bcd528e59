/* The tests of a section in words, for researchers. */
#include "report/wording.h"

#include "base/str.h"

#include <inttypes.h>
#include <math.h>

static const double significance = 0.05;

static void add_p(vb_buffer *out, const char *name, double p)
{
    if (p < 0.001)
        vb_buffer_printf(out, "%s < 0.001", name);
    else
        vb_buffer_printf(out, "%s = %.3f", name, p);
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
        return "the result would tell of suppressed counts";
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

/* "χ² = 30.07, df = 4, p < 0.001", and of Fisher's tests why. */
static void add_test(const vb_test *test, uint64_t seed, vb_buffer *out)
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
                         "Fisher's exact test by %" PRIu64 " random tables, seed %" PRIu64 " (an expected count is "
                         "%.1f, under 5; standard error of p %.4f), ",
                         test->replicates, seed, test->least_expected, test->p_error);
        break;
    case VB_TEST_BINOMIAL:
    case VB_TEST_MCNEMAR:
        break;
    case VB_TEST_NONE:
        vb_buffer_add_text(out, "not tested: ");
        vb_buffer_add_text(out, why_not(test->why));
        return;
    }
    add_p(out, "p", test->p);
}

static void end(const vb_report_paragraphs *to)
{
    vb_buffer_add_char(to->words, '.');
    to->add(to->context, to->words);
}

static void add_all(const vb_report *report, const vb_figures_section *section, const vb_report_paragraphs *to)
{
    vb_buffer_add_text(to->words, "All codes by ");
    vb_buffer_add_str(to->words, section->by);
    vb_buffer_add_text(to->words, ": ");
    add_test(&section->test, report->figures->options.seed, to->words);
    if (!isnan(section->cramer_v))
        vb_buffer_printf(to->words, "; Cramér's V = %.3f", section->cramer_v);
    if (!isnan(section->cramer_v_corrected))
        vb_buffer_printf(to->words, ", corrected for bias %.3f", section->cramer_v_corrected);
    for (size_t i = 0; i < section->n_left_out; i++) {
        vb_buffer_add_text(to->words, i > 0 ? ", " : "; left out, because nobody or everybody mentioned it: ");
        vb_report_add_lower(to->words, section->left_out[i]);
    }
    end(to);
}

/* The codes of a level that differ, or the one that comes nearest. */
static void add_codes(const vb_report *report, const vb_figures_section *section, size_t level,
                      const vb_report_paragraphs *to)
{
    size_t n = 0, tested = 0;
    double least = INFINITY;
    vb_buffer list = {0};
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figures_row *row = &section->rows[r];
        double p = row->test.p_adjusted;
        if (row->level != level || isnan(p))
            continue;
        tested++;
        least = p < least ? p : least;
        if (p >= significance)
            continue;
        vb_buffer_add_text(&list, n++ > 0 ? "; " : "");
        vb_report_add_lower(&list, vb_report_row_label(report, row));
        vb_buffer_add_text(&list, ", ");
        add_test(&row->test, report->figures->options.seed, &list);
        add_p(&list, ", adjusted p", p);
    }
    if (tested > 0) {
        vb_buffer_printf(
            to->words,
            level == 1 ? "Code by code (Holm over %zu): " : "Sub-codes, exploratory (Holm over %zu): ", tested);
        if (n == 0)
            add_p(to->words, "none differs between the groups, least adjusted p", least);
        vb_buffer_add_str(to->words, vb_buffer_str(&list));
        to->words->failed = to->words->failed || list.failed;
        end(to);
    }
    vb_buffer_release(&list);
}

/* "Stand out: teachers name training more often than the others (z = 3.10, adjusted p = 0.004)". */
static void add_residuals(const vb_report *report, const vb_figures_section *section, const vb_report_paragraphs *to)
{
    size_t n = 0, groups = 0;
    for (size_t k = 0; k < section->n_columns; k++)
        groups += section->columns[k].tested;
    for (size_t r = 0; r < section->n_rows; r++)
        for (size_t k = 0; k < section->n_columns; k++) {
            const vb_figure *figure = &section->rows[r].figures[k];
            bool again = groups == 2 && figure->residual < 0; /* two groups: the other one says it */
            if (isnan(figure->p_adjusted) || figure->p_adjusted >= significance || again)
                continue;
            vb_buffer_add_text(to->words, n++ > 0 ? "; " : "Stand out (adjusted standardised residuals, Holm): ");
            vb_report_add_group(&section->columns[k], to->words);
            vb_buffer_add_text(to->words, figure->residual > 0 ? " more often " : " less often ");
            vb_report_add_lower(to->words, vb_report_row_label(report, &section->rows[r]));
            vb_buffer_printf(to->words, " (z = %.2f, ", figure->residual);
            add_p(to->words, "adjusted p", figure->p_adjusted);
            vb_buffer_add_char(to->words, ')');
        }
    if (n > 0)
        end(to);
}

static void add_leads(const vb_report *report, const vb_figures_section *section, const vb_report_paragraphs *to)
{
    size_t n = 0;
    for (size_t k = 0; k < section->n_columns; k++) {
        const vb_lead *lead = &section->columns[k].lead;
        if (lead->kind == VB_LEAD_NONE)
            continue;
        if (n++ == 0)
            vb_buffer_printf(to->words,
                             "#1 against #2 (%s; in parentheses the difference that would have shown "
                             "with 80 %% power at 5 %%): ",
                             report->figures->options.count == VB_COUNT_MENTIONS ? "exact McNemar test"
                                                                                 : "exact binomial test");
        else
            vb_buffer_add_text(to->words, "; ");
        vb_report_add_group(&section->columns[k], to->words);
        vb_buffer_add_char(to->words, ' ');
        add_p(to->words, "p", lead->test.p);
        if (!isnan(lead->detectable))
            vb_buffer_printf(to->words, " (%.1f points)", lead->detectable);
    }
    if (n > 0)
        end(to);
}

void vb_report_tests(const vb_report *report, const vb_figures_section *section, const vb_report_paragraphs *to)
{
    if (section->n_columns > 1) {
        add_all(report, section, to);
        add_codes(report, section, 1, to);
        add_codes(report, section, 2, to);
        add_residuals(report, section, to);
        if (section->recognition.kind != VB_TEST_NONE) {
            vb_buffer_add_text(to->words, "Recognised by ");
            vb_buffer_add_str(to->words, section->by);
            vb_buffer_add_text(to->words, ": ");
            add_test(&section->recognition, report->figures->options.seed, to->words);
            end(to);
        }
    }
    add_leads(report, section, to);
    if (!isnan(section->detectable)) {
        vb_buffer_add_text(to->words, "Smallest difference between the two largest groups that would have shown in ");
        vb_report_add_lower(to->words, vb_report_row_label(report, &section->rows[0]));
        vb_buffer_printf(to->words, " with 80 %% power at 5 %%: %.1f percentage points", section->detectable);
        end(to);
    }
}

void vb_report_cautions(const vb_report *report, const vb_report_paragraphs *to)
{
    bool groups = false;
    for (size_t i = 0; i < report->figures->n_sections; i++)
        groups |= report->figures->sections[i].n_columns > 1;
    if (groups)
        vb_buffer_add_text(to->words, "Blank groups are shown and not tested.  ");
    vb_buffer_add_text(to->words,
                       "Answers of people from one school are not independent: where schools were sampled, "
                       "true standard errors are larger than these tests and intervals take them to be.  "
                       "CSV and JSON have every figure in full, with Wilson's 95 % intervals");
    end(to);
}
