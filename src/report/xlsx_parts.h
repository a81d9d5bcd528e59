/* The parts of the workbook beside xlsx.c. */
#ifndef VB_REPORT_XLSX_PARTS_H
#define VB_REPORT_XLSX_PARTS_H

#include "output/workbook.h"
#include "report/report.h"

/* A sheet of corrected shares, where there is gold.  False when memory is out. */
bool vb_xlsx_correction(vb_workbook *book, const vb_report *report);

#endif
