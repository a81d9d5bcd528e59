/* Whether correcting shares for coding error takes the bias away, and how often the 95 % intervals hold the truth:
 * simulate/prevalence SURVEYS SEED. */
#include "stats/prevalence.h"
#include "stats/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { K = 10 }; /* nine codes and "no challenge recognised" */

static const double truth[K] = {0.24, 0.17, 0.13, 0.11, 0.09, 0.07, 0.05, 0.03, 0.02, 0.09};

/* A coder that misses `missed` of each code (they come out as no code) and confuses `confused` of it with the next
 * two; of the answers without a code it codes `confused` as one of the first three.  `lost`: it never gives the code
 * of 2 %, but no code. */
static void set_coder(double missed, double confused, bool lost, double coder[K][K])
{
    for (size_t i = 0; i < K; i++)
        for (size_t j = 0; j < K; j++)
            coder[i][j] = 0;
    for (size_t i = 0; i + 1 < K; i++) {
        coder[i][i] = 1 - missed - confused;
        coder[i][(i + 1) % (K - 1)] += 0.7 * confused;
        coder[i][(i + 2) % (K - 1)] += 0.3 * confused;
        coder[i][K - 1] = missed;
    }
    coder[K - 1][K - 1] = 1 - confused;
    for (size_t j = 0; j < 3; j++)
        coder[K - 1][j] = confused / 3;
    for (size_t i = 0; lost && i < K; i++) {
        coder[i][K - 1] += coder[i][K - 2];
        coder[i][K - 2] = 0;
    }
}

typedef struct {
    double bias, coded_bias; /* greatest mean error of any code, in points */
    double held, least_held; /* share of intervals that hold the truth: mean, the worst code of 5 % and more */
    double rare_held;        /* the worst code under 5 % */
    double unchecked;
} outcome;

/* `shares` of `k` codes; coder[i * k + j] of what is truly i is coded j. */
static void run_double(size_t k, const double *shares, const double *coder, uint64_t n, uint64_t n_gold,
                       uint64_t surveys, uint64_t seed, outcome *out)
{
    double joint[K * K], sums[K] = {0}, coded_sums[K] = {0}, held[K] = {0};
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < k; i++)
            joint[j * k + i] = shares[i] * coder[i * k + j];
    *out = (outcome){.least_held = 1, .rare_held = 1};
    for (uint64_t s = 0; s < surveys; s++) {
        vb_random random;
        uint64_t gold[K * K], rest[K * K], coded[K] = {0};
        vb_prevalence results[K];
        double unchecked;
        vb_random_seed(&random, seed, s);
        vb_random_multinomial(&random, n_gold, joint, k * k, gold);
        vb_random_multinomial(&random, n - n_gold, joint, k * k, rest);
        for (size_t j = 0; j < k; j++)
            for (size_t i = 0; i < k; i++)
                coded[j] += gold[j * k + i] + rest[j * k + i];
        if (vb_prevalence_double(&(vb_double_sample){.k = k, .gold = gold, .coded = coded}, 0.95, results,
                                 &unchecked) != VB_PREVALENCE_OK)
            exit(2);
        out->unchecked += unchecked / (double)surveys;
        for (size_t i = 0; i < k; i++) {
            sums[i] += results[i].estimate;
            coded_sums[i] += results[i].coded;
            held[i] += results[i].interval.low <= shares[i] && shares[i] <= results[i].interval.high;
        }
    }
    for (size_t i = 0; i < k; i++) {
        double all = (double)surveys, share = held[i] / all;
        out->bias = fmax(out->bias, 100 * fabs(sums[i] / all - shares[i]));
        out->coded_bias = fmax(out->coded_bias, 100 * fabs(coded_sums[i] / all - shares[i]));
        out->held += share / (double)k;
        double *worst = shares[i] < 0.05 ? &out->rare_held : &out->least_held;
        *worst = fmin(*worst, share);
    }
}

static void double_sampling(uint64_t surveys, uint64_t seed)
{
    static const struct {
        double missed, confused;
        bool lost;
        uint64_t n, gold;
    } rows[] = {{0.05, 0.10, false, 450, 30},   {0.05, 0.10, false, 450, 60},   {0.05, 0.10, false, 450, 120},
                {0.05, 0.10, false, 450, 225},  {0.10, 0.25, false, 450, 60},   {0.10, 0.25, false, 450, 120},
                {0.10, 0.25, false, 450, 225},  {0.05, 0.10, false, 60, 30},    {0.05, 0.10, false, 60, 60},
                {0.05, 0.10, false, 5000, 120}, {0.05, 0.10, false, 5000, 450}, {0.05, 0.10, true, 450, 30},
                {0.05, 0.10, true, 450, 120},   {0.05, 0.10, true, 450, 225}};
    printf("double sampling, %llu surveys each\n", (unsigned long long)surveys);
    printf("%6s %6s %7s %9s %5s | %11s %11s | %6s %12s %11s | %9s\n", "n", "gold", "missed", "confused", "lost",
           "bias coded", "corrected", "held", "worst >= 5 %", "worst < 5 %", "unchecked");
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double coder[K][K];
        outcome out;
        set_coder(rows[r].missed, rows[r].confused, rows[r].lost, coder);
        run_double(K, truth, *coder, rows[r].n, rows[r].gold, surveys, seed + r, &out);
        printf("%6llu %6llu %7.2f %9.2f %5s | %7.2f pts %7.2f pts | %4.1f %% %10.1f %% %9.1f %% | %7.2f %%\n",
               (unsigned long long)rows[r].n, (unsigned long long)rows[r].gold, rows[r].missed, rows[r].confused,
               rows[r].lost ? "yes" : "", out.coded_bias, out.bias, 100 * out.held, 100 * out.least_held,
               100 * out.rare_held, 100 * out.unchecked);
        fflush(stdout);
    }
}

/* One code, had or not, as with --count mentions. */
static void one_code(uint64_t surveys, uint64_t seed)
{
    static const struct {
        double share, sensitivity, specificity;
        uint64_t n, gold;
    } rows[] = {{0.10, 0.80, 0.95, 450, 60},  {0.10, 0.50, 0.99, 450, 60}, {0.01, 0.80, 0.98, 450, 60},
                {0.01, 0.80, 0.98, 450, 120}, {0.01, 0, 1, 450, 60},       {0.01, 0, 1, 450, 120}};
    printf("\ndouble sampling of one code, %llu surveys each\n", (unsigned long long)surveys);
    printf("%6s %11s %11s %6s %6s | %11s %11s | %6s\n", "share", "sensitivity", "specificity", "n", "gold",
           "bias coded", "corrected", "held");
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double se = rows[r].sensitivity, sp = rows[r].specificity;
        double shares[] = {rows[r].share, 1 - rows[r].share}, coder[] = {se, 1 - se, 1 - sp, sp};
        outcome out;
        run_double(2, shares, coder, rows[r].n, rows[r].gold, surveys, seed + 50 + r, &out);
        printf("%6.2f %11.2f %11.2f %6llu %6llu | %7.2f pts %7.2f pts | %4.1f %%\n", rows[r].share, se, sp,
               (unsigned long long)rows[r].n, (unsigned long long)rows[r].gold, out.coded_bias, out.bias,
               100 * out.held);
    }
}

static void rogan_gladen(uint64_t surveys, uint64_t seed)
{
    static const struct {
        double share, sensitivity, specificity;
        uint64_t n, positive, negative;
    } rows[] = {{0.05, 0.85, 0.97, 450, 50, 200}, {0.2, 0.85, 0.95, 450, 50, 200}, {0.5, 0.8, 0.9, 450, 50, 200},
                {0.2, 0.7, 0.9, 450, 20, 60},     {0.2, 0.55, 0.6, 450, 30, 60},   {0.2, 0.5, 0.5, 450, 50, 200}};
    printf("\nRogan-Gladen, %llu surveys each\n", (unsigned long long)surveys);
    printf("%6s %11s %11s %5s %9s %9s | %11s %11s | %6s | %8s %7s\n", "share", "sensitivity", "specificity", "n",
           "positives", "negatives", "bias coded", "corrected", "held", "refused", "misfit");
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double se = rows[r].sensitivity, sp = rows[r].specificity, share = rows[r].share;
        double given = share * se + (1 - share) * (1 - sp), sum = 0, coded = 0;
        uint64_t held = 0, made = 0, refused = 0, misfit = 0;
        for (uint64_t s = 0; s < surveys; s++) {
            vb_random random;
            vb_prevalence result;
            vb_random_seed(&random, seed + 100 + r, s);
            vb_error_rates rates = {.n = rows[r].n, .positive = rows[r].positive, .negative = rows[r].negative};
            rates.coded = vb_random_binomial(&random, rates.n, given);
            rates.found = vb_random_binomial(&random, rates.positive, se);
            rates.rejected = vb_random_binomial(&random, rates.negative, sp);
            vb_prevalence_status status = vb_prevalence_rogan_gladen(&rates, 0.95, &result);
            refused += status == VB_PREVALENCE_NO_INFORMATION;
            misfit += status == VB_PREVALENCE_MISFIT;
            if (status != VB_PREVALENCE_OK)
                continue;
            made++;
            sum += result.estimate;
            coded += result.coded;
            held += result.interval.low <= share && share <= result.interval.high;
        }
        double all = (double)made;
        printf("%6.2f %11.2f %11.2f %5llu %9llu %9llu | %7.2f pts %7.2f pts | %4.1f %% | %6.1f %% %5.1f %%\n", share,
               se, sp, (unsigned long long)rows[r].n, (unsigned long long)rows[r].positive,
               (unsigned long long)rows[r].negative, 100 * (coded / all - share), 100 * (sum / all - share),
               100 * (double)held / all, 100 * (double)refused / (double)surveys,
               100 * (double)misfit / (double)surveys);
    }
}

int main(int argc, char **argv)
{
    uint64_t surveys = argc > 1 ? strtoull(argv[1], NULL, 10) : 10000,
             seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    printf("seed %llu\n", (unsigned long long)seed);
    double_sampling(surveys, seed);
    one_code(surveys, seed);
    rogan_gladen(surveys, seed);
    return 0;
}
