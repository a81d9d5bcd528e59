#include "report/markup.h"

#include "base/str.h"
#include "output/rows.h"
#include "text/utf8.h"

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void vb_markup_text(vb_buffer *out, vb_str text)
{
    size_t bad;
    while (text.len > 0) {
        size_t good = vb_utf8_valid(text, &bad) ? text.len : bad;
        for (size_t i = 0; i < good; i++) {
            char c = text.ptr[i];
            const char *name = entity(c);
            if (name != NULL)
                vb_buffer_add_text(out, name);
            else
                vb_buffer_add_char(out, (unsigned char)c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
        }
        if (good < text.len)
            vb_buffer_add_text(out, "\xEF\xBF\xBD");
        text = vb_str_cut(text, good < text.len ? good + 1 : good, text.len);
    }
}

void vb_markup_json(vb_buffer *out, vb_str text)
{
    vb_buffer json = {0};
    vb_json_string(&json, text);
    for (size_t i = 0; i < json.len; i++) {
        if (json.ptr[i] == '<') /* "</script" and "<!--" would end or change the element */
            vb_buffer_add_text(out, "\\u003c");
        else
            vb_buffer_add_char(out, json.ptr[i]);
    }
    out->failed |= json.failed;
    vb_buffer_release(&json);
}
