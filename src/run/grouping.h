/* Groups: what a `--by` column's value puts a respondent into. */
#ifndef VB_RUN_GROUPING_H
#define VB_RUN_GROUPING_H

#include "base/hash.h"
#include "input/columns.h"

/* What to group by, and the lexicon that codes its text.  Threads share it. */
typedef struct {
    const vb_by *by;     /* the study's columns have it */
    vb_lexicon *lexicon; /* NULL: the values are the groups */
    vb_coder *coder;
} vb_grouping;

vb_status vb_grouping_init(vb_grouping *grouping, const vb_by *by, vb_error *err);
void vb_grouping_release(vb_grouping *grouping);

/* One thread's way to a grouping.  A value is coded the first time it is seen, and remembered. */
typedef struct {
    const vb_grouping *grouping;
    vb_session *session;
    vb_map known;   /* value -> category */
    vb_arena arena; /* the values */
} vb_grouper;

vb_status vb_grouper_init(vb_grouper *grouper, const vb_grouping *grouping, vb_error *err);
void vb_grouper_release(vb_grouper *grouper);

/* The group of a cell's text, and its rank in tables: the lexicon's order, or 0.  An empty group: nothing there, not
 * UTF-8, or nothing that the lexicon could place.  The group lives as long as the lexicon or, without one, the text.
 */
vb_status vb_grouper_find(vb_grouper *grouper, vb_str text, vb_str *group, uint32_t *rank, vb_error *err);

#endif
