/* Rows on their way into a statistics package's file, which must know how many there are and how wide their texts
 * before it can begin: they wait in a file without a name. */
#ifndef VB_OUTPUT_STAT_SPOOL_H
#define VB_OUTPUT_STAT_SPOOL_H

#include "base/buffer.h"
#include "base/error.h"
#include "input/variables.h"

typedef struct {
    FILE *file;
    const char *path; /* of the file that is made, for messages */
    vb_buffer bytes;  /* of the text that was got last */
} vb_stat_spool;      /* all zero: not begun */

/* Begin one in `folder` (NULL: the system's), for the file at `path`, which must outlive it. */
vb_status vb_stat_spool_begin(vb_stat_spool *spool, const char *path, const char *folder, vb_error *err);
void vb_stat_spool_release(vb_stat_spool *spool);

/* Values one by one; false after a failure, which vb_stat_spool_fail() tells. */
bool vb_stat_spool_put(vb_stat_spool *spool, const vb_value *value);
bool vb_stat_spool_rewind(vb_stat_spool *spool);

/* In the same order; a text lives until the next one, with a NUL behind it. */
bool vb_stat_spool_get(vb_stat_spool *spool, vb_value *value);

vb_status vb_stat_spool_fail(const vb_stat_spool *spool, vb_error *err);

#endif
