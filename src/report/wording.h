/* The words that the readable reports share.  What comes from a lexicon or an input stands in them as it is: the
 * format escapes the whole. */
#ifndef VB_REPORT_WORDING_H
#define VB_REPORT_WORDING_H

#include "report/report.h"

enum {
    VB_RANK_FEWEST = 30,     /* substantive answers that a group must have to be ranked */
    VB_RANK_MARKS = 3,       /* ranks that are marked in a table */
    VB_RECOGNISED_LEAST = 60 /* percent recognised, below which nothing is ranked */
};

/* "District leaders"; of a blank group "(blank)", or "(not placed)" where a lexicon made the groups: a blank, or a
 * value that it does not know; of the last column "Total". */
vb_str vb_report_group_label(const vb_report_section *section, size_t column);

/* "Buy-In", "other challenges", "no challenge recognised". */
vb_str vb_report_row_label(const vb_report *report, const vb_crosstab_row *row);

/* Whether nothing was named by anybody: a readable table leaves the row out. */
bool vb_report_row_is_empty(const vb_report_section *section, const vb_crosstab_row *row);

const vb_base_chain *vb_report_total(const vb_report_section *section);

/* So little was recognised that the column or the lexicon may be the wrong one. */
bool vb_report_is_doubtful(const vb_report_section *section);
extern const char vb_report_doubt[];

/* The rank to mark in a cell, 1 to VB_RANK_MARKS; 0: none. */
unsigned vb_report_mark(const vb_report_section *section, const vb_crosstab_row *row, size_t column);

/* "23 %", "<1 %" where n is not 0; ASCII, NUL-terminated. */
typedef struct {
    char text[8];
    size_t len;
} vb_report_share;
vb_report_share vb_report_percent(const vb_crosstab_cell *cell);

/* "survey.csv, coded with challenges 1.0.0". */
void vb_report_origin(const vb_report *report, vb_buffer *out);

/* "450 rows, 448 answered, 430 substantive, 415 recognised (96.5 %)". */
void vb_report_base(const vb_base_chain *base, vb_buffer *out);

/* How to read the tables. */
void vb_report_legend(const vb_report *report, vb_buffer *out);

/* "Of 118 district leaders, 27 (23 %) named buy-in; support and training came second (17, 14 %)."  False, and nothing
 * added, where there is nothing to say: a blank group, one of fewer than ten answers, a doubtful report. */
bool vb_report_sentence(const vb_report *report, const vb_report_section *section, size_t column, vb_buffer *out);

/* "Named by nobody: time, technology."  False if everything was named. */
bool vb_report_unnamed(const vb_report *report, const vb_report_section *section, vb_buffer *out);

#endif
