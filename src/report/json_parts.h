/* The parts of the JSON report. */
#ifndef VB_REPORT_JSON_PARTS_H
#define VB_REPORT_JSON_PARTS_H

#include "output/json.h"
#include "report/report.h"

/* The path of a row's code; `ptr` NULL: it has none. */
vb_str vb_json_code_of(const vb_report *report, const vb_figures_section *section, size_t row);

/* A group's name.  The total is a group without one; the blank one's is "". */
void vb_json_group_name(const vb_figures_section *section, size_t column, bool first, const char *key,
                        vb_buffer *out);

/* json_prevalence.c: `gold` of the whole, and `correction` of a section. */
void vb_json_gold(const vb_report *report, vb_buffer *out);
void vb_json_correction(const vb_report *report, const vb_figures_section *section, vb_buffer *out);

#endif
