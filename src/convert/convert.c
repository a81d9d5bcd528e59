/* From one dictionary format to another: text → dictionary → terms checked → text. */
#include "base/str.h"
#include "base/tell.h"
#include "convert/readers.h"
#include "convert/writers.h"
#include "input/bytes.h"
#include "lexicon/source.h"
#include "output/save.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

typedef struct {
    vb_dictionary_format format;
    const char *name;
    bool (*read)(vb_dictionary *d, vb_str text, vb_error *err);
    size_t (*write)(vb_dictionary *d, vb_buffer *out); /* NULL: it is only read */
    const char *endings[4];
} format;

static const format formats[] = {
    {VB_DICTIONARY_VERBATIM, "a lexicon", vb_read_lexicon, vb_write_lexicon, {".yaml", ".yml"}},
    {VB_DICTIONARY_QUANTEDA, "a quanteda dictionary", vb_read_lexicon, vb_write_quanteda, {NULL}},
    {VB_DICTIONARY_LIWC, "a LIWC dictionary", vb_read_liwc, NULL, {".dic"}},
    {VB_DICTIONARY_DICX, "a LIWC-22 dictionary", vb_read_dicx, vb_write_dicx, {".dicx"}},
    {VB_DICTIONARY_WORDSTAT, "a WordStat dictionary", vb_read_wordstat, NULL, {".cat"}},
    {VB_DICTIONARY_LEXICODER, "a Lexicoder dictionary", vb_read_lexicoder, NULL, {".lc3", ".lcd"}},
    {VB_DICTIONARY_YOSHIKODER, "a Yoshikoder dictionary", vb_read_yoshikoder, NULL, {".ykd"}},
    {VB_DICTIONARY_KHCODER, "coding rules of KH Coder", vb_read_khcoder, NULL, {NULL}},
    {VB_DICTIONARY_CSV, "a table of terms", vb_read_table, vb_write_table, {".csv", ".tsv"}},
    {VB_DICTIONARY_JSON, "a JSON map of regular expressions", vb_read_json, NULL, {".json"}},
};

enum { N_FORMATS = sizeof formats / sizeof *formats };

static const format *find_format(vb_dictionary_format wanted)
{
    for (size_t i = 0; i < N_FORMATS; i++)
        if (formats[i].format == wanted)
            return &formats[i];
    return NULL;
}

static const format *find_ending(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; i < N_FORMATS && dot != NULL; i++)
        for (size_t k = 0; k < 4 && formats[i].endings[k] != NULL; k++)
            if (strcasecmp(dot, formats[i].endings[k]) == 0)
                return &formats[i];
    return NULL;
}

static bool begins(vb_str text, const char *with)
{
    return text.len >= strlen(with) && memcmp(text.ptr, with, strlen(with)) == 0;
}

/* What the first lines look like. */
static vb_dictionary_format look(vb_str text)
{
    vb_str trimmed = vb_str_trim(text), line = {NULL, 0}, rest = text;
    if (begins(trimmed, "%"))
        return VB_DICTIONARY_LIWC;
    if (begins(trimmed, "<"))
        return VB_DICTIONARY_YOSHIKODER;
    if (begins(trimmed, "{"))
        return VB_DICTIONARY_JSON;
    if (begins(trimmed, "+"))
        return VB_DICTIONARY_LEXICODER;
    if (begins(trimmed, "*") || begins(trimmed, "＊"))
        return VB_DICTIONARY_KHCODER;
    if (begins(trimmed, "DicTerm") || begins(trimmed, "\"DicTerm"))
        return VB_DICTIONARY_DICX;
    for (size_t i = 0; i < 100 && vb_line_next(&rest, &line); i++) {
        vb_str entry = vb_str_trim(line);
        if (begins(entry, "#"))
            continue;
        if (entry.len > 4 && entry.ptr[entry.len - 1] == ')' && entry.ptr[entry.len - 2] <= '9' &&
            memmem(entry.ptr, entry.len, " (", 2) != NULL)
            return VB_DICTIONARY_WORDSTAT;
        if (begins(entry, "*"))
            return VB_DICTIONARY_KHCODER;
        if (entry.len > 1 && (entry.ptr[entry.len - 1] == ':' || memmem(entry.ptr, entry.len, ": ", 2) != NULL))
            return VB_DICTIONARY_VERBATIM;
        if (entry.len > 2 && (memchr(entry.ptr, ',', entry.len) != NULL || memchr(line.ptr, '\t', line.len) != NULL))
            return VB_DICTIONARY_CSV;
    }
    return VB_DICTIONARY_DEFAULT;
}

static const format *recognise(const char *name, vb_str text, vb_error *err)
{
    vb_dictionary_format looks = look(text);
    const format *found = find_ending(name);
    /* A .csv may be LIWC-22's table. */
    if (found != NULL && (found->format != VB_DICTIONARY_CSV || looks != VB_DICTIONARY_DICX))
        return found;
    found = find_format(looks);
    if (found == NULL)
        (void)vb_fail_at(
            err, VB_ERROR_INPUT, name, 0, 0,
            "its format is not known: say it with --from verbatim, quanteda, liwc, dicx, wordstat, lexicoder, "
            "yoshikoder, khcoder, csv or json");
    return found;
}

/* ---- Reading ---- */

enum { MOST_BYTES = 64 * 1024 * 1024 };

static vb_status read_bytes(vb_bytes *bytes, vb_buffer *text, vb_error *err)
{
    enum { CHUNK = 64 * 1024 };
    for (size_t got = 1; got > 0;) {
        if (!vb_buffer_reserve(text, CHUNK))
            return vb_fail_memory(err);
        vb_status status = vb_bytes_read(bytes, text->ptr + text->len, CHUNK, &got, err);
        if (status != VB_OK)
            return status;
        text->len += got;
        if (text->len > MOST_BYTES)
            return vb_fail_at(err, VB_ERROR_INPUT, vb_bytes_name(bytes), 0, 0, "a dictionary has at most 64 MB");
    }
    return VB_OK;
}

/* The input's text, decoded; *is_shipped: that of a lexicon by its name. */
static vb_status read_input(const vb_job *job, vb_buffer *text, bool *is_shipped, vb_error *err)
{
    const char *name = job->inputs[0];
    struct stat status;
    vb_lexicon_source shipped;
    if (strcmp(name, "-") != 0 && stat(name, &status) != 0 && strpbrk(name, "./") == NULL) {
        bool fine = vb_lexicon_source_open(&shipped, name, err);
        *is_shipped = fine;
        if (fine)
            vb_buffer_add_str(text, shipped.yaml);
        vb_lexicon_source_release(&shipped);
        return !fine ? err->code : text->failed ? vb_fail_memory(err) : VB_OK;
    }
    vb_bytes *bytes = vb_bytes_open(name, err);
    vb_buffer why = {0};
    if (bytes == NULL)
        return err->code;
    vb_status outcome = vb_bytes_decode(bytes, job->encoding, &why, err);
    if (outcome == VB_OK)
        outcome = read_bytes(bytes, text, err);
    if (outcome == VB_OK)
        (void)vb_bytes_failures(bytes, &why);
    vb_job_tell_lines(job, &why);
    if (outcome == VB_OK && text->len >= 3 && memcmp(text->ptr, "\xEF\xBB\xBF", 3) == 0) {
        memmove(text->ptr, text->ptr + 3, text->len - 3);
        text->len -= 3;
    }
    if (outcome == VB_OK && text->len > 0 && memchr(text->ptr, '\0', text->len) != NULL)
        outcome = vb_fail_at(err, VB_ERROR_INPUT, vb_bytes_name(bytes), 0, 0, "no text: it has NUL bytes in it");
    if (outcome == VB_OK && vb_str_trim(vb_buffer_str(text)).len == 0)
        outcome = vb_fail_at(err, VB_ERROR_INPUT, vb_bytes_name(bytes), 0, 0, "nothing in it");
    vb_buffer_release(&why);
    vb_bytes_close(bytes);
    return outcome;
}

static vb_status read_dictionary(const vb_job *job, const format *from, vb_str text, vb_dictionary *d, vb_error *err)
{
    bool fine = from->read(d, text, err);
    bool own = d->lexicon != NULL && !d->lexicon->plain;
    if (fine && !d->failed && !own)
        fine = vb_dictionary_check(d, job->settings, job->n_settings, err);
    else if (fine && own && job->n_settings > 0)
        return vb_fail(err, VB_ERROR_USAGE, "--set is for what has no settings yet, and %s has", d->file);
    if (d->failed)
        return vb_fail_memory(err);
    return fine ? VB_OK : err->code;
}

/* ---- Telling what is lost ---- */

static int by_place(const void *a, const void *b)
{
    const vb_loss *x = a, *y = b;
    if (x->spot.line != y->spot.line)
        return x->spot.line < y->spot.line ? -1 : 1;
    if (x->spot.column != y->spot.column)
        return x->spot.column < y->spot.column ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

static void tell_losses(const vb_job *job, vb_dictionary *d, vb_conversion *made)
{
    static const char *const kinds[] = {
        [VB_LEFT_OUT] = "left out: ", [VB_CHANGED] = "changed: ", [VB_NOTED] = "note: "};
    if (d->n_losses > 0)
        qsort(d->losses, d->n_losses, sizeof *d->losses, by_place);
    for (size_t i = 0; i < d->n_losses; i++) {
        const vb_loss *loss = &d->losses[i];
        vb_buffer line = {0};
        vb_buffer_printf(&line, "%s:%zu", loss->spot.file, loss->spot.line);
        if (loss->spot.column > 0)
            vb_buffer_printf(&line, ":%zu", loss->spot.column);
        vb_buffer_printf(&line, ": %s", kinds[loss->kind]);
        vb_buffer_add_str(&line, loss->text);
        vb_job_tell(job, "%.*s", (int)line.len, vb_buffer_str(&line).ptr);
        vb_buffer_release(&line);
        made->left_out += loss->kind == VB_LEFT_OUT;
        made->changed += loss->kind == VB_CHANGED;
    }
}

static void tell_sum(const vb_job *job, const vb_dictionary *d, const format *from, const vb_conversion *made)
{
    vb_job_tell(job, "%s is %s: %zu categor%s, %zu term%s written; %zu left out, %zu changed", d->file, from->name,
                made->categories, made->categories == 1 ? "y" : "ies", made->terms, made->terms == 1 ? "" : "s",
                made->left_out, made->changed);
}

/* ---- The whole ---- */

static vb_status write_all(const vb_job *job, FILE *out, const vb_buffer *bytes, vb_error *err)
{
    vb_save save = {0};
    vb_status status = VB_OK;
    if (job->output != NULL) {
        status = vb_save_begin(&save, job->output, err);
        out = save.file;
    }
    if (status == VB_OK &&
        ((bytes->len > 0 && fwrite(bytes->ptr, 1, bytes->len, out) != bytes->len) || fflush(out) != 0))
        status = vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    if (status == VB_OK && job->output != NULL)
        status = vb_save_finish(&save, err);
    vb_save_discard(&save);
    return status;
}

vb_status vb_lexicon_convert(const vb_job *job, vb_dictionary_format from, vb_dictionary_format to, FILE *out,
                             vb_conversion *made, vb_error *err)
{
    vb_buffer text = {0}, bytes = {0};
    const char *name = strcmp(job->inputs[0], "-") == 0 ? "standard input" : job->inputs[0];
    vb_dictionary d = {.file = name};
    const format *target = find_format(to);
    *made = (vb_conversion){0};
    if (target == NULL || target->write == NULL)
        return vb_fail(err, VB_ERROR_USAGE, "dictionaries are written as verbatim, quanteda, dicx or csv");
    bool shipped = false;
    vb_status status = read_input(job, &text, &shipped, err);
    const format *source = NULL;
    if (status == VB_OK) {
        from = shipped ? VB_DICTIONARY_VERBATIM : from;
        source = from != VB_DICTIONARY_DEFAULT ? find_format(from) : recognise(name, vb_buffer_str(&text), err);
        status = source == NULL ? err->code : read_dictionary(job, source, vb_buffer_str(&text), &d, err);
    }
    if (status == VB_OK && d.lexicon != NULL) /* which of the two YAML is */
        source = find_format(d.lexicon->plain ? VB_DICTIONARY_QUANTEDA : VB_DICTIONARY_VERBATIM);
    if (status == VB_OK && source == target && to == VB_DICTIONARY_VERBATIM)
        status = vb_fail_at(err, VB_ERROR_USAGE, name, 0, 0,
                            "is a lexicon already: `verbatim lexicon show --format yaml` shows it");
    if (status == VB_OK && d.n_categories == 0) {
        tell_losses(job, &d, made);
        status = vb_fail_at(err, VB_ERROR_INPUT, name, 0, 0, "no category in it: is it %s? --from says what it is",
                            source->name);
    }
    if (status == VB_OK) {
        made->categories = d.n_categories;
        made->terms = target->write(&d, &bytes);
        status = d.failed || bytes.failed ? vb_fail_memory(err) : write_all(job, out, &bytes, err);
    }
    if (status == VB_OK) {
        tell_losses(job, &d, made);
        tell_sum(job, &d, source, made);
    }
    vb_buffer_release(&text);
    vb_buffer_release(&bytes);
    vb_dictionary_release(&d);
    return status;
}
