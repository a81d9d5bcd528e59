/* What is known while columns are decided.  Private to columns.c and columns_by.c, which has the groups. */
#ifndef VB_INPUT_COLUMNS_DECISION_H
#define VB_INPUT_COLUMNS_DECISION_H

#include "input/columns.h"
#include "input/names.h"

typedef struct {
    vb_name_kind kind;
    double words;  /* with a letter in them, a cell that is not empty, on average */
    bool has_text; /* D3 */
} vb_column_profile;

typedef struct {
    const vb_records *records;
    const vb_batch *sample;       /* the first records */
    const vb_str *names, *labels; /* labels may be NULL */
    size_t n;
    vb_column_profile *columns; /* of n */
    const vb_columns_wanted *wanted;
    vb_columns *out;
    vb_error *err;
} vb_columns_decision;

/* D4: the first column of the best rank, not the answer; VB_NO_COLUMN: there is none. */
size_t vb_column_of_role(const vb_columns_decision *d, vb_name_role role);

/* The groups that are asked for, and those that are recognised: to d->out->by. */
vb_status vb_columns_by_wanted(const vb_columns_decision *d);
vb_status vb_columns_by_recognised(const vb_columns_decision *d);

/* Say which they are, in d->out->why. */
void vb_columns_by_explain(const vb_columns_decision *d);

#endif
