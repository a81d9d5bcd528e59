/* Reports for programs: CSV and JSON. */
#include "report/reading.h"
#include "report/reports.h"

#include <stdlib.h>

Test(report_tables, csv)
{
    static const char *const wanted[][14] = {
        {"by", "group", "level", "code", "n", "base", "percent", "low", "high", "residual", "p_adjusted", "rank",
         "suppressed", "label"},
        {"job_title", "school-leader", "1", "training", "16", "40", "40", NULL, NULL, "", "", "1", "0",
         "Support and Training"},
        {"job_title", "school-leader", "1", "buy-in", "16", "40", "40", NULL, NULL, "", "", "1", "0", "Buy-In"},
        {"job_title", "school-leader", "1", "(other)", "4", "40", "10", NULL, NULL, "", "", "", "0",
         "other challenges"},
        {"job_title", "school-leader", "1", "(uncoded)", "4", "40", "10", NULL, NULL, "", "", "", "0",
         "no challenge recognised"},
        {"job_title", "teacher", "1", "training", "12", "55", NULL, NULL, NULL, "", "", "2", "0",
         "Support and Training"},
        {"job_title", "teacher", "1", "buy-in", "30", "55", NULL, NULL, NULL, "", "", "1", "0", "Buy-In"},
        {"job_title", "teacher", "1", "(other)", "5", "55", NULL, NULL, NULL, "", "", "", "0", "other challenges"},
        {"job_title", "teacher", "1", "(uncoded)", "8", "55", NULL, NULL, NULL, "", "", "", "0",
         "no challenge recognised"},
        {"job_title", "(blank)", "1", "training", "0", "5", "0", NULL, NULL, "", "", "", "0", "Support and Training"},
        {"job_title", "(blank)", "1", "buy-in", "0", "5", "0", NULL, NULL, "", "", "", "0", "Buy-In"},
        {"job_title", "(blank)", "1", "(other)", "2", "5", "40", NULL, NULL, "", "", "", "0", "other challenges"},
        {"job_title", "(blank)", "1", "(uncoded)", "3", "5", "60", NULL, NULL, "", "", "", "0",
         "no challenge recognised"},
        {"job_title", "(total)", "1", "training", "28", "100", "28", NULL, NULL, "", "", "2", "0",
         "Support and Training"},
        {"job_title", "(total)", "1", "buy-in", "46", "100", "46", NULL, NULL, "", "", "1", "0", "Buy-In"},
        {"job_title", "(total)", "1", "(other)", "11", "100", "11", NULL, NULL, "", "", "", "0", "other challenges"},
        {"job_title", "(total)", "1", "(uncoded)", "15", "100", "15", NULL, NULL, "", "", "", "0",
         "no challenge recognised"},
    };
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 1, true);
    vb_buffer out = write_report(&f.report, vb_report_csv);
    const char *rest = out.ptr;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        static char cells[MOST_CELLS][MOST_LENGTH];
        cr_assert_eq(read_record(&rest, cells), 14, "record %zu", i);
        for (size_t k = 0; k < 14; k++)
            if (wanted[i][k] != NULL)
                cr_expect_str_eq(cells[k], wanted[i][k], "record %zu, cell %zu: %s", i, k, cells[k]);
            else if (k == 6)
                cr_expect_eq(strtod(cells[k], NULL), 100 * strtod(cells[4], NULL) / strtod(cells[5], NULL),
                             "in full precision: %s", cells[k]);
    }
    cr_expect_str_eq(rest, "");
    vb_buffer_release(&out);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

Test(report_tables, json)
{
    vb_tally *tally = survey_tally();
    fixture f;
    set_up(&f, tally, 0, 2, false);
    json_t *root = read_json(&f.report);
    cr_expect_str_eq(text_at(root, "tool"), "verbatim");
    cr_expect_str_eq(text_at(root, "version"), VB_VERSION);
    cr_expect_str_eq(text_at(json_object_get(root, "lexicon"), "name"), "challenges");
    cr_expect_str_eq(text_at(json_object_get(root, "lexicon"), "version"), "1.0.0");
    cr_expect_str_eq(text_at(root, "source"), "survey.csv");
    cr_expect_str_eq(text_at(root, "question"), "Biggest challenge?");
    cr_expect_eq(number_at(root, "level"), 2);
    cr_expect(json_is_false(json_object_get(root, "headline")));
    cr_assert_eq(json_array_size(json_object_get(root, "breakdowns")), 1);
    json_t *breakdown = json_array_get(json_object_get(root, "breakdowns"), 0);
    cr_expect_str_eq(text_at(breakdown, "by"), "job_title");

    json_t *groups = json_object_get(breakdown, "groups");
    static const char *const labels[] = {"School leaders", "Teachers", "(none or unknown)", "Total"};
    static const char *const kinds[] = {"group", "group", "blank", "total"};
    cr_assert_eq(json_array_size(groups), 4);
    for (size_t i = 0; i < 4; i++) {
        json_t *group = json_array_get(groups, i);
        cr_expect_str_eq(text_at(group, "label"), labels[i]);
        cr_expect_str_eq(text_at(group, "kind"), kinds[i]);
        cr_expect_eq(number_at(group, "rows"), (json_int_t)f.figures.sections[0].columns[i].base.rows);
        cr_expect_eq(number_at(group, "recognised"), (json_int_t)f.figures.sections[0].columns[i].base.recognised);
    }
    json_t *teachers = json_array_get(groups, 1);
    cr_expect_str_eq(text_at(teachers, "name"), "teacher");
    cr_expect_eq(number_at(teachers, "rows"), 60);
    cr_expect_eq(number_at(teachers, "answered"), 58);
    cr_expect_eq(number_at(teachers, "substantive"), 55);
    cr_expect_eq(number_at(teachers, "recognised"), 47);
    cr_expect(json_is_null(json_object_get(json_array_get(groups, 3), "name")));

    json_t *codes = json_object_get(breakdown, "codes");
    cr_assert_eq(json_array_size(codes), 8);
    json_t *resistance = json_array_get(codes, 1);
    cr_expect_str_eq(text_at(resistance, "code"), "buy-in/resistance");
    cr_expect_str_eq(text_at(resistance, "label"), "Resistance");
    cr_expect_str_eq(text_at(resistance, "kind"), "code");
    cr_expect_eq(number_at(resistance, "level"), 2);
    json_t *cell = json_array_get(json_object_get(resistance, "cells"), 1);
    cr_expect_str_eq(text_at(cell, "group"), "teacher");
    cr_expect_eq(number_at(cell, "n"), 20);
    cr_expect_eq(json_number_value(json_object_get(cell, "percent")), 100.0 * 20 / 55, "in full precision");
    cr_expect(json_is_null(json_object_get(cell, "rank")), "children are not ranked");
    cell = json_array_get(json_object_get(json_array_get(codes, 0), "cells"), 1);
    cr_expect_eq(number_at(cell, "rank"), 1);
    json_t *uncoded = json_array_get(codes, 7);
    cr_expect_str_eq(text_at(uncoded, "kind"), "uncoded");
    cr_expect(json_is_null(json_object_get(uncoded, "code")));
    cell = json_array_get(json_object_get(uncoded, "cells"), 3);
    cr_expect(json_is_null(json_object_get(cell, "group")), "the total has no name");
    cr_expect_eq(number_at(cell, "n"), 15);
    json_decref(root);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}

/* A share of no answers does not exist. */
Test(report_tables, json_of_nothing)
{
    vb_tally *tally = vb_tally_new(0);
    fixture f;
    set_up(&f, tally, NO_BREAKDOWN, 1, true);
    json_t *root = read_json(&f.report);
    cr_expect(json_is_true(json_object_get(root, "headline")));
    json_t *breakdown = json_array_get(json_object_get(root, "breakdowns"), 0);
    cr_expect(json_is_null(json_object_get(breakdown, "by")));
    json_t *row = json_array_get(json_object_get(breakdown, "codes"), 2);
    cr_expect_str_eq(text_at(row, "kind"), "other");
    json_t *cell = json_array_get(json_object_get(row, "cells"), 0);
    cr_expect(json_is_null(json_object_get(cell, "percent")));
    cr_expect_eq(number_at(cell, "n"), 0);
    json_decref(root);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}
