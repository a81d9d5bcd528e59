/* Text as XLSX can hold it. */
#ifndef VB_OUTPUT_XLSX_TEXT_H
#define VB_OUTPUT_XLSX_TEXT_H

#include "base/buffer.h"

enum { VB_XLSX_CELL_MOST = 32767 }; /* UTF-16 units, as Excel counts */

/* Set *out to the text with a NUL behind it: what looks like an escape (_x000D_) escaped, as are NULs; what is not
 * UTF-8, and U+FFFE and U+FFFF, as U+FFFD.  A text of more than `most` units is cut, between two characters, and ends
 * with `mark` then; true if so.  *width is the number of its characters, up to a line break. */
bool vb_xlsx_text(vb_str text, size_t most, const char *mark, vb_buffer *out, size_t *width);

/* A name that a sheet may have: 31 units at most, none of []:*?/\ in it, no ' at its ends. */
void vb_xlsx_sheet_name(vb_str title, vb_buffer *out);

#endif
