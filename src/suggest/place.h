/* A lexicon's source that suggestions are added to, one by one. */
#ifndef VB_SUGGEST_PLACE_H
#define VB_SUGGEST_PLACE_H

#include "lexicon/tree.h"

typedef struct {
    const vb_job *job;    /* its lexicon and settings */
    vb_lexicon_tree tree; /* with all that was placed */
    vb_buffer source;     /* its first part's */
    vb_arena arena;
} vb_placing;

/* Begin with `source`, of job->lexicon.  VB_ERROR_LEXICON: a plain dictionary, whose terms are other ones.  Release
 * in any case. */
vb_status vb_placing_open(vb_placing *placing, const vb_job *job, vb_str source, vb_error *err);
void vb_placing_release(vb_placing *placing);

/* Each writes one line, or within one; every other byte stays.  False, and nothing is changed, where no line can do
 * it, or the lexicon could not be read then, or would not be changed by just this entry; err->code is set when memory
 * is out. */
bool vb_place_term(vb_placing *placing, vb_str path, vb_str term, vb_error *err);  /* to the category's terms */
bool vb_place_word(vb_placing *placing, vb_str word, vb_str meant, vb_error *err); /* to `words` */
bool vb_place_unless(vb_placing *placing, vb_str path, vb_str term, vb_str unless, vb_error *err);

#endif
