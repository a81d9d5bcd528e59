#include "output/xlsx_text.h"

#include "base/str.h"
#include "output/row_formats.h"

/* `_xHHHH_` stands for a character (ECMA-376-1, 22.9.2.19), so text that is just that needs its first _ escaped. */
static bool is_escape(vb_str s, size_t at)
{
    if (s.len - at < 7 || s.ptr[at] != '_' || s.ptr[at + 1] != 'x' || s.ptr[at + 6] != '_')
        return false;
    for (size_t i = at + 2; i < at + 6; i++) {
        char c = s.ptr[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

/* The end of the text's first characters that fill at most `most` units; *all if that is all of it. */
static size_t fitting(vb_str text, size_t most, bool *all)
{
    size_t units = 0, at = 0;
    while (at < text.len) {
        size_t len = vb_character_at(text, at);
        size_t more = len == 4 ? 2 : 1;
        if (units + more > most)
            break;
        units += more;
        at += len == 0 ? 1 : len;
    }
    *all = at == text.len;
    return at;
}

bool vb_xlsx_text(vb_str text, size_t most, const char *mark, vb_buffer *out, size_t *width)
{
    bool all, in_line = true;
    size_t end = fitting(text, most, &all);
    if (!all)
        end = fitting(text, most - strlen(mark), &all); /* a mark's bytes are at least its units */
    bool cut = end < text.len;
    vb_buffer_clear(out);
    *width = 0;
    for (size_t at = 0, len; at < end; at += len == 0 ? 1 : len) {
        const char *p = text.ptr + at;
        len = vb_character_at(text, at);
        in_line = in_line && *p != '\n';
        *width += in_line;
        if (*p == '\0')
            vb_buffer_add_text(out, "_x0000_");
        else if (*p == '_' && is_escape(text, at))
            vb_buffer_add_text(out, "_x005F_");
        else if (len == 0 || (len == 3 && memcmp(p, "\xEF\xBF", 2) == 0 && (unsigned char)p[2] >= 0xBE))
            vb_buffer_add_text(out, "\xEF\xBF\xBD");
        else
            vb_buffer_add(out, p, len);
    }
    if (cut)
        vb_buffer_add_text(out, mark);
    vb_buffer_add_char(out, '\0');
    return cut;
}

void vb_xlsx_sheet_name(vb_str title, vb_buffer *out)
{
    enum { MOST = 31 };
    size_t width;
    (void)vb_xlsx_text(vb_str_trim(title), MOST, "", out, &width);
    if (out->failed)
        return;
    for (char *p = out->ptr; *p != '\0'; p++)
        if (strchr("[]:*?/\\", *p) != NULL || (unsigned char)*p < 0x20 ||
            (*p == '\'' && (p == out->ptr || p[1] == '\0')))
            *p = ' ';
    if (out->ptr[0] == '\0') {
        vb_buffer_clear(out);
        vb_buffer_add(out, "Sheet", sizeof "Sheet");
    }
}
