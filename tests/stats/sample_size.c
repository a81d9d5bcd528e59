#include "stats/sample_size.h"

#include "near.h"

/* Krippendorff's table (Content Analysis, ch. 12): smallest acceptable alpha, level, share of the code, units. */
Test(sample_size, alpha)
{
    static const struct {
        double least, p, share;
        uint64_t units;
    } rows[] = {
        {0.8, 0.05, 0.25, 139}, {0.667, 0.05, 0.25, 81}, {0.8, 0.05, 0.05, 560}, {0.8, 0.05, 0.02, 1362},
        {0, 0.05, 0.25, 0},     {1, 0.05, 0.25, 0},      {0.8, 0, 0.25, 0},      {0.8, 0.05, 0, 0},
        {0.8, 0.05, 1, 0},      {NAN, 0.05, 0.25, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(vb_units_for_alpha(rows[i].least, rows[i].p, rows[i].share) == rows[i].units, "row %zu: %zu", i,
                  (size_t)vb_units_for_alpha(rows[i].least, rows[i].p, rows[i].share));
}

/* Counting n up until 2 z sqrt(p q / n + z² / 4n²) / (1 + z² / n) <= width, in Python. */
Test(sample_size, width)
{
    static const struct {
        double share, width, level;
        uint64_t units;
    } rows[] = {
        {0.5, 0.1, 0.95, 381},  {0.05, 0.1, 0.95, 83}, {0.25, 0.05, 0.99, 1987}, {0, 0.05, 0.95, 73},
        {0.5, 0.02, 0.9, 6762}, {0.5, 0, 0.95, 0},     {1.5, 0.1, 0.95, 0},      {0.5, 0.1, 1, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(vb_units_for_width(rows[i].share, rows[i].width, rows[i].level) == rows[i].units, "row %zu: %zu", i,
                  (size_t)vb_units_for_width(rows[i].share, rows[i].width, rows[i].level));
}

/* scipy.optimize.brentq on sqrt(n) d - z_alpha sqrt(s) - z_power sqrt(s - d²) */
Test(sample_size, within)
{
    expect_near(vb_detectable_within(100, 0.5, 0.05, 0.8), 0.1957755529251, 1e-12);
    expect_near(vb_detectable_within(450, 0.45, 0.05, 0.8), 0.08836200308646, 1e-12);
    expect_near(vb_detectable_within(67, 0.3, 0.05, 0.9), 0.2103309586055, 1e-12);
    expect_near(vb_detectable_within(5, 0.2, 0.05, 0.8), NAN, 0);
    expect_near(vb_detectable_within(1, 0.2, 0.05, 0.8), NAN, 0);
    expect_near(vb_detectable_within(0, 0.2, 0.05, 0.8), NAN, 0);
    expect_near(vb_detectable_within(100, 0, 0.05, 0.8), NAN, 0);
}

/* R: power.prop.test(n = n, p1 = share, power = power, sig.level = 0.05, tol = 1e-14)$p2 - share, and for unequal
 * groups scipy.optimize.brentq on Fleiss's equation. */
Test(sample_size, between)
{
    expect_near(vb_detectable_between(100, 100, 0.2, 0.05, 0.8), 0.178596467439608, 1e-12);
    expect_near(vb_detectable_between(50, 50, 0.5, 0.05, 0.8), 0.266830178952483, 1e-12);
    expect_near(vb_detectable_between(1000, 1000, 0.05, 0.05, 0.9), 0.03652114491031, 1e-12);
    expect_near(vb_detectable_between(30, 30, 0.2, 0.05, 0.8), 0.342680318658448, 1e-12);
    expect_near(vb_detectable_between(100, 40, 0.2, 0.05, 0.8), 0.2364055766278, 1e-12);
    expect_near(vb_detectable_between(67, 150, 0.19, 0.05, 0.8), 0.1865303498255, 1e-12);
    expect_near(vb_detectable_between(12, 9, 0.9, 0.05, 0.8), NAN, 0);
    expect_near(vb_detectable_between(12, 0, 0.5, 0.05, 0.8), NAN, 0);
}
