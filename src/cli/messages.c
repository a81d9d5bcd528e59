/* What is said to the person who runs the program: on standard error, safe for a terminal, wrapped at its edge. */
#include "cli/cli.h"

#include <poll.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { INDENT = 2, NARROWEST = 40 }; /* columns: of a wrapped message's further lines; of a terminal to wrap for */

/* Bytes of the well-formed UTF-8 character at p, or 0. */
static size_t character_length(const unsigned char *p)
{
    size_t len = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    for (size_t i = 1; i < len; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return len;
}

/* Bytes at p that a terminal must not get: control characters (but line breaks, which messages have), characters that
 * turn the writing direction, bytes that are not UTF-8.  0 if there are none. */
static size_t unsafe_length(const unsigned char *p)
{
    size_t len = character_length(p);
    if (len == 0 || (p[0] < 0x20 && p[0] != '\n') || p[0] == 0x7F)
        return 1;
    if (p[0] == 0xC2 && p[1] <= 0x9F) /* C1 */
        return len;
    if (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE) /* U+202A to U+202E */
        return len;
    if (p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9) /* U+2066 to U+2069 */
        return len;
    return 0;
}

/* Show the character at *p (what is unsafe as \xNN: messages hold names from strangers' files), unless it is only to
 * be measured, and go behind it; the columns that it takes. */
static size_t show(const unsigned char **p, bool measure)
{
    size_t unsafe = unsafe_length(*p), len = unsafe > 0 ? unsafe : character_length(*p);
    for (size_t i = 0; i < len && !measure; i++)
        (void)fprintf(stderr, unsafe > 0 ? "\\x%02x" : "%c", (*p)[i]);
    *p += len;
    return unsafe > 0 ? 4 * unsafe : 1;
}

/* Columns up to the next blank or line end. */
static size_t word_width(const unsigned char *p)
{
    size_t width = 0;
    while (*p != '\0' && *p != ' ' && *p != '\n')
        width += show(&p, true);
    return width;
}

/* Columns of the terminal that standard error is, or 0: it is none. */
static size_t edge(void)
{
    struct winsize size;
    if (!isatty(STDERR_FILENO) || ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < NARROWEST)
        return 0;
    return size.ws_col;
}

static void say(const char *text)
{
    size_t width = edge(), column = 0;
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0';) {
        if (*p == ' ' && column > INDENT && width > 0 && column + 1 + word_width(p + 1) > width) {
            (void)fprintf(stderr, "\n%*s", INDENT, "");
            column = INDENT;
            p++;
        } else {
            bool ends = *p == '\n';
            column += show(&p, false);
            column = ends ? 0 : column;
        }
    }
}

int cli_usage_error(const char *format, ...)
{
    char text[1280]; /* more than a vb_error can hold */
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    char line[sizeof "verbatim: \n" + sizeof text];
    (void)snprintf(line, sizeof line, "verbatim: %s\n", text);
    say(line);
    return CLI_TROUBLE;
}

/* Standard output is a pipe that nobody reads any more. */
static bool is_left(void)
{
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

int cli_fail_output(const char *text)
{
    return is_left() ? CLI_TROUBLE : cli_usage_error("%s", text);
}

int cli_fail(const vb_error *err)
{
    if (err->code == VB_ERROR_WRITE && err->file[0] == '\0')
        return cli_fail_output(err->text);
    char place[96] = "";
    size_t len = 0;
    if (err->line > 0)
        len += (size_t)snprintf(place + len, sizeof place - len, ":%zu", err->line);
    if (err->column > 0)
        len += (size_t)snprintf(place + len, sizeof place - len, ":%zu", err->column);
    if (err->row > 0)
        (void)snprintf(place + len, sizeof place - len, ": row %zu", err->row);
    (void)(err->file[0] == '\0' ? cli_usage_error("%s", err->text)
                                : cli_usage_error("%s%s: %s", err->file, place, err->text));
    return err->code == VB_ERROR_GATE ? CLI_FAILED : CLI_TROUBLE;
}

int cli_unknown(const char *format, const char *name, const char *dashes, const char *const *known, size_t n)
{
    char hint[96] = "", text[512];
    const char *nearest = vb_name_nearest(name, known, n);
    if (nearest != NULL)
        (void)snprintf(hint, sizeof hint, " (did you mean `%s%s`?)", dashes, nearest);
    (void)snprintf(text, sizeof text, format, name, hint);
    return cli_usage_error("%s", text);
}
