/* What a column is likely to hold, by its name alone (rules N1 ... in names.c). */
#ifndef VB_INPUT_NAMES_H
#define VB_INPUT_NAMES_H

#include "base/buffer.h"

typedef enum {
    VB_NAME_OTHER, /* its name does not tell */
    VB_NAME_ANSWER,
    VB_NAME_TITLE,
    VB_NAME_STAGE,
    VB_NAME_ID,
    VB_NAME_NEVER, /* something else: never an answer, whatever its text looks like */
} vb_name_role;

typedef struct {
    vb_name_role role;
    unsigned rank; /* of two columns of one role the higher is meant; see VB_RANK_WEAK.  NEVER: 1 by its whole name */
    bool sure;     /* prose is hardly ever written so */
} vb_name_kind;

/* Answers of this rank or lower are so only if their text bears it out. */
enum { VB_RANK_WEAK = 2 };

/* Names over 1000 bytes do not tell.  False when memory is out. */
bool vb_name_recognise(vb_str name, vb_name_kind *kind);

/* Add the form in which names are compared when they are not equal byte by byte: case folded, without white space and
 * without `_`, `-`, `.`.  False when memory is out. */
bool vb_name_key(vb_str name, vb_buffer *out);

#endif
