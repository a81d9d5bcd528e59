/* What a term is made of: its slots, gaps and alternatives, and which words of a corpus fill each slot. */
#ifndef VB_RUN_SHOW_TERM_H
#define VB_RUN_SHOW_TERM_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "lexicon/lexicon.h"

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

/* Add what `term` of the lexicon is made of: a line for each slot and gap, and below a slot the words of the corpus
 * that fill it, the most frequent first.  False when memory is out. */
bool vb_show_term(const vb_lexicon *lexicon, const vb_term *term, const vb_families *families, vb_buffer *out);
bool vb_show_term_json(const vb_lexicon *lexicon, const vb_term *term, const vb_families *families, vb_buffer *out);

#endif
