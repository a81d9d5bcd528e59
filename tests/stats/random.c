#include "stats/random.h"

#include "near.h"
#include "stats/distributions.h"

/* The first numbers that xoshiro256** gives from the state 1, 2, 3, 4, as in the tests of the Rust crate rand_xoshiro
 * (made with the authors' own program). */
Test(random, generator)
{
    static const uint64_t wanted[] = {11520,
                                      0,
                                      1509978240,
                                      1215971899390074240,
                                      1216172134540287360,
                                      607988272756665600,
                                      16172922978634559625U,
                                      8476171486693032832,
                                      10595114339597558777U,
                                      2904607092377533576};
    vb_random random = {{1, 2, 3, 4}};
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        cr_expect(vb_random_next(&random) == wanted[i], "number %zu", i);
}

/* splitmix64 from the seed 1234567: 6457827717110365317, 3203168211198807973, … (rosettacode.org, "Pseudo-random
 * numbers/Splitmix64"). */
Test(random, seeds)
{
    vb_random random;
    vb_random_seed(&random, 1234567, 0);
    cr_expect(random.state[0] == 6457827717110365317U);
    cr_expect(random.state[1] == 3203168211198807973U);
    cr_expect(random.state[2] == 9817491932198370423U);
    cr_expect(random.state[3] == 4593380528125082431U);
    /* From both algorithms written again in Python. */
    vb_random_seed(&random, 1, 2);
    cr_expect(vb_random_next(&random) == 6851237923183208601U);
    vb_random_seed(&random, 2, 1);
    cr_expect(vb_random_next(&random) == 9579208193359609190U);
    vb_random_seed(&random, 7, 0);
    cr_expect(vb_random_next(&random) == 12923355070828475994U);
}

/* Whole numbers fall evenly: 60,000 draws below 6, each face within five standard deviations (91.3) of 10,000. */
Test(random, below)
{
    vb_random random;
    vb_random_seed(&random, 5, 0);
    size_t faces[6] = {0};
    for (int i = 0; i < 60000; i++)
        faces[vb_random_below(&random, 6)]++;
    for (size_t i = 0; i < 6; i++)
        cr_expect(faces[i] > 9543 && faces[i] < 10457, "face %zu: %zu", i, faces[i]);
    /* Below 3 * 2^62 a plain product would give every third number twice as often: the lowest third, 1/3 of the
     * draws, would get 1/2 or 1/4. */
    size_t low = 0;
    for (int i = 0; i < 30000; i++)
        low += vb_random_below(&random, UINT64_C(3) << 62) % 3 == 0;
    cr_expect(low > 9592 && low < 10408, "%zu", low);
    for (int i = 0; i < 1000; i++) {
        double u = vb_random_unit(&random);
        cr_expect(u >= 0 && u < 1);
        cr_expect(vb_random_below(&random, 1) == 0);
    }
}

/* Pearson's statistic of `n` draws against the probabilities, places of under 5 expected put together; the p-value of
 * a right sampler is under 1e-4 once in 10,000 seeds, and the seeds are fixed. */
static double fit(const uint64_t *seen, const double *p, size_t places, double n)
{
    double statistic = 0, df = -1, rare = 0, rare_seen = 0;
    for (size_t i = 0; i < places; i++) {
        double expected = n * p[i];
        if (expected < 5) {
            rare += expected;
            rare_seen += (double)seen[i];
            continue;
        }
        statistic += ((double)seen[i] - expected) * ((double)seen[i] - expected) / expected;
        df++;
    }
    if (rare >= 5) {
        statistic += (rare_seen - rare) * (rare_seen - rare) / rare;
        df++;
    } else {
        cr_expect(rare_seen < 25, "%g draws where %g are expected", rare_seen, rare);
    }
    return df > 0 ? vb_chi2_upper(statistic, df) : 1;
}

enum { DRAWS = 20000, PLACES = 400 };

Test(random, binomial)
{
    static const struct {
        uint64_t n;
        double p;
    } rows[] = {{1, 0.3}, {10, 0.5}, {10, 0.02}, {300, 0.97}, {300, 0.5}, {399, 0.001}};
    for (size_t r = 0; r < COUNT_OF(rows); r++) {
        vb_random random;
        vb_random_seed(&random, 11, r);
        uint64_t seen[PLACES] = {0};
        double p[PLACES] = {0};
        for (int i = 0; i < DRAWS; i++)
            seen[vb_random_binomial(&random, rows[r].n, rows[r].p)]++;
        for (size_t k = 0; k <= rows[r].n; k++)
            p[k] = vb_binomial_point(k, rows[r].n, rows[r].p);
        cr_expect(fit(seen, p, rows[r].n + 1, DRAWS) > 1e-4, "n %zu, p %g", (size_t)rows[r].n, rows[r].p);
    }
    vb_random random;
    vb_random_seed(&random, 12, 0);
    cr_expect(vb_random_binomial(&random, 9, 0) == 0);
    cr_expect(vb_random_binomial(&random, 9, 1) == 9);
    cr_expect(vb_random_binomial(&random, 0, 0.5) == 0);
    double sum = 0; /* of a million: mean 250,000, standard deviation 433 each */
    for (int i = 0; i < 100; i++)
        sum += (double)vb_random_binomial(&random, 1000000, 0.25);
    cr_expect(fabs(sum / 100 - 250000) < 5 * 43.3, "%g", sum / 100);
}

Test(random, hypergeometric)
{
    static const struct {
        uint64_t total, marked, drawn;
    } rows[] = {{8, 4, 4},      {8, 7, 5},  {50, 3, 20}, {1000, 300, 399},
                {600, 590, 30}, {20, 0, 5}, {20, 20, 5}, {20, 5, 20}};
    for (size_t r = 0; r < COUNT_OF(rows); r++) {
        vb_random random;
        vb_random_seed(&random, 13, r);
        uint64_t seen[PLACES] = {0};
        double p[PLACES] = {0};
        for (int i = 0; i < DRAWS; i++) {
            uint64_t k = vb_random_hypergeometric(&random, rows[r].total, rows[r].marked, rows[r].drawn, NULL);
            cr_assert(k <= rows[r].drawn && k <= rows[r].marked && k < PLACES);
            seen[k]++;
        }
        for (size_t k = 0; k < PLACES; k++)
            p[k] = vb_hypergeometric_point(k, rows[r].total, rows[r].marked, rows[r].drawn);
        cr_expect(fit(seen, p, PLACES, DRAWS) > 1e-4, "row %zu", r);
    }
}

/* What has been worked out once changes nothing, whatever was drawn in between. */
Test(random, hypergeometric_modes)
{
    static vb_random_modes modes; /* zero */
    vb_random random, other;
    vb_random_seed(&random, 19, 0);
    other = random;
    for (uint64_t i = 0; i < DRAWS; i++) {
        uint64_t total = 1 + i * 7 % 3000, marked = i * 5 % (total + 1), drawn = i * 3 % (total + 1);
        uint64_t k = vb_random_hypergeometric(&random, total, marked, drawn, NULL);
        cr_assert_eq(vb_random_hypergeometric(&other, total, marked, drawn, &modes), k, "%d: %d of %d", (int)total,
                     (int)marked, (int)drawn);
    }
}

Test(random, multinomial)
{
    const double weights[] = {0, 3, 1, 0, 6, 0};
    uint64_t counts[6], sums[6] = {0};
    for (uint64_t i = 0; i < 1000; i++) {
        vb_random random;
        vb_random_seed(&random, 17, i);
        vb_random_multinomial(&random, 20, weights, 6, counts);
        uint64_t all = 0;
        for (size_t k = 0; k < 6; k++) {
            all += counts[k];
            sums[k] += counts[k];
        }
        cr_expect(all == 20);
    }
    cr_expect(sums[0] == 0 && sums[3] == 0 && sums[5] == 0);
    const double p[] = {0.3, 0.1, 0.6};
    const uint64_t seen[] = {sums[1], sums[2], sums[4]};
    cr_expect(fit(seen, p, 3, 20000) > 1e-4);
}
