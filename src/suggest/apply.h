/* Suggestions into a lexicon's file, as a person decides. */
#ifndef VB_SUGGEST_APPLY_H
#define VB_SUGGEST_APPLY_H

#include "lexicon/source.h"
#include "suggest/suggest.h"

/* Ask about each suggestion (options->ask) and write those that are taken into the lexicon's file `source`, all when
 * the last is asked.  `out` gets what was added, and the commands that show what it does.  What cannot be added by
 * one line (suggest/place.h) is left and told of. */
vb_status vb_suggest_apply(const vb_suggestions *s, const vb_lexicon_source *source, const vb_job *job,
                           vb_buffer *out, vb_error *err);

#endif
