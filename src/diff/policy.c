#include "diff/policy.h"

#include "base/error.h"
#include "base/str.h"
#include "check/test.h"
#include "lexicon/nearest.h"
#include "lexicon/source.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    const char *name;
    double least, most;
    bool whole, truth;
    const char *takes;
} gates[VB_POLICY_GATES] = {
    [VB_POLICY_GATE_MIN_KAPPA] = {"min-kappa", -1, 1, false, false, "a number from -1 to 1"},
    [VB_POLICY_GATE_MAX_KAPPA_DROP] = {"max-kappa-drop", 0, 2, false, false, "a number from 0 to 2"},
    [VB_POLICY_GATE_MAX_CODE_CHANGE] = {"max-code-change-percent", 0, 100, false, false, "a number from 0 to 100"},
    [VB_POLICY_GATE_TESTS] = {"tests", 0, 1, false, true, "true or false"},
    [VB_POLICY_GATE_MAX_WITHOUT_TEST] = {"max-changed-without-test", 0, 1e15, true, false, "a whole number"},
};

const char *vb_policy_gate_name(vb_policy_gate_kind gate)
{
    return gates[gate].name;
}

/* ---- Reading ---- */

/* Digits with at most one point: no locale has a say in it. */
static bool read_number(vb_str text, double *out)
{
    bool minus = text.len > 0 && text.ptr[0] == '-', digits = false, point = false;
    double value = 0, scale = 1;
    for (size_t i = minus; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            digits = true;
            value = value * 10 + (c - '0');
            scale *= point ? 10 : 1;
        } else {
            return false;
        }
    }
    *out = (minus ? -value : value) / scale;
    return digits;
}

static vb_status set_gate(vb_policy *policy, vb_str key, vb_str value, vb_error *err)
{
    vb_nearest nearest = vb_nearest_to(key);
    size_t g = 0;
    for (; g < VB_POLICY_GATES && !vb_str_equal(key, vb_str_of(gates[g].name)); g++)
        vb_nearest_try(&nearest, vb_str_of(gates[g].name));
    if (g == VB_POLICY_GATES)
        return vb_fail(err, VB_ERROR_USAGE, "the policy has no gate `%.*s`%s, gates are %s, %s, %s, %s and %s",
                       VB_ARG(key), vb_nearest_hint(&nearest), gates[0].name, gates[1].name, gates[2].name,
                       gates[3].name, gates[4].name);
    double number = vb_str_equal(value, VB_LITERAL("true")) ? 1 : 0;
    bool fine = gates[g].truth ? number > 0 || vb_str_equal(value, VB_LITERAL("false")) : read_number(value, &number);
    if (!fine || number < gates[g].least || number > gates[g].most || (gates[g].whole && number != floor(number)))
        return vb_fail(err, VB_ERROR_USAGE, "the gate `%s` cannot be `%.*s`, write %s", gates[g].name, VB_ARG(value),
                       gates[g].takes);
    if (policy->asked[g])
        return vb_fail(err, VB_ERROR_USAGE, "the gate `%s` is given twice, keep one", gates[g].name);
    policy->limit[g] = number;
    policy->asked[g] = !gates[g].truth || number > 0;
    return VB_OK;
}

static vb_status read_list(const char *text, vb_policy *policy, vb_error *err)
{
    vb_str rest = vb_str_of(text);
    vb_status status = VB_OK;
    for (size_t beg = 0; beg < rest.len && status == VB_OK;) {
        const char *comma = memchr(rest.ptr + beg, ',', rest.len - beg);
        size_t end = comma == NULL ? rest.len : (size_t)(comma - rest.ptr);
        vb_str item = vb_str_cut(rest, beg, end);
        const char *equals = memchr(item.ptr, '=', item.len);
        beg = end + 1;
        if (equals == NULL)
            return vb_fail(err, VB_ERROR_USAGE, "`%.*s` is no gate of a policy, write KEY=VALUE, as in min-kappa=0.8",
                           VB_ARG(item));
        size_t at = (size_t)(equals - item.ptr);
        status = set_gate(policy, vb_str_trim(vb_str_cut(item, 0, at)),
                          vb_str_trim(vb_str_cut(item, at + 1, item.len)), err);
    }
    return status;
}

static vb_status read_file(const char *path, vb_policy *policy, vb_error *err)
{
    vb_lexicon_source source = {0};
    vb_arena arena = {0};
    vb_status status = VB_OK;
    const vb_yaml *root = NULL;
    if (vb_lexicon_source_file(&source, path, err))
        root = vb_yaml_read(source.yaml, path, &arena, err);
    if (root == NULL)
        status = err->code;
    else if (root->kind != VB_YAML_MAP)
        status = vb_fail_at(err, VB_ERROR_LEXICON, path, root->line, root->column,
                            "no gates in it, write `KEY: VALUE`, as in `min-kappa: 0.8`");
    for (size_t i = 0; status == VB_OK && i < root->n; i++) {
        vb_error fault = {0};
        bool text = root->items[i]->kind == VB_YAML_TEXT;
        status = set_gate(policy, root->keys[i]->text, text ? root->items[i]->text : VB_LITERAL("a list"), &fault);
        if (status != VB_OK)
            status =
                vb_fail_at(err, VB_ERROR_LEXICON, path, root->keys[i]->line, root->keys[i]->column, "%s", fault.text);
    }
    vb_arena_release(&arena);
    vb_lexicon_source_release(&source);
    return status;
}

vb_status vb_policy_read(const char *policy, vb_policy *out, vb_error *err)
{
    *out = (vb_policy){0};
    if (strchr(policy, '=') != NULL)
        return read_list(policy, out, err);
    return read_file(policy, out, err);
}

/* ---- Applying ---- */

typedef struct {
    const vb_policy *policy;
    const vb_changes *changes;
    const vb_edits *edits;
    const vb_measures *figures;
    vb_session *before, *after;
    bool *tested; /* one an edit: a test that is new, or changed, shows it */
    size_t n_tests, n_broken;
    vb_buffer text;
} trial;

static bool mentions(const vb_session *session, vb_str term)
{
    for (size_t i = 0; i < vb_session_evidence_count(session); i++)
        if (vb_str_equal(vb_session_evidence(session, i).term, term))
            return true;
    return false;
}

static bool is_new(const trial *t, vb_str answer)
{
    for (size_t e = 0; e < t->edits->n; e++) {
        const vb_edit *edit = &t->edits->items[e];
        if (edit->after != NULL && strcmp(edit->after->what, "test") == 0 &&
            vb_str_equal(edit->after->term, vb_str_trim(answer)))
            return true;
    }
    return false;
}

static bool same_coding(const vb_session *a, const vb_coding *x, const vb_session *b, const vb_coding *y)
{
    if (x->n_codes != y->n_codes)
        return false;
    for (size_t i = 0; i < x->n_codes; i++)
        if (!vb_str_equal(a->lexicon->categories[x->codes[i].category].path,
                          b->lexicon->categories[y->codes[i].category].path))
            return false;
    return true;
}

/* A test shows an edit of a term if this is among the evidence of its answer, and an edit of a set, a word or a
 * setting if the answer was coded otherwise before. */
static bool shows(const trial *t, const vb_edit *edit, bool changed)
{
    if (!edit->shows)
        return edit->codes && changed;
    return (edit->after != NULL && mentions(t->after, edit->after->term)) ||
           (edit->before != NULL && mentions(t->before, edit->before->term));
}

/* Run the new lexicon's tests, and note which edits the new ones show. */
static vb_status run_tests(trial *t, vb_error *err)
{
    const vb_lexicon *lexicon = t->after->lexicon;
    vb_status status = VB_OK;
    for (size_t i = 0; i < lexicon->n_tests && status == VB_OK; i++) {
        const vb_lexicon_test *test = &lexicon->tests[i];
        vb_coding after, before;
        status = vb_session_code(t->after, test->answer, &after, err);
        if (status != VB_OK)
            break;
        t->n_tests++;
        t->n_broken += test->status == VB_TEST_OK && !vb_test_passes(test, lexicon, &after);
        if (!is_new(t, test->answer))
            continue;
        status = vb_session_code(t->before, test->answer, &before, err);
        bool changed = status == VB_OK && !same_coding(t->before, &before, t->after, &after);
        for (size_t e = 0; status == VB_OK && e < t->edits->n; e++)
            t->tested[e] = t->tested[e] || shows(t, &t->edits->items[e], changed);
    }
    return status;
}

static uint64_t count_untested(const trial *t)
{
    uint64_t n = 0;
    for (size_t c = 0; c < t->changes->n; c++) {
        const vb_change *change = &t->changes->items[c];
        bool tested = false;
        for (size_t k = 0; k < change->n_edits; k++)
            tested = tested || t->tested[change->edits[k]];
        n += !tested;
    }
    return n;
}

/* The code that loses the largest share of its answers; NaN where none had any. */
static double worst_loss(const vb_changes *changes, size_t *code)
{
    double worst = NAN;
    for (size_t i = 0; i < changes->codes.n_lexicons; i++) {
        const vb_code_change *c = &changes->by_code[i];
        double lost = c->before == 0 ? NAN : 100 * (double)c->lost / (double)c->before;
        if (isnan(lost) || lost <= worst)
            continue;
        worst = lost;
        *code = i;
    }
    return worst;
}

static bool try_gate(trial *t, vb_policy_gate_kind kind)
{
    double limit = t->policy->limit[kind], value;
    size_t code = 0;
    switch (kind) {
    case VB_POLICY_GATE_MIN_KAPPA:
        value = t->figures->kappa.after.estimate;
        if (isnan(value)) {
            vb_buffer_add_text(&t->text, "there is no kappa: gold and coding have one code, or none");
            return false;
        }
        vb_buffer_printf(&t->text, "kappa is %.3f, at least %.3f asked for", value, limit);
        return value >= limit;
    case VB_POLICY_GATE_MAX_KAPPA_DROP:
        value = -t->figures->kappa.change.estimate;
        if (isnan(value)) {
            vb_buffer_add_text(&t->text, "there is no kappa: gold and coding have one code, or none");
            return false;
        }
        vb_buffer_printf(&t->text, "kappa %s by %.3f, a drop of %.3f allowed", value > 0 ? "drops" : "rises",
                         value > 0 ? value : 0 - value, limit);
        return value <= limit + 1e-12;
    case VB_POLICY_GATE_MAX_CODE_CHANGE:
        value = worst_loss(t->changes, &code);
        if (isnan(value)) {
            vb_buffer_add_text(&t->text, "no answer had a code");
            return true;
        }
        if (value > 0)
            vb_buffer_printf(&t->text, "%.*s loses %.1f %% of its answers, %.1f %% allowed",
                             VB_ARG(t->changes->codes.paths[code]), value, limit);
        else
            vb_buffer_add_text(&t->text, "no code loses an answer");
        return value <= limit;
    case VB_POLICY_GATE_TESTS:
        vb_buffer_printf(&t->text, "%zu of %zu tests fail", t->n_broken, t->n_tests);
        return t->n_broken == 0;
    case VB_POLICY_GATE_MAX_WITHOUT_TEST:
        break;
    }
    value = (double)count_untested(t);
    vb_buffer_printf(&t->text, "%.0f answer%s change%s without a new test for what changes %s, %.0f allowed", value,
                     value == 1 ? "" : "s", value == 1 ? "s" : "", value == 1 ? "it" : "them", limit);
    return value <= limit;
}

const vb_policy_gates *vb_policy_apply(const vb_policy *policy, const vb_changes *changes, const vb_edits *edits,
                                const vb_measures *figures, const vb_coder *before, const vb_coder *after,
                                vb_arena *arena, vb_error *err)
{
    trial t = {.policy = policy, .changes = changes, .edits = edits, .figures = figures};
    vb_policy_gates *made = vb_arena_alloc(arena, sizeof *made);
    t.tested = calloc(edits->n + 1, sizeof *t.tested);
    t.before = vb_session_new(before, VB_UNIT_ANSWER, err);
    t.after = t.before == NULL ? NULL : vb_session_new(after, VB_UNIT_ANSWER, err);
    vb_status status = made == NULL || t.tested == NULL ? vb_fail_memory(err) : t.after == NULL ? err->code : VB_OK;
    if (status == VB_OK)
        status = run_tests(&t, err);
    if (status == VB_OK)
        *made = (vb_policy_gates){.passed = true};
    for (size_t g = 0; g < VB_POLICY_GATES && status == VB_OK; g++) {
        if (!policy->asked[g])
            continue;
        vb_buffer_clear(&t.text);
        vb_policy_gate gate = {.kind = (vb_policy_gate_kind)g, .passed = try_gate(&t, (vb_policy_gate_kind)g)};
        gate.text = t.text.failed ? (vb_str){NULL, 0} : vb_arena_copy(arena, vb_buffer_str(&t.text));
        if (gate.text.ptr == NULL)
            status = vb_fail_memory(err);
        made->items[made->n++] = gate;
        made->passed = made->passed && gate.passed;
    }
    vb_buffer_release(&t.text);
    vb_session_free(t.before);
    vb_session_free(t.after);
    free(t.tested);
    return status == VB_OK ? made : NULL;
}
