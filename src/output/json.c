#include "output/json.h"

#include "base/str.h"
#include "output/rows.h"

#include <inttypes.h>
#include <math.h>

void vb_json_key(vb_buffer *out, bool first, const char *key)
{
    vb_buffer_printf(out, first ? "\"%s\":" : ",\"%s\":", key);
}

void vb_json_text(vb_buffer *out, bool first, const char *key, vb_str text)
{
    vb_json_key(out, first, key);
    if (text.ptr == NULL)
        vb_buffer_add_text(out, "null");
    else
        vb_json_string(out, text);
}

void vb_json_name(vb_buffer *out, bool first, const char *key, const char *name)
{
    vb_json_text(out, first, key, name == NULL ? (vb_str){NULL, 0} : vb_str_of(name));
}

void vb_json_count(vb_buffer *out, bool first, const char *key, uint64_t n)
{
    vb_json_key(out, first, key);
    vb_buffer_printf(out, "%" PRIu64, n);
}

void vb_json_count_if(vb_buffer *out, const char *key, bool there, uint64_t n)
{
    if (there)
        vb_json_count(out, false, key, n);
    else
        vb_json_name(out, false, key, NULL);
}

void vb_json_number(vb_buffer *out, bool first, const char *key, double number)
{
    vb_json_key(out, first, key);
    if (isnan(number))
        vb_buffer_add_text(out, "null");
    else
        vb_buffer_printf(out, "%.17g", number);
}

void vb_json_flag(vb_buffer *out, const char *key, bool flag)
{
    vb_json_key(out, false, key);
    vb_buffer_add_text(out, flag ? "true" : "false");
}

void vb_json_texts(vb_buffer *out, const char *key, const vb_str *texts, size_t n)
{
    vb_json_key(out, false, key);
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        vb_buffer_add_text(out, i > 0 ? "," : "");
        vb_json_string(out, texts[i]);
    }
    vb_buffer_add_char(out, ']');
}
