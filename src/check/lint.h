/* The parts of `lexicon check`, a file each.  Private to the folder.  All of them add to lint->findings, which fail
 * when memory is out. */
#ifndef VB_CHECK_LINT_H
#define VB_CHECK_LINT_H

#include "check/finding.h"
#include "code/session.h"
#include "lexicon/lexicon.h"
#include "lexicon/source.h"
#include "lexicon/yaml.h"
#include "run/show_term.h"

/* One lexicon while it is looked at.  Only what its own file says is reported on, not what it includes. */
typedef struct {
    vb_findings *findings;
    const vb_job *job;
    const vb_check_options *options;
    const char *file;
    vb_str yaml;         /* its bytes */
    const size_t *lines; /* where each begins, and where one behind the last would */
    size_t n_lines;
    const vb_yaml *root;       /* NULL: no YAML */
    const vb_lexicon *lexicon; /* what could be read of it; NULL: nothing */
    vb_session *session;       /* NULL: it does not compile */
    vb_key_maker *keys;        /* NULL likewise */
    vb_arena arena;            /* for as long as it is looked at */
} vb_lint;

/* The bytes of a line (from 1) without its end; empty if there is none. */
vb_str vb_lint_line(const vb_lint *lint, size_t line);

/* Where a term, a category is. */
vb_check_place vb_lint_term_place(const vb_lint *lint, const vb_term *term);
vb_check_place vb_lint_category_place(const vb_lint *lint, const vb_category *category);

/* "`push back` (buy-in, line 12)"; lives as long as the lint.  Empty when memory is out. */
const char *vb_lint_name_term(vb_lint *lint, const vb_term *term);

/* yaml.c: yaml-boolean, yaml-comment */
void vb_lint_yaml(vb_lint *lint);
/* Whether a bare text is one that YAML 1.1 takes for a truth value or nothing; whether one is meant below a key. */
bool vb_lint_is_trap(vb_str text);
bool vb_lint_means_truth(vb_str key);
/* layout.c: key-order, layout */
void vb_lint_layout(vb_lint *lint);
/* duplicates.c: duplicate-term, term-in-two-categories */
void vb_lint_duplicates(vb_lint *lint);
/* shadows.c: shadowed-by-ignore, shadowed-by-longer, cannot-count, cannot-match */
void vb_lint_shadows(vb_lint *lint);
/* stems.c: stem-collision; with the words of a corpus too, unless `words` is NULL */
void vb_lint_stems(vb_lint *lint, const vb_families *words);
/* wildcards.c: wildcard-reach */
void vb_lint_wildcards(vb_lint *lint, const vb_families *words);
/* corpus.c: dead-term, idle-term, low-agreement.  `job` is the lint's with the corpus as its input. */
vb_status vb_lint_corpus(vb_lint *lint, const vb_job *job, vb_error *err);
/* tree.c: missing-label, missing-definition, missing-advice, untested-category */
void vb_lint_tree(vb_lint *lint);

/* sample.c: texts that a pattern should match, the plainest first, at most VB_SAMPLE_MOST; n 0 where none can be made
 * up. They live in the arena.  False when memory is out. */
enum { VB_SAMPLE_MOST = 16 };
typedef struct {
    vb_str items[VB_SAMPLE_MOST];
    size_t n;
} vb_samples;
bool vb_sample_pattern(const vb_pattern *pattern, vb_arena *arena, vb_samples *samples);

#endif
