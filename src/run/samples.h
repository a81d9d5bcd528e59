/* A sample of answers for the page (--with-answers).
 *
 * A cell of a table keeps the VB_SAMPLE_CELL answers with the smallest random numbers, which the seed and the place in
 * the input give; all cells together keep about VB_SAMPLE_ALL, those that come first where there are more.  Answers are
 * cut at VB_SAMPLE_BYTES and redacted.  So memory is bounded, and the sample is the same whatever the threads: records
 * are offered in the order of the input. */
#ifndef VB_RUN_SAMPLES_H
#define VB_RUN_SAMPLES_H

#include "code/session.h"
#include "report/report.h"
#include "run/redact.h"

enum { VB_SAMPLE_CELL = 250, VB_SAMPLE_ALL = 10000, VB_SAMPLE_BYTES = 2000 };

typedef struct vb_samples vb_samples;

/* NULL when memory is out. */
vb_samples *vb_samples_new(uint64_t seed);
void vb_samples_free(vb_samples *samples);

/* A cell: a code of the top level (SIZE_MAX: uncoded) in a group of a breakdown, or with breakdown SIZE_MAX in all. */
uint64_t vb_sample_cell(size_t breakdown, vb_str group, size_t code);

/* Offer the next answer, which is of these cells.  True: it is wanted, and vb_samples_put() is to follow. */
bool vb_samples_offer(vb_samples *samples, const uint64_t *cells, size_t n_cells);

/* An answer that is wanted.  Groups are a breakdown's number and a name each. */
typedef struct {
    vb_str text;
    size_t primary;
    const size_t *codes;
    size_t n_codes;
    const size_t *breakdowns;
    const vb_str *groups;
    size_t n_groups;
    const vb_session *session; /* has just coded it, for the evidence; NULL: there is none */
} vb_sampled;

/* False when memory is out. */
bool vb_samples_put(vb_samples *samples, vb_redactor *redactor, const vb_sampled *sample);

/* Set the report's answers: those of which something is published, with what is published of them, in the order of the
 * input.  `to` maps codes to the report's categories (NULL: they are these).  `sections` are the breakdowns of the
 * report's sections.  False when memory is out. */
bool vb_samples_list(const vb_samples *samples, const size_t *to, const size_t *sections, vb_arena *arena,
                     vb_report *report);

#endif
