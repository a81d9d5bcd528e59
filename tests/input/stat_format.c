#include "input/stat_format.h"

#include "base/str.h"

#include <criterion/criterion.h>

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

typedef struct {
    double value;
    bool single;
    const char *expected; /* as Python's repr(), or numpy's of a float32, without its idle ".0" */
} number_case;

static const number_case numbers[] = {
    {0, false, "0"},
    {-1, false, "-1"},
    {100, false, "100"},
    {0.1, false, "0.1"},
    {0.1F, true, "0.1"},
    {0.1F, false, "0.10000000149011612"},
    {1.0 / 3, false, "0.3333333333333333"},
    {2.0F / 3, true, "0.6666667"},
    {-2.5, false, "-2.5"},
    {0.00012, false, "0.00012"},
    {1234567.125, false, "1234567.125"},
    {999999999999999, false, "999999999999999"},
    {1e15, false, "1000000000000000"},
    {1e16, false, "10000000000000000"},
    {1e22, false, "1e22"},
    {1.5e-30, false, "1.5e-30"},
    {5e-324, false, "5e-324"},
    {1.7976931348623157e308, false, "1.7976931348623157e308"},
    {9007199254740993.0, false, "9007199254740992"},
};

Test(stat_format, numbers)
{
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        char text[VB_STAT_TEXT + 1] = "";
        text[vb_stat_number_text(numbers[i].value, numbers[i].single, text)] = '\0';
        cr_expect_str_eq(text, numbers[i].expected);
    }
}

typedef struct {
    vb_origin origin;
    const char *format;
    double value;
    const char *expected;
} date_case;

/* Days and seconds by Python: (date(2026, 11, 21) - date(1960, 1, 1)).days is 24431, from 1582-10-14 it is 162206. */
static const date_case dates[] = {
    {VB_ORIGIN_STATA, "%td", 24431, "2026-11-21"},
    {VB_ORIGIN_STATA, "%-tdDD/NN/CCYY", 0, "1960-01-01"},
    {VB_ORIGIN_STATA, "%d", -1, "1959-12-31"},
    {VB_ORIGIN_STATA, "%tc", 24431 * 86400000.0 + 36930000, "2026-11-21T10:15:30"},
    {VB_ORIGIN_STATA, "%tc", -1, "1959-12-31T23:59:59.999"},
    {VB_ORIGIN_STATA, "%tm", 802, "2026-11"},
    {VB_ORIGIN_STATA, "%tq", 267, "2026-Q4"},
    {VB_ORIGIN_STATA, "%th", -1, "1959-H2"},
    {VB_ORIGIN_STATA, "%tw", 3478, "2026w47"},
    {VB_ORIGIN_STATA, "%tC", 5, ""}, /* counts leap seconds */
    {VB_ORIGIN_STATA, "%9.0g", 5, ""},
    {VB_ORIGIN_STATA, "", 5, ""},
    {VB_ORIGIN_SPSS, "DATE11", 162206 * 86400.0, "2026-11-21"},
    {VB_ORIGIN_SPSS, "adate10", 162206 * 86400.0, "2026-11-21"},
    {VB_ORIGIN_SPSS, "DATETIME20", 162206 * 86400.0 + 36930.25, "2026-11-21T10:15:30.250"},
    {VB_ORIGIN_SPSS, "DATE11", 0, "1582-10-14"},
    {VB_ORIGIN_SPSS, "TIME8", 93600, "26:00:00"},
    {VB_ORIGIN_SPSS, "DTIME9", 93600.5, "26:00:00.500"},
    {VB_ORIGIN_SPSS, "TIME8", -1, ""},
    {VB_ORIGIN_SPSS, "MONTH3", 3, ""},
    {VB_ORIGIN_SPSS, "F8.2", 3, ""},
    {VB_ORIGIN_SPSS, "DATE11", 1e300, ""},
    {VB_ORIGIN_SAS, "DATE9", 24431, "2026-11-21"},
    {VB_ORIGIN_SAS, "MMDDYY10", 60, "1960-03-01"},
    {VB_ORIGIN_SAS, "DATETIME", 24431 * 86400.0, "2026-11-21T00:00:00"},
    {VB_ORIGIN_SAS, "E8601DA", 14669, "2000-02-29"},
    {VB_ORIGIN_SAS, "TIME5", 3600, "01:00:00"},
    {VB_ORIGIN_SAS, "DOLLAR", 3600, ""},
};

Test(stat_format, dates)
{
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        char text[VB_STAT_TEXT + 1] = "";
        vb_stat_class class = vb_stat_class_of(dates[i].origin, vb_str_of(dates[i].format));
        text[vb_stat_date_text(dates[i].origin, class, dates[i].value, text)] = '\0';
        cr_expect_str_eq(text, dates[i].expected, "%s %g: %s", dates[i].format, dates[i].value, text);
    }
}

/* The same moment in each package's counting. */
Test(stat_format, translation)
{
    const double day[] = {162206 * 86400.0, 24431, 24431};
    const double moment[] = {162206 * 86400.0 + 36930, 24431 * 86400000.0 + 36930000, 24431 * 86400.0 + 36930};
    for (size_t i = 0; i < 9; i++) {
        vb_origin from = (vb_origin)(i / 3), to = (vb_origin)(i % 3);
        cr_expect(vb_stat_translate(VB_STAT_DATE, from, to, day[from]) == day[to], "%zu", i);
        cr_expect(vb_stat_translate(VB_STAT_DATETIME, from, to, moment[from]) == moment[to], "%zu", i);
        cr_expect(vb_stat_translate(VB_STAT_PLAIN, from, to, 7) == 7);
    }
    cr_expect(vb_stat_translate(VB_STAT_TIME, VB_ORIGIN_SPSS, VB_ORIGIN_STATA, 1.5) == 1500);
}
