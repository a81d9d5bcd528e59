#include "input/jsonl_check.h"

#include "base/str.h"

#include <jansson.h>
#include <strings.h>

/* Where the number begins that ends at `end`. */
static size_t number_begin(vb_str line, size_t end)
{
    while (end > 0 && line.ptr[end - 1] != '\0' && strchr("+-.eE0123456789", line.ptr[end - 1]) != NULL)
        end--;
    return end;
}

/* Where the escape stands that Jansson names ("invalid Unicode '\\uD800'"), the last before `end`; `end`: it names
 * none. */
static size_t escape_begin(vb_str line, size_t end, const char *text)
{
    enum { ESCAPE = 6 };
    const char *escape = strstr(text, "'\\u");
    for (size_t at = end; escape != NULL && at-- > 0;)
        if (at + ESCAPE <= line.len && strncasecmp(line.ptr + at, escape + 1, ESCAPE) == 0)
            return at;
    return end;
}

static vb_status fail_object(vb_str line, const char *file, size_t number, const json_error_t *error, vb_error *err)
{
    static const char outcome[] = "correct it, or pass --keep-going to leave it out";
    size_t end = error->position < 0 || (size_t)error->position > line.len ? line.len : (size_t)error->position;
    if (json_error_code(error) == json_error_numeric_overflow) {
        size_t beg = number_begin(line, end);
        vb_str digits = vb_str_cut(line, beg, end);
        return vb_fail_at(
            err, VB_ERROR_INPUT, file, number, beg + 1, "the number %.*s%s is beyond what can be read: %s",
            (int)(digits.len > 40 ? 40 : digits.len), digits.ptr, digits.len > 40 ? "..." : "", outcome);
    }
    if (strstr(error->text, "invalid Unicode") != NULL) {
        size_t beg = escape_begin(line, end, error->text);
        return vb_fail_at(err, VB_ERROR_INPUT, file, number, beg + 1,
                          "%.*s is half of a pair of surrogates and no character: %s", end - beg < 6 ? 0 : 6,
                          line.ptr + beg, outcome);
    }
    return vb_fail_at(err, VB_ERROR_INPUT, file, number, error->column > 0 ? (size_t)error->column : 0,
                      "not a JSON object, %s: %s", error->text, outcome);
}

vb_status vb_jsonl_check(vb_str line, const char *file, size_t number, bool *doubled, vb_error *err)
{
    const size_t flags = JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL | JSON_DECODE_ANY;
    json_error_t error = {0};
    json_t *value = json_loadb(line.ptr, line.len, flags | (doubled == NULL ? 0 : JSON_REJECT_DUPLICATES), &error);
    if (value == NULL && doubled != NULL && json_error_code(&error) == json_error_duplicate_key) {
        *doubled = true;
        value = json_loadb(line.ptr, line.len, flags, &error);
    }
    if (value == NULL && json_error_code(&error) == json_error_out_of_memory)
        return vb_fail_memory(err);
    bool is_object = json_is_object(value), is_array = json_is_array(value), is_value = value != NULL;
    json_decref(value);
    if (is_object)
        return VB_OK;
    if (is_array || (!is_value && line.ptr[0] == '[' && number == 1))
        return vb_fail_at(
            err, VB_ERROR_INPUT, file, number, 0,
            "an array, where JSON Lines has an object a line: write each of its objects on a line of its own");
    if (is_value)
        return vb_fail_at(
            err, VB_ERROR_INPUT, file, number, 0,
            "not an object: JSON Lines has an object a line; correct it, or pass --keep-going to leave it out");
    return fail_object(line, file, number, &error, err);
}
