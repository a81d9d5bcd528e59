/* The inputs of a study, read one after the other as if they were one: the first has the columns, others have theirs
 * matched by name. */
#ifndef VB_RUN_INPUTS_H
#define VB_RUN_INPUTS_H

#include "input/source.h"

/* One of them.  What is said of it holds as long as the inputs are open. */
typedef struct {
    const char *name;   /* for messages and the column `file` */
    const size_t *from; /* for each column of the study its own, or VB_NO_COLUMN; NULL: it has the same */
    size_t n_columns;   /* its own */
    bool passes;        /* bytes of its records may stand among those of the first */
    bool splices;       /* its records are objects, like those of the first: values can be spliced into them */
    bool has_values;    /* its records' values are of the first's variables */
    uint64_t beg;       /* bytes of all the inputs before it */
    vb_buffer why;      /* lines to tell before its records */
} vb_input_file;

typedef struct {
    const vb_job *job;
    vb_records *first, *now; /* the one that has the columns, and the one that is read, which may be the same */
    vb_input_file *files;
    size_t n, at;     /* of files opened; the number of `now` */
    vb_buffer notes;  /* lines to tell at the end */
    size_t undecoded; /* bytes that their encoding does not have */
    uint64_t bytes;   /* of all inputs; 0: not known */
    size_t answer;    /* the study's column: of plain text it is the last */
    vb_arena arena;
} vb_inputs;

/* How the job wants its files read. */
vb_input_options vb_inputs_options(const vb_job *job);

/* Open the first; the job must outlive them.  All zero is closed. */
vb_status vb_inputs_open(vb_inputs *inputs, const vb_job *job, vb_error *err);
void vb_inputs_close(vb_inputs *inputs);

/* Look whether all further files can be opened and have the column of answers, before anything is made of the first.
 * What is no file, and can be read but once, is found out in its turn. */
vb_status vb_inputs_check(vb_inputs *inputs, vb_error *err);

/* The next records, none when all inputs are at their end, and the input that they are of.  Callers take turns. */
vb_status vb_inputs_next(vb_inputs *inputs, vb_batch *batch, const vb_input_file **file, vb_error *err);

/* Room for one record's cells in the study's columns. */
typedef struct {
    vb_str *cells;
    void *values; /* vb_value each */
} vb_input_room;

bool vb_input_room_init(vb_input_room *room, size_t n); /* false when memory is out */
void vb_input_room_release(vb_input_room *room);

/* The record with only the columns `from`, `n` of them (VB_NO_COLUMN: an empty cell), its bytes not to be passed
 * through.  It lives as long as room and record. */
vb_record vb_input_project(const vb_record *record, const size_t *from, size_t n, bool has_values,
                           const vb_input_room *room);

#endif
