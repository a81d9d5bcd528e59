#include "input/lines.h"

#include "base/str.h"

bool vb_lines_cut(char line_end, bool last, size_t most, vb_batch *batch, vb_place *place)
{
    vb_str text = vb_buffer_str(&batch->bytes);
    size_t beg = 0;
    while (beg < text.len && batch->n < most) {
        const char *found = memchr(text.ptr + beg, line_end, text.len - beg);
        if (found == NULL && !last)
            break;
        size_t mark = found == NULL ? text.len : (size_t)(found - text.ptr);
        size_t end = mark;
        while (line_end == '\n' && end > beg && text.ptr[end - 1] == '\r')
            end--;
        vb_str line = vb_str_cut(text, beg, end);
        if (vb_str_trim(line).len > 0) {
            if (!vb_batch_room(batch, 1))
                return false;
            batch->cells[batch->n_cells++] = line;
            batch->records[batch->n++] = (vb_record){
                .raw = line, .row = place->row++, .line = place->line, .byte = place->byte + beg, .n_found = 1};
        }
        place->line++;
        beg = mark < text.len ? mark + 1 : text.len;
    }
    place->byte += beg;
    place->quote_line = 0;
    vb_batch_settle(batch, 1);
    return true;
}
