/* A study's tally as a report. */
#ifndef VB_RUN_TABLES_H
#define VB_RUN_TABLES_H

#include "report/report.h"
#include "run/worker.h"

/* A report and what it holds on to.  All zero is empty. */
typedef struct {
    vb_report report;
    vb_figures figures;
    vb_lexicon *own; /* made of the codes of a column that the study's lexicon does not know; or NULL */
    vb_report_gold gold;
    vb_tally *recoded; /* by the categories of the report's lexicon; or NULL: that is the study's */
} vb_tables;

/* What the job asks for; its limits are those of `format`, where it names none. */
vb_figures_options vb_tables_options(const vb_job *job, vb_format format);

/* Of the products' tally and, where they are not NULL, unmatched, samples and gold (which is settled here).  The
 * study and all of these must outlive them.  False when memory is out; to be released in any case. */
bool vb_tables_make(vb_study *study, const vb_study_facts *facts, const vb_products *products,
                    const vb_figures_options *options, vb_tables *tables);
void vb_tables_release(vb_tables *tables);

/* Tell who runs the job what the report says at its top, which may go to a file: that nothing is shown, or that too
 * little was recognised, and by which option that changes; that gold corrects less than it could; and which breakdown
 * the chart of `format` is of. */
void vb_tables_tell(const vb_job *job, vb_format format, const vb_tables *tables);

#endif
