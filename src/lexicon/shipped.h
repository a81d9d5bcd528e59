/* The lexicons embedded in the library. */
#ifndef VB_LEXICON_SHIPPED_H
#define VB_LEXICON_SHIPPED_H

#include "verbatim.h"

typedef struct {
    const char *name; /* "challenges" */
    vb_str yaml;
} vb_shipped_lexicon;

/* In the order of their names; `name` NULL ends the list.  Generated into build/shipped.c from the YAML files of
 * lexicons. */
extern const vb_shipped_lexicon vb_shipped_lexicons[];

#endif
