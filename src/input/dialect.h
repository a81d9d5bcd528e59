/* Which dialect of CSV a text is in (rules P1 ... in dialect.c). */
#ifndef VB_INPUT_DIALECT_H
#define VB_INPUT_DIALECT_H

#include "input/csv.h"

typedef struct {
    vb_csv csv;           /* columns: 1 */
    const char *line_end; /* the first: "\n", "\r\n" or "\r" */
    size_t preamble;      /* bytes of the first lines that are no header, with their line ends: "sep=;", titles */
    size_t preamble_lines;
    bool says_separator; /* "sep=;" is one of them */
    vb_str title;        /* of them: the first title's text, as it stands; empty: there is none */
} vb_dialect;

/* Decide by the first bytes of a table; `last`: no bytes follow.  `separator` is the one, or '\0': find it.
 * dialect->line_end is NULL if more bytes are needed to tell.  False when memory is out. */
bool vb_dialect_decide(vb_str text, bool last, char separator, vb_dialect *dialect);

/* How well the first records fit a dialect. */
typedef struct {
    size_t columns; /* of the first record; 0: none */
    size_t records; /* behind it, as far as they are looked at */
    size_t alike;   /* those with as many cells */
    bool spaced;    /* the first has a space behind a separator */
    bool open;      /* the look ends within a quote */
} vb_dialect_fit;

/* False when memory is out. */
bool vb_dialect_try(vb_str text, bool last, const vb_csv *csv, vb_dialect_fit *fit);

#endif
