#include "text/bullet.h"

#include "base/str.h"
#include "text/properties.h"
#include "text/utf8.h"

static bool is_space_at(vb_str s, size_t at)
{
    if (at >= s.len)
        return false;
    unsigned char lead = (unsigned char)s.ptr[at];
    size_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3; /* no white space is of four bytes */
    return len <= s.len - at && vb_utf8_valid(vb_str_cut(s, at, at + len), NULL) &&
           vb_sentence_is_white(vb_property_at(s, at, &len).sentence);
}

size_t vb_bullet_at(vb_str s, size_t at)
{
    static const char *const signs[] = {"-",      "*",      "+",      "\u00B7", "\u2013", "\u2014", "\u2022",
                                        "\u2023", "\u2043", "\u25AA", "\u25A0", "\u25CF", "\u25E6"};
    vb_str rest = vb_str_cut(s, at, s.len);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i]);
        if (rest.len >= len && memcmp(rest.ptr, signs[i], len) == 0)
            return is_space_at(rest, len) ? len : 0;
    }
    size_t digits = 0;
    while (digits < 4 && digits < rest.len && rest.ptr[digits] >= '0' && rest.ptr[digits] <= '9')
        digits++;
    bool marked = digits < rest.len && (rest.ptr[digits] == '.' || rest.ptr[digits] == ')');
    return digits > 0 && digits < 4 && marked && is_space_at(rest, digits + 1) ? digits + 1 : 0;
}
