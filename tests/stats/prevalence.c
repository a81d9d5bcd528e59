#include "stats/prevalence.h"

#include "near.h"

static const double level = 0.95;

/* Of those coded 1, 24 of 30 are 1; of those coded 2, 7 of 70: 0.3 * 0.8 + 0.7 * 0.1 = 0.31.
 * Tenenbein's variance, p q (1 - K) / n + p q K / N with K the squared correlation of true and coded
 * (0.8 * 0.3 - 0.31 * 0.3)² / (0.31 * 0.69 * 0.3 * 0.7) = 0.481066, n = 100, N = 1000: standard error 0.034827, half
 * an interval 0.06826. */
Test(prevalence, double_sampling)
{
    static const uint64_t gold[] = {24, 6, 7, 63}, coded[] = {300, 700};
    vb_prevalence got[2];
    double unchecked = NAN;
    cr_assert(vb_prevalence_double(&(vb_double_sample){.k = 2, .gold = gold, .coded = coded}, level, got,
                                   &unchecked) == VB_PREVALENCE_OK);
    expect_near(got[0].estimate, 0.31, 1e-14);
    expect_near(got[1].estimate, 0.69, 1e-14);
    expect_near(got[0].coded, 0.3, 1e-14);
    expect_near(unchecked, 0, 0);
    expect_near((got[0].interval.high - got[0].interval.low) / 2, 0.06826, 0.05);
    expect_near((got[0].interval.high + got[0].interval.low) / 2, 0.31, 0.02);
    expect_near(got[0].interval.low, 1 - got[1].interval.high, 1e-9); /* two codes: mirror images */
}

/* A code that gold never saw is taken as coded, and that share is told. */
Test(prevalence, unchecked)
{
    static const uint64_t gold[] = {9, 1, 0, 2, 8, 0, 0, 0, 0}, coded[] = {50, 40, 10};
    vb_prevalence got[3];
    double unchecked;
    cr_assert(vb_prevalence_double(&(vb_double_sample){.k = 3, .gold = gold, .coded = coded}, level, got,
                                   &unchecked) == VB_PREVALENCE_OK);
    expect_near(got[0].estimate, 0.5 * 0.9 + 0.4 * 0.2, 1e-14);
    expect_near(got[1].estimate, 0.5 * 0.1 + 0.4 * 0.8, 1e-14);
    expect_near(got[2].estimate, 0.1, 1e-14);
    expect_near(unchecked, 0.1, 1e-14);
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        sum += got[i].estimate;
        cr_expect(got[i].interval.low <= got[i].estimate && got[i].estimate <= got[i].interval.high, "code %zu", i);
    }
    expect_near(sum, 1, 1e-14);
}

/* A code that nobody was given, and that no gold answer truly has, may still be somebody's: 90 gold answers without
 * it say only that it is rare.  Jeffreys' interval of 0 of 90 ends at 2.7 %; that of the two others are those of 300
 * and 150 of 450, widened by what 60 and 30 gold answers leave open.  The limits by the posterior of
 * docs/statistics.md, worked out with scipy.stats.beta.ppf. */
Test(prevalence, unseen)
{
    static const uint64_t gold[] = {60, 0, 0, 0, 30, 0, 0, 0, 0}, coded[] = {300, 150, 0};
    static const double wanted[3][3] = {{0.666666666666667, 0.618558675114525, 0.712949044162948},
                                        {0.333333333333333, 0.287050955837052, 0.381441324885475},
                                        {0, 0, 0.0267634633852936}};
    vb_prevalence got[3];
    cr_assert(vb_prevalence_double(&(vb_double_sample){.k = 3, .gold = gold, .coded = coded}, level, got, NULL) ==
              VB_PREVALENCE_OK);
    for (size_t i = 0; i < 3; i++) {
        expect_near(got[i].estimate, wanted[i][0], 1e-13);
        expect_near(got[i].interval.low, wanted[i][1], 1e-11);
        expect_near(got[i].interval.high, wanted[i][2], 1e-11);
    }
}

/* Codes 1 and 2 below code 0, which has no answers of its own; 3 beside it.  Their shares are 0.4 * 0.8 + 0.1 * 0.2 =
 * 0.34, 0.4 * 0.2 + 0.1 * 0.6 = 0.14 and 0.1 * 0.2 + 0.5 = 0.52; code 0's is 0.34 + 0.14 = 0.48. */
Test(prevalence, below)
{
    static const uint64_t gold[] = {0, 0, 0, 0, 0, 8, 2, 0, 0, 2, 6, 2, 0, 0, 0, 10}, coded[] = {0, 400, 100, 500};
    static const size_t above[] = {SIZE_MAX, 0, 0, SIZE_MAX};
    vb_prevalence got[4];
    vb_double_sample sample = {.k = 4, .gold = gold, .coded = coded, .above = above};
    cr_assert(vb_prevalence_double(&sample, level, got, NULL) == VB_PREVALENCE_OK);
    expect_near(got[0].estimate, 0.48, 1e-14);
    expect_near(got[1].estimate, 0.34, 1e-14);
    expect_near(got[2].estimate, 0.14, 1e-14);
    expect_near(got[3].estimate, 0.52, 1e-14);
    expect_near(got[0].coded, 0.5, 1e-14);
    expect_near(got[0].interval.low, 0.405381052724679, 1e-11); /* as in `unseen` */
    expect_near(got[0].interval.high, 0.564585371439592, 1e-11);
    expect_near(got[0].interval.low, 1 - got[3].interval.high, 1e-11); /* two in all: mirror images */
}

/* Gold of all groups, for a group of 100 with 30 coded 1: 0.3 * 0.8 + 0.7 * 0.1 = 0.31, as above.  The variance is
 * that of P(true | coded) from gold, 0.3² * 0.8 * 0.2 / 30 + 0.7² * 0.1 * 0.9 / 70 = 0.00111, and that of the group's
 * own shares, (0.8 - 0.1)² * 0.3 * 0.7 / 100 = 0.001029: half an interval 1.96 * 0.046249 = 0.09065. */
Test(prevalence, apart)
{
    static const uint64_t gold[] = {24, 6, 7, 63}, coded[] = {30, 70}, few[] = {3, 7};
    vb_prevalence got[2];
    vb_double_sample sample = {.k = 2, .gold = gold, .coded = coded, .apart = true};
    cr_assert(vb_prevalence_double(&sample, level, got, NULL) == VB_PREVALENCE_OK);
    expect_near(got[0].estimate, 0.31, 1e-14);
    expect_near((got[0].interval.high - got[0].interval.low) / 2, 0.09065, 0.05);
    sample.coded = few; /* fewer than gold: no contradiction */
    cr_assert(vb_prevalence_double(&sample, level, got, NULL) == VB_PREVALENCE_OK);
    expect_near(got[0].estimate, 0.31, 1e-14);
    sample.coded = (const uint64_t[]){0, 0};
    cr_expect(vb_prevalence_double(&sample, level, got, NULL) == VB_PREVALENCE_NO_GOLD);
}

/* All answers are gold: nothing is left to correct but by it. */
Test(prevalence, all_gold)
{
    static const uint64_t gold[] = {8, 2, 1, 9}, coded[] = {10, 10};
    vb_prevalence got[2];
    cr_assert(vb_prevalence_double(&(vb_double_sample){.k = 2, .gold = gold, .coded = coded}, level, got, NULL) ==
              VB_PREVALENCE_OK);
    expect_near(got[0].estimate, 0.45, 1e-14);
}

Test(prevalence, refused)
{
    vb_prevalence got[2];
    vb_double_sample none = {.k = 2, .gold = (const uint64_t[]){0, 0, 0, 0}, .coded = (const uint64_t[]){10, 10}};
    cr_expect(vb_prevalence_double(&none, level, got, NULL) == VB_PREVALENCE_NO_GOLD);
    vb_double_sample foreign = {.k = 2, .gold = (const uint64_t[]){8, 3, 0, 9}, .coded = (const uint64_t[]){10, 10}};
    cr_expect(vb_prevalence_double(&foreign, level, got, NULL) == VB_PREVALENCE_NO_GOLD);
}

/* The formulas of Rogan & Gladen and of Lang & Reiczigel 2014 (as in R's asht::prevSeSp), in Python. */
Test(prevalence, rogan_gladen)
{
    static const struct {
        vb_error_rates rates;
        vb_prevalence_status status;
        double estimate, low, high;
    } rows[] = {
        {{120, 450, 40, 50, 190, 200}, VB_PREVALENCE_OK, 0.288888888888889, 0.22050061021686, 0.374716252066756},
        {{430, 450, 45, 50, 170, 200}, VB_PREVALENCE_OK, 1, 0.976083143737005, 1},
        /* 1 % are coded, but 5 % would be by mistake alone */
        {{5, 450, 40, 50, 190, 200}, VB_PREVALENCE_MISFIT, 0, 0, 0},
        /* no better than a coin: 0.5 + 0.6 - 1 = 0.1, interval from below 0 */
        {{200, 450, 10, 20, 12, 20}, VB_PREVALENCE_NO_INFORMATION, 0, 0, 0},
        {{200, 450, 5, 20, 5, 20}, VB_PREVALENCE_NO_INFORMATION, 0, 0, 0},
        {{200, 450, 0, 0, 5, 20}, VB_PREVALENCE_NO_GOLD, 0, 0, 0},
        {{200, 450, 5, 20, 0, 0}, VB_PREVALENCE_NO_GOLD, 0, 0, 0},
        {{0, 0, 40, 50, 190, 200}, VB_PREVALENCE_NO_GOLD, 0, 0, 0},
        {{5, 4, 40, 50, 190, 200}, VB_PREVALENCE_NO_GOLD, 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_prevalence got = {0};
        cr_expect(vb_prevalence_rogan_gladen(&rows[i].rates, 0.95, &got) == rows[i].status, "row %zu", i);
        expect_near(got.estimate, rows[i].estimate, 1e-13);
        expect_near(got.interval.low, rows[i].low, 1e-12);
        expect_near(got.interval.high, rows[i].high, 1e-12);
    }
}
