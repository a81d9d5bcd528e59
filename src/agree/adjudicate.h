/* Settling disagreements: a sheet of them to be filled in, and gold made of it.
 *
 * The sheet has id, answer, NAME_primary and NAME_codes of each coder, and gold_primary, gold_codes and note to be
 * filled in ("none" for no code; an empty row is not settled yet).  Gold has id, answer, gold_primary, gold_codes,
 * source ("agreed" or "adjudicated") and note. */
#ifndef VB_AGREE_ADJUDICATE_H
#define VB_AGREE_ADJUDICATE_H

#include "agree/codings.h"

/* Write every answer that its coders do not agree on, at the full depth of the codes, to `path`: XLSX by its ending,
 * else CSV. */
vb_status vb_adjudicate_write(const vb_codings *codings, const vb_job *job, const char *path, vb_error *err);

/* Read the sheet options->adjudicated and write gold to options->write_gold: what was agreed and what was settled.
 * What is neither is told of and left out. */
vb_status vb_adjudicated_merge(const vb_codings *codings, const vb_job *job, const vb_agree_options *options,
                               vb_error *err);

#endif
