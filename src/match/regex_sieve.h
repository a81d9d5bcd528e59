/* Texts put through the outline of a regular expression. */
#ifndef VB_MATCH_REGEX_SIEVE_H
#define VB_MATCH_REGEX_SIEVE_H

#include "match/regex_outline.h"

/* One thread's states of an outline, which must outlive it.  NULL when memory is out. */
typedef struct vb_sieve vb_sieve;
vb_sieve *vb_sieve_new(const vb_outline *outline);
void vb_sieve_free(vb_sieve *sieve);

/* *passes is false if the regex has no match in the text, which may be with its capital letters if case is no matter
 * to the regex.  At a character that is not of ASCII nothing more is known.  False when memory is out. */
bool vb_sieve_run(vb_sieve *sieve, vb_str text, bool *passes);

/* Forget all states whenever there are more than `most` bytes of them: for tests. */
void vb_sieve_limit(vb_sieve *sieve, size_t most);

#endif
