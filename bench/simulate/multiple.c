/* How often the test for multiple responses rejects where the groups do not differ: simulate/multiple TABLES SEED.
 *
 * Nine codes with shares as in a survey, 28 % down to 2 %.  An answer has a code when its leaning towards the code is
 * low enough; leanings share a part (`common`), so that codes come together or, with alternating signs, apart.  All
 * groups draw from the same 512 sets of codes. */
#include "stats/multiple.h"
#include "stats/distributions.h"
#include "stats/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CODES = 9, SETS = 1 << CODES, MOST_GROUPS = 6, STEPS = 201 };

static const double shares[CODES] = {0.28, 0.20, 0.15, 0.12, 0.10, 0.08, 0.06, 0.04, 0.02};

/* Probability of every set: independent given the common part, which is summed over. */
static void set_probabilities(double common, bool apart, double *p)
{
    for (size_t s = 0; s < SETS; s++)
        p[s] = 0;
    for (int step = 0; step < STEPS; step++) {
        double z = -6 + 12.0 * step / (STEPS - 1), density = exp(-z * z / 2), has[CODES];
        for (size_t c = 0; c < CODES; c++) {
            double pull = (apart && c % 2 ? -1 : 1) * sqrt(common);
            has[c] = vb_normal_cdf((vb_normal_quantile(shares[c]) - pull * z) / sqrt(1 - common));
        }
        for (size_t s = 0; s < SETS; s++) {
            double q = density;
            for (size_t c = 0; c < CODES; c++)
                q *= s >> c & 1 ? has[c] : 1 - has[c];
            p[s] += q;
        }
    }
}

typedef struct {
    size_t n_groups;
    uint64_t sizes[MOST_GROUPS];
} design;

static void draw(vb_random *random, const design *d, const double *p, vb_multiple *data, unsigned char *sets,
                 uint64_t *counts)
{
    uint64_t group[SETS];
    for (size_t g = 0; g < d->n_groups; g++) {
        vb_random_multinomial(random, d->sizes[g], p, SETS, group);
        for (size_t s = 0; s < SETS; s++)
            counts[s * d->n_groups + g] = group[s];
    }
    for (size_t s = 0; s < SETS; s++)
        for (size_t c = 0; c < CODES; c++)
            sets[s * CODES + c] = s >> c & 1;
    *data = (vb_multiple){sets, counts, SETS, CODES, d->n_groups};
}

int main(int argc, char **argv)
{
    static const design designs[] = {
        {2, {40, 20}},
        {3, {60, 40, 20}},
        {3, {200, 150, 100}},
        {6, {30, 30, 20, 20, 10, 10}},
        {6, {150, 100, 80, 60, 40, 20}},
        {5, {800, 500, 400, 200, 100}},
    };
    static const struct {
        const char *name;
        double common;
        bool apart;
    } ties[] = {{"independent", 0, false},
                {"apart, 0.2", 0.2, true},
                {"together, 0.3", 0.3, false},
                {"together, 0.6", 0.6, false}};
    static unsigned char sets[SETS * CODES];
    static uint64_t counts[SETS * MOST_GROUPS];
    uint64_t tables = argc > 1 ? strtoull(argv[1], NULL, 10) : 10000,
             seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    printf("rejections at 5 %%, %llu tables each, seed %llu\n", (unsigned long long)tables, (unsigned long long)seed);
    printf("%-30s %-14s %12s %12s\n", "groups", "codes", "second order", "uncorrected");
    for (size_t d = 0; d < sizeof designs / sizeof *designs; d++)
        for (size_t t = 0; t < sizeof ties / sizeof *ties; t++) {
            double p[SETS];
            uint64_t rejected = 0, uncorrected = 0;
            set_probabilities(ties[t].common, ties[t].apart, p);
            for (uint64_t i = 0; i < tables; i++) {
                vb_random random;
                vb_multiple data;
                vb_multiple_test test;
                vb_random_seed(&random, seed, i);
                draw(&random, &designs[d], p, &data, sets, counts);
                if (!vb_multiple_run(&data, NULL, &test))
                    return 2;
                rejected += test.p < 0.05;
                double df = (double)(test.codes * (test.groups - 1));
                uncorrected += vb_chi2_upper(test.statistic, df) < 0.05;
            }
            char groups[80] = "";
            for (size_t g = 0, n = 0; g < designs[d].n_groups; g++)
                n += (size_t)snprintf(groups + n, sizeof groups - n, "%s%llu", g > 0 ? " " : "",
                                      (unsigned long long)designs[d].sizes[g]);
            printf("%-30s %-14s %10.2f %% %10.2f %%\n", groups, ties[t].name, 100 * (double)rejected / (double)tables,
                   100 * (double)uncorrected / (double)tables);
            fflush(stdout);
        }
    return 0;
}
