#include "agree/codings.h"

#include "base/error.h"
#include "base/str.h"

#include <stdlib.h>

void vb_codings_release(vb_codings *codings)
{
    free(codings->answers);
    vb_buffer_release(&codings->notes);
    vb_arena_release(&codings->arena);
    *codings = (vb_codings){0};
}

vb_str vb_code_at_level(vb_str path, size_t level)
{
    for (size_t i = 0, steps = 0; i < path.len && level > 0; i++)
        if (path.ptr[i] == '/' && ++steps == level)
            return vb_str_cut(path, 0, i);
    return path;
}

vb_str vb_codings_primary(const vb_codings *codings, const vb_coder_says *says)
{
    if (says->primary == VB_CODE_MISSING)
        return VB_LITERAL("");
    return says->primary == VB_CODE_NONE ? VB_LITERAL("none") : codings->codes[says->primary];
}

void vb_codings_add_set(const vb_codings *codings, const vb_coder_says *says, vb_buffer *out)
{
    if (says->has_set && says->n_codes == 0)
        vb_buffer_add_text(out, "none");
    for (size_t i = 0; i < says->n_codes; i++) {
        vb_buffer_add_text(out, i == 0 ? "" : ";");
        vb_buffer_add_str(out, codings->codes[says->codes[i]]);
    }
}

static vb_str rolled(const vb_codings *codings, size_t code, size_t level)
{
    return code >= VB_CODE_NONE ? VB_LITERAL("") : vb_code_at_level(codings->codes[code], level);
}

/* Each of a's codes is one of b's, at this level. */
static bool is_within(const vb_codings *codings, const vb_coder_says *a, const vb_coder_says *b, size_t level)
{
    for (size_t i = 0; i < a->n_codes; i++) {
        bool found = false;
        for (size_t k = 0; k < b->n_codes; k++)
            found |= vb_str_equal(rolled(codings, a->codes[i], level), rolled(codings, b->codes[k], level));
        if (!found)
            return false;
    }
    return true;
}

/* A primary that is missing differs from none. */
static bool primary_differs(const vb_codings *codings, const vb_coder_says *a, const vb_coder_says *b, size_t level)
{
    if (a->primary == VB_CODE_MISSING || b->primary == VB_CODE_MISSING)
        return false;
    return !vb_str_equal(rolled(codings, a->primary, level), rolled(codings, b->primary, level));
}

vb_difference vb_codings_compare(const vb_codings *codings, const vb_coded_answer *answer, size_t level)
{
    vb_difference difference = {0};
    for (size_t i = 0; i < codings->n_coders; i++)
        for (size_t k = i + 1; k < codings->n_coders; k++) {
            const vb_coder_says *a = &answer->says[i], *b = &answer->says[k];
            if (!a->has_set || !b->has_set)
                continue;
            difference.compared = true;
            difference.primary_differs |= primary_differs(codings, a, b, level);
            difference.set_differs |= !is_within(codings, a, b, level) || !is_within(codings, b, a, level);
        }
    return difference;
}

vb_status vb_codings_check_shared(const vb_codings *codings, bool several, vb_error *err)
{
    bool meet = !several;
    for (size_t a = 0; a < codings->n_answers; a++) {
        size_t there = 0, coded = 0;
        for (size_t c = 0; c < codings->n_coders; c++) {
            const vb_coder_says *says = &codings->answers[a].says[c];
            there += says->row != 0;
            coded += says->has_set || says->primary != VB_CODE_MISSING;
        }
        if (coded > 1)
            return VB_OK;
        meet |= there > 1;
    }
    if (!meet && codings->n_answers > 0)
        return vb_fail(
            err, VB_ERROR_INPUT,
            "the files have no id in common; the first is \"%.*s\" (row %zu of %.*s): name the column of ids "
            "with --id",
            VB_ARG(codings->answers[0].id), codings->answers[0].row, VB_ARG(codings->coders[0].name));
    return vb_fail(
        err, VB_ERROR_INPUT,
        "no answer is coded by two: there is nothing to compare; fill in the sheets, or name the columns of "
        "codes with --gold and --coded");
}
