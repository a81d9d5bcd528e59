/* Finding a column that is asked for, and messages that list the columns. */
#ifndef VB_INPUT_COLUMN_FIND_H
#define VB_INPUT_COLUMN_FIND_H

#include "input/records.h"

/* The column meant by `wanted`, by rule D1 of columns.c.  VB_ERROR_USAGE: none or two; the columns are listed. */
vb_status vb_column_find(const vb_records *records, vb_str wanted, size_t *column, vb_error *err);

/* The columns meant by a name with stars, by rule D5 of columns.c: an array of the arena's.  VB_ERROR_USAGE: none. */
vb_status vb_columns_match(const vb_records *records, vb_str wanted, vb_arena *arena, const size_t **columns,
                           size_t *n, vb_error *err);

/* True if a column is called exactly so. */
bool vb_column_exists(const vb_records *records, vb_str name);

/* Add a column's name in quotes, on one line, without control characters, cut at 60 characters. */
void vb_column_quote(vb_buffer *b, vb_str name);

/* Fail with the text of *message, and the columns listed under it.  Releases *message. */
vb_status vb_column_fail(const vb_records *records, vb_status code, vb_buffer *message, vb_error *err);

#endif
