/* What is amiss with single records: collected by the workers, told in the order of the input. */
#ifndef VB_RUN_NOTES_H
#define VB_RUN_NOTES_H

#include "verbatim.h"

typedef enum {
    VB_NOTE_RAGGED,     /* fewer or more cells than the header */
    VB_NOTE_UNREADABLE, /* the answer is not UTF-8 */
    VB_NOTE_LIMIT,      /* a regular expression was given up */
} vb_note_kind;

#define VB_NOTE_KINDS 3

typedef struct {
    vb_note_kind kind;
    const char *file; /* NULL: there is but one */
    size_t row, line;
    vb_str id;       /* the respondent's, where there is such a column; lives as long as the record */
    size_t found;    /* RAGGED: cells; UNREADABLE: the first bad byte, from 1 */
    size_t expected; /* RAGGED: the header's cells */
    bool kept;       /* RAGGED: further ones are written */
} vb_note;

typedef struct {
    vb_note *items;
    size_t n, cap;
} vb_note_list;

/* False when memory is out. */
bool vb_note_add(vb_note_list *list, vb_note note);

/* How many of each kind have been told of. */
typedef struct {
    uint64_t n[VB_NOTE_KINDS];
} vb_note_counts;

/* Tell the notes (the first few of each kind), count them, and empty the list. */
void vb_notes_tell(const vb_job *job, vb_note_list *list, vb_note_counts *counts);

/* Tell how many there were where not all were told of. */
void vb_notes_finish(const vb_job *job, const vb_note_counts *counts);

#endif
