/* What a record is grouped by. */
#include "base/str.h"
#include "input/columns.h"

#include <strings.h>

/* The cell is one of these words, in any case of letters. */
static bool is_word(vb_str cell, const char *const *words)
{
    for (; *words != NULL; words++)
        if (cell.len == strlen(*words) && strncasecmp(cell.ptr, *words, cell.len) == 0)
            return true;
    return false;
}

bool vb_by_text(const vb_by *by, const vb_record *record, vb_buffer *joined, vb_str *text)
{
    static const char *const marks[] = {"1", "selected", "checked", "true", "yes", "x", NULL};
    static const char *const none[] = {"0", "not selected", "unchecked", "false", "no", NULL};
    vb_buffer_clear(joined);
    if (by->n_columns <= 1) {
        *text = record->cells[by->column];
        return true;
    }
    for (size_t i = 0; i < by->n_columns; i++) {
        vb_str cell = vb_str_trim(record->cells[by->columns[i]]);
        if (cell.len == 0 || is_word(cell, none))
            continue;
        if (by->options != NULL && by->options[i].len > 0 && is_word(cell, marks))
            cell = by->options[i];
        if (joined->len > 0)
            vb_buffer_add_text(joined, "; ");
        vb_buffer_add_str(joined, cell);
    }
    *text = joined->len == 0 ? VB_LITERAL("") : vb_buffer_str(joined);
    return !joined->failed;
}
