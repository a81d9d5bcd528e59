/* JSON Lines from bytes that are open already: what was looked at on standard input cannot be opened again. */
#ifndef VB_INPUT_JSONL_H
#define VB_INPUT_JSONL_H

#include "input/bytes.h"
#include "input/source.h"

/* As vb_jsonl_open(), of bytes that are not decoded yet; they are closed with the source, or on failure. */
vb_status vb_jsonl_begin(vb_bytes *bytes, const vb_input_options *options, vb_source *source, vb_buffer *why,
                         vb_error *err);

#endif
