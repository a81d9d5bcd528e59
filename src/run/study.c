#include "run/study.h"

#include "base/str.h"
#include "base/tell.h"
#include "input/column_find.h"
#include "run/personal.h"

#include <stdlib.h>

enum { MOST_NAMED = 5 }; /* inputs, or columns, in one line */

/* A full lexicon whose first line was forgotten is read like this too, so say it. */
static void tell_plain(const vb_study *study)
{
    vb_job_tell(
        study->job,
        "%s has no `lexicon:` at the top, so it is read as a plain quanteda dictionary and counts as quanteda does",
        study->lexicon->parts[0].file);
}

vb_status vb_study_open_lexicon(vb_study *study, const vb_job *job, vb_error *err)
{
    study->job = job;
    const char *name = job->lexicon == NULL ? "challenges" : job->lexicon;
    study->lexicon = vb_lexicon_open(name, job->settings, job->n_settings, err);
    if (study->lexicon != NULL && study->lexicon->plain)
        tell_plain(study);
    if (study->lexicon != NULL)
        study->coder = vb_coder_new(study->lexicon, err);
    return study->coder == NULL ? err->code : VB_OK;
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The same columns grouped by the same lexicon would be the same table twice, and columns of one name. */
static vb_status refuse_twice(const vb_columns *columns, vb_error *err)
{
    for (size_t i = 1; i < columns->n_by; i++) {
        for (size_t k = 0; k < i; k++) {
            const vb_by *a = &columns->by[k], *b = &columns->by[i];
            if (a->n_columns == b->n_columns && same_text(a->lexicon, b->lexicon) &&
                memcmp(a->columns, b->columns, a->n_columns * sizeof *a->columns) == 0)
                return vb_fail(err, VB_ERROR_USAGE, "--by has column %zu, \"%.*s\", twice: once is enough",
                               b->column + 1, VB_ARG(b->name));
        }
    }
    return VB_OK;
}

static vb_status open_groupings(vb_study *study, vb_error *err)
{
    study->groupings = calloc(study->columns.n_by + 1, sizeof *study->groupings);
    if (study->groupings == NULL)
        return vb_fail_memory(err);
    for (size_t i = 0; i < study->columns.n_by; i++) {
        vb_status status = vb_grouping_init(&study->groupings[i], &study->columns.by[i], err);
        if (status != VB_OK)
            return status;
        study->n_groupings++;
    }
    return VB_OK;
}

static vb_status open_study(vb_study *study, const vb_job *job, bool ungrouped, vb_error *err)
{
    *study = (vb_study){0};
    vb_status status = vb_study_open_lexicon(study, job, err);
    if (status == VB_OK)
        status = vb_inputs_open(&study->inputs, job, err);
    if (status != VB_OK)
        return status;
    vb_job_tell_lines(job, &study->inputs.files[0].why);
    status = vb_records_next(study->inputs.first, &study->first, err);
    if (status != VB_OK)
        return status;
    study->first_file = &study->inputs.files[0];
    /* Without a column of answers that of the codes says who has answered. */
    const char *answer = job->answer == NULL && job->codes != NULL ? job->codes : job->answer;
    vb_columns_wanted wanted = {answer, job->id, job->by, job->n_by, ungrouped};
    status = vb_columns_decide(study->inputs.first, &study->first, &wanted, &study->columns, err);
    if (status != VB_OK)
        return status;
    status = refuse_twice(&study->columns, err);
    if (status != VB_OK)
        return status;
    study->inputs.answer = study->columns.answer;
    vb_job_tell_lines(job, &study->columns.why);
    if (job->cross && job->every_group)
        return vb_fail(err, VB_ERROR_USAGE, "--cross and --every-group do not go together: leave out one");
    if (job->cross && study->columns.n_by < 2)
        return vb_fail(err, VB_ERROR_USAGE, "--cross takes at least two columns to break out by: pass --by twice");
    if (job->codes != NULL) {
        study->codes = vb_arena_alloc(&study->arena, sizeof *study->codes);
        if (study->codes == NULL)
            return vb_fail_memory(err);
        status = vb_codebook_open(study->codes, job, study->inputs.first, &study->first, err);
        if (status != VB_OK)
            return status;
    }
    status = vb_inputs_check(&study->inputs, err);
    return status == VB_OK ? open_groupings(study, err) : status;
}

vb_status vb_study_open(vb_study *study, const vb_job *job, vb_error *err)
{
    return open_study(study, job, false, err);
}

vb_status vb_study_open_ungrouped(vb_study *study, const vb_job *job, vb_error *err)
{
    return open_study(study, job, true, err);
}

void vb_study_close(vb_study *study)
{
    for (size_t i = 0; i < study->n_groupings; i++)
        vb_grouping_release(&study->groupings[i]);
    free(study->groupings);
    vb_columns_release(&study->columns);
    if (study->codes != NULL)
        vb_codebook_release(study->codes);
    vb_batch_release(&study->first);
    vb_inputs_close(&study->inputs);
    vb_coder_free(study->coder);
    vb_lexicon_free(study->lexicon);
    vb_arena_release(&study->arena);
    *study = (vb_study){0};
}

const vb_str *vb_study_header(const vb_study *study, size_t *n)
{
    return vb_records_header(study->inputs.first, n);
}

size_t vb_study_breakdowns(const vb_study *study)
{
    return study->n_groupings + (study->job->cross ? 1 : 0);
}

/* What stands behind the last slash. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* "a.csv, b.csv", as given or by their base names. */
static vb_str name_inputs(vb_study *study, bool base)
{
    const vb_job *job = study->job;
    vb_buffer text = {0};
    size_t n = job->n_inputs < MOST_NAMED ? job->n_inputs : MOST_NAMED;
    for (size_t i = 0; i < n || i == 0; i++) {
        const char *name = i == 0                             ? vb_records_name(study->inputs.first)
                           : strcmp(job->inputs[i], "-") == 0 ? "standard input"
                                                              : job->inputs[i];
        vb_buffer_add_text(&text, i > 0 ? ", " : "");
        vb_buffer_add_text(&text, base ? base_name(name) : name);
    }
    if (job->n_inputs > MOST_NAMED)
        vb_buffer_printf(&text, " and %zu more", job->n_inputs - MOST_NAMED);
    vb_str source = text.failed ? (vb_str){NULL, 0} : vb_arena_copy(&study->arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    return source;
}

vb_str vb_study_source(vb_study *study)
{
    return name_inputs(study, false);
}

vb_str vb_study_public_source(vb_study *study)
{
    return name_inputs(study, true);
}

vb_study_facts vb_study_facts_of(vb_study *study)
{
    size_t n, answer = study->columns.answer;
    const vb_str *header = vb_study_header(study, &n);
    const vb_str *labels = vb_records_labels(study->inputs.first);
    bool has_label = labels != NULL && labels[answer].len > 0;
    return (vb_study_facts){.source = vb_study_public_source(study),
                            .question = has_label ? labels[answer] : header[answer],
                            .column = header[answer],
                            .codes_column = study->codes != NULL ? header[study->codes->column] : VB_LITERAL("")};
}

/* ---- Columns that identify people ---- */

static void add_named(vb_buffer *line, size_t found, vb_str name)
{
    if (found > MOST_NAMED)
        return;
    if (found > 1)
        vb_buffer_add_text(line, ", ");
    vb_column_quote(line, name);
}

/* Surveys that number their columns ("V5", "Q2") say in the label what is in them. */
static bool is_personal(const vb_study *study, size_t column, bool *is)
{
    size_t n;
    const vb_str *labels = vb_records_labels(study->inputs.first);
    bool ok = vb_personal_column(vb_study_header(study, &n)[column], is);
    return ok && !*is && labels != NULL ? vb_personal_column(labels[column], is) : ok;
}

vb_status vb_study_mind_personal(vb_study *study, vb_error *err)
{
    size_t n, found = 0, n_kept = 0;
    const vb_str *header = vb_study_header(study, &n);
    size_t *kept = vb_arena_alloc(&study->arena, (n + 1) * sizeof *kept);
    vb_buffer line = {0}, named = {0};
    if (kept == NULL)
        return vb_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        bool personal;
        if (!is_personal(study, i, &personal)) {
            vb_buffer_release(&named);
            return vb_fail_memory(err);
        }
        if (personal && i != study->columns.answer)
            add_named(&named, ++found, header[i]);
        else
            kept[n_kept++] = i;
    }
    if (found > 0) {
        bool drop = study->job->drop_personal;
        vb_buffer_printf(&line, "%s%zu column%s that identif%s people: ", drop ? "left out " : "the output has ",
                         found, found == 1 ? "" : "s", found == 1 ? "ies" : "y");
        vb_buffer_add_str(&line, vb_buffer_str(&named));
        if (found > MOST_NAMED)
            vb_buffer_printf(&line, " and %zu more", found - MOST_NAMED);
        vb_buffer_add_text(&line, drop ? "\n" : "; --drop-personal leaves them out\n");
        vb_job_tell_lines(study->job, &line);
        study->kept = drop ? kept : NULL;
        study->n_kept = drop ? n_kept : 0;
    }
    vb_buffer_release(&line);
    vb_buffer_release(&named);
    return VB_OK;
}
