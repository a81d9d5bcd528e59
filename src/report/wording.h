/* The words that the readable reports share.  What comes from a lexicon or an input stands in them as it is: the
 * format escapes the whole. */
#ifndef VB_REPORT_WORDING_H
#define VB_REPORT_WORDING_H

#include "report/report.h"

enum { VB_RANK_MARKS = 3 }; /* ranks that are marked in a table */

/* "Buy-In", "other challenges", "no challenge recognised". */
vb_str vb_report_row_label(const vb_report *report, const vb_figures_row *row);

/* A row's name for machines: "buy-in/resistance", "(other)", "(uncoded)". */
vb_str vb_report_code_name(const vb_report *report, const vb_figures_row *row);

/* A label as it stands in the middle of a sentence: "buy-in", "support and training", "IT staff". */
void vb_report_add_lower(vb_buffer *out, vb_str label);

/* A column's label likewise: "teachers"; raw values stay as they are. */
void vb_report_add_group(const vb_figures_column *column, vb_buffer *out);

/* A column's name for machines: "teacher", "(blank)", "(total)"; of a cross "teacher × (blank)". */
void vb_report_add_name(const vb_figures_section *section, size_t column, vb_buffer *out);

/* Whether nobody has it, or all of it is suppressed: a readable table leaves the row out and names it below. */
bool vb_report_row_is_empty(const vb_figures_section *section, const vb_figures_row *row);
bool vb_report_row_is_hidden(const vb_figures_section *section, const vb_figures_row *row);

/* Neither of the two. */
bool vb_report_row_is_shown(const vb_figures_section *section, const vb_figures_row *row);

/* A sentence that stands in the place of a section's sentences, chart and table, because there are no answers or all
 * is suppressed.  NULL: there is something to show. */
const char *vb_report_why_nothing(const vb_figures_section *section);

/* Whether there is something to show in any section. */
bool vb_report_shows(const vb_report *report);

/* The question as it was put; where there is only a column's name, what the lexicon is about. */
vb_str vb_report_title(const vb_report *report);

/* What a section is broken out by, to be read: "job title" of `job_title`; a question in quotation marks. */
void vb_report_add_by(const vb_figures_section *section, vb_buffer *out);

/* "By job title", "All answers". */
void vb_report_heading(const vb_figures_section *section, vb_buffer *out);

/* The last column. */
const vb_figures_column *vb_report_total(const vb_figures_section *section);

/* Whether the headline's codes alone are shown, the others as one. */
bool vb_report_is_headline(const vb_report *report);

/* Whether small counts are left out. */
bool vb_report_suppresses(const vb_report *report);

/* The rank to mark in a cell, 1 to VB_RANK_MARKS; 0: none. */
unsigned vb_report_rank_mark(const vb_figures_row *row, size_t column);

/* "23 %", "<1 %" where n is not 0; ASCII, NUL-terminated. */
typedef struct {
    char text[8];
    size_t len;
} vb_report_share;
vb_report_share vb_report_percent(const vb_figure *figure);

/* "survey.csv, column “Q2”; word list challenges 1.0.0". */
void vb_report_origin(const vb_report *report, vb_buffer *out);

/* Whether the number of substantive answers may be told; a group of which nothing is shown has 0 in its place. */
bool vb_report_has_base(const vb_figures_column *column);

/* Nothing and false, if it may not be told; else "450 rows, 448 with an answer, 430 with more than “none” or “n/a”,
 * 415 recognised (96.5 %), 380 of these by a term", the last of which may be left out by itself. */
bool vb_report_base(const vb_figures_column *column, vb_buffer *out);

/* Of a doubtful report: that it is one, and what to look at. */
void vb_report_doubt(const vb_report *report, vb_buffer *out);

/* How to read the tables. */
void vb_report_legend(const vb_report *report, vb_buffer *out);

/* With suppression: what the person who publishes it has to mind.  Else nothing is added. */
void vb_report_caution(const vb_report *report, vb_buffer *out);

/* "Of 118 district leaders, 27 (23 %) named buy-in as the main challenge, clearly first; second came support and
 * training (17, 14 %)."  Where suppression leaves open what is first, it says what is shown.  False, and nothing
 * added, where there is nothing to say: a blank group, one of fewer than ten answers, a doubtful report, one where
 * nothing is shown. */
bool vb_report_sentence(const vb_report *report, const vb_figures_section *section, size_t column, vb_buffer *out);

/* Which groups stand together because some are small, in a sentence.  False, and nothing added: none. */
bool vb_report_pooled(const vb_report *report, const vb_figures_section *section, vb_buffer *out);

/* ---- Lines: each ends with a line feed, and has none within whatever the labels are ---- */

/* End the line that began at `beg`. */
void vb_report_end_line(vb_buffer *lines, size_t beg);

/* What is to be said below a table: codes that nobody named, rows that are not shown, a warning where recognition
 * differs. */
void vb_report_remarks(const vb_report *report, const vb_figures_section *section, vb_buffer *lines);

/* "Frequent in the answers that were not recognised: policy (12), funding (9)."  False: there are none. */
bool vb_report_words(const vb_report *report, vb_buffer *out);

/* The advice for #1 and #2 of each group: a line for each code, with the groups that it is for. */
void vb_report_advice(const vb_report *report, vb_buffer *lines);

/* The category's rank in a column of section `s`, if its advice is meant for that column: 1 or 2; else 0.  All
 * answers together are advised where no group's first challenge is known. */
unsigned vb_report_advised(const vb_report *report, size_t s, size_t column, size_t category);

/* ---- For researchers ---- */

/* "p < 0.001", "p = 0.034"; "+2.1", "−3.4". */
void vb_report_p(double p, vb_buffer *out);
void vb_report_residual(double z, vb_buffer *out);

/* "χ² = 30.07, df = 4, p < 0.001", of Fisher's test why it was taken; "not tested: " why. */
void vb_report_test(const vb_test *test, vb_buffer *out);

/* The tests of a section, in lines; none where there is nothing to test. */
void vb_report_section_notes(const vb_report *report, const vb_figures_section *section, vb_buffer *lines);

/* How the figures were made and what to mind, in a paragraph. */
void vb_report_method(const vb_report *report, vb_buffer *out);

#endif
