#include "check/finding.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

const vb_check_rule *vb_findings_rule(const vb_findings *findings, const char *id)
{
    for (size_t i = 0; i < findings->n_rules; i++)
        if (strcmp(findings->rules[i].id, id) == 0)
            return &findings->rules[i];
    return NULL;
}

vb_check_finding *vb_findings_add(vb_findings *findings, const char *rule, vb_check_place place, vb_str fix,
                                  const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    vb_str message = vb_arena_copy(&findings->arena, vb_str_of(text));
    vb_str advice = vb_arena_copy(&findings->arena, fix);
    vb_str file = vb_arena_copy(&findings->arena, vb_str_of(place.file == NULL ? "" : place.file));
    const vb_check_rule *known = vb_findings_rule(findings, rule);
    if (findings->failed || known == NULL || message.ptr == NULL || advice.ptr == NULL || file.ptr == NULL ||
        !VB_PUSH_ROOM(findings->items, findings->n, findings->cap)) {
        findings->failed = true;
        return NULL;
    }
    vb_check_finding *made = &findings->items[findings->n++];
    *made = (vb_check_finding){
        .rule = known,
        .severity = known->severity,
        .file = place.file == NULL ? NULL : file.ptr,
        .line = place.line,
        .column = place.column,
        .end_line = place.end_line,
        .end_column = place.end_column,
        .message = message,
        .fix = advice,
    };
    return made;
}

void vb_findings_detail(vb_findings *findings, vb_check_finding *finding, vb_str detail)
{
    if (finding == NULL)
        return;
    finding->detail = vb_arena_copy(&findings->arena, detail);
    findings->failed = findings->failed || finding->detail.ptr == NULL;
}

void vb_findings_add_case(vb_findings *findings, vb_check_case one)
{
    one.suite = vb_arena_copy(&findings->arena, one.suite);
    one.name = vb_arena_copy(&findings->arena, one.name);
    one.message = vb_arena_copy(&findings->arena, one.message);
    one.detail = vb_arena_copy(&findings->arena, one.detail);
    if (findings->failed || one.message.ptr == NULL || one.suite.ptr == NULL || one.name.ptr == NULL ||
        one.detail.ptr == NULL || !VB_PUSH_ROOM(findings->cases, findings->n_cases, findings->cap_cases))
        findings->failed = true;
    else
        findings->cases[findings->n_cases++] = one;
}

static int compare_sizes(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int by_place(const void *a, const void *b)
{
    const vb_check_finding *x = a, *y = b;
    int order = strcmp(x->file == NULL ? "" : x->file, y->file == NULL ? "" : y->file);
    if (order == 0)
        order = compare_sizes(x->line, y->line);
    if (order == 0)
        order = compare_sizes(x->column, y->column);
    if (order == 0)
        order = strcmp(x->rule->id, y->rule->id);
    return order == 0 ? vb_str_compare(x->message, y->message) : order;
}

void vb_findings_sort(vb_findings *findings)
{
    if (findings->n > 0)
        qsort(findings->items, findings->n, sizeof *findings->items, by_place);
}

static int by_harm(const void *a, const void *b, void *context)
{
    const vb_check_finding *items = context;
    const vb_check_finding *x = &items[*(const size_t *)a], *y = &items[*(const size_t *)b];
    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    if (x->harm < y->harm || x->harm > y->harm)
        return x->harm > y->harm ? -1 : 1;
    return by_place(x, y);
}

size_t *vb_findings_worst_first(const vb_findings *findings)
{
    size_t *order = calloc(findings->n + 1, sizeof *order);
    for (size_t i = 0; order != NULL && i < findings->n; i++)
        order[i] = i;
    if (order != NULL && findings->n > 0)
        qsort_r(order, findings->n, sizeof *order, by_harm, findings->items);
    return order;
}

size_t vb_findings_count(const vb_findings *findings, vb_severity severity)
{
    size_t n = 0;
    for (size_t i = 0; i < findings->n; i++)
        n += findings->items[i].severity == severity;
    return n;
}

const char *vb_severity_name(vb_severity severity)
{
    return severity == VB_SEVERITY_ERROR ? "error" : severity == VB_SEVERITY_WARNING ? "warning" : "note";
}

void vb_findings_release(vb_findings *findings)
{
    free(findings->items);
    free(findings->cases);
    vb_arena_release(&findings->arena);
    findings->items = NULL;
    findings->cases = NULL;
    findings->n = findings->cap = findings->n_cases = findings->cap_cases = 0;
}

vb_status vb_findings_append(const char *path, const vb_buffer *markdown, vb_error *err)
{
    if (markdown->failed)
        return vb_fail_memory(err);
    FILE *out = fopen(path, "ab");
    if (out == NULL)
        return vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0, "cannot be opened: %s", strerror(errno));
    bool fine = markdown->len == 0 || fwrite(markdown->ptr, 1, markdown->len, out) == markdown->len;
    int reason = errno;
    if (fclose(out) != 0 && fine) {
        reason = errno;
        fine = false;
    }
    return fine ? VB_OK : vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0, "cannot be written: %s", strerror(reason));
}
