/* How far codings agree: every figure of a set of answers, at one level of the codes. */
#ifndef VB_AGREE_MEASURES_H
#define VB_AGREE_MEASURES_H

#include "agree/codings.h"
#include "stats/bootstrap.h"
#include "stats/code_scores.h"
#include "stats/kappa.h"

/* Figures.  With more than two coders each but the alphas is the mean over the pairs of coders that have it. */
typedef enum {
    VB_MEASURE_ACCURACY, /* share of answers with the same code */
    VB_MEASURE_KAPPA,
    VB_MEASURE_ALPHA,
    VB_MEASURE_PI,
    VB_MEASURE_AC1,
    VB_MEASURE_SETS_EXACT, /* alpha over the sets of codes */
    VB_MEASURE_SETS_JACCARD,
    VB_MEASURE_SETS_MASI,
    VB_MEASURE_MACRO_PRECISION,
    VB_MEASURE_MACRO_RECALL,
    VB_MEASURE_MACRO_F1,
    VB_MEASURE_MICRO_PRECISION,
    VB_MEASURE_MICRO_RECALL,
    VB_MEASURE_MICRO_F1,
    VB_MEASURES
} vb_measure;

/* Figures of one code. */
typedef enum {
    VB_CODE_PRECISION,
    VB_CODE_RECALL,
    VB_CODE_F1,
    VB_CODE_KAPPA,
    VB_CODE_ALPHA,
    VB_CODE_MEASURES
} vb_code_measure;

/* Names as JSON and CSV have them: "accuracy", "alpha_sets_masi", "f1". */
const char *vb_measure_name(vb_measure measure);
const char *vb_code_measure_name(vb_code_measure measure);

/* Which answers. */
typedef enum { VB_PART_ALL, VB_PART_TEST, VB_PART_TUNE, VB_PART_GROUP } vb_part_kind;

typedef struct {
    vb_part_kind kind;
    size_t by; /* GROUP: the by-column, */
    vb_str group;
    bool only_test; /* GROUP: of it the answers marked `test` */
} vb_part;

/* Two coders. */
typedef struct {
    size_t a, b;
    uint64_t n; /* answers that both coded */
    vb_agreement agreement;
    double f1; /* macro */
} vb_coder_pair;

typedef struct {
    vb_part part;
    size_t level;      /* 0: all */
    uint64_t n;        /* answers that two coders or more coded */
    uint64_t left_out; /* of the part: fewer did */
    vb_str *codes;     /* at this level, of this part, in the order of their paths */
    size_t n_codes;
    uint64_t *matrix;       /* of two coders: (n_codes + 1)², the last for "none"; row the first coder; else NULL */
    vb_agreement agreement; /* of two coders, with kappa's standard error */
    vb_code_counts *counts; /* one a code; of more coders the sums over all pairs */
    vb_bootstrap_result *measures; /* VB_MEASURES; NaN: does not exist */
    vb_bootstrap_result *by_code;  /* n_codes × VB_CODE_MEASURES */
    vb_coder_pair *pairs;
    size_t n_pairs;
} vb_agree_view;

typedef struct {
    vb_agree_on on;
    vb_distance distance;
    size_t bootstrap;
    uint64_t seed;
} vb_measure_options;

/* Work out everything; what the view points to is the arena's.  VB_ERROR_INPUT: more different sets than there can
 * be of codes. */
vb_status vb_agree_view_make(const vb_codings *codings, vb_part part, size_t level, const vb_measure_options *options,
                             vb_arena *arena, vb_agree_view *view, vb_error *err);

/* True if the answer is of the part. */
bool vb_part_has(const vb_part *part, const vb_coded_answer *answer);

#endif
