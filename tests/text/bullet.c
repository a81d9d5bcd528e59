/* Bullets and numbers at the beginning of a line. */
#include "text/bullet.h"

#include "base/str.h"

#include <criterion/criterion.h>

Test(bullet, cases)
{
    static const struct {
        const char *rule, *text;
        size_t at, len;
    } rows[] = {
        {"a sign and a space", "- a", 0, 1},
        {"a sign and a tab", "*\ta", 0, 1},
        {"a sign and a line end", "+\n", 0, 1},
        {"of two bytes: U+00B7", "\u00B7 a", 0, 2},
        {"of three bytes: U+2022", "\u2022 a", 0, 3},
        {"a dash", "\u2014 a", 0, 3},
        {"a no-break space behind", "-\u00A0a", 0, 1},
        {"an ideographic space behind", "-\u3000a", 0, 1},
        {"further on in the text", "x\n - a", 3, 1},
        {"a sign and no space", "-a", 0, 0},
        {"a sign at the end", "-", 0, 0},
        {"a rule", "--- ", 0, 0},
        {"a number and a dot", "1. a", 0, 2},
        {"a number and a parenthesis", "12) a", 0, 3},
        {"three digits", "999. a", 0, 4},
        {"four digits are a year", "2015. a", 0, 0},
        {"a number without a space", "1.5 a", 0, 0},
        {"a number without a mark", "1 a", 0, 0},
        {"a number at the end", "1.", 0, 0},
        {"a letter", "a. b", 0, 0},
        {"nothing", "", 0, 0},
        {"behind the end", "a", 1, 0},
        {"broken UTF-8 behind the sign", "-\xC2", 0, 0},
        {"broken UTF-8 behind the sign, three bytes", "-\xE3\x80", 0, 0},
        {"a broken sign", "\xE2\x80", 0, 0},
        {"a byte that begins nothing", "- \xFF", 0, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(vb_bullet_at(vb_str_of(rows[i].text), rows[i].at), rows[i].len, "%s", rows[i].rule);
}
