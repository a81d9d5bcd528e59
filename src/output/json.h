/* The members of a JSON object, as compact text. */
#ifndef VB_OUTPUT_JSON_H
#define VB_OUTPUT_JSON_H

#include "base/buffer.h"

/* "key":, with a comma before it but for the first of its object. */
void vb_json_key(vb_buffer *out, bool first, const char *key);

/* The same with a value: a text (`ptr` NULL: null), a name that there may not be, a count, a number (NaN: null). */
void vb_json_text(vb_buffer *out, bool first, const char *key, vb_str text);
void vb_json_name(vb_buffer *out, bool first, const char *key, const char *name);
void vb_json_count(vb_buffer *out, bool first, const char *key, uint64_t n);
void vb_json_count_if(vb_buffer *out, const char *key, bool there, uint64_t n);
void vb_json_number(vb_buffer *out, bool first, const char *key, double number);
void vb_json_flag(vb_buffer *out, const char *key, bool flag);
void vb_json_texts(vb_buffer *out, const char *key, const vb_str *texts, size_t n);

#endif
