#include "run/manifest.h"

#include "base/str.h"
#include "match/regex.h"
#include "match/spelling.h"
#include "output/rows.h"
#include "output/save.h"
#include "run/digest.h"
#include "run/write.h"
#include "text/word_list.h"

#include <inttypes.h>

static void add_key(vb_buffer *out, bool first, const char *key)
{
    vb_buffer_printf(out, first ? "\"%s\": " : ",\n\"%s\": ", key);
}

static void add_text(vb_buffer *out, bool first, const char *key, const char *text)
{
    add_key(out, first, key);
    if (text == NULL)
        vb_buffer_add_text(out, "null");
    else
        vb_json_string(out, vb_str_of(text));
}

static void add_digest(vb_buffer *out, const unsigned char digest[VB_SHA256_SIZE])
{
    char text[2 * VB_SHA256_SIZE + 1];
    vb_sha256_hex(digest, text);
    vb_buffer_printf(out, "\"%s\"", text);
}

static void add_list(vb_buffer *out, const char *key, const char *const *texts, size_t n)
{
    add_key(out, false, key);
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        vb_buffer_add_text(out, i > 0 ? ", " : "");
        vb_json_string(out, vb_str_of(texts[i]));
    }
    vb_buffer_add_char(out, ']');
}

static void add_lexicons(const vb_manifest *m, vb_buffer *out)
{
    add_key(out, false, "lexicons");
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < m->n_lexicons; i++) {
        const vb_lexicon *lexicon = m->lexicons[i];
        unsigned char digest[VB_SHA256_SIZE];
        vb_buffer_add_text(out, i > 0 ? ",\n  {\"name\": " : "\n  {\"name\": ");
        vb_json_string(out, lexicon->name);
        vb_buffer_add_text(out, ", \"version\": ");
        vb_json_string(out, lexicon->version);
        vb_buffer_add_text(out, ", \"files\": [");
        for (size_t k = 0; k < lexicon->n_parts; k++) {
            vb_buffer_add_text(out, k > 0 ? ", {\"file\": " : "{\"file\": ");
            vb_json_string(out, vb_str_of(lexicon->parts[k].file));
            vb_buffer_add_text(out, ", \"sha256\": ");
            vb_lexicon_part_sha256(&lexicon->parts[k], digest);
            add_digest(out, digest);
            vb_buffer_add_char(out, '}');
        }
        vb_buffer_add_text(out, "]}");
    }
    vb_buffer_add_char(out, ']');
}

/* The lists of words that wrong spellings were told by. */
static void add_word_lists(const vb_manifest *m, vb_buffer *out)
{
    const vb_word_list *said = NULL;
    add_key(out, false, "word_lists");
    vb_buffer_add_char(out, '[');
    for (const vb_word_list *list = vb_word_lists; list->language != NULL; list++) {
        bool used = false;
        for (size_t i = 0; i < m->n_lexicons; i++)
            for (size_t k = 0; k < m->lexicons[i]->n_parts && vb_spelling_is_asked(m->lexicons[i]); k++)
                used = used || strcmp(m->lexicons[i]->parts[k].settings.language, list->language) == 0;
        if (!used)
            continue;
        vb_buffer_printf(out, "%s{\"language\": \"%s\", \"package\": \"%s\", \"sha256\": \"%s\"}",
                         said == NULL ? "" : ", ", list->language, list->package, list->sha256);
        said = list;
    }
    vb_buffer_add_char(out, ']');
}

/* `"bytes": …, "sha256": …` of a file. */
static vb_status add_file(const char *path, vb_buffer *out, vb_error *err)
{
    unsigned char digest[VB_SHA256_SIZE];
    uint64_t bytes;
    vb_status status = vb_digest_file(path, digest, &bytes, err);
    if (status != VB_OK)
        return status;
    vb_buffer_printf(out, "\"bytes\": %" PRIu64 ", \"sha256\": ", bytes);
    add_digest(out, digest);
    vb_buffer_add_char(out, '}');
    return VB_OK;
}

static vb_status add_gold(const vb_job *job, vb_buffer *out, vb_error *err)
{
    const char *path = job->gold_elsewhere != NULL ? job->gold_elsewhere : job->gold;
    if (path == NULL)
        return VB_OK;
    add_key(out, false, "gold");
    vb_buffer_add_text(out, "{\"file\": ");
    vb_json_string(out, vb_str_of(path));
    vb_buffer_add_text(out, ", ");
    return add_file(path, out, err);
}

static vb_status add_inputs(const vb_job *job, vb_buffer *out, vb_error *err)
{
    size_t n = job->n_inputs == 0 ? 1 : job->n_inputs;
    add_key(out, false, "inputs");
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        const char *path = job->n_inputs == 0 ? "-" : job->inputs[i];
        vb_buffer_add_text(out, i > 0 ? ",\n  {\"file\": " : "\n  {\"file\": ");
        vb_json_string(out, vb_str_of(path));
        if (strcmp(path, "-") == 0) {
            vb_buffer_add_text(out, ", \"bytes\": null, \"sha256\": null}");
            continue;
        }
        vb_buffer_add_text(out, ", ");
        vb_status status = add_file(path, out, err);
        if (status != VB_OK)
            return status;
    }
    vb_buffer_add_char(out, ']');
    return VB_OK;
}

static void add_results(const vb_manifest *m, vb_buffer *out)
{
    add_key(out, false, "results");
    vb_buffer_add_char(out, '{');
    for (size_t i = 0; i < m->n_results; i++) {
        vb_buffer_add_text(out, i > 0 ? ", " : "");
        vb_json_string(out, vb_str_of(m->results[i].key));
        vb_buffer_add_text(out, ": ");
        if (m->results[i].text != NULL)
            vb_json_string(out, vb_str_of(m->results[i].text));
        else
            vb_buffer_printf(out, "%" PRIu64, m->results[i].count);
    }
    vb_buffer_add_char(out, '}');
}

static vb_status make(const vb_job *job, const vb_manifest *m, vb_buffer *out, vb_error *err)
{
    char engine[64];
    vb_regex_engine(engine, sizeof engine);
    vb_buffer_add_text(out, "{");
    add_text(out, true, "tool", "verbatim");
    add_text(out, false, "version", VB_VERSION);
    add_text(out, false, "command", m->command);
    add_list(out, "arguments", job->arguments, job->n_arguments);
    add_list(out, "settings", job->settings, job->n_settings);
    add_key(out, false, "seed");
    vb_buffer_printf(out, "%" PRIu64, job->seed);
    add_text(out, false, "regex_engine", engine);
    add_lexicons(m, out);
    add_word_lists(m, out);
    vb_status status = add_inputs(job, out, err);
    if (status == VB_OK)
        status = add_gold(job, out, err);
    add_text(out, false, "output", job->output);
    add_results(m, out);
    vb_buffer_add_text(out, "}\n");
    return status;
}

vb_status vb_manifest_write(const vb_job *job, const vb_manifest *manifest, vb_error *err)
{
    vb_buffer bytes = {0};
    vb_save save = {0};
    if (job->manifest == NULL)
        return VB_OK;
    vb_status status = make(job, manifest, &bytes, err);
    if (status == VB_OK)
        status = vb_save_begin(&save, job->manifest, err);
    if (status == VB_OK)
        status = vb_write_out(save.file, &bytes, err);
    if (status == VB_OK)
        status = vb_save_finish(&save, err);
    vb_save_discard(&save);
    vb_buffer_release(&bytes);
    return status;
}
