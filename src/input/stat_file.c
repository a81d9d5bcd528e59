#include "input/stat_file.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SAV, POR, DTA, SAS7BDAT, XPT };

enum { XPT_RECORD = 80 }; /* bytes that a transport file is made of */

static const vb_stat_kind kinds[] = {
    [SAV] = {"SPSS system file", readstat_parse_sav, VB_ORIGIN_SPSS},
    [POR] = {"SPSS portable file", readstat_parse_por, VB_ORIGIN_SPSS},
    [DTA] = {"Stata file", readstat_parse_dta, VB_ORIGIN_STATA},
    [SAS7BDAT] = {"SAS data set", readstat_parse_sas7bdat, VB_ORIGIN_SAS},
    [XPT] = {"SAS transport file", readstat_parse_xport, VB_ORIGIN_SAS},
};

/* The first bytes of every sas7bdat. */
static const char sas_magic[] = {0,          0,          0,    0,          0,          0,          0,          0,
                                 0,          0,          0,    0,          (char)0xC2, (char)0xEA, (char)0x81, 0x60,
                                 (char)0xB3, 0x14,       0x11, (char)0xCF, (char)0xBD, (char)0x92, 0x08,       0x00,
                                 0x09,       (char)0xC7, 0x31, (char)0x8C, 0x18,       0x1F,       0x10,       0x11};

static bool begins(vb_str s, const void *with, size_t len)
{
    return s.len >= len && memcmp(s.ptr, with, len) == 0;
}

/* A portable file names itself in some character set's letters, then has a table of 256 characters and "SPSSPORT",
 * all in lines of 80. */
static bool is_portable(vb_str head)
{
    return head.len >= 40 && memmem(head.ptr, head.len, "SPSSPORT", 8) != NULL;
}

/* Old Stata files begin with their version (104 to 115), the byte order (1, 2), the file's type (1) and a zero. */
static bool is_old_stata(vb_str head)
{
    return head.len >= 4 && head.ptr[0] >= 104 && head.ptr[0] <= 115 && (head.ptr[1] == 1 || head.ptr[1] == 2) &&
           head.ptr[2] == 1;
}

static const vb_stat_kind *recognise(vb_str head)
{
    if (begins(head, "$FL2", 4) || begins(head, "$FL3", 4))
        return &kinds[SAV];
    if (begins(head, "<stata_dta>", 11) || is_old_stata(head))
        return &kinds[DTA];
    if (begins(head, sas_magic, sizeof sas_magic))
        return &kinds[SAS7BDAT];
    if (begins(head, "HEADER RECORD*******LIB", 23))
        return &kinds[XPT];
    return is_portable(head) ? &kinds[POR] : NULL;
}

static vb_status fail_read(const char *path, int error, vb_error *err)
{
    return vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "%s",
                      error == ENOENT   ? "no such file"
                      : error == EACCES ? "no permission to read it"
                      : error == EISDIR ? "is a directory: name a file in it"
                                        : strerror(error));
}

const vb_stat_kind *vb_stat_kind_of(const char *path, vb_error *err)
{
    char bytes[1024];
    vb_str head = {bytes, 0};
    if (strcmp(path, "-") == 0) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, "standard input", 0, 0,
                         "a statistics package's file is read back and forth: name the file instead");
        return NULL;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd < 0) {
        (void)fail_read(path, errno, err);
        return NULL;
    }
    int fault = 0;
    while (head.len < sizeof bytes && fault == 0) {
        ssize_t n = read(fd, bytes + head.len, sizeof bytes - head.len);
        if (n == 0)
            break;
        if (n > 0)
            head.len += (size_t)n;
        else if (errno != EINTR)
            fault = errno;
    }
    bool regular = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    (void)close(fd);
    const vb_stat_kind *kind = fault == 0 && regular ? recognise(head) : NULL;
    if (kind == &kinds[XPT] && about.st_size % XPT_RECORD != 0) { /* it says nowhere how many rows it has */
        (void)vb_stat_fail(path, kind, READSTAT_ERROR_READ, NULL, 0, "", err);
        return NULL;
    }
    if (fault != 0)
        (void)fail_read(path, fault, err);
    else if (!regular)
        (void)vb_fail_at(err, VB_ERROR_INPUT, path, 0, 0,
                         "a statistics package's file is read back and forth: save it to a file first");
    else if (head.len == 0)
        (void)vb_fail_at(err, VB_ERROR_INPUT, path, 0, 0, "nothing in it");
    else if (kind == NULL)
        (void)vb_fail_at(err, VB_ERROR_INPUT, path, 0, 0,
                         "neither SPSS (.sav, .zsav, .por) nor Stata (.dta) nor SAS (.sas7bdat, .xpt) by its first "
                         "bytes: export it again, or as CSV");
    return kind;
}

vb_status vb_stat_fail(const char *path, const vb_stat_kind *kind, readstat_error_t code, const char *encoding,
                       size_t row, const char *detail, vb_error *err)
{
    vb_status status = VB_ERROR_INPUT;
    switch (code) {
    case READSTAT_ERROR_MALLOC: /* also what a corrupt count asks for */
        status = vb_fail_at(err, VB_ERROR_INPUT, path, 0, 0,
                            "asks for more memory than there is, so it is probably damaged: export it again");
        break;
    case READSTAT_ERROR_OPEN:
        status = fail_read(path, errno, err);
        break;
    case READSTAT_ERROR_READ:
    case READSTAT_ERROR_SEEK:
    case READSTAT_ERROR_ROW_COUNT_MISMATCH:
        (void)vb_fail_at(err, status, path, 0, 0, "the %s ends before its data do: copy or export it again",
                         kind->name);
        break;
    case READSTAT_ERROR_UNSUPPORTED_CHARSET:
        (void)vb_fail_at(err, status, path, 0, 0,
                         encoding != NULL ? "no such encoding as %s: see `iconv -l`"
                                          : "its text has an encoding that is not known: name it with --encoding%s",
                         encoding != NULL ? encoding : "");
        break;
    case READSTAT_ERROR_CONVERT:
    case READSTAT_ERROR_CONVERT_BAD_STRING:
    case READSTAT_ERROR_CONVERT_SHORT_STRING:
    case READSTAT_ERROR_CONVERT_LONG_STRING:
        (void)vb_fail_at(err, status, path, 0, 0,
                         encoding != NULL ? "its text is not %s: name another encoding"
                                          : "its text is not in the encoding that it says: name it with --encoding%s",
                         encoding != NULL ? encoding : "");
        break;
    case READSTAT_ERROR_UNSUPPORTED_COMPRESSION:
    case READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION:
        (void)vb_fail_at(err, status, path, 0, 0, "a %s of a version that cannot be read: export it as CSV",
                         kind->name);
        break;
    default:
        (void)vb_fail_at(err, status, path, 0, 0, "damaged as a %s%s%s: %s", kind->name,
                         detail[0] != '\0' ? ": " : "", detail,
                         kind == &kinds[POR] ? "save it as .sav; files of GNU PSPP cannot be read in this format"
                                             : "export it again");
        break;
    }
    if (err != NULL)
        err->row = row;
    return status;
}

void vb_stat_keep_detail(vb_buffer *detail, const char *text)
{
    vb_buffer_clear(detail);
    vb_str said = vb_str_trim(vb_str_of(text));
    for (size_t i = 0; i < said.len && i < 200; i++)
        vb_buffer_add_char(detail, said.ptr[i] >= 0x20 && said.ptr[i] < 0x7F ? said.ptr[i] : '?');
}
