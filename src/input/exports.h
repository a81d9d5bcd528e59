/* What survey tools put around the answers: header rows, previews, unfinished responses (rules Q1 ... in exports.c).
 */
#ifndef VB_INPUT_EXPORTS_H
#define VB_INPUT_EXPORTS_H

#include "base/arena.h"
#include "input/records.h"

typedef enum { VB_EXPORT_PLAIN, VB_EXPORT_QUALTRICS, VB_EXPORT_SURVEYMONKEY, VB_EXPORT_GOOGLE_FORMS } vb_export_kind;

typedef struct {
    vb_export_kind kind;
    size_t n_rows;        /* header rows behind the first: 0 to 2 */
    const vb_str *names;  /* of the columns; the arena's, or those given */
    const vb_str *labels; /* or NULL */
    size_t n;
    size_t status, finished, progress; /* columns that say which responses to leave out, or VB_NO_COLUMN */
} vb_export;

enum { VB_EXPORT_ROWS = 2 }; /* the most header rows behind the first */

/* Recognise the export by its columns and the first records behind them (`n_rows` of them, at most VB_EXPORT_ROWS);
 * `labels`, which may be NULL, are the file's own.  The result borrows names and labels.  False when memory is out.
 */
bool vb_export_recognise(const vb_str *names, const vb_str *labels, size_t n, const vb_record *rows, size_t n_rows,
                         vb_arena *arena, vb_export *found);

typedef enum { VB_RESPONSE_COMPLETE, VB_RESPONSE_PREVIEW, VB_RESPONSE_UNFINISHED } vb_response;

/* What a record of the export is. */
vb_response vb_export_response(const vb_export *found, const vb_record *record);

/* Text without HTML tags and with its character references undone, white space made single: "Q1 <b>Why</b>&nbsp;?" is
 * "Q1 Why ?".  The string is the arena's; ptr is NULL when memory is out. */
vb_str vb_export_strip(vb_str html, vb_arena *arena);

#endif
