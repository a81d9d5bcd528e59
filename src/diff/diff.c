/* lexicon diff: two trees → edits → changed answers → causes → figures → a text. */
#include "diff/diff.h"

#include "base/error.h"
#include "base/str.h"
#include "input/column_find.h"
#include "output/save.h"
#include "run/format.h"
#include "run/write.h"

#include <stdlib.h>

static const unsigned formats = 1U << VB_FORMAT_TEXT | 1U << VB_FORMAT_MARKDOWN | 1U << VB_FORMAT_JSON |
                                1U << VB_FORMAT_GITHUB | 1U << VB_FORMAT_SARIF | 1U << VB_FORMAT_JUNIT;

static const vb_check_rule rules[] = {
    {"edit-changes-answers", VB_SEVERITY_NOTE, "an edit changes the codes of answers",
     "Look whether the answers are coded better now.", true},
    {"unknown-gold-code", VB_SEVERITY_WARNING, "gold has a code that no lexicon has",
     "Name the category as gold does, or put gold right.", true},
    {"policy", VB_SEVERITY_ERROR, "a gate of the policy is not met",
     "Put the lexicon right, add the tests that the policy asks for, or talk about the policy.", false},
};

/* Everything that the result rests on. */
typedef struct {
    vb_job job;
    vb_lexicon_tree before, after;
    vb_lexicon *old;
    vb_coder *old_coder;
    vb_study study;
    vb_arena arena;
} base;

static vb_status open_lexicons(base *b, const vb_diff_options *options, vb_diff *diff, vb_error *err)
{
    if (!vb_lexicon_tree_open(&b->before, options->before, err) ||
        !vb_lexicon_tree_open(&b->after, options->after, err))
        return err->code;
    if (!vb_edits_make(&b->before, &b->after, &diff->edits))
        return vb_fail_memory(err);
    diff->answers_of = vb_arena_alloc(&b->arena, (diff->edits.n + 1) * sizeof *diff->answers_of);
    if (diff->answers_of == NULL)
        return vb_fail_memory(err);
    b->old = vb_lexicon_tree_read(&b->before, b->job.settings, b->job.n_settings, err);
    b->old_coder = b->old == NULL ? NULL : vb_coder_new(b->old, err);
    return b->old_coder == NULL ? err->code : VB_OK;
}

static vb_status run_corpus(base *b, vb_diff *diff, vb_error *err)
{
    size_t gold = VB_NO_COLUMN;
    vb_status status = vb_study_open(&b->study, &b->job, err);
    if (status == VB_OK && diff->options->gold != NULL)
        status = vb_column_find(b->study.inputs.first, vb_str_of(diff->options->gold), &gold, err);
    if (status == VB_OK)
        status = vb_changes_find(&b->study, b->old_coder, gold, &diff->changes, err);
    if (status != VB_OK)
        return status;
    diff->has_corpus = true;
    diff->source = vb_study_source(&b->study);
    diff->causes = (vb_causes){.before = &b->before, .after = &b->after, .edits = &diff->edits, .job = &b->job};
    status = vb_causes_find(&diff->causes, &diff->changes, err);
    if (status != VB_OK)
        return status;
    for (size_t i = 0; i < diff->changes.n; i++)
        for (size_t k = 0; k < diff->changes.items[i].n_edits; k++)
            diff->answers_of[diff->changes.items[i].edits[k]]++;
    diff->shares = vb_shares_make(&b->study, b->old, &diff->changes, &b->arena, &diff->n_shares);
    if (gold != VB_NO_COLUMN &&
        (diff->figures = vb_measures_make(&diff->changes, diff->options->seed, &b->arena)) == NULL)
        return vb_fail_memory(err);
    return diff->shares == NULL || diff->source.ptr == NULL ? vb_fail_memory(err) : VB_OK;
}

/* Gates that cannot be tried are wrong usage, not gates that fail. */
static vb_status read_policy(const vb_diff_options *options, bool corpus, vb_policy *policy, vb_error *err)
{
    vb_status status = options->policy == NULL ? VB_OK : vb_policy_read(options->policy, policy, err);
    for (size_t g = 0; g < VB_POLICY_GATES && status == VB_OK; g++) {
        bool kappa = g == VB_POLICY_GATE_MIN_KAPPA || g == VB_POLICY_GATE_MAX_KAPPA_DROP;
        if (policy->asked[g] && kappa && options->gold == NULL)
            status = vb_fail(err, VB_ERROR_USAGE, "the gate `%s` needs a column of gold codes: --gold COL",
                             vb_policy_gate_name((vb_policy_gate_kind)g));
        else if (policy->asked[g] && g != VB_POLICY_GATE_TESTS && !corpus)
            status = vb_fail(err, VB_ERROR_USAGE, "the gate `%s` needs a corpus: --on FILE",
                             vb_policy_gate_name((vb_policy_gate_kind)g));
    }
    return status;
}

static vb_status apply_policy(base *b, const vb_policy *policy, vb_diff *diff, vb_error *err)
{
    if (diff->options->policy == NULL)
        return VB_OK;
    vb_lexicon *lexicon = vb_lexicon_tree_read(&b->after, b->job.settings, b->job.n_settings, err);
    vb_coder *coder = lexicon == NULL ? NULL : vb_coder_new(lexicon, err);
    if (coder != NULL)
        diff->gates =
            vb_policy_apply(policy, &diff->changes, &diff->edits, diff->figures, b->old_coder, coder, &b->arena, err);
    vb_coder_free(coder);
    vb_lexicon_free(lexicon);
    return diff->gates == NULL ? err->code : VB_OK;
}

static vb_status write_findings(const vb_diff *diff, vb_format format, vb_buffer *bytes, vb_error *err)
{
    vb_findings findings = {.command = "lexicon diff", .rules = rules, .n_rules = sizeof rules / sizeof *rules};
    vb_status status = vb_diff_findings(diff, &findings) ? VB_OK : vb_fail_memory(err);
    vb_findings_sort(&findings);
    if (status == VB_OK)
        status = vb_findings_write(&findings, format, bytes, err);
    vb_findings_release(&findings);
    return status;
}

/* GitHub shows Markdown beside the annotations. */
static vb_status append_summary(const vb_diff *diff, vb_error *err)
{
    vb_buffer markdown = {0};
    vb_diff_markdown(diff, &markdown);
    vb_status status = vb_findings_append(diff->options->summary, &markdown, err);
    vb_buffer_release(&markdown);
    return status;
}

static vb_status write_diff(const vb_diff *diff, const vb_job *job, vb_format format, FILE *out, vb_error *err)
{
    vb_buffer bytes = {0};
    vb_save save = {0};
    vb_status status = VB_OK;
    if (job->output != NULL) {
        status = vb_save_begin(&save, job->output, err);
        out = save.file;
    }
    if (format == VB_FORMAT_JSON)
        vb_diff_json(diff, &bytes);
    else if (format == VB_FORMAT_MARKDOWN)
        vb_diff_markdown(diff, &bytes);
    else if (format == VB_FORMAT_TEXT || format == VB_FORMAT_DEFAULT)
        vb_diff_text(diff, &bytes);
    else if (status == VB_OK)
        status = write_findings(diff, format, &bytes, err);
    if (status == VB_OK && diff->options->summary != NULL)
        status = append_summary(diff, err);
    if (status == VB_OK)
        status = vb_write_out(out, &bytes, err);
    if (status == VB_OK && job->output != NULL)
        status = vb_save_finish(&save, err);
    vb_save_discard(&save);
    vb_buffer_release(&bytes);
    return status;
}

vb_status vb_lexicon_diff(const vb_job *job, const vb_diff_options *options, FILE *out, bool *passed, vb_error *err)
{
    base b = {.job = *job};
    vb_diff diff = {.options = options};
    vb_policy policy = {0};
    vb_format format;
    *passed = true;
    b.job.lexicon = options->after;
    vb_status status = vb_format_decide(job, "lexicon diff", formats, &format, err);
    if (status == VB_OK)
        status = read_policy(options, job->n_inputs > 0, &policy, err);
    if (status == VB_OK)
        status = open_lexicons(&b, options, &diff, err);
    if (status == VB_OK && job->n_inputs > 0)
        status = run_corpus(&b, &diff, err);
    if (status == VB_OK)
        status = apply_policy(&b, &policy, &diff, err);
    if (status == VB_OK && diff.gates != NULL)
        *passed = diff.gates->passed;
    if (status == VB_OK)
        status = write_diff(&diff, job, format, out, err);
    if (status == VB_OK && diff.changes.unreadable > 0)
        status =
            vb_fail_at(err, VB_ERROR_INPUT, job->inputs[0], 0, 0,
                       "%llu answer%s not UTF-8 and left out: convert the file to UTF-8",
                       (unsigned long long)diff.changes.unreadable, diff.changes.unreadable == 1 ? " is" : "s are");
    vb_changes_release(&diff.changes);
    vb_edits_release(&diff.edits);
    vb_study_close(&b.study);
    vb_coder_free(b.old_coder);
    vb_lexicon_free(b.old);
    vb_lexicon_tree_release(&b.before);
    vb_lexicon_tree_release(&b.after);
    vb_arena_release(&b.arena);
    return status;
}
