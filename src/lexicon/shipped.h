/* The lexicons embedded in the library. */
#ifndef VB_LEXICON_SHIPPED_H
#define VB_LEXICON_SHIPPED_H

#include "lexicon/yaml_packed.h"

typedef struct {
    const char *name; /* "challenges" */
    vb_str yaml;
    const vb_yaml_packed *tree; /* what it says, as vb_yaml_read() has it; no key is there twice */
} vb_shipped_lexicon;

/* In the order of their names; `name` NULL ends the list.  Generated into build/shipped.c from the YAML files of
 * lexicons. */
extern const vb_shipped_lexicon vb_shipped_lexicons[];

#endif
