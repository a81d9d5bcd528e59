#include "stats/sample_size.h"

#include "stats/distributions.h"

#include <math.h>

static bool is_share(double x)
{
    return x > 0 && x < 1;
}

uint64_t vb_units_for_alpha(double least_alpha, double p, double share)
{
    if (!is_share(least_alpha) || !is_share(p) || !is_share(share))
        return 0;
    double z = vb_normal_quantile(1 - p), a = least_alpha;
    double units = 2 * z * z * ((1 + a) * (3 - a) / (4 * (1 - a) * share * (1 - share)) - a);
    return (uint64_t)llround(units);
}

uint64_t vb_units_for_width(double share, double width, double level)
{
    if (!(share >= 0 && share <= 1) || !is_share(width) || !is_share(level))
        return 0;
    /* Wilson's width w has w (n + z²) = z sqrt(4 n p q + z²); squared and divided by w² that is a quadratic in n. */
    double z = vb_normal_critical(level), z2 = z * z, w2 = width * width;
    double b = z2 - 2 * z2 * share * (1 - share) / w2, c = z2 * z2 - z2 * z2 / w2;
    return (uint64_t)ceil(-b + sqrt(b * b - c));
}

double vb_detectable_within(uint64_t n, double discordant, double alpha, double power)
{
    if (n == 0 || !(discordant > 0 && discordant <= 1) || !is_share(alpha) || !is_share(power))
        return NAN;
    /* sqrt(n) d = z_alpha sqrt(s) + z_power sqrt(s - d²), the greater root in d */
    double za = vb_normal_critical(1 - alpha), zb = vb_normal_quantile(power), all = (double)n;
    double under = all + zb * zb - za * za;
    if (under < 0)
        return NAN;
    double d = sqrt(discordant) * (sqrt(all) * za + zb * sqrt(under)) / (all + zb * zb);
    return d <= discordant ? d : NAN;
}

double vb_detectable_between(uint64_t n1, uint64_t n2, double share, double alpha, double power)
{
    if (n1 == 0 || n2 == 0 || !(share >= 0 && share < 1) || !is_share(alpha) || !is_share(power))
        return NAN;
    double za = vb_normal_critical(1 - alpha), zb = vb_normal_quantile(power);
    double one = (double)n1, two = (double)n2, low = share, high = 1;
    for (int i = 0; i < 200 && low < high; i++) {
        double p = i == 0 ? 1 : low + (high - low) / 2, mean = (one * share + two * p) / (one + two);
        double needed = za * sqrt(mean * (1 - mean) * (1 / one + 1 / two)) +
                        zb * sqrt(share * (1 - share) / one + p * (1 - p) / two);
        if (p - share >= needed)
            high = p;
        else if (i == 0)
            return NAN;
        else if (p == low)
            break;
        else
            low = p;
    }
    return high - share;
}
