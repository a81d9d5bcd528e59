#include "sample/draw.h"

#include <criterion/criterion.h>

/* Largest remainders, by hand: of 10 from 7, 2 and 1 five are 3.5, 1 and 0.5: the first of the two halves gets the
 * one that is left. */
Test(draw, strata)
{
    static const size_t strata[] = {0, 0, 1, 0, 0, 2, 0, 1, 0, 0};
    for (uint64_t seed = 0; seed < 50; seed++) {
        vb_random random;
        size_t drawn[10], of[3] = {0};
        vb_random_seed(&random, seed, 0);
        cr_assert(vb_draw(&random, strata, 10, 3, 5, drawn) == 5);
        for (size_t i = 0; i < 5; i++) {
            of[strata[drawn[i]]]++;
            cr_expect(i == 0 || drawn[i - 1] < drawn[i], "they rise, so each is drawn once");
        }
        cr_expect(of[0] == 4 && of[1] == 1 && of[2] == 0);
    }
}

Test(draw, all_and_none)
{
    static const size_t strata[] = {0, 1, 0};
    vb_random random;
    size_t drawn[3];
    vb_random_seed(&random, 1, 0);
    cr_expect(vb_draw(&random, strata, 3, 2, 9, drawn) == 3);
    cr_expect(drawn[0] == 0 && drawn[1] == 1 && drawn[2] == 2);
    cr_expect(vb_draw(&random, strata, 0, 2, 9, drawn) == 0);
}

/* 4,000 draws of 2 of 5: each is expected 1,600 times, standard deviation sqrt(4000 * 0.4 * 0.6) = 31; 5 of them. */
Test(draw, evenly)
{
    static const size_t strata[5] = {0};
    size_t times[5] = {0}, drawn[2];
    vb_random random;
    vb_random_seed(&random, 3, 0);
    for (int i = 0; i < 4000; i++) {
        cr_assert(vb_draw(&random, strata, 5, 1, 2, drawn) == 2);
        times[drawn[0]]++;
        times[drawn[1]]++;
    }
    for (size_t i = 0; i < 5; i++)
        cr_expect(times[i] > 1600 - 155 && times[i] < 1600 + 155, "%zu", times[i]);
}

/* 6,000 orders of 3: each of the 6 is expected 1,000 times, standard deviation 29. */
Test(draw, orders)
{
    size_t times[27] = {0};
    vb_random random;
    vb_random_seed(&random, 4, 0);
    for (int i = 0; i < 6000; i++) {
        size_t items[] = {0, 1, 2};
        vb_shuffle(&random, items, 3);
        times[items[0] * 9 + items[1] * 3 + items[2]]++;
    }
    static const size_t orders[] = {5, 7, 11, 15, 19, 21}; /* 012 021 102 120 201 210 in base 3 */
    for (size_t i = 0; i < 6; i++)
        cr_expect(times[orders[i]] > 855 && times[orders[i]] < 1145, "%zu", times[orders[i]]);
}
