/* Numbers of a workbook as text. */
#ifndef VB_INPUT_XLSX_NUMBER_H
#define VB_INPUT_XLSX_NUMBER_H

#include "input/xlsx_book.h"

#include <locale.h>

enum { VB_XLSX_NUMBER_TEXT = 48 }; /* bytes that a number may take */

/* The double that `text` stands for, read as in the C locale (`c_locale`).  False if it is no number. */
bool vb_xlsx_number_read(vb_str text, locale_t c_locale, double *number);

/* The shortest decimal that reads back as the same number: 15 digits, else 16, else 17; up to 1e21 and from 1e-7 on
 * without exponent, integers without point.  Returns its length. */
size_t vb_xlsx_number_text(double number, locale_t c_locale, char out[VB_XLSX_NUMBER_TEXT]);

/* A date or time in ISO 8601: "2026-11-21", "10:15:00", "2026-11-21T10:15:00"; elapsed time as hours, minutes and
 * seconds.  Returns its length, or 0 if there is no such date (days before the first or after 9999-12-31): then it is
 * a number like others.  Days count from 1 for 1900-01-01, and 60 is 1900-02-29, which never was; or from 0 for
 * 1904-01-01 (ECMA-376-1, 18.17.4.1). */
size_t vb_xlsx_date_text(double number, vb_xlsx_look look, bool from_1904, char out[VB_XLSX_NUMBER_TEXT]);

#endif
