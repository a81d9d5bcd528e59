/* JSON Lines, and JSON strings. */
#include "output/row_formats.h"

#include "base/hash.h"
#include "base/str.h"
#include "text/utf8.h"

static void add_escape(vb_buffer *out, unsigned char c)
{
    static const char short_names[] = "\b\t\n\f\r\"\\";
    static const char short_letters[] = "btnfr\"\\";
    const char *found = c == '\0' ? NULL : strchr(short_names, c);
    if (found != NULL) {
        char text[2] = {'\\', short_letters[found - short_names]};
        vb_buffer_add(out, text, sizeof text);
        return;
    }
    static const char digits[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
    vb_buffer_add(out, text, sizeof text);
}

void vb_json_string(vb_buffer *out, vb_str text)
{
    bool valid = vb_utf8_valid(text, NULL);
    vb_buffer_add_char(out, '"');
    size_t beg = 0; /* of the run that is copied as it stands */
    size_t at = 0;
    while (at < text.len) {
        unsigned char c = (unsigned char)text.ptr[at];
        size_t len = c < 0x80 || valid ? 1 : vb_character_at(text, at);
        if (len > 0 && c >= ' ' && c != '"' && c != '\\' && c != 0x7F) {
            at += len;
            continue;
        }
        vb_buffer_add_str(out, vb_str_cut(text, beg, at));
        if (len == 0)
            vb_buffer_add_text(out, "\xEF\xBF\xBD"); /* U+FFFD */
        else
            add_escape(out, c);
        beg = ++at;
    }
    vb_buffer_add_str(out, vb_str_cut(text, beg, text.len));
    vb_buffer_add_char(out, '"');
}

/* ---- Rows ---- */

/* Digits from `at` on; the place behind them. */
static size_t skip_digits(vb_str s, size_t at)
{
    while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9')
        at++;
    return at;
}

bool vb_is_number(vb_str s)
{
    size_t beg = s.len > 0 && s.ptr[0] == '-' ? 1 : 0;
    size_t at = skip_digits(s, beg);
    if (at == beg || (s.ptr[beg] == '0' && at > beg + 1))
        return false;
    if (at < s.len && s.ptr[at] == '.') {
        beg = at + 1;
        at = skip_digits(s, beg);
        if (at == beg)
            return false;
    }
    if (at < s.len && (s.ptr[at] == 'e' || s.ptr[at] == 'E')) {
        beg = at + 1;
        if (beg < s.len && (s.ptr[beg] == '-' || s.ptr[beg] == '+'))
            beg++;
        at = skip_digits(s, beg);
        if (at == beg)
            return false;
    }
    return at == s.len;
}

static void add_codes(vb_buffer *out, vb_str codes)
{
    bool any = false;
    vb_buffer_add_char(out, '[');
    for (size_t beg = 0, end; beg < codes.len; beg = end + 1) {
        for (end = beg; end < codes.len && codes.ptr[end] != ';';)
            end++;
        vb_str code = vb_str_trim(vb_str_cut(codes, beg, end));
        if (code.len == 0)
            continue;
        if (any)
            vb_buffer_add_char(out, ',');
        vb_json_string(out, code);
        any = true;
    }
    vb_buffer_add_char(out, ']');
}

static void add_value(vb_buffer *out, vb_added_kind kind, vb_str value)
{
    switch (kind) {
    case VB_KIND_CODES:
        add_codes(out, value);
        break;
    case VB_KIND_NUMBER:
    case VB_KIND_FLAG:
        vb_buffer_add_str(out, vb_is_number(value) ? value : VB_LITERAL("null"));
        break;
    case VB_KIND_TEXT:
    case VB_KIND_CODE:
        vb_json_string(out, value);
        break;
    }
}

/* The object that JSON Lines input had, up to its closing brace, where that can stand; false if it cannot.  *empty:
 * it has no member. */
static bool add_original(const vb_row_layout *layout, const vb_record *record, bool *empty, vb_buffer *out)
{
    vb_str raw = record->raw;
    if (layout->input != VB_INPUT_JSONL || raw.len < 2 || raw.ptr[0] != '{' || raw.ptr[raw.len - 1] != '}')
        return false;
    raw.len--;
    *empty = vb_str_trim(vb_str_cut(raw, 1, raw.len)).len == 0;
    vb_buffer_add_str(out, raw);
    return true;
}

void vb_row_json(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out)
{
    bool empty = layout->n_header == 0;
    if (!add_original(layout, record, &empty, out)) {
        vb_buffer_add_char(out, '{');
        for (size_t i = 0; i < layout->n_header; i++) {
            if (i > 0)
                vb_buffer_add_char(out, ',');
            vb_json_string(out, layout->header[i]);
            vb_buffer_add_char(out, ':');
            vb_json_string(out, record->cells[i]);
        }
    }
    for (size_t i = 0; i < layout->n_added; i++) {
        if (i > 0 || !empty)
            vb_buffer_add_char(out, ',');
        vb_json_string(out, layout->added[i]);
        vb_buffer_add_char(out, ':');
        add_value(out, layout->kinds == NULL ? VB_KIND_TEXT : layout->kinds[i], values[i]);
    }
    vb_buffer_add(out, "}\n", 2);
}

/* ---- Names ---- */

/* `name` with a number behind it, the first from *number on that nobody has; *number moves behind it.
 * `ptr` NULL when memory is out. */
static vb_str numbered(const vb_map *taken, vb_str name, size_t *number, vb_arena *arena)
{
    vb_buffer text = {0};
    do {
        vb_buffer_clear(&text);
        vb_buffer_add_str(&text, name);
        vb_buffer_printf(&text, " (%zu)", (*number)++);
    } while (!text.failed && vb_map_find(taken, vb_buffer_str(&text)) != VB_MAP_NONE);
    vb_str key = text.failed ? (vb_str){NULL, 0} : vb_arena_copy(arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    return key;
}

bool vb_row_keys(const vb_str *header, size_t n_header, const vb_str *added, size_t n_added, vb_arena *arena,
                 vb_str *keys)
{
    vb_map taken = {0}; /* key -> the number to try next for another column of that name */
    bool ok = true;
    for (size_t i = 0; ok && i < n_added; i++)
        ok = vb_map_set(&taken, added[i], 2);
    for (size_t i = 0; ok && i < n_header; i++) {
        vb_str name = header[i].len > 0 ? header[i] : VB_LITERAL("column");
        size_t number = vb_map_find(&taken, name);
        keys[i] = name;
        if (number != VB_MAP_NONE) {
            keys[i] = numbered(&taken, name, &number, arena);
            ok = vb_map_set(&taken, name, number);
        }
        ok = ok && keys[i].ptr != NULL && vb_map_set(&taken, keys[i], 2);
    }
    vb_map_release(&taken);
    return ok;
}

/* Whether the header has `name`, or an object of that name. */
static bool header_has(const vb_str *header, size_t n_header, vb_str name)
{
    for (size_t i = 0; i < n_header; i++)
        if (header[i].len >= name.len && memcmp(header[i].ptr, name.ptr, name.len) == 0 &&
            (header[i].len == name.len || header[i].ptr[name.len] == '.'))
            return true;
    return false;
}

bool vb_row_added_keys(const vb_str *header, size_t n_header, const vb_str *added, size_t n_added, vb_arena *arena,
                       vb_str *keys)
{
    vb_map taken = {0}; /* as in vb_row_keys() */
    bool ok = true;
    for (size_t i = 0; ok && i < n_header; i++)
        ok = vb_map_set(&taken, header[i], 2);
    for (size_t i = 0; ok && i < n_added; i++)
        ok = !header_has(header, n_header, added[i]) || vb_map_set(&taken, added[i], 2);
    for (size_t i = 0; ok && i < n_added; i++) {
        size_t number = vb_map_find(&taken, added[i]);
        keys[i] = number == VB_MAP_NONE ? added[i] : numbered(&taken, added[i], &number, arena);
        ok = keys[i].ptr != NULL && vb_map_set(&taken, keys[i], 2);
    }
    vb_map_release(&taken);
    return ok;
}
