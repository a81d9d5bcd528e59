/* The edits that make one lexicon of another: entries that are added, removed, changed or moved. */
#ifndef VB_DIFF_EDITS_H
#define VB_DIFF_EDITS_H

#include "lexicon/tree.h"

typedef enum { VB_EDIT_ADDED, VB_EDIT_REMOVED, VB_EDIT_CHANGED, VB_EDIT_MOVED } vb_edit_kind;

#define VB_EDIT_KINDS 4

/* Where an entry stands in a tree: the keys from the part's root down to it or, for an item, to its list. */
typedef struct {
    const vb_str *keys;
    size_t n_keys;
    size_t part, other_part; /* in its own tree, and in the other (SIZE_MAX: it has no such part) */
    bool item;               /* of a list */
    const vb_yaml *node;
    const char *what; /* "term", "setting", "word", "set word" (of a set), "denial", "test", ... */
    vb_str place;     /* a category's path, a set's name, a setting, a word */
    vb_str text;      /* the entry on one line of YAML */
    vb_str term;      /* an item's text without the keys beside it: a term as vb_evidence has it, a test's answer */
    const char *file;
} vb_entry;

typedef struct {
    vb_edit_kind kind;
    const vb_entry *before, *after; /* NULL: none */
    bool codes;                     /* it can change a coding: no label, no test */
    bool
        shows; /* a match of its term, whatever becomes of it, is among the evidence of each answer that it changes */
} vb_edit;

/* All zero is empty. */
typedef struct {
    vb_arena arena;
    vb_edit *items; /* as the new lexicon has them, then what is only in the old */
    size_t n, cap;
} vb_edits;

/* Compare.  The trees must outlive the edits.  False when memory is out; release in any case. */
bool vb_edits_make(const vb_lexicon_tree *before, const vb_lexicon_tree *after, vb_edits *edits);
void vb_edits_release(vb_edits *edits);

/* The entry as it is after the edit or, where it is gone, as it was. */
const vb_entry *vb_edit_entry(const vb_edit *edit);
const char *vb_edit_kind_name(vb_edit_kind kind); /* "added", ... */

/* A tree with `edit` made (undo: with it taken back) upon `tree`, which is the old one (undo: the new one) or such a
 * result of another edit.  Nodes are shared, new ones are in `arena`.  False when memory is out. */
bool vb_edit_apply(const vb_edit *edit, bool undo, vb_lexicon_tree *tree, vb_arena *arena);

#endif
