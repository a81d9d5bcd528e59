/* New weights in a lexicon's source; every other byte stays. */
#ifndef VB_TUNE_SPLICE_H
#define VB_TUNE_SPLICE_H

#include "base/buffer.h"

typedef struct {
    size_t line, column; /* of the term, as vb_term has them */
    uint32_t weight;     /* thousandths */
    bool done;           /* set where it could be written: not where the term is written with escapes or over lines */
} vb_weight_change;

/* Add `source`, YAML named `file`, with the changes to `out`. */
vb_status vb_weights_splice(vb_str source, const char *file, vb_weight_change *changes, size_t n, vb_buffer *out,
                            vb_error *err);

/* Add thousandths as a decimal: 700 is 0.7. */
void vb_weight_add(vb_buffer *out, uint32_t weight);

#endif
