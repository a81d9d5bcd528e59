/* Which columns of a coded table hold what.
 *
 * A coder's codes are in a column named for it, or in one that is known by its name: gold's in `gold_codes` and
 * `gold_primary`, another's in `codes` and `primary`.  Where `code` has coded a table that had codes already there
 * are two of a name ("codes", or "codes (2)"): gold is the first, what is compared with it the last.  A cell holds
 * one code or several, the first the primary; where the names of two columns differ only by `codes` and `primary` at
 * their end both are taken.  A sheet of `sample` that has been filled in has `primary`, a column of 0 and 1 for each
 * code, and `unsure` behind them. */
#ifndef VB_AGREE_SOURCE_H
#define VB_AGREE_SOURCE_H

#include "input/columns.h"
#include "lexicon/lexicon.h"

/* One coder's; VB_NO_COLUMN: there is none. */
typedef struct {
    vb_str name; /* of the column that was taken */
    size_t primary, codes;
    const size_t *flags; /* of 0 and 1, each named as a code is */
    size_t n_flags;
} vb_coder_columns;

/* The columns of gold, or of another coder.  `wanted`: as rule D1 of columns.c has it; NULL: by the names above.
 * `alone`: the file holds this coder only, so that gold may be called `codes` and the other's `gold_codes`.  *why
 * gets a line that says what was taken. */
vb_status vb_source_coder(const vb_records *records, const char *wanted, bool gold, bool alone,
                          const vb_lexicon *lexicon, vb_arena *arena, vb_coder_columns *columns, vb_buffer *why,
                          vb_error *err);

/* What the coders of one file share. */
typedef struct {
    size_t id, answer, split, evidence;
} vb_shared_columns;

vb_status vb_source_shared(const vb_records *records, const vb_job *job, bool needs_id, vb_shared_columns *columns,
                           vb_error *err);

#endif
