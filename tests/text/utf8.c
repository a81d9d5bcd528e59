/* UTF-8: what is well-formed (Unicode 15.0, table 3-7), and code points. */
#include "text/utf8.h"

#include "base/str.h"

#include <criterion/criterion.h>

typedef struct {
    const char *what, *text;
    size_t len, bad; /* SIZE_MAX: well-formed */
} row;

#define ROW(what, text, bad)                                                                                         \
    {                                                                                                                \
        what, text, sizeof(text) - 1, bad                                                                            \
    }

static const row rows[] = {
    ROW("empty", "", SIZE_MAX),
    ROW("ASCII", "eight bytes and then some", SIZE_MAX),
    ROW("NUL", "a\0b", SIZE_MAX),
    ROW("two bytes", "\xC2\x80 \xDF\xBF", SIZE_MAX),
    ROW("three bytes", "\xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF", SIZE_MAX),
    ROW("four bytes", "\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF", SIZE_MAX),
    ROW("a continuation alone", "abc\x80", 3),
    ROW("after eight bytes", "12345678\xFFtail", 8),
    ROW("overlong, two", "\xC0\x80", 0),
    ROW("overlong, two", "a\xC1\xBF", 1),
    ROW("overlong, three", "\xE0\x9F\xBF", 0),
    ROW("overlong, four", "\xF0\x8F\xBF\xBF", 0),
    ROW("surrogate", "ab\xED\xA0\x80", 2),
    ROW("over U+10FFFF", "\xF4\x90\x80\x80", 0),
    ROW("no such lead", "\xF5\x80\x80\x80", 0),
    ROW("no such lead", "1234567\xFE", 7),
    ROW("cut short", "ab\xC3", 2),
    ROW("cut short", "ab\xE2\x82", 2),
    ROW("cut short", "ab\xF0\x9F\x98", 2),
    ROW("broken", "\xE2\x28\xA1", 0),
    ROW("broken", "\xF0\x9F\x28\x80", 0),
    ROW("broken at the end", "\xF0\x9F\x98\x28", 0),
    ROW("Latin-1", "caf\xE9 au lait", 3),
};

Test(utf8, valid)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t bad = SIZE_MAX;
        bool valid = vb_utf8_valid((vb_str){rows[i].text, rows[i].len}, &bad);
        cr_expect_eq(valid, rows[i].bad == SIZE_MAX, "%s", rows[i].what);
        cr_expect_eq(bad, rows[i].bad, "%s: %zu", rows[i].what, bad);
        cr_expect_eq(vb_utf8_valid((vb_str){rows[i].text, rows[i].len}, NULL), valid);
    }
}

/* Every code point but the surrogates is written as valid UTF-8 and read again; the lengths are those of table 3-6.
 */
Test(utf8, round_trip)
{
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        char text[4];
        size_t len = vb_utf8_encode(cp, text);
        uint32_t found;
        cr_assert_eq(len, cp < 0x80 ? 1U : cp < 0x800 ? 2U : cp < 0x10000 ? 3U : 4U);
        cr_assert_eq(vb_utf8_decode(text, text + len, &found), len);
        cr_assert_eq(found, cp);
        cr_assert_eq(vb_utf8_valid((vb_str){text, len}, NULL), cp < 0xD800 || cp > 0xDFFF, "U+%04X", cp);
    }
}
