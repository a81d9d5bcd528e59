#include "stats/kappa.h"

#include "stats/distributions.h"

#include <math.h>
#include <stdlib.h>

/* The confusion matrix as shares. */
typedef struct {
    const uint64_t *counts;
    size_t k;
    double n;
    const double *first, *second; /* each coder's shares of the codes */
    double observed;
} confusion;

static double share(const confusion *c, size_t i, size_t j)
{
    return (double)c->counts[i * c->k + j] / c->n;
}

static vb_coefficient coefficient(double observed, double expected)
{
    double value = expected < 1 ? (observed - expected) / (1 - expected) : NAN;
    return (vb_coefficient){value, expected, NAN, {NAN, NAN}};
}

static void set_error(vb_coefficient *c, double variance, double level)
{
    c->standard_error = sqrt(fmax(0, variance));
    double half = vb_normal_critical(level) * c->standard_error;
    c->interval = (vb_interval){c->value - half, c->value + half};
}

/* Equation 13 of Fleiss, Cohen & Everitt: the error where the true kappa is not 0. */
static vb_coefficient kappa(const confusion *c, double level)
{
    double expected = 0;
    for (size_t i = 0; i < c->k; i++)
        expected += c->first[i] * c->second[i];
    vb_coefficient result = coefficient(c->observed, expected);
    if (isnan(result.value))
        return result;
    double rest = 1 - result.value, sum = 0;
    for (size_t i = 0; i < c->k; i++)
        for (size_t j = 0; j < c->k; j++) {
            double term = i == j ? 1 - (c->first[i] + c->second[i]) * rest : (c->second[i] + c->first[j]) * rest;
            sum += share(c, i, j) * term * term;
        }
    double last = result.value - expected * rest;
    set_error(&result, (sum - last * last) / c->n / ((1 - expected) * (1 - expected)), level);
    return result;
}

static vb_coefficient scott_pi(const confusion *c)
{
    double expected = 0;
    for (size_t i = 0; i < c->k; i++)
        expected += (c->first[i] + c->second[i]) * (c->first[i] + c->second[i]) / 4;
    return coefficient(c->observed, expected);
}

static vb_coefficient ac1(const confusion *c, double level)
{
    double others = (double)c->k - 1, expected = 0;
    if (c->k < 2)
        return coefficient(c->observed, 1);
    for (size_t i = 0; i < c->k; i++) {
        double mean = (c->first[i] + c->second[i]) / 2;
        expected += mean * (1 - mean) / others;
    }
    vb_coefficient result = coefficient(c->observed, expected);
    double rest = 1 - result.value, sum = 0;
    for (size_t i = 0; i < c->k; i++)
        for (size_t j = 0; j < c->k; j++) {
            double mean = (c->first[i] + c->second[i] + c->first[j] + c->second[j]) / 4;
            double term = (i == j) - 2 * rest * (1 - mean) / others;
            sum += share(c, i, j) * term * term;
        }
    double last = c->observed - 2 * rest * expected;
    set_error(&result, (sum - last * last) / c->n / ((1 - expected) * (1 - expected)), level);
    return result;
}

bool vb_agreement_make(const uint64_t *counts, size_t k, double level, vb_agreement *agreement)
{
    *agreement = (vb_agreement){.observed = NAN, .alpha = NAN};
    double *shares = calloc(2 * k + 1, sizeof *shares);
    if (shares == NULL)
        return false;
    uint64_t same = 0;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            agreement->n += counts[i * k + j];
            same += i == j ? counts[i * k + j] : 0;
        }
    double n = (double)agreement->n;
    if (agreement->n == 0) {
        agreement->kappa = agreement->pi = agreement->ac1 = coefficient(NAN, NAN);
    } else {
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < k; j++) {
                shares[i] += (double)counts[i * k + j] / n;
                shares[k + j] += (double)counts[i * k + j] / n;
            }
        agreement->observed = (double)same / n;
        confusion c = {counts, k, n, shares, shares + k, agreement->observed};
        agreement->kappa = kappa(&c, level);
        agreement->pi = scott_pi(&c);
        agreement->ac1 = ac1(&c, level);
        /* Alpha draws its pairs without replacement: 2n values, not infinitely many. */
        agreement->alpha = 1 - (1 - agreement->pi.value) * (2 * n - 1) / (2 * n);
    }
    free(shares);
    return true;
}
