/* Which columns hold the answer, the respondent's id, and the groups. */
#ifndef VB_INPUT_COLUMNS_H
#define VB_INPUT_COLUMNS_H

#include "input/records.h"

#define VB_NO_COLUMN SIZE_MAX

/* A column to break the codes out by. */
typedef struct {
    size_t column;
    const char *lexicon; /* name or path of the lexicon that codes its text; NULL: its values are the groups */
} vb_by;

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
    const char *answer; /* a name or a number from 1 */
    const char *id;
    const char *const *by; /* "COL", "COL=LEXICON", or "COL=" for the column's values as they are */
    size_t n_by;
} vb_columns_wanted;

/* Decide.  `sample` is the first batch: columns are recognised by their names and, for the answer, by their text.
 * An error (no such column, an ambiguous name, nothing recognisable) lists the columns.
 * With `by` wanted, nothing else is recognised as one.  Release with vb_columns_release(). */
vb_status vb_columns_decide(const vb_records *records, const vb_batch *sample, const vb_columns_wanted *wanted,
                            vb_columns *columns, vb_error *err);
void vb_columns_release(vb_columns *columns);

/* True if a survey's column may well be called `name`: how a header is told from prose.  `name` may be any bytes. */
bool vb_column_named(vb_str name);

#endif
