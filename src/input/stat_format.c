#include "input/stat_format.h"

#include "base/str.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Days from 1970-01-01 back to the packages' first days. */
static const double first_days[] = {[VB_ORIGIN_SPSS] = -141428, [VB_ORIGIN_STATA] = -3653, [VB_ORIGIN_SAS] = -3653};

#define DAY 86400.0

/* ---- which formats are dates ---- */

typedef struct {
    const char *prefix; /* of the format's name, the longest that fits decides */
    vb_stat_class class;
} format_row;

/* SPSS: "Date and Time Formats" of the Command Syntax Reference.  MONTH and WKDAY are numbers of their own. */
static const format_row spss_formats[] = {
    {"DATE", VB_STAT_DATE},         {"ADATE", VB_STAT_DATE},      {"EDATE", VB_STAT_DATE}, {"JDATE", VB_STAT_DATE},
    {"SDATE", VB_STAT_DATE},        {"QYR", VB_STAT_DATE},        {"MOYR", VB_STAT_DATE},  {"WKYR", VB_STAT_DATE},
    {"DATETIME", VB_STAT_DATETIME}, {"YMDHMS", VB_STAT_DATETIME}, {"TIME", VB_STAT_TIME},  {"DTIME", VB_STAT_TIME},
    {"MTIME", VB_STAT_TIME},
};

/* SAS: "Formats by Category", date and time. */
static const format_row sas_formats[] = {
    {"DATE", VB_STAT_DATE},         {"DDMMYY", VB_STAT_DATE},       {"MMDDYY", VB_STAT_DATE},
    {"YYMMDD", VB_STAT_DATE},       {"E8601DA", VB_STAT_DATE},      {"B8601DA", VB_STAT_DATE},
    {"IS8601DA", VB_STAT_DATE},     {"JULIAN", VB_STAT_DATE},       {"JULDAY", VB_STAT_PLAIN},
    {"MONYY", VB_STAT_DATE},        {"YYMON", VB_STAT_DATE},        {"YYQ", VB_STAT_DATE},
    {"WEEKDATE", VB_STAT_DATE},     {"WEEKDATX", VB_STAT_DATE},     {"WORDDATE", VB_STAT_DATE},
    {"WORDDATX", VB_STAT_DATE},     {"NLDATE", VB_STAT_DATE},       {"DATETIME", VB_STAT_DATETIME},
    {"DATEAMPM", VB_STAT_DATETIME}, {"E8601DT", VB_STAT_DATETIME},  {"E8601DZ", VB_STAT_DATETIME},
    {"B8601DT", VB_STAT_DATETIME},  {"IS8601DT", VB_STAT_DATETIME}, {"NLDATM", VB_STAT_DATETIME},
    {"MDYAMPM", VB_STAT_DATETIME},  {"TIME", VB_STAT_TIME},         {"HHMM", VB_STAT_TIME},
    {"TOD", VB_STAT_TIME},          {"E8601TM", VB_STAT_TIME},      {"NLTIME", VB_STAT_TIME},
};

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool begins(vb_str s, const char *prefix, size_t len)
{
    if (s.len < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (upper(s.ptr[i]) != prefix[i])
            return false;
    return true;
}

static vb_stat_class find_format(const format_row *rows, size_t n, vb_str format)
{
    vb_stat_class class = VB_STAT_PLAIN;
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(rows[i].prefix);
        if (len > longest && begins(format, rows[i].prefix, len)) {
            class = rows[i].class;
            longest = len;
        }
    }
    return class;
}

/* Stata: "%td", "%-tcDD/NN/CCYY", and the old "%d".  "%tC" counts leap seconds too, "%tb" business days: both stay
 * numbers. */
static vb_stat_class stata_class(vb_str format)
{
    size_t i = 1;
    if (format.len == 0 || format.ptr[0] != '%')
        return VB_STAT_PLAIN;
    while (i < format.len && (format.ptr[i] == '-' || format.ptr[i] == '~'))
        i++;
    if (i < format.len && format.ptr[i] == 'd')
        return VB_STAT_DATE;
    if (i + 1 >= format.len || format.ptr[i] != 't')
        return VB_STAT_PLAIN;
    switch (format.ptr[i + 1]) {
    case 'd':
        return VB_STAT_DATE;
    case 'c':
        return VB_STAT_DATETIME;
    case 'w':
        return VB_STAT_WEEKS;
    case 'm':
        return VB_STAT_MONTHS;
    case 'q':
        return VB_STAT_QUARTERS;
    case 'h':
        return VB_STAT_HALVES;
    default:
        return VB_STAT_PLAIN;
    }
}

vb_stat_class vb_stat_class_of(vb_origin origin, vb_str format)
{
    switch (origin) {
    case VB_ORIGIN_SPSS:
        return find_format(spss_formats, sizeof spss_formats / sizeof *spss_formats, format);
    case VB_ORIGIN_SAS:
        return find_format(sas_formats, sizeof sas_formats / sizeof *sas_formats, format);
    case VB_ORIGIN_STATA:
        break;
    }
    return stata_class(format);
}

/* ---- numbers ---- */

static size_t integer_text(uint64_t number, char *out)
{
    char digits[24];
    size_t n = 0, len = 0;
    do
        digits[n++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (n > 0)
        out[len++] = digits[--n];
    return len;
}

/* The decimal digits and the exponent of the shortest number in scientific notation that reads back.  Whatever the
 * locale has for a point is passed over. */
static size_t shortest(double value, bool single, char digits[24], int *exponent)
{
    char text[64];
    int least = value < DBL_MIN ? 1 : single ? 6 : 15; /* so many digits always come back, but of subnormals fewer */
    for (int precision = least;; precision++) {
        (void)snprintf(text, sizeof text, "%.*e", precision - 1, value);
        if (single ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value)
            break;
        if (precision == (single ? 9 : 17))
            break;
    }
    size_t n = 0;
    const char *p = text;
    for (; *p != '\0' && *p != 'e'; p++)
        if (*p >= '0' && *p <= '9' && n < 23)
            digits[n++] = *p;
    *exponent = *p == 'e' ? atoi(p + 1) : 0;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    return n;
}

size_t vb_stat_number_text(double value, bool single, char out[VB_STAT_TEXT])
{
    size_t len = 0;
    if (value < 0) {
        out[len++] = '-';
        value = -value;
    }
    if (isinf(value)) {
        memcpy(out + len, "inf", 3);
        return len + 3;
    }
    if (value < 1e15 && value == floor(value))
        return len + integer_text((uint64_t)value, out + len);
    char digits[24];
    int exponent;
    size_t n = shortest(value, single, digits, &exponent);
    if (exponent >= -5 && exponent < 0) { /* 0.00123 */
        out[len++] = '0';
        out[len++] = '.';
        for (int i = -1; i > exponent; i--)
            out[len++] = '0';
        memcpy(out + len, digits, n);
        return len + n;
    }
    if (exponent >= 0 && exponent < 17) { /* 12.3, 123000 */
        size_t whole = (size_t)exponent + 1;
        for (size_t i = 0; i < whole; i++)
            out[len++] = i < n ? digits[i] : '0';
        if (n > whole) {
            out[len++] = '.';
            memcpy(out + len, digits + whole, n - whole);
            len += n - whole;
        }
        return len;
    }
    out[len++] = digits[0]; /* 1.2e-30 */
    if (n > 1) {
        out[len++] = '.';
        memcpy(out + len, digits + 1, n - 1);
        len += n - 1;
    }
    out[len++] = 'e';
    if (exponent < 0)
        out[len++] = '-';
    return len + integer_text((uint64_t)(exponent < 0 ? -exponent : exponent), out + len);
}

/* ---- dates ---- */

/* The day of the Gregorian calendar: eras of 400 years, which have 146,097 days and begin on 1 March. */
static void civil(int64_t days, int *year, int *month, int *day)
{
    int64_t from = days + 719468; /* 0000-03-01 */
    int64_t era = (from >= 0 ? from : from - 146096) / 146097;
    int64_t of_era = from - era * 146097;
    int64_t years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
    int64_t months = (5 * of_year + 2) / 153; /* from March */
    *day = (int)(of_year - (153 * months + 2) / 5 + 1);
    *month = (int)(months < 10 ? months + 3 : months - 9);
    *year = (int)(years + era * 400 + (*month <= 2 ? 1 : 0));
}

/* Years 1 to 9999, as days from 1970-01-01. */
static bool is_day(double days)
{
    return days >= -719162 && days <= 2932896;
}

static size_t printed(int n)
{
    return n > 0 && n < VB_STAT_TEXT ? (size_t)n : 0;
}

static size_t date_text(double days, char out[VB_STAT_TEXT])
{
    int year, month, day;
    if (!is_day(days))
        return 0;
    civil((int64_t)floor(days), &year, &month, &day);
    return printed(snprintf(out, VB_STAT_TEXT, "%04d-%02d-%02d", year, month, day));
}

/* Hours, of which there may be more than 24, minutes, seconds, and milliseconds if there are any. */
static size_t time_text(double milliseconds, char *out, size_t cap)
{
    if (!(milliseconds >= 0) || milliseconds > 1e15)
        return 0;
    uint64_t ms = (uint64_t)milliseconds;
    unsigned long long hours = ms / 3600000;
    unsigned minutes = (unsigned)(ms / 60000 % 60), seconds = (unsigned)(ms / 1000 % 60),
             rest = (unsigned)(ms % 1000);
    return rest > 0 ? printed(snprintf(out, cap, "%02llu:%02u:%02u.%03u", hours, minutes, seconds, rest))
                    : printed(snprintf(out, cap, "%02llu:%02u:%02u", hours, minutes, seconds));
}

static size_t datetime_text(double seconds, char out[VB_STAT_TEXT])
{
    double milliseconds = floor(seconds * 1000 + 0.5);
    double days = floor(milliseconds / (DAY * 1000));
    size_t len = date_text(days, out);
    if (len == 0)
        return 0;
    out[len++] = 'T';
    size_t more = time_text(milliseconds - days * DAY * 1000, out + len, VB_STAT_TEXT - len);
    return more == 0 ? 0 : len + more;
}

/* Stata's periods, `parts` a year. */
static size_t period_text(double value, int parts, const char *format, char out[VB_STAT_TEXT])
{
    double year = floor(value / parts);
    if (value != floor(value) || year < -1959 || year > 8039)
        return 0;
    return printed(snprintf(out, VB_STAT_TEXT, format, 1960 + (int)year, 1 + (int)(value - year * parts)));
}

/* Seconds of the values of each kind, to and from. */
static double unit(vb_stat_class class, vb_origin origin)
{
    if (origin == VB_ORIGIN_STATA && class != VB_STAT_DATE)
        return 0.001;
    return origin != VB_ORIGIN_SPSS && class == VB_STAT_DATE ? DAY : 1;
}

size_t vb_stat_date_text(vb_origin origin, vb_stat_class class, double value, char out[VB_STAT_TEXT])
{
    double seconds = value * unit(class, origin);
    switch (class) {
    case VB_STAT_PLAIN:
        break;
    case VB_STAT_DATE:
        return date_text(floor(seconds / DAY) + first_days[origin], out);
    case VB_STAT_DATETIME:
        return datetime_text(seconds + first_days[origin] * DAY, out);
    case VB_STAT_TIME:
        return time_text(floor(seconds * 1000 + 0.5), out, VB_STAT_TEXT);
    case VB_STAT_WEEKS:
        return period_text(value, 52, "%04dw%d", out);
    case VB_STAT_MONTHS:
        return period_text(value, 12, "%04d-%02d", out);
    case VB_STAT_QUARTERS:
        return period_text(value, 4, "%04d-Q%d", out);
    case VB_STAT_HALVES:
        return period_text(value, 2, "%04d-H%d", out);
    }
    return 0;
}

double vb_stat_translate(vb_stat_class class, vb_origin from, vb_origin to, double value)
{
    if (class != VB_STAT_DATE && class != VB_STAT_DATETIME && class != VB_STAT_TIME)
        return value;
    double seconds = value * unit(class, from);
    if (class != VB_STAT_TIME)
        seconds += (first_days[from] - first_days[to]) * DAY;
    if (unit(class, to) < 1)
        return floor(seconds * 1000 + 0.5);
    return class == VB_STAT_DATE ? floor(seconds / DAY) * DAY / unit(class, to) : seconds;
}
