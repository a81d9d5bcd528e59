/* The whole flow:  bytes → records → tokens → words → matches → codes → tally → figures → report.
 *
 * A study opens the lexicon, the inputs and the columns; workers take records through to codes (run/worker.c), and
 * what they make is rows for a target or a tally.  The tally becomes figures, the figures a report. */
#include "base/str.h"
#include "report/report.h"
#include "run/explain.h"
#include "run/tables.h"
#include "run/target.h"
#include "run/worker.h"

#include <errno.h>

static vb_status write_out(FILE *out, const vb_buffer *bytes, vb_error *err)
{
    if (bytes->failed)
        return vb_fail_memory(err);
    bool whole = bytes->len == 0 || fwrite(bytes->ptr, 1, bytes->len, out) == bytes->len;
    if (!whole || fflush(out) != 0)
        return vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    return VB_OK;
}

/* Answers that could not be read do not stop the others, and are no success either. */
static vb_status mind_unreadable(vb_study *study, const vb_products *products, vb_error *err)
{
    if (products->unreadable == 0)
        return VB_OK;
    vb_str source = vb_study_source(study);
    vb_fail_at(err, VB_ERROR_INPUT, source.ptr, 0, 0,
               "%llu answer%s not UTF-8 and left uncoded: convert the file to UTF-8",
               (unsigned long long)products->unreadable, products->unreadable == 1 ? " is" : "s are");
    return err->code;
}

/* ---- code: records → rows ---- */

vb_status vb_code(const vb_job *job, FILE *out, vb_error *err)
{
    vb_study study = {0};
    vb_target target = {0};
    vb_status status = vb_target_check(job, err);
    if (status == VB_OK)
        status = vb_study_open(&study, job, err);
    if (status == VB_OK)
        status = vb_study_mind_personal(&study, err);
    if (status == VB_OK)
        status = vb_target_open(&target, &study, out, err);
    vb_products products = {.layout = &target.layout,
                            .added = &target.added,
                            .out = target.out,
                            .sink = target.sink,
                            .tally = target.tally};
    if (status == VB_OK)
        status = vb_workers_run(&study, &products, err);
    if (status == VB_OK)
        status = vb_target_finish(&target, &study, err);
    if (status == VB_OK)
        status = mind_unreadable(&study, &products, err);
    vb_target_close(&target, err);
    vb_study_close(&study);
    return status;
}

/* ---- report: records → tally → figures → text ---- */

static bool can_report(vb_format format)
{
    return format == VB_FORMAT_DEFAULT || format == VB_FORMAT_TEXT || format == VB_FORMAT_MARKDOWN ||
           format == VB_FORMAT_CSV || format == VB_FORMAT_JSON || format == VB_FORMAT_HTML || format == VB_FORMAT_SVG;
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
    case VB_FORMAT_HTML:
        vb_report_html(report, bytes);
        break;
    case VB_FORMAT_SVG:
        vb_report_svg(report, bytes);
        break;
    default:
        vb_report_text(report, bytes);
        break;
    }
}

/* What the person who publishes it has to know of small counts. */
static vb_status mind_suppression(const vb_job *job, const vb_figures_options *options, vb_format format,
                                  vb_error *err)
{
    bool suppresses = options->min_group > 0 || options->min_cell > 0;
    bool reads =
        format == VB_FORMAT_CSV || format == VB_FORMAT_JSON || format == VB_FORMAT_SVG; /* and has no legend */
    if (suppresses && job->every_group)
        return vb_fail(
            err, VB_ERROR_USAGE,
            "groups that overlap cannot be suppressed safely: leave out --every-group, or pass --min-group 0 "
            "and --min-cell 0");
    if (job->tell != NULL && suppresses)
        job->tell(job->context,
                  "separate reports of the same answers can be combined, and then tell what each leaves "
                  "out: publish only one");
    else if (job->tell != NULL && reads)
        job->tell(job->context, "small counts are shown as they are; --min-group and --min-cell suppress them");
    return VB_OK;
}

vb_status vb_report_run(const vb_job *job, FILE *out, vb_error *err)
{
    vb_study study = {0};
    vb_tally *tally = NULL;
    vb_unmatched unmatched = {0};
    vb_save save = {0};
    vb_tables t = {0};
    vb_buffer bytes = {0};
    vb_format format = vb_target_format(job);
    vb_figures_options options = vb_tables_options(job, format);
    if (!can_report(format))
        return vb_fail(err, VB_ERROR_USAGE, "report writes text, markdown, csv, json, html or svg");
    vb_status status = mind_suppression(job, &options, format, err);
    if (status == VB_OK)
        status = vb_study_open(&study, job, err);
    if (status == VB_OK && job->output != NULL) {
        status = vb_save_begin(&save, job->output, err);
        out = save.file;
    }
    if (status == VB_OK && (tally = vb_tally_new(vb_study_breakdowns(&study))) == NULL)
        status = vb_fail_memory(err);
    if (status != VB_OK)
        goto done;
    vb_products products = {.tally = tally, .unmatched = &unmatched};
    status = vb_workers_run(&study, &products, err);
    if (status != VB_OK)
        goto done;
    if (!vb_tables_make(&study, tally, &unmatched, &options, &t)) {
        status = vb_fail_memory(err);
        goto done;
    }
    write_report(&t.report, format, &bytes);
    status = write_out(out, &bytes, err);
    if (status == VB_OK && job->output != NULL)
        status = vb_save_finish(&save, err);
    if (status == VB_OK)
        status = mind_unreadable(&study, &products, err);
done:
    vb_buffer_release(&bytes);
    vb_tables_release(&t);
    vb_unmatched_release(&unmatched);
    vb_tally_free(tally);
    vb_save_discard(&save);
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
