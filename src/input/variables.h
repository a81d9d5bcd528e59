/* Variables as statistics packages know them: types, labels, missing values. */
#ifndef VB_INPUT_VARIABLES_H
#define VB_INPUT_VARIABLES_H

#include "input/records.h"

/* Whose dates they are: SPSS counts seconds from 1582-10-14; Stata days, months or milliseconds from 1960; SAS days
 * or seconds from 1960. */
typedef enum { VB_ORIGIN_SPSS, VB_ORIGIN_STATA, VB_ORIGIN_SAS } vb_origin;

typedef struct {
    double value; /* of a numeric variable */
    char tag;     /* a tagged missing value, 'a' to 'z', has the label; else 0 */
    vb_str text;  /* of a string variable */
    vb_str label;
} vb_value_label;

typedef struct {
    vb_str name, label, format; /* label and format may be empty; format as the file writes it ("F8.2", "%td") */
    bool is_string;
    size_t width;                          /* of a string variable, in bytes */
    int measure, alignment, display_width; /* as ReadStat numbers them */
    const vb_value_label *labels;          /* by value, or by text; those of tags last */
    size_t n_labels;
    double missing_low[3], missing_high[3]; /* user-missing values, low == high for single ones */
    vb_str missing_text[3];                 /* the same of a string variable */
    size_t n_missing;
} vb_variable;

struct vb_variables {
    vb_origin origin;
    const vb_variable *items;
    size_t n;
    vb_str file_label;
    const vb_str *notes;
    size_t n_notes;
};

/* One value of a record as the file has it.  vb_record.cells hold what people read: a value's label where it has one,
 * ISO 8601 for dates, nothing for missing ones. */
typedef struct {
    enum { VB_VALUE_NUMBER, VB_VALUE_TEXT, VB_VALUE_SYSTEM_MISSING, VB_VALUE_TAGGED_MISSING } kind;
    double number;
    char tag; /* TAGGED_MISSING: 'a' to 'z' */
    vb_str text;
    bool is_date; /* TEXT of a workbook: ISO 8601 for a cell that is a date or a time there */
} vb_value;

#endif
