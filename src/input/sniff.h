/* Looking at the first bytes of an input (rules S1 ... in sniff.c). */
#ifndef VB_INPUT_SNIFF_H
#define VB_INPUT_SNIFF_H

#include "input/records.h"

/* Why these first bytes are not text that can be read, and what to do; NULL if they are. */
const char *vb_sniff_fault(vb_str text);

/* The line end: "\n", "\r\n" or "\r", by the first one outside the quotes of a table with this separator (0: of
 * plain text).  NULL if more bytes are needed to tell; never so if `last`, when no more follow. */
const char *vb_sniff_line_end(vb_str text, char separator, bool last);

/* The format by the file name's ending; VB_INPUT_AUTO if that does not tell. */
vb_input_format vb_sniff_name(const char *path);

/* Why a text whose format was not asked for is not to be read as CSV or as lines: it is a table of another kind (S5).
 * NULL if it is not, or if memory is out. */
const char *vb_sniff_table_fault(vb_str text, bool last);

/* CSV, TSV or lines, by the text.  VB_INPUT_AUTO: out of memory. */
vb_input_format vb_sniff_text(vb_str text, bool last);

#endif
