#include "text/width.h"

#include "base/str.h"

#include <utf8proc.h>

enum { EMOJI_STYLE = 0xFE0F, FLAG_FIRST = 0x1F1E6, FLAG_LAST = 0x1F1FF };

/* A code point at s.ptr, or -1 for a byte that is not UTF-8; its length in *len. */
static utf8proc_int32_t decode(vb_str s, size_t *len)
{
    utf8proc_int32_t cp;
    utf8proc_ssize_t most = s.len < 4 ? (utf8proc_ssize_t)s.len : 4;
    utf8proc_ssize_t took = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr, most, &cp);
    *len = took > 0 ? (size_t)took : 1;
    return took > 0 ? cp : -1;
}

static size_t code_point_width(utf8proc_int32_t cp)
{
    if (cp < 0)
        return 1;
    if (cp >= FLAG_FIRST && cp <= FLAG_LAST) /* two of them are one flag, in one cluster */
        return 2;
    int width = utf8proc_charwidth(cp);
    return width > 0 ? (size_t)width : 0;
}

/* The first grapheme cluster of `s` (not empty): its bytes, and its columns in *width.  A cluster is as wide as its
 * widest code point: a letter and its marks, the parts of a joined emoji. */
static size_t cluster(vb_str s, size_t *width)
{
    size_t len;
    utf8proc_int32_t cp = decode(s, &len);
    *width = code_point_width(cp);
    utf8proc_int32_t state = 0;
    for (size_t at = len; cp >= 0 && at < s.len; at += len) {
        utf8proc_int32_t next = decode(vb_str_cut(s, at, s.len), &len);
        if (next < 0 || utf8proc_grapheme_break_stateful(cp, next, &state))
            return at;
        size_t more = next == EMOJI_STYLE ? 2 : code_point_width(next);
        *width = more > *width ? more : *width;
        cp = next;
    }
    return cp >= 0 ? s.len : len;
}

static bool is_plain(char c)
{
    return c >= ' ' && c <= '~';
}

/* Columns of the beginning of `s` that takes at most `most`; its bytes in *len. */
static size_t measure(vb_str s, size_t most, size_t *len)
{
    size_t columns = 0;
    size_t at = 0;
    while (at < s.len) {
        size_t width = 1;
        size_t took = 1;
        if (!is_plain(s.ptr[at]) || (at + 1 < s.len && !is_plain(s.ptr[at + 1])))
            took = cluster(vb_str_cut(s, at, s.len), &width);
        if (width > most - columns)
            break;
        columns += width;
        at += took;
    }
    *len = at;
    return columns;
}

size_t vb_display_width(vb_str s)
{
    size_t len;
    return measure(s, SIZE_MAX, &len);
}

size_t vb_display_cut(vb_str s, size_t width)
{
    size_t len;
    (void)measure(s, width, &len);
    return len;
}

/* A line may end at `at`: with the text, or at a space; "19 %" stays together. */
static bool breaks_at(vb_str s, size_t at)
{
    return at == s.len || (s.ptr[at] == ' ' && (at + 1 == s.len || s.ptr[at + 1] != '%'));
}

vb_str vb_display_line(vb_str *text, size_t width)
{
    while (text->len > 0 && text->ptr[0] == ' ')
        *text = vb_str_cut(*text, 1, text->len);
    size_t end = vb_display_cut(*text, width);
    if (end == 0 && text->len > 0) {
        size_t columns;
        end = cluster(*text, &columns);
    }
    size_t space = end;
    while (space > 0 && !breaks_at(*text, space))
        space--;
    if (space > 0)
        end = space;
    vb_str line = vb_str_cut(*text, 0, end);
    *text = vb_str_cut(*text, end, text->len);
    while (line.len > 0 && line.ptr[line.len - 1] == ' ')
        line.len--;
    while (text->len > 0 && text->ptr[0] == ' ')
        *text = vb_str_cut(*text, 1, text->len);
    return line;
}
