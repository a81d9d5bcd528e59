/* "Did you mean": the known name nearest to an unknown one. */
#ifndef VB_LEXICON_NEAREST_H
#define VB_LEXICON_NEAREST_H

#include "verbatim.h"

typedef struct {
    vb_str name; /* the unknown one */
    vb_str best; /* the nearest so far; ptr NULL: none is near */
    size_t distance;
    char hint[160];
} vb_nearest;

vb_nearest vb_nearest_to(vb_str name);

/* Look at one known name.  The result does not depend on their order. */
void vb_nearest_try(vb_nearest *nearest, vb_str known);

/* " (did you mean `x`?)" or "", kept in nearest->hint. */
const char *vb_nearest_hint(vb_nearest *nearest);

#endif
