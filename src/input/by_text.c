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

/* "Other (please specify)", "Otro". */
static bool is_other(vb_str cell)
{
    static const char *const words[] = {"other", "otro", "otra", NULL};
    size_t len = 0;
    while (len < cell.len && (cell.ptr[len] | 0x20) >= 'a' && (cell.ptr[len] | 0x20) <= 'z')
        len++;
    return is_word(vb_str_cut(cell, 0, len), words);
}

static void add(vb_buffer *joined, vb_str cell)
{
    if (joined->len > 0)
        vb_buffer_add_text(joined, "; ");
    vb_buffer_add_str(joined, cell);
}

/* Something was typed beside a choice. */
static bool has_text(const vb_by *by, const vb_record *record)
{
    for (size_t i = 0; i < by->n_texts; i++)
        if (vb_str_trim(record->cells[by->texts[i]]).len > 0)
            return true;
    return false;
}

bool vb_by_text(const vb_by *by, const vb_record *record, vb_buffer *joined, vb_str *text)
{
    static const char *const marks[] = {"1", "selected", "checked", "true", "yes", "x", NULL};
    static const char *const none[] = {"0", "not selected", "unchecked", "false", "no", NULL};
    bool several = by->n_columns > 1, typed = has_text(by, record), other = false;
    vb_buffer_clear(joined);
    *text = record->cells[by->column];
    if (!several && !typed)
        return true;
    for (size_t i = 0; i < by->n_columns; i++) {
        vb_str cell = vb_str_trim(record->cells[by->columns[i]]);
        if (cell.len == 0 || (several && is_word(cell, none)))
            continue;
        if (by->options != NULL && by->options[i].len > 0 && is_word(cell, marks))
            cell = by->options[i];
        if (typed && is_other(cell))
            other = true;
        else
            add(joined, cell);
    }
    for (size_t i = 0; typed && (other || joined->len == 0) && i < by->n_texts; i++) {
        vb_str cell = vb_str_trim(record->cells[by->texts[i]]);
        if (cell.len > 0)
            add(joined, cell);
    }
    *text = joined->len == 0 ? VB_LITERAL("") : vb_buffer_str(joined);
    return !joined->failed;
}
