/* A report's tables as sheets of a workbook. */
#ifndef VB_REPORT_SHEET_H
#define VB_REPORT_SHEET_H

#include "output/sink.h"
#include "report/report.h"

/* sheets[i] is the table of section i: where it comes from; a row for each code with n and percent of every group and
 * of the total; the base chain.  Figures are numbers; what does not exist is empty.  They are the arena's.  False
 * when memory is out. */
bool vb_report_sheets(const vb_report *report, vb_arena *arena, vb_sheet *sheets);

#endif
