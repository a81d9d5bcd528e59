/* A statistics package's file as text: a line for each variable, a line for each record. */
#ifndef TESTS_INPUT_STAT_READING_H
#define TESTS_INPUT_STAT_READING_H

#include "base/str.h"
#include "input/source.h"
#include "input/variables.h"

#include <criterion/criterion.h>

static inline void stat_show_variable(vb_buffer *out, const vb_variable *v)
{
    vb_buffer_printf(out, "%.*s \"%.*s\" %.*s %s", VB_ARG(v->name), VB_ARG(v->label), VB_ARG(v->format),
                     v->is_string ? "text" : "number");
    if (v->is_string)
        vb_buffer_printf(out, " %zu", v->width);
    for (size_t i = 0; i < v->n_labels; i++) {
        const vb_value_label *l = &v->labels[i];
        if (v->is_string)
            vb_buffer_printf(out, ", %.*s=%.*s", VB_ARG(l->text), VB_ARG(l->label));
        else if (l->tag != 0)
            vb_buffer_printf(out, ", .%c=%.*s", l->tag, VB_ARG(l->label));
        else
            vb_buffer_printf(out, ", %g=%.*s", l->value, VB_ARG(l->label));
    }
    for (size_t i = 0; i < v->n_missing; i++) {
        if (v->is_string)
            vb_buffer_printf(out, ", missing %.*s", VB_ARG(v->missing_text[i]));
        else
            vb_buffer_printf(out, ", missing %g to %g", v->missing_low[i], v->missing_high[i]);
    }
    vb_buffer_add_char(out, '\n');
}

/* Cells with '|' between; over 30 bytes the length instead. */
static inline void stat_show_record(vb_buffer *out, const vb_record *record, size_t columns)
{
    cr_assert(record->n_found == columns && record->values != NULL && record->raw.ptr == NULL);
    vb_buffer_printf(out, "%zu: ", record->row);
    for (size_t i = 0; i < columns; i++) {
        vb_str cell = record->cells[i];
        vb_buffer_add_text(out, i == 0 ? "" : "|");
        if (cell.len > 30)
            vb_buffer_printf(out, "<%zu>", cell.len);
        else
            vb_buffer_add_str(out, cell);
    }
    vb_buffer_add_char(out, '\n');
}

/* Everything, or "!row ROW: text" at a failure.  `variables`: with their lines. */
static inline const char *stat_show(vb_buffer *out, const char *path, const char *encoding, size_t bytes,
                                    bool variables)
{
    vb_input_options options = {.encoding = encoding};
    vb_source source;
    vb_error err = {0};
    vb_buffer why = {0};
    vb_batch batch = {0};
    vb_status status = vb_stat_open(path, &options, &source, &why, &err);
    vb_buffer_clear(out);
    if (status == VB_OK) {
        for (size_t i = 0; variables && i < source.n; i++)
            stat_show_variable(out, &source.variables->items[i]);
        size_t row = 0;
        while ((status = source.kind->next(source.self, bytes, &batch, &err)) == VB_OK && batch.n > 0)
            for (size_t i = 0; i < batch.n; i++) {
                cr_assert(batch.records[i].row == ++row);
                stat_show_record(out, &batch.records[i], source.n);
            }
        vb_error again = {0};
        cr_assert(source.kind->next(source.self, bytes, &batch, &again) == status && batch.n == 0);
        source.kind->close(source.self);
    }
    if (status != VB_OK) {
        cr_assert(err.code == status && strcmp(err.file, path) == 0);
        vb_buffer_printf(out, "!row %zu: %s\n", err.row, err.text);
    }
    vb_batch_release(&batch);
    vb_buffer_release(&why);
    vb_buffer_add_char(out, '\0');
    cr_assert(!out->failed);
    return out->ptr;
}

#endif
