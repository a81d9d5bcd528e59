/* Tables without a header: of one column, whose first cell is an answer. */
#ifndef VB_INPUT_HEADLESS_H
#define VB_INPUT_HEADLESS_H

#include "input/csv.h"

/* What the first cell of a table's only column is, by itself. */
typedef enum {
    VB_HEADLESS_NAME,    /* the column's name */
    VB_HEADLESS_UNKNOWN, /* an answer if it stands again further down, else a name */
    VB_HEADLESS_ANSWER,
} vb_headless_cell;

/* Look at it; `asked` is the column that is asked for, or NULL.  False when memory is out. */
bool vb_headless_look(vb_str cell, const char *asked, vb_headless_cell *look);

typedef struct {
    vb_str first; /* the first cell, of the arena's; ptr NULL: it is a header, or there are more columns */
    bool quoted;  /* there are cells in quotes: it is a table indeed.  Else it may as well be lines */
} vb_headless;

/* Look at the first bytes of a table; `last`: no bytes follow.  False when memory is out. */
bool vb_headless_find(vb_str text, bool last, const vb_csv *csv, const char *asked, vb_arena *arena,
                      vb_headless *found);

#endif
