/* The whole of `agree`: codings → values → measures → document. */
#include "agree/adjudicate.h"
#include "agree/result.h"
#include "base/str.h"
#include "base/tell.h"
#include "output/save.h"
#include "run/format.h"
#include "run/manifest.h"
#include "run/study.h"
#include "run/values.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

enum { BOOTSTRAP = 2000, LISTED = 20 }; /* where nothing is said */

/* All that a run holds. */
typedef struct {
    const vb_job *job;
    const vb_agree_options *options;
    vb_study study; /* only its lexicon and coder, where one is asked for */
    vb_codings codings;
    vb_agree_result result;
    vb_arena arena;
    vb_error *err;
} run;

/* ---- Views ---- */

static bool add_view(run *r, vb_part part, size_t level)
{
    vb_agree_result *result = &r->result;
    vb_agree_view *view = &result->views[result->n_views];
    if (vb_agree_view_make(&r->codings, part, level, &result->how, &r->arena, view, r->err) != VB_OK)
        return false;
    if (part.kind != VB_PART_GROUP || view->n > 0) /* a group of answers that nobody else coded */
        result->n_views++;
    return true;
}

static bool goes_deeper(const vb_codings *codings, size_t level)
{
    for (size_t i = 0; i < codings->n_codes; i++)
        if (vb_code_at_level(codings->codes[i], level).len < codings->codes[i].len)
            return true;
    return false;
}

/* The different groups of a by-column, in the order of their bytes. */
static size_t list_groups(const vb_codings *codings, size_t by, vb_str *groups)
{
    size_t n = 0;
    for (size_t a = 0; a < codings->n_answers; a++) {
        vb_str group = codings->answers[a].groups[by];
        size_t k = n;
        while (k > 0 && vb_str_compare(groups[k - 1], group) > 0)
            k--;
        if (k > 0 && vb_str_equal(groups[k - 1], group))
            continue;
        memmove(groups + k + 1, groups + k, (n - k) * sizeof *groups);
        groups[k] = group;
        n++;
    }
    return n;
}

static vb_status make_views(run *r)
{
    enum { GROUPS_MOST = 1000 };
    const vb_codings *codings = &r->codings;
    size_t level = r->job->level == 0 ? 1 : r->job->level, n_groups = 0;
    bool both = r->job->level == 0 && goes_deeper(codings, 1), split = codings->has_split;
    vb_part head = {.kind = split ? VB_PART_TEST : VB_PART_ALL}, tune = {.kind = VB_PART_TUNE};
    vb_str **groups = vb_arena_alloc(&r->arena, (codings->n_by + 1) * sizeof *groups);
    size_t *sizes = vb_arena_alloc(&r->arena, (codings->n_by + 1) * sizeof *sizes);
    if (groups == NULL || sizes == NULL)
        return vb_fail_memory(r->err);
    for (size_t i = 0; i < codings->n_by; i++) {
        groups[i] = vb_arena_alloc(&r->arena, (codings->n_answers + 1) * sizeof **groups);
        if (groups[i] == NULL)
            return vb_fail_memory(r->err);
        n_groups += sizes[i] = list_groups(codings, i, groups[i]);
        if (sizes[i] > GROUPS_MOST)
            return vb_fail(r->err, VB_ERROR_INPUT, "--by %.*s: more than %d groups: is it a column of groups?",
                           VB_ARG(codings->by[i]), (int)GROUPS_MOST);
    }
    r->result.views = vb_arena_alloc(&r->arena, (4 + n_groups) * sizeof *r->result.views);
    if (r->result.views == NULL)
        return vb_fail_memory(r->err);
    bool ok = add_view(r, head, level) && (!both || add_view(r, head, 0));
    ok = ok && (!split || (add_view(r, tune, level) && (!both || add_view(r, tune, 0))));
    for (size_t i = 0; i < codings->n_by; i++)
        for (size_t k = 0; ok && k < sizes[i]; k++)
            ok = add_view(r, (vb_part){VB_PART_GROUP, i, groups[i][k], split}, level);
    return ok ? VB_OK : r->err->code;
}

/* ---- Gates and disagreements ---- */

static void check_gates(run *r)
{
    static const struct {
        vb_measure measure;
        const char *name;
    } gates[VB_GATES] = {[VB_GATE_KAPPA] = {VB_MEASURE_KAPPA, "min-kappa"},
                         [VB_GATE_ALPHA] = {VB_MEASURE_ALPHA, "min-alpha"},
                         [VB_GATE_F1] = {VB_MEASURE_MACRO_F1, "min-f1"},
                         [VB_GATE_ACCURACY] = {VB_MEASURE_ACCURACY, "min-accuracy"}};
    for (size_t i = 0; i < VB_GATES; i++) {
        if (!r->options->gates[i].asked)
            continue;
        double least = r->options->gates[i].least, value = r->result.views[0].measures[gates[i].measure].estimate;
        r->result.gates[r->result.n_gates++] = (vb_gate_result){gates[i].name, least, value, value >= least};
    }
}

/* How the lexicon codes the answer now, or the `evidence` that a file gives. */
static vb_status find_evidence(run *r, vb_session *session, vb_disagreement *d)
{
    for (size_t c = 0; c < r->codings.n_coders && d->evidence.len == 0; c++)
        d->evidence = d->answer->says[c].evidence;
    if (d->evidence.len > 0 || session == NULL || d->answer->answer.len == 0)
        return VB_OK;
    vb_coding coding;
    vb_status status = vb_session_code(session, d->answer->answer, &coding, r->err);
    if (status == VB_ERROR_INPUT)
        return VB_OK; /* not UTF-8: it has no evidence */
    vb_buffer bytes = {0};
    vb_str values[VB_ADDED];
    if (status == VB_OK && !vb_values_make(r->study.lexicon, session, &coding, &bytes, values))
        status = vb_fail_memory(r->err);
    if (status == VB_OK && (d->evidence = vb_arena_copy(&r->arena, values[VB_ADDED_EVIDENCE])).ptr == NULL)
        status = vb_fail_memory(r->err);
    vb_buffer_release(&bytes);
    return status;
}

/* What counts as a disagreement, and whether it is one of the primary. */
static bool differs(const run *r, const vb_coded_answer *answer, bool *primary)
{
    const vb_agree_view *head = &r->result.views[0];
    vb_difference difference = vb_codings_compare(&r->codings, answer, head->level);
    *primary = difference.primary_differs && r->options->on != VB_AGREE_CODES;
    return vb_part_has(&head->part, answer) &&
           (*primary || (difference.set_differs && r->options->on != VB_AGREE_PRIMARY));
}

/* Those on the primary first. */
static vb_status list_disagreements(run *r)
{
    vb_agree_result *result = &r->result;
    size_t most = r->options->has_list ? r->options->list : LISTED;
    vb_session *session = NULL;
    result->listed = vb_arena_alloc(&r->arena, (r->codings.n_answers + 1) * sizeof *result->listed);
    if (result->listed == NULL)
        return vb_fail_memory(r->err);
    if (r->study.coder != NULL && (session = vb_session_new(r->study.coder, r->job->unit, r->err)) == NULL)
        return r->err->code;
    vb_status status = VB_OK;
    for (int of_primary = 1; of_primary >= 0; of_primary--)
        for (size_t a = 0; a < r->codings.n_answers && status == VB_OK; a++) {
            const vb_coded_answer *answer = &r->codings.answers[a];
            bool primary;
            if (!differs(r, answer, &primary) || primary != (of_primary == 1))
                continue;
            result->n_primary += primary ? 1 : 0;
            if (result->n_disagreements++ >= most)
                continue;
            vb_disagreement *d = &result->listed[result->n_listed++];
            *d = (vb_disagreement){.answer = answer};
            status = find_evidence(r, session, d);
        }
    vb_session_free(session);
    return status;
}

static vb_status write_manifest(run *r)
{
    const vb_agree_result *result = &r->result;
    vb_buffer part = {0};
    vb_agree_part_text(result, &result->views[0], &part);
    vb_buffer_add_char(&part, '\0');
    const vb_manifest_result results[] = {{"coders", r->codings.n_coders, NULL},
                                          {"answers", r->codings.n_answers, NULL},
                                          {"headline", 0, part.failed ? "" : part.ptr},
                                          {"compared", result->views[0].n, NULL},
                                          {"left_out", result->views[0].left_out, NULL},
                                          {"bootstrap", result->how.bootstrap, NULL},
                                          {"gates", result->n_gates, NULL}};
    const vb_lexicon *lexicon = r->study.lexicon;
    vb_manifest manifest = {"agree", &lexicon, lexicon == NULL ? 0 : 1, results, sizeof results / sizeof *results};
    vb_status status = part.failed ? vb_fail_memory(r->err) : vb_manifest_write(r->job, &manifest, r->err);
    vb_buffer_release(&part);
    return status;
}

/* ---- Output ---- */

static vb_status write_result(run *r, vb_format format, FILE *out)
{
    vb_buffer bytes = {0};
    vb_document document = {0};
    vb_save save = {0};
    vb_status status = VB_OK;
    if (format == VB_FORMAT_JSON)
        vb_agree_json(&r->result, &bytes);
    else if (format == VB_FORMAT_CSV)
        vb_agree_csv(&r->result, &bytes);
    else
        vb_agree_document(&r->result, &document);
    if (format == VB_FORMAT_MARKDOWN)
        vb_document_markdown(&document, &bytes);
    else if (format != VB_FORMAT_JSON && format != VB_FORMAT_CSV)
        vb_document_text(&document, r->job->width == 0 ? 80 : r->job->width, &bytes);
    if (bytes.failed)
        status = vb_fail_memory(r->err);
    if (status == VB_OK && r->job->output != NULL) {
        status = vb_save_begin(&save, r->job->output, r->err);
        out = save.file;
    }
    if (status == VB_OK && ((bytes.len > 0 && fwrite(bytes.ptr, 1, bytes.len, out) != bytes.len) || fflush(out) != 0))
        status = vb_fail(r->err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    if (status == VB_OK && r->job->output != NULL)
        status = vb_save_finish(&save, r->err);
    vb_save_discard(&save);
    vb_document_release(&document);
    vb_buffer_release(&bytes);
    return status;
}

/* The line that says which gates failed. */
static vb_status mind_gates(run *r)
{
    vb_buffer text = {0};
    for (size_t i = 0; i < r->result.n_gates; i++) {
        const vb_gate_result *gate = &r->result.gates[i];
        if (gate->passed)
            continue;
        vb_buffer_add_text(&text, text.len == 0 ? "gate failed: " : "; ");
        if (isnan(gate->value))
            vb_buffer_printf(&text, "--%s %g, and the figure does not exist", gate->name, gate->least);
        else
            vb_buffer_printf(&text, "--%s %g, and it is %.4f", gate->name, gate->least, gate->value);
    }
    if (text.failed)
        (void)vb_fail_memory(r->err);
    else if (text.len > 0)
        (void)vb_fail(r->err, VB_ERROR_GATE, "%.*s", (int)text.len, text.ptr);
    bool failed = text.failed || text.len > 0;
    vb_buffer_release(&text);
    return failed ? r->err->code : VB_OK;
}

static vb_status check_usage(const vb_job *job, const vb_agree_options *options, vb_format *format, vb_error *err)
{
    static const unsigned formats =
        1U << VB_FORMAT_TEXT | 1U << VB_FORMAT_MARKDOWN | 1U << VB_FORMAT_CSV | 1U << VB_FORMAT_JSON;
    vb_status status = vb_format_decide(job, "agree", formats, format, err);
    if (status != VB_OK)
        return status;
    if (job->n_inputs > 1 && options->n_coded > 1)
        return vb_fail(err, VB_ERROR_USAGE,
                       "with several files --coded names one column, that of all files but the first");
    if ((options->adjudicated == NULL) != (options->write_gold == NULL))
        return vb_fail(err, VB_ERROR_USAGE,
                       "--adjudicated FILE (the settled sheet) and --write-gold FILE (the gold "
                       "that comes of it) go together");
    return VB_OK;
}

static vb_status work(run *r, vb_format format, FILE *out)
{
    vb_status status = VB_OK;
    if (r->job->lexicon != NULL)
        status = vb_study_open_lexicon(&r->study, r->job, r->err);
    if (status == VB_OK)
        status = vb_codings_read(r->job, r->options, r->study.lexicon, &r->codings, r->err);
    vb_job_tell_lines(r->job, &r->codings.notes);
    if (status == VB_OK)
        status = vb_codings_check_shared(&r->codings, r->job->n_inputs > 1, r->err);
    if (status == VB_OK)
        status = make_views(r);
    if (status != VB_OK)
        return status;
    check_gates(r);
    status = list_disagreements(r);
    if (status == VB_OK && r->options->adjudicate != NULL)
        status = vb_adjudicate_write(&r->codings, r->job, r->options->adjudicate, r->err);
    if (status == VB_OK && r->options->write_gold != NULL)
        status = vb_adjudicated_merge(&r->codings, r->job, r->options, r->err);
    if (status == VB_OK)
        status = write_result(r, format, out);
    if (status == VB_OK)
        status = write_manifest(r);
    return status == VB_OK ? mind_gates(r) : status;
}

vb_status vb_agree(const vb_job *job, const vb_agree_options *options, FILE *out, vb_error *err)
{
    vb_format format;
    run r = {.job = job, .options = options, .err = err};
    r.result = (vb_agree_result){
        .options = options,
        .codings = &r.codings,
        .how = {options->on, options->distance, options->has_bootstrap ? options->bootstrap : BOOTSTRAP, job->seed}};
    vb_status status = check_usage(job, options, &format, err);
    if (status == VB_OK)
        status = work(&r, format, out);
    vb_codings_release(&r.codings);
    vb_arena_release(&r.arena);
    vb_study_close(&r.study);
    return status;
}
