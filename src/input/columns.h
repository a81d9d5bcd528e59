/* Which columns hold the answer, the respondent's id, and the groups. */
#ifndef VB_INPUT_COLUMNS_H
#define VB_INPUT_COLUMNS_H

#include "input/records.h"

#define VB_NO_COLUMN SIZE_MAX

/* What to break the codes out by: a column, or several that are one question with many choices ("Q15_*"). */
typedef struct {
    size_t column;       /* the first */
    const char *lexicon; /* name or path of the lexicon that codes its text; NULL: its values are the groups */
    vb_str name;         /* the column's; of several what was asked for, without its stars: "Q15" */
    const size_t *columns;
    size_t n_columns;
    const vb_str *options; /* of several whose labels have them, one a column: what a mark in it means; else NULL */
    const size_t *texts;   /* columns of what was typed beside a choice: it stands for "Other" */
    size_t n_texts;
} vb_by;

/* The text of a record to be grouped by: the column's, or those of several that are not empty with "; " between, in
 * *joined, which is cleared first.  A mark ("1", "Selected", "TRUE") is its column's option, and no mark ("0", "Not
 * Selected", "FALSE") nothing.  Where it is empty or has an "Other (please specify)", what was typed beside that
 * stands for it.  False when memory is out. */
bool vb_by_text(const vb_by *by, const vb_record *record, vb_buffer *joined, vb_str *text);

typedef struct {
    size_t answer;
    size_t id; /* or VB_NO_COLUMN */
    vb_by *by;
    size_t n_by;
    vb_buffer why; /* lines for standard error: which column was taken as what, and why */
    vb_arena arena;
} vb_columns;

/* What the user asked for; NULL or zero: recognise it. */
typedef struct {
    const char *answer; /* a name, a label or a number from 1 */
    const char *id;
    const char *const
        *by; /* "COL", "COL=LEXICON", or "COL=" for the column's values as they are; COL may be "Q15_*" */
    size_t n_by;
    bool ungrouped; /* recognise none to break out by */
} vb_columns_wanted;

/* Decide.  `sample` is the first batch: columns are recognised by their names and, for the answer, by their text.
 * An error (no such column, an ambiguous name, nothing recognisable) lists the columns.
 * With `by` wanted, nothing else is recognised as one.  Release with vb_columns_release(). */
vb_status vb_columns_decide(const vb_records *records, const vb_batch *sample, const vb_columns_wanted *wanted,
                            vb_columns *columns, vb_error *err);
void vb_columns_release(vb_columns *columns);

/* What a table's columns look like: one has a name of answers, or at least text of them, or none. */
typedef enum { VB_ANSWER_NONE, VB_ANSWER_WORDED, VB_ANSWER_NAMED } vb_answer_look;

/* Look at names and the first records.  Out of memory is none. */
vb_answer_look vb_columns_look(const vb_str *names, size_t n, const vb_batch *sample);

/* True if a survey's column may well be called `name`: how a header is told from prose.  `name` may be any bytes. */
bool vb_column_named(vb_str name);

#endif
