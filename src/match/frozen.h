/* Compiled lexicons as images: of shipped ones, made when the program is built. */
#ifndef VB_MATCH_FROZEN_H
#define VB_MATCH_FROZEN_H

#include "base/image.h"
#include "match/coder.h"

/* Make the image of a coder, which must take words as written: spelling is not frozen.  freezer->failed when memory
 * is out. */
void vb_coder_freeze(const vb_coder *coder, vb_freezer *freezer);

/* The coder of a lexicon that has been thawed, which must outlive it; regular expressions are compiled when they are
 * first run.  Release with vb_coder_free().  NULL with *err set when memory is out. */
vb_coder *vb_coder_thaw(const vb_lexicon *lexicon, vb_error *err);

#endif
