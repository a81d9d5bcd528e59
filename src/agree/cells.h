/* What a cell of a coded table says: which codes. */
#ifndef VB_AGREE_CELLS_H
#define VB_AGREE_CELLS_H

#include "base/arena.h"
#include "base/hash.h"

/* The codes met so far, numbered as they come. */
typedef struct {
    vb_str *paths;
    size_t *first_row; /* where each was met first, */
    size_t *first_coder;
    size_t n, cap, cap_rows, cap_coders;
    vb_map known;
    vb_arena arena;
} vb_code_table;

void vb_code_table_release(vb_code_table *table);

/* The number of a code, by its path: trimmed, ASCII letters small.  False when memory is out. */
bool vb_code_table_number(vb_code_table *table, vb_str path, size_t coder, size_t row, size_t *number);

typedef enum {
    VB_CELL_EMPTY,
    VB_CELL_MISSING, /* `.`, `NA`, `N/A`, `#N/A`, `#NULL!`: not coded */
    VB_CELL_NONE,    /* `none`, `(none)`: coded, no code */
    VB_CELL_CODES,
} vb_cell_kind;

vb_cell_kind vb_cell_look(vb_str cell);

/* Take the next code off *cell: they have `;` `,` or `|` between.  False: there is none. */
bool vb_cell_next(vb_str *cell, vb_str *code);

/* A mark of a 0/1 column. */
typedef enum { VB_MARK_NO, VB_MARK_YES, VB_MARK_BLANK, VB_MARK_UNKNOWN } vb_mark_kind;

vb_mark_kind vb_mark_look(vb_str cell);

#endif
