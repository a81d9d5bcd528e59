/* Shares corrected for coding error by gold answers, and why there are none.  Methods: stats/prevalence.h. */
#ifndef VB_FIGURES_PREVALENCE_H
#define VB_FIGURES_PREVALENCE_H

#include "tally/pairs.h"

enum {
    VB_GOLD_FEWEST = 30 /* gold answers that a group must have, unless they are pooled */
};

/* Where gold comes from, and what is assumed of it. */
typedef enum {
    VB_GOLD_SAMPLE,    /* a random part of each group's answers: double sampling */
    VB_GOLD_POOLED,    /* likewise, but all groups share the gold answers of all: what is coded alike is taken to be
                          truly alike in every group */
    VB_GOLD_ELSEWHERE, /* other answers, on which coding is taken to err as on these: Rogan & Gladen */
} vb_gold_kind;

typedef struct {
    vb_gold_kind kind;
    const vb_coded_pair *pairs; /* ELSEWHERE: without groups */
    size_t n_pairs;
} vb_gold;

/* Why there is no corrected figure. */
typedef enum {
    VB_CORRECTED,               /* there is */
    VB_UNCORRECTED_EMPTY,       /* the group has no substantive answers */
    VB_UNCORRECTED_FEW,         /* fewer than VB_GOLD_FEWEST gold answers in the group */
    VB_UNCORRECTED_SUPPRESSED,  /* it could tell of suppressed counts, or of few answers */
    VB_UNCORRECTED_UNSEEN,      /* elsewhere: gold has no answer with the code, or none without */
    VB_UNCORRECTED_INFORMATION, /* elsewhere: sensitivity + specificity - 1 may be 0 */
    VB_UNCORRECTED_MISFIT,      /* elsewhere: coding cannot err here as it did there */
} vb_uncorrected;

/* Of one code in one column; NaN where `why` says so. */
typedef struct {
    vb_uncorrected why;
    double percent, low, high; /* of the substantive answers, 0 to 100, with the 95 % interval */
} vb_corrected;

typedef struct {
    vb_uncorrected why; /* EMPTY, FEW and SUPPRESSED: of all its codes */
    uint64_t gold;      /* substantive answers of the group with gold; 0 if suppressed; elsewhere all of gold */
    double unchecked;   /* percent of the answers whose code no gold answer was given: taken as coded; NaN */
} vb_corrected_column;

/* ELSEWHERE: how a code was given there, 0 to 1; NaN. */
typedef struct {
    double sensitivity, specificity;
} vb_corrected_row;

/* Those of a section: rows and columns are its own. */
typedef struct {
    vb_gold_kind kind;
    const vb_corrected *figures; /* rows × columns */
    const vb_corrected_column *columns;
    const vb_corrected_row *rows; /* ELSEWHERE, else NULL */
    uint64_t outside;             /* gold answers that are not among the substantive ones as coded */
} vb_correction;

#endif
