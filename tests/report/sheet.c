/* A report's tables as sheets: the survey's, and with suppression. */
#include "report/sheet.h"

#include "report/reports.h"

/* The cell of a row that is named so in the column `names`, or "(none)". */
static vb_str cell_of(const vb_sheet *sheet, const char *name, size_t column)
{
    for (size_t r = sheet->head + 1; r < sheet->rows; r++)
        if (vb_str_equal(sheet->cells[r * sheet->columns + 1], vb_str_of(name)))
            return sheet->cells[r * sheet->columns + column];
    return VB_LITERAL("(none)");
}

static void expect_cell(const vb_sheet *sheet, const char *name, size_t column, const char *wanted)
{
    vb_str found = cell_of(sheet, name, column);
    cr_expect(vb_str_equal(found, vb_str_of(wanted)), "%s, column %zu: %.*s, not %s", name, column, (int)found.len,
              found.ptr, wanted);
}

/* Columns: code, label, then n and percent of school leaders, teachers, those not placed, the total. */
Test(sheet, counts)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 1, false);
    vb_arena arena = {0};
    vb_sheet sheet;
    cr_assert(vb_report_sheets(&f.report, &arena, &sheet));
    expect_cell(&sheet, "Buy-In", 4, "30");
    expect_cell(&sheet, "Buy-In", 5, "54.5");
    expect_cell(&sheet, "rows", 4, "60");
    expect_cell(&sheet, "answered", 4, "58");
    expect_cell(&sheet, "substantive", 4, "55");
    expect_cell(&sheet, "recognised", 4, "47");
    expect_cell(&sheet, "recognised", 8, "85");
    vb_arena_release(&arena);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* 40 teachers and 40 leaders named buy-in, 3 teachers time: with 5 as the least the 3 are hidden with what they could
 * be worked out from, which is how many were recognised too. */
Test(sheet, suppressed)
{
    vb_tally *tally = vb_tally_new(1);
    add(tally, "teacher", BUY_IN, 40);
    add(tally, "school-leader", BUY_IN, 40);
    add(tally, "teacher", TIME, 3);
    fixture f;
    vb_figures_options options = {.level = 1, .min_group = 10, .min_cell = 5};
    set_up_by(&f, tally, 0, &options, "job_title", true);
    vb_arena arena = {0};
    vb_sheet sheet;
    cr_assert(vb_report_sheets(&f.report, &arena, &sheet));
    size_t total = sheet.columns - 2;
    for (size_t k = 2; k < total; k += 2) {
        expect_cell(&sheet, "rows", k, "");
        expect_cell(&sheet, "answered", k, "");
        expect_cell(&sheet, "recognised", k, "");
    }
    expect_cell(&sheet, "rows", total, "83");
    expect_cell(&sheet, "substantive", total, "83");
    expect_cell(&sheet, "recognised", total, "");
    expect_cell(&sheet, "Time", total, "");
    for (size_t i = 0; i < sheet.rows * sheet.columns; i++)
        cr_expect(!vb_str_equal(sheet.cells[i], VB_LITERAL("18446744073709551615")), "cell %zu", i);
    vb_arena_release(&arena);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}
