/* Reports to be tested.  The survey is in tests/tally/survey.h, its counts in tests/tally/crosstab.c. */
#ifndef TESTS_REPORT_REPORTS_H
#define TESTS_REPORT_REPORTS_H

#include "report/report.h"

#include "tally/survey.h"

#include <criterion/criterion.h>

#define NO_BREAKDOWN SIZE_MAX

typedef void format(const vb_report *report, vb_buffer *out);

/* What a report is made of. */
typedef struct {
    vb_lexicon lexicon, jobs;
    vb_figures figures;
    vb_report report;
} fixture;

/* With the breakdown's groups as the lexicon `jobs` labels them, or as they are. */
static inline void set_up_by(fixture *f, const vb_tally *tally, size_t breakdown, const vb_figures_options *options,
                             const char *by, bool by_lexicon)
{
    f->lexicon = survey_lexicon();
    f->jobs = survey_jobs();
    vb_figures_part part = {vb_str_of(by), by_lexicon ? &f->jobs : NULL, breakdown};
    vb_figures_breakdown list = {breakdown, &part, breakdown == NO_BREAKDOWN ? 0 : 1};
    cr_assert(vb_figures_make(tally, &f->lexicon, &list, 1, NULL, options, &f->figures));
    f->report = (vb_report){.lexicon = &f->lexicon,
                            .source = VB_LITERAL("survey.csv"),
                            .question = VB_LITERAL("Biggest challenge?"),
                            .column = VB_LITERAL("Q2"),
                            .figures = &f->figures,
                            .width = 80};
}

static inline void set_up(fixture *f, const vb_tally *tally, size_t breakdown, size_t level, bool headline)
{
    vb_figures_options options = {.level = level, .headline = headline};
    set_up_by(f, tally, breakdown, &options, "job_title", true);
}

/* The report as text; the caller releases it. */
static inline vb_buffer write_report(const vb_report *report, format *write)
{
    vb_buffer out = {0};
    write(report, &out);
    vb_buffer_add_char(&out, '\0');
    cr_assert_not(out.failed);
    return out;
}

static inline void expect_report(const vb_report *report, format *write, const char *wanted)
{
    vb_buffer out = write_report(report, write);
    cr_expect_str_eq(out.ptr, wanted, "found\n%s\nwanted\n%s", out.ptr, wanted);
    vb_buffer_release(&out);
}

/* Add `n` answers of one code (VB_NO_CATEGORY: uncoded) in one group. */
static inline void add(vb_tally *tally, const char *group, size_t code, size_t n)
{
    survey_answer a = {group, 0, VB_CODED, code, {code, 0}, 1, n};
    if (code == VB_NO_CATEGORY)
        a = (survey_answer)NO_CODE(group, 0, VB_REASON_NO_MATCH, n);
    cr_assert(survey_add(tally, &a, n));
}

#endif
