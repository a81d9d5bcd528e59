/* What the writers of workbooks share: sheets, failures, and putting the file together.  Private to src/output. */
#ifndef VB_OUTPUT_XLSX_FILE_H
#define VB_OUTPUT_XLSX_FILE_H

#include "base/error.h"

#include <xlsxwriter.h>

/* A new sheet with this title, or one like it where that is taken.  NULL when memory is out. */
lxw_worksheet *vb_xlsx_sheet_add(lxw_workbook *workbook, vb_str title);

/* Set *err and return its code: libxlsxwriter failed with `code`, or the system with `number` of errno.h. */
vb_status vb_xlsx_fail(const char *path, lxw_error code, vb_error *err);
vb_status vb_xlsx_fail_system(const char *path, int number, vb_error *err);

/* Put the workbook together at `path`, for which it was made, and see that the file is whole; on failure it is
 * removed. The workbook is then gone, whatever the result. */
vb_status vb_xlsx_close(lxw_workbook *workbook, const char *path, vb_error *err);

/* Give up a workbook. */
void vb_xlsx_drop(lxw_workbook *workbook);

#endif
