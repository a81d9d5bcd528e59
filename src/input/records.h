/* Records of a survey export, batch by batch, in bounded memory. */
#ifndef VB_INPUT_RECORDS_H
#define VB_INPUT_RECORDS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

typedef enum {
    VB_INPUT_AUTO, /* by the name's ending, else by looking (see records.c) */
    VB_INPUT_CSV,
    VB_INPUT_TSV,
    VB_INPUT_LINES, /* plain text, an answer a line; one column "answer", no header */
} vb_input_format;

typedef struct {
    vb_str raw;          /* the record's bytes as they stood, quotes and all, without its line end */
    const vb_str *cells; /* unquoted; as many as the header has: missing ones are empty, further ones left out */
    size_t row;          /* from 1, the header not counted */
    size_t line;         /* of the file, from 1, where the record begins */
    size_t byte;         /* of the file, from 0, where the record begins */
    size_t n_found;      /* cells the record really has; unlike the header's number: a ragged row */
} vb_record;

/* Some records, and the memory they live in.  All zero is an empty batch.  Reading again replaces the records. */
typedef struct {
    vb_record *records;
    size_t n;
    /* the reader's own */
    size_t cap;
    vb_buffer bytes;
    vb_arena arena; /* unescaped cells */
    vb_str *cells;
    size_t n_cells, cap_cells;
} vb_batch;

void vb_batch_release(vb_batch *batch);

typedef struct vb_records vb_records;

/* Open a file ("-": standard input) and read its header.  NULL with *err set: no such file, a directory, an empty
 * file ("nothing in it"), UTF-16, a workbook, a table by `;`, NUL bytes in the first line (later ones are their record's own matter),
 * a header that is not UTF-8, or whose quote never closes.  Release with vb_records_close(). */
vb_records *vb_records_open(const char *path, vb_input_format format, vb_error *err);
void vb_records_close(vb_records *records);

const char *vb_records_name(const vb_records *records);       /* for messages: the path or "standard input" */
vb_input_format vb_records_format(const vb_records *records); /* never VB_INPUT_AUTO */

/* The columns' names, one per column; of plain text just "answer". */
const vb_str *vb_records_header(const vb_records *records, size_t *n);

/* The header's bytes as they stood (without byte order mark and line end), and the file's line end ("\n", "\r\n").
 * Plain text has an empty one. */
vb_str vb_records_header_raw(const vb_records *records);
const char *vb_records_line_end(const vb_records *records);

/* Read the next records into *batch: about `VB_BATCH_BYTES` of them, at least one; batch->n is 0 at the end.
 * A record longer than that makes the batch as large as it needs, up to VB_RECORD_LONGEST.
 * Not thread-safe: callers take turns. */
vb_status vb_records_next(vb_records *records, vb_batch *batch, vb_error *err);

/* Make the next batches of about this many bytes: for tests, since it must change nothing else. */
void vb_records_set_batch(vb_records *records, size_t bytes);

enum { VB_BATCH_BYTES = 256 * 1024 };
#define VB_RECORD_LONGEST ((size_t)256 << 20)

#endif
