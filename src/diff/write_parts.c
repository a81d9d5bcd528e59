#include "diff/write_parts.h"

#include "base/str.h"

#include <inttypes.h>

static void add_answer(const vb_diff *diff, const vb_diff_style *style, const vb_change *change,
                       const vb_coded *coded, vb_buffer *out)
{
    vb_str piece;
    const vb_mark *marked;
    vb_buffer_add_text(out, style->answer);
    for (size_t at = 0, mark = 0; vb_diff_piece(diff, change, coded, &at, &mark, &piece, &marked);) {
        if (marked == NULL) {
            style->escape(piece, out);
            continue;
        }
        bool speaks = marked->state == VB_STATE_COUNTS || marked->state == VB_STATE_INDICATES;
        const char *const *around = speaks ? style->counts : style->other;
        vb_buffer_add_text(out, around[0]);
        style->escape(piece, out);
        vb_buffer_add_text(out, around[1]);
        vb_buffer_add_text(out, marked->state == VB_STATE_DENIED      ? "denied "
                                : marked->state == VB_STATE_CANCELLED ? "cancelled "
                                                                      : "");
        style->escape(marked->path, out);
        vb_buffer_add_text(out, around[2]);
    }
}

static void add_coded(const vb_diff *diff, const vb_diff_style *style, const vb_change *change, const vb_coded *coded,
                      vb_buffer *out)
{
    vb_buffer codes = {0};
    vb_diff_codes(coded, &codes);
    vb_buffer_add_text(out, coded == &change->before ? style->before : style->after);
    style->escape(vb_buffer_str(&codes), out);
    if (!diff->options->no_answers)
        add_answer(diff, style, change, coded, out);
    vb_buffer_add_char(out, '\n');
    out->failed = out->failed || codes.failed;
    vb_buffer_release(&codes);
}

void vb_diff_add_changes(const vb_diff *diff, const vb_diff_style *style, vb_buffer *out)
{
    const vb_changes *changes = &diff->changes;
    bool ids = !diff->options->redact && !diff->options->no_answers;
    for (size_t i = 0; i < changes->n && i < VB_DIFF_MOST_ANSWERS; i++) {
        const vb_change *change = &changes->items[i];
        vb_buffer_add_text(out, style->change);
        if (change->id.len > 0 && ids) {
            style->escape(change->id, out);
            vb_buffer_add_text(out, ", ");
        }
        vb_buffer_printf(out, "row %zu: because of ", change->row);
        vb_diff_cause(change, out);
        vb_buffer_add_char(out, '\n');
        add_coded(diff, style, change, &change->before, out);
        add_coded(diff, style, change, &change->after, out);
    }
    if (changes->n > VB_DIFF_MOST_ANSWERS)
        vb_buffer_printf(out, "%sand %zu more; --format json has all\n", style->change,
                         changes->n - VB_DIFF_MOST_ANSWERS);
}

void vb_diff_add_gates(const vb_diff *diff, const vb_diff_style *style, vb_buffer *out)
{
    for (size_t i = 0; i < diff->gates->n; i++) {
        bool passed = diff->gates->items[i].passed;
        vb_buffer_printf(out, "%s%s: ", passed ? style->passed : style->failed,
                         vb_policy_gate_name(diff->gates->items[i].kind));
        style->escape(diff->gates->items[i].text, out);
        vb_buffer_add_char(out, '\n');
    }
}

void vb_diff_add_names(const vb_diff *diff, const vb_diff_style *style, vb_buffer *out)
{
    style->escape(vb_str_of(diff->options->before), out);
    vb_buffer_add_text(out, " → ");
    style->escape(vb_str_of(diff->options->after), out);
}

void vb_diff_add_unknown(const vb_diff *diff, const vb_diff_style *style, vb_buffer *out)
{
    vb_buffer_printf(out, "%" PRIu64 " gold code%s in no lexicon and count%s as missed, such as ",
                     diff->figures->unknown, diff->figures->unknown == 1 ? " is" : "s are",
                     diff->figures->unknown == 1 ? "s" : "");
    style->escape(diff->figures->first_unknown, out);
    vb_buffer_add_char(out, '.');
}
