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

/* The answers with their filters, and the data that the page's script lists them from. */
void vb_html_answers(const vb_report *report, vb_buffer *out);

/* A paragraph of a class for each of the lines, which are then released. */
void vb_html_lines(vb_buffer *out, vb_buffer *lines, const char *class_name);

#endif
