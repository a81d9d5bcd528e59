/* The page that an explanation is written on: a paragraph is put together piece by piece, then wrapped.  Whatever
 * comes from outside passes through vb_terminal_text(). */
#ifndef VB_RUN_EXPLAIN_PAGE_H
#define VB_RUN_EXPLAIN_PAGE_H

#include "base/buffer.h"

typedef struct {
    vb_buffer *out;
    size_t width;
    vb_buffer text; /* the paragraph at hand; add fixed text and numbers to it freely */
} vb_page;

/* A page on `out`, `width` columns wide (at least 40). */
void vb_page_begin(vb_page *page, vb_buffer *out, size_t width);

/* Releases the page; a failure of its own makes `out` fail. */
void vb_page_end(vb_page *page);

/* Add a stranger's text, cut with ` …` at `most` columns (0: whole). */
void vb_page_add(vb_page *page, vb_str text, size_t most);

/* Add thousandths as a decimal: 1500 is 1.5. */
void vb_page_add_thousandths(vb_page *page, uint64_t value);

/* Write the paragraph: `label`, a stranger's text that may be empty, behind `margin` spaces, the text beside it from
 * column `hang` on. */
void vb_page_put(vb_page *page, size_t margin, vb_str label, size_t hang);

/* The same without a label. */
void vb_page_put_text(vb_page *page, size_t hang);

/* A blank line, and the title of what follows. */
void vb_page_title(vb_page *page, const char *title);

#endif
