/* Codes that are in a column already: human coding gets the same tables and tests.
 *
 * C1  A cell's codes have one separator between them: the one given, else of `;`, `|` and `,` the first that occurs in
 *     the column's first records.
 * C2  A code is known by its path, its name or its label in the lexicon, in any case of letters.
 * C3  If the lexicon does not know one of the column's codes it is not the lexicon of that coding: all are codes of
 *     their own, `a/b` being below `a`.
 * C4  The first code is the primary, unless another column has it.
 * C5  `none`, `uncoded` and the like are no codes, unless the lexicon has them. */
#ifndef VB_RUN_CODES_H
#define VB_RUN_CODES_H

#include "input/columns.h"
#include "lexicon/lexicon.h"
#include "tally/tally.h"

#include <pthread.h>

enum { VB_CODES_MOST = 1000 }; /* different ones in a column */

typedef struct vb_code_value vb_code_value;

/* The codes of a study, numbered as they come: threads share it, and look here for what they have not seen. */
typedef struct {
    size_t column, primary; /* of the study; `primary` may be VB_NO_COLUMN */
    vb_str separator;
    pthread_mutex_t lock;
    bool has_lock;
    vb_map known; /* folded code -> its number */
    vb_code_value *items;
    size_t n, cap;
    size_t *to; /* the category of each, once it is settled; VB_NO_CATEGORY: it is none */
    vb_arena arena;
} vb_codebook;

/* Find the columns that the job names, and the separator.  Release in any case. */
vb_status vb_codebook_open(vb_codebook *book, const vb_job *job, const vb_records *records, const vb_batch *sample,
                           vb_error *err);
void vb_codebook_release(vb_codebook *book);

/* The same without columns, for codes that vb_codebook_number() is given. */
vb_status vb_codebook_open_bare(vb_codebook *book, vb_error *err);

/* A code as it was written. */
vb_str vb_codebook_label(const vb_codebook *book, size_t number);

/* One thread's way to it. */
typedef struct {
    vb_codebook *book;
    vb_map known; /* a code as written -> its number */
    vb_arena arena;
    vb_buffer folded;
    size_t *codes; /* of the record that was read last: rising numbers of the codebook */
    size_t n_codes, cap_codes;
    size_t primary; /* VB_NO_CATEGORY: none */
} vb_code_reader;

void vb_code_reader_release(vb_code_reader *reader);

/* Read a record's codes.  VB_ERROR_INPUT: there are too many different ones. */
vb_status vb_code_reader_read(vb_code_reader *reader, const vb_record *record, vb_error *err);

/* The number of a code, new if it was not met yet.  VB_ERROR_INPUT: there are too many different ones. */
vb_status vb_codebook_number(vb_codebook *book, vb_str code, size_t *number, vb_error *err);

/* When all is read: the lexicon whose categories the codes are, `known` if it has them all, else one made of them, to be
 * freed with vb_lexicon_free(), in *own; and the counts of `tally` by its categories added to `recoded`.  *unknown is
 * then a code that `known` does not have.  NULL when memory is out. */
const vb_lexicon *vb_codebook_settle(vb_codebook *book, const vb_lexicon *known, const vb_tally *tally,
                                     vb_tally *recoded, vb_lexicon **own, vb_str *unknown);

#endif
