/* The whole flow:  bytes → records → tokens → words → matches → codes → tally → figures → report.
 *
 * A study opens the lexicon, the inputs and the columns; workers take records through to codes (run/worker.c), and
 * what they make is rows for a target or a tally.  The tally becomes figures, the figures a report. */
#include "agree/gold.h"
#include "base/str.h"
#include "base/tell.h"
#include "report/report.h"
#include "run/explain.h"
#include "run/format.h"
#include "run/manifest.h"
#include "run/tables.h"
#include "run/tally_file.h"
#include "run/target.h"
#include "run/worker.h"
#include "run/write.h"

#include <stdlib.h>

/* Answers, or bytes, that could not be read do not stop the others, and are no success either. */
static vb_status mind_unreadable(vb_study *study, const vb_products *products, vb_error *err)
{
    size_t undecoded = study->inputs.undecoded;
    vb_str source = vb_study_source(study);
    if (products->unreadable > 0)
        return vb_fail_at(err, VB_ERROR_INPUT, source.ptr, 0, 0,
                          "%llu answer%s not UTF-8 and left uncoded: convert the file to UTF-8",
                          (unsigned long long)products->unreadable, products->unreadable == 1 ? " is" : "s are");
    if (undecoded > 0)
        return vb_fail_at(err, VB_ERROR_INPUT, source.ptr, 0, 0,
                          "%zu byte%s could not be decoded and became U+FFFD: pass the right --encoding", undecoded,
                          undecoded == 1 ? "" : "s");
    return VB_OK;
}

static vb_status write_manifest(const vb_study *study, const char *command, const vb_products *products,
                                vb_error *err)
{
    const vb_gold_list *gold = products->gold;
    const vb_manifest_result results[] = {{"rows", products->rows, NULL},
                                          {"unreadable", products->unreadable, NULL},
                                          {"gold_answers", gold == NULL ? 0 : gold->n, NULL},
                                          {"gold_in_survey", gold == NULL ? 0 : gold->n_met, NULL},
                                          {"gold_used", gold == NULL ? 0 : gold->substantive, NULL}};
    const vb_lexicon **lexicons = calloc(study->n_groupings + 1, sizeof *lexicons);
    size_t n = 0;
    if (lexicons == NULL)
        return vb_fail_memory(err);
    lexicons[n++] = study->lexicon;
    for (size_t i = 0; i < study->n_groupings; i++)
        if (study->groupings[i].lexicon != NULL)
            lexicons[n++] = study->groupings[i].lexicon;
    vb_manifest manifest = {command, lexicons, n, results, gold == NULL ? 2 : sizeof results / sizeof *results};
    vb_status status = vb_manifest_write(study->job, &manifest, err);
    free(lexicons);
    return status;
}

/* ---- code: records → rows ---- */

vb_status vb_code(const vb_job *job, FILE *out, vb_error *err)
{
    vb_study study = {0};
    vb_target target = {0};
    vb_status status = vb_target_init(&target, job, err);
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
        status = write_manifest(&study, "code", &products, err);
    if (status == VB_OK)
        status = mind_unreadable(&study, &products, err);
    vb_target_close(&target, err);
    vb_study_close(&study);
    return status;
}

/* ---- report: records → tally → figures → text ---- */

static const unsigned report_formats = 1U << VB_FORMAT_TEXT | 1U << VB_FORMAT_MARKDOWN | 1U << VB_FORMAT_CSV |
                                       1U << VB_FORMAT_JSON | 1U << VB_FORMAT_HTML | 1U << VB_FORMAT_SVG |
                                       1U << VB_FORMAT_XLSX;

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
    if (job->with_answers && format != VB_FORMAT_HTML)
        return vb_fail(err, VB_ERROR_USAGE, "--with-answers is for the page: pass --format html or -o FILE.html");
    if (suppresses)
        vb_job_tell(job, "separate reports of the same answers can be combined, and then tell what each leaves "
                         "out: publish only one");
    else if (reads)
        vb_job_tell(job, "small counts are shown as they are; --min-group and --min-cell suppress them");
    return VB_OK;
}

/* What does not go together with gold. */
static vb_status mind_gold(const vb_job *job, vb_error *err)
{
    const char *path = job->gold_elsewhere != NULL ? job->gold_elsewhere : job->gold;
    if (job->gold != NULL && job->gold_elsewhere != NULL)
        return vb_fail(err, VB_ERROR_USAGE,
                       "--gold (of this survey) and --gold-elsewhere do not go together: leave out one");
    if (job->pool_gold && job->gold == NULL)
        return vb_fail(err, VB_ERROR_USAGE, "--pool-gold is for --gold: gold from elsewhere is of no group");
    if (job->gold_column != NULL && path == NULL)
        return vb_fail(err, VB_ERROR_USAGE, "--gold-column is a column of the file of --gold: pass that, too");
    if (job->gold_elsewhere != NULL && job->codes != NULL)
        return vb_fail(
            err, VB_ERROR_USAGE,
            "--gold-elsewhere is coded with the lexicon, which tells nothing of the codes of --codes: pass "
            "--gold with some of this survey's answers");
    if (path != NULL && strcmp(path, "-") == 0)
        return vb_fail(err, VB_ERROR_USAGE, "gold cannot be read from standard input: pass a file");
    return VB_OK;
}

/* The tables of a tally, to where the job says; `save` has begun, if that is a file. */
static vb_status put_tables(vb_study *study, const vb_study_facts *facts, const vb_products *products,
                            const vb_figures_options *options, vb_format format, vb_save *save, FILE *out,
                            vb_error *err)
{
    vb_tables t = {0};
    vb_buffer bytes = {0};
    vb_status status = vb_tables_make(study, facts, products, options, &t) ? VB_OK : vb_fail_memory(err);
    if (status == VB_OK)
        vb_tables_tell(study->job, format, &t);
    if (status == VB_OK && format == VB_FORMAT_XLSX) {
        status = vb_report_xlsx(&t.report, vb_save_place(save), err);
        vb_save_rename_error(save, err);
    } else if (status == VB_OK) {
        write_report(&t.report, format, &bytes);
        status = vb_write_out(save->file != NULL ? save->file : out, &bytes, err);
    }
    if (status == VB_OK && study->job->output != NULL)
        status = vb_save_finish(save, err);
    vb_buffer_release(&bytes);
    vb_tables_release(&t);
    return status;
}

vb_status vb_report_run(const vb_job *job, FILE *out, vb_error *err)
{
    vb_study study = {0};
    vb_tally *tally = NULL;
    vb_unmatched unmatched = {0};
    vb_samples *samples = NULL;
    vb_gold_list gold = {0};
    vb_buffer digests = {0};
    vb_save save = {0};
    vb_format format;
    vb_status status = vb_format_decide(job, "report", report_formats, &format, err);
    if (status != VB_OK)
        return status;
    vb_figures_options options = vb_tables_options(job, format);
    status = mind_suppression(job, &options, format, err);
    if (status == VB_OK)
        status = mind_gold(job, err);
    if (status == VB_OK)
        status = vb_study_open(&study, job, err);
    if (status == VB_OK)
        status = vb_gold_read(&study, &gold, err);
    if (status == VB_OK && job->output != NULL)
        status = vb_save_begin(&save, job->output, err);
    if (status == VB_OK && (tally = vb_tally_new(vb_study_breakdowns(&study))) == NULL)
        status = vb_fail_memory(err);
    if (status == VB_OK && job->with_answers && (samples = vb_samples_new(job->seed)) == NULL)
        status = vb_fail_memory(err);
    if (status != VB_OK)
        goto done;
    vb_products products = {
        .tally = tally, .unmatched = &unmatched, .samples = samples, .gold = gold.n > 0 ? &gold : NULL};
    status = vb_workers_run(&study, &products, err);
    if (status == VB_OK && gold.n > 0)
        status = vb_gold_list_check(&gold, job, err);
    if (status != VB_OK)
        goto done;
    vb_study_facts facts = vb_study_facts_of(&study);
    if (job->save_tally != NULL)
        status = vb_tally_digests(job, &digests, err);
    if (status == VB_OK && job->save_tally != NULL)
        status = vb_tally_file_write(&study, &facts, vb_buffer_str(&digests), tally, job->save_tally, err);
    if (status == VB_OK)
        status = put_tables(&study, &facts, &products, &options, format, &save, out, err);
    if (status == VB_OK)
        status = write_manifest(&study, "report", &products, err);
    if (status == VB_OK)
        status = mind_unreadable(&study, &products, err);
done:
    vb_unmatched_release(&unmatched);
    vb_samples_free(samples);
    vb_gold_list_release(&gold);
    vb_buffer_release(&digests);
    vb_tally_free(tally);
    vb_save_discard(&save);
    vb_study_close(&study);
    return status;
}

/* ---- merge: tallies → tally → figures → text ---- */

vb_status vb_merge(const vb_job *job, FILE *out, vb_error *err)
{
    vb_merged merged = {0};
    vb_save save = {0};
    vb_format format;
    vb_status status = vb_format_decide(job, "merge", report_formats, &format, err);
    if (status != VB_OK)
        return status;
    vb_figures_options options = vb_tables_options(job, format);
    status = vb_merged_read(&merged, job, err);
    if (status == VB_OK)
        status = mind_suppression(&merged.job, &options, format, err);
    if (status == VB_OK && job->output != NULL)
        status = vb_save_begin(&save, job->output, err);
    vb_products products = {.tally = merged.tally, .rows = merged.rows};
    if (status == VB_OK && job->save_tally != NULL)
        status = vb_tally_file_write(&merged.study, &merged.facts, vb_buffer_str(&merged.digests), merged.tally,
                                     job->save_tally, err);
    if (status == VB_OK)
        status = put_tables(&merged.study, &merged.facts, &products, &options, format, &save, out, err);
    if (status == VB_OK)
        status = write_manifest(&merged.study, "merge", &products, err);
    vb_save_discard(&save);
    vb_merged_release(&merged);
    return status;
}

/* ---- explain, tokens: answers → why ---- */

/* What shows answers, one after the other. */
typedef struct {
    vb_session *session;
    bool only_tokens;
    size_t width;
    size_t n, shown; /* answers so far */
    vb_buffer bytes;
    vb_error unreadable; /* the first: it does not stop the others */
    FILE *out;
} showing;

static vb_status show_answer(showing *s, vb_str answer, vb_error *err)
{
    vb_coding coding;
    s->n++;
    vb_status status = vb_session_code(s->session, answer, &coding, err);
    if (status == VB_ERROR_INPUT) {
        if (s->unreadable.code == VB_OK)
            vb_fail(&s->unreadable, VB_ERROR_INPUT, "answer %zu: byte %zu is not UTF-8, so it is left out", s->n,
                    err->column);
        return VB_OK;
    }
    if (status != VB_OK)
        return status;
    vb_buffer_clear(&s->bytes);
    if (s->shown++ > 0)
        vb_buffer_add_char(&s->bytes, '\n');
    if (s->only_tokens)
        vb_explain_tokens(s->session, answer, &s->bytes);
    else
        vb_explain_text(s->session, answer, &coding, s->width, &s->bytes);
    return vb_write_out(s->out, &s->bytes, err);
}

/* The answers of the job's inputs, which are plain text whatever they look like. */
static vb_status show_inputs(showing *s, const vb_job *job, vb_error *err)
{
    vb_job text = *job;
    vb_inputs inputs;
    vb_batch batch = {0};
    const vb_input_file *file = NULL;
    size_t n_told = 0;
    text.input_format = VB_FORMAT_TEXT;
    vb_status status = vb_inputs_open(&inputs, &text, err);
    while (status == VB_OK) {
        status = vb_inputs_next(&inputs, &batch, &file, err);
        for (; n_told < inputs.n; n_told++)
            vb_job_tell_lines(job, &inputs.files[n_told].why);
        if (batch.n == 0)
            break;
        for (size_t i = 0; i < batch.n && status == VB_OK; i++)
            status = show_answer(s, batch.records[i].cells[file->n_columns - 1], err);
    }
    vb_batch_release(&batch);
    vb_inputs_close(&inputs);
    return status;
}

static vb_status show(const vb_job *job, const vb_str *answers, size_t n, bool only_tokens, FILE *out, vb_error *err)
{
    vb_study study = {0};
    showing s = {.only_tokens = only_tokens, .width = job->width == 0 ? 80 : job->width, .out = out};
    vb_status status = vb_study_open_lexicon(&study, job, err);
    if (status == VB_OK && (s.session = vb_session_new(study.coder, job->unit, err)) == NULL)
        status = err->code;
    if (status == VB_OK && n == 0)
        status = show_inputs(&s, job, err);
    for (size_t i = 0; i < n && status == VB_OK; i++)
        status = show_answer(&s, answers[i], err);
    if (status == VB_OK && s.unreadable.code != VB_OK) {
        *err = s.unreadable;
        status = s.unreadable.code;
    }
    vb_buffer_release(&s.bytes);
    vb_session_free(s.session);
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
