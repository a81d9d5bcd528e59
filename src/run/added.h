/* The columns that `code` adds to a record. */
#ifndef VB_RUN_ADDED_H
#define VB_RUN_ADDED_H

#include "lexicon/lexicon.h"
#include "output/sink.h"
#include "run/grouping.h"

/* The cells that a coding gives, see vb_values_make(). */
enum {
    VB_ADDED_PRIMARY,
    VB_ADDED_CODES,
    VB_ADDED_SCORES,
    VB_ADDED_MARGIN,
    VB_ADDED_REASON,
    VB_ADDED_EVIDENCE,
    VB_ADDED
};

/* What a column's values are: of the coding, or one of these. */
enum { VB_ADDED_GROUP = VB_ADDED, VB_ADDED_FLAG, VB_ADDED_FILE };

typedef struct {
    unsigned what;
    size_t index; /* GROUP: the grouping; FLAG: the category */
} vb_added_column;

typedef struct {
    vb_str *names;
    vb_added_kind *kinds;
    vb_added_about *about; /* for people */
    vb_added_column *columns;
    size_t n;
} vb_added_list;

/* Make the list by job->columns, job->prefix and job->file_column: the coding's in that order, COL_group for each of
 * the groupings that a lexicon makes, a flag for each category (with a level, of those down to it).  A name that the
 * header has already is told of, and numbered, "primary (2)", unless names may repeat.  The list is the arena's.
 * VB_ERROR_USAGE: job->columns names something else, or one twice. */
vb_status vb_added_make(const vb_job *job, const vb_lexicon *lexicon, const vb_grouping *groupings,
                        size_t n_groupings, const vb_str *header, size_t n_header, bool may_repeat, vb_arena *arena,
                        vb_added_list *list, vb_error *err);

#endif
