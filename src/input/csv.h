/* Cutting CSV and TSV into records (rules C1 ... in csv.c). */
#ifndef VB_INPUT_CSV_H
#define VB_INPUT_CSV_H

#include "input/batch.h"

/* As a line end: LF, CRLF and lone CR in one file. */
#define VB_CSV_MIXED '\0'

typedef struct {
    char separator;
    char line_end;  /* '\n', with any '\r' before it, or a lone '\r', or VB_CSV_MIXED */
    bool backslash; /* quotes in cells are escaped by it */
    size_t columns; /* cells kept of each record */
} vb_csv;

/* Cut whole records, at most `most` in all, off the front of batch->bytes, and add them to the batch.
 * `last`: no bytes follow, so the last record needs no line end.  *place moves to the first record that was not cut.
 * False when memory is out. */
bool vb_csv_cut(const vb_csv *csv, bool last, size_t most, vb_batch *batch, vb_place *place);

/* The end of the cell that begins at `beg` of a record's bytes, quotes and all: its separator or raw.len. */
size_t vb_csv_cell_end(const vb_csv *csv, vb_str raw, size_t beg);

#endif
