#include "input/xlsx_number.h"

#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

bool vb_xlsx_number_read(vb_str text, locale_t c_locale, double *number)
{
    char copy[64];
    text = vb_str_trim(text);
    if (text.len == 0 || text.len >= sizeof copy)
        return false;
    for (size_t i = 0; i < text.len; i++) /* no "inf", "nan", "0x1" */
        if (strchr("0123456789+-.eE", text.ptr[i]) == NULL || text.ptr[i] == '\0')
            return false;
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    char *end;
    *number = strtod_l(copy, &end, c_locale);
    return end == copy + text.len && isfinite(*number);
}

/* The digits of a number in scientific notation, as few as will do, and the power of ten of the first. */
static size_t shortest_digits(double number, locale_t c_locale, char digits[20], int *exponent)
{
    for (int precision = 14;; precision++) {
        char text[40];
        size_t n = 0;
        (void)snprintf(text, sizeof text, "%.*e", precision, number);
        char *e = strchr(text, 'e');
        for (const char *p = text; p < e; p++) /* whatever the locale has for a point is passed over */
            if (*p >= '0' && *p <= '9')
                digits[n++] = *p;
        *exponent = atoi(e + 1);
        while (n > 1 && digits[n - 1] == '0')
            n--;
        char again[40];
        int len = snprintf(again, sizeof again, "%.*se%d", (int)n, digits, *exponent - (int)n + 1);
        if (precision == 16 || (len > 0 && strtod_l(again, NULL, c_locale) == number)) /* exactly */
            return n;
    }
}

size_t vb_xlsx_number_text(double number, locale_t c_locale, char out[VB_XLSX_NUMBER_TEXT])
{
    char digits[20];
    int exponent;
    size_t len = 0;
    if (number == 0) {
        out[0] = '0';
        return 1;
    }
    if (fabs(number) < 1e15 && number == floor(number)) /* exactly an integer, and mostly one */
        return (size_t)snprintf(out, VB_XLSX_NUMBER_TEXT, "%lld", (long long)number);
    size_t n = shortest_digits(fabs(number), c_locale, digits, &exponent);
    if (number < 0)
        out[len++] = '-';
    if (exponent < -7 || exponent > 20) {
        out[len++] = digits[0];
        if (n > 1)
            out[len++] = '.';
        memcpy(out + len, digits + 1, n - 1);
        len += n - 1;
        return len + (size_t)snprintf(out + len, VB_XLSX_NUMBER_TEXT - len, "E%+d", exponent);
    }
    for (int place = exponent < 0 ? 0 : exponent; place >= 0 || exponent - place < (int)n; place--) {
        int i = exponent - place; /* the digit that stands there */
        if (place == -1)
            out[len++] = '.';
        out[len++] = i < 0 || i >= (int)n ? '0' : digits[i];
    }
    return len;
}

/* ---- Dates ---- */

#define DAY_MS ((int64_t)86400000)

/* Days since 1970-01-01 as a date of the Gregorian calendar: H. Hinnant, "chrono-compatible low-level date
 * algorithms", civil_from_days. */
static void civil(int64_t days, int *year, int *month, int *day)
{
    int64_t z = days + 719468;
    int64_t era = z / 146097; /* never negative here */
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

static size_t printed(int n)
{
    return n > 0 ? (size_t)n : 0;
}

static size_t put_date(int64_t days, bool from_1904, char *out, size_t room)
{
    int year, month, day;
    if (!from_1904 && days == 60)
        return printed(snprintf(out, room, "1900-02-29"));
    civil(from_1904 ? days - 24107 : days - 25569 + (days < 60), &year, &month, &day);
    return printed(snprintf(out, room, "%04d-%02d-%02d", year, month, day));
}

static size_t put_time(int64_t ms, bool fractions, char *out, size_t room)
{
    long long seconds = ms / 1000;
    size_t len =
        printed(snprintf(out, room, "%02lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60));
    if (fractions && ms % 1000 != 0)
        len += printed(snprintf(out + len, room - len, ".%03lld", (long long)(ms % 1000)));
    return len;
}

size_t vb_xlsx_date_text(double number, vb_xlsx_look look, bool from_1904, char out[VB_XLSX_NUMBER_TEXT])
{
    bool fractions = (look & VB_XLSX_FRACTIONS) != 0;
    unsigned shown = look & VB_XLSX_SHOWN;
    double most = from_1904 ? 2957003 + 1 : 2958465 + 1; /* the day after 9999-12-31 */
    if (!(number >= 0 && number < most))
        return 0;
    int64_t ms = fractions ? (int64_t)llround(number * (double)DAY_MS) : (int64_t)llround(number * 86400) * 1000;
    int64_t days = shown == VB_XLSX_DATE ? (int64_t)floor(number) : ms / DAY_MS;
    size_t len = 0;
    if (shown == VB_XLSX_ELAPSED)
        return put_time(ms, fractions, out, VB_XLSX_NUMBER_TEXT);
    if (shown == VB_XLSX_NUMBER || (double)days >= most)
        return 0;
    bool dated = shown != VB_XLSX_TIME && (from_1904 || days > 0); /* day 0 of 1900 is a time alone */
    if (!dated && shown == VB_XLSX_DATE)
        return 0;
    if (dated)
        len = put_date(days, from_1904, out, VB_XLSX_NUMBER_TEXT);
    if (shown == VB_XLSX_DATE)
        return len;
    if (dated)
        out[len++] = 'T';
    return len + put_time(ms % DAY_MS, fractions, out + len, VB_XLSX_NUMBER_TEXT - len);
}
