/* What a check has found: what `lexicon check`, `lexicon test` and `lexicon diff` hand to their outputs. */
#ifndef VB_CHECK_FINDING_H
#define VB_CHECK_FINDING_H

#include "base/arena.h"
#include "base/buffer.h"

/* All texts are the list's (in its arena) or static. */
typedef struct {
    const vb_check_rule *rule;
    vb_severity severity;
    const char *file;            /* NUL-terminated, as the user named it; NULL: of no file */
    size_t line, column;         /* from 1, the column in characters; 0: not known */
    size_t end_line, end_column; /* half open; 0: not known */
    vb_str message;              /* the fault */
    vb_str fix;                  /* what to do; empty: nothing */
    vb_str detail;               /* more, of several lines; empty: nothing */
    double harm;                 /* larger is worse, for the order where only the first few are shown */
} vb_check_finding;

typedef enum { VB_CASE_PASSED, VB_CASE_FAILED, VB_CASE_SKIPPED } vb_case_result;

/* One thing that was tested, for outputs that list those that passed too (junit). */
typedef struct {
    vb_str suite; /* "lexicons/stages.yaml" */
    vb_str name;  /* "Training is fine" */
    vb_case_result result;
    vb_str message; /* how it failed, or why it was skipped: a line */
    vb_str detail;  /* more of a failure; may have several lines */
    size_t line;    /* 0: not known */
} vb_check_case;

typedef struct {
    const char *command;        /* "lexicon check"; static */
    const vb_check_rule *rules; /* all that the command knows */
    size_t n_rules;
    vb_arena arena;
    vb_check_finding *items;
    size_t n, cap;
    vb_check_case *cases;
    size_t n_cases, cap_cases;
    bool failed; /* memory is out: sticky, nothing is added any more */
} vb_findings;   /* all zero but `command` and the rules: none found */

/* Where a finding is. */
typedef struct {
    const char *file;
    size_t line, column, end_line, end_column;
} vb_check_place;

/* Add a finding of the rule with this id (which must be there), with its severity.  Message and fix are copied.  The
 * result is the list's until the next one is added: its severity and harm may be changed.  NULL when memory is out.
 */
vb_check_finding *vb_findings_add(vb_findings *findings, const char *rule, vb_check_place place, vb_str fix,
                                  const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Give a finding (which may be NULL) its detail, a copy. */
void vb_findings_detail(vb_findings *findings, vb_check_finding *finding, vb_str detail);

/* Add a case; all texts are copied. */
void vb_findings_add_case(vb_findings *findings, vb_check_case one);

/* The rule with this id, or NULL. */
const vb_check_rule *vb_findings_rule(const vb_findings *findings, const char *id);

/* By file, line, column, rule. */
void vb_findings_sort(vb_findings *findings);
/* The numbers of the findings, worst first: by severity, harm, place; to be freed.  NULL when memory is out. */
size_t *vb_findings_worst_first(const vb_findings *findings);

size_t vb_findings_count(const vb_findings *findings, vb_severity severity);
const char *vb_severity_name(vb_severity severity); /* "note", "warning", "error" */

void vb_findings_release(vb_findings *findings);

/* Whether the options ask for a finding: its rule is not disabled, and it is bad enough. */
bool vb_findings_wants(const vb_check_options *options, const vb_check_finding *finding);

/* Leave out what the options do not ask for, sort, write in the job's format, append the summary, count into *sum. */
vb_status vb_findings_finish(vb_findings *findings, const vb_job *job, const vb_check_options *options, FILE *out,
                             vb_check_sum *sum, vb_error *err);

/* ---- Outputs ---- */

/* Add the findings to `out` as TEXT, JSON, MARKDOWN (a comment on a pull request), GITHUB (annotations, worst first,
 * the ten of a kind that are shown), SARIF (2.1.0) or JUNIT.  They must be sorted.  VB_ERROR_USAGE for any other
 * format. */
vb_status vb_findings_write(const vb_findings *findings, vb_format format, vb_buffer *out, vb_error *err);

/* Parts for outputs of one's own. */
void vb_findings_text(const vb_findings *findings, vb_buffer *out);
void vb_findings_json(const vb_findings *findings, vb_buffer *out); /* the array of findings alone */
void vb_findings_markdown(const vb_findings *findings,
                          vb_buffer *out); /* the table alone; nothing without findings */
void vb_findings_github(const vb_findings *findings, vb_buffer *out);
void vb_findings_sarif(const vb_findings *findings, vb_buffer *out);
void vb_findings_junit(const vb_findings *findings, vb_buffer *out);

/* Append to a file (a step summary, $GITHUB_STEP_SUMMARY). */
vb_status vb_findings_append(const char *path, const vb_buffer *markdown, vb_error *err);

#endif
