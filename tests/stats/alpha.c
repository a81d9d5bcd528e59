#include "stats/alpha.h"

#include "near.h"
#include "stats/set_distance.h"

#define NO VB_NO_VALUE

/* Krippendorff's four observers and twelve units (2011, "Computing Krippendorff's alpha-reliability", section D):
 * 0.743.  The twelfth unit has one value. */
static const uint32_t four_observers[] = {
    1, 1, NO, 1, 2, 2, 3, 2, 3, 3, 3, 3, 3,  3, 3, 3, 2,  2,  2, 2, 1,  2, 3,  4,
    4, 4, 4,  4, 1, 1, 2, 1, 2, 2, 2, 2, NO, 5, 5, 5, NO, NO, 1, 1, NO, 3, NO, NO,
};

Test(alpha, nominal)
{
    vb_alpha_data data = {four_observers, 12, 4, 6, NULL, NULL};
    vb_alpha got;
    cr_assert(vb_alpha_make(&data, &got));
    expect_near(got.alpha, 0.743421052631579, 1e-14); /* 1 - 39 * 8 / 1216: by his formula, with o.c as printed */
    cr_expect(got.units == 11 && got.left_out == 1 && got.values == 40);

    /* A bootstrap's counts are the same as the units written so often: units 0 and 5 twice, 1 never, 11 three times.
     */
    static const uint32_t times[] = {2, 0, 1, 1, 1, 2, 1, 1, 1, 1, 1, 3};
    uint32_t written[15 * 4];
    size_t n = 0;
    for (size_t u = 0; u < 12; u++)
        for (uint32_t t = 0; t < times[u]; t++, n++)
            for (size_t c = 0; c < 4 && n < 15; c++)
                written[n * 4 + c] = four_observers[u * 4 + c];
    cr_assert(n == 15);
    vb_alpha_data once = {written, 15, 4, 6, NULL, NULL};
    vb_alpha wanted;
    data.times = times;
    cr_assert(vb_alpha_make(&once, &wanted) && vb_alpha_make(&data, &got));
    expect_near(got.alpha, wanted.alpha, 1e-14);
    cr_expect(got.units == 12 && got.left_out == 3 && wanted.left_out == 3);
}

/* Sets as bits; the distances between them. */
static void set_distances(vb_distance kind, const unsigned *sets, size_t n, double *distances)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            size_t a[8], b[8], n_a = 0, n_b = 0;
            for (size_t bit = 0; bit < 8; bit++) {
                if (sets[i] >> bit & 1)
                    a[n_a++] = bit;
                if (sets[j] >> bit & 1)
                    b[n_b++] = bit;
            }
            distances[i * n + j] = vb_set_distance(kind, a, n_a, b, n_b);
        }
}

enum { B = 1, S = 2, I = 4 };

/* NLTK 3.8: AnnotationTask(data, distance=masi_distance).alpha() and so on, of the pairs b·b, bs·s, i·si, s·i, bi·si.
 */
Test(alpha, sets)
{
    static const unsigned sets[] = {B, B | S, S, I, S | I, B | I};
    static const uint32_t values[] = {0, 0, 1, 2, 3, 4, 2, 3, 5, 4};
    static const double wanted[] = {0.121951219512195, 0.234042553191489, 0.174123681960672};
    for (int kind = VB_DISTANCE_EXACT; kind <= VB_DISTANCE_MASI; kind++) {
        double distances[36];
        set_distances((vb_distance)kind, sets, 6, distances);
        vb_alpha got;
        cr_assert(vb_alpha_make(&(vb_alpha_data){values, 5, 2, 6, distances, NULL}, &got));
        expect_near(got.alpha, wanted[kind], 1e-13);
    }
}

/* Three coders, gaps, empty sets: NLTK 3.8 and the definition in Python agree (for NLTK, whose distances divide by 0
 * there, two empty sets were given distance 0, and an empty and another 1).  Units: AB A AB; A A A; - - C; BC BCD .;
 * D CD D; . A .; AC C AC; - - .; B B B. */
Test(alpha, sets_with_gaps)
{
    static const unsigned sets[] = {0, 1, 2, 3, 4, 5, 6, 8, 12, 14}; /* -, A, B, AB, C, AC, BC, D, CD, BCD */
    static const uint32_t values[] = {3, 1,  3, 1,  1, 1, 0, 0, 4, 6,  9, NO, 7, 8,
                                      7, NO, 1, NO, 5, 4, 5, 0, 0, NO, 2, 2,  2};
    static const double wanted[] = {0.504716981132076, 0.680393912264996, 0.620360542426996};
    for (int kind = VB_DISTANCE_EXACT; kind <= VB_DISTANCE_MASI; kind++) {
        double distances[100];
        set_distances((vb_distance)kind, sets, 10, distances);
        vb_alpha got;
        cr_assert(vb_alpha_make(&(vb_alpha_data){values, 9, 3, 10, distances, NULL}, &got));
        expect_near(got.alpha, wanted[kind], 1e-13);
        cr_expect(got.values == 22 && got.units == 8 && got.left_out == 1);
    }
}

Test(alpha, edges)
{
    vb_alpha got;
    static const uint32_t same[] = {1, 1, 1, 1}, alone[] = {1, NO, NO, 0};
    cr_assert(vb_alpha_make(&(vb_alpha_data){same, 2, 2, 2, NULL, NULL}, &got));
    expect_near(got.alpha, NAN, 0); /* nothing varies */
    cr_assert(vb_alpha_make(&(vb_alpha_data){alone, 2, 2, 2, NULL, NULL}, &got));
    expect_near(got.alpha, NAN, 0);
    cr_expect(got.units == 0 && got.left_out == 2);
    cr_assert(vb_alpha_make(&(vb_alpha_data){NULL, 0, 2, 0, NULL, NULL}, &got));
    expect_near(got.alpha, NAN, 0);
}
