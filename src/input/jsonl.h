/* JSON Lines as a source; they are read from front to back, so standard input will do. */
#ifndef VB_INPUT_JSONL_H
#define VB_INPUT_JSONL_H

#include "input/bytes.h"
#include "input/source.h"

/* Of bytes that are not decoded yet; they are closed with the source, or on failure. */
vb_status vb_jsonl_begin(vb_bytes *bytes, const vb_input_options *options, vb_source *source, vb_buffer *why,
                         vb_error *err);

#endif
