#include "input/unit.h"

#include "base/error.h"
#include "input/names.h"

vb_status vb_unit_tell(const vb_records *records, const vb_batch *sample, size_t answer, vb_buffer *why,
                       vb_error *err)
{
    static const char *const said[] = {[VB_UNIT_ANSWER] = "answers: one a line\n",
                                       [VB_UNIT_PARAGRAPH] = "answers: one a paragraph\n",
                                       [VB_UNIT_FILE] = "answers: one a file\n"};
    vb_unit unit = vb_records_unit(records);
    vb_name_kind kind = {0};
    vb_buffer_clear(why);
    vb_buffer_add_text(why, said[unit]);
    if (unit != VB_UNIT_ANSWER || sample->n == 0)
        return VB_OK;
    /* A column that was copied out of a sheet often begins with its name. */
    const vb_record *first = &sample->records[0];
    if (!vb_name_recognise(first->cells[answer], &kind))
        return vb_fail_memory(err);
    if (kind.role == VB_NAME_ANSWER && kind.sure)
        vb_buffer_printf(why,
                         "line %zu reads like the name of a column, and counts as an answer: leave it out, or pass "
                         "--from tsv\n",
                         first->line);
    return VB_OK;
}
