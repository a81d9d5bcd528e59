/* What an edited lexicon does to a corpus: the answers whose codes or primary change, and the counts of all. */
#ifndef VB_DIFF_CHANGES_H
#define VB_DIFF_CHANGES_H

#include "code/session.h"
#include "diff/codes.h"
#include "run/study.h"
#include "tally/tally.h"

/* A piece of evidence to be marked in the answer. */
typedef struct {
    size_t beg, end; /* bytes of the answer */
    vb_str path;     /* several with ", " between, where matches overlap */
    vb_state state;
} vb_mark;

/* One coding of a changed answer. */
typedef struct {
    vb_str primary;          /* path; empty: uncoded */
    vb_str codes;            /* paths with ; between */
    vb_str reason, evidence; /* as `code` writes them */
    const size_t *set;       /* its codes as numbers, rising, without repeats */
    size_t n_set;
    size_t primary_code;
    const vb_mark *marks; /* by position; what counts, is denied or cancelled */
    size_t n_marks;
    const vb_str *terms; /* of all evidence, whatever became of it */
    size_t n_terms;
} vb_coded;

typedef enum {
    VB_CAUSE_ONE,      /* this edit */
    VB_CAUSE_EACH,     /* each of these would do */
    VB_CAUSE_TOGETHER, /* these work together */
    VB_CAUSE_UNTRIED,  /* one or several of these: there were too many to try all */
} vb_cause_kind;

typedef struct {
    const char *file;
    size_t row;
    vb_str id, text;
    vb_coded before, after;
    vb_cause_kind cause;
    const size_t *edits; /* that cause it, rising */
    size_t n_edits;
} vb_change;

/* What happens to a code, with all below it. */
typedef struct {
    uint64_t before, after; /* answers that have it */
    uint64_t lost, gained;
} vb_code_change;

/* One answer with its gold codes, coded twice; sets are numbers of `vb_changes.sets`. */
typedef struct {
    uint32_t gold, before, after;
    uint32_t primary_before, primary_after; /* likewise, of the primary alone */
} vb_gold_unit;

/* A set of codes, rising. */
typedef struct {
    const size_t *codes;
    size_t n;
} vb_code_set;

typedef struct {
    vb_arena arena, *arenas; /* `arenas`: a thread's each, with what is kept of the items */
    size_t n_arenas;
    vb_codes codes;
    vb_change *items; /* in the corpus's order */
    size_t n, cap;
    uint64_t rows, answers;         /* answers: those that are neither empty nor unreadable */
    uint64_t unreadable, primaries; /* primaries: answers whose primary changes */
    vb_code_change *by_code;        /* one a code of the lexicons */
    vb_tally *before, *after;       /* by the study's groupings */
    /* with a column of gold */
    vb_gold_unit *units;
    size_t n_units, cap_units;
    vb_code_set *sets;
    size_t n_sets, cap_sets;
    vb_map set_numbers;
    bool gold_is_set;      /* some answer has several gold codes */
    size_t gold_level;     /* of the deepest gold code */
    uint64_t gold_unknown; /* gold codes that neither lexicon has */
    vb_str first_unknown;
} vb_changes;

/* Take `coding` (which the session has just made) down.  False when memory is out. */
bool vb_coded_keep(vb_session *session, const vb_coding *coding, const size_t *codes, vb_arena *arena,
                   vb_coded *coded);

/* The same codes and the same primary. */
bool vb_coded_equal(const vb_coded *a, const vb_coded *b);

/* Code all of the study's answers with its own lexicon (the new one) and with `old`, in one pass of job->threads
 * threads.  `gold` is the column of gold codes, or VB_NO_COLUMN.  Release `changes` in any case. */
vb_status vb_changes_find(vb_study *study, const vb_coder *old, size_t gold, vb_changes *changes, vb_error *err);
void vb_changes_release(vb_changes *changes);

#endif
