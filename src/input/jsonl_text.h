/* Walking JSON text that is known to be valid, by its bytes: numbers stay as they are written, and what is left as it
 * was can be copied.  A value is its bytes without white space around it. */
#ifndef VB_INPUT_JSONL_TEXT_H
#define VB_INPUT_JSONL_TEXT_H

#include "base/arena.h"
#include "base/buffer.h"

/* A place between the members of an object or the items of an array. */
typedef struct {
    const char *at, *end;
} vb_json_walk;

/* Begin with `value`, an object or an array. */
vb_json_walk vb_json_enter(vb_str value);

/* The next member (its key with quotes) or item; false when there is none. */
bool vb_json_member(vb_json_walk *walk, vb_str *key, vb_str *value);
bool vb_json_item(vb_json_walk *walk, vb_str *value);

/* Add the text of a string (given with its quotes), escapes undone; what the string must not have (a lone surrogate)
 * as U+FFFD. */
void vb_json_unquote(vb_str string, vb_buffer *out);

/* True if the string has no escapes, so that its text is what stands between the quotes. */
bool vb_json_is_plain(vb_str string);

/* Add what a person reads of a value: a string's text, nothing for null, the items of an array with "; " between,
 * numbers and all else as written. */
void vb_json_show(vb_str value, vb_buffer *out);

#endif
