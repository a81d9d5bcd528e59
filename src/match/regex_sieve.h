/* Texts put through the outline of a regular expression. */
#ifndef VB_MATCH_REGEX_SIEVE_H
#define VB_MATCH_REGEX_SIEVE_H

#include "match/regex_outline.h"

/* One thread's states of an outline, which must outlive it; whenever they have more than `most` bytes all are
 * forgotten.  NULL when memory is out. */
typedef struct vb_sieve vb_sieve;
vb_sieve *vb_sieve_new(const vb_outline *outline, size_t most);
void vb_sieve_free(vb_sieve *sieve);

typedef enum {
    VB_SIEVE_STOPS,   /* the regex has no match in the text */
    VB_SIEVE_PASSES,  /* it may have one */
    VB_SIEVE_MATCHES, /* it has one, of a character at least if it does not match the empty text */
} vb_sieve_result;

/* Put a text through that is folded, but for capital letters of ASCII if case is no matter to the regex: no other
 * character in it is one of ASCII in another form.  False when memory is out. */
bool vb_sieve_run(vb_sieve *sieve, vb_str text, vb_sieve_result *result);

#endif
