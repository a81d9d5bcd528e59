/* Records of a survey export, batch by batch, in bounded memory. */
#ifndef VB_INPUT_RECORDS_H
#define VB_INPUT_RECORDS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

typedef enum {
    VB_INPUT_AUTO, /* by the name's ending, else by looking (see records.c) */
    VB_INPUT_CSV,  /* by any separator, see dialect.c */
    VB_INPUT_TSV,
    VB_INPUT_LINES, /* plain text, no header: an answer a line in one column "answer", or as `unit` says */
    VB_INPUT_JSONL, /* an object a line */
    VB_INPUT_XLSX,
    VB_INPUT_STAT, /* .sav .zsav .por .dta .sas7bdat .xpt */
} vb_input_format;

typedef struct {
    vb_str raw;          /* the record's bytes as they stood, quotes and all, without its line end */
    size_t tail;         /* CSV, TSV: the bytes right behind `raw`: its line end, and blank lines; 0: it has none */
    const vb_str *cells; /* unquoted; as many as the header has: missing ones are empty, further ones left out */
    size_t row;          /* from 1, header rows not counted; those that are left out are */
    size_t line;         /* of the file, from 1, where the record begins */
    size_t byte;         /* of the text, from 0, where the record begins: of the file, if that is UTF-8 as it is */
    size_t n_found;      /* cells the record really has; unlike the header's number: a ragged row */
    const void *values;  /* statistics packages' files: a vb_value for each cell (see variables.h); else NULL */
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

/* How to read; all zero: recognise it. */
typedef struct {
    vb_input_format format;
    vb_unit unit;         /* of plain text */
    const char *encoding; /* iconv's name; NULL: decide */
    const char *answer;   /* the column that is asked for: a name, not an answer; or NULL */
    const char *sheet;    /* XLSX: a name or a number from 1; NULL: the first */
    bool keep_going;      /* JSON Lines: skip wrong lines and count them */
    bool keep_unfinished; /* exports: previews and unfinished responses too */
} vb_input_options;

/* Open a file ("-": standard input) and read its header rows.  `options` may be NULL: all zero.  NULL with *err set:
 * no such file, a directory, an empty file ("nothing in it"), damaged compressed data, no text (NUL bytes in the
 * first line; later ones are their record's own matter), a header that is not UTF-8, or whose quote never closes, or
 * what the format's reader finds.  Release with vb_records_close(). */
vb_records *vb_records_open(const char *path, const vb_input_options *options, vb_error *err);
void vb_records_close(vb_records *records); /* takes NULL */

const char *vb_records_name(const vb_records *records);       /* for messages: the path or "standard input" */
vb_input_format vb_records_format(const vb_records *records); /* never VB_INPUT_AUTO */
vb_unit vb_records_unit(const vb_records *records);           /* as asked for; plain text is cut by it */

/* Lines (each with a line end) for the person who runs it, known on opening: encoding, dialect, kind of export. */
vb_str vb_records_why(const vb_records *records);

/* Lines to tell when all is read: what was left out, what could not be decoded; and how many bytes that were. */
size_t vb_records_notes(const vb_records *records, vb_buffer *why);

/* The columns' names, one per column; of plain text just "answer", of whole files "id" and "answer".  Their longer
 * texts, or NULL where the file has none; single ones may be empty. */
const vb_str *vb_records_header(const vb_records *records, size_t *n);
const vb_str *vb_records_labels(const vb_records *records);

/* What a statistics package's file says of its variables (see variables.h); else NULL. */
const struct vb_variables *vb_records_variables(const vb_records *records);

/* The header's bytes as they stood (without byte order mark and line end), the file's line end ("\n", "\r\n", "\r")
 * and separator.  Plain text has no header bytes and no separator ('\0'); the others have none of the three ("",
 * NULL,
 * '\0').  Bytes are UTF-8, whatever the file's encoding is. */
vb_str vb_records_header_raw(const vb_records *records);
const char *vb_records_line_end(const vb_records *records);
char vb_records_separator(const vb_records *records);

/* Quotes within quoted cells are escaped by backslashes: values written behind such bytes need the same. */
bool vb_records_backslash(const vb_records *records);

/* What stands before the header, with its line end: Excel's "sep=;", a title, blank lines.  Mostly empty. */
vb_str vb_records_preamble(const vb_records *records);

/* The header rows of an export, *n of them, as they stood: the names first (vb_records_header_raw()), then labels and
 * ids.  Only `raw`, `tail`, `cells`, `line` and `n_found` of them mean something.  One of other files. */
const vb_record *vb_records_header_rows(const vb_records *records, size_t *n);

/* Read the next records into *batch: about `VB_BATCH_BYTES` of them, at least one; batch->n is 0 at the end.
 * A record longer than that makes the batch as large as it needs, up to VB_RECORD_LONGEST.
 * Not thread-safe: callers take turns. */
vb_status vb_records_next(vb_records *records, vb_batch *batch, vb_error *err);

/* Make the next batches of about this many bytes: for tests, since it must change nothing else. */
void vb_records_set_batch(vb_records *records, size_t bytes);

enum { VB_BATCH_BYTES = 256 * 1024 };
#define VB_RECORD_LONGEST ((size_t)256 << 20)

#endif
