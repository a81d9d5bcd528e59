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

/* The format by the first bytes, of those that are not just text; VB_INPUT_AUTO if they do not tell. */
vb_input_format vb_sniff_magic(vb_str first);

/* Whether cells can be a table's header; *spaced: a space is behind one of their separators. */
bool vb_sniff_is_header(const vb_str *cells, size_t n, bool *spaced);

/* TSV or lines: what a file of a name that says plain text is.  *tabbed: the rows that make it TSV by their equally
 * many tabs alone; else 0.  VB_INPUT_AUTO: out of memory. */
vb_input_format vb_sniff_text_file(vb_str text, bool last, size_t *tabbed);

/* CSV, TSV or lines, by the text.  VB_INPUT_AUTO: out of memory. */
vb_input_format vb_sniff_text(vb_str text, bool last);

#endif
