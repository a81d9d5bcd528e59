/* A report: the base chain, a table for each breakdown and what was tested, in one of several formats.  No arithmetic
 * here, see figures/figures.h. */
#ifndef VB_REPORT_REPORT_H
#define VB_REPORT_REPORT_H

#include "base/buffer.h"
#include "figures/figures.h"

/* A word that many unrecognised answers have. */
typedef struct {
    vb_str word; /* its commonest form as typed, lower case */
    uint64_t answers;
} vb_report_word;

/* Bytes of an answer's text that are evidence for a code. */
typedef struct {
    size_t beg, end; /* half open, of `text` */
    size_t category;
} vb_report_mark;

/* An answer that may be shown (--with-answers), redacted. */
typedef struct {
    vb_str text;           /* redacted: the marks are of this text */
    const size_t *columns; /* one a section: the column that its group stands in; SIZE_MAX: not shown there */
    size_t primary;        /* VB_NO_CATEGORY: not recognised */
    const size_t *codes;   /* deepest categories */
    size_t n_codes;
    const vb_report_mark *marks; /* by `beg`, none within another */
    size_t n_marks;
} vb_report_answer;

/* Gold that corrects the shares. */
typedef struct {
    vb_str source; /* its file's name */
    vb_gold_kind kind;
    uint64_t answers; /* with a true code */
    uint64_t absent;  /* of these not in the survey */
} vb_report_gold;

typedef struct {
    const vb_lexicon *lexicon; /* labels, definitions, advice of the codes */
    vb_str source;             /* the inputs' names, without their folders */
    vb_str question;           /* the answer column's name, or its label where the export has one */
    vb_str column;             /* the answer column's name */
    vb_str codes_column;       /* --codes: where the codes come from; empty: the lexicon */
    const vb_figures *figures;
    const vb_report_gold *gold;      /* NULL: none */
    const vb_report_word *unmatched; /* of a doubtful report, most frequent first */
    size_t n_unmatched;
    const vb_report_answer *answers; /* a seeded sample, in the order of the input */
    size_t n_answers;
    uint64_t answers_of; /* how many answers the sample was taken from */
    bool with_answers;
    size_t width; /* text: columns of the terminal */
    bool colour;  /* text: the terminal takes colours */
} vb_report;

/* Each adds the whole report to `out` (which fails stickily). */
void vb_report_text(const vb_report *report, vb_buffer *out);
void vb_report_markdown(const vb_report *report, vb_buffer *out);
void vb_report_csv(const vb_report *report, vb_buffer *out);
void vb_report_json(const vb_report *report, vb_buffer *out);
void vb_report_html(const vb_report *report, vb_buffer *out); /* one self-contained page */
void vb_report_svg(const vb_report *report, vb_buffer *out);  /* the first section's chart alone */

/* Write a workbook with native charts to a new file at `path` (which is replaced). */
vb_status vb_report_xlsx(const vb_report *report, const char *path, vb_error *err);

#endif
