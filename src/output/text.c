/* Rows to read in a terminal, and making strangers' text safe for one. */
#include "output/row_formats.h"

#include "base/str.h"
#include "text/utf8.h"
#include "text/width.h"

/* Columns: of the whole if nobody says, of the margin that holds the row's number, and of text at least. */
enum { WIDTH = 80, MARGIN = 6, LEAST = 20 };

/* A longer name of a column (a whole question) has a line of its own. */
enum { LONGEST_NAME = 20 };

/* Characters that turn the direction of the text around them, and so can make it show something else than it says:
 * embeddings and overrides (U+202A to U+202E), isolates (U+2066 to U+2069). */
static bool turns_direction(uint32_t cp)
{
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_line_break(uint32_t cp)
{
    return (cp >= '\t' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

void vb_terminal_text(vb_buffer *out, vb_str text)
{
    size_t beg = 0; /* of the run that is copied as it stands */
    size_t at = 0;
    while (at < text.len) {
        size_t len = vb_character_at(text, at);
        uint32_t cp = (unsigned char)text.ptr[at];
        if (len > 0)
            (void)vb_utf8_decode(text.ptr + at, text.ptr + text.len, &cp);
        bool control = cp < ' ' || (cp >= 0x7F && cp <= 0x9F);
        if (len > 0 && !control && !is_line_break(cp) && !turns_direction(cp)) {
            at += len;
            continue;
        }
        vb_buffer_add_str(out, vb_str_cut(text, beg, at));
        if (len > 0 && is_line_break(cp)) {
            if (cp == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n')
                len = 2;
            vb_buffer_add_char(out, ' ');
        } else {
            vb_buffer_printf(out, cp > 0xFF ? "\\u%04x" : "\\x%02x", (unsigned)cp);
        }
        at += len > 0 ? len : 1;
        beg = at;
    }
    vb_buffer_add_str(out, vb_str_cut(text, beg, text.len));
}

void vb_markdown_text(vb_buffer *out, vb_str text)
{
    vb_buffer safe = {0};
    vb_terminal_text(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        if (strchr("\\`*_[]<>|~&#$", safe.ptr[i]) != NULL && safe.ptr[i] != '\0')
            vb_buffer_add_char(out, '\\');
        vb_buffer_add_char(out, safe.ptr[i]);
    }
    out->failed |= safe.failed;
    vb_buffer_release(&safe);
}

static void add_spaces(vb_buffer *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_char(out, ' ');
}

/* `text` wrapped at `width`, its lines but the first behind `indent` spaces; the first stands where the line already
 * is. */
static void add_wrapped(vb_buffer *out, vb_str text, size_t indent, size_t width)
{
    vb_buffer safe = {0};
    vb_terminal_text(&safe, text);
    vb_str rest = vb_buffer_str(&safe);
    width = indent + LEAST < width ? width - indent : LEAST;
    vb_buffer_add_str(out, vb_display_line(&rest, width));
    while (rest.len > 0) {
        vb_buffer_add_char(out, '\n');
        add_spaces(out, indent);
        vb_buffer_add_str(out, vb_display_line(&rest, width));
    }
    vb_buffer_add_char(out, '\n');
    out->failed |= safe.failed;
    vb_buffer_release(&safe);
}

void vb_row_text(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out)
{
    vb_str answer = layout->answer < layout->n_header ? record->cells[layout->answer] : VB_LITERAL("");
    size_t edge = layout->width == 0 ? WIDTH : layout->width;
    vb_buffer_printf(out, "%*zu  ", MARGIN - 2, record->row);
    add_wrapped(out, vb_str_trim(answer).len > 0 ? answer : VB_LITERAL("(empty)"), MARGIN, edge);
    size_t longest = 0;
    for (size_t i = 0; i < layout->n_added; i++) {
        size_t width = vb_display_width(layout->added[i]);
        longest = width > longest && width <= LONGEST_NAME ? width : longest;
    }
    for (size_t i = 0; i < layout->n_added; i++) {
        if (values[i].len == 0)
            continue;
        add_spaces(out, MARGIN);
        vb_terminal_text(out, layout->added[i]);
        size_t width = vb_display_width(layout->added[i]);
        if (width <= longest) {
            add_spaces(out, longest - width + 2);
        } else {
            vb_buffer_add_char(out, '\n');
            add_spaces(out, MARGIN + longest + 2);
        }
        add_wrapped(out, values[i], MARGIN + longest + 2, edge);
    }
    vb_buffer_add_char(out, '\n');
}
