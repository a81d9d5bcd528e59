#include "lexicon/pattern_scan.h"

#include "text/utf8.h"

#include <stdarg.h>
#include <string.h>

bool vb_scan_fault(vb_scanner *s, size_t column, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void)vb_fail_at(s->err, VB_ERROR_LEXICON, NULL, 0, column, "%s", text);
    return false;
}

/* White space of Unicode: people paste terms from elsewhere. */
static bool is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 0x09 && cp <= 0x0D) || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
           cp == 0x3000;
}

vb_str vb_scan_char(const vb_scanner *s, uint32_t *cp)
{
    *cp = 0;
    if (s->at == s->end)
        return (vb_str){s->at, 0};
    return (vb_str){s->at, vb_utf8_decode(s->at, s->end, cp)};
}

void vb_scan_skip(vb_scanner *s, size_t ascii)
{
    s->at += ascii;
    s->column += ascii;
}

void vb_scan_spaces(vb_scanner *s)
{
    uint32_t cp;
    while (s->at < s->end && *s->at == ' ') /* as most are */
        vb_scan_skip(s, 1);
    for (vb_str c = vb_scan_char(s, &cp); c.len > 0 && is_space(cp); c = vb_scan_char(s, &cp)) {
        s->at += c.len;
        s->column++;
    }
}

size_t vb_scan_letters(const vb_scanner *s)
{
    const char *at = s->at;
    while (at < s->end && ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z')))
        at++;
    return (size_t)(at - s->at);
}

bool vb_scan_starts(const vb_scanner *s, const char *text)
{
    size_t len = strlen(text);
    return (size_t)(s->end - s->at) >= len && memcmp(s->at, text, len) == 0;
}

bool vb_scan_slot_ends(const vb_scanner *s, size_t ahead)
{
    vb_scanner then = *s;
    then.at += ahead;
    uint32_t cp;
    vb_str c = vb_scan_char(&then, &cp);
    return c.len == 0 || is_space(cp) || cp == '|' || cp == ')' || cp == '^' || cp == '$';
}

bool vb_scan_expect_end(vb_scanner *s, const char *after)
{
    if (vb_scan_slot_ends(s, 0))
        return true;
    if (*s->at == '-')
        return vb_scan_fault(s, s->column, "a hyphen behind %s, write the whole words instead, as in `(a-c|b-c)`",
                             after);
    if (*s->at == '?')
        return vb_scan_fault(s, s->column, "stray `?` behind %s, write `(...)?` around what may be missing", after);
    return vb_scan_fault(s, s->column, "no blank behind %s, write one", after);
}

size_t vb_scan_gap_mark(const vb_scanner *s)
{
    if (s->at == s->end || (*s->at != '.' && *s->at != '\xE2'))
        return 0;
    return vb_scan_starts(s, "...") || vb_scan_starts(s, "\xE2\x80\xA6") ? 3 : 0;
}

bool vb_scan_number(vb_scanner *s, uint32_t *number)
{
    const char *beg = s->at;
    for (*number = 0; s->at < s->end && *s->at >= '0' && *s->at <= '9'; vb_scan_skip(s, 1))
        *number = *number > 100 ? 1000 : *number * 10 + (uint32_t)(*s->at - '0');
    return s->at > beg;
}
