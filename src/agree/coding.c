#include "agree/reader.h"
#include "base/grow.h"
#include "base/str.h"

static bool push_code(vb_reader *r, vb_str path, size_t coder, size_t row)
{
    size_t number;
    if (!vb_code_table_number(&r->table, path, coder, row, &number) ||
        !VB_PUSH_ROOM(r->codes, r->n_codes, r->cap_codes))
        return false;
    r->codes[r->n_codes++] = number;
    return true;
}

/* The codes of the 0/1 columns; *filled: one of them says something. */
static bool read_flags(vb_reader *r, const vb_reader_file *s, const vb_coder_columns *c, const vb_record *record,
                       vb_str id, size_t coder, const vb_str *header, bool *filled)
{
    *filled = false;
    for (size_t i = 0; i < c->n_flags; i++) {
        vb_str cell = record->cells[c->flags[i]];
        vb_mark_kind mark = vb_mark_look(cell);
        *filled |= mark == VB_MARK_YES || mark == VB_MARK_NO;
        if (mark == VB_MARK_UNKNOWN)
            vb_reader_tell(r, NOTE_MARK, s, record->row, id,
                           "\"%.*s\" in column \"%.*s\" is neither 1 nor 0; taken as 0", VB_ARG(cell),
                           VB_ARG(header[c->flags[i]]));
        if (mark == VB_MARK_YES && !push_code(r, header[c->flags[i]], coder, record->row))
            return false;
    }
    return true;
}

bool vb_reader_coding(vb_reader *r, const vb_reader_file *s, size_t at, const vb_record *record, vb_str id,
                      const vb_str *header, vb_coder_says *says)
{
    const vb_coder_columns *c = &s->coders[at];
    size_t coder = s->first + at, first = VB_CODE_MISSING;
    vb_str codes = c->codes == VB_NO_COLUMN ? VB_LITERAL("") : record->cells[c->codes], code;
    vb_str primary = c->primary == VB_NO_COLUMN ? VB_LITERAL("") : record->cells[c->primary];
    vb_cell_kind set_kind = vb_cell_look(codes), primary_kind = vb_cell_look(primary);
    bool filled = false;
    *says = (vb_coder_says){.primary = VB_CODE_MISSING, .row = record->row};
    r->n_codes = 0;
    while (vb_cell_next(&codes, &code))
        if (!push_code(r, code, coder, record->row))
            return false;
    if (!read_flags(r, s, c, record, id, coder, header, &filled))
        return false;
    size_t marked = r->n_codes;
    if (primary_kind == VB_CELL_CODES && vb_cell_next(&primary, &code)) {
        if (!push_code(r, code, coder, record->row))
            return false;
        first = r->codes[--r->n_codes];
        if (c->n_flags > 0 || marked == 0)
            r->n_codes++; /* the primary is one of the codes */
    }
    bool nothing = marked == 0 && first == VB_CODE_MISSING;
    bool said = primary_kind == VB_CELL_NONE || set_kind == VB_CELL_NONE || filled;
    if (nothing && !said && (c->n_flags > 0 || primary_kind == VB_CELL_MISSING || set_kind == VB_CELL_MISSING))
        return true; /* not coded */
    if (first == VB_CODE_MISSING && (c->n_flags == 0 || marked == 1) && marked > 0)
        first = r->codes[0];
    if (nothing)
        first = VB_CODE_NONE;
    if (first == VB_CODE_MISSING)
        vb_reader_tell(r, NOTE_PRIMARY, s, record->row, id,
                       "%zu codes and no primary; its primary is taken as missing", marked);
    size_t *kept = vb_arena_alloc(&r->out->arena, (r->n_codes + 1) * sizeof *kept);
    if (kept == NULL)
        return false;
    if (r->n_codes > 0)
        memcpy(kept, r->codes, r->n_codes * sizeof *kept);
    *says = (vb_coder_says){.primary = first,
                            .has_set = true,
                            .codes = kept,
                            .n_codes = r->n_codes,
                            .blank = nothing && !said,
                            .row = record->row};
    return true;
}
