#include "stats/distributions.h"

#include <float.h>
#include <math.h>

static const double half_log_2pi = 0.91893853320467274178; /* log(2 pi) / 2 */

double vb_normal_cdf(double z)
{
    return 0.5 * erfc(-z * M_SQRT1_2);
}

double vb_normal_two_sided(double z)
{
    return erfc(fabs(z) * M_SQRT1_2);
}

/* c[0] + c[1] x + ... + c[7] x^7 */
static double polynomial(const double c[8], double x)
{
    double sum = 0;
    for (int i = 7; i >= 0; i--)
        sum = sum * x + c[i];
    return sum;
}

/* AS 241's PPND16: relative accuracy about 1e-16; the coefficients are its tables a to f. */
double vb_normal_quantile(double p)
{
    static const double a[8] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static const double b[8] = {1,
                                4.2313330701600911252e+1,
                                6.8718700749205790830e+2,
                                5.3941960214247511077e+3,
                                2.1213794301586595867e+4,
                                3.9307895800092710610e+4,
                                2.8729085735721942674e+4,
                                5.2264952788528545610e+3};
    static const double c[8] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double d[8] = {1,
                                2.05319162663775882187e0,
                                1.67638483018380384940e0,
                                6.89767334985100004550e-1,
                                1.48103976427480074590e-1,
                                1.51986665636164571966e-2,
                                5.47593808499534494600e-4,
                                1.05075007164441684324e-9};
    static const double e[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double f[8] = {1,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};
    if (!(p > 0 && p < 1))
        return p == 0 ? -INFINITY : p == 1 ? INFINITY : NAN;
    double q = p - 0.5;
    if (fabs(q) <= 0.425) {
        double r = 0.180625 - q * q;
        return q * polynomial(a, r) / polynomial(b, r);
    }
    double r = sqrt(-log(q < 0 ? p : 1 - p));
    double z = r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6) : polynomial(e, r - 5) / polynomial(f, r - 5);
    return q < 0 ? -z : z;
}

double vb_normal_critical(double level)
{
    return -vb_normal_quantile((1 - level) / 2);
}

/* log(n!) less Stirling's approximation, n > 0 (Loader 2000); the series is Abramowitz & Stegun 6.1.41. */
static double stirling_error(double n)
{
    /* of 1 to 9, worked out with 60 digits: exact tests and their simulation ask for little else */
    static const double of_whole[] = {
        0,
        0.0810614667953272610700921,
        0.0413406959554092970354766,
        0.0276779256849983383570457,
        0.0207906721037650933647800,
        0.0166446911898211931390978,
        0.0138761288230707484359083,
        0.0118967099458917695276039,
        0.0104112652619720962021699,
        0.0092554621827127328548279,
    };
    if (n >= 1 && n < 10 && n == floor(n))
        return of_whole[(size_t)n];
    if (n < 10)
        return log(tgamma(n + 1)) - (n + 0.5) * log(n) + n - half_log_2pi;
    double s = 1 / (n * n);
    return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188 - s * 691 / 360360))))) /
           n;
}

/* x log(x/m) + m - x without cancellation where x is near m (Loader 2000). */
static double deviance(double x, double m)
{
    double difference = x - m, ratio = difference / (x + m);
    if (fabs(ratio) >= 0.1)
        return x * log(x / m) - difference;
    double sum = difference * ratio, term = 2 * x * ratio;
    for (int j = 1; j < 1000; j++) {
        term *= ratio * ratio;
        double next = sum + term / (2 * j + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

/* Gamma(n + 1) / (Gamma(x + 1) Gamma(n - x + 1)) p^x q^(n-x), q = 1 - p; the arguments need not be whole. */
static double binomial_density(double x, double n, double p, double q)
{
    if (p <= 0 || q <= 0)
        return x == (p <= 0 ? 0 : n) ? 1 : 0;
    if (x == 0 || x == n)
        return pow(x == 0 ? q : p, n);
    double correction = stirling_error(n) - stirling_error(x) - stirling_error(n - x);
    double away = deviance(x, n * p) + deviance(n - x, n * q);
    return exp(correction - away) * sqrt(n / (2 * M_PI * x * (n - x)));
}

/* x^a e^-x / Gamma(a).  For small a by powers: through logarithms the far tail would lose three digits. */
static double gamma_density(double a, double x)
{
    if (a > 100)
        return exp(-stirling_error(a) - deviance(a, x)) * sqrt(a / (2 * M_PI));
    double half = pow(x, a / 2) * exp(-x / 2);
    return half / tgamma(a) * half;
}

enum { CONTINUED = 100000 }; /* steps after which a fraction is taken as it is; the square root of n would do */

double vb_gamma_upper(double a, double x)
{
    if (!(a > 0 && x >= 0) || isinf(a))
        return NAN;
    if (x == 0 || isinf(x))
        return x == 0;
    double density = gamma_density(a, x);
    if (x < a + 1) {
        double term = 1 / a, sum = term;
        for (double n = a + 1; term > sum * DBL_EPSILON / 4; n++)
            sum += term *= x / n;
        return fmax(0, 1 - density * sum);
    }
    double b = x + 1 - a, c = 1 / DBL_MIN, d = 1 / b, fraction = d;
    for (int i = 1; i < CONTINUED; i++) {
        double numerator = -i * (i - a);
        b += 2;
        d = numerator * d + b;
        c = b + numerator / c;
        d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
        c = fabs(c) < DBL_MIN ? DBL_MIN : c;
        fraction *= c * d;
        if (fabs(c * d - 1) <= DBL_EPSILON)
            break;
    }
    return fmin(1, density * fraction);
}

double vb_chi2_upper(double x, double df)
{
    return vb_gamma_upper(df / 2, x / 2);
}

/* The continued fraction of I_x(a, b), for x below the mean. */
static double beta_fraction(double a, double b, double x)
{
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
    double fraction = d;
    for (int m = 1; m < CONTINUED; m++) {
        double step = 1;
        double numerators[2] = {m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                                -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))};
        for (int half = 0; half < 2; half++) {
            d = 1 + numerators[half] * d;
            c = 1 + numerators[half] / c;
            d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
            c = fabs(c) < DBL_MIN ? DBL_MIN : c;
            step *= c * d;
        }
        fraction *= step;
        if (fabs(step - 1) <= DBL_EPSILON)
            break;
    }
    return fraction;
}

/* I_x(a, b), y = 1 - x. */
static double beta_lower(double a, double b, double x, double y)
{
    /* x^a y^b / B(a, b) */
    double density = binomial_density(a, a + b, x, y) * a * b / (a + b);
    if (x <= (a + 1) / (a + b + 2))
        return fmin(1, density * beta_fraction(a, b, x) / a);
    return fmax(0, 1 - density * beta_fraction(b, a, y) / b);
}

double vb_beta_lower(double a, double b, double x)
{
    if (!(a > 0 && b > 0 && x >= 0 && x <= 1) || isinf(a) || isinf(b))
        return NAN;
    return x == 0 || x == 1 ? x : beta_lower(a, b, x, 1 - x);
}

double vb_beta_quantile(double a, double b, double p)
{
    if (!(a > 0 && b > 0 && p >= 0 && p <= 1) || isinf(a) || isinf(b))
        return NAN;
    double low = 0, high = 1;
    for (int halvings = 0; halvings < 60; halvings++) {
        double middle = (low + high) / 2;
        *(vb_beta_lower(a, b, middle) < p ? &low : &high) = middle;
    }
    return p == 0 ? 0 : high;
}

double vb_binomial_point(uint64_t k, uint64_t n, double p)
{
    if (!(p >= 0 && p <= 1))
        return NAN;
    return k > n ? 0 : binomial_density((double)k, (double)n, p, 1 - p);
}

double vb_binomial_lower(uint64_t k, uint64_t n, double p)
{
    if (!(p >= 0 && p <= 1))
        return NAN;
    if (k >= n || p == 0)
        return 1;
    return p == 1 ? 0 : beta_lower((double)(n - k), (double)k + 1, 1 - p, p);
}

double vb_hypergeometric_point(uint64_t k, uint64_t total, uint64_t marked, uint64_t drawn)
{
    if (marked > total || drawn > total)
        return NAN;
    if (k > marked || k > drawn || drawn - k > total - marked)
        return 0;
    if (drawn == 0 || drawn == total)
        return 1;
    double p = (double)drawn / (double)total, q = (double)(total - drawn) / (double)total;
    return binomial_density((double)k, (double)marked, p, q) *
           binomial_density((double)(drawn - k), (double)(total - marked), p, q) /
           binomial_density((double)drawn, (double)total, p, q);
}
