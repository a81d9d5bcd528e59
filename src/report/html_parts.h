/* The parts of the HTML page, in the order in which html.c puts them. */
#ifndef VB_REPORT_HTML_PARTS_H
#define VB_REPORT_HTML_PARTS_H

#include "report/report.h"

/* The table of a section: codes × groups.  With answers on the page each cell is a button that lists its own. */
void vb_html_table(const vb_report *report, size_t section, vb_buffer *out);

/* The advice for the first two challenges of every group. */
void vb_html_advice(const vb_report *report, vb_buffer *out);

/* Base chain, intervals, tests, residuals, method: closed at first. */
void vb_html_research(const vb_report *report, vb_buffer *out);

/* Shares corrected for coding error, where there is gold. */
void vb_html_correction(const vb_report *report, vb_buffer *out);

/* A table that scrolls by itself, up to the first head cell; the section's name makes the names of such regions
 * differ.  A head cell; a row's beginning (`row` NULL: of no code); the table's end. */
void vb_html_region_begin(const vb_figures_section *section, const char *caption, const char *corner, vb_buffer *out);
void vb_html_head_cell(vb_buffer *out, vb_str label);
void vb_html_row_head(vb_buffer *out, const vb_figures_row *row, vb_str label);
void vb_html_region_end(vb_buffer *out);

/* The answers with their filters, and the data that the page's script lists them from. */
void vb_html_answers(const vb_report *report, vb_buffer *out);

/* A paragraph of a class for each of the lines, which are then released. */
void vb_html_lines(vb_buffer *out, vb_buffer *lines, const char *class_name);

#endif
