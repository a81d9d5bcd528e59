/* Shares corrected for coding error. */
#ifndef VB_STATS_PREVALENCE_H
#define VB_STATS_PREVALENCE_H

#include "stats/proportions.h"

/* One group, each answer with one of `k` codes ("no code" is one). */
typedef struct {
    size_t k;
    const uint64_t *gold;  /* k × k, row by row: answers of the gold subsample, row as coded, column the true code */
    const uint64_t *coded; /* k: all answers of the survey as coded, those of the gold subsample included */
    const size_t *above;   /* k: the code whose share is to hold that of this one too, SIZE_MAX: none; NULL: of all */
    bool apart;            /* gold is of more than these answers (groups that share it): only P(true | coded) is
                              taken from it, and `coded` has none of it for sure */
} vb_double_sample;

typedef struct {
    double estimate;      /* corrected share, 0 to 1; those of one group add to 1, without `above` */
    double coded;         /* share as coded */
    vb_interval interval; /* of double sampling it holds the estimate */
} vb_prevalence;

typedef enum {
    VB_PREVALENCE_OK,
    VB_PREVALENCE_NO_MEMORY,
    VB_PREVALENCE_NO_GOLD,        /* no gold answers, or more of them than answers as coded; no answers */
    VB_PREVALENCE_NO_INFORMATION, /* sensitivity + specificity - 1 may be 0: its interval includes it */
    VB_PREVALENCE_MISFIT,         /* coding cannot err here as it did there: no share from 0 to 1 fits */
} vb_prevalence_status;

/* Double sampling (Tenenbein 1970, 1972): gold is a random subsample of the same survey.
 * p(k) = sum over j of P(true k | coded j) q(j), q from all answers.  A code j without a gold answer is taken as it
 * is coded; `*unchecked` (may be NULL) is the share of answers of which that was assumed.
 * The interval is Bayesian: q has a Dirichlet posterior, P(true k | coded j) for each k and each j that occurs a beta
 * one, independent of each other; the sum is taken as beta distributed, with its own mean and variance.  The prior of
 * P(true k | coded j) is one imagined answer in each j, half of it true as coded, half as all answers are (by the
 * mean of p as corrected and as coded), and one over all j, shared out by q, half of it k (Jeffreys).  What holds the
 * truth how often: docs/statistics.md. `results` has k places.  Anything but VB_PREVALENCE_OK: they are not filled
 * in. */
vb_prevalence_status vb_prevalence_double(const vb_double_sample *sample, double level, vb_prevalence *results,
                                          double *unchecked);

/* One code, with gold from elsewhere. */
typedef struct {
    uint64_t coded, n;           /* answers with the code as coded, of n */
    uint64_t found, positive;    /* gold elsewhere: of `positive` that truly have it, `found` are coded so */
    uint64_t rejected, negative; /* of `negative` that truly do not have it, `rejected` are coded without */
} vb_error_rates;

/* (apparent + specificity - 1) / (sensitivity + specificity - 1), cut to [0, 1] (Rogan & Gladen 1978); interval of
 * Lang & Reiczigel 2014, "Confidence limits for prevalence of disease adjusted for estimated sensitivity and
 * specificity".
 * It assumes that coding errs here as it did there.  Refused as VB_PREVALENCE_NO_INFORMATION where the interval of
 * sensitivity + specificity - 1 (vb_newcombe) reaches 0, as VB_PREVALENCE_MISFIT where the whole interval lies under
 * 0 (fewer are coded than mistakes alone would give) or over 1; as VB_PREVALENCE_NO_GOLD where a count is 0 or over
 * its base. */
vb_prevalence_status vb_prevalence_rogan_gladen(const vb_error_rates *rates, double level, vb_prevalence *result);

#endif
