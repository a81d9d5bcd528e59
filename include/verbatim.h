/* verbatim: code open-ended answers with a lexicon.  This is the only installed header.
 *
 * Order of use: vb_lexicon_open() reads a lexicon, vb_coder_new() compiles it, vb_session_new() gives one
 * thread its working memory, vb_session_code() codes one answer.  vb_code(), vb_report(), vb_explain() and
 * vb_tokens() do whole jobs from a stream of records to a stream of output.
 *
 * The library never prints, exits or aborts.  It keeps no global state and does not depend on the locale. */
#ifndef VERBATIM_H
#define VERBATIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VB_VERSION "0.1.0"

/* A borrowed run of UTF-8 bytes: never owned, never NUL-terminated. */
typedef struct {
    const char *ptr;
    size_t len;
} vb_str;

/* What went wrong.  VB_OK is zero. */
typedef enum {
    VB_OK = 0,
    VB_ERROR_MEMORY,  /* no memory left */
    VB_ERROR_READ,    /* a file cannot be opened or read */
    VB_ERROR_WRITE,   /* output could not be written whole */
    VB_ERROR_INPUT,   /* records that cannot be understood */
    VB_ERROR_LEXICON, /* a lexicon with a fault */
    VB_ERROR_USAGE,   /* arguments that do not fit together */
} vb_status;

/* A failure: what, where, what to do.  Lines, columns and rows count from 1; 0 means "not known".
 * `file` and `text` are NUL-terminated, cut to fit. */
typedef struct {
    vb_status code;
    char file[256];
    size_t line, column; /* in a lexicon or other source text; column in characters */
    size_t row;          /* record number in the input, header not counted */
    char text[768];
} vb_error;

/* ---- Codes ---- */

/* Why an answer has no code; rule 8 of the coding rules, the first that holds. */
typedef enum {
    VB_CODED = 0,           /* it has one */
    VB_REASON_EMPTY,        /* no word in it */
    VB_REASON_NON_ANSWER,   /* "n/a", "not sure" */
    VB_REASON_DENIED,       /* named only what is not the problem */
    VB_REASON_CANCELLED,    /* a term's `with` or `unless` decided against it */
    VB_REASON_WEAK,         /* below the threshold */
    VB_REASON_NO_MATCH,     /* nothing of the lexicon in it */
    VB_REASON_UNREADABLE,   /* its bytes are not UTF-8 */
} vb_reason;

#define VB_REASONS 8

/* "", "empty", "non-answer", "denied", "cancelled", "weak", "no-match", "unreadable". */
const char *vb_reason_name(vb_reason reason);

/* A category that an answer has, as code.  Scores are in thousandths. */
typedef struct {
    size_t category;          /* index in the lexicon */
    uint64_t score, strength; /* rule 5 */
    size_t first;             /* byte of the answer where its first counting match begins */
} vb_code_score;

#ifdef __cplusplus
}
#endif
#endif
