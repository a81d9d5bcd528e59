#include "input/jsonl_text.h"

#include "base/str.h"

enum { ARRAYS_DEEPEST = 16 }; /* arrays in arrays that are joined; deeper ones are shown as written */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && is_space(*at))
        at++;
    return at;
}

/* Behind the string whose opening quote is at `at`. */
static const char *skip_string(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        if (*at == '\\')
            at++;
    return at < end ? at + 1 : end;
}

/* Behind the value that begins at `at`. */
static const char *skip_value(const char *at, const char *end)
{
    size_t depth = 0;
    do {
        if (at >= end)
            return end;
        char c = *at;
        if (c == '"') {
            at = skip_string(at, end);
            continue;
        }
        if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            depth--;
        } else if (depth == 0) { /* a number or a word: up to what ends it */
            while (at < end && !is_space(*at) && *at != ',' && *at != '}' && *at != ']')
                at++;
            return at;
        }
        at++;
    } while (depth > 0);
    return at;
}

vb_json_walk vb_json_enter(vb_str value)
{
    if (value.len < 2)
        return (vb_json_walk){value.ptr, value.ptr};
    return (vb_json_walk){value.ptr + 1, value.ptr + value.len - 1};
}

bool vb_json_item(vb_json_walk *walk, vb_str *value)
{
    const char *at = skip_space(walk->at, walk->end);
    if (at < walk->end && *at == ',')
        at = skip_space(at + 1, walk->end);
    if (at >= walk->end)
        return false;
    walk->at = skip_value(at, walk->end);
    *value = (vb_str){at, (size_t)(walk->at - at)};
    return true;
}

bool vb_json_member(vb_json_walk *walk, vb_str *key, vb_str *value)
{
    if (!vb_json_item(walk, key))
        return false;
    const char *at = skip_space(walk->at, walk->end);
    if (at < walk->end && *at == ':')
        at = skip_space(at + 1, walk->end);
    walk->at = skip_value(at, walk->end);
    *value = (vb_str){at, (size_t)(walk->at - at)};
    return true;
}

/* ---- Strings ---- */

bool vb_json_is_plain(vb_str string)
{
    return memchr(string.ptr, '\\', string.len) == NULL;
}

static uint32_t hex(const char *p)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        value = value * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

static void add_code_point(vb_buffer *out, uint32_t cp)
{
    if (cp < 0x80) {
        vb_buffer_add_char(out, (char)cp);
        return;
    }
    if (cp < 0x800) {
        vb_buffer_add_char(out, (char)(0xC0 | cp >> 6));
    } else {
        if (cp < 0x10000) {
            vb_buffer_add_char(out, (char)(0xE0 | cp >> 12));
        } else {
            vb_buffer_add_char(out, (char)(0xF0 | cp >> 18));
            vb_buffer_add_char(out, (char)(0x80 | (cp >> 12 & 0x3F)));
        }
        vb_buffer_add_char(out, (char)(0x80 | (cp >> 6 & 0x3F)));
    }
    vb_buffer_add_char(out, (char)(0x80 | (cp & 0x3F)));
}

/* The \u escape at s.ptr[at] (its backslash), with the second half of a surrogate pair; the place behind it. */
static size_t add_unicode(vb_buffer *out, vb_str s, size_t at)
{
    if (at + 6 > s.len)
        return s.len;
    uint32_t cp = hex(s.ptr + at + 2);
    at += 6;
    if (cp >= 0xD800 && cp <= 0xDBFF && at + 6 <= s.len && s.ptr[at] == '\\' && s.ptr[at + 1] == 'u') {
        uint32_t low = hex(s.ptr + at + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            add_code_point(out, 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00));
            return at + 6;
        }
    }
    add_code_point(out, cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp);
    return at;
}

void vb_json_unquote(vb_str string, vb_buffer *out)
{
    vb_str s = string.len < 2 ? VB_LITERAL("") : vb_str_cut(string, 1, string.len - 1);
    size_t beg = 0;
    while (beg < s.len) {
        const char *slash = memchr(s.ptr + beg, '\\', s.len - beg);
        size_t at = slash == NULL ? s.len : (size_t)(slash - s.ptr);
        vb_buffer_add_str(out, vb_str_cut(s, beg, at));
        if (at + 1 >= s.len)
            return;
        static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
        char c = s.ptr[at + 1];
        const char *found = strchr(letters, c);
        if (c == 'u') {
            beg = add_unicode(out, s, at);
            continue;
        }
        vb_buffer_add_char(out, found == NULL || c == '\0' ? c : meant[found - letters]);
        beg = at + 2;
    }
}

/* ---- What a person reads ---- */

static void show(vb_str value, size_t depth, vb_buffer *out)
{
    char c = value.len == 0 ? 'n' : value.ptr[0];
    if (c == '"') {
        vb_json_unquote(value, out);
    } else if (c == '[' && depth < ARRAYS_DEEPEST) {
        vb_json_walk walk = vb_json_enter(value);
        size_t beg = out->len;
        for (vb_str item; vb_json_item(&walk, &item);) {
            size_t before = out->len;
            if (before > beg)
                vb_buffer_add_text(out, "; ");
            size_t shown = out->len;
            show(item, depth + 1, out);
            if (out->len == shown)
                out->len = before; /* null, or empty: nothing to part */
        }
    } else if (c == '{' && value.len == 2) {
        return;
    } else if (c != 'n') {
        vb_buffer_add_str(out, value);
    }
}

void vb_json_show(vb_str value, vb_buffer *out)
{
    show(value, 0, out);
}
