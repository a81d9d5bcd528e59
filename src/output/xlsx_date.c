#include "output/xlsx_date.h"

const char *const vb_xlsx_date_formats[VB_XLSX_SHOWN_KINDS] = {
    [VB_XLSX_AS_DATE] = "yyyy-mm-dd",
    [VB_XLSX_AS_TIME] = "hh:mm:ss",
    [VB_XLSX_AS_BOTH] = "yyyy-mm-dd hh:mm:ss",
    [VB_XLSX_AS_LENGTH] = "[h]:mm:ss",
};

/* Take at least `least` digits, at most 4, off *text. */
static bool take_number(vb_str *text, size_t least, int *number)
{
    size_t n = 0;
    *number = 0;
    for (; n < text->len && n < 4 && text->ptr[n] >= '0' && text->ptr[n] <= '9'; n++)
        *number = *number * 10 + (text->ptr[n] - '0');
    *text = (vb_str){text->ptr + n, text->len - n};
    return n >= least;
}

static bool take_char(vb_str *text, char c)
{
    if (text->len == 0 || text->ptr[0] != c)
        return false;
    *text = (vb_str){text->ptr + 1, text->len - 1};
    return true;
}

static bool take_date(vb_str *text, lxw_datetime *date)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!take_number(text, 4, &date->year) || !take_char(text, '-') || !take_number(text, 2, &date->month) ||
        !take_char(text, '-') || !take_number(text, 2, &date->day))
        return false;
    if (date->month < 1 || date->month > 12 || date->year < 1900 || (date->year == 1900 && date->month < 3))
        return false;
    bool leap = (date->year % 4 == 0 && date->year % 100 != 0) || date->year % 400 == 0;
    return date->day >= 1 && date->day <= days[date->month - 1] + (date->month == 2 && leap);
}

static bool take_time(vb_str *text, lxw_datetime *date)
{
    int seconds;
    if (!take_number(text, 2, &date->hour) || !take_char(text, ':') || !take_number(text, 2, &date->min) ||
        !take_char(text, ':') || !take_number(text, 2, &seconds) || date->min > 59 || seconds > 59)
        return false;
    date->sec = seconds;
    double unit = 1;
    if (take_char(text, '.'))
        for (; text->len > 0 && text->ptr[0] >= '0' && text->ptr[0] <= '9'; (void)take_char(text, text->ptr[0]))
            date->sec += (text->ptr[0] - '0') * (unit /= 10);
    return true;
}

bool vb_xlsx_date_parse(vb_str text, lxw_datetime *date, vb_xlsx_shown *shown)
{
    *date = (lxw_datetime){0};
    bool dated = text.len > 4 && text.ptr[4] == '-';
    if (dated && !take_date(&text, date))
        return false;
    *shown = dated ? VB_XLSX_AS_DATE : VB_XLSX_AS_TIME;
    if (dated && text.len == 0)
        return true;
    if ((dated && !take_char(&text, 'T')) || !take_time(&text, date) || text.len > 0 || (dated && date->hour > 23))
        return false;
    if (dated)
        *shown = VB_XLSX_AS_BOTH;
    else if (date->hour > 23)
        *shown = VB_XLSX_AS_LENGTH;
    return true;
}
