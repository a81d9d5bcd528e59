/* Where coded rows go in formats that are files rather than streams of bytes: XLSX, SAV, DTA. */
#ifndef VB_OUTPUT_SINK_H
#define VB_OUTPUT_SINK_H

#include "input/source.h"
#include "input/variables.h"
#include "output/rows.h"

/* A table of text for a sheet of its own: rows of cells. */
typedef struct {
    vb_str title;
    const vb_str *cells; /* row by row */
    const bool *numbers; /* one a cell: to be written as a number; or NULL */
    size_t rows, columns;
    size_t head; /* the row with the columns' names, from 0; what stands above is about the table */
} vb_sheet;

/* One code as a value of a labelled variable: 1 for the first category, and so on. */
typedef struct {
    vb_str path, label;
} vb_code_label;

/* What people are told of an added column. */
typedef struct {
    vb_str label;               /* what is in it; may be empty */
    const vb_code_label *codes; /* of VB_KIND_CODE: every category, in the lexicon's order; else NULL */
    size_t n_codes;
} vb_added_about;

/* What a sink is made for. */
typedef struct {
    const vb_row_layout *layout;
    const vb_variables *variables; /* the input's, or NULL */
    const vb_str *labels;          /* of the input's columns, longer than their names; or NULL; some may be empty */
    const vb_added_about *added;   /* one for each of the layout's added columns, or NULL: nothing is known of them */
    const char *title;             /* of the study: lexicon and version */
    const char *folder;            /* for temporary files; NULL: the system's */
    vb_buffer *why;                /* takes lines for the person who runs it: what had to be cut; or NULL */
} vb_sink_options;

typedef struct vb_sink vb_sink;

/* Write to a new file at `path` (which is replaced).  NULL with *err set. */
vb_sink *vb_xlsx_sink_new(const char *path, const vb_sink_options *options, vb_error *err);
vb_sink *vb_stat_sink_new(const char *path, bool dta, const vb_sink_options *options, vb_error *err);

/* Add a record with its values, one for each of the layout's added columns.  In the order of the input. */
vb_status vb_sink_add(vb_sink *sink, const vb_record *record, const vb_str *values, vb_error *err);

/* Write the sheets (XLSX; others leave them out) and finish the file.  The sink is then gone, whatever the result. */
vb_status vb_sink_finish(vb_sink *sink, const vb_sheet *sheets, size_t n_sheets, vb_error *err);

/* Give up: nothing is left of it.  Takes NULL. */
void vb_sink_discard(vb_sink *sink);

#endif
