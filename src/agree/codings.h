/* Codings of the same answers by several coders: what the files say, joined by id. */
#ifndef VB_AGREE_CODINGS_H
#define VB_AGREE_CODINGS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "lexicon/lexicon.h"

/* Instead of the number of a code. */
#define VB_CODE_NONE (SIZE_MAX - 1) /* the coder says: no code */
#define VB_CODE_MISSING SIZE_MAX    /* the coder says nothing of this answer */

/* One coder's coding of one answer. */
typedef struct {
    size_t primary;      /* a code, VB_CODE_NONE or VB_CODE_MISSING */
    bool has_set;        /* false: nothing is known of the set */
    const size_t *codes; /* rising, without those above another of them */
    size_t n_codes;
    bool blank; /* it has no code, because nothing is written there */
    size_t row; /* of the coder's file; 0: the answer is not in it */
    vb_str evidence;
} vb_coder_says;

typedef struct {
    vb_str id;
    size_t row; /* of the file that had it first */
    vb_str answer, split;
    vb_str *groups;      /* one a by-column; empty: none */
    vb_coder_says *says; /* one a coder */
} vb_coded_answer;

/* What a coder is: a file, or a column of one. */
typedef struct {
    vb_str name;
    bool has_primary, has_codes; /* columns of its own; else one is made of the other */
    size_t answers;              /* coded, "none" among them */
    size_t alone;                /* of them in no other coder's file */
    size_t duplicates;           /* rows left out: their id had been */
} vb_coder_info;

typedef struct {
    vb_str *codes; /* paths, in the order of their bytes */
    size_t n_codes;
    vb_coded_answer *answers;
    size_t n_answers, cap_answers;
    vb_coder_info *coders;
    size_t n_coders;
    vb_str *by; /* names of the by-columns */
    size_t n_by;
    bool has_answers, has_split, has_evidence;
    vb_buffer notes; /* lines to tell */
    vb_arena arena;
} vb_codings;

/* Read the job's inputs.  `lexicon` may be NULL.  Release also what was not read whole. */
vb_status vb_codings_read(const vb_job *job, const vb_agree_options *options, const vb_lexicon *lexicon,
                          vb_codings *codings, vb_error *err);
/* The same of the first input alone, which is gold and the only coder.  `joins`: it is to be joined by its ids, which
 * it must have.  VB_ERROR_INPUT also for a code that the lexicon does not have. */
vb_status vb_codings_read_one(const vb_job *job, const vb_agree_options *options, const vb_lexicon *lexicon,
                              bool joins, vb_codings *codings, vb_error *err);
void vb_codings_release(vb_codings *codings);

/* The path's first `level` steps; 0: all of it. */
vb_str vb_code_at_level(vb_str path, size_t level);

/* A coding as text: "none", "" where it is missing, or paths with ';' between. */
vb_str vb_codings_primary(const vb_codings *codings, const vb_coder_says *says);
void vb_codings_add_set(const vb_codings *codings, const vb_coder_says *says, vb_buffer *out);

/* What all who coded an answer say of it, at one level. */
typedef struct {
    bool compared; /* two or more coded it */
    bool primary_differs, set_differs;
} vb_difference;

/* VB_ERROR_INPUT: no answer is coded by two.  `several`: the coders have files of their own, joined by id. */
vb_status vb_codings_check_shared(const vb_codings *codings, bool several, vb_error *err);

vb_difference vb_codings_compare(const vb_codings *codings, const vb_coded_answer *answer, size_t level);

#endif
