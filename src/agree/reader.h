/* Reading codings, file by file: what the parts of it share.  Private to src/agree. */
#ifndef VB_AGREE_READER_H
#define VB_AGREE_READER_H

#include "agree/cells.h"
#include "agree/codings.h"
#include "agree/source.h"
#include "run/grouping.h"

typedef enum { NOTE_RAGGED, NOTE_NO_ID, NOTE_TWICE, NOTE_MARK, NOTE_PRIMARY, NOTE_CODE, NOTE_KINDS } vb_reader_note;

/* What is read, file by file. */
typedef struct {
    const vb_job *job;
    const vb_agree_options *options;
    const vb_lexicon *lexicon;
    bool alone, joins; /* there is one coder, and codes that the lexicon does not have are an error; files are joined
                          by id */
    vb_codings *out;
    vb_code_table table;
    vb_map ids;                        /* -> answer */
    size_t *codes, n_codes, cap_codes; /* of the cell at hand */
    vb_columns by;                     /* of the file at hand, if it has them */
    vb_grouping *groupings;
    vb_grouper *groupers;
    size_t n_groupings, by_file; /* which has the by-columns; SIZE_MAX: not found yet */
    bool answer_found;
    vb_error by_error, answer_error; /* why the first file has not */
    size_t told[NOTE_KINDS];
    vb_error *err;
} vb_reader;

/* The file at hand. */
typedef struct {
    const char *name;
    size_t number, n_header;
    vb_coder_columns *coders; /* n_coders, from the coder `first` on */
    size_t first, n_coders;
    vb_shared_columns shared;
    bool joins; /* by id */
} vb_reader_file;

/* Tell of a row: the first few of each kind, one by one. */
void vb_reader_tell(vb_reader *r, vb_reader_note kind, const vb_reader_file *s, size_t row, vb_str id,
                    const char *format, ...) __attribute__((format(printf, 6, 7)));

/* coding.c: what a record says of the file's coder `at`.  The rules are in docs/agree.md, "What a cell says".  False
 * when memory is out. */
bool vb_reader_coding(vb_reader *r, const vb_reader_file *s, size_t at, const vb_record *record, vb_str id,
                      const vb_str *header, vb_coder_says *says);

/* finish.c: number the codes by their paths, tell what is amiss and what nobody else coded. */
vb_status vb_reader_finish(vb_reader *r);

#endif
