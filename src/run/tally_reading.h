/* Reading a tally.  Private to tally_read.c and tally_head.c, which reads what was counted and how. */
#ifndef VB_RUN_TALLY_READING_H
#define VB_RUN_TALLY_READING_H

#include "base/sha256.h"
#include "input/records.h"
#include "run/tally_file.h"

/* Reading one tally. */
typedef struct {
    vb_merged *merged;
    const char *path; /* for messages */
    size_t number;    /* of the inputs: the first says how the others have to be */
    size_t columns[VB_TALLY_KEYS];
    const vb_record *record;
    bool began, ready; /* the head, all groupings were read */
    vb_str separator, inputs;
    size_t n_groupings, seen; /* that it says it has, that came */
    vb_sha256 digest;         /* of what it says, whatever the order of its keys */
    uint64_t all, *sums;      /* answers counted: in all, in each breakdown */
    size_t *codes, n_codes, cap_codes;
    vb_error *err;
} vb_tally_reading;

static inline vb_str vb_tally_cell(const vb_tally_reading *r, vb_tally_key key)
{
    return r->record->cells[r->columns[key]];
}

/* Fail at the record; that this is no tally; that it is one no longer. */
vb_status vb_tally_fail(const vb_tally_reading *r, const char *what);
vb_status vb_tally_is_none(const vb_tally_reading *r);
vb_status vb_tally_is_damaged(const vb_tally_reading *r);

/* A number of digits alone, small enough to be added up.  False if it is none. */
bool vb_tally_number(vb_str text, uint64_t *number);

/* The first record: all of it in the first tally, of the others what has to be the same. */
vb_status vb_tally_read_head(vb_tally_reading *r);

/* A record that says what the answers are grouped by. */
vb_status vb_tally_read_grouping(vb_tally_reading *r);

#endif
