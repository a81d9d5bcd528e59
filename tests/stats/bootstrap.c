#include "stats/bootstrap.h"

#include "near.h"

static const double data[] = {3.1, 0.2, 7.7, 1.4, 2.2, 9.9, 0.6, 4.0, 1.1, 5.3, 2.9, 0.4};
enum { N = COUNT_OF(data) };

/* The mean; the mean plus one; their difference, which never varies; NaN unless unit 0 is drawn; NaN unless unit 0 is
 * drawn four times (about one resample in 60). */
static void means(const uint32_t *times, void *context, double *figures)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < N; i++) {
        sum += times[i] * data[i];
        n += times[i];
    }
    figures[0] = sum / n;
    figures[1] = sum / n + 1;
    figures[2] = figures[1] - figures[0];
    figures[3] = times[0] > 0 ? sum / n : NAN;
    figures[4] = times[0] > 3 ? sum / n : NAN;
    *(size_t *)context += 1;
}

/* The generator, the resamples and both intervals written again in Python with numpy and scipy.stats.norm:
 * numpy.quantile(replicates, p, method="weibull").  R's boot.ci with its own 20,000 resamples has 1.72 to 5.01
 * (percentile) and 1.88 to 5.29 (BCa). */
Test(bootstrap, intervals)
{
    size_t calls = 0;
    vb_bootstrap_result got[5];
    vb_bootstrap_options options = {.seed = 2024, .replicates = 999, .level = 0.95};
    cr_assert(vb_bootstrap_run(N, 5, means, &calls, &options, got));
    cr_expect(calls == 1000);
    expect_near(got[0].estimate, 38.8 / 12, 1e-14);
    expect_near(got[0].standard_error, 0.84117756716085, 1e-12);
    expect_near(got[0].interval.low, 1.7916666666667, 1e-12);
    expect_near(got[0].interval.high, 5.0166666666667, 1e-12);
    cr_expect(got[0].replicates == 999);
    expect_near(got[1].interval.low, 2.7916666666667, 1e-12);
    expect_near(got[2].interval.low, 1, 1e-14); /* paired: both figures saw the same resamples */
    expect_near(got[2].interval.high, 1, 1e-14);
    expect_near(got[2].standard_error, 0, 1e-14);
    /* (11/12)^12 = 0.352 of the resamples lack unit 0: 647 are expected to have it, standard deviation 15. */
    cr_expect(got[3].replicates > 570 && got[3].replicates < 724, "%zu", got[3].replicates);
    cr_expect(!isnan(got[3].interval.low));
    cr_expect(isnan(got[4].interval.low) && isnan(got[4].estimate));

    calls = 0;
    options.bca = true;
    cr_assert(vb_bootstrap_run(N, 5, means, &calls, &options, got));
    cr_expect(calls == 1000 + N);
    expect_near(got[0].interval.low, 1.9370165047153, 1e-10);
    expect_near(got[0].interval.high, 5.3568872019464, 1e-10);
}

/* R: quantile(c(1,2,4,8,16,32,64), p, type = 6) */
Test(bootstrap, quantiles)
{
    static const double sorted[] = {1, 2, 4, 8, 16, 32, 64};
    static const double rows[][2] = {{0.025, 1}, {0.1, 1}, {0.3, 2.8}, {0.5, 8}, {0.9, 64}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_near(vb_quantile(sorted, 7, rows[i][0]), rows[i][1], 1e-14);
}

Test(bootstrap, nothing_to_draw)
{
    size_t calls = 0;
    vb_bootstrap_result got[5];
    vb_bootstrap_options options = {.seed = 1, .replicates = 1, .level = 0.95};
    cr_assert(vb_bootstrap_run(N, 5, means, &calls, &options, got));
    expect_near(got[0].interval.low, NAN, 0); /* one replicate makes no interval */
    options.replicates = 0;
    cr_assert(vb_bootstrap_run(N, 5, means, &calls, &options, got));
    expect_near(got[0].estimate, 38.8 / 12, 1e-14);
    expect_near(got[0].interval.low, NAN, 0);
}
