/* `lexicon check`: everything that can be said of a lexicon without knowing what it is for. */
#include "base/error.h"
#include "base/str.h"
#include "check/lint.h"

#include <stdlib.h>

/* Find the lines.  False when memory is out. */
static bool find_lines(vb_lint *lint)
{
    size_t n = 1;
    for (size_t i = 0; i < lint->yaml.len; i++)
        n += lint->yaml.ptr[i] == '\n';
    size_t *lines = vb_arena_alloc(&lint->arena, (n + 1) * sizeof *lines);
    if (lines == NULL)
        return false;
    for (size_t i = 0; i < lint->yaml.len; i++)
        if (lint->yaml.ptr[i] == '\n')
            lines[++lint->n_lines] = i + 1;
    lines[++lint->n_lines] = lint->yaml.len + 1;
    lint->lines = lines;
    return true;
}

vb_str vb_lint_line(const vb_lint *lint, size_t line)
{
    if (line == 0 || line > lint->n_lines)
        return VB_LITERAL("");
    return vb_str_cut(lint->yaml, lint->lines[line - 1], lint->lines[line] - 1);
}

vb_check_place vb_lint_term_place(const vb_lint *lint, const vb_term *term)
{
    return (vb_check_place){lint->lexicon->parts[term->part].file, term->line, term->column, 0, 0};
}

vb_check_place vb_lint_category_place(const vb_lint *lint, const vb_category *category)
{
    return (vb_check_place){lint->file, category->line, category->column, 0, 0};
}

const char *vb_lint_name_term(vb_lint *lint, const vb_term *term)
{
    vb_buffer text = {0};
    vb_buffer_printf(&text, "`%.*s` (", VB_ARG(term->source));
    if (term->category != VB_NO_CATEGORY)
        vb_buffer_printf(&text, "%.*s, ", VB_ARG(lint->lexicon->categories[term->category].path));
    if (term->part != 0)
        vb_buffer_printf(&text, "%s ", lint->lexicon->parts[term->part].file);
    vb_buffer_printf(&text, "line %zu)", term->line);
    vb_str kept = vb_arena_copy(&lint->arena, vb_buffer_str(&text));
    bool fine = !text.failed && kept.ptr != NULL;
    lint->findings->failed = lint->findings->failed || !fine;
    vb_buffer_release(&text);
    return fine ? kept.ptr : "";
}

/* The fault of the reader as a finding: what is wrong before the last comma, what to do behind it. */
static void add_fault(vb_lint *lint, const char *rule, const vb_error *fault)
{
    vb_check_place place = {fault->file[0] == '\0' ? lint->file : fault->file, fault->line, fault->column, 0, 0};
    vb_check_finding *f = vb_findings_add(lint->findings, rule, place, VB_LITERAL(""), "%s", fault->text);
    if (f != NULL)
        f->harm = 1;
}

/* `faulty`: what was read is not the whole of it, so that nothing is said of what it does with a corpus. */
static vb_status lint_all(vb_lint *lint, const char *path, bool faulty, vb_error *err)
{
    const vb_check_options *options = lint->options;
    const char *gold[1] = {NULL};
    vb_families words = {0};
    vb_job job = *lint->job;
    vb_status status = VB_OK;
    vb_lint_yaml(lint);
    vb_lint_layout(lint);
    vb_lint_tree(lint);
    vb_lint_duplicates(lint);
    vb_lint_shadows(lint);
    bool tries = options->corpus != NULL && !faulty && lint->session != NULL;
    job.lexicon = path;
    job.inputs = &options->corpus;
    job.n_inputs = 1;
    job.format = VB_FORMAT_DEFAULT;
    job.by = gold;
    if (options->gold != NULL) { /* "COL=": its values as they are */
        vb_buffer column = {0};
        vb_buffer_printf(&column, "%s=", options->gold);
        gold[0] = vb_arena_copy(&lint->arena, vb_buffer_str(&column)).ptr;
        vb_buffer_release(&column);
        if (gold[0] == NULL)
            return vb_fail_memory(err);
        job.n_by = 1;
    }
    if (tries) {
        status = vb_lint_corpus(lint, &job, err);
        job.tell = NULL; /* the same again */
        if (status == VB_OK)
            status = vb_families_read(&words, &job, err);
        vb_lint_wildcards(lint, &words);
    }
    vb_lint_stems(lint, tries ? &words : NULL);
    vb_families_release(&words);
    return status;
}

/* Each rule and file as a case: for outputs that show what passed too. */
static void add_cases(vb_findings *findings, const char *file, size_t first, const vb_check_options *options)
{
    for (size_t r = 0; r < findings->n_rules; r++) {
        const vb_check_rule *rule = &findings->rules[r];
        if (rule->needs_corpus && options->corpus == NULL)
            continue;
        vb_check_case one = {.suite = vb_str_of(file), .name = vb_str_of(rule->id)};
        vb_buffer detail = {0};
        for (size_t i = first; i < findings->n; i++) {
            const vb_check_finding *f = &findings->items[i];
            if (f->rule != rule || !vb_findings_wants(options, f))
                continue;
            if (one.result == VB_CASE_PASSED) {
                one.message = f->message;
                one.line = f->line;
            }
            bool fails = f->severity == VB_SEVERITY_ERROR || (options->strict && f->severity == VB_SEVERITY_WARNING);
            if (fails || one.result == VB_CASE_PASSED)
                one.result = fails ? VB_CASE_FAILED : VB_CASE_SKIPPED;
            vb_buffer_printf(&detail, "%s:%zu:%zu: %.*s\n", f->file == NULL ? file : f->file, f->line, f->column,
                             VB_ARG(f->message));
        }
        one.detail = vb_buffer_str(&detail);
        findings->failed = findings->failed || detail.failed;
        vb_findings_add_case(findings, one);
        vb_buffer_release(&detail);
    }
}

static vb_status check_one(vb_findings *findings, const vb_job *job, const vb_check_options *options,
                           const char *path, vb_error *err)
{
    vb_lint lint = {.findings = findings, .job = job, .options = options};
    vb_lexicon_source source;
    vb_lexicon_faults faults = {0};
    vb_error fault = {0};
    vb_key_maker keys = {0};
    vb_coder *coder = NULL;
    vb_lexicon *lexicon = NULL;
    size_t first = findings->n;
    if (!vb_lexicon_source_open(&source, path, err)) {
        vb_lexicon_source_release(&source);
        return err->code;
    }
    lint.file = source.file;
    lint.yaml = source.yaml;
    if (!find_lines(&lint))
        findings->failed = true;
    lint.root = vb_yaml_read(source.yaml, source.file, &lint.arena, &fault);
    if (lint.root == NULL && fault.code == VB_ERROR_LEXICON) {
        add_fault(&lint, "not-yaml", &fault);
    } else if (lint.root != NULL) {
        lexicon = vb_lexicon_open_faulty(path, job->settings, job->n_settings, &faults, &fault);
        for (size_t i = 0; i < faults.n; i++)
            add_fault(&lint, faults.items[i].rule, &faults.items[i].error);
        if (lexicon == NULL && fault.code == VB_ERROR_LEXICON)
            add_fault(&lint, "bad-value", &fault);
        fault = (vb_error){.code = lexicon == NULL && fault.code != VB_ERROR_LEXICON ? fault.code : VB_OK};
    }
    lint.lexicon = lexicon;
    if (lexicon != NULL && lexicon->n_categories > 0 && lexicon->n_terms > 0)
        coder = vb_coder_new(lexicon, &fault);
    if (coder != NULL)
        lint.session = vb_session_new(coder, job->unit, &fault);
    if (coder != NULL && vb_key_maker_init(&keys, lexicon, &fault) == VB_OK)
        lint.keys = &keys;
    vb_status status = fault.code == VB_ERROR_LEXICON ? VB_OK : fault.code;
    if (status == VB_OK)
        status = lint_all(&lint, path, faults.n > 0 || fault.code != VB_OK, err);
    else
        *err = fault;
    if (fault.code == VB_ERROR_LEXICON && lexicon != NULL)
        add_fault(&lint, "bad-term", &fault); /* found in compiling it */
    add_cases(findings, path, first, options);
    if (lint.keys != NULL)
        vb_key_maker_release(&keys);
    vb_session_free(lint.session);
    vb_coder_free(coder);
    vb_lexicon_free(lexicon);
    free(faults.items);
    vb_arena_release(&lint.arena);
    vb_lexicon_source_release(&source);
    return status;
}

vb_status vb_lexicon_check(const vb_job *job, const vb_check_options *options, FILE *out, vb_check_sum *sum,
                           vb_error *err)
{
    vb_findings findings = {.command = "lexicon check"};
    vb_status status = VB_OK;
    findings.rules = vb_lexicon_check_rules(&findings.n_rules);
    *sum = (vb_check_sum){0};
    for (size_t i = 0; i < job->n_inputs && status == VB_OK; i++)
        status = check_one(&findings, job, options, job->inputs[i], err);
    if (status == VB_OK)
        status = vb_findings_finish(&findings, job, options, out, sum, err);
    vb_findings_release(&findings);
    return status;
}
