#include "agree/document.h"

#include "base/grow.h"

#include <math.h>
#include <stdlib.h>

void vb_document_release(vb_document *d)
{
    for (size_t i = 0; i < d->n; i++)
        free(d->blocks[i].cells);
    free(d->blocks);
    vb_arena_release(&d->arena);
    *d = (vb_document){0};
}

static vb_block *new_block(vb_document *d, vb_block_kind kind)
{
    d->failed |= !VB_PUSH_ROOM(d->blocks, d->n, d->cap);
    if (d->failed)
        return NULL;
    d->blocks[d->n] = (vb_block){.kind = kind};
    return &d->blocks[d->n++];
}

static vb_str format_text(vb_document *d, const char *format, va_list args)
{
    vb_buffer text = {0};
    vb_buffer_vprintf(&text, format, args);
    vb_str kept = vb_arena_copy(&d->arena, vb_buffer_str(&text));
    d->failed |= text.failed || kept.ptr == NULL;
    vb_buffer_release(&text);
    return kept;
}

void vb_document_add(vb_document *d, vb_block_kind kind, const char *format, ...)
{
    va_list args;
    vb_block *block = new_block(d, kind);
    va_start(args, format);
    if (block != NULL)
        block->text = format_text(d, format, args);
    va_end(args);
}

void vb_document_table(vb_document *d, size_t columns, size_t left)
{
    vb_block *block = new_block(d, VB_BLOCK_TABLE);
    if (block == NULL)
        return;
    block->columns = columns;
    block->left = left;
}

void vb_document_cell(vb_document *d, const char *format, ...)
{
    if (d->failed)
        return;
    vb_block *table = &d->blocks[d->n - 1];
    va_list args;
    d->failed |= !VB_PUSH_ROOM(table->cells, table->n_cells, table->cap_cells);
    if (d->failed)
        return;
    va_start(args, format);
    table->cells[table->n_cells++] = format_text(d, format, args);
    va_end(args);
}

void vb_document_figure(vb_document *d, double value)
{
    if (isnan(value))
        vb_document_cell(d, "–");
    else
        vb_document_cell(d, "%.3f", value);
}

void vb_document_interval(vb_document *d, double low, double high)
{
    if (isnan(low) || isnan(high))
        vb_document_cell(d, "–");
    else
        vb_document_cell(d, "%.3f to %.3f", low, high);
}
