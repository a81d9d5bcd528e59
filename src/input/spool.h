/* An input that a format's reader cannot take as it comes - standard input, compressed, in another encoding - as a
 * file of its own. */
#ifndef VB_INPUT_SPOOL_H
#define VB_INPUT_SPOOL_H

#include "input/bytes.h"

/* Write all that is left to read of `bytes` to a new file in TMPDIR or /tmp, whose name ends as that of the input (or
 * with `ending`, where that has none).  NULL with *err set.  The path is to be unlinked and freed. */
char *vb_spool(vb_bytes *bytes, const char *ending, vb_error *err);

#endif
