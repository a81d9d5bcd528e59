/* The bytes of a file or of standard input: compression undone, and as UTF-8. */
#ifndef VB_INPUT_BYTES_H
#define VB_INPUT_BYTES_H

#include "base/buffer.h"
#include "input/unpack.h"

typedef struct vb_bytes vb_bytes;

/* Open a file ("-": standard input).  NULL with *err set: no such file, a directory, no permission, damaged
 * compressed data.  Release with vb_bytes_close(). */
vb_bytes *vb_bytes_open(const char *path, vb_error *err);
void vb_bytes_close(vb_bytes *bytes); /* takes NULL */

const char *vb_bytes_name(const vb_bytes *bytes);   /* for messages: the path or "standard input" */
bool vb_bytes_is_file(const vb_bytes *bytes);       /* not standard input */
vb_packing vb_bytes_packing(const vb_bytes *bytes); /* what was undone */

/* The first bytes, `want` of them or all there are (*last, which may be NULL), before anything is read and decoded.
 * They stay to be read. */
vb_status vb_bytes_peek(vb_bytes *bytes, size_t want, vb_str *first, bool *last, vb_error *err);

/* From here on read UTF-8: by `encoding`, iconv's name, or as the bytes tell (NULL; see encoding.c), with a line for
 * *why if that is not plain UTF-8; an error if they are no text at all.  Text that is UTF-8 is passed on as it is,
 * faults and all. */
vb_status vb_bytes_decode(vb_bytes *bytes, const char *encoding, vb_buffer *why, vb_error *err);

/* Read at most `cap` bytes; *n is 0 at the end.  What is damaged further on fails when all before it is read. */
vb_status vb_bytes_read(vb_bytes *bytes, char *to, size_t cap, size_t *n, vb_error *err);

/* How many bytes could not be decoded so far; if there are any, *why (if not NULL) gets a line that says where. */
size_t vb_bytes_failures(const vb_bytes *bytes, vb_buffer *why);

#endif
