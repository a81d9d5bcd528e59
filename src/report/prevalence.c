#include "report/prevalence.h"

#include "base/str.h"

#include <inttypes.h>
#include <math.h>

const vb_corrected *vb_report_corrected(const vb_figures_section *section, size_t row, size_t column)
{
    return &section->correction->figures[row * section->n_columns + column];
}

const char *vb_report_uncorrected_name(vb_uncorrected why)
{
    static const char *const names[] = {[VB_CORRECTED] = NULL,
                                        [VB_UNCORRECTED_EMPTY] = "empty",
                                        [VB_UNCORRECTED_FEW] = "few",
                                        [VB_UNCORRECTED_SUPPRESSED] = "suppressed",
                                        [VB_UNCORRECTED_UNSEEN] = "unseen",
                                        [VB_UNCORRECTED_INFORMATION] = "no-information",
                                        [VB_UNCORRECTED_MISFIT] = "misfit"};
    return names[why];
}

bool vb_report_corrects_column(const vb_figures_section *section, size_t column)
{
    for (size_t r = 0; section->correction != NULL && r < section->n_rows; r++)
        if (vb_report_corrected(section, r, column)->why == VB_CORRECTED)
            return true;
    return false;
}

bool vb_report_corrects(const vb_figures_section *section)
{
    for (size_t k = 0; k < section->n_columns; k++)
        if (vb_report_corrects_column(section, k))
            return true;
    return false;
}

bool vb_report_corrects_row(const vb_figures_section *section, size_t row)
{
    const vb_figures_row *r = &section->rows[row];
    bool any = !vb_report_row_is_empty(section, r);
    for (size_t k = 0; k < section->n_columns; k++)
        any = any || vb_report_corrected(section, row, k)->percent > 0; /* false of NaN */
    return any && !vb_report_row_is_hidden(section, r);
}

void vb_report_correction_cell(const vb_figures_section *section, size_t row, size_t column, vb_buffer *out)
{
    const vb_corrected *c = vb_report_corrected(section, row, column);
    if (c->why != VB_CORRECTED)
        vb_buffer_add_text(out, "–");
    else
        vb_buffer_printf(out, "%.1f → %.1f (%.1f–%.1f)", section->rows[row].figures[column].percent, c->percent,
                         c->low, c->high);
}

/* ---- Lines ---- */

void vb_report_correction_intro(const vb_report *report, vb_buffer *lines)
{
    size_t beg = lines->len;
    const vb_report_gold *gold = report->gold;
    if (gold == NULL)
        return;
    bool elsewhere = gold->kind == VB_GOLD_ELSEWHERE;
    bool one_by_one = elsewhere || report->figures->options.count == VB_COUNT_MENTIONS;
    vb_buffer_printf(lines, "Coding makes mistakes, and they shift the shares.  People have coded %" PRIu64 " %s (",
                     gold->answers - gold->absent, elsewhere ? "other answers" : "of these answers");
    vb_buffer_add_str(lines, gold->source);
    vb_buffer_add_text(lines, one_by_one
                                  ? "), which shows how often each challenge is missed, or coded where it is not "
                                    "meant; the shares are corrected by that."
                                  : "), which shows how often what is coded as one challenge truly is another; "
                                    "the shares are corrected by that.");
    if (gold->kind == VB_GOLD_POOLED)
        vb_buffer_add_text(lines, "  All groups are corrected by the same answers, which assumes that what is coded "
                                  "alike is truly alike in every group.");
    if (elsewhere)
        vb_buffer_add_text(lines,
                           "  This assumes that coding errs on this survey as it did on them.  Each challenge is "
                           "corrected by itself, so the shares need not add to 100 %.");
    vb_buffer_add_text(lines, "  Percent as coded → corrected, in parentheses the 95 % interval: it also holds the "
                              "uncertainty of the few answers that were checked.");
    vb_report_end_line(lines, beg);
}

/* "Not corrected, because …: teachers (12), principals." of the columns that are so. */
static void add_columns(const vb_figures_section *section, vb_uncorrected why, const char *before, bool count,
                        vb_buffer *lines)
{
    size_t beg = lines->len;
    for (size_t k = 0; k < section->n_columns; k++) {
        const vb_corrected_column *column = &section->correction->columns[k];
        if (column->why != why)
            continue;
        vb_buffer_add_text(lines, lines->len == beg ? before : ", ");
        vb_report_add_group(&section->columns[k], lines);
        if (count)
            vb_buffer_printf(lines, " (%" PRIu64 ")", column->gold);
    }
    if (lines->len == beg)
        return;
    vb_buffer_add_char(lines, '.');
    vb_report_end_line(lines, beg);
}

/* The same of codes; in some columns only, where they are named. */
static void add_codes(const vb_report *report, const vb_figures_section *section, vb_uncorrected why,
                      const char *before, vb_buffer *lines)
{
    size_t beg = lines->len;
    for (size_t r = 0; r < section->n_rows; r++) {
        size_t n = 0, in = 0;
        for (size_t k = 0; k < section->n_columns; k++) {
            in += section->correction->columns[k].why == VB_CORRECTED;
            n += vb_report_corrected(section, r, k)->why == why;
        }
        if (n == 0 || vb_report_row_is_empty(section, &section->rows[r]))
            continue;
        vb_buffer_add_text(lines, lines->len == beg ? before : "; ");
        vb_report_add_lower(lines, vb_report_row_label(report, &section->rows[r]));
        for (size_t k = 0, told = 0; n < in && k < section->n_columns; k++) {
            if (vb_report_corrected(section, r, k)->why != why)
                continue;
            vb_buffer_add_text(lines, told++ == 0 ? " (" : ", ");
            vb_report_add_group(&section->columns[k], lines);
            vb_buffer_add_text(lines, told == n ? ")" : "");
        }
    }
    if (lines->len == beg)
        return;
    vb_buffer_add_char(lines, '.');
    vb_report_end_line(lines, beg);
}

static void add_unchecked(const vb_figures_section *section, vb_buffer *lines)
{
    size_t beg = lines->len;
    for (size_t k = 0; k < section->n_columns; k++) {
        double unchecked = section->correction->columns[k].unchecked;
        if (!(unchecked > 0)) /* NaN */
            continue;
        vb_buffer_add_text(lines, lines->len == beg ? "Of these shares of answers no gold answer has the code that "
                                                      "was given, which is kept as it is: "
                                                    : ", ");
        vb_report_add_group(&section->columns[k], lines);
        vb_buffer_printf(lines, " %.1f %%", unchecked);
    }
    if (lines->len == beg)
        return;
    vb_buffer_add_char(lines, '.');
    vb_report_end_line(lines, beg);
}

static void add_rates(const vb_report *report, const vb_figures_section *section, vb_buffer *lines)
{
    size_t beg = lines->len;
    for (size_t r = 0; section->correction->rows != NULL && r < section->n_rows; r++) {
        const vb_corrected_row *rates = &section->correction->rows[r];
        if (isnan(rates->sensitivity) || isnan(rates->specificity) || !vb_report_corrects_row(section, r))
            continue;
        vb_buffer_add_text(lines, lines->len == beg ? "Sensitivity and specificity there: " : "; ");
        vb_report_add_lower(lines, vb_report_row_label(report, &section->rows[r]));
        vb_buffer_printf(lines, " %.2f, %.2f", rates->sensitivity, rates->specificity);
    }
    if (lines->len == beg)
        return;
    vb_buffer_add_char(lines, '.');
    vb_report_end_line(lines, beg);
}

void vb_report_correction_notes(const vb_report *report, const vb_figures_section *section, vb_buffer *lines)
{
    if (section->correction == NULL)
        return;
    add_columns(section, VB_UNCORRECTED_FEW,
                "Not corrected, because fewer than 30 of their answers are gold (--pool-gold): ", true, lines);
    add_columns(section, VB_UNCORRECTED_SUPPRESSED,
                "Not corrected, because it could tell of suppressed counts, or of a few answers: ", false, lines);
    add_codes(report, section, VB_UNCORRECTED_UNSEEN,
              "Not corrected, because gold has no answer with the code, or none without: ", lines);
    add_codes(report, section, VB_UNCORRECTED_INFORMATION,
              "Not corrected, because the codes may tell nothing of the truth (sensitivity + specificity − 1 may be "
              "0): ",
              lines);
    add_codes(
        report, section, VB_UNCORRECTED_MISFIT,
        "Not corrected, because coding cannot err here as it did there (no share from 0 to 100 % fits): ", lines);
    add_unchecked(section, lines);
    add_rates(report, section, lines);
}

void vb_report_correction_method(const vb_report *report, vb_buffer *lines)
{
    size_t beg = lines->len;
    if (report->gold == NULL)
        return;
    const vb_figures *figures = report->figures;
    if (report->gold->kind == VB_GOLD_ELSEWHERE)
        vb_buffer_add_text(lines, "Corrected shares: (apparent + specificity − 1) / (sensitivity + specificity − 1) "
                                  "(Rogan & Gladen 1978), intervals of Lang & Reiczigel (2014).");
    else
        vb_buffer_printf(
            lines,
            "Corrected shares: double sampling, p(k) = Σⱼ P(true k | coded j) q(j) (Tenenbein 1970), %s; "
            "Bayesian intervals (one imagined gold answer in each code, and one over all).  The gold answers must be "
            "a random part of those that they correct, and not those that the lexicon was fitted to.",
            report->gold->kind == VB_GOLD_POOLED ? "P from the gold answers of all groups" : "group by group");
    vb_buffer_add_text(lines, "  Gold is taken as true.");
    if (report->gold->absent > 0)
        vb_buffer_printf(lines, "  Gold answers that are not in the survey: %" PRIu64 ".", report->gold->absent);
    if (figures->n_sections > 0 && figures->sections[0].correction->outside > 0)
        vb_buffer_printf(lines, "  Gold answers that are empty or no answer as coded, and so not used: %" PRIu64 ".",
                         figures->sections[0].correction->outside);
    vb_report_end_line(lines, beg);
}
