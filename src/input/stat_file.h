/* The files of statistics packages: which of them one is, and what ReadStat's failures mean. */
#ifndef VB_INPUT_STAT_FILE_H
#define VB_INPUT_STAT_FILE_H

#include "input/source.h"
#include "input/variables.h"

#include <readstat.h>

typedef struct {
    const char *name; /* "SPSS system file": for messages */
    readstat_error_t (*parse)(readstat_parser_t *parser, const char *path, void *context);
    vb_origin origin;
} vb_stat_kind;

/* The kind by the file's first bytes, whatever its name.  NULL with *err set: not to be opened, or none of them. */
const vb_stat_kind *vb_stat_kind_of(const char *path, vb_error *err);

/* Set *err for a failure of ReadStat, in this row (0: before the first).  `detail` is what it said itself, or "". */
vb_status vb_stat_fail(const char *path, const vb_stat_kind *kind, readstat_error_t code, const char *encoding,
                       size_t row, const char *detail, vb_error *err);

/* Keep what ReadStat's error handler is given, as far as it can be printed: it may quote the file's bytes. */
void vb_stat_keep_detail(vb_buffer *detail, const char *text);

#endif
