/* Answers that are coded twice: as the survey is, and truly (gold). */
#ifndef VB_TALLY_PAIRS_H
#define VB_TALLY_PAIRS_H

#include "tally/tally.h"

typedef struct {
    vb_tally_answer coded, gold; /* of gold only whether it has codes, and which */
    const size_t *breakdowns;    /* that it stands in a group of, */
    const vb_str *groups;        /* the group's name in each; a breakdown may come twice where groups overlap */
    size_t n_groups;
} vb_coded_pair;

#endif
