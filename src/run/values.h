/* A coding as the cells that `code` adds to a record. */
#ifndef VB_RUN_VALUES_H
#define VB_RUN_VALUES_H

#include "base/buffer.h"
#include "lexicon/lexicon.h"
#include "run/added.h"

/* Set values[VB_ADDED_PRIMARY ...]; their bytes are in `bytes`, which is cleared first.  The session has just coded
 * the answer; with `reason` VB_REASON_UNREADABLE it has not.
 *
 * evidence: items with ` | ` between, by position, of several terms that say the same only one:
 *     PATH "TEXT" BEG-END                          it counts
 *     denied PATH "TEXT" BEG-END by "TEXT"         rule 4
 *     cancelled PATH "TEXT" BEG-END                rule 2
 * TEXT is what the match filled, ` … ` for the words between, quotation marks in it as ', line breaks as spaces.
 * BEG-END are bytes of the answer, half open.  Behind BEG-END, or the TEXT of `by`, may follow: taken as "TEXT", with
 * wrong spellings as the words that they were taken for.  False when memory is out. */
bool vb_values_make(const vb_lexicon *lexicon, const vb_session *session, const vb_coding *coding, vb_buffer *bytes,
                    vb_str *values);

/* Add what a piece of evidence filled, as above but without quotation marks around it. */
void vb_evidence_text(const vb_session *session, size_t number, vb_buffer *out);

#endif
