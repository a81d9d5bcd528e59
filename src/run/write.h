/* A finished text to a stream. */
#ifndef VB_RUN_WRITE_H
#define VB_RUN_WRITE_H

#include "base/buffer.h"

/* Write all of `bytes` and flush, or fail: also if the buffer has. */
vb_status vb_write_out(FILE *out, const vb_buffer *bytes, vb_error *err);

#endif
