/* The columns of a statistics package's file: what is known of them, and what ReadStat is told. */
#ifndef VB_OUTPUT_STAT_COLUMN_H
#define VB_OUTPUT_STAT_COLUMN_H

#include "input/stat_format.h"
#include "output/sink.h"

#include <readstat.h>

typedef struct {
    const vb_variable *from;    /* the input's variable, or NULL */
    vb_str header;              /* the column's name in the layout */
    vb_str label;               /* or empty */
    const char *name;           /* the header as the format allows it */
    vb_added_kind kind;         /* of an added column; of the input's: text */
    const vb_code_label *codes; /* of a code: a category is its number here, from 1 */
    size_t n_codes;
    bool is_number;             /* so are codes and flags */
    vb_stat_class class;        /* of `from`, by its format */
    size_t longest, total;      /* bytes of its texts */
    size_t cut, replaced, lost; /* values that were cut, that had bytes changed, and that could not be kept */
    bool is_long;               /* Stata's strL */
    readstat_variable_t *variable;
} vb_stat_column;

/* What all columns have in common. */
typedef struct {
    bool dta;
    vb_origin from, to;
    vb_arena *arena;
    readstat_label_set_t *flag_labels; /* that all flags have; NULL: not declared yet */
} vb_stat_plan;

/* Bytes that a column's texts may have. */
size_t vb_stat_text_most(const vb_stat_plan *plan, const vb_stat_column *column);

/* Declare the column, with labels, format, missing values.  `number` is from 1.  False when memory is out. */
bool vb_stat_column_declare(vb_stat_plan *plan, vb_stat_column *column, size_t number, readstat_writer_t *writer);

/* A value of the input as the file is to have it: dates as the package counts them, user-missing values as Stata's.
 */
vb_value vb_stat_column_value(const vb_stat_plan *plan, vb_stat_column *column, vb_value value);

#endif
