/* Coded records out: one function a format.  Each adds to a buffer that fails stickily. */
#ifndef VB_OUTPUT_ROWS_H
#define VB_OUTPUT_ROWS_H

#include "base/buffer.h"
#include "input/records.h"

typedef enum { VB_OUTPUT_CSV, VB_OUTPUT_TSV, VB_OUTPUT_JSONL, VB_OUTPUT_TEXT } vb_output_format;

/* What the values of an added column are. */
typedef enum {
    VB_KIND_TEXT,
    VB_KIND_CODE,   /* the path of a category, or nothing */
    VB_KIND_CODES,  /* paths of categories with ';' between, or nothing */
    VB_KIND_NUMBER, /* a decimal number, or nothing */
    VB_KIND_FLAG,   /* 0 or 1, or nothing: a number too */
} vb_added_kind;

/* The input's side of the rows. */
typedef struct {
    vb_output_format format;
    vb_input_format input; /* CSV to CSV and TSV to TSV pass a record's bytes through untouched */
    const vb_str *header;  /* the input's columns */
    size_t n_header;
    vb_str header_raw; /* with `header_tail` bytes right behind it, as a record has them */
    size_t header_tail;
    const size_t *kept;   /* the columns of the bytes that pass through that `header` has, rising; NULL: all */
    const char *line_end; /* of CSV and TSV out, where a record has none: the input's; NULL or "": "\n" */
    char separator;       /* of CSV and TSV out: must be the input's where bytes pass through; 0: ',' or tab */
    bool backslash; /* quotes in quoted cells are written \" and not "": as the bytes that pass through have it */
    const vb_str *added;        /* the names of the columns that are added: primary, codes, ... */
    const vb_added_kind *kinds; /* of their values; NULL: all text */
    size_t n_added;
    size_t answer;   /* the answer's column */
    size_t width;    /* TEXT: columns of the terminal; 0: 80 */
    bool safe_cells; /* CSV and TSV out: a cell that starts a formula gets a ' before it */
} vb_row_layout;

/* The header line (CSV, TSV; nothing for the others). */
void vb_row_header(const vb_row_layout *layout, vb_buffer *out);

/* A further header row (labels, import ids) of CSV and TSV, with empty cells behind it; nothing for the others, nor
 * where the bytes cannot pass through. */
void vb_row_header_more(const vb_row_layout *layout, const vb_record *row, vb_buffer *out);

/* One record with `values` (one for each added column) behind it.
 * CSV and TSV, where bytes pass through: those of the record's cells as far as the header goes (filled up with empty
 * ones), the values, those of further cells (none with `kept`: nobody knows what they hold), the record's tail.  With
 * `safe_cells` a ' is put into cells that start a formula.  Otherwise, also if `raw.ptr` is NULL, cells are written
 * anew, quoted as RFC 4180 asks, as far as the header goes.  A value never holds a line break.
 * JSONL: an object on a line.  Of JSON Lines input (whose `raw` is an object) it is the original, its bytes kept,
 * with the values spliced in before the closing brace; of others all columns as strings, then the values.  Values are
 * strings but for codes (an array), numbers and flags (null where there is none).  Invalid UTF-8 as U+FFFD.  Names
 * must be unique: see vb_row_keys() and vb_row_added_keys(). TEXT: row number and answer, wrapped values below (empty
 * ones left out), a blank line: for reading in a terminal; control characters are shown, never sent. */
void vb_row_add(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out);

/* Whether cells of the record beyond the header are written. */
bool vb_row_keeps_surplus(const vb_row_layout *layout, const vb_record *record);

/* Names that a JSON object can hold: keys[i] is header[i], numbered where it repeats an earlier or an added name
 * ("codes (2)"), "column" where it is empty.  `keys` has n_header items; they live as long as header and arena.
 * False when memory is out. */
bool vb_row_keys(const vb_str *header, size_t n_header, const vb_str *added, size_t n_added, vb_arena *arena,
                 vb_str *keys);

/* The same for values that are spliced into objects which have the header's keys already: keys[i] is added[i],
 * numbered where the header has it, alone or before a dot. */
bool vb_row_added_keys(const vb_str *header, size_t n_header, const vb_str *added, size_t n_added, vb_arena *arena,
                       vb_str *keys);

/* Whether a spreadsheet would take the cell for a formula: = + - @, tab or CR at its beginning, but for numbers. */
bool vb_cell_is_formula(vb_str cell);

/* Whether `text` is a number as RFC 8259 writes it. */
bool vb_is_number(vb_str text);

/* Cells on their own, for other writers. */
void vb_csv_cell(vb_buffer *out, vb_str cell, char separator); /* quoted where RFC 4180 asks for it */
void vb_json_string(vb_buffer *out, vb_str text);              /* with its quotes; invalid UTF-8 as U+FFFD */

/* Bytes of the well-formed UTF-8 character at s.ptr[at], or 0. */
size_t vb_character_at(vb_str s, size_t at);

/* Text for a terminal: C0, C1, DEL and bytes that are not UTF-8 as visible escapes (\x1b), characters that turn the
 * writing direction likewise (\u202e), line breaks and tabs as spaces. */
void vb_terminal_text(vb_buffer *out, vb_str text);

/* Text for GitHub's Markdown: its markup, HTML and control characters as text, on one line. */
void vb_markdown_text(vb_buffer *out, vb_str text);

#endif
