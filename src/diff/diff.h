/* All that is known of a lexicon's change, for the writers. */
#ifndef VB_DIFF_DIFF_H
#define VB_DIFF_DIFF_H

#include "check/finding.h"
#include "diff/cause.h"
#include "diff/measures.h"
#include "diff/policy.h"
#include "diff/shares.h"

typedef struct {
    const vb_diff_options *options;
    vb_edits edits;
    size_t *answers_of; /* one an edit: the answers that it changes, alone or with others */
    bool has_corpus;
    vb_str source; /* the corpus's name */
    vb_changes changes;
    vb_causes causes;
    const vb_share_table *shares;
    size_t n_shares;
    const vb_measures *figures; /* NULL: no gold */
    const vb_policy_gates *gates;     /* NULL: no policy */
} vb_diff;

/* Each adds the whole to `out`, which fails stickily. */
void vb_diff_text(const vb_diff *diff, vb_buffer *out);
void vb_diff_markdown(const vb_diff *diff, vb_buffer *out);
void vb_diff_json(const vb_diff *diff, vb_buffer *out);

/* Edits and changed answers that text and Markdown show; JSON has all. */
enum { VB_DIFF_MOST_EDITS = 50, VB_DIFF_MOST_ANSWERS = 50 };

/* As what a check finds: each edit that changes answers, at its line, and each gate that is not met; the gates as
 * cases. `findings` has its command and rules and is empty; false when memory is out. */
bool vb_diff_findings(const vb_diff *diff, vb_findings *findings);

/* ---- What the formats for people share (wording.c); they escape the whole. ---- */

/* "2 terms added, 1 setting changed". */
void vb_diff_sum_edits(const vb_diff *diff, vb_buffer *out);

/* Whether an edit is among those that are shown: the first ones of those that change an answer, then of the others.
 */
bool vb_diff_shows_edit(const vb_diff *diff, size_t edit);
size_t vb_diff_hidden_edits(const vb_diff *diff);

/* "edit 2", "edits 2 and 3 together", "edit 2 or edit 3, each alone". */
void vb_diff_cause(const vb_change *change, vb_buffer *out);

/* "buy-in;training", or "uncoded (no-match)". */
void vb_diff_codes(const vb_coded *coded, vb_buffer *out);

/* "0.812" or, where there is none, "none"; with a sign: "+0.012". */
void vb_diff_number(double value, bool sign, vb_buffer *out);
/* "0.812 → 0.824, +0.012 (95 % interval -0.003 to +0.021)". */
void vb_diff_figure(const vb_figure_change *figure, vb_buffer *out);
/* Whether the code's coding changes anywhere that gold is known. */
bool vb_diff_code_changes(const vb_code_figures *code);
/* What the figures were worked out of, and McNemar's test: two sentences. */
void vb_diff_basis(const vb_measures *figures, vb_buffer *out);

/* The answer in pieces: marked and unmarked by turns.  Redacted, unmarked pieces are "…".  False at the end; `at` and
 * `mark` begin at 0; *marked is NULL for unmarked ones. */
bool vb_diff_piece(const vb_diff *diff, const vb_change *change, const vb_coded *coded, size_t *at, size_t *mark,
                   vb_str *piece, const vb_mark **marked);

#endif
