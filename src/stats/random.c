#include "stats/random.h"

#include "stats/distributions.h"

#include <math.h>

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

void vb_random_seed(vb_random *random, uint64_t seed, uint64_t stream)
{
    uint64_t state = seed;
    if (stream > 0) {
        uint64_t scrambled = stream;
        state ^= splitmix(&scrambled); /* so that seed 1, stream 2 is not seed 2, stream 1 */
    }
    for (int i = 0; i < 4; i++)
        random->state[i] = splitmix(&state);
}

static uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

uint64_t vb_random_next(vb_random *random)
{
    uint64_t *s = random->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

__extension__ typedef unsigned __int128 wide;

uint64_t vb_random_below(vb_random *random, uint64_t n)
{
    wide product = (wide)vb_random_next(random) * n;
    if ((uint64_t)product < n)
        for (uint64_t least = -n % n; (uint64_t)product < least;) /* the part that would come once too often */
            product = (wide)vb_random_next(random) * n;
    return (uint64_t)(product >> 64);
}

double vb_random_unit(vb_random *random)
{
    return (double)(vb_random_next(random) >> 11) * 0x1p-53;
}

/* A distribution on [low, high] by its ratios: P(k + 1) / P(k) = (a - k) (b - k) / ((k + 1) (c + k + 1)). */
typedef struct {
    uint64_t low, high;
    double a, b, c;
    double odds; /* of a binomial, whose ratio is (a - k) odds / (k + 1); 0: hypergeometric */
} shape;

static double ratio(const shape *s, uint64_t k)
{
    double x = (double)k;
    return (s->a - x) * (s->odds > 0 ? s->odds : (s->b - x) / (s->c + x + 1)) / (x + 1);
}

/* Inversion outwards from `mode`, which has probability `p`, alternating sides. */
static uint64_t draw(vb_random *random, const shape *s, uint64_t mode, double p)
{
    double left = vb_random_unit(random) - p, p_below = p, p_above = p;
    uint64_t below = mode, above = mode;
    while (left >= 0 && (below > s->low || above < s->high)) {
        if (above < s->high) {
            p_above *= ratio(s, above++);
            if ((left -= p_above) < 0)
                return above;
        }
        if (below > s->low) {
            p_below /= ratio(s, --below);
            if ((left -= p_below) < 0)
                return below;
        }
        if (p_above + p_below < 1e-18) /* what is left is rounding */
            break;
    }
    return mode;
}

uint64_t vb_random_binomial(vb_random *random, uint64_t n, double p)
{
    if (n == 0 || !(p > 0))
        return 0;
    if (p >= 1)
        return n;
    shape s = {.high = n, .a = (double)n, .odds = p / (1 - p)};
    uint64_t mode = (uint64_t)(((double)n + 1) * p);
    mode = mode > n ? n : mode;
    return draw(random, &s, mode, vb_binomial_point(mode, n, p));
}

/* The probability of `mode`, which follows from the others, remembered in the place that their hash gives. */
static double mode_point(vb_random_modes *modes, uint64_t mode, uint64_t total, uint64_t marked, uint64_t drawn)
{
    if (modes == NULL)
        return vb_hypergeometric_point(mode, total, marked, drawn);
    uint64_t hash = ((total * 31 + marked) * 31 + drawn) * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(hash >> 32) % VB_RANDOM_MODES;
    if (modes->items[i].total != total || modes->items[i].marked != marked || modes->items[i].drawn != drawn) {
        modes->items[i].total = total;
        modes->items[i].marked = marked;
        modes->items[i].drawn = drawn;
        modes->items[i].p = vb_hypergeometric_point(mode, total, marked, drawn);
    }
    return modes->items[i].p;
}

uint64_t vb_random_hypergeometric(vb_random *random, uint64_t total, uint64_t marked, uint64_t drawn,
                                  vb_random_modes *modes)
{
    uint64_t unmarked = total - marked;
    shape s = {.low = drawn > unmarked ? drawn - unmarked : 0,
               .high = marked < drawn ? marked : drawn,
               .a = (double)marked,
               .b = (double)drawn,
               .c = (double)unmarked - (double)drawn};
    if (s.low == s.high)
        return s.low;
    uint64_t mode = (uint64_t)(((double)marked + 1) * ((double)drawn + 1) / ((double)total + 2));
    mode = mode < s.low ? s.low : mode > s.high ? s.high : mode;
    return draw(random, &s, mode, mode_point(modes, mode, total, marked, drawn));
}

void vb_random_multinomial(vb_random *random, uint64_t n, const double *weights, size_t k, uint64_t *counts)
{
    double left = 0;
    size_t last = 0; /* takes what is left: rounding must not leave draws over */
    for (size_t i = 0; i < k; i++) {
        left += weights[i];
        if (weights[i] > 0)
            last = i;
    }
    for (size_t i = 0; i < k; i++) {
        counts[i] = i == last ? n : i > last ? 0 : vb_random_binomial(random, n, weights[i] / left);
        n -= counts[i];
        left -= weights[i];
    }
}
