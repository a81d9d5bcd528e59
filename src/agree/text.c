/* The document for a terminal. */
#include "agree/document.h"

#include "output/rows.h"
#include "text/width.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, CELL_MOST = 44 }; /* columns between cells; of a cell */

static void add_wrapped(vb_buffer *out, vb_str text, size_t width, const char *first, const char *more)
{
    vb_buffer safe = {0};
    size_t margin = vb_display_width((vb_str){first, strlen(first)});
    vb_terminal_text(&safe, text);
    vb_str rest = vb_buffer_str(&safe);
    const char *before = first;
    while (rest.len > 0) {
        vb_str line = vb_display_line(&rest, width > margin + 20 ? width - margin : 20);
        vb_buffer_add_text(out, before);
        vb_buffer_add_str(out, line);
        vb_buffer_add_char(out, '\n');
        before = more;
    }
    out->failed |= safe.failed;
    vb_buffer_release(&safe);
}

static vb_str shown(vb_buffer *safe, vb_str cell)
{
    vb_buffer_clear(safe);
    vb_terminal_text(safe, cell);
    vb_str text = vb_buffer_str(safe);
    text.len = vb_display_cut(text, CELL_MOST);
    return text;
}

static void add_spaces(vb_buffer *out, size_t n)
{
    for (; n > 0; n--)
        vb_buffer_add_char(out, ' ');
}

static void add_table(const vb_block *table, vb_buffer *out)
{
    size_t *widths = calloc(table->columns + 1, sizeof *widths);
    vb_buffer safe = {0};
    out->failed |= widths == NULL;
    for (size_t i = 0; widths != NULL && i < table->n_cells; i++) {
        size_t width = vb_display_width(shown(&safe, table->cells[i]));
        if (width > widths[i % table->columns])
            widths[i % table->columns] = width;
    }
    for (size_t i = 0; widths != NULL && i < table->n_cells; i++) {
        size_t column = i % table->columns;
        vb_str cell = shown(&safe, table->cells[i]);
        size_t pad = widths[column] - vb_display_width(cell);
        bool last = column + 1 == table->columns;
        add_spaces(out, GAP);
        add_spaces(out, column < table->left ? 0 : pad);
        vb_buffer_add_str(out, cell);
        if (!last)
            add_spaces(out, column < table->left ? pad : 0);
        if (!last && i + 1 < table->n_cells)
            continue;
        while (out->len > 0 && out->ptr[out->len - 1] == ' ')
            out->len--;
        vb_buffer_add_char(out, '\n');
    }
    out->failed |= safe.failed;
    vb_buffer_release(&safe);
    free(widths);
}

void vb_document_text(const vb_document *d, size_t width, vb_buffer *out)
{
    for (size_t i = 0; i < d->n; i++) {
        const vb_block *block = &d->blocks[i];
        bool listed = block->kind == VB_BLOCK_ITEM || block->kind == VB_BLOCK_DETAIL;
        if (i > 0 && !listed && d->blocks[i - 1].kind != VB_BLOCK_HEADING)
            vb_buffer_add_char(out, '\n');
        if (block->kind == VB_BLOCK_TABLE)
            add_table(block, out);
        else if (listed)
            add_wrapped(out, block->text, width, block->kind == VB_BLOCK_ITEM ? "  - " : "      ",
                        block->kind == VB_BLOCK_ITEM ? "    " : "      ");
        else
            add_wrapped(out, block->text, width, "", "");
    }
    out->failed |= d->failed;
}
