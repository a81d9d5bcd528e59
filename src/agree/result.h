/* All that `agree` finds out, and the formats that it is written in. */
#ifndef VB_AGREE_RESULT_H
#define VB_AGREE_RESULT_H

#include "agree/document.h"
#include "agree/measures.h"

typedef struct {
    const char *name; /* "min-kappa" */
    double least, value;
    bool passed;
} vb_gate_result;

/* An answer that its coders do not agree on, at the headline's level. */
typedef struct {
    const vb_coded_answer *answer;
    vb_str evidence; /* may be empty */
} vb_disagreement;

typedef struct {
    const vb_agree_options *options;
    const vb_codings *codings;
    vb_measure_options how;
    vb_agree_view *views; /* the headline first, then its other levels, then other parts, then groups */
    size_t n_views;
    vb_gate_result gates[VB_GATES];
    size_t n_gates;
    vb_disagreement *listed;
    size_t n_listed, n_disagreements;
    size_t n_primary; /* of the disagreements: on the primary.  They are listed first */
} vb_agree_result;

/* One function a format; `out` fails stickily. */
void vb_agree_document(const vb_agree_result *result, vb_document *document); /* text and Markdown */
void vb_agree_json(const vb_agree_result *result, vb_buffer *out);
void vb_agree_csv(const vb_agree_result *result, vb_buffer *out);

/* "test", "tune", "all", "job_title = teacher"; it goes to *text, which is cleared first. */
void vb_agree_part_text(const vb_agree_result *result, const vb_agree_view *view, vb_buffer *text);

/* Where an alpha stands: at 0.80 and 0.667 (Krippendorff 2004, 11.4.2). */
const char *vb_alpha_words(double alpha);

#endif
