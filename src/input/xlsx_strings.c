/* Shared strings: text that cells have in common, and most have.  They are kept in memory as they are numbered: their
 * bytes and four more each. */
#include "input/xlsx_book.h"

#include "base/grow.h"
#include "base/str.h"
#include "text/utf8.h"

#include <stdlib.h>

/* Offsets are of 32 bits. */
#define TEXT_MOST ((size_t)UINT32_MAX)

/* ---- Escapes ---- */

static unsigned hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? (unsigned)(c - '0')
           : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
           : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
                                  : 16;
}

/* Is there `_xHHHH_` at p?  Its code unit in *unit. */
static bool read_escape(const char *p, const char *end, uint32_t *unit)
{
    if (end - p < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
        return false;
    *unit = 0;
    for (int i = 2; i < 6; i++) {
        unsigned digit = hex_digit(p[i]);
        if (digit > 15)
            return false;
        *unit = *unit << 4 | digit;
    }
    return true;
}

void vb_xlsx_unescape(vb_buffer *b, size_t at)
{
    if (b->failed || b->len - at < 7 || memmem(b->ptr + at, b->len - at, "_x", 2) == NULL)
        return;
    const char *p = b->ptr + at, *end = b->ptr + b->len;
    char *out = b->ptr + at; /* never before p: an escape is longer than what it stands for */
    while (p < end) {
        uint32_t c, low;
        if (!read_escape(p, end, &c)) {
            *out++ = *p++;
            continue;
        }
        p += 7;
        if (c >= 0xD800 && c <= 0xDBFF && read_escape(p, end, &low) && low >= 0xDC00 && low <= 0xDFFF) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            p += 7;
        } else if (c >= 0xD800 && c <= 0xDFFF) {
            c = 0xFFFD; /* half a character */
        }
        out += vb_utf8_encode(c, out);
    }
    b->len = (size_t)(out - b->ptr);
}

/* ---- The part ---- */

typedef struct {
    vb_xlsx_part *part;
    vb_xlsx_strings *strings;
    bool in_item, in_text;
    size_t phonetic; /* elements deep in a phonetic run: how it is read aloud, not what it says */
} reading;

static void begin_string(reading *r)
{
    vb_xlsx_strings *s = r->strings;
    r->in_item = true;
    if (!vb_grow(&s->begins, &s->cap, s->n + 2, sizeof *s->begins)) {
        vb_xlsx_part_fail(r->part, VB_ERROR_MEMORY, "out of memory");
        return;
    }
    s->begins[s->n] = (uint32_t)s->text.len;
}

static void end_string(reading *r)
{
    vb_xlsx_strings *s = r->strings;
    r->in_item = false;
    vb_xlsx_unescape(&s->text, s->begins[s->n]);
    if (s->text.failed)
        vb_xlsx_part_fail(r->part, VB_ERROR_MEMORY, "out of memory");
    s->begins[++s->n] = (uint32_t)s->text.len;
}

static void on_start(void *self, const char *name, const char **attributes)
{
    reading *r = self;
    (void)attributes;
    if (r->phonetic > 0 || strcmp(name, "rPh") == 0)
        r->phonetic++;
    else if (strcmp(name, "si") == 0 && !r->in_item)
        begin_string(r);
    else if (strcmp(name, "t") == 0 && r->in_item)
        r->in_text = true;
}

static void on_end(void *self, const char *name)
{
    reading *r = self;
    if (r->phonetic > 0)
        r->phonetic--;
    else if (strcmp(name, "si") == 0 && r->in_item)
        end_string(r);
    else if (strcmp(name, "t") == 0)
        r->in_text = false;
}

static void on_text(void *self, const char *text, size_t len)
{
    reading *r = self;
    if (!r->in_text || r->phonetic > 0)
        return;
    if (len > TEXT_MOST - r->strings->text.len) {
        vb_xlsx_part_fail(r->part, VB_ERROR_INPUT, "more than 4 GB of text: save the sheet as CSV");
        return;
    }
    vb_buffer_add(&r->strings->text, text, len);
}

vb_status vb_xlsx_strings_read(vb_xlsx_book *book, vb_error *err)
{
    static const vb_xlsx_handlers handlers = {on_start, on_end, on_text};
    if (book->strings_part == NULL || !vb_xlsx_package_has(book->package, book->strings_part))
        return VB_OK;
    reading r = {.strings = &book->strings};
    return vb_xlsx_part_run(book->package, book->strings_part, &handlers, &r, &r.part, err);
}
