/* Number formats: which numbers are dates (ECMA-376-1, 18.8.30 and 18.8.31). */
#include "input/xlsx_book.h"

#include "base/grow.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FORMATS_MOST = 1 << 20, STYLES_MOST = 1 << 20 };

vb_xlsx_look vb_xlsx_look_of_id(unsigned long id)
{
    /* 18.8.30 has 14 to 22 and 45 to 47 for all languages, the others for Chinese, Japanese and Korean: there 32 to
     * 35 and, in Chinese, 55 and 56 are times. */
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 ||
        id == 58)
        return VB_XLSX_DATE;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 55 || id == 56)
        return VB_XLSX_TIME;
    if (id == 22)
        return VB_XLSX_DATE_TIME;
    if (id == 46)
        return VB_XLSX_ELAPSED;
    if (id == 47)
        return (vb_xlsx_look)(VB_XLSX_TIME | VB_XLSX_FRACTIONS);
    return VB_XLSX_NUMBER;
}

/* [h], [mm], [ss]: time gone by. */
static bool is_elapsed(const char *p, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (strchr("hHmMsS", p[i]) == NULL)
            return false;
    return len > 0;
}

vb_xlsx_look vb_xlsx_look_of_code(const char *code)
{
    bool date = false, time = false, elapsed = false, fractions = false;
    bool month_or_minute = false;
    if (strcasecmp(code, "general") == 0 || strcasecmp(code, "standard") == 0)
        return VB_XLSX_NUMBER;
    for (const char *p = code; *p != '\0' && *p != ';'; p++) {
        size_t skip = 0;
        switch (*p) {
        case '"':
            skip = strcspn(p + 1, "\"") + 1;
            break;
        case '\\':
        case '_':
        case '*': /* the next character is text, a width, a filler */
            skip = 1;
            break;
        case '[':
            skip = strcspn(p + 1, "]") + 1;
            elapsed = elapsed || is_elapsed(p + 1, skip - 1);
            break;
        case 'y':
        case 'Y':
        case 'd':
        case 'D':
            date = true;
            break;
        case 'h':
        case 'H':
        case 's':
        case 'S':
            time = true;
            fractions = fractions || strncmp(p + 1, ".0", 2) == 0;
            break;
        case 'm':
        case 'M':
            month_or_minute = true;
            break;
        case 'A': /* AM/PM, A/P: the M is none of the above */
        case 'a':
            skip = strncasecmp(p, "AM/PM", 5) == 0 ? 4 : 0;
            break;
        default:
            break;
        }
        if (strnlen(p, skip + 1) <= skip)
            break;
        p += skip;
    }
    unsigned look = elapsed           ? VB_XLSX_ELAPSED
                    : date && time    ? VB_XLSX_DATE_TIME
                    : time            ? VB_XLSX_TIME
                    : date            ? VB_XLSX_DATE
                    : month_or_minute ? VB_XLSX_DATE
                                      : VB_XLSX_NUMBER;
    return (vb_xlsx_look)(look | (fractions ? VB_XLSX_FRACTIONS : 0U));
}

/* ---- The styles part ---- */

typedef struct {
    unsigned long id;
    vb_xlsx_look look;
} format;

typedef struct {
    vb_xlsx_part *part;
    vb_xlsx_book *book;
    format *formats;
    size_t n, cap;
    bool in_cells; /* cellXfs: what cells' styles number */
} reading;

static unsigned long id_of(const char **attributes)
{
    const char *id = vb_xlsx_attribute(attributes, "numFmtId");
    return id == NULL ? 0 : strtoul(id, NULL, 10);
}

static void add_format(reading *r, const char **attributes)
{
    const char *code = vb_xlsx_attribute(attributes, "formatCode");
    if (code == NULL || r->n == FORMATS_MOST)
        return;
    if (!VB_PUSH_ROOM(r->formats, r->n, r->cap)) {
        vb_xlsx_part_fail(r->part, VB_ERROR_MEMORY, "out of memory");
        return;
    }
    r->formats[r->n++] = (format){id_of(attributes), vb_xlsx_look_of_code(code)};
}

static void add_style(reading *r, const char **attributes)
{
    unsigned long id = id_of(attributes);
    vb_xlsx_book *book = r->book;
    vb_xlsx_look look = vb_xlsx_look_of_id(id);
    for (size_t i = 0; i < r->n; i++) /* a file's own formats come first, and may have a built-in one's number */
        if (r->formats[i].id == id)
            look = r->formats[i].look;
    if (book->n_looks == STYLES_MOST)
        return;
    if (!VB_PUSH_ROOM(book->looks, book->n_looks, book->cap_looks)) {
        vb_xlsx_part_fail(r->part, VB_ERROR_MEMORY, "out of memory");
        return;
    }
    book->looks[book->n_looks++] = (unsigned char)look;
}

static void on_start(void *self, const char *name, const char **attributes)
{
    reading *r = self;
    if (strcmp(name, "numFmt") == 0)
        add_format(r, attributes);
    else if (strcmp(name, "cellXfs") == 0)
        r->in_cells = true;
    else if (r->in_cells && strcmp(name, "xf") == 0)
        add_style(r, attributes);
}

static void on_end(void *self, const char *name)
{
    reading *r = self;
    if (strcmp(name, "cellXfs") == 0)
        vb_xlsx_part_finish(r->part); /* what follows is of no use here */
}

vb_status vb_xlsx_styles_read(vb_xlsx_book *book, vb_error *err)
{
    static const vb_xlsx_handlers handlers = {.start = on_start, .end = on_end};
    if (book->styles_part == NULL || !vb_xlsx_package_has(book->package, book->styles_part))
        return VB_OK;
    reading r = {.book = book};
    vb_status status = vb_xlsx_part_run(book->package, book->styles_part, &handlers, &r, &r.part, err);
    free(r.formats);
    return status;
}
