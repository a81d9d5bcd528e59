/* What is told of plain text: what an answer of it is. */
#ifndef VB_INPUT_UNIT_H
#define VB_INPUT_UNIT_H

#include "input/records.h"

/* Set *why to lines (each with a line end) that say what was taken for an answer and, where the first line reads like
 * a column's name, that it was one too.  `sample` has the first records, `answer` is the column of answers. */
vb_status vb_unit_tell(const vb_records *records, const vb_batch *sample, size_t answer, vb_buffer *why,
                       vb_error *err);

#endif
