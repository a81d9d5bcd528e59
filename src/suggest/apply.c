#include "suggest/apply.h"

#include "base/error.h"
#include "base/str.h"
#include "base/tell.h"
#include "lexicon/git.h"
#include "lexicon/nearest.h"
#include "output/rows.h"
#include "run/write.h"
#include "suggest/place.h"

#include <unistd.h>

typedef struct {
    const vb_suggestions *s;
    const vb_lexicon_source *source;
    const vb_job *job;
    vb_placing placing;
    vb_buffer question, added;
    size_t number, n, taken, left;
    bool stopped;
} applier;

/* ---- Asking ---- */

typedef enum { TAKE, PASS } decision;

static void add_help(const applier *a, bool wants_category, vb_buffer *out)
{
    const vb_lexicon *lexicon = a->s->lexicon;
    if (!wants_category)
        vb_buffer_add_text(out, "    y  add it\n");
    for (size_t i = 0; wants_category && i < lexicon->n_categories; i++)
        vb_buffer_printf(out, "    %.*s\n", VB_ARG(lexicon->categories[i].path));
    if (wants_category)
        vb_buffer_add_text(out, "       one of these: add it to that category\n");
    vb_buffer_add_text(out, "    n  leave it out\n    q  stop here; what was taken so far is written\n");
}

/* What was typed is neither an answer nor, where one is wanted, a category. */
static void add_unknown(const applier *a, vb_str reply, vb_buffer *out)
{
    const vb_lexicon *lexicon = a->s->lexicon;
    vb_nearest nearest = vb_nearest_to(reply);
    for (size_t i = 0; i < lexicon->n_categories; i++)
        vb_nearest_try(&nearest, lexicon->categories[i].path);
    vb_buffer_add_text(out, "    no category `");
    vb_terminal_text(out, reply);
    vb_buffer_printf(out, "`%s; ? lists them\n", vb_nearest_hint(&nearest));
}

static vb_status fail_stopped(const applier *a, vb_error *err)
{
    char lost[96] = "";
    if (a->taken > 1)
        (void)snprintf(lost, sizeof lost, "; the %zu suggestions that were taken are not added", a->taken);
    return vb_fail_at(err, VB_ERROR_STOPPED, a->source->file, 0, 0,
                      "interrupted: nothing is written, the file is as it was%s (q stops and writes what was taken)",
                      a->taken == 1 ? "; the suggestion that was taken is not added" : lost);
}

/* Ask what stands in a->question; *code is where a term without one goes (NULL: it has one). */
static decision ask(applier *a, const char *words, size_t *code, vb_error *err)
{
    const vb_suggest_options *options = a->s->options;
    for (;;) {
        vb_buffer_printf(&a->question, "  %s (%s, n, q, ?)? ", words, code == NULL ? "y" : "its path");
        vb_buffer_add_char(&a->question, '\0');
        if (a->question.failed)
            return PASS;
        const char *typed = NULL;
        if (!options->ask(options->context, a->question.ptr, &typed)) {
            (void)fail_stopped(a, err);
            return PASS;
        }
        vb_str reply = typed == NULL ? VB_LITERAL("q") : vb_str_trim(vb_str_of(typed));
        a->stopped = vb_str_equal(reply, VB_LITERAL("q"));
        if (a->stopped || vb_str_equal(reply, VB_LITERAL("n")))
            return PASS;
        if (code == NULL ? vb_str_equal(reply, VB_LITERAL("y"))
                         : (*code = vb_lexicon_category(a->s->lexicon, reply)) != VB_NO_CATEGORY)
            return TAKE;
        vb_buffer_clear(&a->question);
        if (code != NULL && reply.len > 0 && !vb_str_equal(reply, VB_LITERAL("?")))
            add_unknown(a, reply, &a->question);
        else
            add_help(a, code != NULL, &a->question);
    }
}

/* Note what was placed, or tell that it was not. */
static void finish(applier *a, bool placed, vb_str place, vb_str entry, const char *beside, vb_str more)
{
    vb_buffer line = {0};
    vb_buffer *out = placed ? &a->added : &line;
    if (placed)
        vb_buffer_printf(out, "  %.*s: ", VB_ARG(place));
    vb_terminal_text(out, entry);
    vb_buffer_add_text(out, beside);
    vb_terminal_text(out, more);
    a->taken += placed;
    a->left += !placed;
    if (placed)
        vb_buffer_add_char(out, '\n');
    else
        vb_job_tell(a->job, "%.*s is left: it cannot be added to %s by one line, add it by hand",
                    VB_ARG(vb_buffer_str(&line)), a->source->file);
    vb_buffer_release(&line);
}

static void apply_candidate(applier *a, const vb_candidate *c, vb_error *err)
{
    size_t code = c->code;
    vb_str form = vb_phrase_form(c->phrase);
    bool own = code != VB_NO_CATEGORY;
    vb_suggest_candidate(a->s, c, &a->question);
    if (ask(a, own ? "add it" : "add it to which category", own ? NULL : &code, err) == PASS)
        return;
    vb_str path = own ? a->s->codes.paths[code] : a->s->lexicon->categories[code].path;
    finish(a, vb_place_term(&a->placing, path, form, err), path, form, "", VB_LITERAL(""));
}

static void apply_misspelling(applier *a, const vb_misspelling *m, vb_error *err)
{
    vb_suggest_misspelling(a->s, m, &a->question);
    if (ask(a, "add it to the words", NULL, err) == TAKE)
        finish(a, vb_place_word(&a->placing, m->word, m->meant, err), VB_LITERAL("words"), m->word, ": ", m->meant);
}

static void apply_misfire(applier *a, const vb_misfire *m, vb_error *err)
{
    vb_suggest_misfire(a->s, m, &a->question);
    if (ask(a, "add that to the term", NULL, err) == TAKE)
        finish(a, vb_place_unless(&a->placing, m->path, m->term, m->unless, err), m->path, m->term,
               ", unless: ", m->unless);
}

static void begin(applier *a)
{
    vb_buffer_clear(&a->question);
    vb_buffer_printf(&a->question, "\n%zu of %zu\n", ++a->number, a->n);
}

static void ask_all(applier *a, vb_error *err)
{
    const vb_suggestions *s = a->s;
    size_t words = s->n_misspellings < VB_SUGGEST_MOST ? s->n_misspellings : VB_SUGGEST_MOST;
    a->n = s->n_candidates + words;
    for (size_t i = 0; i < s->n_misfires; i++)
        a->n += s->misfires[i].unless.len > 0;
    for (size_t i = 0; i < s->n_candidates && !a->stopped && err->code == VB_OK; i++) {
        begin(a);
        apply_candidate(a, &s->candidates[i], err);
    }
    for (size_t i = 0; i < words && !a->stopped && err->code == VB_OK; i++) {
        begin(a);
        apply_misspelling(a, &s->misspellings[i], err);
    }
    for (size_t i = 0; i < s->n_misfires && !a->stopped && err->code == VB_OK; i++) {
        if (s->misfires[i].unless.len == 0)
            continue;
        begin(a);
        apply_misfire(a, &s->misfires[i], err);
    }
    if ((a->question.failed || a->added.failed) && err->code == VB_OK)
        (void)vb_fail_memory(err);
}

/* ---- Writing ---- */

/* Replace the file, if it is still the one that was read. */
static vb_status write_back(const applier *a, vb_error *err)
{
    vb_lexicon_source now = {0};
    const char *file = a->source->file;
    vb_status status = vb_lexicon_source_file(&now, file, err) ? VB_OK : err->code;
    if (status == VB_OK && !vb_str_equal(now.yaml, a->source->yaml))
        status =
            vb_fail_at(err, VB_ERROR_WRITE, file, 0, 0,
                       "the file was changed meanwhile, so that nothing is written: apply the suggestions again");
    if (status == VB_OK)
        status = vb_write_file(file, &a->placing.source, err);
    vb_lexicon_source_release(&now);
    return status;
}

/* Whether the file at `path` is the lexicon as it was. */
static bool is_old(const applier *a, const char *path)
{
    vb_lexicon_source kept = {0};
    vb_error err = {0};
    bool same = vb_lexicon_source_file(&kept, path, &err) && vb_str_equal(kept.yaml, a->source->yaml);
    vb_lexicon_source_release(&kept);
    return same;
}

/* A copy of the lexicon as it was, beside it: FILE.orig, or FILE.orig-2 and so on where there is one of another text,
 * which is somebody's own or of an earlier run. */
static vb_status copy_old(const applier *a, vb_buffer *name, vb_error *err)
{
    vb_buffer copy = {0};
    bool there = true;
    for (size_t i = 1; there && !name->failed; i++) {
        vb_buffer_clear(name);
        vb_buffer_printf(name, "%s.orig", a->source->file);
        if (i > 1)
            vb_buffer_printf(name, "-%zu", i);
        vb_buffer_add_char(name, '\0');
        there = !name->failed && access(name->ptr, F_OK) == 0;
        if (there && is_old(a, name->ptr))
            return VB_OK;
    }
    vb_buffer_add_str(&copy, a->source->yaml);
    vb_status status = name->failed || copy.failed ? vb_fail_memory(err) : vb_write_file(name->ptr, &copy, err);
    vb_buffer_release(&copy);
    return status;
}

/* A name for the lexicon as it was: git's, or that of a copy. */
static vb_status keep_old(const applier *a, vb_buffer *name, vb_error *err)
{
    const char *file = a->source->file;
    vb_buffer_printf(name, "git:HEAD:./%s", file);
    vb_buffer_add_char(name, '\0');
    if (name->failed)
        return vb_fail_memory(err);
    return file[0] != '/' && vb_git_has(name->ptr) ? VB_OK : copy_old(a, name, err);
}

/* As a shell takes it for one word. */
static void add_argument(vb_buffer *out, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,%+@";
    bool quotes = text[0] == '\0' || strspn(text, plain) < strlen(text);
    vb_buffer_add_text(out, quotes ? " '" : " ");
    for (; *text != '\0'; text++)
        vb_buffer_add_text(out, *text == '\'' ? "'\\''" : (const char[2]){*text, '\0'});
    vb_buffer_add_text(out, quotes ? "'" : "");
}

static void add_option(vb_buffer *out, const char *option, const char *value)
{
    if (value == NULL)
        return;
    vb_buffer_add_text(out, option);
    add_argument(out, value);
}

static void add_commands(const applier *a, const char *old, vb_buffer *out)
{
    const vb_job *job = a->job;
    const char *file = a->source->file;
    vb_buffer_add_text(out, "See what they do:\n  verbatim lexicon test");
    add_argument(out, file);
    vb_buffer_add_text(out, "\n  verbatim lexicon diff");
    add_argument(out, old);
    add_argument(out, file);
    add_option(out, " --on", job->inputs[0]);
    add_option(out, " --gold", a->s->options->gold);
    add_option(out, " --answer", job->answer);
    add_option(out, " --sheet", job->sheet);
    add_option(out, " --encoding", job->encoding);
    for (size_t i = 0; i < job->n_settings; i++)
        add_option(out, " --set", job->settings[i]);
    vb_buffer_add_char(out, '\n');
}

static vb_status write_all(const applier *a, vb_buffer *out, vb_error *err)
{
    vb_buffer old = {0};
    vb_status status = a->taken == 0 ? VB_OK : keep_old(a, &old, err);
    if (status == VB_OK && a->taken > 0)
        status = write_back(a, err);
    if (status == VB_OK) {
        vb_buffer_printf(out, "%s: %zu of %zu suggestion%s added", a->source->file, a->taken, a->n,
                         a->n == 1 ? "" : "s");
        if (a->left > 0)
            vb_buffer_printf(out, ", %zu left", a->left);
        vb_buffer_add_char(out, '\n');
        vb_buffer_add_str(out, vb_buffer_str(&a->added));
    }
    if (status == VB_OK && a->taken > 0)
        add_commands(a, old.ptr, out);
    vb_buffer_release(&old);
    return status;
}

vb_status vb_suggest_apply(const vb_suggestions *s, const vb_lexicon_source *source, const vb_job *job,
                           vb_buffer *out, vb_error *err)
{
    applier a = {.s = s, .source = source, .job = job};
    vb_status status = vb_placing_open(&a.placing, job, source->yaml, err);
    if (status == VB_OK) {
        ask_all(&a, err);
        status = err->code;
    }
    if (status == VB_OK)
        status = write_all(&a, out, err);
    vb_placing_release(&a.placing);
    vb_buffer_release(&a.question);
    vb_buffer_release(&a.added);
    return status;
}
