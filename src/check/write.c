/* Findings for people: in a terminal, as a comment on a pull request; and the choice of the output. */
#include "run/write.h"
#include "base/error.h"
#include "base/str.h"
#include "check/finding.h"
#include "output/rows.h"

#include <stdlib.h>

enum { MOST_ROWS = 100 }; /* of a comment: GitHub cuts a comment off at 65,536 characters */

static void add_place(const vb_check_finding *f, vb_buffer *out)
{
    if (f->file == NULL)
        return;
    vb_terminal_text(out, vb_str_of(f->file));
    if (f->line > 0)
        vb_buffer_printf(out, ":%zu", f->line);
    if (f->line > 0 && f->column > 0)
        vb_buffer_printf(out, ":%zu", f->column);
    vb_buffer_add_text(out, ": ");
}

/* Each line of a detail behind `indent`. */
static void add_lines(vb_str text, const char *indent, vb_buffer *out)
{
    for (size_t beg = 0, end; beg < text.len; beg = end + 1) {
        for (end = beg; end < text.len && text.ptr[end] != '\n';)
            end++;
        vb_buffer_add_text(out, indent);
        vb_terminal_text(out, vb_str_cut(text, beg, end));
        vb_buffer_add_char(out, '\n');
    }
}

void vb_findings_text(const vb_findings *findings, vb_buffer *out)
{
    for (size_t i = 0; i < findings->n; i++) {
        const vb_check_finding *f = &findings->items[i];
        add_place(f, out);
        vb_buffer_printf(out, "%s: ", vb_severity_name(f->severity));
        vb_terminal_text(out, f->message);
        if (f->fix.len > 0) {
            vb_buffer_add_text(out, "; ");
            vb_terminal_text(out, f->fix);
        }
        vb_buffer_printf(out, " [%s]\n", f->rule->id);
        add_lines(f->detail, "    ", out);
    }
}

static void add_count(const vb_findings *findings, vb_severity severity, const char *before, vb_buffer *out)
{
    size_t n = vb_findings_count(findings, severity);
    vb_buffer_printf(out, "%s%zu %s%s", before, n, vb_severity_name(severity), n == 1 ? "" : "s");
}

void vb_findings_markdown(const vb_findings *findings, vb_buffer *out)
{
    size_t *order = vb_findings_worst_first(findings);
    if (order == NULL) {
        out->failed = true;
        return;
    }
    if (findings->n > 0)
        vb_buffer_add_text(out, "| | where | what | rule |\n| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < findings->n && i < MOST_ROWS; i++) {
        const vb_check_finding *f = &findings->items[order[i]];
        vb_buffer_printf(out, "| %s | ", vb_severity_name(f->severity));
        if (f->file != NULL)
            vb_markdown_text(out, vb_str_of(f->file));
        if (f->line > 0)
            vb_buffer_printf(out, ":%zu", f->line);
        vb_buffer_add_text(out, " | ");
        vb_markdown_text(out, f->message);
        if (f->fix.len > 0) {
            vb_buffer_add_text(out, "; ");
            vb_markdown_text(out, f->fix);
        }
        vb_buffer_printf(out, " | `%s` |\n", f->rule->id);
    }
    for (size_t i = 0; i < findings->n && i < MOST_ROWS; i++) {
        const vb_check_finding *f = &findings->items[order[i]];
        if (f->detail.len == 0)
            continue;
        vb_buffer_add_text(out, "\n");
        vb_markdown_text(out, f->message);
        vb_buffer_add_text(out, "\n\n");
        add_lines(f->detail, "    ", out);
    }
    if (findings->n > MOST_ROWS)
        vb_buffer_printf(out, "\nand %zu more\n", findings->n - MOST_ROWS);
    free(order);
}

/* The comment: a headline, the failed cases, the table. */
static void add_comment(const vb_findings *findings, vb_buffer *out)
{
    size_t failed = 0;
    for (size_t i = 0; i < findings->n_cases; i++)
        failed += findings->cases[i].result == VB_CASE_FAILED;
    vb_buffer_printf(out, "### `verbatim %s`: ", findings->command);
    if (findings->n == 0) {
        vb_buffer_printf(out, "nothing found, %zu of %zu passed\n", findings->n_cases - failed, findings->n_cases);
        return;
    }
    add_count(findings, VB_SEVERITY_ERROR, "", out);
    add_count(findings, VB_SEVERITY_WARNING, ", ", out);
    add_count(findings, VB_SEVERITY_NOTE, ", ", out);
    vb_buffer_add_text(out, "\n\n");
    vb_findings_markdown(findings, out);
}

static void add_document(const vb_findings *findings, vb_buffer *out)
{
    vb_buffer_add_text(out, "{\"command\": ");
    vb_json_string(out, vb_str_of(findings->command));
    vb_buffer_printf(out, ", \"errors\": %zu, \"warnings\": %zu, \"notes\": %zu, \"cases\": %zu, \"findings\": ",
                     vb_findings_count(findings, VB_SEVERITY_ERROR), vb_findings_count(findings, VB_SEVERITY_WARNING),
                     vb_findings_count(findings, VB_SEVERITY_NOTE), findings->n_cases);
    vb_findings_json(findings, out);
    vb_buffer_add_text(out, "}\n");
}

vb_status vb_findings_write(const vb_findings *findings, vb_format format, vb_buffer *out, vb_error *err)
{
    switch (format) {
    case VB_FORMAT_DEFAULT:
    case VB_FORMAT_TEXT:
        vb_findings_text(findings, out);
        break;
    case VB_FORMAT_JSON:
        add_document(findings, out);
        break;
    case VB_FORMAT_MARKDOWN:
        add_comment(findings, out);
        break;
    case VB_FORMAT_GITHUB:
        vb_findings_github(findings, out);
        break;
    case VB_FORMAT_SARIF:
        vb_findings_sarif(findings, out);
        break;
    case VB_FORMAT_JUNIT:
        vb_findings_junit(findings, out);
        break;
    default:
        return vb_fail(
            err, VB_ERROR_USAGE,
            "findings cannot be written in this format, take text, json, markdown, github, sarif or junit");
    }
    return findings->failed || out->failed ? vb_fail_memory(err) : VB_OK;
}

bool vb_findings_wants(const vb_check_options *options, const vb_check_finding *finding)
{
    for (size_t i = 0; i < options->n_disabled; i++)
        if (strcmp(options->disabled[i], finding->rule->id) == 0)
            return false;
    return finding->severity >= options->severity;
}

vb_status vb_findings_finish(vb_findings *findings, const vb_job *job, const vb_check_options *options, FILE *out,
                             vb_check_sum *sum, vb_error *err)
{
    vb_buffer bytes = {0};
    size_t n = 0;
    if (findings->failed)
        return vb_fail_memory(err);
    for (size_t i = 0; i < findings->n; i++)
        if (vb_findings_wants(options, &findings->items[i]))
            findings->items[n++] = findings->items[i];
    findings->n = n;
    vb_findings_sort(findings);
    sum->errors = vb_findings_count(findings, VB_SEVERITY_ERROR);
    sum->warnings = vb_findings_count(findings, VB_SEVERITY_WARNING);
    sum->notes = vb_findings_count(findings, VB_SEVERITY_NOTE);
    vb_status status = vb_findings_write(findings, job->format, &bytes, err);
    if (status == VB_OK)
        status = vb_write_out(out, &bytes, err);
    if (status == VB_OK && options->summary != NULL) {
        vb_buffer_clear(&bytes);
        add_comment(findings, &bytes);
        status = vb_findings_append(options->summary, &bytes, err);
    }
    vb_buffer_release(&bytes);
    return status;
}
