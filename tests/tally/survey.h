/* A small survey with every kind of answer in it, whose counts are worked out by hand beside it. */
#ifndef TESTS_TALLY_SURVEY_H
#define TESTS_TALLY_SURVEY_H

#include "base/str.h"
#include "tally/crosstab.h"

#define TEXT(text)                                                                                                   \
    {                                                                                                                \
        (text), sizeof(text) - 1                                                                                     \
    }

enum { BUY_IN, RESISTANCE, LEADERSHIP, TRAINING, KNOW_HOW, TIME, TECHNOLOGY, CATEGORIES };

static const size_t survey_headline[] = {TRAINING, BUY_IN};

static inline vb_lexicon survey_lexicon(void)
{
    static vb_category categories[CATEGORIES] = {
        [BUY_IN] = {.path = TEXT("buy-in"), .label = TEXT("Buy-In"), .parent = VB_NO_CATEGORY, .level = 1},
        [RESISTANCE] = {.path = TEXT("buy-in/resistance"), .label = TEXT("Resistance"), .parent = BUY_IN, .level = 2},
        [LEADERSHIP] = {.path = TEXT("buy-in/leadership"), .label = TEXT("Leadership"), .parent = BUY_IN, .level = 2},
        [TRAINING] = {.path = TEXT("training"),
                      .label = TEXT("Support and Training"),
                      .parent = VB_NO_CATEGORY,
                      .level = 1},
        [KNOW_HOW] = {.path = TEXT("training/know-how"), .name = TEXT("know-how"), .parent = TRAINING, .level = 2},
        [TIME] = {.path = TEXT("time"), .label = TEXT("Time"), .parent = VB_NO_CATEGORY, .level = 1},
        [TECHNOLOGY] = {.path = TEXT("technology"),
                        .label = TEXT("Technology"),
                        .parent = VB_NO_CATEGORY,
                        .level = 1},
    };
    return (vb_lexicon){.name = TEXT("challenges"),
                        .version = TEXT("1.0.0"),
                        .categories = categories,
                        .n_categories = CATEGORIES,
                        .headline = survey_headline,
                        .n_headline = 2};
}

/* What groups are made with. */
static inline vb_lexicon survey_jobs(void)
{
    static vb_category categories[] = {
        {.path = TEXT("school-leader"), .label = TEXT("School leaders"), .parent = VB_NO_CATEGORY, .level = 1},
        {.path = TEXT("teacher"), .label = TEXT("Teachers"), .parent = VB_NO_CATEGORY, .level = 1},
    };
    return (vb_lexicon){.name = TEXT("job-titles"), .categories = categories, .n_categories = 2};
}

typedef struct {
    const char *group;
    uint32_t rank;
    vb_reason reason;
    size_t primary;
    size_t codes[2];
    size_t n_codes, times;
} survey_answer;

#define NO_CODE(group, rank, reason, times)                                                                          \
    {                                                                                                                \
        group, rank, reason, VB_NO_CATEGORY, {0, 0}, 0, times                                                        \
    }

static const survey_answer survey_answers[] = {
    /* teachers: 60 rows, 60 - 1 empty - 1 unreadable = 58 answered, 58 - 3 = 55 substantive, 55 - 8 = 47 recognised
     */
    {"teacher", 2, VB_CODED, RESISTANCE, {RESISTANCE, 0}, 1, 20},
    {"teacher", 2, VB_CODED, BUY_IN, {BUY_IN, TIME}, 2, 10}, /* the parent itself is the primary */
    {"teacher", 2, VB_CODED, KNOW_HOW, {KNOW_HOW, 0}, 1, 12},
    {"teacher", 2, VB_CODED, TIME, {LEADERSHIP, TIME}, 2, 5},
    NO_CODE("teacher", 2, VB_REASON_NO_MATCH, 8),
    NO_CODE("teacher", 2, VB_REASON_NON_ANSWER, 3),
    NO_CODE("teacher", 2, VB_REASON_EMPTY, 1),
    NO_CODE("teacher", 2, VB_REASON_UNREADABLE, 1),
    /* school leaders: 40 rows, answered and substantive; 40 - 1 - 1 - 2 = 36 recognised */
    {"school-leader", 1, VB_CODED, LEADERSHIP, {RESISTANCE, LEADERSHIP}, 2, 16}, /* two codes, one parent */
    {"school-leader", 1, VB_CODED, TRAINING, {TRAINING, 0}, 1, 16},
    {"school-leader", 1, VB_CODED, TIME, {TIME, 0}, 1, 4},
    NO_CODE("school-leader", 1, VB_REASON_DENIED, 1),
    NO_CODE("school-leader", 1, VB_REASON_CANCELLED, 1),
    NO_CODE("school-leader", 1, VB_REASON_WEAK, 2),
    /* blank: 5 rows, all substantive, 2 recognised */
    {"", 0, VB_CODED, TECHNOLOGY, {TECHNOLOGY, 0}, 1, 2},
    NO_CODE("", 0, VB_REASON_NO_MATCH, 3),
};

enum { SURVEY_ANSWERS = sizeof survey_answers / sizeof survey_answers[0] };

static inline bool survey_add(vb_tally *tally, const survey_answer *a, size_t times)
{
    vb_str group = vb_str_of(a->group);
    vb_tally_answer answer = {a->reason, a->primary, a->codes, a->n_codes, false};
    for (size_t i = 0; i < times; i++)
        if (!vb_tally_add(tally, &group, &a->rank, &answer))
            return false;
    return true;
}

/* The whole survey, by one breakdown.  NULL when memory is out. */
static inline vb_tally *survey_tally(void)
{
    vb_tally *tally = vb_tally_new(1);
    for (size_t i = 0; tally != NULL && i < SURVEY_ANSWERS; i++)
        if (!survey_add(tally, &survey_answers[i], survey_answers[i].times)) {
            vb_tally_free(tally);
            return NULL;
        }
    return tally;
}

#endif
