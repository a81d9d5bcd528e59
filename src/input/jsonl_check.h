/* Whether a line is a JSON object. */
#ifndef VB_INPUT_JSONL_CHECK_H
#define VB_INPUT_JSONL_CHECK_H

#include "base/error.h"

/* Check the line, which is not blank: VB_ERROR_INPUT with its number and the column of the fault, in bytes from 1,
 * where it is none.  *doubled, if not NULL: an object in it has a key twice, which is no fault. */
vb_status vb_jsonl_check(vb_str line, const char *file, size_t number, bool *doubled, vb_error *err);

#endif
