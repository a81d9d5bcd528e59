/* The words of a corpus, from which the families of words that fill a slot are taken. */
#ifndef VB_RUN_FAMILIES_H
#define VB_RUN_FAMILIES_H

#include "base/arena.h"
#include "base/hash.h"

/* The distinct words of a corpus, as written, with how often they come. */
typedef struct {
    vb_arena arena;
    vb_map known; /* form -> index */
    struct vb_family_word {
        vb_str form;
        uint64_t n;
    } * words;
    size_t n, cap;
    bool read;
} vb_families; /* all zero: no corpus */

/* Read the words of the job's inputs.  Answers that are not UTF-8 are left out. */
vb_status vb_families_read(vb_families *families, const vb_job *job, vb_error *err);
void vb_families_release(vb_families *families);

#endif
