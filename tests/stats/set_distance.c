#include "stats/set_distance.h"

#include "near.h"

/* NLTK 3.8: jaccard_distance(a, b), masi_distance(a, b), where neither set is empty. */
Test(set_distance, kinds)
{
    static const struct {
        size_t a[4], n_a, b[4], n_b;
        double exact, jaccard, masi;
    } rows[] = {
        {{1, 2}, 2, {1, 2, 3, 4}, 4, 1, 0.5, 0.665},
        {{1, 2, 3, 4}, 4, {3, 4, 5}, 3, 1, 0.6, 0.868},
        {{1}, 1, {2}, 1, 1, 1, 1},
        {{1, 7}, 2, {1, 7}, 2, 0, 0, 0},
        {{0}, 0, {0}, 0, 0, 0, 0}, /* both say: no code */
        {{0}, 0, {3}, 1, 1, 1, 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (int turned = 0; turned < 2; turned++) {
            const size_t *a = turned ? rows[i].b : rows[i].a, *b = turned ? rows[i].a : rows[i].b;
            size_t n_a = turned ? rows[i].n_b : rows[i].n_a, n_b = turned ? rows[i].n_a : rows[i].n_b;
            expect_near(vb_set_distance(VB_DISTANCE_EXACT, a, n_a, b, n_b), rows[i].exact, 0);
            expect_near(vb_set_distance(VB_DISTANCE_JACCARD, a, n_a, b, n_b), rows[i].jaccard, 1e-15);
            expect_near(vb_set_distance(VB_DISTANCE_MASI, a, n_a, b, n_b), rows[i].masi, 1e-15);
        }
}
