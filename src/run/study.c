#include "run/study.h"

#include "base/str.h"

#include <stdlib.h>

/* A full lexicon whose first line was forgotten is read like this too, so say it. */
static void tell_plain(const vb_study *study)
{
    char line[400];
    (void)snprintf(
        line, sizeof line,
        "%s has no `lexicon:` at the top, so it is read as a plain quanteda dictionary and counts as quanteda does",
        study->lexicon->parts[0].file);
    if (study->job->tell != NULL)
        study->job->tell(study->job->context, line);
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

static vb_input_format input_format(vb_format format)
{
    switch (format) {
    case VB_FORMAT_CSV:
        return VB_INPUT_CSV;
    case VB_FORMAT_TSV:
        return VB_INPUT_TSV;
    case VB_FORMAT_TEXT:
        return VB_INPUT_LINES;
    default:
        return VB_INPUT_AUTO;
    }
}

/* Tell each line of `why`. */
static void tell_why(const vb_job *job, vb_buffer *why)
{
    if (job->tell == NULL)
        return;
    vb_buffer_add_char(why, '\0');
    if (why->failed)
        return;
    char *rest = why->ptr;
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n"))
        if (line[0] != '\0')
            job->tell(job->context, line);
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

vb_status vb_study_open(vb_study *study, const vb_job *job, vb_error *err)
{
    *study = (vb_study){0};
    vb_status status = vb_study_open_lexicon(study, job, err);
    if (status != VB_OK)
        return status;
    study->records = vb_records_open(job->input == NULL ? "-" : job->input, input_format(job->input_format), err);
    if (study->records == NULL)
        return err->code;
    status = vb_records_next(study->records, &study->first, err);
    if (status != VB_OK)
        return status;
    vb_columns_wanted wanted = {job->answer, job->id, job->by, job->n_by};
    status = vb_columns_decide(study->records, &study->first, &wanted, &study->columns, err);
    if (status != VB_OK)
        return status;
    tell_why(job, &study->columns.why);
    return open_groupings(study, err);
}

void vb_study_close(vb_study *study)
{
    for (size_t i = 0; i < study->n_groupings; i++)
        vb_grouping_release(&study->groupings[i]);
    free(study->groupings);
    vb_columns_release(&study->columns);
    vb_batch_release(&study->first);
    if (study->records != NULL)
        vb_records_close(study->records);
    vb_coder_free(study->coder);
    vb_lexicon_free(study->lexicon);
    *study = (vb_study){0};
}

bool vb_study_added_columns(const vb_study *study, vb_arena *arena, const vb_str **names, size_t *n)
{
    static const char *const fixed[VB_ADDED] = {"primary", "codes", "scores", "margin", "reason", "evidence"};
    vb_str *list = vb_arena_alloc(arena, (VB_ADDED + study->n_groupings) * sizeof *list);
    if (list == NULL)
        return false;
    for (*n = 0; *n < VB_ADDED; (*n)++)
        list[*n] = vb_str_of(fixed[*n]);
    size_t n_header;
    const vb_str *header = vb_records_header(study->records, &n_header);
    for (size_t i = 0; i < study->n_groupings; i++) {
        if (study->groupings[i].lexicon == NULL)
            continue;
        vb_str column = header[study->groupings[i].column];
        char *name = vb_arena_alloc(arena, column.len + sizeof "_group");
        if (name == NULL)
            return false;
        if (column.len > 0)
            memcpy(name, column.ptr, column.len);
        memcpy(name + column.len, "_group", sizeof "_group");
        list[(*n)++] = (vb_str){name, column.len + sizeof "_group" - 1};
    }
    *names = list;
    return true;
}
