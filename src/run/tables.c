#include "run/tables.h"

#include "base/str.h"
#include "base/tell.h"
#include "input/column_find.h"
#include "report/prevalence.h"
#include "report/wording.h"

/* What leaves the analyst's desk shows nobody (DESIGN: the page and the workbook). */
enum { PAGE_GROUP = 10, PAGE_CELL = 5 };

enum { LEAST_ANSWERS = 2 }; /* that have a word, for it to be frequent */

void vb_tables_release(vb_tables *t)
{
    vb_figures_release(&t->figures);
    vb_tally_free(t->recoded);
    vb_lexicon_free(t->own);
    *t = (vb_tables){0};
}

vb_figures_options vb_tables_options(const vb_job *job, vb_format format)
{
    bool page = format == VB_FORMAT_HTML || format == VB_FORMAT_XLSX;
    return (vb_figures_options){.level = job->level == 0 ? 1 : job->level,
                                .headline = job->headline,
                                .count = job->count,
                                .min_group = job->has_min_group ? job->min_group
                                             : page             ? PAGE_GROUP
                                                                : 0,
                                .min_cell = job->has_min_cell ? job->min_cell
                                            : page            ? PAGE_CELL
                                                              : 0,
                                .seed = job->seed};
}

/* What is broken out: each grouping and, with a cross, all together; with suppression only the latter, because tables
 * of the same answers can be worked out from each other. */
static vb_figures_breakdown *list_breakdowns(vb_study *study, const vb_figures_options *options, size_t *n)
{
    size_t n_by = study->n_groupings;
    vb_figures_part *parts = vb_arena_alloc(&study->arena, (n_by + 1) * sizeof *parts);
    vb_figures_breakdown *list = vb_arena_alloc(&study->arena, (n_by + 2) * sizeof *list);
    if (parts == NULL || list == NULL)
        return NULL;
    bool suppresses = options->min_group > 0 || options->min_cell > 0;
    *n = 0;
    for (size_t i = 0; i < n_by; i++) {
        parts[i] = (vb_figures_part){study->groupings[i].by->name, study->groupings[i].lexicon, i};
        if (!study->job->cross || !suppresses)
            list[(*n)++] = (vb_figures_breakdown){i, &parts[i], 1};
    }
    if (study->job->cross)
        list[(*n)++] = (vb_figures_breakdown){n_by, parts, n_by};
    if (n_by == 0)
        list[(*n)++] = (vb_figures_breakdown){SIZE_MAX, NULL, 0};
    return list;
}

/* Only a doubtful report lists them, and with suppression only those that enough answers have. */
static bool list_unmatched(vb_study *study, const vb_unmatched *unmatched, vb_tables *t)
{
    uint64_t least = t->figures.options.min_cell > LEAST_ANSWERS ? t->figures.options.min_cell : LEAST_ANSWERS;
    return !t->figures.doubtful || unmatched == NULL ||
           vb_unmatched_list(unmatched, least, &study->arena, &t->report.unmatched, &t->report.n_unmatched);
}

static bool list_samples(vb_study *study, const vb_samples *samples, const vb_figures_breakdown *breakdowns,
                         vb_tables *t)
{
    t->report.with_answers = samples != NULL;
    if (samples == NULL)
        return true;
    size_t *sections = vb_arena_alloc(&study->arena, (t->figures.n_sections + 1) * sizeof *sections);
    for (size_t i = 0; sections != NULL && i < t->figures.n_sections; i++)
        sections[i] = breakdowns[i].breakdown;
    return sections != NULL && vb_samples_list(samples, study->codes == NULL ? NULL : study->codes->to, sections,
                                               &study->arena, &t->report);
}

/* The report is of the codes of a column. */
static bool settle_codes(vb_study *study, const vb_tally *tally, vb_tables *t)
{
    vb_str unknown;
    t->recoded = vb_tally_new(vb_study_breakdowns(study));
    if (t->recoded == NULL)
        return false;
    t->report.lexicon = vb_codebook_settle(study->codes, study->lexicon, tally, t->recoded, &t->own, &unknown);
    if (t->own == NULL)
        return t->report.lexicon != NULL;
    vb_buffer line = {0};
    vb_buffer_printf(&line, "codes: taken as they are, because the lexicon %.*s does not know ",
                     VB_ARG(study->lexicon->name));
    vb_column_quote(&line, unknown);
    vb_job_tell_lines(study->job, &line);
    bool ok = !line.failed;
    vb_buffer_release(&line);
    return ok;
}

/* Gold for the figures, in *gold, and what is told of it.  *used is NULL where there is none. */
static bool settle_gold(const vb_study *study, vb_gold_list *list, vb_gold *gold, const vb_gold **used, vb_tables *t)
{
    *used = NULL;
    if (list == NULL)
        return true;
    const char *slash = strrchr(list->file.ptr, '/');
    t->gold = (vb_report_gold){.source = vb_str_of(slash == NULL ? list->file.ptr : slash + 1),
                               .kind = list->kind,
                               .answers = list->n,
                               .absent = list->n - list->n_met};
    t->report.gold = &t->gold;
    *used = gold;
    return vb_gold_list_settle(list, study->codes == NULL ? NULL : study->codes->to, gold);
}

bool vb_tables_make(vb_study *study, const vb_study_facts *facts, const vb_products *products,
                    const vb_figures_options *options, vb_tables *t)
{
    const vb_job *job = study->job;
    const vb_tally *tally = products->tally;
    vb_gold gold;
    const vb_gold *used;
    t->report = (vb_report){.lexicon = study->lexicon,
                            .source = facts->source,
                            .question = facts->question,
                            .column = facts->column,
                            .codes_column = facts->codes_column,
                            .figures = &t->figures,
                            .width = job->width == 0 ? 80 : job->width,
                            .colour = job->colour};
    if (study->codes != NULL) {
        if (!settle_codes(study, tally, t))
            return false;
        tally = t->recoded;
    }
    if (!settle_gold(study, products->gold, &gold, &used, t))
        return false;
    size_t n;
    vb_figures_breakdown *breakdowns = list_breakdowns(study, options, &n);
    return t->report.source.ptr != NULL && t->report.lexicon != NULL && breakdowns != NULL &&
           vb_figures_make(tally, t->report.lexicon, breakdowns, n, used, options, &t->figures) &&
           list_unmatched(study, products->unmatched, t) && list_samples(study, products->samples, breakdowns, t);
}

/* Gold that corrects less than it could, because that could tell of suppressed counts. */
static void tell_uncorrected(const vb_job *job, const vb_tables *t)
{
    bool groups = false, total = false, withheld = false;
    for (size_t i = 0; i < t->figures.n_sections; i++) {
        const vb_figures_section *section = &t->figures.sections[i];
        for (size_t k = 0; k < section->n_columns; k++) {
            bool corrects = vb_report_corrects_column(section, k);
            groups |= corrects && k + 1 < section->n_columns;
            total |= corrects && k + 1 == section->n_columns;
            withheld |= section->correction->columns[k].why == VB_UNCORRECTED_SUPPRESSED;
        }
    }
    if (withheld && !groups)
        vb_job_tell(
            job,
            "gold corrects %s, because corrected shares could tell of counts that are not shown: for these make "
            "a report as text, CSV or JSON without --min-group and --min-cell or, where small counts may be "
            "published, pass --min-group 0 --min-cell 0",
            total ? "all answers together only, no group" : "nothing here");
}

/* A chart is of one breakdown. */
static void tell_chart(const vb_job *job, const vb_tables *t)
{
    if (t->figures.n_sections < 2)
        return;
    vb_buffer line = {0};
    vb_buffer_add_text(&line, "the chart is by ");
    vb_column_quote(&line, t->figures.sections[0].by);
    vb_buffer_printf(&line, " alone, the first of %zu groupings: name another with --by", t->figures.n_sections);
    vb_job_tell_lines(job, &line);
    vb_buffer_release(&line);
}

void vb_tables_tell(const vb_job *job, vb_format format, const vb_tables *t)
{
    const vb_report *report = &t->report;
    if (format == VB_FORMAT_SVG)
        tell_chart(job, t);
    if (report->gold != NULL && vb_report_shows(report))
        tell_uncorrected(job, t);
    if (!vb_report_shows(report) && vb_report_suppresses(report))
        vb_job_tell(job, "too few answers: nothing is shown; --min-group and --min-cell set how many it takes");
    if (!report->figures->doubtful)
        return;
    vb_buffer line = {0};
    vb_buffer_printf(&line, "in under %d %% of the answers a %s was recognised, so nothing is ranked: is ",
                     VB_RECOGNISED_LEAST, report->codes_column.len > 0 ? "code" : "term");
    vb_column_quote(&line, report->codes_column.len > 0 ? report->codes_column : report->column);
    if (report->codes_column.len > 0)
        vb_buffer_add_text(&line, " the column of the codes (--codes COL)?");
    else
        vb_buffer_printf(&line,
                         " the column of the answers (--answer COL), and \"%.*s\" the right lexicon (--lexicon "
                         "NAME or FILE)?",
                         VB_ARG(report->lexicon->name));
    vb_job_tell_lines(job, &line);
    vb_buffer_release(&line);
}
