#include "run/format.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"

#include <strings.h>

/* Names and endings, in the order of messages.  A second ending of a format is not named there. */
static const struct {
    vb_format format;
    const char *name, *ending, *other;
} known[] = {
    {VB_FORMAT_TEXT, "text", ".txt", NULL},
    {VB_FORMAT_MARKDOWN, "markdown", ".md", NULL},
    {VB_FORMAT_CSV, "csv", ".csv", NULL},
    {VB_FORMAT_TSV, "tsv", ".tsv", ".tab"},
    {VB_FORMAT_JSONL, "jsonl", ".jsonl", ".ndjson"},
    {VB_FORMAT_JSON, "json", ".json", NULL},
    {VB_FORMAT_HTML, "html", ".html", ".htm"},
    {VB_FORMAT_SVG, "svg", ".svg", NULL},
    {VB_FORMAT_XLSX, "xlsx", ".xlsx", NULL},
    {VB_FORMAT_SAV, "sav", ".sav", NULL},
    {VB_FORMAT_DTA, "dta", ".dta", NULL},
};

enum { N_KNOWN = sizeof known / sizeof *known };

bool vb_format_is_file(vb_format format)
{
    return format == VB_FORMAT_XLSX || format == VB_FORMAT_SAV || format == VB_FORMAT_DTA;
}

/* The name's ending with its dot; NULL if it has none: ".profile" has not. */
static const char *ending_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(name, '.');
    return dot == NULL || dot == name || dot[1] == '\0' ? NULL : dot;
}

/* "text, csv or tsv": the names, or the endings, of `formats`. */
static void add_list(vb_buffer *out, unsigned formats, bool endings)
{
    size_t left = 0, n = 0;
    for (size_t i = 0; i < N_KNOWN; i++)
        left += (formats >> known[i].format) & 1;
    for (size_t i = 0; i < N_KNOWN; i++) {
        if (((formats >> known[i].format) & 1) == 0)
            continue;
        left--;
        vb_buffer_add_text(out, n++ == 0 ? "" : left == 0 ? " or " : ", ");
        vb_buffer_add_text(out, endings ? known[i].ending : known[i].name);
    }
}

/* `text` ends the message, and is released. */
static vb_status fail(vb_buffer *text, const char *file, vb_error *err)
{
    vb_str message = vb_buffer_str(text);
    vb_status status = text->failed   ? vb_fail_memory(err)
                       : file == NULL ? vb_fail(err, VB_ERROR_USAGE, "%.*s", VB_ARG(message))
                                      : vb_fail_at(err, VB_ERROR_USAGE, file, 0, 0, "%.*s", VB_ARG(message));
    vb_buffer_release(text);
    return status;
}

static vb_status fail_ending(const char *path, const char *ending, const char *command, unsigned formats,
                             vb_error *err)
{
    vb_buffer text = {0};
    vb_buffer_printf(&text, "%s writes no %s files: end the name with ", command, ending);
    add_list(&text, formats, true);
    vb_buffer_add_text(&text, ", or say by --format what it is to be");
    return fail(&text, path, err);
}

vb_status vb_format_decide(const vb_job *job, const char *command, unsigned formats, vb_format *format, vb_error *err)
{
    *format = job->format;
    const char *ending = job->output == NULL || *format != VB_FORMAT_DEFAULT ? NULL : ending_of(job->output);
    for (size_t i = 0; i < N_KNOWN && ending != NULL; i++)
        if (strcasecmp(ending, known[i].ending) == 0 ||
            (known[i].other != NULL && strcasecmp(ending, known[i].other) == 0))
            *format = known[i].format;
    bool writes = ((formats >> *format) & 1) != 0;
    if (ending != NULL && !writes)
        return fail_ending(job->output, ending, command, formats, err);
    if (*format != VB_FORMAT_DEFAULT && !writes) {
        vb_buffer text = {0};
        vb_buffer_printf(&text, "%s writes ", command);
        add_list(&text, formats, false);
        return fail(&text, NULL, err);
    }
    if (vb_format_is_file(*format) && job->output == NULL)
        return vb_fail(err, VB_ERROR_USAGE, "this format is a file, not a stream: pass its name by -o FILE");
    return VB_OK;
}
