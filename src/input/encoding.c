/* The encoding of a text:
 *
 * E1  A byte order mark decides: UTF-8, UTF-16, UTF-32.
 * E2  NUL bytes in one half of the pairs only, in half of the pairs, or in an eighth of them if they are many, are
 *     UTF-16: which half says in which order.
 * E3  Text that is well-formed UTF-8 as far as it is looked at is UTF-8.
 * E4  Text with well-formed characters beyond ASCII, at least one to 20 bytes that do not fit, is UTF-8 with
 *     Windows-1252 among it, as when exports are pasted together: each byte that does not fit is read as that, or,
 *     where it is what is left of a letter that was cut (mixed.c), is none.
 * E5  Anything else is Windows-1252, but for what is no text at all: too many bytes are control characters, or no
 *     characters of Windows-1252. */
#include "input/encoding.h"

#include "base/error.h"
#include "base/str.h"
#include "input/mixed.h"
#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

enum { NUL_LOOK = 4096, NO_TEXT_LOOK = 64 * 1024, MOST_PLACES = 10, STEP = 16 * 1024 };

/* Where in a text: lines are counted by LF, or by CR while there is no LF. */
typedef struct {
    size_t lf, cr;
} line_count;

static void count_lines(line_count *lines, vb_str text)
{
    const char *end = text.ptr + text.len;
    for (const char *p = text.ptr; p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        lines->lf++;
    if (lines->lf == 0)
        for (size_t i = 0; i < text.len; i++)
            lines->cr += text.ptr[i] == '\r';
}

static size_t line_of(const line_count *lines)
{
    return 1 + (lines->lf > 0 ? lines->lf : lines->cr);
}

static void add_hex(vb_buffer *why, vb_str bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        vb_buffer_printf(why, "%s%02X", i == 0 ? "" : " ", (unsigned)(unsigned char)bytes.ptr[i]);
}

/* E1 */
static bool has_mark(vb_str first, vb_encoding *encoding)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *name;
    } marks[] = {{"\xEF\xBB\xBF", 3, NULL},
                 {"\xFF\xFE\0\0", 4, "UTF-32LE"},
                 {"\0\0\xFE\xFF", 4, "UTF-32BE"},
                 {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (first.len < marks[i].len || memcmp(first.ptr, marks[i].bytes, marks[i].len) != 0)
            continue;
        *encoding = (vb_encoding){.name = marks[i].name, .mark = marks[i].name == NULL ? 0 : marks[i].len};
        return true;
    }
    return false;
}

/* E2 */
static const char *nul_pattern(vb_str first)
{
    size_t look = first.len < NUL_LOOK ? first.len : NUL_LOOK, nuls[2] = {0, 0};
    for (size_t i = 0; i < look; i++)
        nuls[i % 2] += first.ptr[i] == '\0';
    for (size_t half = 0; half < 2; half++)
        if (nuls[half] >= 2 && nuls[half] * (nuls[half] < 16 ? 2 : 8) >= look / 2 && nuls[1 - half] * 8 <= nuls[half])
            return half == 1 ? "UTF-16LE" : "UTF-16BE";
    return NULL;
}

/* E4 */
static bool is_mixed(vb_str text, size_t bad_at)
{
    enum { MOST_BAD = 20 };
    size_t good = 0, bad = 0;
    for (size_t beg = 0; beg < text.len;) {
        vb_str rest = vb_str_cut(text, beg, text.len);
        size_t fits = rest.len;
        if (beg == 0)
            fits = bad_at;
        else if (vb_utf8_valid(rest, &fits))
            fits = rest.len;
        for (size_t i = 0; i < fits; i++)
            good += (unsigned char)rest.ptr[i] >= 0xC0;
        bad += fits < rest.len;
        beg += fits + 1;
        if (bad > MOST_BAD * (good + 50)) /* it will not catch up, and each look costs */
            return false;
    }
    return good * MOST_BAD >= bad;
}

/* The last character may be cut off. */
static bool is_valid(vb_str text, bool last, size_t *bad)
{
    return vb_utf8_valid(text, bad) || (!last && text.len - *bad < 4 && (unsigned char)text.ptr[*bad] >= 0xC2);
}

vb_encoding vb_encoding_decide(vb_str first, bool last, vb_buffer *why)
{
    vb_encoding encoding = {0};
    if (has_mark(first, &encoding)) {
        if (encoding.name != NULL) {
            vb_buffer_printf(why, "encoding: %s, by its byte order mark (", encoding.name);
            add_hex(why, vb_str_cut(first, 0, encoding.mark));
            vb_buffer_add_text(why, "); what is written is UTF-8\n");
        }
        return encoding;
    }
    encoding.name = nul_pattern(first);
    if (encoding.name != NULL) {
        vb_buffer_printf(why, "encoding: %s, by every other byte being NUL, from line 1 on (", encoding.name);
        add_hex(why, vb_str_cut(first, 0, first.len < 6 ? first.len : 6));
        vb_buffer_add_text(why, "); what is written is UTF-8; --encoding decides otherwise\n");
        return encoding;
    }
    size_t bad = 0;
    if (is_valid(first, last, &bad))
        return encoding;
    encoding.mixed = is_mixed(first, bad);
    line_count lines = {0};
    size_t line_beg = bad;
    count_lines(&lines, vb_str_cut(first, 0, bad));
    while (line_beg > 0 && first.ptr[line_beg - 1] != '\n' && (lines.lf > 0 || first.ptr[line_beg - 1] != '\r'))
        line_beg--;
    vb_buffer_printf(why, "encoding: %s, because in line %zu, byte %zu (",
                     encoding.mixed ? "UTF-8 with Windows-1252 among it" : "Windows-1252", line_of(&lines),
                     bad - line_beg + 1);
    add_hex(why, vb_str_cut(first, bad, bad + 3 < first.len ? bad + 3 : first.len));
    vb_buffer_printf(why, ") is not UTF-8%s; what is written is UTF-8; --encoding decides otherwise\n",
                     encoding.mixed ? ", but other letters beyond ASCII are" : "");
    if (!encoding.mixed)
        encoding.name = "WINDOWS-1252";
    return encoding;
}

bool vb_encoding_is_no_text(vb_str first, const vb_encoding *decided, size_t *at, unsigned *share)
{
    size_t look = first.len < NO_TEXT_LOOK ? first.len : NO_TEXT_LOOK, controls = 0, bad = 0;
    if (decided->name != NULL && strcmp(decided->name, "WINDOWS-1252") != 0)
        return false;
    for (size_t i = 0; i < look; i++) {
        unsigned char c = (unsigned char)first.ptr[i];
        bool control = c > 0 && c < ' ' && (c < '\t' || c > '\r');
        bool nothing = decided->name != NULL && (c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D);
        controls += control;
        if ((control || nothing) && bad++ == 0)
            *at = i;
    }
    *share = look == 0 ? 0 : (unsigned)(100 * bad / look);
    return controls >= 4 && bad >= 8 && bad * 25 > look;
}

bool vb_encoding_is_utf8(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* Bytes to be told of. */
typedef struct {
    size_t n;
    struct {
        size_t line, byte;
        unsigned char value;
    } places[MOST_PLACES];
} told_bytes;

struct vb_decoder {
    iconv_t cd; /* NO_ICONV: UTF-8 and Windows-1252 */
    char name[48];
    size_t unit; /* bytes that are passed over when they cannot be decoded */
    size_t byte; /* of the input, from 0 */
    line_count lines;
    told_bytes failures, guesses;
};

#define NO_ICONV ((iconv_t)-1)

vb_decoder *vb_decoder_new(const vb_encoding *encoding, vb_error *err)
{
    const char *name = encoding->mixed ? "UTF-8" : encoding->name;
    iconv_t cd = NO_ICONV;
    /* A slash begins iconv's own options, of which one drops bytes silently. */
    if (!encoding->mixed && name[0] != '\0' && strchr(name, '/') == NULL)
        cd = iconv_open("UTF-8", name);
    if (!encoding->mixed && cd == NO_ICONV) {
        (void)vb_fail(err, VB_ERROR_USAGE,
                      "no encoding \"%.40s\" is known: pass one of UTF-8, UTF-16LE, Windows-1252, ISO-8859-15, "
                      "Macintosh, Shift_JIS, or another that `iconv --list` shows",
                      name);
        return NULL;
    }
    vb_decoder *d = calloc(1, sizeof *d);
    if (d == NULL) {
        if (cd != NO_ICONV)
            (void)iconv_close(cd);
        (void)vb_fail_memory(err);
        return NULL;
    }
    d->cd = cd;
    d->byte = encoding->mark;
    (void)snprintf(d->name, sizeof d->name, "%s", name);
    bool wide = strncasecmp(name, "UTF-16", 6) == 0 || strncasecmp(name, "UCS-2", 5) == 0;
    d->unit = strncasecmp(name, "UTF-32", 6) == 0 ? 4 : wide ? 2 : 1;
    return d;
}

void vb_decoder_free(vb_decoder *decoder)
{
    if (decoder == NULL)
        return;
    if (decoder->cd != NO_ICONV)
        (void)iconv_close(decoder->cd);
    free(decoder);
}

static void note(vb_decoder *d, unsigned char value, told_bytes *told)
{
    if (told->n < MOST_PLACES) {
        told->places[told->n].line = line_of(&d->lines);
        told->places[told->n].byte = d->byte;
        told->places[told->n].value = value;
    }
    told->n++;
}

/* Pass over what cannot be decoded at the beginning of *in. */
static void replace(vb_decoder *d, size_t len, vb_str *in, vb_buffer *out)
{
    note(d, (unsigned char)in->ptr[0], &d->failures);
    d->byte += len;
    *in = vb_str_cut(*in, len, in->len);
    vb_buffer_add_text(out, "\xEF\xBF\xBD");
}

/* E4 */
static void run_mixed(vb_decoder *d, vb_str *in, bool last, vb_buffer *out)
{
    while (in->len > 0 && !out->failed) {
        size_t fits = in->len, used;
        uint32_t cp;
        (void)vb_utf8_valid(*in, &fits);
        vb_buffer_add(out, in->ptr, fits);
        count_lines(&d->lines, (vb_str){in->ptr, fits});
        d->byte += fits;
        *in = vb_str_cut(*in, fits, in->len);
        if (in->len == 0)
            return;
        vb_mixed kind = vb_mixed_read(*in, last, &used, &cp);
        if (kind == VB_MIXED_OPEN)
            return;
        if (kind == VB_MIXED_NOTHING) {
            replace(d, used, in, out);
            continue;
        }
        char text[4];
        note(d, (unsigned char)in->ptr[0], &d->guesses);
        vb_buffer_add(out, text, vb_utf8_encode(cp, text));
        d->byte += used;
        *in = vb_str_cut(*in, used, in->len);
    }
}

static void run_iconv(vb_decoder *d, vb_str *in, bool last, vb_buffer *out)
{
    while (in->len > 0 && !out->failed) {
        if (!vb_buffer_reserve(out, STEP))
            return;
        char *from = (char *)(uintptr_t)in->ptr,
             *to = out->ptr + out->len; /* iconv's input is const in all but type */
        size_t from_left = in->len, to_left = STEP;
        size_t result = iconv(d->cd, &from, &from_left, &to, &to_left);
        int fault = result == (size_t)-1 ? errno : 0;
        count_lines(&d->lines, (vb_str){out->ptr + out->len, STEP - to_left});
        out->len += STEP - to_left;
        d->byte += in->len - from_left;
        *in = (vb_str){from, from_left};
        if (fault == EINVAL && !last)
            return;
        if (fault == EILSEQ || fault == EINVAL)
            replace(d, in->len < d->unit ? in->len : d->unit, in, out);
        else if (fault != E2BIG)
            return;
    }
}

void vb_decoder_run(vb_decoder *d, vb_str *in, bool last, vb_buffer *out)
{
    if (d->cd == NO_ICONV)
        run_mixed(d, in, last, out);
    else
        run_iconv(d, in, last, out);
}

static void add_places(const told_bytes *told, vb_buffer *why)
{
    for (size_t i = 0; i < told->n && i < MOST_PLACES; i++)
        vb_buffer_printf(why, "%s line %zu, byte %zu of the file (%02X)", i == 0 ? "" : ";", told->places[i].line,
                         told->places[i].byte + 1, (unsigned)told->places[i].value);
    vb_buffer_add_text(why, told->n > MOST_PLACES ? "; ...\n" : "\n");
}

size_t vb_decoder_failures(const vb_decoder *d, vb_buffer *why)
{
    size_t n = d->failures.n, guessed = d->guesses.n;
    if (guessed > 0 && why != NULL) {
        vb_buffer_printf(why, "%zu byte%s not UTF-8 and %s read as Windows-1252:", guessed,
                         guessed == 1 ? " is" : "s are", guessed == 1 ? "was" : "were");
        add_places(&d->guesses, why);
    }
    if (n > 0 && why != NULL) {
        vb_buffer_printf(why, "%zu byte%s not %s and became U+FFFD; pass the right --encoding:", n,
                         n == 1 ? " is" : "s are", d->name);
        add_places(&d->failures, why);
    }
    return n;
}
