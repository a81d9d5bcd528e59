/* Probabilities of the usual distributions.  Tails are computed as such, never as 1 - cdf, so that a p-value of
 * 1e-100 has as many right digits as one of 0.5.  NaN in, or outside the domain: NaN out. */
#ifndef VB_STATS_DISTRIBUTIONS_H
#define VB_STATS_DISTRIBUTIONS_H

#include "verbatim.h"

double vb_normal_cdf(double z);       /* P(Z <= z) */
double vb_normal_quantile(double p);  /* the z with P(Z <= z) = p; Wichura 1988, algorithm AS 241 */
double vb_normal_two_sided(double z); /* P(|Z| >= |z|): the p-value of a standardised residual */

/* The critical value of a two-sided test or interval at confidence `level`: 1.96 for 0.95. */
double vb_normal_critical(double level);

/* Regularised upper incomplete gamma Q(a, x), a > 0, x >= 0: series below x = a + 1, continued fraction above
 * (Abramowitz & Stegun 6.5.29 and 6.5.31, the latter by Lentz's method). */
double vb_gamma_upper(double a, double x);

/* P(chi-squared with `df` degrees of freedom >= x).  `df` > 0 need not be whole (Satterthwaite). */
double vb_chi2_upper(double x, double df);

/* Regularised incomplete beta I_x(a, b), a, b > 0, 0 <= x <= 1, by continued fraction (Abramowitz & Stegun 26.5.8).
 */
double vb_beta_lower(double a, double b, double x);

/* The x with I_x(a, b) = p, 0 <= p <= 1; by halving, to 1e-16 of 1. */
double vb_beta_quantile(double a, double b, double p);

/* P(X = k) and P(X <= k) of the binomial with `n` tries of chance `p`: exact, no normal approximation. The first by
 * saddle point (Loader 2000, "Fast and accurate computation of binomial probabilities"). */
double vb_binomial_point(uint64_t k, uint64_t n, double p);
double vb_binomial_lower(uint64_t k, uint64_t n, double p);

/* P(X = k): k marked among `drawn` of `total` things, `marked` of them marked (Loader 2000). */
double vb_hypergeometric_point(uint64_t k, uint64_t total, uint64_t marked, uint64_t drawn);

#endif
