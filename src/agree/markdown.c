/* The document as GitHub's Markdown. */
#include "agree/document.h"

#include "output/rows.h"

#include <string.h>

/* Text as text: no mark-up, no HTML, no control characters, on one line. */
static void add_escaped(vb_buffer *out, vb_str text)
{
    vb_buffer safe = {0};
    vb_terminal_text(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] != '\0' && strchr("\\`*_[]<>|~&#$", safe.ptr[i]) != NULL)
            vb_buffer_add_char(out, '\\');
        vb_buffer_add_char(out, safe.ptr[i]);
    }
    out->failed |= safe.failed;
    vb_buffer_release(&safe);
}

static void add_rule(const vb_block *table, vb_buffer *out)
{
    for (size_t i = 0; i < table->columns; i++)
        vb_buffer_add_text(out, i < table->left ? "| :--- " : "| ---: ");
    vb_buffer_add_text(out, "|\n");
}

static void add_table(const vb_block *table, vb_buffer *out)
{
    for (size_t i = 0; i < table->n_cells; i++) {
        vb_buffer_add_text(out, "| ");
        add_escaped(out, table->cells[i]);
        vb_buffer_add_char(out, ' ');
        if ((i + 1) % table->columns == 0)
            vb_buffer_add_text(out, "|\n");
        if (i + 1 == table->columns)
            add_rule(table, out);
    }
}

void vb_document_markdown(const vb_document *d, vb_buffer *out)
{
    static const char *const before[] = {
        [VB_BLOCK_TITLE] = "## ", [VB_BLOCK_HEADING] = "### ", [VB_BLOCK_TEXT] = "",
        [VB_BLOCK_TABLE] = "",    [VB_BLOCK_ITEM] = "- ",      [VB_BLOCK_DETAIL] = "  "};
    for (size_t i = 0; i < d->n; i++) {
        const vb_block *block = &d->blocks[i];
        bool next_detail = i + 1 < d->n && d->blocks[i + 1].kind == VB_BLOCK_DETAIL;
        bool follows = i > 0 && (block->kind == VB_BLOCK_DETAIL ||
                                 (block->kind == VB_BLOCK_ITEM && d->blocks[i - 1].kind >= VB_BLOCK_ITEM));
        if (i > 0 && !follows)
            vb_buffer_add_char(out, '\n');
        vb_buffer_add_text(out, before[block->kind]);
        if (block->kind == VB_BLOCK_TABLE)
            add_table(block, out);
        else
            add_escaped(out, block->text);
        if (block->kind != VB_BLOCK_TABLE)
            vb_buffer_add_text(out, next_detail ? "  \n" : "\n"); /* two spaces: a line break in the item */
    }
    out->failed |= d->failed;
}
