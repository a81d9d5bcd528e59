/* The change as what a check finds, for the outputs that programs of continuous integration read. */
#include "base/str.h"
#include "diff/diff.h"

static bool add_edit(const vb_diff *diff, size_t number, vb_findings *findings)
{
    const vb_edit *edit = &diff->edits.items[number];
    const vb_entry *entry = vb_edit_entry(edit);
    vb_check_place place = {entry->file, entry->node->line, entry->node->column, 0, 0};
    vb_buffer detail = {0};
    char line[32] = "";
    size_t n = diff->answers_of[number], shown = 0;
    if (edit->after == NULL) { /* its line is gone: what reads this knows the new files alone */
        place = (vb_check_place){.file = diff->options->after};
        (void)snprintf(line, sizeof line, ", line %zu before,", entry->node->line);
    }
    vb_check_finding *finding = vb_findings_add(
        findings, "edit-changes-answers", place, VB_LITERAL(""),
        "%s %s%s%.*s (%.*s)%s changes the codes of %zu answer%s", vb_edit_kind_name(edit->kind), entry->what,
        entry->place.len > 0 ? " " : "", VB_ARG(entry->place), VB_ARG(entry->text), line, n, n == 1 ? "" : "s");
    for (size_t c = 0; c < diff->changes.n && shown < VB_DIFF_MOST_ANSWERS; c++) {
        const vb_change *change = &diff->changes.items[c];
        size_t k = 0;
        while (k < change->n_edits && change->edits[k] != number)
            k++;
        if (k == change->n_edits)
            continue;
        vb_buffer_printf(&detail, "%srow %zu: ", shown++ > 0 ? "\n" : "", change->row);
        vb_diff_codes(&change->before, &detail);
        vb_buffer_add_text(&detail, " → ");
        vb_diff_codes(&change->after, &detail);
    }
    if (finding != NULL)
        finding->harm = (double)n;
    vb_findings_detail(findings, finding, vb_buffer_str(&detail));
    bool fine = !detail.failed;
    vb_buffer_release(&detail);
    return fine;
}

bool vb_diff_findings(const vb_diff *diff, vb_findings *findings)
{
    bool fine = true;
    for (size_t i = 0; i < diff->edits.n && fine; i++)
        if (diff->answers_of[i] > 0)
            fine = add_edit(diff, i, findings);
    for (size_t i = 0; diff->gates != NULL && i < diff->gates->n; i++) {
        const vb_policy_gate *gate = &diff->gates->items[i];
        vb_check_place place = {diff->options->after, 0, 0, 0, 0};
        if (!gate->passed)
            (void)vb_findings_add(findings, "policy", place, VB_LITERAL(""), "%s: %.*s",
                                  vb_policy_gate_name(gate->kind), VB_ARG(gate->text));
        vb_findings_add_case(findings, (vb_check_case){.suite = vb_str_of(diff->options->after),
                                                       .name = vb_str_of(vb_policy_gate_name(gate->kind)),
                                                       .result = gate->passed ? VB_CASE_PASSED : VB_CASE_FAILED,
                                                       .message = gate->text});
    }
    if (diff->gates == NULL) /* readers of JUnit want a case */
        vb_findings_add_case(findings, (vb_check_case){.suite = vb_str_of(diff->options->after),
                                                       .name = VB_LITERAL("compared"),
                                                       .result = VB_CASE_PASSED});
    if (diff->figures != NULL && diff->figures->unknown > 0)
        (void)vb_findings_add(findings, "unknown-gold-code", (vb_check_place){.file = diff->options->after},
                              VB_LITERAL("name the category as gold does, or put gold right"),
                              "%llu gold codes are in no lexicon, such as %.*s",
                              (unsigned long long)diff->figures->unknown, VB_ARG(diff->figures->first_unknown));
    return fine && !findings->failed;
}
