/* A YAML tree as numbers, which can be a constant of the program: reading YAML takes ten times as long as unpacking
 * it, and pointers would have to be relocated at each start. */
#ifndef VB_LEXICON_YAML_PACKED_H
#define VB_LEXICON_YAML_PACKED_H

#include "lexicon/yaml.h"

typedef struct {
    uint32_t kind; /* a vb_yaml_kind */
    uint32_t line, column, inside;
    uint32_t beg; /* TEXT: in `text`; else the first item in `lists`, and behind the items those of a MAP's keys */
    uint32_t n;   /* TEXT: bytes; else items */
} vb_yaml_packed_node;

#define VB_YAML_PACKED_ELSEWHERE UINT32_MAX

typedef struct {
    const vb_yaml_packed_node *nodes; /* the root is the first */
    size_t n;
    const uint32_t *lists; /* numbers of nodes */
    size_t n_lists;
    const unsigned char *text; /* of all nodes, a NUL behind each */
} vb_yaml_packed;

/* The tree, which lives in `arena`; its texts are those of `packed`.  NULL when memory is out. */
const vb_yaml *vb_yaml_unpack(const vb_yaml_packed *packed, vb_arena *arena);

#endif
