/* A short document: headings, paragraphs, tables, lists.  It is put together once and written as text or Markdown. */
#ifndef VB_AGREE_DOCUMENT_H
#define VB_AGREE_DOCUMENT_H

#include "base/arena.h"
#include "base/buffer.h"

typedef enum {
    VB_BLOCK_TITLE,
    VB_BLOCK_HEADING,
    VB_BLOCK_TEXT,
    VB_BLOCK_TABLE,
    VB_BLOCK_ITEM,
    VB_BLOCK_DETAIL
} vb_block_kind;

typedef struct {
    vb_block_kind kind;
    vb_str text;
    vb_str *cells; /* TABLE: row by row, the first the header; the last row may be short */
    size_t n_cells, cap_cells, columns;
    size_t left; /* so many columns, the first, are words: the others are numbers */
} vb_block;

/* It fails stickily. */
typedef struct {
    vb_block *blocks;
    size_t n, cap;
    vb_arena arena;
    bool failed;
} vb_document;

void vb_document_release(vb_document *document);

void vb_document_add(vb_document *document, vb_block_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Begin a table; its cells follow.  Strangers' text is made safe when the document is written. */
void vb_document_table(vb_document *document, size_t columns, size_t left);
void vb_document_cell(vb_document *document, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A figure with three decimals; a dash for one that does not exist. */
void vb_document_figure(vb_document *document, double value);

/* An interval, "0.801 to 0.880", or a dash. */
void vb_document_interval(vb_document *document, double low, double high);

/* Write it for a terminal of `width` columns, or as GitHub's Markdown. */
void vb_document_text(const vb_document *document, size_t width, vb_buffer *out);
void vb_document_markdown(const vb_document *document, vb_buffer *out);

#endif
