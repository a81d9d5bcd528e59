#include "input/json_check.h"

#include "base/error.h"

#include <jansson.h>

bool vb_json_check(vb_str text, const char *file, vb_error *err)
{
    json_error_t fault = {0};
    json_t *value = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &fault);
    bool fine = value != NULL;
    json_decref(value);
    if (!fine && json_error_code(&fault) == json_error_out_of_memory)
        (void)vb_fail_memory(err);
    else if (!fine)
        (void)vb_fail_at(err, VB_ERROR_INPUT, file, fault.line > 0 ? (size_t)fault.line : 1,
                         fault.column > 0 ? (size_t)fault.column : 1, "no JSON: %s", fault.text);
    return fine;
}
