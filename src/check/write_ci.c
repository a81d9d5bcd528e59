/* Findings for continuous integration: GitHub's annotations, and JUnit's XML. */
#include "base/str.h"
#include "check/finding.h"
#include "output/rows.h"
#include "text/utf8.h"

#include <stdlib.h>

/* GitHub shows ten annotations of a kind a step: docs.github.com, "Workflow commands", "Usage limits of annotations".
 */
enum { MOST_SHOWN = 10 };

/* A workflow command's text: what ends it, or a property of it, as %XX. */
static void add_command_text(vb_buffer *out, vb_str text, bool property)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
        if (special)
            vb_buffer_printf(out, "%%%02X", (unsigned)(unsigned char)c);
        else
            vb_buffer_add_char(out, c);
    }
}

static void add_place(vb_buffer *out, const char *name, size_t n)
{
    if (n > 0)
        vb_buffer_printf(out, ",%s=%zu", name, n);
}

static void add_annotation(vb_buffer *out, const vb_check_finding *f)
{
    static const char *const commands[] = {"notice", "warning", "error"};
    vb_buffer safe = {0};
    vb_buffer_printf(out, "::%s title=%s", commands[f->severity], f->rule->id);
    if (f->file != NULL) {
        vb_buffer_add_text(out, ",file=");
        add_command_text(out, vb_str_of(f->file), true);
        add_place(out, "line", f->line);
        add_place(out, "endLine", f->end_line);
        /* GitHub takes columns only of findings on one line. */
        if (f->end_line == 0 || f->end_line == f->line) {
            add_place(out, "col", f->column);
            add_place(out, "endColumn", f->end_column);
        }
    }
    vb_buffer_add_text(out, "::");
    vb_terminal_text(&safe, f->message);
    if (f->fix.len > 0) {
        vb_buffer_add_text(&safe, "; ");
        vb_terminal_text(&safe, f->fix);
    }
    add_command_text(out, vb_buffer_str(&safe), false);
    vb_buffer_add_char(out, '\n');
    out->failed |= safe.failed;
    vb_buffer_release(&safe);
}

void vb_findings_github(const vb_findings *findings, vb_buffer *out)
{
    size_t shown[VB_SEVERITY_ERROR + 1] = {0};
    size_t hidden = 0;
    size_t *order = vb_findings_worst_first(findings);
    if (order == NULL) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < findings->n; i++) {
        const vb_check_finding *f = &findings->items[order[i]];
        if (shown[f->severity]++ < MOST_SHOWN)
            add_annotation(out, f);
        else
            hidden++;
    }
    if (hidden > 0)
        vb_buffer_printf(out, "%zu more: GitHub shows %d of a kind\n", hidden, MOST_SHOWN);
    free(order);
}

/* Text as XML 1.0: markup escaped; characters that it has no way to write as U+FFFD. */
static void add_xml(vb_buffer *out, vb_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t cp = 0;
        size_t len = vb_character_at(text, at);
        char c = text.ptr[at];
        if (len > 0)
            (void)vb_utf8_decode(text.ptr + at, text.ptr + text.len, &cp);
        bool known = len > 0 && (cp >= ' ' || c == '\t' || c == '\n' || c == '\r') && cp != 0xFFFE && cp != 0xFFFF;
        if (!known)
            vb_buffer_add_text(out, "\xEF\xBF\xBD");
        else if (c == '&' || c == '<' || c == '>' || c == '"' || cp < ' ')
            vb_buffer_printf(out, "&#%u;", (unsigned)cp);
        else
            vb_buffer_add_str(out, vb_str_cut(text, at, at + len));
        at += len > 0 ? len : 1;
    }
}

static void add_attribute(vb_buffer *out, const char *name, vb_str value)
{
    vb_buffer_printf(out, " %s=\"", name);
    add_xml(out, value);
    vb_buffer_add_char(out, '"');
}

static void add_counts(const vb_check_case *cases, size_t n, vb_buffer *out)
{
    size_t failed = 0, skipped = 0;
    for (size_t i = 0; i < n; i++) {
        failed += cases[i].result == VB_CASE_FAILED;
        skipped += cases[i].result == VB_CASE_SKIPPED;
    }
    vb_buffer_printf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\"", n, failed, skipped);
}

static void add_case(vb_buffer *out, const vb_check_case *one)
{
    vb_buffer_add_text(out, "    <testcase");
    add_attribute(out, "classname", one->suite);
    add_attribute(out, "name", one->name);
    add_attribute(out, "file", one->suite);
    if (one->line > 0)
        vb_buffer_printf(out, " line=\"%zu\"", one->line);
    if (one->result == VB_CASE_PASSED) {
        vb_buffer_add_text(out, "/>\n");
        return;
    }
    vb_buffer_add_text(out, one->result == VB_CASE_FAILED ? ">\n      <failure" : ">\n      <skipped");
    add_attribute(out, "message", one->message);
    if (one->result == VB_CASE_FAILED) {
        vb_buffer_add_char(out, '>');
        add_xml(out, one->detail);
        vb_buffer_add_text(out, "</failure>\n    </testcase>\n");
    } else {
        vb_buffer_add_text(out, "/>\n    </testcase>\n");
    }
}

void vb_findings_junit(const vb_findings *findings, vb_buffer *out)
{
    const vb_check_case *cases = findings->cases;
    vb_buffer_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    add_attribute(out, "name", vb_str_of(findings->command));
    add_counts(cases, findings->n_cases, out);
    vb_buffer_add_text(out, ">\n");
    for (size_t beg = 0, end; beg < findings->n_cases; beg = end) {
        for (end = beg; end < findings->n_cases && vb_str_equal(cases[end].suite, cases[beg].suite);)
            end++;
        vb_buffer_add_text(out, "  <testsuite");
        add_attribute(out, "name", cases[beg].suite);
        add_counts(cases + beg, end - beg, out);
        vb_buffer_add_text(out, ">\n");
        for (size_t i = beg; i < end; i++)
            add_case(out, &cases[i]);
        vb_buffer_add_text(out, "  </testsuite>\n");
    }
    vb_buffer_add_text(out, "</testsuites>\n");
}
