/* What holds of every format. */
#include "report/reading.h"
#include "report/reports.h"

static format *const formats[] = {vb_report_text, vb_report_markdown, vb_report_csv, vb_report_json};

enum { FORMATS = sizeof formats / sizeof formats[0] };

/* The survey cut into three parts, merged in every order: the same bytes. */
Test(report_formats, merged_in_any_order)
{
    static const size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    vb_tally *whole = survey_tally();
    for (size_t o = 0; o < 6; o++) {
        vb_tally *parts[3];
        for (size_t i = 0; i < 3; i++)
            parts[i] = vb_tally_new(1);
        for (size_t i = 0; i < SURVEY_ANSWERS; i++)
            for (size_t k = 0; k < survey_answers[i].times; k++)
                cr_assert(survey_add(parts[(i + k) % 3], &survey_answers[i], 1));
        for (size_t i = 1; i < 3; i++)
            cr_assert(vb_tally_merge(parts[orders[o][0]], parts[orders[o][i]]));
        for (size_t level = 1; level <= 2; level++) {
            fixture a, b;
            set_up(&a, whole, 0, level, false);
            set_up(&b, parts[orders[o][0]], 0, level, false);
            for (size_t i = 0; i < FORMATS; i++) {
                vb_buffer first = write_report(&a.report, formats[i]);
                vb_buffer second = write_report(&b.report, formats[i]);
                cr_expect_str_eq(first.ptr, second.ptr, "order %zu, format %zu", o, i);
                vb_buffer_release(&first);
                vb_buffer_release(&second);
            }
            vb_figures_release(&a.figures);
            vb_figures_release(&b.figures);
        }
        for (size_t i = 0; i < 3; i++)
            vb_tally_free(parts[i]);
    }
    vb_tally_free(whole);
}

/* Names of strangers: no control character comes through, no cell or table breaks. */
Test(report_formats, hostile_names)
{
    static const char name[] = "\x1B]0;own\a | <b>*x*</b>, \"y\"\n`z`\xFF";
    vb_tally *tally = vb_tally_new(1);
    add(tally, name, TIME, 40);
    fixture f;
    set_up_by(&f, tally, 0, &(vb_figures_options){.level = 1}, name, false);
    f.report.column = f.report.question = f.report.source = vb_str_of(name);
    for (size_t i = 0; i < FORMATS; i++) {
        vb_buffer out = write_report(&f.report, formats[i]);
        for (size_t k = 0; formats[i] != vb_report_csv && k + 1 < out.len; k++)
            cr_assert((unsigned char)out.ptr[k] >= ' ' || out.ptr[k] == '\n', "format %zu: byte %d", i, out.ptr[k]);
        vb_buffer_release(&out);
    }

    vb_buffer out = write_report(&f.report, vb_report_markdown);
    const char *head = strstr(out.ptr, "| main challenge");
    cr_assert_not_null(head);
    cr_expect_not_null(strstr(head, "\\\\x1b\\]0;own\\\\x07 \\| \\<b\\>\\*x\\*\\</b\\>, \"y\" \\`z\\`\\\\xff |"),
                       "%s", head);
    vb_buffer_release(&out);

    out = write_report(&f.report, vb_report_csv);
    const char *rest = strchr(out.ptr, '\n') + 1;
    static char cells[MOST_CELLS][MOST_LENGTH];
    cr_assert_eq(read_record(&rest, cells), 14);
    cr_expect_str_eq(cells[0], name, "an analyst's table holds what was written");
    cr_expect_str_eq(cells[1], name);
    vb_buffer_release(&out);

    json_t *root = read_json(&f.report);
    cr_expect_str_eq(text_at(root, "source"), "\x1B]0;own\a | <b>*x*</b>, \"y\"\n`z`\xEF\xBF\xBD");
    json_decref(root);
    vb_figures_release(&f.figures);
    vb_tally_free(tally);
}
