/* Variables as statistics packages know them: types, labels, missing values. */
#ifndef VB_INPUT_VARIABLES_H
#define VB_INPUT_VARIABLES_H

#include "input/records.h"

typedef struct {
    double value; /* of a numeric variable */
    vb_str text;  /* of a string variable */
    vb_str label;
} vb_value_label;

typedef struct {
    vb_str name, label, format; /* label and format may be empty; format as the file writes it ("F8.2", "%td") */
    bool is_string;
    size_t width;               /* of a string variable, in bytes */
    int measure, alignment, display_width; /* as ReadStat numbers them */
    const vb_value_label *labels;
    size_t n_labels;
    double missing_low[3], missing_high[3]; /* user-missing values, low == high for single ones */
    size_t n_missing;
} vb_variable;

struct vb_variables {
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
} vb_value;

#endif
