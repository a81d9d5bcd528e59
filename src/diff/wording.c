/* What the formats for people share. */
#include "base/str.h"
#include "diff/diff.h"

#include <inttypes.h>
#include <math.h>

void vb_diff_sum_edits(const vb_diff *diff, vb_buffer *out)
{
    const vb_edits *edits = &diff->edits;
    bool first = true;
    for (size_t i = 0; i < edits->n; i++) {
        const vb_edit *edit = &edits->items[i];
        const char *what = vb_edit_entry(edit)->what;
        size_t n = 0;
        bool seen = false;
        for (size_t k = 0; k < edits->n; k++) {
            bool same =
                edits->items[k].kind == edit->kind && strcmp(vb_edit_entry(&edits->items[k])->what, what) == 0;
            seen = seen || (same && k < i);
            n += same;
        }
        if (seen)
            continue;
        vb_buffer_printf(out, "%s%zu %s%s %s", first ? "" : ", ", n,
                         n > 1 && strcmp(what, "category") == 0 ? "categorie" : what, n > 1 ? "s" : "",
                         vb_edit_kind_name(edit->kind));
        first = false;
    }
    if (edits->n == 0)
        vb_buffer_add_text(out, "no edit");
}

bool vb_diff_shows_edit(const vb_diff *diff, size_t edit)
{
    size_t before = 0;
    bool works = diff->answers_of[edit] > 0;
    if (diff->edits.n <= VB_DIFF_MOST_EDITS)
        return true;
    for (size_t i = 0; i < diff->edits.n; i++)
        before += diff->answers_of[i] > 0 ? !works || i < edit : !works && i < edit;
    return before < VB_DIFF_MOST_EDITS;
}

size_t vb_diff_hidden_edits(const vb_diff *diff)
{
    return diff->edits.n > VB_DIFF_MOST_EDITS ? diff->edits.n - VB_DIFF_MOST_EDITS : 0;
}

void vb_diff_cause(const vb_change *change, vb_buffer *out)
{
    enum { MOST = 5 };
    size_t n = change->n_edits;
    const char *last = change->cause == VB_CAUSE_TOGETHER ? " and " : " or ";
    vb_buffer_add_text(out, n > 1 ? "edits " : "edit ");
    for (size_t i = 0; i < n && i < MOST; i++)
        vb_buffer_printf(out, "%s%zu", i == 0 ? "" : i + 1 == n ? last : ", ", change->edits[i] + 1);
    if (n > MOST)
        vb_buffer_printf(out, " and %zu more", n - MOST);
    if (change->cause == VB_CAUSE_TOGETHER && n > 1)
        vb_buffer_add_text(out, " together");
    else if (change->cause == VB_CAUSE_EACH)
        vb_buffer_add_text(out, ", each alone");
    else if (change->cause == VB_CAUSE_UNTRIED)
        vb_buffer_add_text(out, " (too many edits to try all)");
}

void vb_diff_codes(const vb_coded *coded, vb_buffer *out)
{
    if (coded->codes.len > 0) {
        vb_buffer_add_str(out, coded->codes);
        return;
    }
    vb_buffer_add_text(out, "uncoded (");
    vb_buffer_add_str(out, coded->reason);
    vb_buffer_add_char(out, ')');
}

void vb_diff_number(double value, bool sign, vb_buffer *out)
{
    if (isnan(value))
        vb_buffer_add_text(out, "none");
    else
        vb_buffer_printf(out, sign ? "%+.3f" : "%.3f", fabs(value) < 0.0005 ? 0.0 : value);
}

void vb_diff_figure(const vb_figure_change *figure, vb_buffer *out)
{
    vb_diff_number(figure->before.estimate, false, out);
    vb_buffer_add_text(out, " → ");
    vb_diff_number(figure->after.estimate, false, out);
    if (isnan(figure->change.estimate))
        return;
    vb_buffer_add_text(out, ", ");
    vb_diff_number(figure->change.estimate, true, out);
    if (isnan(figure->change.interval.low))
        return;
    vb_buffer_add_text(out, " (95 % interval ");
    vb_diff_number(figure->change.interval.low, true, out);
    vb_buffer_add_text(out, " to ");
    vb_diff_number(figure->change.interval.high, true, out);
    vb_buffer_add_char(out, ')');
}

bool vb_diff_code_changes(const vb_code_figures *code)
{
    return code->before.both != code->after.both || code->before.coded_only != code->after.coded_only;
}

void vb_diff_basis(const vb_measures *figures, vb_buffer *out)
{
    vb_buffer_printf(out, "%s of %" PRIu64 " answers", figures->of_sets ? "All codes" : "Primary codes", figures->n);
    if (figures->level > 0)
        vb_buffer_printf(out, ", down to level %zu", figures->level);
    vb_buffer_printf(out, ". Right only now: %" PRIu64 "; right only before: %" PRIu64, figures->mended,
                     figures->broken);
    if (isnan(figures->p))
        vb_buffer_add_text(out, ".");
    else if (figures->p < 0.001)
        vb_buffer_add_text(out, " (exact McNemar test, p < 0.001).");
    else
        vb_buffer_printf(out, " (exact McNemar test, p = %.3f).", figures->p);
}

bool vb_diff_piece(const vb_diff *diff, const vb_change *change, const vb_coded *coded, size_t *at, size_t *mark,
                   vb_str *piece, const vb_mark **marked)
{
    const vb_mark *next = *mark < coded->n_marks ? &coded->marks[*mark] : NULL;
    if (*at >= change->text.len)
        return false;
    if (next != NULL && next->beg == *at) {
        *piece = vb_str_cut(change->text, next->beg, next->end);
        *marked = next;
        *at = next->end;
        ++*mark;
        return true;
    }
    size_t end = next == NULL ? change->text.len : next->beg;
    *piece = diff->options->redact ? VB_LITERAL(" … ") : vb_str_cut(change->text, *at, end);
    *marked = NULL;
    *at = end;
    return true;
}
