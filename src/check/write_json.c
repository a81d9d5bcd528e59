/* Findings for programs: our own JSON, and SARIF 2.1.0 (OASIS Standard, 27 March 2020). */
#include "base/str.h"
#include "check/finding.h"
#include "output/rows.h"

static void add_member(vb_buffer *out, const char *name, vb_str value)
{
    vb_buffer_printf(out, "\"%s\": ", name);
    vb_json_string(out, value);
}

static void add_number(vb_buffer *out, const char *name, size_t n)
{
    if (n > 0)
        vb_buffer_printf(out, ", \"%s\": %zu", name, n);
}

void vb_findings_json(const vb_findings *findings, vb_buffer *out)
{
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < findings->n; i++) {
        const vb_check_finding *f = &findings->items[i];
        vb_buffer_add_text(out, i > 0 ? ",\n  {" : "\n  {");
        add_member(out, "rule", vb_str_of(f->rule->id));
        vb_buffer_add_text(out, ", ");
        add_member(out, "severity", vb_str_of(vb_severity_name(f->severity)));
        if (f->file != NULL) {
            vb_buffer_add_text(out, ", ");
            add_member(out, "file", vb_str_of(f->file));
        }
        add_number(out, "line", f->line);
        add_number(out, "column", f->column);
        add_number(out, "end_line", f->end_line);
        add_number(out, "end_column", f->end_column);
        vb_buffer_add_text(out, ", ");
        add_member(out, "message", f->message);
        if (f->fix.len > 0) {
            vb_buffer_add_text(out, ", ");
            add_member(out, "fix", f->fix);
        }
        if (f->detail.len > 0) {
            vb_buffer_add_text(out, ", ");
            add_member(out, "detail", f->detail);
        }
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, findings->n > 0 ? "\n]" : "]");
}

/* A path as a URI reference (RFC 3986): relative as it stands, absolute below file://. */
static void add_uri(vb_buffer *out, const char *path)
{
    if (path[0] == '/')
        vb_buffer_add_text(out, "file://");
    for (const char *c = path; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
                     strchr("-._~/", *c) != NULL;
        if (plain)
            vb_buffer_add_char(out, *c);
        else
            vb_buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*c);
    }
}

static void add_rule(vb_buffer *out, const vb_check_rule *rule)
{
    vb_buffer_add_text(out, "          {");
    add_member(out, "id", vb_str_of(rule->id));
    vb_buffer_add_text(out, ", \"shortDescription\": {");
    add_member(out, "text", vb_str_of(rule->summary));
    vb_buffer_add_text(out, "}, \"help\": {");
    add_member(out, "text", vb_str_of(rule->help));
    vb_buffer_add_text(out, "}, \"defaultConfiguration\": {");
    add_member(out, "level", vb_str_of(vb_severity_name(rule->severity)));
    vb_buffer_add_text(out, "}}");
}

static void add_location(vb_buffer *out, const vb_check_finding *f)
{
    vb_buffer_add_text(out, ",\n       \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"");
    add_uri(out, f->file);
    vb_buffer_add_text(out, "\"}");
    if (f->line > 0) {
        vb_buffer_printf(out, ", \"region\": {\"startLine\": %zu", f->line);
        add_number(out, "startColumn", f->column);
        add_number(out, "endLine", f->end_line);
        add_number(out, "endColumn", f->end_column);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "}}]");
}

static void add_result(vb_buffer *out, const vb_findings *findings, const vb_check_finding *f)
{
    vb_buffer text = {0};
    vb_buffer_add_text(out, "      {");
    add_member(out, "ruleId", vb_str_of(f->rule->id));
    vb_buffer_printf(out, ", \"ruleIndex\": %zu, ", (size_t)(f->rule - findings->rules));
    add_member(out, "level", vb_str_of(vb_severity_name(f->severity)));
    vb_buffer_add_str(&text, f->message);
    vb_buffer_add_text(&text, f->fix.len > 0 ? "; " : "");
    vb_buffer_add_str(&text, f->fix);
    vb_buffer_add_text(out, ", \"message\": {");
    add_member(out, "text", vb_buffer_str(&text));
    vb_buffer_add_char(out, '}');
    if (f->file != NULL)
        add_location(out, f);
    vb_buffer_add_char(out, '}');
    out->failed |= text.failed;
    vb_buffer_release(&text);
}

void vb_findings_sarif(const vb_findings *findings, vb_buffer *out)
{
    vb_buffer_add_text(
        out, "{\n  \"$schema\": "
             "\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\n"
             "  \"version\": \"2.1.0\",\n  \"runs\": [{\n    \"columnKind\": \"unicodeCodePoints\",\n"
             "    \"tool\": {\"driver\": {\"name\": \"verbatim\", \"version\": \"" VB_VERSION "\", \"rules\": [");
    for (size_t i = 0; i < findings->n_rules; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_rule(out, &findings->rules[i]);
    }
    vb_buffer_add_text(out, "]}},\n    \"results\": [");
    for (size_t i = 0; i < findings->n; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_result(out, findings, &findings->items[i]);
    }
    vb_buffer_add_text(out, "]\n  }]\n}\n");
}
