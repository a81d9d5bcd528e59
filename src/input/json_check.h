/* Whether a whole text is JSON. */
#ifndef VB_INPUT_JSON_CHECK_H
#define VB_INPUT_JSON_CHECK_H

#include "verbatim.h"

/* False with *err set to `file`, line, column and the fault; a key twice in an object is one. */
bool vb_json_check(vb_str text, const char *file, vb_error *err);

#endif
