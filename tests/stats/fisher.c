#include "stats/fisher.h"

#include "near.h"

/* R: m <- matrix(t, 2, byrow = TRUE); fisher.test(m)$p.value, and with alternative = "less", "greater" */
Test(fisher, two_by_two)
{
    static const struct {
        uint64_t t[4];
        vb_fisher wanted;
    } rows[] = {
        {{3, 1, 1, 3}, {0.485714285714286, 0.985714285714286, 0.242857142857143}},
        {{12, 5, 3, 9}, {0.0253276870336762, 0.9978677328002665, 0.0196848943949078}},
        {{0, 10, 12, 3}, {1.07686095032979e-04, 8.74949522142954e-05, 1}},
        {{2, 20, 30, 4}, {2.49023789925319e-09, 2.49023789925319e-09, 0.999999999969642}},
        {{1, 499, 12, 2300}, {0.485738601999052, 0.298389608709908, 0.922011806814456}},
        {{150, 300, 90, 400}, {1.47354319465523e-07, 0.999999955294671, 1.02034773692860e-07}},
        {{0, 3, 0, 4}, {1, 1, 1}}, /* an empty column */
        {{10, 2, 3, 15}, {0.000536724119143436, 0.999984519018686, 0.000465180943362906}},
        {{4, 4, 4, 4}, {1, 0.690365190365191, 0.690365190365190}},
        {{700, 1200, 3000, 9000}, {4.95528252185070e-26, 1, 3.31648259291781e-26}},
        {{500, 0, 0, 500}, {7.39950799562829e-300, 1, 3.69975399781428e-300}},
        {{0, 0, 0, 0}, {1, 1, 1}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const uint64_t *t = rows[i].t;
        vb_fisher got = vb_fisher_2x2(t[0], t[1], t[2], t[3]);
        expect_near(got.two_sided, rows[i].wanted.two_sided, 2e-11);
        expect_near(got.less, rows[i].wanted.less, 2e-11);
        expect_near(got.greater, rows[i].wanted.greater, 2e-11);
    }
}

/* R's exact fisher.test(m)$p.value: the simulated p lies within four of its standard errors. */
Test(fisher, simulation)
{
    static const struct {
        uint64_t counts[12];
        size_t rows, columns;
        double p;
    } rows[] = {
        {{3, 1, 4, 1, 5, 9, 2, 6, 5}, 3, 3, 0.282360228768354},
        {{4, 1, 0, 2, 3, 6, 1, 0, 0, 2, 5, 3}, 3, 4, 0.00418951612911773},
        {{3, 0, 1, 0, 0, 0, 1, 0, 3}, 3, 3, 0.485714285714286}, /* [[3,1],[1,3]] with an empty row and column */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_fisher_simulation got, again;
        cr_assert(vb_fisher_simulate(rows[i].counts, rows[i].rows, rows[i].columns, 20, 20000, &got));
        cr_expect(fabs(got.p - rows[i].p) < 4 * got.standard_error, "table %zu: %g", i, got.p);
        expect_near(got.p, (1 + (double)got.hits) / 20001, 1e-15);
        expect_near(got.standard_error, sqrt(got.p * (1 - got.p) / 20001), 1e-15);
        cr_assert(vb_fisher_simulate(rows[i].counts, rows[i].rows, rows[i].columns, 20, 20000, &again));
        cr_expect(again.hits == got.hits, "the same seed gives the same");
        cr_assert(vb_fisher_simulate(rows[i].counts, rows[i].rows, rows[i].columns, 21, 20000, &again));
        cr_expect(again.hits != got.hits, "another seed gives another");
    }
    vb_fisher_simulation none;
    cr_assert(vb_fisher_simulate((const uint64_t[]){3, 0, 1, 0}, 2, 2, 1, 100, &none));
    expect_near(none.p, NAN, 0);
    cr_expect(none.replicates == 0);
}
