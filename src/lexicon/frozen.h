/* Shipped lexicons as images: read, checked and compiled when the program is built, by the code that reads and
 * compiles any other.  Opening one takes a hundredth of the time. */
#ifndef VB_LEXICON_FROZEN_H
#define VB_LEXICON_FROZEN_H

#include "base/image.h"
#include "lexicon/lexicon.h"

/* A vb_frozen_lexicon. */
struct vb_frozen_lexicon {
    const char *name;
    vb_image lexicon; /* without the bytes of its parts' YAML */
    vb_image coder;   /* see match/frozen.h */
};

/* All that are shipped; `name` NULL ends the list.  Generated into build/frozen.c by gen/freeze.c. */
extern const vb_frozen_lexicon vb_frozen_lexicons[];

/* NULL if there is none of that name. */
const vb_frozen_lexicon *vb_frozen_lexicon_find(const char *name);

/* Make the image of a lexicon.  freezer->failed when memory is out. */
void vb_lexicon_freeze(const vb_lexicon *lexicon, vb_freezer *freezer);

/* The lexicon; release with vb_lexicon_free().  NULL with *err set when memory is out. */
vb_lexicon *vb_lexicon_thaw(const vb_frozen_lexicon *frozen, vb_error *err);

#endif
