/* An input that a format's reader cannot take as it comes - standard input, compressed, in another encoding - as a
 * file of its own. */
#ifndef VB_INPUT_SPOOL_H
#define VB_INPUT_SPOOL_H

#include "input/bytes.h"

/* All zero is none. */
typedef struct {
    char *path; /* to open it by; NULL: there is none */
    int fd;     /* of one without a name, which is gone with the process; else 0 */
} vb_spool;

/* Write all that is left to read of `bytes` to a new file in TMPDIR or /tmp, without a name where the system can open
 * such files (/proc), else with one that ends as that of the input (or with `ending`, where that has none). */
vb_status vb_spool_fill(vb_spool *spool, vb_bytes *bytes, const char *ending, vb_error *err);

void vb_spool_release(vb_spool *spool); /* and remove the file */

#endif
