/* Taking out of an answer what identifies people, as far as patterns can tell. */
#ifndef VB_RUN_REDACT_H
#define VB_RUN_REDACT_H

#include "base/buffer.h"
#include "base/error.h"

/* What is taken out, in this order: web addresses, e-mail addresses, telephone and other long numbers, account names
 * (@somebody), names behind titles (Mr., Dr., Principal ...) and behind "my name is".  Where a pattern takes more work
 * than it may, which no text of 2,000 bytes was seen to need, the rest of the text is withheld. */
typedef struct vb_redactor vb_redactor;

/* NULL with *err set.  Not to be shared between threads. */
vb_redactor *vb_redactor_new(vb_error *err);
void vb_redactor_free(vb_redactor *redactor);

/* A place in the text, before and after. */
typedef struct {
    size_t beg, end;         /* bytes that were taken out of the original */
    size_t new_beg, new_end; /* what stands there now: "[e-mail]" */
} vb_redaction;

/* Add the redacted text to `out`, which is empty, and set *list to what was taken out, by position: the redactor's, until
 * the next call.  False when memory is out. */
bool vb_redactor_run(vb_redactor *redactor, vb_str text, vb_buffer *out, const vb_redaction **list, size_t *n);

/* Where a byte of the original is now.  One that was taken out is at the start, or with `end` at the end, of what stands
 * for it. */
size_t vb_redaction_move(const vb_redaction *list, size_t n, size_t at, bool end);

#endif
