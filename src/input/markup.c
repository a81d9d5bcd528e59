#include "input/markup.h"

#include "base/str.h"

#include <strings.h>

const char *vb_markup_name(vb_str first)
{
    static const struct {
        const char *begins, *name;
    } kinds[] = {
        {"<!doctype html", "a web page (HTML)"},
        {"<html", "a web page (HTML)"},
        {"<?xml", "an XML file"},
        {"{\\rtf", "a formatted text (RTF)"},
        {"%PDF-", "a PDF"},
    };
    if (first.len >= 3 && memcmp(first.ptr, "\xEF\xBB\xBF", 3) == 0)
        first = vb_str_cut(first, 3, first.len);
    first = vb_str_trim(first);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t len = strlen(kinds[i].begins);
        if (first.len >= len && strncasecmp(first.ptr, kinds[i].begins, len) == 0)
            return kinds[i].name;
    }
    return NULL;
}
