#include "stats/set_distance.h"

double vb_set_distance(vb_distance kind, const size_t *a, size_t n_a, const size_t *b, size_t n_b)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < n_a && j < n_b;) {
        shared += a[i] == b[j];
        size_t x = a[i], y = b[j];
        i += x <= y;
        j += y <= x;
    }
    size_t all = n_a + n_b - shared;
    if (all == shared)
        return 0;
    if (shared == 0 || kind == VB_DISTANCE_EXACT)
        return 1;
    double jaccard = (double)shared / (double)all;
    if (kind == VB_DISTANCE_JACCARD)
        return 1 - jaccard;
    return 1 - jaccard * (shared == n_a || shared == n_b ? VB_MASI_SUBSET : VB_MASI_OVERLAP);
}
