#include "sample/draw.h"

#include <stdlib.h>

void vb_shuffle(vb_random *random, size_t *items, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = (size_t)vb_random_below(random, i), swap = items[i - 1];
        items[i - 1] = items[k];
        items[k] = swap;
    }
}

/* How many of each stratum: shares[i] of sizes[i].  All are in memory, so the products fit. */
static void allot(const size_t *sizes, size_t n_strata, size_t n, size_t wanted, size_t *shares)
{
    size_t given = 0;
    for (size_t s = 0; s < n_strata; s++) {
        shares[s] = sizes[s] * wanted / n;
        given += shares[s];
    }
    while (given < wanted) { /* the largest remainder next; a share never exceeds its stratum */
        size_t best = n_strata, most = 0;
        for (size_t s = 0; s < n_strata; s++) {
            size_t whole = sizes[s] * wanted / n;
            size_t rest = sizes[s] * wanted % n;
            if (shares[s] == whole && shares[s] < sizes[s] && (best == n_strata || rest > most)) {
                best = s;
                most = rest;
            }
        }
        shares[best]++;
        given++;
    }
}

static int rising(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

size_t vb_draw(vb_random *random, const size_t *strata, size_t n, size_t n_strata, size_t wanted, size_t *drawn)
{
    if (wanted > n)
        wanted = n;
    size_t *sizes = calloc(2 * n_strata + 1, sizeof *sizes), *shares = sizes + n_strata;
    size_t *order = calloc(n + 1, sizeof *order), kept = 0;
    if (sizes != NULL && order != NULL && n > 0) {
        for (size_t i = 0; i < n; i++) {
            sizes[strata[i]]++;
            order[i] = i;
        }
        allot(sizes, n_strata, n, wanted, shares);
        vb_shuffle(random, order, n);
        for (size_t i = 0; i < n; i++) {
            size_t s = strata[order[i]];
            if (shares[s] == 0)
                continue;
            shares[s]--;
            drawn[kept++] = order[i];
        }
        qsort(drawn, kept, sizeof *drawn, rising);
    }
    bool failed = sizes == NULL || order == NULL;
    free(sizes);
    free(order);
    return failed ? SIZE_MAX : kept;
}
