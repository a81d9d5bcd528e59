#include "stats/holm.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    double p;
    size_t place;
} ranked;

static int by_p(const void *a, const void *b)
{
    double x = ((const ranked *)a)->p, y = ((const ranked *)b)->p;
    return (x > y) - (x < y);
}

bool vb_holm(const double *p, size_t n, double *adjusted)
{
    ranked *tests = malloc((n + 1) * sizeof *tests);
    if (tests == NULL)
        return false;
    size_t made = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isnan(p[i]))
            tests[made++] = (ranked){p[i], i};
        adjusted[i] = p[i];
    }
    qsort(tests, made, sizeof *tests, by_p);
    double least = 0; /* adjusted values never fall as p rises */
    for (size_t i = 0; i < made; i++) {
        least = fmin(1, fmax(least, (double)(made - i) * tests[i].p));
        adjusted[tests[i].place] = least;
    }
    free(tests);
    return true;
}
