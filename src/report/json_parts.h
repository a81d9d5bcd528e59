/* The parts of the JSON report, and how values are written in it. */
#ifndef VB_REPORT_JSON_PARTS_H
#define VB_REPORT_JSON_PARTS_H

#include "report/report.h"

/* "key":, with a comma before it but for the first of its object. */
void vb_json_key(vb_buffer *out, bool first, const char *key);

/* The same with a value: a text (`ptr` NULL: null), a name that there may not be, a count, a number (NaN: null). */
void vb_json_text(vb_buffer *out, bool first, const char *key, vb_str text);
void vb_json_name(vb_buffer *out, bool first, const char *key, const char *name);
void vb_json_count(vb_buffer *out, bool first, const char *key, uint64_t n);
void vb_json_count_if(vb_buffer *out, const char *key, bool there, uint64_t n);
void vb_json_number(vb_buffer *out, const char *key, double number);
void vb_json_flag(vb_buffer *out, const char *key, bool flag);
void vb_json_texts(vb_buffer *out, const char *key, const vb_str *texts, size_t n);

/* The path of a row's code; `ptr` NULL: it has none. */
vb_str vb_json_code_of(const vb_report *report, const vb_figures_section *section, size_t row);

/* A group's name.  The total is a group without one; the blank one's is "". */
void vb_json_group_name(const vb_figures_section *section, size_t column, bool first, const char *key,
                        vb_buffer *out);

/* json_prevalence.c: `gold` of the whole, and `correction` of a section. */
void vb_json_gold(const vb_report *report, vb_buffer *out);
void vb_json_correction(const vb_report *report, const vb_figures_section *section, vb_buffer *out);

#endif
