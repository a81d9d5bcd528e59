#include "input/batch.h"

#include <stdlib.h>

void vb_batch_reset(vb_batch *batch)
{
    batch->n = 0;
    batch->n_cells = 0;
    vb_arena_clear(&batch->arena);
}

void vb_batch_settle(vb_batch *batch, size_t columns)
{
    for (size_t i = 0; i < batch->n; i++)
        batch->records[i].cells = columns == 0 ? NULL : batch->cells + i * columns;
}

void vb_batch_release(vb_batch *batch)
{
    free(batch->records);
    free(batch->cells);
    vb_buffer_release(&batch->bytes);
    vb_arena_release(&batch->arena);
    *batch = (vb_batch){0};
}
