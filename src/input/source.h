/* A source of records: what a format's reader gives vb_records, which has everything else (export headers, columns,
 * filters) in common.  One of: text (CSV, TSV, lines), JSON Lines, XLSX, statistics packages' files. */
#ifndef VB_INPUT_SOURCE_H
#define VB_INPUT_SOURCE_H

#include "input/records.h"

/* What the formats do. */
typedef struct {
    /* As vb_records_next(): the next records, about `bytes` of them, at least one; none at the end.  Cells are as
     * many as the head has names, valid UTF-8 or as they stood.  `row`, `line` and `byte` are set as far as the
     * format has such things; `raw` is empty where records are not bytes that can be passed through. */
    vb_status (*next)(void *self, size_t bytes, vb_batch *batch, vb_error *err);
    void (*close)(void *self);
    /* Add lines (each with a line end) to tell when all is read: what was left out, and how much.  How many bytes
     * could not be decoded.  May be NULL. */
    size_t (*notes)(void *self, vb_buffer *why);
} vb_source_kind;

/* A column's values, where the file says more of it than text (SPSS, Stata, SAS). */
typedef struct vb_variables vb_variables; /* see input/variables.h */

/* What a format's reader finds on opening.  Strings and arrays are the source's, until it is closed. */
typedef struct {
    const vb_source_kind *kind;
    void *self;
    const vb_str *names;  /* of the columns */
    const vb_str *labels; /* longer texts of the columns, or NULL */
    size_t n;
    vb_str raw;                    /* CSV and TSV: the header's bytes without line end; else empty */
    size_t tail;                   /* of the header, as a record's */
    const char *line_end;          /* CSV, TSV, lines: "\n", "\r\n", "\r"; else NULL */
    char separator;                /* CSV and TSV; else 0 */
    const vb_variables *variables; /* or NULL */
} vb_source;

/* Openers of the formats whose readers go to and fro in a file.  `why` takes lines (each with a line end) for the
 * person who runs it. On failure nothing is left open. */
vb_status vb_xlsx_open(const char *path, const vb_input_options *options, vb_source *source, vb_buffer *why,
                       vb_error *err);
vb_status vb_stat_open(const char *path, const vb_input_options *options, vb_source *source, vb_buffer *why,
                       vb_error *err);

#endif
