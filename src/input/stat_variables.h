/* What a statistics package's file says of its variables. */
#ifndef VB_INPUT_STAT_VARIABLES_H
#define VB_INPUT_STAT_VARIABLES_H

#include "input/stat_file.h"
#include "input/stat_format.h"

/* How a variable's values become cells. */
typedef struct {
    vb_stat_class class;
    bool single; /* a float: its shortest text is a float's */
} vb_stat_reading;

typedef struct {
    struct vb_variables variables;
    vb_stat_reading *readings; /* one a variable */
    vb_str *names, *labels;    /* one a variable; `labels` NULL if there are none */
    bool is_utf8;              /* the file says so: its texts need no conversion */
    vb_arena arena;            /* everything lives in it */
} vb_stat_head;

/* Read the file without its rows.  Release with vb_stat_head_release(), also after a failure. */
vb_status vb_stat_head_read(const char *path, const vb_stat_kind *kind, const char *encoding, vb_stat_head *head,
                            vb_error *err);
void vb_stat_head_release(vb_stat_head *head);

/* A value's label, or NULL. */
const vb_value_label *vb_stat_label_of_number(const vb_variable *variable, double value);
const vb_value_label *vb_stat_label_of_text(const vb_variable *variable, vb_str text);

/* True if the file says that the value means a missing one. */
bool vb_stat_missing_number(const vb_variable *variable, double value);
bool vb_stat_missing_text(const vb_variable *variable, vb_str text);

#endif
