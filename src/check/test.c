/* `lexicon test`: the answers that a lexicon promises to code right. */
#include "check/test.h"

#include "base/error.h"
#include "base/str.h"
#include "check/finding.h"
#include "code/session.h"
#include "lexicon/lexicon.h"

#include <stdlib.h>
#include <sys/stat.h>

typedef struct {
    const vb_lexicon *lexicon;
    vb_session *session;
    vb_coding coding;
    vb_findings *findings;
    vb_check_sum *sum;
    const char *file; /* of the lexicon, as named */
    vb_buffer text;   /* scratch */
} run;

/* ---- Does it pass? ---- */

static bool has_path(const vb_str *paths, size_t n, vb_str path)
{
    for (size_t i = 0; i < n; i++)
        if (vb_str_equal(paths[i], path))
            return true;
    return false;
}

bool vb_test_passes(const vb_lexicon_test *test, const vb_lexicon *lexicon, const vb_coding *coding)
{
    vb_str primary = coding->primary == VB_NO_CATEGORY ? VB_LITERAL("") : lexicon->categories[coding->primary].path;
    if (test->has_primary && !vb_str_equal(primary, test->primary))
        return false;
    for (size_t i = 0; test->has_codes && i < coding->n_codes; i++)
        if (!has_path(test->codes, test->n_codes, lexicon->categories[coding->codes[i].category].path))
            return false;
    for (size_t i = 0; test->has_codes && i < test->n_codes; i++) {
        size_t k = 0;
        while (k < coding->n_codes &&
               !vb_str_equal(lexicon->categories[coding->codes[k].category].path, test->codes[i]))
            k++;
        if (k == coding->n_codes)
            return false;
    }
    return true;
}

/* ---- What is said of it ---- */

static void add_path(vb_buffer *out, vb_str path, const char *before)
{
    vb_buffer_add_text(out, before);
    vb_buffer_add_str(out, path);
}

static void add_expected(const vb_lexicon_test *test, vb_buffer *out)
{
    if (test->has_codes && test->n_codes == 0)
        vb_buffer_add_text(out, "no code");
    for (size_t i = 0; test->has_codes && i < test->n_codes; i++)
        add_path(out, test->codes[i], i > 0 ? ", " : "");
    if (test->has_primary) {
        vb_buffer_add_text(out, test->has_codes ? "; primary " : "primary ");
        vb_buffer_add_str(out, test->primary.len > 0 ? test->primary : VB_LITERAL("none"));
    }
}

static void add_got(const run *r, vb_buffer *out)
{
    const vb_coding *coding = &r->coding;
    for (size_t i = 0; i < coding->n_codes; i++)
        add_path(out, r->lexicon->categories[coding->codes[i].category].path, i > 0 ? ", " : "");
    if (coding->n_codes == 0)
        vb_buffer_printf(out, "no code (%s)", vb_reason_name(coding->reason));
    else
        add_path(out, r->lexicon->categories[coding->primary].path, "; primary ");
}

/* The answer with the tokens of what counts in brackets. */
static void add_marked(const run *r, vb_str answer, vb_buffer *out)
{
    size_t n = vb_session_evidence_count(r->session);
    size_t at = 0;
    while (at < answer.len) {
        vb_str next = {NULL, 0}; /* the first token behind `at` that evidence filled, the longest of those */
        for (size_t i = 0; i < n; i++) {
            vb_evidence e = vb_session_evidence(r->session, i);
            for (size_t k = 0; e.state == VB_STATE_COUNTS && k < e.n_tokens; k++) {
                vb_str token = vb_session_evidence_token(r->session, i, k, NULL);
                if (token.ptr >= answer.ptr + at && (next.ptr == NULL || token.ptr < next.ptr))
                    next = token;
            }
        }
        size_t beg = next.ptr == NULL ? answer.len : (size_t)(next.ptr - answer.ptr);
        vb_buffer_add_str(out, vb_str_cut(answer, at, beg));
        if (next.ptr != NULL)
            vb_buffer_printf(out, "[%.*s]", (int)next.len, next.ptr);
        at = beg + next.len;
    }
}

/* "buy-in/resistance by `push back` (lexicon.yaml:12)", a line each. */
static void add_evidence(const run *r, vb_buffer *out)
{
    static const char *const states[] = {"counts", "cancelled", "hidden", "denied", "cue", "indicates"};
    for (size_t i = 0, n = vb_session_evidence_count(r->session); i < n; i++) {
        vb_evidence e = vb_session_evidence(r->session, i);
        const vb_term *term = vb_session_evidence_term(r->session, i);
        vb_buffer_add_text(out, "\nevidence: ");
        vb_buffer_add_str(out,
                          e.category == VB_NO_CATEGORY ? vb_str_of(e.role) : r->lexicon->categories[e.category].path);
        vb_buffer_add_text(out, " by `");
        vb_buffer_add_str(out, e.term);
        vb_buffer_printf(out, "` (%s:%zu), %s", r->lexicon->parts[term->part].file, term->line, states[e.state]);
    }
}

static vb_str describe(run *r, const vb_lexicon_test *test)
{
    vb_buffer *out = &r->text;
    vb_buffer_clear(out);
    vb_buffer_add_text(out, "answer:   ");
    add_marked(r, test->answer, out);
    vb_buffer_add_text(out, "\nexpected: ");
    add_expected(test, out);
    vb_buffer_add_text(out, "\ngot:      ");
    add_got(r, out);
    add_evidence(r, out);
    if (test->note.ptr != NULL) {
        vb_buffer_add_text(out, "\nnote:     ");
        vb_buffer_add_str(out, test->note);
    }
    r->findings->failed = r->findings->failed || out->failed;
    return vb_buffer_str(out);
}

/* "expected buy-in; got no code (no-match)" */
static vb_str contrast(const run *r, const vb_lexicon_test *test, char *room, size_t size)
{
    vb_buffer text = {0};
    vb_buffer_add_text(&text, "expected ");
    add_expected(test, &text);
    vb_buffer_add_text(&text, ", got ");
    add_got(r, &text);
    (void)snprintf(room, size, "%.*s", (int)text.len, text.ptr == NULL ? "" : text.ptr);
    vb_buffer_release(&text);
    return vb_str_of(room);
}

/* ---- One test, one lexicon ---- */

static void report(run *r, const vb_lexicon_test *test, bool passed)
{
    char room[512];
    vb_check_place place = {test->file, test->line, test->column, 0, 0};
    vb_check_case one = {.suite = vb_str_of(r->file), .name = test->answer, .line = test->line};
    vb_check_finding *finding = NULL;
    bool expected = passed == (test->status == VB_TEST_OK);
    if (!expected && !passed) {
        finding = vb_findings_add(r->findings, "test-failed", place, VB_LITERAL(""), "\"%.*s\": %.*s",
                                  VB_ARG(test->answer), VB_ARG(contrast(r, test, room, sizeof room)));
        one.result = VB_CASE_FAILED;
    } else if (!expected) {
        bool wrong = test->status == VB_TEST_WRONG;
        (void)vb_findings_add(r->findings, wrong ? "known-wrong-passes" : "todo-passes", place,
                              VB_LITERAL("take its `status` out, so that it stays right"),
                              "\"%.*s\" is coded right now", VB_ARG(test->answer));
    } else if (!passed && test->status == VB_TEST_TODO) {
        finding = vb_findings_add(r->findings, "todo", place, VB_LITERAL(""), "\"%.*s\" is still to be coded: %.*s",
                                  VB_ARG(test->answer), VB_ARG(contrast(r, test, room, sizeof room)));
    }
    if (!passed) {
        one.message = finding == NULL ? VB_LITERAL("") : finding->message;
        one.detail = describe(r, test);
        vb_findings_detail(r->findings, finding, one.detail);
    }
    if (!passed && one.result != VB_CASE_FAILED) {
        one.result = VB_CASE_SKIPPED;
        one.message =
            test->status == VB_TEST_WRONG ? VB_LITERAL("known to be coded wrong") : VB_LITERAL("still to be coded");
    }
    vb_findings_add_case(r->findings, one);
    r->sum->tests++;
    r->sum->passed += expected;
}

static vb_status run_tests(run *r, const vb_lexicon_test *tests, size_t n, vb_error *err)
{
    vb_status status = VB_OK;
    for (size_t i = 0; i < n && status == VB_OK; i++) {
        status = vb_session_code(r->session, tests[i].answer, &r->coding, err);
        if (status == VB_OK)
            report(r, &tests[i], vb_test_passes(&tests[i], r->lexicon, &r->coding));
    }
    return status;
}

static bool is_cases(const char *path)
{
    size_t len = strlen(path);
    return len > 6 && strcmp(path + len - 6, ".cases") == 0;
}

/* The cases of a lexicon's own name: x.cases beside x.yaml.  NULL where there are none, or memory is out. */
static char *own_cases(const char *path)
{
    struct stat known;
    const char *dot = strrchr(path, '.');
    if (dot == NULL || (strcmp(dot, ".yaml") != 0 && strcmp(dot, ".yml") != 0))
        return NULL;
    size_t len = (size_t)(dot - path);
    char *cases = malloc(len + sizeof ".cases");
    if (cases == NULL)
        return NULL;
    memcpy(cases, path, len);
    memcpy(cases + len, ".cases", sizeof ".cases");
    if (stat(cases, &known) == 0)
        return cases;
    free(cases);
    return NULL;
}

static vb_status run_cases(run *r, const char *path, vb_error *err)
{
    const vb_lexicon_test *tests;
    size_t n;
    if (!vb_lexicon_read_cases(r->lexicon, path, &r->findings->arena, &tests, &n, err))
        return err->code;
    return run_tests(r, tests, n, err);
}

/* The lexicon job->inputs[*at] and the files of cases behind it; *at is then the next lexicon. */
static vb_status run_lexicon(vb_findings *findings, vb_check_sum *sum, const vb_job *job, size_t *at, vb_error *err)
{
    const char *path = job->inputs[(*at)++];
    size_t before = sum->tests;
    run r = {.findings = findings, .sum = sum, .file = path};
    vb_coder *coder = NULL;
    bool own_named = false;
    char *own = own_cases(path);
    vb_lexicon *lexicon = vb_lexicon_open(path, job->settings, job->n_settings, err);
    vb_status status = VB_OK;
    r.lexicon = lexicon;
    if (lexicon != NULL)
        coder = vb_coder_new(lexicon, err);
    if (coder != NULL)
        r.session = vb_session_new(coder, job->unit, err);
    status = r.session == NULL ? err->code : run_tests(&r, lexicon->tests, lexicon->n_tests, err);
    for (; status == VB_OK && *at < job->n_inputs && is_cases(job->inputs[*at]); (*at)++) {
        own_named = own_named || (own != NULL && strcmp(own, job->inputs[*at]) == 0);
        status = run_cases(&r, job->inputs[*at], err);
    }
    if (status == VB_OK && own != NULL && !own_named)
        status = run_cases(&r, own, err);
    if (status == VB_OK && sum->tests == before && vb_lexicon_gives_codes(lexicon))
        (void)vb_findings_add(findings, "no-tests", (vb_check_place){.file = path},
                              VB_LITERAL("write `tests:` with answers and their codes"), "there is no test");
    free(own);
    vb_buffer_release(&r.text);
    vb_session_free(r.session);
    vb_coder_free(coder);
    vb_lexicon_free(lexicon);
    return status;
}

vb_status vb_lexicon_run_tests(const vb_job *job, const vb_check_options *options, FILE *out, vb_check_sum *sum,
                               vb_error *err)
{
    vb_findings findings = {.command = "lexicon test"};
    vb_status status = VB_OK;
    findings.rules = vb_lexicon_test_rules(&findings.n_rules);
    *sum = (vb_check_sum){0};
    if (job->n_inputs > 0 && is_cases(job->inputs[0]))
        status = vb_fail(err, VB_ERROR_USAGE, "%.200s has cases for no lexicon, name their lexicon before it",
                         job->inputs[0]);
    for (size_t at = 0; status == VB_OK && at < job->n_inputs;)
        status = run_lexicon(&findings, sum, job, &at, err);
    if (status == VB_OK)
        status = vb_findings_finish(&findings, job, options, out, sum, err);
    vb_findings_release(&findings);
    return status;
}
