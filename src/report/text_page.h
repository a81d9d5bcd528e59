/* The page that a text report is written on.  Private to text*.c. */
#ifndef VB_REPORT_TEXT_PAGE_H
#define VB_REPORT_TEXT_PAGE_H

#include "report/report.h"

/* Writing one report. */
typedef struct {
    const vb_report *report;
    const vb_figures_section *section;
    vb_buffer *out;
    vb_arena arena; /* labels made safe for a terminal */
    size_t width;
} vb_text_page;

/* Colours are ANSI's, of the terminal's own palette. */
typedef enum { VB_TEXT_PLAIN, VB_TEXT_HEADING, VB_TEXT_FIRST, VB_TEXT_BAR, VB_TEXT_FAINT } vb_text_style;

/* What is added from here on has this style, if the terminal takes colours. */
void vb_text_set_style(vb_text_page *p, vb_text_style style);

/* `text` without control characters, as long as the page. */
vb_str vb_text_safe(vb_text_page *p, vb_str text);

void vb_text_add_spaces(vb_buffer *out, size_t n);

/* A row's label, which begins `indent` columns in: its first line, filled up to `width` columns.  What is left of it
 * is returned, to be added when the line has ended. */
vb_str vb_text_label(vb_text_page *p, const vb_figures_row *row, size_t indent, size_t width);
void vb_text_label_rest(vb_text_page *p, vb_str rest, size_t indent, size_t width);

/* The section's table, in blocks of groups where it is wider than the page. */
void vb_text_table(vb_text_page *p);

#endif
