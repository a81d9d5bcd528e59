/* Cutting plain text into paragraphs, or taking it as one document (rules P1 ... in paragraphs.c). */
#ifndef VB_INPUT_PARAGRAPHS_H
#define VB_INPUT_PARAGRAPHS_H

#include "input/batch.h"

/* As vb_lines_cut: a record with one cell for each paragraph. */
bool vb_paragraphs_cut(char line_end, bool last, size_t most, vb_batch *batch, vb_place *place);

/* One record with the cells `name` and text, when there is no more of it (`last`); at place->row 1 alone. */
bool vb_document_cut(vb_str name, bool last, vb_batch *batch, vb_place *place);

#endif
