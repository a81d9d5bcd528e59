/* A paragraph
 *
 * P1  begins at a line that is not blank, behind a blank line or where the text begins;
 *
 * P2  begins also at a line that begins with a bullet or a number, indented or not (text/bullet.h); the bullet parts
 *     paragraphs and is none of the answer: `raw` has it, the cell has not;
 *
 * P3  ends before the next, or before a blank line, and keeps its line breaks;
 *
 * P4  is none if it is a bullet with nothing behind it;
 *
 * P5  stands in the line in which it begins. */
#include "input/paragraphs.h"

#include "base/str.h"
#include "text/bullet.h"

/* The paragraph that is being read. */
typedef struct {
    bool open;
    size_t beg, text, end; /* of its bytes; where they begin behind the bullet */
    size_t line;
} paragraph;

static bool add(const paragraph *p, vb_batch *batch, vb_place *place)
{
    vb_str all = vb_buffer_str(&batch->bytes);
    vb_str text = p->text < p->end ? vb_str_trim(vb_str_cut(all, p->text, p->end)) : VB_LITERAL("");
    if (text.len == 0) /* P4 */
        return true;
    if (!vb_batch_room(batch, 1))
        return false;
    batch->cells[batch->n_cells++] = text;
    batch->records[batch->n++] = (vb_record){.raw = vb_str_cut(all, p->beg, p->end),
                                             .row = place->row++,
                                             .line = p->line,
                                             .byte = place->byte + p->beg,
                                             .n_found = 1};
    return true;
}

bool vb_paragraphs_cut(char line_end, bool last, size_t most, vb_batch *batch, vb_place *place)
{
    vb_str all = vb_buffer_str(&batch->bytes);
    paragraph p = {0};
    size_t line = place->line, used = 0; /* what was cut ends at `used`, where line place->line begins */
    for (size_t beg = 0; beg < all.len && batch->n < most;) {
        const char *found = memchr(all.ptr + beg, line_end, all.len - beg);
        if (found == NULL && !last)
            break;
        size_t mark = found == NULL ? all.len : (size_t)(found - all.ptr);
        vb_str text = vb_str_trim(vb_str_cut(all, beg, mark));
        size_t at = (size_t)(text.ptr - all.ptr), bullet = text.len > 0 ? vb_bullet_at(all, at) : 0;
        if (p.open && (text.len == 0 || bullet > 0)) { /* P3 */
            if (!add(&p, batch, place))
                return false;
            p.open = false;
            used = beg;
            place->line = line;
            if (batch->n == most)
                break;
        }
        if (!p.open && text.len > 0) /* P1, P2 */
            p = (paragraph){.open = true, .beg = at, .text = at + bullet, .line = line};
        p.end = at + text.len;
        beg = mark < all.len ? mark + 1 : all.len;
        line++;
        if (!p.open) {
            used = beg;
            place->line = line;
        }
        if (p.open && last && beg == all.len) {
            if (!add(&p, batch, place))
                return false;
            used = beg;
            place->line = line;
        }
    }
    place->byte += used;
    place->quote_line = 0;
    vb_batch_settle(batch, 1);
    return true;
}

bool vb_document_cut(vb_str name, bool last, vb_batch *batch, vb_place *place)
{
    place->quote_line = 0;
    if (!last || place->row > 1)
        return true;
    if (!vb_batch_room(batch, 2))
        return false;
    vb_str all = vb_buffer_str(&batch->bytes);
    batch->cells[batch->n_cells++] = name;
    batch->cells[batch->n_cells++] = vb_str_trim(all);
    batch->records[batch->n++] =
        (vb_record){.raw = all, .row = place->row++, .line = place->line, .byte = place->byte, .n_found = 2};
    place->byte += all.len;
    vb_batch_settle(batch, 2);
    return true;
}
