/* Dates and times as a workbook has them. */
#ifndef VB_OUTPUT_XLSX_DATE_H
#define VB_OUTPUT_XLSX_DATE_H

#include "verbatim.h"

#include <xlsxwriter.h>

/* How they are shown. */
typedef enum { VB_XLSX_AS_DATE, VB_XLSX_AS_TIME, VB_XLSX_AS_BOTH, VB_XLSX_AS_LENGTH } vb_xlsx_shown;
enum { VB_XLSX_SHOWN_KINDS = 4 };

/* The number format of each. */
extern const char *const vb_xlsx_date_formats[VB_XLSX_SHOWN_KINDS];

/* Read what the readers write in cells: "2026-11-21", "10:15:00", "2026-11-21T10:15:00", a length of time of 24 hours
 * or more ("26:00:00"), with or without fractions of a second.  False if it is none of these, or a date that a
 * workbook has not: before 1900-03-01, where Excel's and other programs' calendars differ. */
bool vb_xlsx_date_parse(vb_str text, lxw_datetime *date, vb_xlsx_shown *shown);

#endif
