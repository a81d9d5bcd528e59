/* A finished text to a stream or a file. */
#ifndef VB_RUN_WRITE_H
#define VB_RUN_WRITE_H

#include "base/buffer.h"

/* Write all of `bytes` and flush, or fail: also if the buffer has. */
vb_status vb_write_out(FILE *out, const vb_buffer *bytes, vb_error *err);

/* Write all of `bytes` to the file at `path`, which is replaced when it is whole (output/save.h). */
vb_status vb_write_file(const char *path, const vb_buffer *bytes, vb_error *err);

#endif
