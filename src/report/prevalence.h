/* Shares corrected for coding error: their words, and their part of each format. */
#ifndef VB_REPORT_PREVALENCE_H
#define VB_REPORT_PREVALENCE_H

#include "report/text_page.h"
#include "report/wording.h"

const vb_corrected *vb_report_corrected(const vb_figures_section *section, size_t row, size_t column);

/* Why there is none, for machines: "few", "suppressed"; NULL: there is one. */
const char *vb_report_uncorrected_name(vb_uncorrected why);

/* Whether a column, or the section, has a corrected share at all; readable tables leave others out. */
bool vb_report_corrects_column(const vb_figures_section *section, size_t column);
bool vb_report_corrects(const vb_figures_section *section);

/* Whether a readable table shows the row: somebody has it, as coded or corrected, and it is not suppressed. */
bool vb_report_corrects_row(const vb_figures_section *section, size_t row);

/* "19.0 → 22.3 (17.1–28.0)": as coded, corrected, its interval; where it is not corrected "–". */
void vb_report_correction_cell(const vb_figures_section *section, size_t row, size_t column, vb_buffer *out);

/* What was done and how to read it, in plain words; without gold nothing. */
void vb_report_correction_intro(const vb_report *report, vb_buffer *lines);

/* What is to be minded in a section: which groups or codes are not corrected, and why. */
void vb_report_correction_notes(const vb_report *report, const vb_figures_section *section, vb_buffer *lines);

/* The method, for researchers. */
void vb_report_correction_method(const vb_report *report, vb_buffer *lines);

/* ---- Formats ---- */

/* A block of lines for each group of the page's section. */
void vb_text_correction(vb_text_page *p);

/* A pipe table of the section; nothing if it has no corrected share. */
void vb_markdown_correction(const vb_report *report, const vb_figures_section *section, vb_buffer *out);

#endif
