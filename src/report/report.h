/* A report: the base chain and a table for each breakdown, in one of several formats.  No arithmetic here. */
#ifndef VB_REPORT_REPORT_H
#define VB_REPORT_REPORT_H

#include "base/buffer.h"
#include "tally/crosstab.h"

/* A breakdown's heading and its table. */
typedef struct {
    vb_str by;                 /* the column's name; empty: all answers, no groups */
    const vb_lexicon *lexicon; /* the one that made the groups, for their labels; NULL: raw values */
    vb_crosstab table;
} vb_report_section;

typedef struct {
    const vb_lexicon *lexicon;
    vb_str source;   /* the input's name */
    vb_str question; /* the answer column's name */
    size_t level;
    bool headline;
    const vb_report_section *sections; /* one a breakdown, or a single one without groups */
    size_t n_sections;
    size_t width; /* text: columns of the terminal */
} vb_report;

/* Each adds the whole report to `out` (which fails stickily). */
void vb_report_text(const vb_report *report, vb_buffer *out);
void vb_report_markdown(const vb_report *report, vb_buffer *out);
void vb_report_csv(const vb_report *report, vb_buffer *out);
void vb_report_json(const vb_report *report, vb_buffer *out);

#endif
