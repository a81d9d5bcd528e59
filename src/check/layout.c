/* Where a lexicon's source is not laid out as it is usual, and putting it so. */
#include "base/error.h"
#include "base/str.h"
#include "check/format.h"
#include "check/lint.h"
#include "run/write.h"

static const char *describe(vb_format_kind kind)
{
    static const char *const kinds[] = {
        [VB_FORMAT_ORDER] = "keys out of order",
        [VB_FORMAT_INDENT] = "a block that is not indented by two",
        [VB_FORMAT_SPACE] = "white space at the end of a line",
        [VB_FORMAT_END] = "not one end of line at the end of the file",
        [VB_FORMAT_QUOTE] = "a bare word that YAML 1.1 takes for a truth value",
        [VB_FORMAT_DOUBLE] = "a term that stands there twice",
    };
    return kinds[kind];
}

void vb_lint_layout(vb_lint *lint)
{
    vb_buffer out = {0};
    vb_format_edits edits = {0};
    vb_error err = {0};
    size_t counts[VB_FORMAT_DOUBLE + 1] = {0};
    if (lint->root == NULL)
        return;
    if (vb_lexicon_format(lint->yaml, lint->file, &out, &edits, &err) != VB_OK)
        lint->findings->failed = lint->findings->failed || err.code == VB_ERROR_MEMORY;
    for (size_t i = 0; i < edits.n; i++)
        counts[edits.items[i].kind] += edits.items[i].done;
    for (size_t i = 0; i < edits.n; i++) {
        const vb_format_edit *e = &edits.items[i];
        vb_check_place place = {lint->file, e->line, 1, 0, 0};
        if (!e->done || e->kind == VB_FORMAT_QUOTE || e->kind == VB_FORMAT_DOUBLE || counts[e->kind] == 0)
            continue; /* there are rules for these two; of a kind the first is told of */
        if (e->kind == VB_FORMAT_ORDER)
            (void)vb_findings_add(lint->findings, "key-order", place, VB_LITERAL("run with --fix"),
                                  "`%.*s` stands above `%.*s` as a rule", VB_ARG(e->key), VB_ARG(e->above));
        else if (counts[e->kind] == 1)
            (void)vb_findings_add(lint->findings, "layout", place, VB_LITERAL("run with --fix"), "%s",
                                  describe(e->kind));
        else
            (void)vb_findings_add(lint->findings, "layout", place, VB_LITERAL("run with --fix"),
                                  "%s, the first of %zu", describe(e->kind), counts[e->kind]);
        if (e->kind != VB_FORMAT_ORDER)
            counts[e->kind] = 0;
    }
    vb_format_edits_release(&edits);
    vb_buffer_release(&out);
}

vb_status vb_lexicon_fix(const char *path, const char *to, void (*tell)(void *context, const char *line),
                         void *context, size_t *done, size_t *left, vb_error *err)
{
    vb_lexicon_source source = {0};
    vb_buffer out = {0}, line = {0};
    vb_format_edits edits = {0};
    *done = *left = 0;
    vb_status status = vb_lexicon_source_open(&source, path, err) ? VB_OK : err->code;
    if (status == VB_OK && strcmp(path, to) == 0)
        status = vb_lexicon_source_is_file(&source, path, err);
    if (status == VB_OK)
        status = vb_lexicon_format(source.yaml, source.file, &out, &edits, err);
    for (size_t i = 0; i < edits.n && status == VB_OK; i++) {
        const vb_format_edit *e = &edits.items[i];
        *done += e->done;
        *left += !e->done;
        if (e->done || tell == NULL)
            continue;
        vb_buffer_clear(&line);
        vb_buffer_printf(&line, "%s:%zu: left, since putting it right would change what the YAML says: %s",
                         source.file, e->line, describe(e->kind));
        vb_buffer_add_char(&line, '\0');
        if (!line.failed)
            tell(context, line.ptr);
    }
    if (status == VB_OK && (strcmp(path, to) != 0 || !vb_str_equal(vb_buffer_str(&out), source.yaml)))
        status = vb_write_file(to, &out, err);
    vb_format_edits_release(&edits);
    vb_buffer_release(&out);
    vb_buffer_release(&line);
    vb_lexicon_source_release(&source);
    return status;
}
