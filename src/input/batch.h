/* Filling a batch: what the splitters of the formats share. */
#ifndef VB_INPUT_BATCH_H
#define VB_INPUT_BATCH_H

#include "base/grow.h"
#include "input/records.h"

/* Where the next record begins, counted as in vb_record. */
typedef struct {
    size_t row, line, byte;
    size_t
        quote_line; /* after a cut: the record there is unfinished, in a cell whose quote opens in this line; or 0 */
} vb_place;

/* Forget the records; keep the bytes and the memory. */
void vb_batch_reset(vb_batch *batch);

/* Give the records their cells, of which each has `columns`: the array has come to rest. */
void vb_batch_settle(vb_batch *batch, size_t columns);

/* Room for one more record and its cells.  False when memory is out. */
static inline bool vb_batch_room(vb_batch *batch, size_t columns)
{
    return VB_PUSH_ROOM(batch->records, batch->n, batch->cap) &&
           (columns <= batch->cap_cells - batch->n_cells ||
            vb_grow(&batch->cells, &batch->cap_cells, batch->n_cells + columns, sizeof *batch->cells));
}

#endif
