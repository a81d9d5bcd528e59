#include "run/target.h"

#include "base/str.h"
#include "base/tell.h"
#include "report/sheet.h"
#include "run/format.h"
#include "run/tables.h"

#include <errno.h>
#include <stdlib.h>

/* The rows of a stream; sinks have none. */
static vb_output_format row_format(vb_format format, vb_input_format input)
{
    switch (format) {
    case VB_FORMAT_TSV:
        return VB_OUTPUT_TSV;
    case VB_FORMAT_JSONL:
        return VB_OUTPUT_JSONL;
    case VB_FORMAT_TEXT:
        return VB_OUTPUT_TEXT;
    case VB_FORMAT_DEFAULT:
        return input == VB_INPUT_TSV ? VB_OUTPUT_TSV : input == VB_INPUT_JSONL ? VB_OUTPUT_JSONL : VB_OUTPUT_CSV;
    default:
        return VB_OUTPUT_CSV;
    }
}

vb_status vb_target_init(vb_target *target, const vb_job *job, vb_error *err)
{
    static const unsigned formats = 1U << VB_FORMAT_CSV | 1U << VB_FORMAT_TSV | 1U << VB_FORMAT_JSONL |
                                    1U << VB_FORMAT_TEXT | 1U << VB_FORMAT_XLSX | 1U << VB_FORMAT_SAV |
                                    1U << VB_FORMAT_DTA;
    *target = (vb_target){0};
    return vb_format_decide(job, "code", formats, &target->format, err);
}

/* The header's columns that are written; NULL when memory is out. */
static const vb_str *kept_header(vb_target *t, const vb_study *study, size_t *n)
{
    const vb_str *header = vb_study_header(study, n);
    if (study->kept == NULL)
        return header;
    *n = study->n_kept;
    vb_str *kept = vb_arena_alloc(&t->arena, (*n + 1) * sizeof *kept);
    for (size_t i = 0; kept != NULL && i < *n; i++)
        kept[i] = header[study->kept[i]];
    return kept;
}

/* Names that an object can hold: the columns', but where values are spliced into an original. */
static bool make_keys(vb_target *t, const vb_study *study)
{
    vb_row_layout *layout = &t->layout;
    if (layout->input == VB_INPUT_JSONL && study->kept == NULL)
        return true;
    vb_str *keys = vb_arena_alloc(&t->arena, (layout->n_header + 1) * sizeof *keys);
    if (keys == NULL)
        return false;
    bool ok = vb_row_keys(layout->header, layout->n_header, layout->added, layout->n_added, &t->arena, keys);
    layout->header = keys;
    return ok;
}

static vb_status lay_out(vb_target *t, const vb_study *study, vb_error *err)
{
    const vb_records *records = study->inputs.first;
    const vb_job *job = study->job;
    size_t n_header;
    const vb_str *header = vb_study_header(study, &n_header);
    vb_output_format format = row_format(t->format, vb_records_format(records));
    bool may_repeat = !vb_format_is_file(t->format) && (format == VB_OUTPUT_CSV || format == VB_OUTPUT_TSV);
    vb_status status = vb_added_make(job, study->lexicon, study->groupings, study->n_groupings, header, n_header,
                                     may_repeat, &t->arena, &t->added, err);
    if (status != VB_OK)
        return status;
    vb_row_layout *layout = &t->layout;
    *layout = (vb_row_layout){.format = format,
                              .input = vb_records_format(records),
                              .line_end = vb_records_line_end(records),
                              .added = t->added.names,
                              .kinds = t->added.kinds,
                              .n_added = t->added.n,
                              .safe_cells = job->safe_cells,
                              .width = job->width};
    layout->header = kept_header(t, study, &layout->n_header);
    if (layout->header == NULL)
        return vb_fail_memory(err);
    bool same = (layout->format == VB_OUTPUT_CSV && layout->input == VB_INPUT_CSV) ||
                (layout->format == VB_OUTPUT_TSV && layout->input == VB_INPUT_TSV);
    if (same) {
        layout->separator = vb_records_separator(records);
        layout->backslash = vb_records_backslash(records);
        layout->kept = study->kept;
        layout->header_raw = vb_records_header_raw(records);
        size_t n_rows;
        layout->header_tail = vb_records_header_rows(records, &n_rows)[0].tail;
    }
    layout->answer = study->columns.answer;
    for (size_t i = 0; study->kept != NULL && i < study->n_kept; i++)
        if (study->kept[i] == study->columns.answer)
            layout->answer = i;
    if (layout->format == VB_OUTPUT_JSONL && !make_keys(t, study))
        return vb_fail_memory(err);
    return VB_OK;
}

/* The header and, where bytes pass through, what else stood before the records. */
static vb_status write_header(vb_target *t, const vb_study *study, vb_error *err)
{
    const vb_records *records = study->inputs.first;
    vb_buffer bytes = {0};
    size_t n_rows;
    const vb_record *rows = vb_records_header_rows(records, &n_rows);
    if (t->layout.header_raw.ptr != NULL)
        vb_buffer_add_str(&bytes, vb_records_preamble(records));
    vb_row_header(&t->layout, &bytes);
    for (size_t i = 1; i < n_rows; i++)
        vb_row_header_more(&t->layout, &rows[i], &bytes);
    vb_status status = VB_OK;
    if (bytes.failed)
        status = vb_fail_memory(err);
    else if (bytes.len > 0 && fwrite(bytes.ptr, 1, bytes.len, t->out) != bytes.len)
        status = vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    vb_buffer_release(&bytes);
    return status;
}

/* The input's variables that are written.  False when memory is out. */
static bool keep_variables(vb_target *t, const vb_study *study)
{
    const vb_variables *all = vb_records_variables(study->inputs.first);
    t->variables = *all;
    if (study->kept == NULL)
        return true;
    vb_variable *items = vb_arena_alloc(&t->arena, (study->n_kept + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < study->n_kept; i++)
        items[i] = all->items[study->kept[i]];
    t->variables.items = items;
    t->variables.n = study->n_kept;
    return items != NULL;
}

/* The labels of the columns that are written; NULL when there are none, or memory is out. */
static const vb_str *kept_labels(vb_target *t, const vb_study *study)
{
    const vb_str *labels = vb_records_labels(study->inputs.first);
    if (study->kept == NULL || labels == NULL)
        return labels;
    vb_str *kept = vb_arena_alloc(&t->arena, (study->n_kept + 1) * sizeof *kept);
    for (size_t i = 0; kept != NULL && i < study->n_kept; i++)
        kept[i] = labels[study->kept[i]];
    return kept;
}

/* "challenges 1.0.0"; NULL when memory is out. */
static const char *make_title(vb_target *t, const vb_lexicon *lexicon)
{
    vb_buffer text = {0};
    vb_buffer_add_str(&text, lexicon->name);
    vb_buffer_add_text(&text, lexicon->version.len > 0 ? " " : "");
    vb_buffer_add_str(&text, lexicon->version);
    const char *title = text.failed ? NULL : vb_arena_copy(&t->arena, vb_buffer_str(&text)).ptr;
    vb_buffer_release(&text);
    return title;
}

static vb_status open_sink(vb_target *t, const vb_study *study, vb_error *err)
{
    bool has_variables = vb_records_variables(study->inputs.first) != NULL;
    vb_sink_options options = {.layout = &t->layout,
                               .variables = has_variables ? &t->variables : NULL,
                               .labels = kept_labels(t, study),
                               .added = t->added.about,
                               .title = make_title(t, study->lexicon),
                               .why = &t->why};
    t->tally = vb_tally_new(study->n_groupings);
    bool lost = options.labels == NULL && vb_records_labels(study->inputs.first) != NULL;
    if (lost || options.title == NULL || t->tally == NULL || (has_variables && !keep_variables(t, study)))
        return vb_fail_memory(err);
    char *folder = vb_save_folder(&t->save);
    options.folder = folder;
    const char *place = vb_save_place(&t->save);
    t->sink = t->format == VB_FORMAT_XLSX ? vb_xlsx_sink_new(place, &options, err)
                                          : vb_stat_sink_new(place, t->format == VB_FORMAT_DTA, &options, err);
    free(folder);
    return t->sink == NULL ? err->code : VB_OK;
}

vb_status vb_target_open(vb_target *target, const vb_study *study, FILE *out, vb_error *err)
{
    const vb_job *job = study->job;
    target->out = out;
    vb_status status = lay_out(target, study, err);
    if (status == VB_OK && job->output != NULL) {
        status = vb_save_begin(&target->save, job->output, err);
        target->out = target->save.file;
    }
    if (status == VB_OK)
        status = vb_format_is_file(target->format) ? open_sink(target, study, err) : write_header(target, study, err);
    return status;
}

static vb_status finish_sink(vb_target *t, vb_study *study, vb_error *err)
{
    vb_tables tables = {0};
    /* A workbook that has every answer has nothing to suppress. */
    vb_figures_options options = vb_tables_options(study->job, VB_FORMAT_TEXT);
    options.level = study->job->level == 0 ? 2 : study->job->level;
    vb_study_facts facts = vb_study_facts_of(study);
    bool ok = vb_tables_make(study, &facts, &(vb_products){.tally = t->tally}, &options, &tables);
    size_t n = tables.figures.n_sections;
    vb_sheet *sheets = ok ? vb_arena_alloc(&t->arena, n * sizeof *sheets) : NULL;
    ok = sheets != NULL && vb_report_sheets(&tables.report, &t->arena, sheets);
    vb_status status = ok ? vb_sink_finish(t->sink, sheets, n, err) : vb_fail_memory(err);
    if (ok)
        t->sink = NULL;
    vb_tables_release(&tables);
    return status;
}

vb_status vb_target_finish(vb_target *target, vb_study *study, vb_error *err)
{
    vb_status status = VB_OK;
    if (target->sink != NULL)
        status = finish_sink(target, study, err);
    else if (fflush(target->out) != 0)
        status = vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    if (status == VB_OK && study->job->output != NULL)
        status = vb_save_finish(&target->save, err);
    if (status == VB_OK)
        vb_job_tell_lines(study->job, &target->why);
    return status;
}

void vb_target_close(vb_target *target, vb_error *err)
{
    if (err->code != VB_OK)
        vb_save_rename_error(&target->save, err);
    vb_sink_discard(target->sink);
    vb_save_discard(&target->save);
    vb_tally_free(target->tally);
    vb_buffer_release(&target->why);
    vb_arena_release(&target->arena);
    *target = (vb_target){0};
}
