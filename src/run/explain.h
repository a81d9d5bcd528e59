/* Saying how an answer comes to its codes, for a person. */
#ifndef VB_RUN_EXPLAIN_H
#define VB_RUN_EXPLAIN_H

#include "base/buffer.h"
#include "code/session.h"

/* Add the explanation of an answer that `session` has just coded as `coding` to `out` (which fails stickily): its
 * clauses, words and stems, every match with what became of it and by which rule, the scores, the primary; for an
 * uncoded answer the reason and the terms that came nearest. */
void vb_explain_text(vb_session *session, vb_str answer, const vb_coding *coding, size_t width, vb_buffer *out);

/* Add a table of the tokens of the answer that `session` has just coded: bytes, sentence, clause (turns counted),
 * forms and stems, whether the lexicon knows them. */
void vb_explain_tokens(vb_session *session, vb_str answer, vb_buffer *out);

#endif
