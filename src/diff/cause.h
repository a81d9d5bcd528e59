/* Which edit changes an answer: found by making the edits one by one on the old lexicon, and by taking them back one
 * by one from the new one. */
#ifndef VB_DIFF_CAUSE_H
#define VB_DIFF_CAUSE_H

#include "diff/changes.h"
#include "diff/edits.h"

/* Lexicons that are made and coded with, at most: edits that share no changed answer are tried in one. */
enum { VB_CAUSE_MOST_TRIALS = 200 };

typedef struct {
    const vb_lexicon_tree *before, *after;
    const vb_edits *edits;
    const vb_job *job; /* settings, unit */
    size_t trials;     /* set: lexicons that were tried */
} vb_causes;

/* Set `cause` and `edits` of every change.  Alone is an edit that makes the new coding of the old one, or whose
 * undoing makes the old one of the new; where several do, each; where none does, those that change anything,
 * together. */
vb_status vb_causes_find(vb_causes *causes, vb_changes *changes, vb_error *err);

#endif
