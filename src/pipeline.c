/* The whole flow:  bytes → records → tokens → words → matches → codes → tally → report.
 *
 * A study opens the lexicon, the input and the columns; workers take records through to codes (run/worker.c), and
 * what they make is rows or a tally.  The tally becomes tables, the tables a report. */
#include "base/str.h"
#include "report/report.h"
#include "run/explain.h"
#include "run/worker.h"

#include <errno.h>
#include <stdlib.h>

static vb_status write_out(FILE *out, const vb_buffer *bytes, vb_error *err)
{
    if (bytes->failed)
        return vb_fail_memory(err);
    if ((bytes->len > 0 && fwrite(bytes->ptr, 1, bytes->len, out) != bytes->len) || fflush(out) != 0)
        return vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    return VB_OK;
}

/* Answers that could not be read do not stop the others, and are no success either. */
static vb_status mind_unreadable(const vb_study *study, const vb_products *products, vb_error *err)
{
    if (products->unreadable == 0)
        return VB_OK;
    vb_fail_at(err, VB_ERROR_INPUT, vb_records_name(study->records), 0, 0,
               "%llu answer%s not UTF-8 and left uncoded: convert the file to UTF-8",
               (unsigned long long)products->unreadable, products->unreadable == 1 ? " is" : "s are");
    return err->code;
}

/* ---- code: records → rows ---- */

static bool row_format(vb_format format, vb_input_format input, vb_output_format *row)
{
    switch (format) {
    case VB_FORMAT_DEFAULT:
        *row = input == VB_INPUT_TSV ? VB_OUTPUT_TSV : VB_OUTPUT_CSV;
        return true;
    case VB_FORMAT_CSV:
        *row = VB_OUTPUT_CSV;
        return true;
    case VB_FORMAT_TSV:
        *row = VB_OUTPUT_TSV;
        return true;
    case VB_FORMAT_JSONL:
        *row = VB_OUTPUT_JSONL;
        return true;
    case VB_FORMAT_TEXT:
        *row = VB_OUTPUT_TEXT;
        return true;
    default:
        return false;
    }
}

static bool lay_out(const vb_study *study, vb_arena *arena, vb_row_layout *layout)
{
    layout->input = vb_records_format(study->records);
    layout->header = vb_records_header(study->records, &layout->n_header);
    layout->header_raw = vb_records_header_raw(study->records);
    layout->line_end = vb_records_line_end(study->records);
    layout->answer = study->columns.answer;
    if (!vb_study_added_columns(study, arena, &layout->added, &layout->n_added))
        return false;
    if (layout->format != VB_OUTPUT_JSONL)
        return true;
    vb_str *keys = vb_arena_alloc(arena, (layout->n_header + 1) * sizeof *keys);
    if (keys == NULL || !vb_row_keys(layout->header, layout->n_header, layout->added, layout->n_added, arena, keys))
        return false;
    layout->header = keys;
    return true;
}

vb_status vb_code(const vb_job *job, FILE *out, vb_error *err)
{
    vb_study study = {0};
    vb_arena arena = {0};
    vb_buffer header = {0};
    vb_row_layout layout = {0};
    vb_status status = VB_OK;
    if (!row_format(job->format, VB_INPUT_CSV, &layout.format))
        return vb_fail(err, VB_ERROR_USAGE, "code writes csv, tsv, jsonl or text");
    status = vb_study_open(&study, job, err);
    if (status != VB_OK)
        goto done;
    (void)row_format(job->format, vb_records_format(study.records), &layout.format);
    if (!lay_out(&study, &arena, &layout)) {
        status = vb_fail_memory(err);
        goto done;
    }
    vb_row_header(&layout, &header);
    status = write_out(out, &header, err);
    if (status != VB_OK)
        goto done;
    vb_products products = {.layout = &layout, .out = out};
    status = vb_workers_run(&study, &products, err);
    if (status == VB_OK && fflush(out) != 0)
        status = vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    if (status == VB_OK)
        status = mind_unreadable(&study, &products, err);
done:
    vb_buffer_release(&header);
    vb_arena_release(&arena);
    vb_study_close(&study);
    return status;
}

/* ---- report: records → tally → tables → text ---- */

static bool make_sections(const vb_study *study, const vb_tally *tally, vb_report *report, vb_report_section *sections)
{
    size_t n_header;
    const vb_str *header = vb_records_header(study->records, &n_header);
    report->n_sections = study->n_groupings == 0 ? 1 : study->n_groupings;
    report->sections = sections;
    for (size_t b = 0; b < report->n_sections; b++) {
        if (study->n_groupings > 0) {
            sections[b].by = header[study->groupings[b].column];
            sections[b].lexicon = study->groupings[b].lexicon;
        }
        if (!vb_crosstab_make(tally, b, study->lexicon, report->level, report->headline, &sections[b].table))
            return false;
    }
    return true;
}

static void write_report(const vb_report *report, vb_format format, vb_buffer *bytes)
{
    switch (format) {
    case VB_FORMAT_MARKDOWN:
        vb_report_markdown(report, bytes);
        break;
    case VB_FORMAT_CSV:
        vb_report_csv(report, bytes);
        break;
    case VB_FORMAT_JSON:
        vb_report_json(report, bytes);
        break;
    default:
        vb_report_text(report, bytes);
        break;
    }
}

vb_status vb_report_run(const vb_job *job, FILE *out, vb_error *err)
{
    vb_study study;
    vb_tally *tally = NULL;
    vb_report_section *sections = NULL;
    size_t n_sections = 0;
    vb_buffer bytes = {0};
    if (job->format == VB_FORMAT_TSV || job->format == VB_FORMAT_JSONL)
        return vb_fail(err, VB_ERROR_USAGE, "report writes text, markdown, csv or json");
    vb_status status = vb_study_open(&study, job, err);
    if (status != VB_OK)
        goto done;
    tally = vb_tally_new(study.n_groupings);
    sections = calloc(study.n_groupings + 1, sizeof *sections);
    if (tally == NULL || sections == NULL) {
        status = vb_fail_memory(err);
        goto done;
    }
    n_sections = study.n_groupings + 1;
    vb_products products = {.tally = tally};
    status = vb_workers_run(&study, &products, err);
    if (status != VB_OK)
        goto done;
    size_t n_header;
    vb_report report = {.lexicon = study.lexicon,
                        .source = vb_str_of(vb_records_name(study.records)),
                        .question = vb_records_header(study.records, &n_header)[study.columns.answer],
                        .level = job->level == 0 ? 1 : job->level,
                        .headline = job->headline,
                        .width = job->width == 0 ? 80 : job->width};
    if (!make_sections(&study, tally, &report, sections)) {
        status = vb_fail_memory(err);
        goto done;
    }
    write_report(&report, job->format, &bytes);
    status = write_out(out, &bytes, err);
    if (status == VB_OK)
        status = mind_unreadable(&study, &products, err);
done:
    vb_buffer_release(&bytes);
    for (size_t b = 0; b < n_sections; b++)
        vb_crosstab_release(&sections[b].table);
    free(sections);
    vb_tally_free(tally);
    vb_study_close(&study);
    return status;
}

/* ---- explain, tokens: answers → why ---- */

static vb_status show(const vb_job *job, const vb_str *answers, size_t n, bool only_tokens, FILE *out, vb_error *err)
{
    vb_study study = {0};
    vb_session *session = NULL;
    vb_buffer bytes = {0};
    size_t shown = 0;
    vb_status status = vb_study_open_lexicon(&study, job, err);
    if (status == VB_OK && (session = vb_session_new(study.coder, job->unit, err)) == NULL)
        status = err->code;
    vb_error unreadable = {0}; /* the first: it does not stop the others */
    for (size_t i = 0; i < n && status == VB_OK; i++) {
        vb_coding coding;
        status = vb_session_code(session, answers[i], &coding, err);
        if (status == VB_ERROR_INPUT) {
            if (unreadable.code == VB_OK)
                vb_fail(&unreadable, VB_ERROR_INPUT, "answer %zu: byte %zu is not UTF-8, so it is left out", i + 1,
                        err->column);
            status = VB_OK;
            continue;
        }
        if (status != VB_OK)
            break;
        vb_buffer_clear(&bytes);
        if (shown++ > 0)
            vb_buffer_add_char(&bytes, '\n');
        if (only_tokens)
            vb_explain_tokens(session, answers[i], &bytes);
        else
            vb_explain_text(session, answers[i], &coding, job->width == 0 ? 80 : job->width, &bytes);
        status = write_out(out, &bytes, err);
    }
    if (status == VB_OK && unreadable.code != VB_OK) {
        *err = unreadable;
        status = unreadable.code;
    }
    vb_buffer_release(&bytes);
    vb_session_free(session);
    vb_study_close(&study);
    return status;
}

vb_status vb_explain(const vb_job *job, const vb_str *answers, size_t n, FILE *out, vb_error *err)
{
    return show(job, answers, n, false, out, err);
}

vb_status vb_tokens(const vb_job *job, const vb_str *answers, size_t n, FILE *out, vb_error *err)
{
    return show(job, answers, n, true, out, err);
}
