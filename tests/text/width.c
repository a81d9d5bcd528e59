/* Display width, and cutting lines by it. */
#include "text/width.h"

#include "base/str.h"

#include <criterion/criterion.h>

Test(width, of_text)
{
    static const struct {
        const char *what, *text;
        size_t width;
    } cases[] = {
        {"empty", "", 0},
        {"ASCII", "buy-in", 6},
        {"Latin with a mark of its own", "caf\xC3\xA9", 4},
        {"Latin with a combining mark", "cafe\xCC\x81", 4},
        {"East Asian Width W: two columns", "\xE8\xAA\xB2\xE9\xA1\x8C", 4},
        {"Hangul", "\xED\x95\x9C\xEA\xB5\xAD", 4},
        {"Hebrew", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", 4},
        {"Devanagari with a vowel sign", "\xE0\xA4\x95\xE0\xA5\x81", 1},
        {"emoji", "\xF0\x9F\x98\x80", 2},
        {"a family: joined by U+200D", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", 2},
        {"a flag: two regional indicators", "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", 2},
        {"text character in emoji style: U+FE0F", "\xE2\x9D\xA4\xEF\xB8\x8F", 2},
        {"quotation marks, dash, ellipsis", "\xE2\x80\x9C\xE2\x80\x94\xE2\x80\xA6\xE2\x80\x9D", 4},
        {"bytes that are not UTF-8", "a\xFF\xE2\x82", 4},
        {"mixed",
         "a\xE8\xAA\xB2"
         "b",
         4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(vb_display_width(vb_str_of(cases[i].text)), cases[i].width, "%s: %zu", cases[i].what,
                     vb_display_width(vb_str_of(cases[i].text)));
}

Test(width, cut)
{
    static const struct {
        const char *what, *text;
        size_t width, len;
    } cases[] = {
        {"fits", "abc", 3, 3},
        {"too long", "abcd", 3, 3},
        {"no room", "abc", 0, 0},
        {"half of a wide character", "a\xE8\xAA\xB2", 2, 1},
        {"marks stay with their letter",
         "e\xCC\x81"
         "f",
         1, 3},
        {"a joined emoji is not split", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7x", 2, 11},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(vb_display_cut(vb_str_of(cases[i].text), cases[i].width), cases[i].len, "%s", cases[i].what);
}

Test(width, lines)
{
    static const struct {
        const char *what, *text;
        size_t width;
        const char *lines; /* with | between */
    } cases[] = {
        {"empty", "", 5, ""},
        {"one line", "a b c", 5, "a b c"},
        {"at a space", "one two three", 8, "one two|three"},
        {"a space right behind the width", "one two three", 7, "one two|three"},
        {"several spaces, and at the ends", "  one   two  ", 4, "one|two"},
        {"a word too long", "abcdefgh ij", 3, "abc|def|gh|ij"},
        {"a word too long after another", "ab cdefgh", 4, "ab|cdef|gh"},
        {"a percent sign stays with its number", "about 19 % of", 8, "about|19 % of"},
        {"unless there is no room", "19 % x", 2, "19|%|x"},
        {"wide characters", "\xE8\xAA\xB2\xE8\xAA\xB2\xE8\xAA\xB2", 5, "\xE8\xAA\xB2\xE8\xAA\xB2|\xE8\xAA\xB2"},
        {"wider than the line", "\xE8\xAA\xB2", 1, "\xE8\xAA\xB2"},
        {"no width", "abc", 0, "a|b|c"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_str text = vb_str_of(cases[i].text);
        char found[200] = "";
        while (text.len > 0) {
            vb_str line = vb_display_line(&text, cases[i].width);
            if (line.len > 0 && found[0] != '\0')
                strcat(found, "|");
            strncat(found, line.ptr, line.len);
        }
        cr_expect_str_eq(found, cases[i].lines, "%s: %s", cases[i].what, found);
    }
}
