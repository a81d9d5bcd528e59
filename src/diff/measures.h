/* How good the coding is against gold, before and after. */
#ifndef VB_DIFF_MEASURES_H
#define VB_DIFF_MEASURES_H

#include "diff/changes.h"
#include "stats/bootstrap.h"
#include "stats/code_scores.h"

/* A figure with paired bootstrap intervals: before and after share every resample.  NaN: it does not exist. */
typedef struct {
    vb_bootstrap_result before, after, change;
} vb_figure_change;

typedef struct {
    size_t code; /* of vb_codes */
    vb_code_counts before, after;
    vb_figure_change precision, recall, f1;
} vb_code_figures;

struct vb_measures {
    uint64_t n;   /* answers with gold: all that have words; an empty cell of gold says "no code" */
    bool of_sets; /* some answer has several gold codes: sets of codes are compared; else the primary alone */
    size_t level; /* codings are cut to the level of the deepest gold code */
    vb_figure_change kappa;       /* Cohen's; of sets: the mean of those of the codes, each with those below it */
    vb_figure_change alpha;       /* Krippendorff's, nominal; of sets: with MASI distance */
    vb_figure_change accuracy;    /* share of answers coded just as gold has it */
    uint64_t mended, broken;      /* answers that only the new, only the old coding has right */
    double p;                     /* exact McNemar test of the two; NaN: both are 0 */
    const vb_code_figures *codes; /* that gold or a coding has, a parent with all below it */
    size_t n_codes;
    uint64_t unknown;     /* gold codes that no lexicon has, */
    vb_str first_unknown; /* such as this one */
};
typedef struct vb_measures vb_measures;

/* All memory is `arena`'s.  NULL when memory is out. */
const vb_measures *vb_measures_make(const vb_changes *changes, uint64_t seed, vb_arena *arena);

#endif
