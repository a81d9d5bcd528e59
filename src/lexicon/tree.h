/* A lexicon as the YAML that it is written in: what is compared, and changed a little and read again. */
#ifndef VB_LEXICON_TREE_H
#define VB_LEXICON_TREE_H

#include "base/buffer.h"
#include "lexicon/lexicon.h"
#include "lexicon/yaml.h"

typedef struct {
    const char *file; /* as in vb_lexicon_part */
    vb_str name;      /* `lexicon:`; empty: a plain dictionary */
    const vb_yaml *root;
} vb_lexicon_tree_part;

typedef struct {
    vb_arena arena;              /* owns the nodes */
    vb_lexicon_tree_part *parts; /* the lexicon, then what it includes */
    size_t n_parts;
    bool plain;    /* a quanteda dictionary */
} vb_lexicon_tree; /* all zero is empty */

/* Read a lexicon, named as for vb_lexicon_open(), with all that it includes.  False with *err set; release in any
 * case. */
bool vb_lexicon_tree_open(vb_lexicon_tree *tree, const char *name, vb_error *err);
void vb_lexicon_tree_release(vb_lexicon_tree *tree);

/* The lexicon that the tree makes; nodes and tree must outlive it.  As vb_lexicon_open() otherwise. */
vb_lexicon *vb_lexicon_tree_read(const vb_lexicon_tree *tree, const char *const *overrides, size_t n_overrides,
                                 vb_error *err);

/* Add a node on one line, as YAML that reads back as the same; keys sorted, `term` first, so that equal nodes are
 * equal bytes. */
void vb_yaml_flow(const vb_yaml *node, vb_buffer *out);

/* The text of a scalar, quoted only where YAML needs it. */
void vb_yaml_scalar(vb_str text, vb_buffer *out);

#endif
