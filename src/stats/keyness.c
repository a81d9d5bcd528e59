#include "stats/keyness.h"

#include <math.h>

double vb_log_likelihood(uint64_t a, uint64_t total_a, uint64_t b, uint64_t total_b)
{
    if (a + b == 0 || total_a == 0 || total_b == 0)
        return 0;
    double share = ((double)a + (double)b) / ((double)total_a + (double)total_b);
    double here = (double)total_a * share, there = (double)total_b * share;
    double sum = (a > 0 ? (double)a * log((double)a / here) : 0) + (b > 0 ? (double)b * log((double)b / there) : 0);
    double g2 = 2 * fmax(0, sum);
    return (double)a < here ? -g2 : g2;
}
