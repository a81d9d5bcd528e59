/* A study's tally as the tables of a report. */
#ifndef VB_RUN_TABLES_H
#define VB_RUN_TABLES_H

#include "report/report.h"
#include "run/study.h"

/* A report and the sections that it holds on to.  All zero is empty. */
typedef struct {
    vb_report report;
    vb_report_section *sections;
} vb_tables;

/* `level` is the tables'.  The study must outlive them.  False when memory is out; to be released in any case. */
bool vb_tables_make(vb_study *study, const vb_tally *tally, size_t level, vb_tables *tables);
void vb_tables_release(vb_tables *tables);

#endif
