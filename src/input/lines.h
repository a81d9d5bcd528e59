/* Cutting plain text into lines. */
#ifndef VB_INPUT_LINES_H
#define VB_INPUT_LINES_H

#include "input/batch.h"

/* As vb_csv_cut: a record with one cell for each line that is not blank.  `line_end` as in vb_csv. */
bool vb_lines_cut(char line_end, bool last, size_t most, vb_batch *batch, vb_place *place);

#endif
