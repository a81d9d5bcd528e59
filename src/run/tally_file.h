/* A tally as a file: what a survey comes to without its answers, to be added up with others by `merge`.
 *
 * JSON Lines.  The first object says what was counted; then comes one for each grouping, one for each pattern of
 * codes in all answers ("breakdown": "all") and one for each in each group.  docs/output.md has the keys. */
#ifndef VB_RUN_TALLY_FILE_H
#define VB_RUN_TALLY_FILE_H

#include "base/hash.h"
#include "run/study.h"
#include "tally/tally.h"

/* The SHA-256 of each of the job's inputs that is a file, with ; between: by them `merge` knows answers that it has.
 */
vb_status vb_tally_digests(const vb_job *job, vb_buffer *out, vb_error *err);

/* Write the study's tally (of a column of codes before they are settled) to `path`, and tell what it holds.
 * `digests` is as vb_tally_digests() has them. */
vb_status vb_tally_file_write(const vb_study *study, const vb_study_facts *facts, vb_str digests,
                              const vb_tally *tally, const char *path, vb_error *err);

/* Tallies read and added up, as if their answers were of one study, which has a lexicon, groupings and perhaps a
 * codebook, but no inputs and columns.  It does not move: the study points to the job. */
typedef struct {
    vb_job job;
    vb_study study;
    vb_study_facts facts; /* of the first; the sources of all */
    vb_str settings;      /* as vb_tally_settings() has them */
    vb_tally *tally;
    uint64_t rows;
    vb_buffer digests; /* of all that the tallies were made of */
    vb_map seen;       /* those, and digests of the tallies themselves -> the job's input that has them */
} vb_merged;

/* Read job->inputs.  Release in any case. */
vb_status vb_merged_read(vb_merged *merged, const vb_job *job, vb_error *err);
void vb_merged_release(vb_merged *merged);

/* ---- Private to tally_*.c ---- */

#define VB_TALLY_FORMAT "1"

/* In place of a reason: coded, and the primary by indicators alone. */
#define VB_TALLY_INDICATED VB_LITERAL("indicated")

/* The keys, which are columns to whoever reads. */
typedef enum {
    VB_TALLY_FORMAT_KEY, /* "verbatim_tally" */
    VB_TALLY_VERSION,
    VB_TALLY_LEXICON,
    VB_TALLY_LEXICON_VERSION,
    VB_TALLY_SHA256,
    VB_TALLY_SETTINGS,
    VB_TALLY_SOURCE,
    VB_TALLY_INPUTS, /* their digests */
    VB_TALLY_QUESTION,
    VB_TALLY_COLUMN,
    VB_TALLY_CODES_COLUMN,
    VB_TALLY_SEPARATOR, /* between codes */
    VB_TALLY_GROUPINGS,
    VB_TALLY_CROSS,
    VB_TALLY_EVERY_GROUP,
    VB_TALLY_GROUPING, /* of a grouping: its number */
    VB_TALLY_BY,
    VB_TALLY_BY_LEXICON,
    VB_TALLY_BY_SHA256,
    VB_TALLY_BREAKDOWN, /* of a count: a number, or "all" */
    VB_TALLY_GROUP,
    VB_TALLY_RANK,
    VB_TALLY_REASON,
    VB_TALLY_PRIMARY,
    VB_TALLY_CODES,
    VB_TALLY_N,
    VB_TALLY_KEYS
} vb_tally_key;

extern const char *const vb_tally_keys[VB_TALLY_KEYS];

/* "gap=5;threshold=2": the job's settings as one text.  False when memory is out. */
bool vb_tally_settings(const vb_job *job, vb_buffer *out);

#endif
