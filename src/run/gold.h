/* Gold answers of a study: what they truly are (agree/gold.h reads it from a file) and, as the workers meet them, how
 * they are coded and which groups they stand in. */
#ifndef VB_RUN_GOLD_H
#define VB_RUN_GOLD_H

#include "figures/prevalence.h"
#include "run/codes.h"

typedef struct {
    vb_str id;
    size_t row;         /* of gold's file */
    vb_coded_pair pair; /* the truth, by the numbers of the study's codebook where it has one; the rest is set when it
                           is met */
    uint64_t met;       /* records of the survey with this id */
} vb_gold_answer;

/* All zero is empty. */
typedef struct {
    vb_gold_kind kind;
    vb_str file; /* its name, with a NUL behind it */
    vb_gold_answer *answers;
    size_t n, cap;
    vb_map ids;           /* -> answer; not of gold from elsewhere */
    uint64_t n_met;       /* set by vb_gold_list_check(): answers that are in the survey, */
    uint64_t substantive; /* and of these the substantive ones as coded, which correct it */
    pthread_mutex_t lock;
    bool has_lock;
    vb_arena arena;
} vb_gold_list;

bool vb_gold_list_init(vb_gold_list *list); /* false when memory is out */
void vb_gold_list_release(vb_gold_list *list);

/* Room for one more, zeroed; NULL when memory is out. */
vb_gold_answer *vb_gold_list_add(vb_gold_list *list);

/* A record of the survey: if gold has its id, note how it is coded and its groups (with breakdowns as
 * vb_coded_pair has them).  Threads may call it at the same time.  False when memory is out. */
bool vb_gold_list_meet(vb_gold_list *list, vb_str id, const vb_coded_pair *found);

/* When all records are met: count, and tell of what the survey does not have.  VB_ERROR_INPUT: it has an id of gold
 * twice, or too few of them. */
vb_status vb_gold_list_check(vb_gold_list *list, const vb_job *job, vb_error *err);

/* Then: gold for the figures, which the list must outlive; by `to` where codes are a codebook's, else NULL.  False
 * when memory is out. */
bool vb_gold_list_settle(vb_gold_list *list, const size_t *to, vb_gold *gold);

#endif
